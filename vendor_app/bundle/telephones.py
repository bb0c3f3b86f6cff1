"""Telephone numbers and bank accounts, however their digits are grouped: and no sizes, dates or codes of goods."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from vendor_app.bundle.folding import Folded

_DIGITS: Final = dict(
    zip(("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"), "0123456789", strict=True)
)
_SPELLED: Final = re.compile("|".join(_DIGITS))
_ZERO: Final = re.compile(r"(?<![a-z])o(?=[-\s.]{0,2}[2-9])|(?<=\d)o(?![a-z])", re.IGNORECASE)
_ONE: Final = re.compile(r"(?<=[\dli])[li](?=[-\s.]{0,2}[\dli])", re.IGNORECASE)
_STROKE: Final = re.compile(r"(?<=\d)\s?(?:ขีด|แดช|dash)\s?(?=\d)", re.IGNORECASE)
_RUN: Final = re.compile(r"(?:\+\s?)?\(?\d(?:[^\S\n]?(?:[^\wก-๙\s%฿$×]|_){0,3}[^\S\n]{0,2}\d)+")
"""Digits with whatever is no letter, percent or currency between them: a dash, a flower."""
_GROUP: Final = re.compile(r"\d+")
_CALLED: Final = re.compile(
    r"(?:โทร(?:ศัพท์|สั่ง|หา|\.)?|มือถือ|สาย(?:ด่วน|ตรง)|ติดต่อ|เบอร์(?:โทร|ร้าน|ติดต่อ|แม่ค้า)?|พร้อมเพย์|promptpay|whats\s?app|"
    r"tel|phone|mobile|call|hotline|(?<![a-z])t[.:])\s*[.:=]?\s*$",
    re.IGNORECASE,
)
"""Stands before a number that is one, whatever its groups are."""
_TO_CALL: Final = re.compile(r"\s*(?:โทร|ติดต่อ)")
"""Stands after one."""
_CODED: Final = re.compile(
    r"(?:รหัส[ก-๙]{0,6}|บาร์โค้ด|รุ่น|ล็อต|sku|barcode|model|lot|item)\s*[.:]?\s*$|[a-z]-?$", re.IGNORECASE
)
"""Stands before the code of a product. A letter does so only without a blank: in "Bobae 081…" it ends a name."""
_MOST_DIGITS: Final = 14
"""With 0066 and a zero in brackets before them."""
_NEAR: Final = 40
"""Letters before a number among which a word says what it is."""
_LETTER: Final = re.compile("[a-z]", re.IGNORECASE)
_PREFIXES: Final = "689"
"""Second digit of a mobile number, of ten digits; other numbers have nine."""
_ACCOUNT: Final = re.compile(
    r"(?:บัญชี|บช\.|ธนาคาร|ธ\.|กสิกร|กรุงไทย|ไทยพาณิชย์|ออมสิน|kbank|scb|พร้อมเพย์|promptpay|โอน)[^\n\d]{0,25}\d(?:\s?-?\s?\d){8,14}(?!\d)",
    re.IGNORECASE,
)
_ENOUGH: Final = 6
"""Digits of a number that stand in groups of three or more: lists of sizes and dates have fewer."""


def telephones(text: Folded) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers and accounts stand in the text as it was written."""
    yield from text.found(_ACCOUNT)
    digits = text.replaced(_SPELLED, _DIGITS.__getitem__).replaced(_ZERO, lambda _letter: "0")
    digits = digits.replaced(_ONE, lambda _letter: "1").replaced(_STROKE, lambda _word: "-")
    for run in _RUN.finditer(digits.text):
        groups = [(run.start() + one.start(), one.group()) for one in _GROUP.finditer(run.group())]
        for start, end in _numbers(digits.text, groups):
            yield digits.span(start, end)


def _numbers(text: str, groups: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield each whole number among groups of digits that follow one another."""
    at = 0
    while at < len(groups):
        count = _count(text, groups[at : at + _MOST_DIGITS])
        if count:
            last, digits = groups[at + count - 1]
            yield _opened(text, groups[at][0]), last + len(digits)
        at += count or 1


def _opened(text: str, start: int) -> int:
    """Return where a number begins: with its plus or bracket."""
    while start and text[start - 1] in "+(":
        start -= 1
    return start


def _before(text: str, place: int) -> str:
    return text[max(place - _NEAR, 0) : place]


def _count(text: str, groups: Sequence[tuple[int, str]]) -> int:
    """Return how many groups, from the first on, are one telephone number; 0 when they are none."""
    start = groups[0][0]
    named = _CALLED.search(_before(text, _opened(text, start))) is not None
    for count in range(1, len(groups) + 1):
        parts = [digits for _place, digits in groups[:count]]
        if sum(map(len, parts)) > _MOST_DIGITS:
            break
        end = groups[count - 1][0] + len(parts[-1])
        called = named or _TO_CALL.match(text, end) is not None
        if _is_long_enough("".join(parts), called):
            return count if _is_number(text, start, end, parts, called) else 0
    return 0


def _is_long_enough(digits: str, called: bool) -> bool:
    digits = digits.removeprefix("00") if digits.startswith("0066") else digits
    if digits.startswith("66"):
        digits = "0" + digits[2:].removeprefix("0")
    elif called and digits[0] in _PREFIXES:
        digits = "0" + digits
    if not digits.startswith("0") or len(digits) < 2 or digits[1] in "01":
        return False
    return len(digits) == (10 if digits[1] in _PREFIXES else 9)


def _is_number(text: str, start: int, end: int, parts: Sequence[str], called: bool) -> bool:
    """Whether groups with the right number of digits are a number: not sizes, not the code of a product."""
    values = [int(part) for part in parts]
    falls = any(later < earlier for earlier, later in itertools.pairwise(values))
    if called:
        return falls or len(parts) == 1 or parts[0][0] == "0"
    if _LETTER.match(text, end):
        return False
    if _CODED.search(_before(text, start)) is not None and len(parts) == 1:
        return False
    if all(len(part) == 1 for part in parts):
        return falls
    return sum(len(part) for part in parts if len(part) > 2) >= _ENOUGH
