"""What a clip says about a product: Thai, whatever the language of the window, for the buyers are Thai."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from vendor_app.catalogue.records import PriceTier, Product, Satang
from vendor_app.storyboard.edit import Topic as Topic
from vendor_app.storyboard.model import Lettering, TextLine
from vendor_app.thai.money import format_baht

_PLACE = re.compile(r"\{(\w+)\}")
_DOT = " · "
_HEADINGS: dict[Topic, str] = {
    "fabric": "เนื้อผ้า",
    "sizes": "ไซส์",
    "size_range": "ขนาด",
    "colours": "สี",
    "tiers": "ราคาส่ง",
    "shipping": "ค่าจัดส่ง",
    "eco": "ใส่ใจโลก",
}


def product_words(product: Product, shop_name: str) -> dict[str, str]:
    """Return the words every shot may use; "" for what the product does not say. The product has a price."""
    assert product.price is not None
    return {
        "name": product.name.strip(),
        "price": format_baht(product.price),
        "unit": unit(product),
        "category": product.category.strip(),
        "shop": shop_name.strip(),
        "shipping": _shipping(product),
        "mixed": "คละสีคละไซส์ได้" if any(tier.mixed for tier in product.tiers) else "",
        **_lead(product, product.price),
    }


def _lead(product: Product, retail: Satang) -> dict[str, str]:
    """Return the words for the price a wholesale buyer looks for: of the first tier, or retail without tiers."""
    if not product.tiers:
        return {"lead_label": "", "lead_condition": "", "lead_price": format_baht(retail), "retail_note": ""}
    words = tier_words(product.tiers[0], product)
    return {
        "lead_label": words["tier_label"],
        "lead_condition": words["tier_condition"],
        "lead_price": words["tier_price"],
        "retail_note": f"ปลีก {format_baht(retail)} / {unit(product)}",
    }


def unit(product: Product) -> str:
    """Return the unit the prices are for."""
    return product.unit.strip() or "ชิ้น"


def tier_words(tier: PriceTier, product: Product) -> dict[str, str]:
    """Return the words of one row of a price table."""
    label, price = tier.label.strip() or "ส่ง", format_baht(tier.price)
    condition = f"{tier.min_quantity:,} {unit(product)}ขึ้นไป"
    return {
        "tier_label": label,
        "tier_condition": condition,
        "tier_price": price,
        "tier_sentence": f"{label} {condition} {unit(product)}ละ {price}",
    }


def facts(product: Product, wanted: tuple[Topic, ...]) -> tuple[tuple[str, str], ...]:
    """Return what a buyer asks about, as (heading, text), in the order wanted; what is not known is left out."""
    told = {
        "fabric": (product.facts.fabric,),
        "sizes": (_DOT.join(product.sizes),),
        "size_range": (product.facts.size_range,),
        "colours": (_DOT.join(product.colors),),
        "tiers": tuple(tier_words(tier, product)["tier_sentence"] for tier in product.tiers[:1]),
        "shipping": (_shipping(product),),
        "eco": product.facts.eco,
    }
    return tuple((_HEADINGS[topic], text.strip()) for topic in wanted for text in told[topic] if text.strip())


def fill(lettering: Lettering, words: Mapping[str, str], tiers: tuple[dict[str, str], ...]) -> Lettering | None:
    """Put words into the patterns. A line that wants a word there is none for goes; without lines, None."""
    lines = tuple(line for pattern in lettering.lines for line in _lines(pattern, words, tiers))
    return msgspec.structs.replace(lettering, lines=lines) if lines else None


def _lines(pattern: TextLine, words: Mapping[str, str], tiers: tuple[dict[str, str], ...]) -> Iterator[TextLine]:
    """Make a line of its pattern, or one for each tier when it speaks of tiers."""
    texts = (pattern.text, pattern.unit, pattern.value)
    each = any("{tier_" in text for text in texts)
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
