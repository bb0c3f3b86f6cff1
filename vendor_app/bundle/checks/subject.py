"""What the checks look at. What is not there yet is None, and the questions about it are not asked."""

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from vendor_app.bundle.caption import Caption
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


class Answer(msgspec.Struct, frozen=True):
    """Whether all is well, what was found, and what to do; when all is well, the facts behind it."""

    good: bool
    message: str
    hint: str = ""


Question: TypeAlias = Callable[[Subject], Answer | None]
"""None: nothing there to ask it of."""
