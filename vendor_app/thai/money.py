"""Baht as a vendor types it and as a buyer reads it. Satang inside: money is never a float."""

import re

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.thai.text import arabic_digits, normalise_line

MOST = 999_999_999
"""Satang: ฿9,999,999.99."""
_FAR_TOO_MANY_DIGITS = 20

_BAHT = re.compile(
    r"(?:฿|THB)?\s*(?P<baht>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<satang>\d{1,2})|[.,][-–—])?"
    r"\s*(?:บาท(?:ถ้วน)?|บ\.?|฿|baht|THB)?",
    re.ASCII | re.IGNORECASE,
)


def format_baht(satang: int) -> str:
    """Write an amount of satang: "฿199", "฿1,234.50"."""
    sign = "-" if satang < 0 else ""
    baht, rest = divmod(abs(satang), 100)
    return f"{sign}฿{baht:,}" + (f".{rest:02d}" if rest else "")


def find_baht(text: str) -> int | None:
    """Read an amount in any way a vendor writes it, in satang; None when ``text`` is no amount."""
    typed = text if text.isascii() else normalise_line(text)  # copied from a page, it has signs that nobody sees
    match = _BAHT.fullmatch(arabic_digits(typed).strip())
    if match is None:
        return None
    baht = match["baht"].replace(",", "").lstrip("0")[:_FAR_TOO_MANY_DIGITS]  # int() refuses thousands of them
    return int(baht or "0") * 100 + int((match["satang"] or "0").ljust(2, "0"))


def parse_baht(text: str) -> int:
    """Read "199", "199.-", "๑๙๙ บาท", "฿1,234.50" … as satang. Raises VendorError for anything else."""
    satang = find_baht(text)
    if satang is None:
        raise VendorError(
            _("“{text}” is not a price.").format(text=text.strip()[:40]),
            _("Type the baht in digits, such as 199 or 199.50."),
        )
    if satang > MOST:
        raise VendorError(_("The price is too high."), _("Type at most {most}.").format(most=format_baht(MOST)))
    return satang
