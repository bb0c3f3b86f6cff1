"""Price tiers, variants and reviews on one line, as in "ส่ง:12:120" and "ขาว/M:12": for the command line and for sheets.

A backslash before ":", "/", "|", ";" or another backslash takes its meaning away, so that every text can be written.
"""

import re
from collections.abc import Iterable

from vendor_app.catalogue.records import PriceTier, Review, Satang, Variant
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.thai.money import parse_baht
from vendor_app.thai.text import arabic_digits, normalise_line

MIXED = "คละ"
"""Fourth part of a tier whose colours and sizes may be mixed."""
_SPECIAL = re.compile(r"([\\:/|;])")
_ESCAPED = re.compile(r"\\([\\:/|;])")


def plain_baht(satang: Satang) -> str:
    """Write an amount as a bare number: "199", "199.50"."""
    baht, rest = divmod(satang, 100)
    return f"{baht}.{rest:02d}" if rest else str(baht)


def parse_count(text: str, what: str) -> int:
    """Read a whole number in Arabic or Thai digits. ``what`` names it in the VendorError for anything else."""
    typed = text if text.isascii() else normalise_line(text)  # copied from a page, it has signs that nobody sees
    digits = arabic_digits(typed).strip().replace(",", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise VendorError(
            _("{what} “{text}” is not a whole number.").format(what=what, text=text.strip()[:40]),
            _("Type it in digits, such as 12."),
        )
    return int(digits)


def parse_tier(text: str) -> PriceTier:
    """Read "label:quantity:price", with ":คละ" behind it when colours may be mixed. Raises VendorError."""
    parts = [unescape(part) for part in _split(text, ":")]
    if len(parts) not in (3, 4) or (len(parts) == 4 and parts[3] not in ("", MIXED)):
        raise VendorError(
            _("“{text}” is not a price from a quantity on.").format(text=text.strip()[:60]),
            _("Write name:quantity:price, such as ส่ง:12:120, or ส่ง:12:120:คละ when colours may be mixed."),
        )
    return PriceTier(
        label=parts[0],
        min_quantity=parse_count(parts[1], _("The minimum quantity")),
        price=parse_baht(parts[2]),
        mixed=len(parts) == 4 and parts[3] == MIXED,
    )


def format_tier(tier: PriceTier) -> str:
    """Write a tier so that ``parse_tier`` reads it again."""
    parts = [escape(tier.label), str(tier.min_quantity), plain_baht(tier.price)]
    return ":".join([*parts, MIXED] if tier.mixed else parts)


def parse_variant(text: str) -> Variant:
    """Read "colour/size:stock:SKU"; size, stock and SKU may be left out. Raises VendorError."""
    head, *rest = _split(text, ":")
    cell = [unescape(part) for part in _split(head, "/")]
    if len(cell) > 2 or len(rest) > 2 or not text.strip():
        raise VendorError(
            _("“{text}” is not a colour and size.").format(text=text.strip()[:60]),
            _("Write colour/size:stock, such as ขาว/M:12. Put \\ before a / that belongs to a name."),
        )
    stock = rest[0].strip() if rest else ""
    return Variant(
        color=cell[0],
        size=cell[1] if len(cell) == 2 else "",
        stock=parse_count(stock, _("The stock")) if stock else 0,
        sku=unescape(rest[1]) if len(rest) == 2 else "",
    )


def format_variant(variant: Variant) -> str:
    """Write a variant so that ``parse_variant`` reads it again."""
    cell = escape(variant.color) + (f"/{escape(variant.size)}" if variant.size else "")
    return f"{cell}:{variant.stock}" + (f":{escape(variant.sku)}" if variant.sku else "")


def parse_review(text: str) -> Review:
    """Read "words|who"; who said it may be left out. Raises VendorError."""
    parts = [unescape(part) for part in _split(text, "|")]
    if len(parts) > 2 or not parts[0]:
        raise VendorError(
            _("“{text}” is not a review.").format(text=text.strip()[:60]),
            _("Write words|who, such as ผ้านุ่มมาก|คุณแนน. Put \\ before a | that belongs to the words."),
        )
    return Review(text=parts[0], who=parts[1] if len(parts) == 2 else "")


def format_review(review: Review) -> str:
    """Write a review so that ``parse_review`` reads it again. Its photo stays in the shop."""
    return "|".join(escape(part) for part in (review.text, review.who) if part)


def join_list(items: Iterable[str]) -> str:
    """Write several of them, already escaped inside, into one cell."""
    return "; ".join(items)


def split_list(text: str) -> list[str]:
    """Read the several of one cell, parted by ";" or line breaks, still escaped inside; empty ones are left out."""
    return [part for line in text.splitlines() for part in _split(line, ";") if part]


def escape(text: str) -> str:
    """Write a plain text so that it can be a part of something longer."""
    return _SPECIAL.sub(r"\\\1", text)


def unescape(text: str) -> str:
    """Undo ``escape``."""
    return _ESCAPED.sub(r"\1", text).strip()


def _split(text: str, stop: str) -> list[str]:
    """Cut at each ``stop`` that has no backslash before it; the parts are escaped still."""
    parts, escaped = [""], False
    for letter in text:
        if letter == stop and not escaped:
            parts.append("")
        else:
            parts[-1] += letter
        escaped = letter == "\\" and not escaped
    return [part.strip() for part in parts]
