"""Titles of listings: long enough to be found, without duplicates in a shop, promotion, contacts or the shop's name."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from vendor_app.bundle import phrases
from vendor_app.bundle.hashtags import without
from vendor_app.bundle.measure import shorten
from vendor_app.bundle.wording import without_promotions
from vendor_app.catalogue.records import Product
from vendor_app.thai.text import search_key

LEAST: Final = 25
"""Characters; with MOST it fits TikTok Shop, Shopee, Google and Meta alike."""
MOST: Final = 120
_MOST_NAMED: Final = 4
"""Colours and sizes of which each is named; of more only how many there are."""


def titles(
    products: Sequence[Product],
    *,
    shop_name: str = "",
    least: int = LEAST,
    most: int = MOST,
    typed: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Return a title for each product, in their order, all different.

    ``typed``: titles of the vendor's own by the product's id. They stay as they are, and no other is like one of them.
    """
    typed = typed or {}
    made: list[str] = []
    taken = {search_key(own) for own in typed.values()}
    for product in products:
        own = typed.get(product.id)
        made.append(own or title(product, shop_name=shop_name, least=least, most=most, taken=taken))
        taken.add(search_key(made[-1]))
    return tuple(made)


def title(
    product: Product, *, shop_name: str = "", least: int = LEAST, most: int = MOST, taken: Collection[str] = ()
) -> str:
    """Write a title of ``least`` to ``most`` characters: the name, and as many facts as it takes to fill it.

    ``taken``: other titles of the shop as ``search_key`` writes them. Of a product about which too little is known, its
    code and how it is sold fill the title up: nothing is made up.
    """
    written = _cut(_clean(product.name, shop_name), most)
    for fact in _facts(product, shop_name):
        if len(written) >= least and search_key(written) not in taken:
            return written
        if fact and search_key(fact) not in search_key(written) and len(written) + 1 + len(fact) <= most:
            written = f"{written} {fact}".strip()
    for filler in _fillers(product):
        if len(written) < least:
            written = f"{written} {filler}".strip()
    return _told_apart(written, product.sku, most, taken)


def _facts(product: Product, shop_name: str) -> Iterator[str]:
    """Yield what may be added to a name, the most asked for first; an empty text at the end to look once more."""
    fabric = _clean(product.facts.fabric, shop_name)
    yield fabric if not fabric or fabric.startswith("ผ้า") else f"ผ้า{fabric}"
    yield _named("สี", product.colors)
    yield _named("ไซส์", product.sizes)
    yield _clean(product.facts.size_range, shop_name)
    yield _clean(product.category, shop_name)
    yield from (_clean(claim, shop_name) for claim in product.facts.eco)
    yield _clean(product.name_en, shop_name)
    yield ""


def _fillers(product: Product) -> Iterator[str]:
    yield f"รุ่น {product.sku}" if product.sku else ""
    yield "ขายปลีกและขายส่ง" if product.tiers else "ขายปลีก"
    yield f"จำหน่ายเป็น{product.unit or 'ชิ้น'}"


def _named(what: str, values: tuple[str, ...]) -> str:
    clean = [value for value in (_clean(value, "") for value in values) if value]
    if not clean:
        return ""
    return f"{what}{' '.join(clean)}" if len(clean) <= _MOST_NAMED else f"มี {len(clean)} {what}"


def _clean(text: str, shop_name: str) -> str:
    """Leave out of a line what no title may have."""
    if shop_name.strip():
        text = re.sub(re.escape(shop_name.strip()), " ", text, flags=re.IGNORECASE)
    return without_promotions(phrases.allowed(without(text), contacts=False).replace("\n", " "))


def _cut(text: str, most: int) -> str:
    return shorten(text, most + 1, "characters").removesuffix("…").rstrip() if len(text) > most else text


def _coded(text: str, sku: str, most: int) -> str:
    code = f"รุ่น {sku}"
    return f"{_cut(text, most - len(code) - 1)} {code}".strip()


def _told_apart(text: str, sku: str, most: int, taken: Collection[str]) -> str:
    """Return ``text``, with the product's code and a number if need be, so that no other is the same."""
    wanted, number = text, 1
    while search_key(wanted) in taken:
        wanted = _coded(text.removesuffix(f" รุ่น {sku}"), sku if number == 1 else f"{sku}-{number}", most)
        number += 1
    return wanted
