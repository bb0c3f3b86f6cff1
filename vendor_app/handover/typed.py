"""What a vendor types into the history: the address of a post, a day, numbers."""

import re
from datetime import date, timedelta
from typing import Final

from vendor_app.addresses import LONGEST, https_address
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.thai.dates import today
from vendor_app.thai.text import arabic_digits

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”]+", re.IGNORECASE)
_BARE: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s<>\"'“”]*)?", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:(?!\s)", re.IGNORECASE)
_TRAILING: Final = ".,;:!?)]}ฯๆ"
_TELLTALES: Final = re.compile(
    r"utm_\w+|fbclid|gclid|igsh(?:id)?|_[rt]|is_from_webapp|is_copy_url|sender_device|sender_web_id|web_id|mibextid|si"
    r"|share_\w+|u_code|spm|sp_atk|xptdk|checksum|tt_from|refer|source|timestamp|user_id|sec_user_id|social_sharing",
    re.IGNORECASE,
)
"""Names of what apps put behind an address to learn who shared it: the post is found without."""
_NUMBER: Final = re.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?\s*(?P<unit>[a-zก-ฮะ-๎]*)", re.IGNORECASE
)
_UNITS: Final = {"": 1, "k": 1_000, "m": 1_000_000, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
"""How apps shorten large numbers: 1.2K, 3.4 หมื่น."""
_MOST: Final = 2_000_000_000
_MOST_DIGITS: Final = 12
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_BUDDHIST: Final = 543
_FIRST_BUDDHIST: Final = 2400


def parse_link(text: str) -> str:
    """Return the address of a post as it is stored: https, without what tells who shared it. "" for no text.

    Reads an address with words around it, as apps share it. Raises VendorError for anything else.
    """
    if not text.strip():
        return ""
    found = _ADDRESS.search(text) or _BARE.search(text)
    if found is None or _OTHER_SCHEME.match(text):
        raise _no_link(text)
    return _tidied(found[0].rstrip(_TRAILING), text)


def _tidied(address: str, typed: str) -> str:
    link = https_address(address, _TELLTALES)
    if link is None:
        raise _no_link(typed)
    if len(link) > LONGEST:
        raise VendorError(_("The link is too long."), _("Use “copy link” in the app and paste that."))
    return link


def _no_link(text: str) -> VendorError:
    return VendorError(
        _("“{text}” is not a link to a post.").format(text=" ".join(text.split())[:40]),
        _("Press “copy link” in the app and paste it, such as https://www.tiktok.com/…"),
    )


def parse_day(text: str) -> str:
    """Read "2569-11-22", "22/11/2569", or either with the year of other countries, as ISO 8601. Raises VendorError.

    A day that is still to come has no numbers yet.
    """
    match = _DAY.fullmatch(arabic_digits(text).strip())
    if match is None:
        raise _no_day(text)
    year, month, day = (int(part) for part in (match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)))
    try:
        read = date(year - _BUDDHIST if year > _FIRST_BUDDHIST else year, month, day)
    except ValueError as problem:
        raise _no_day(text) from problem
    if read > today():
        raise VendorError(_("That day is still to come."), _("Type the day on which you read the numbers."))
    return read.isoformat()


def _no_day(text: str) -> VendorError:
    return VendorError(
        _("“{text}” is not a day.").format(text=text.strip()[:40]), _("Write it as in 22/11/2569 or 2569-11-22.")
    )


def parse_number(text: str) -> int | None:
    """Read how often, or how many: "1,234", "๑๒๓", "1.2K", "3.4 หมื่น"; None for no text. Raises VendorError."""
    typed = arabic_digits(text).strip()
    if not typed:
        return None
    match = _NUMBER.fullmatch(typed)
    unit = _UNITS.get(match["unit"].casefold()) if match else None
    if match is None or unit is None or (match["part"] and unit == 1):
        raise VendorError(
            _("“{text}” is not a number.").format(text=text.strip()[:40]), _("Type it in digits, such as 1250 or 1.2K.")
        )
    digits, part = match["whole"].replace(",", "")[:_MOST_DIGITS], (match["part"] or "")[:_MOST_DIGITS]
    number: int = (int(digits + part) * unit) // 10 ** len(part)
    if number > _MOST:
        raise VendorError(_("That number is too large."), _("Look at it once more."))
    return number


def last_days(number: int) -> tuple[str, ...]:
    """Return today and the days before it, ISO 8601, the newest first."""
    newest = today()
    return tuple((newest - timedelta(days=back)).isoformat() for back in range(number))
