"""The codes of products and variants: what they may look like, and how one is made."""

import re
from collections.abc import Iterable

from vendor_app.catalogue.records import Sku
from vendor_app.files import is_reserved
from vendor_app.thai.text import arabic_digits, normalise_line

LONGEST = 50
_SKU = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
LONGEST_MADE = 11
_MADE = re.compile(r"P-(\d{1,9})", re.IGNORECASE | re.ASCII)


def read_sku(text: str) -> Sku:
    """Return a SKU as it was typed or copied: with Arabic digits, and without blanks and signs that nobody sees."""
    return text.strip() if text.isascii() else arabic_digits(normalise_line(text))


def is_sku(text: str) -> bool:
    """Whether ``text`` can be a SKU, and with it the name of files and folders on every system."""
    return len(text) <= LONGEST and bool(_SKU.fullmatch(text)) and not is_reserved(text)


def next_sku(taken: Iterable[Sku]) -> Sku:
    """Make the SKU of a new product: one above the highest that was made before, "P-0001" the first."""
    numbers = (int(match[1]) for sku in taken if (match := _MADE.fullmatch(sku)))
    return f"P-{max(numbers, default=0) + 1:04d}"


def variant_sku(product: Sku, taken: Iterable[Sku]) -> Sku:
    """Make the SKU of a variant: the product's with the first free number, "P-0001-01", for colours are Thai."""
    occupied = {sku.casefold() for sku in taken}
    stem = product[: LONGEST - 5]
    number = 1
    while (made := f"{stem}-{number:02d}").casefold() in occupied:
        number += 1
    return made
