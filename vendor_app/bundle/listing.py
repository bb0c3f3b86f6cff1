"""The text of a listing: what a buyer reads below the title. Prices, shipping and stock have fields of their own."""

from collections.abc import Iterable, Iterator
from typing import Final

from vendor_app.bundle import hashtags, phrases
from vendor_app.bundle.caption import tier_line
from vendor_app.bundle.measure import shorten
from vendor_app.bundle.platforms import Tone
from vendor_app.bundle.tones import closing, opening
from vendor_app.catalogue.records import Product

_POINT: Final = 249
"""Characters of one selling point: TikTok Shop wants each under 250."""


def listing_text(product: Product, tone: Tone | None = None, *, most: int | None = None) -> str:
    """Return what a listing says besides its title: lines, without what leads buyers elsewhere or hides a price.

    ``tone``: None for the facts alone. ``most``: characters; whole lines stay out, the least needed first.
    """
    blocks = [list(block) for block in _blocks(product, tone)]
    if most is not None:
        blocks = _fitting(blocks, most)
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _blocks(product: Product, tone: Tone | None) -> Iterator[Iterable[str]]:
    yield [opening(product, tone)] if tone else []
    yield _clean(hashtags.without(product.description)).splitlines()
    yield (shorten(line, _POINT, "characters") for line in map(_clean, _points(product)) if line)
    yield (tier_line(tier, product) for tier in product.ladder if tone == "wholesale")
    yield [closing(product, tone)] if tone else []


def _points(product: Product) -> Iterator[str]:
    facts = product.facts
    told = (
        ("เนื้อผ้า", facts.fabric),
        ("ขนาด", facts.size_range),
        ("สี", ", ".join(product.colors)),
        ("ไซส์", ", ".join(product.sizes)),
        ("น้ำหนัก", f"{product.weight_grams:,} กรัม" if product.weight_grams else ""),
        ("ใส่ใจโลก", ", ".join(facts.eco)),
    )
    return (f"{heading}: {text}" for heading, text in told if text)


def _clean(text: str) -> str:
    return phrases.allowed(text, contacts=False)


def _fitting(blocks: list[list[str]], most: int) -> list[list[str]]:
    """Return the blocks within ``most`` characters: the description is what is cut, for the facts are short."""
    description = blocks[1]
    others = sum(len(line) + 2 for number, block in enumerate(blocks) if number != 1 for line in block)
    if others >= most:  # a hundred colours: what comes first stays
        text = shorten("\n".join(line for block in blocks for line in block), most, "characters")
        return [text.splitlines()]
    kept = shorten("\n".join(description), most - others, "characters").splitlines()
    return [blocks[0], kept, *blocks[2:]]
