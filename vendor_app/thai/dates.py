"""Dates as people here read them: the Buddhist year, 543 ahead. What is stored stays ISO 8601."""

from datetime import UTC, date, datetime

from vendor_app import language

_THAI_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def now() -> str:
    """Return this moment as it is stored: ISO 8601, UTC, with microseconds, so that texts sort as times do."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def today() -> date:
    """Return the day on the vendor's own calendar."""
    return datetime.now().astimezone().date()


def _local(iso: str) -> date:
    """Return the day on the vendor's own calendar; a bare date stays the day it is."""
    moment = datetime.fromisoformat(iso)
    return moment.astimezone().date() if moment.tzinfo else moment.date()


def format_date(iso: str) -> str:
    """Write a stored date or moment as "22 พ.ย. 2569", or "22 Nov 2026" in English."""
    day = _local(iso)
    if language.current() == "th":
        return f"{day.day} {_THAI_MONTHS[day.month - 1]} {day.year + 543}"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def format_moment(iso: str) -> str:
    """Write a stored moment as "14:05" when it was today, else with its date: "22 พ.ย. 2569 14:05"."""
    clock = f"{datetime.fromisoformat(iso).astimezone():%H:%M}"
    return clock if _local(iso) == today() else f"{format_date(iso)} {clock}"
