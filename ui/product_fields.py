"""The simple fields of a product: how each is written into its editor and read back. No widget."""

from collections.abc import Callable
from typing import Any, NamedTuple

from vendor_app.catalogue.records import Satang
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.thai.money import format_baht, parse_baht
from vendor_app.thai.text import arabic_digits


class FieldKind(NamedTuple):
    """Both directions between a value and the text that a vendor sees and types."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    """Raises VendorError for what cannot be read."""


def write_baht(price: Satang | None) -> str:
    """Write a price without its sign, which the editor shows already."""
    return "" if price is None else format_baht(price).removeprefix("฿")


def read_baht(text: str) -> Satang | None:
    """Read a price in any way a vendor writes it; None for nothing. Raises VendorError."""
    return parse_baht(text) if text.strip() else None


def write_number(number: int | None) -> str:
    """Write a whole number with its thousands parted."""
    return "" if number is None else f"{number:,}"


def read_number(text: str) -> int | None:
    """Read a whole number, Thai digits too; None for nothing. Raises VendorError."""
    digits = arabic_digits(text).replace(",", "").strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise VendorError(
            _("“{text}” is not a whole number.").format(text=text.strip()[:40]), _("Type digits only, such as 12.")
        )
    return int(digits)


def same(value: Any) -> Any:
    """Pass a text on as it is: the catalogue tidies it."""
    return value


TEXT = FieldKind(same, same)
BAHT = FieldKind(write_baht, read_baht)
NUMBER = FieldKind(write_number, read_number)

KINDS: dict[str, FieldKind] = {
    "name": TEXT,
    "name_en": TEXT,
    "sku": TEXT,
    "category": TEXT,
    "unit": TEXT,
    "description": TEXT,
    "fabric": TEXT,
    "size_range": TEXT,
    "price": BAHT,
    "shipping": BAHT,
    "weight_grams": NUMBER,
}
"""By the field of Product, or of its Facts."""

UNITS = ("ตัว", "คู่", "ใบ", "แพ็ค", "โหล", "ชุด", "ผืน")
"""What is counted, in the words of the market; anything else may be typed."""
CATEGORIES = ("เสื้อ", "กางเกง", "เดรส", "กระโปรง", "ชุดเด็ก", "รองเท้า", "กระเป๋า", "หมวก", "ผ้าถุง", "เครื่องประดับ")
"""What is sold, in the words of the market: a new shop has no categories of its own to choose from yet."""
ECO_NOTES = ("ผ้าฝ้ายธรรมชาติ", "ย้อมสีธรรมชาติ", "ผ้ารีไซเคิล", "ผ้าค้างสต๊อก", "ถุงใช้ซ้ำ", "ไม่ใช้ถุงพลาสติก")
"""What may be said of a product that spares the world; anything else may be typed."""

SHORTEST_NAME, LONGEST_NAME = 25, 120
"""Characters of a name that every platform takes."""
