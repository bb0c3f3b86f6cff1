"""What the checks look at. What is not there yet is None, and the questions about it are not asked."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from vendor_app.bundle.caption import Caption
from vendor_app.bundle.looking import ClipSeen, PictureSeen
from vendor_app.bundle.pictures import PictureFacts
from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product
from vendor_app.storyboard.model import Storyboard
from vendor_app.video.probe import VideoFacts


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """A product on its way to a platform: facts about finished files, no pixels."""

    product: Product
    platform: Platform
    caption: Caption
    shop_name: str = ""
    storyboard: Storyboard | None = None
    clip: VideoFacts | None = None
    voice_only: VideoFacts | None = None
    cover: PictureFacts | None = None
    pictures: tuple[PictureFacts, ...] | None = None
    title: str | None = None
    post_pictures: tuple[PictureFacts, ...] | None = None
    listing_video: VideoFacts | None = None
    description: str | None = None
    """Of a listing."""
    seen: ClipSeen | None = None
    """What is in the clip, once it was decoded."""
    pictures_seen: tuple[PictureSeen, ...] | None = None
    """What is in the pictures, in their order, and in the cover, last."""
    music_allowed: bool = False
    """Whether the vendor said that their own music may be used."""
    known: Mapping[str, tuple[str, ...]] = {}
    """Checks that the vendor answered with "I know", by name, and what each had found then."""

    @property
    def words(self) -> str:
        """Every text that goes out with the files: what buyers read."""
        parts = (self.product.name, self.caption.text, self.title, self.description)
        return "\n".join(part for part in parts if part)


class Answer(msgspec.Struct, frozen=True):
    """Whether all is well, what was found, and what to do; when all is well, the facts behind it."""

    good: bool
    message: str
    hint: str = ""
    found: tuple[str, ...] = ()
    """The very words, codes or files that are not well: who knows about these is asked again about others."""


Question: TypeAlias = Callable[[Subject], Answer | None]
"""None: nothing there to ask it of."""
