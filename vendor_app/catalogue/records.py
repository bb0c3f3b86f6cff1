"""The values of the catalogue: frozen, without a database behind them."""

import itertools
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.video.footage import Footage, FootageId

Sku: TypeAlias = str
"""The vendor's code of a product or variant: 1-50 of A-Z a-z 0-9 - _ ., no spaces."""
Satang: TypeAlias = int
"""A hundredth of a baht; money is never a float."""
Outdating: TypeAlias = Literal["price", "photo", "both"]
"""Why a clip no longer shows its product as it is: at another price, or a photo otherwise than it was edited since."""
STOOD = timedelta(hours=24)
"""How long a price has to stand to be a former price, and no trick or slip."""


class PriceTier(msgspec.Struct, frozen=True, kw_only=True):
    """A price from a minimum quantity on, such as ส่ง from 12 pieces."""

    label: str
    min_quantity: int
    price: Satang
    """Per unit, not for the lot."""
    mixed: bool = False
    """Whether colours and sizes may be mixed to reach the quantity (คละสีคละไซส์)."""


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One colour × size cell. Either may be empty when the product has no such choice."""

    color: str = ""
    size: str = ""
    sku: Sku = ""
    """Made from the product's SKU when empty."""
    stock: int = 0


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a buyer asks about; every one may be empty."""

    fabric: str = ""
    size_range: str = ""
    """In the vendor's words: "อก 36–44 นิ้ว"."""
    eco: tuple[str, ...] = ()
    """Such as "ผ้าฝ้ายธรรมชาติ", "ถุงใช้ซ้ำ"."""


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What a real customer said."""

    text: str
    """In the customer's own words, on one line."""
    who: str = ""
    """As the customer wants to be called: "คุณแนน อุดร"."""
    photo: PhotoId | None = None
    """One of the product's photos, from the customer."""


class PriceMark(msgspec.Struct, frozen=True, kw_only=True):
    """A retail price and when it began; it stood until the next one did."""

    price: Satang | None
    """None: the price was taken away."""
    since: str
    """ISO 8601, UTC."""


class ClipRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A finished clip of a product, as the catalogue remembers it."""

    file: str
    """Path of the MP4 relative to the shop's folder, with "/"."""
    template: str
    frames: int
    made: str
    """ISO 8601, UTC."""
    prices: tuple[Satang, ...]
    """Every price of the product when the clip was made, retail first: compare with ``Product.prices``."""
    others: tuple[str, ...] = ()
    """Ids of further products that it shows."""
    outdated: bool = False
    """Whether one of those has other prices now or is not sold any more: the catalogue marks it when that happens."""
    looks: dict[PhotoId, str] = {}
    """``Photo.look`` of each photo in it when it was made; "" for one of a further product that was edited since: the
    catalogue writes that when it happens. Empty in clips of older versions.
    """


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """What the vendor read on the platform one day."""

    day: str
    """ISO 8601 date."""
    views: int | None = None
    """So far, of the post. None: not typed."""
    sales: int | None = None
    """Pieces sold through it so far."""


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that was made for a platform, and what became of it there."""

    platform: str
    made: str
    """ISO 8601, UTC."""
    price: Satang | None
    """The retail price it shows."""
    tiers: tuple[Satang, ...] = ()
    """The further prices it shows."""
    folder: str = ""
    """Of the bundle, relative to the shop with "/"; empty when it was made elsewhere."""
    clip: str = ""
    """File of the clip in it, as in ``ClipRecord.file``."""
    posted: str | None = None
    """ISO 8601, UTC, when the vendor said so; None: not yet."""
    link: str = ""
    """Of the post: https."""
    counts: tuple[Count, ...] = ()
    """In order of the days, one a day."""


def price_before(price: Satang | None, history: tuple[PriceMark, ...]) -> Satang | None:
    """Return the higher price that stood for a day or more directly before ``price``; see ``Product.old_price``."""
    if price is None:
        return None
    for mark, after in reversed(list(itertools.pairwise(history))):
        stood = datetime.fromisoformat(after.since) - datetime.fromisoformat(mark.since)
        if stood >= STOOD and mark.price != price:
            return mark.price if mark.price is not None and mark.price > price else None
    return None


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the vendor sells. Change it with ``msgspec.structs.replace``."""

    id: str = ""
    """Stable for life, also when the SKU changes; made by the catalogue when empty."""
    sku: Sku = ""
    name: str
    name_en: str = ""
    category: str = ""
    description: str = ""
    unit: str = "ตัว"
    price: Satang | None = None
    """Retail, per unit; None while the vendor has not typed one."""
    tiers: tuple[PriceTier, ...] = ()
    variants: tuple[Variant, ...] = ()
    shipping: Satang | None = None
    """None: not said; 0: free."""
    weight_grams: int | None = None
    facts: Facts = Facts()
    photos: tuple[Photo, ...] = ()
    footage: tuple[Footage, ...] = ()
    """Short videos of it, in the vendor's order."""
    reviews: tuple[Review, ...] = ()
    price_history: tuple[PriceMark, ...] = ()
    """Every retail price since the first, the present one last. The catalogue keeps it: nobody else can change it."""
    clips: tuple[ClipRecord, ...] = ()
    """Newest first."""
    postings: tuple[Posting, ...] = ()
    """The bundles made of it, newest first. The catalogue keeps them: nobody else can change them."""
    created: str = ""
    """ISO 8601, UTC; set by the catalogue."""
    changed: str = ""
    trashed: str | None = None
    """When it went to the trash; None while it is on sale."""

    @property
    def prices(self) -> tuple[Satang, ...]:
        """Every price a clip may show: retail, tiers in order, shipping. -1 stands for none."""
        parts = (self.price, *(tier.price for tier in self.tiers), self.shipping)
        return tuple(-1 if part is None else part for part in parts)

    @property
    def old_price(self) -> Satang | None:
        """The retail price that stood directly before the present one, when it was higher; else None.

        Fit to be shown crossed out: what stood less than 24 hours does not count, neither a price that was raised and
        lowered again on one day nor a slip of the finger. A day or more without any price ends what was before it.
        """
        return price_before(self.price, self.price_history)

    @property
    def outdated_clips(self) -> tuple[ClipRecord, ...]:
        """The clips that no longer show the product as it is; ``why_outdated`` tells of each why."""
        return tuple(clip for clip in self.clips if self.why_outdated(clip))

    def why_outdated(self, *clips: ClipRecord) -> Outdating | None:
        """Return why one of these clips of the product, or several, are not right any more; None while all are.

        "price": of this product or of another one in them. "photo": one in them that was edited since; a photo taken
        away since does not count.
        """
        by_price = any(clip.outdated or clip.prices != self.prices for clip in clips)
        by_photo = any(
            "" in clip.looks.values() or any(clip.looks.get(one.id, one.look) != one.look for one in self.photos)
            for clip in clips
        )
        return ("both" if by_photo else "price") if by_price else "photo" if by_photo else None

    @property
    def stock(self) -> int:
        """Pieces in all variants together."""
        return sum(variant.stock for variant in self.variants)

    @property
    def colors(self) -> tuple[str, ...]:
        """The colours in the order of the variants, each once."""
        return tuple(dict.fromkeys(variant.color for variant in self.variants if variant.color))

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes in the order of the variants, each once."""
        return tuple(dict.fromkeys(variant.size for variant in self.variants if variant.size))

    @property
    def ladder(self) -> tuple[PriceTier, ...]:
        """The tiers as a buyer reads them, the smallest quantity first, in whatever order they were typed."""
        return tuple(sorted(self.tiers, key=lambda tier: tier.min_quantity))

    @property
    def photo_ids(self) -> tuple[PhotoId, ...]:
        """The photos in the vendor's order."""
        return tuple(photo.id for photo in self.photos)

    @property
    def footage_ids(self) -> tuple[FootageId, ...]:
        """The footage in the vendor's order."""
        return tuple(footage.id for footage in self.footage)


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One product of many that are written at once."""

    before: Product | None
    """None: a new one."""
    after: Product | None
    """None: deleted for good."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one action changed; each view decides from it whether to look again."""

    added: frozenset[str] = frozenset()
    """Ids of products."""
    edited: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    """Gone to the trash or for good."""
    problems: tuple[str, ...] = ()
    """Sentences for the vendor: what is saved, but has no copy in the shop's ``products`` folder yet."""
