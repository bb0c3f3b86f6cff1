"""What a product is found by, and what a vendor typed to find it."""

import re
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from vendor_app.catalogue.notation import plain_baht
from vendor_app.catalogue.records import Product
from vendor_app.catalogue.tables import ProductRow
from vendor_app.thai.money import find_baht
from vendor_app.thai.text import search_key
from vendor_app.thai.words import breaks

_MOST_WORDS = 20
_LONGEST_BROKEN = 80
_AMOUNT = re.compile(r"(?<=\d)\s+(?=(?:บาท|baht)(?:\s|$))|(?<=฿)\s+(?=\d)")
"""The space within an amount: between a number and its baht."""
_SAID = r"(?:^|(?<=\s))(?:สี|ไซส์|ไซซ์|size|ราคา)"
_SAID_APART, _SAID_JOINED = re.compile(rf"{_SAID}\s+(?=\S)"), re.compile(rf"{_SAID}(?=\S)")
"""What people say before a colour, a size or a price, and the catalogue does not: สีแดง, ไซส์ M."""
_JOINING = "-_‐‑–—"
"""Signs that nobody remembers and phones change by themselves: JK-001 is looked for as jk001."""


def search_text(product: Product) -> str:
    """Return everything the product is found by, one thing a line, so that no word runs over two of them."""
    prices = (product.price, *(tier.price for tier in product.tiers))
    variants = (text for variant in product.variants for text in (variant.color, variant.size, variant.sku))
    reviews = (text for review in product.reviews for text in (review.who, review.text))
    texts = (product.name, product.name_en, product.sku, product.category, *dict.fromkeys(variants), *reviews)
    keys = [search_key(text).replace("\n", " ") for text in texts if text]
    return "\n".join([*keys, *(plain_baht(price) for price in dict.fromkeys(prices) if price is not None)])


def broken(typed: str) -> str:
    """Return what was typed with a space between its Thai words: เสื้อแดง says two things.

    As it was, if some of it is no word: a letter by itself would find nearly everything.
    """
    key = search_key(typed)
    words = breaks(key) if len(key) <= _LONGEST_BROKEN else [key]
    return " ".join(words) if all(len(word) > 1 or word.isascii() for word in words) else key


def found_by(typed: str) -> ColumnElement[bool]:
    """Return the condition for products in which every word that was typed occurs."""
    words = _SAID_APART.sub("", _AMOUNT.sub("", search_key(typed))).split()[:_MOST_WORDS]
    return and_(*(_holds(word) for word in words)) if words else ProductRow.id.is_not(None)


def _holds(word: str) -> ColumnElement[bool]:
    """Return the condition for one word; a price may be typed in any way, such as ฿1,250 or 199.-"""
    ways = [ProductRow.search.contains(word, autoescape=True)]
    if joined := word.translate(dict.fromkeys(map(ord, _JOINING))):
        # taken out as it is searched: what older versions have stored is found, too
        column: Any = ProductRow.search
        stored = reduce(lambda text, sign: func.replace(text, sign, ""), _JOINING, column)
        ways.append(stored.contains(joined, autoescape=True))
    if (bare := _SAID_JOINED.sub("", word)) != word:
        ways.append(ProductRow.search.contains(bare, autoescape=True))
    satang = find_baht(bare)
    if satang is not None and plain_baht(satang) != word:
        ways.append(ProductRow.search.contains(plain_baht(satang), autoescape=True))
    return or_(*ways)
