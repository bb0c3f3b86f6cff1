"""What each destination accepts, read from ``resources/platforms/*.toml``."""

import datetime
import functools
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from vendor_app import language
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.resources import resource

Unit: TypeAlias = Literal["utf16", "characters", "bytes", "count", "px", "fps", "s", "bit/s", "%"]
"""Texts are counted in UTF-16 units, characters or UTF-8 bytes: each platform has its own."""
Severity: TypeAlias = Literal["warn", "fail"]
Tone: TypeAlias = Literal["casual", "polite", "wholesale"]
"""กันเอง, สุภาพ, ขายส่ง: how a text speaks to buyers."""
SellerCentre: TypeAlias = Literal["tiktok-shop", "shopee", "lazada"]
Feed: TypeAlias = Literal["meta", "google", "woocommerce", "shopify"]


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value of a platform file, in which a misspelt key is an error."""


class Limit(_Row, frozen=True, kw_only=True):
    """A number the platform names, and where and when it was read: platforms change them."""

    least: int | None = None
    most: int | None = None
    unit: Unit
    source: str
    date: datetime.date

    def admits(self, value: float) -> bool:
        """Say whether ``value``, in this limit's unit, is within it."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Choice(_Row, frozen=True, kw_only=True):
    """The values a platform takes, the best first, with their source."""

    values: tuple[str, ...]
    source: str
    date: datetime.date


class Limits(_Row, frozen=True, kw_only=True):
    """Everything the platform says in numbers. None: it says nothing, or nothing that we know."""

    caption: Limit
    """Of the text of a post; on a platform with listings only, of their description."""
    hashtags: Limit
    title: Limit | None = None
    description: Limit | None = None
    """Of a listing, in characters, where posts have a caption of their own."""
    clip_codecs: Choice | None = None
    clip_sides: Limit | None = None
    clip_fps: Limit | None = None
    clip_seconds: Limit | None = None
    clip_bytes: Limit | None = None
    clip_bit_rate: Limit | None = None
    """Of the whole file."""
    pictures: Limit | None = None
    picture_sides: Limit | None = None
    picture_bytes: Limit | None = None
    picture_share: Limit | None = None
    """Of the first picture's side that the longer side of the product's box takes."""
    cover_bytes: Limit | None = None
    variants: Limit | None = None
    """How many colours and sizes one product may have, of those that are sold."""
    combinations: Limit | None = None
    """How many colours times sizes one product may have, where the platform shows every size in every colour."""
    option: Limit | None = None
    """Of the name of a colour or size."""
    post_pictures: Limit | None = None
    """How many pictures with text make a photo post."""
    listing_video_sides: Limit | None = None
    listing_video_seconds: Limit | None = None
    listing_video_bytes: Limit | None = None


class Parts(_Row, frozen=True, kw_only=True):
    """What a bundle of the platform holds besides README.txt and bundle.json."""

    clip: bool = True
    """With its voice-only twin."""
    cover: bool = True
    pictures: bool = True
    """Square ones of the product."""
    caption: bool = True
    title: bool = False
    description: bool = False
    """Of a listing."""
    post_pictures: bool = False
    """Upright ones with the lettering of the clip, for a photo post."""
    listing_video: bool = False
    sheet: SellerCentre | None = None
    """A workbook with the columns of this platform's own."""
    feeds: tuple[Feed, ...] = ()


class Platform(_Row, frozen=True, kw_only=True):
    """One destination."""

    name: str
    """ASCII, as typed after ``--platform``."""
    title: str
    """As its own users write it, in Thai where it has no name of its own."""
    title_en: str = ""
    """In English, where the title is Thai."""
    contacts: bool
    """Whether phone numbers, LINE names and links may stand in a caption."""
    tone: Tone | None = None
    """How its caption speaks; None: only the facts."""
    order: int = 0
    """Lower numbers are shown first."""
    device: Literal["phone", "computer"] = "phone"
    """What the steps are done on."""
    parts: Parts = Parts()
    limits: Limits
    checks: dict[str, Severity]
    """How bad it is when the answer to a check is no. A check that is not named here is not asked."""
    steps: tuple[str, ...]
    """How to post, in Thai, for the bundle's README."""
    notes: tuple[str, ...] = ()
    """What else is worth knowing before posting, in Thai."""

    @property
    def shown_title(self) -> str:
        """What it is called in the language of the window."""
        return self.title if language.current() == "th" else self.title_en or self.title


@functools.cache
def platforms() -> tuple[Platform, ...]:
    """Return every platform that has a file, in the order they are shown."""
    found = (_read(file) for file in resource("platforms").glob("*.toml"))
    return tuple(sorted(found, key=lambda one: (one.order, one.name)))


def platform(name: str) -> Platform:
    """Return one platform. Raises VendorError, naming those there are, for any other name."""
    for known in platforms():
        if known.name == name.strip().casefold():
            return known
    raise VendorError(
        _("There is no platform “{name}”.").format(name=name),
        _("Choose one of: {names}.").format(names=", ".join(known.name for known in platforms())),
    )


def _read(file: Path) -> Platform:
    return msgspec.toml.decode(file.read_bytes(), type=Platform)
