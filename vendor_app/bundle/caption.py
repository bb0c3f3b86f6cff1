"""The text of a post. In Thai whatever the language of the window: the buyers read it, and the law asks for Thai."""

from collections.abc import Iterator

import msgspec

from vendor_app.bundle import hashtags, phrases
from vendor_app.bundle.measure import length, shorten
from vendor_app.bundle.platforms import Platform, Tone
from vendor_app.bundle.tones import closing, opening
from vendor_app.catalogue.records import PriceTier, Product, Satang
from vendor_app.thai.money import format_baht

_LEAST_PIECE = 12
"""Shorter than this a cut text says nothing."""
_PRICES, _CHOICES, _WORDS, _CLOSING, _TAGS = range(5)
"""The groups of a caption, in the order they are shown."""


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """What the vendor pastes under the clip."""

    text: str
    hashtags: tuple[str, ...]
    shortened: bool
    """Whether something the vendor wrote had to stay out for want of room."""


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One line or hashtag of a caption. The order of pieces says what is kept when the room is scarce."""

    group: int
    """A new group begins after an empty line."""
    place: int
    """In its group."""
    text: str
    may_be_cut: bool = False
    half: bool = False
    """Takes no more than half of the room there is: a long name must not push out the prices."""


def price_per_unit(price: Satang, product: Product) -> str:
    """Write a price as the law wants it: Arabic digits, per unit."""
    return f"{format_baht(price)} / {product.unit}" if product.unit else format_baht(price)


def tier_line(tier: PriceTier, product: Product) -> str:
    """Write a price tier on one line: "ส่ง ฿240 / ตัว (6 ตัวขึ้นไป คละสีคละไซส์ได้)"."""
    mixed = " คละสีคละไซส์ได้" if tier.mixed else ""
    price = price_per_unit(tier.price, product)
    return f"{tier.label or 'ราคาส่ง'} {price} ({tier.min_quantity:,} {product.unit}ขึ้นไป{mixed})"


def shipping_line(product: Product) -> str:
    """Write the shipping fee; empty when the vendor has not said one."""
    if product.shipping is None:
        return ""
    return f"ค่าส่ง {format_baht(product.shipping)}" if product.shipping else "ส่งฟรี"


def caption(
    product: Product, platform: Platform, tone: Tone | None = None, *, tags: tuple[str, ...] | None = None
) -> Caption:
    """Write the caption of ``product``, within the platform's length and number of hashtags.

    ``tone``: None for the platform's own. ``tags``: hashtags to choose from, the best first; None for the product's.
    A text that does not fit is cut at a sentence or word. What the platform or the law forbids stays out.
    """
    unit, room = platform.limits.caption.unit, platform.limits.caption.most or 0
    tags = hashtags.hashtags(product, contacts=platform.contacts) if tags is None else tags
    tags = tags[: platform.limits.hashtags.most]
    kept: list[_Piece] = []
    shortened = False
    for piece in _pieces(product, platform, tone or platform.tone, tags):
        separator = 2 if piece.group not in {one.group for one in kept} else 1
        left = room - separator
        if piece.half:
            left = min(left, room // 2)
        text = shorten(piece.text, left, unit) if piece.may_be_cut else piece.text
        shortened |= text != piece.text
        if (cost := length(text, unit)) > left or (text != piece.text and cost < _LEAST_PIECE):
            shortened = True
            continue
        kept.append(msgspec.structs.replace(piece, text=text))
        room -= cost + separator
    kept.sort(key=lambda piece: (piece.group, piece.place))
    return Caption(
        text=_join(kept), hashtags=tuple(piece.text for piece in kept if piece.group == _TAGS), shortened=shortened
    )


def _pieces(product: Product, platform: Platform, tone: Tone | None, tags: tuple[str, ...]) -> Iterator[_Piece]:
    """Yield what may be said, the most needed first."""
    yield from _prices(product, platform, tone)
    for place, tag in enumerate(tags):
        yield _Piece(place=place, group=_TAGS, text=tag)
    for place, line in enumerate(_choices(product)):
        yield _Piece(place=place, group=_CHOICES, text=_allowed(line, platform), may_be_cut=True)
    if tone is not None:
        yield _Piece(place=1, group=_PRICES, text=opening(product, tone))
        yield _Piece(place=0, group=_CLOSING, text=closing(product, tone))
    if description := _allowed(hashtags.without(product.description), platform):
        yield _Piece(place=0, group=_WORDS, text=description, may_be_cut=True)


def _prices(product: Product, platform: Platform, tone: Tone | None) -> Iterator[_Piece]:
    """Yield the name and every price; who buys to sell again reads the tiers first."""
    label, place = ("ราคาปลีก", 999) if tone == "wholesale" and product.tiers else ("ราคา", 2)
    if product.price is not None:
        yield _Piece(place=place, group=_PRICES, text=f"{label} {price_per_unit(product.price, product)}")
    yield _Piece(place=0, group=_PRICES, text=_allowed(product.name, platform), may_be_cut=True, half=True)
    if shipping := shipping_line(product):
        yield _Piece(place=1_000, group=_PRICES, text=shipping)
    for number, tier in enumerate(product.ladder, 3):
        yield _Piece(place=number, group=_PRICES, text=tier_line(tier, product))


def _choices(product: Product) -> Iterator[str]:
    lines = (
        ("สี", ", ".join(product.colors)),
        ("ไซส์", ", ".join(product.sizes)),
        ("ขนาด", product.facts.size_range),
        ("เนื้อผ้า", product.facts.fabric),
        ("ใส่ใจโลก", ", ".join(product.facts.eco)),
    )
    return (f"{heading}: {text}" for heading, text in lines if text)


def _allowed(text: str, platform: Platform) -> str:
    return phrases.allowed(text, contacts=platform.contacts)


def _join(pieces: list[_Piece]) -> str:
    groups = dict.fromkeys(piece.group for piece in pieces)
    blocks = (
        (" " if group == _TAGS else "\n").join(one.text for one in pieces if one.group == group) for group in groups
    )
    return "\n\n".join(blocks)
