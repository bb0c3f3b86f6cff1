"""What a clip says about a product: Thai, whatever the language of the window, for the buyers are Thai."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final, TypeAlias

import msgspec

from vendor_app.catalogue.records import PriceTier, Product, Review, Satang
from vendor_app.storyboard.edit import Topic as Topic
from vendor_app.storyboard.model import Lettering, TextLine
from vendor_app.thai.money import format_baht

_PLACE = re.compile(r"\{(\w+)\}")
_DOT = " · "
_MOST_SIZE_ROWS: Final = 6
"""Of more sizes, those that come in the same colours share a row."""
_SHORT: Final = 16
"""Letters of colours' names that are written out in a table."""
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
        "fabric": product.facts.fabric.strip(),
        "sizes": _DOT.join(product.sizes),
        "size_range": product.facts.size_range.strip(),
        "colours": _DOT.join(product.colors),
        "colour_count": f"มี {len(product.colors)} สี" if len(product.colors) > 1 else "",
        "green": "ใส่ใจโลก" if any(note.strip() for note in product.facts.eco) else "",
        "told_on": "ลูกค้าบอกต่อ" if product.reviews else "",
        "before": "ก่อน" if len(product.photos) > 1 else "",
        "after": "หลัง" if len(product.photos) > 1 else "",
        **_lead(product, product.price),
        **_saved(product.old_price, product.price),
    }


def _saved(old: Satang | None, now: Satang) -> dict[str, str]:
    """Return the words of a lowered price. Without a former one nothing is said to be cheaper than it was."""
    if old is None or old <= now:
        return {"old_price": "", "saving": "", "saving_share": "", "sale": "", "today": "ราคาวันนี้"}
    share = (old - now) * 100 // old
    return {
        "old_price": format_baht(old),
        "saving": f"ถูกลง {format_baht(old - now)}",
        "saving_share": f"-{share}%" if share else "",
        "sale": "ลดวันนี้",
        "today": "ลดเหลือ",
    }


def review_words(review: Review) -> dict[str, str]:
    """Return the words of what a customer said, and who it was."""
    return {"quote": review.text.strip(), "who": review.who.strip() or "ลูกค้าของเรา"}


def counted(number: int, count: int) -> dict[str, str]:
    """Return the words for one of several; "" when there is only one."""
    if count < 2:
        return {"number": "", "count": "", "in_all": ""}
    return {"number": str(number), "count": str(count), "in_all": f"{count} แบบ"}


def question(patterns: Iterable[str], words: Mapping[str, str]) -> str:
    """Return the first question whose words are all known; "" when there is none."""
    return next((filled for pattern in patterns if (filled := _filled(pattern, words))), "")


def _lead(product: Product, retail: Satang) -> dict[str, str]:
    """Return the words for the price a wholesale buyer looks for: of the first tier, or retail without tiers."""
    if not product.tiers:
        return {"lead_label": "", "lead_condition": "", "lead_price": format_baht(retail), "retail_note": ""}
    words = tier_words(product.ladder[0], product)
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


Tables: TypeAlias = Mapping[str, tuple[Mapping[str, str], ...]]
"""Of what there are several: how its words begin, and the words of each."""


def tables(product: Product) -> Tables:
    """Return the rows of the tables that a pattern may ask for: price tiers, sizes in stock, green notes."""
    return {
        "tier_": tuple(tier_words(tier, product) for tier in product.ladder),
        "stock_": tuple(_stock_rows(product)),
        "eco_": tuple({"eco_note": note.strip()} for note in product.facts.eco if note.strip()),
    }


def _stock_rows(product: Product) -> Iterator[dict[str, str]]:
    """Yield a row for each size and the colours it comes in; of many sizes, those with the same colours share one."""
    colours = {
        size: tuple(dict.fromkeys(one.color for one in product.variants if one.size == size and one.color))
        for size in product.sizes
    }
    together = len(colours) > _MOST_SIZE_ROWS
    groups = groupby(colours, key=lambda size: colours[size] if together else size)
    for among in (tuple(sizes) for _, sizes in groups):
        yield {"stock_size": _DOT.join(among), "stock_colours": _choice(colours[among[0]], product.colors)}


def _choice(own: tuple[str, ...], every: tuple[str, ...]) -> str:
    """Return in few letters which of the colours there are; "" where there is no choice."""
    if len(every) < 2:
        return ""
    if len(own) == len(every):
        return "ครบทุกสี"
    named = _DOT.join(own)
    return named if len(named) <= _SHORT else f"{len(own)} สี"


def facts(product: Product, wanted: tuple[Topic, ...]) -> tuple[tuple[str, str], ...]:
    """Return what a buyer asks about, as (heading, text), in the order wanted; what is not known is left out."""
    told = {
        "fabric": (product.facts.fabric,),
        "sizes": (_DOT.join(product.sizes),),
        "size_range": (product.facts.size_range,),
        "colours": (_DOT.join(product.colors),),
        "tiers": tuple(tier_words(tier, product)["tier_sentence"] for tier in product.ladder[:1]),
        "shipping": (_shipping(product),),
        "eco": product.facts.eco,
    }
    return tuple((_HEADINGS[topic], text.strip()) for topic in wanted for text in told[topic] if text.strip())


def fill(lettering: Lettering, words: Mapping[str, str], tables: Tables) -> Lettering | None:
    """Put words into the patterns. A line that wants a word there is none for goes; without lines, None."""
    lines = tuple(line for pattern in lettering.lines for line in _lines(pattern, words, tables))
    return msgspec.structs.replace(lettering, lines=lines) if lines else None


def _lines(pattern: TextLine, words: Mapping[str, str], tables: Tables) -> Iterator[TextLine]:
    """Make a line of its pattern, or one for each row of the table that it speaks of."""
    texts = (pattern.text, pattern.unit, pattern.value)
    asked = (rows for begin, rows in tables.items() if any("{" + begin in text for text in texts))
    for row in next(asked, ({},)):
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
