"""What a clip says about a product: Thai, whatever the language of the window, for the buyers are Thai."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from vendor_app.catalogue.records import PriceTier, Product
from vendor_app.storyboard.model import Lettering, TextLine
from vendor_app.thai.money import format_baht

_PLACE = re.compile(r"\{(\w+)\}")
_DOT = " · "


def product_words(product: Product, shop_name: str) -> dict[str, str]:
    """Return the words every shot may use; "" for what the product does not say."""
    assert product.price is not None
    lowest = min((tier.price for tier in product.tiers), default=None)
    return {
        "name": product.name.strip(),
        "price": format_baht(product.price),
        "unit": product.unit,
        "category": product.category,
        "shop": shop_name.strip(),
        "shipping": _shipping(product),
        "lowest": "" if lowest is None or lowest >= product.price else format_baht(lowest),
        "tier_first": tier_words(product.tiers[0], product)["tier_sentence"] if product.tiers else "",
    }


def tier_words(tier: PriceTier, product: Product) -> dict[str, str]:
    """Return the words of one row of a price table."""
    quantity, price = f"{tier.min_quantity:,}", format_baht(tier.price)
    return {
        "tier_label": tier.label,
        "tier_quantity": quantity,
        "tier_price": price,
        "tier_mixed": "คละสีคละไซส์ได้" if tier.mixed else "",
        "tier_sentence": f"{tier.label} {quantity} {product.unit}ขึ้นไป {product.unit}ละ {price}".strip(),
    }


def facts(product: Product) -> tuple[tuple[str, str], ...]:
    """Return what a buyer asks about, as (heading, text), the most asked first."""
    every = (
        ("เนื้อผ้า", product.facts.fabric),
        ("ไซส์", _DOT.join(product.sizes)),
        ("ขนาด", product.facts.size_range),
        ("สี", _DOT.join(product.colors)),
        *(("ราคาส่ง", tier_words(tier, product)["tier_sentence"]) for tier in product.tiers[:1]),
        *(("ใส่ใจโลก", eco) for eco in product.facts.eco),
    )
    return tuple((heading, text.strip()) for heading, text in every if text.strip())


def fill(lettering: Lettering, words: Mapping[str, str], tiers: tuple[dict[str, str], ...]) -> Lettering | None:
    """Put words into the patterns. A line that wants a word there is none for goes; without lines, None."""
    lines = tuple(line for pattern in lettering.lines for line in _lines(pattern, words, tiers))
    return msgspec.structs.replace(lettering, lines=lines) if lines else None


def _lines(pattern: TextLine, words: Mapping[str, str], tiers: tuple[dict[str, str], ...]) -> Iterator[TextLine]:
    """Make a line of its pattern, or one for each tier when it speaks of tiers."""
    texts = (pattern.text, pattern.unit, pattern.value)
    each = any("{tier_" in text for text in texts) and "{tier_first}" not in pattern.text
    for row in tiers if each else ({},):
        known = {**words, **row}
        text, unit, value = (_filled(text, known) for text in texts)
        if text:
            yield msgspec.structs.replace(pattern, text=text, unit=unit, value=value)


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """Fill one pattern; "" when a word is missing."""
    if not all(words.get(place) for place in _PLACE.findall(pattern)):
        return ""
    return _PLACE.sub(lambda place: words[place[1]], pattern)


def _shipping(product: Product) -> str:
    if product.shipping is None:
        return ""
    return f"ค่าส่ง {format_baht(product.shipping)}" if product.shipping else "ส่งฟรี"
