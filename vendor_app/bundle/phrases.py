"""Find what must not stand in a caption: ways out of the app, and prices that are hidden or in Thai digits."""

import re
from collections.abc import Iterator

from vendor_app.thai.text import arabic_digits

_HANDLE = r"[a-z0-9][a-z0-9._-]{2,}"
_DOMAINS = r"com|net|org|me|ly|ee|app|shop|store|io|link|(?:co|in|or)\.th|th"
_KEY = "(?:\ufe0f?\u20e3)?"
"""Makes a digit an emoji of a key."""
_GAP = rf"{_KEY}[-\s.]?"
_SPELLED = "ศูนย์|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CONTACTS = re.compile(
    "|".join(
        (
            rf"(?<![\d.])(?:\+?66{_GAP}|0{_KEY}|(?<![a-z])o)(?:[689]{_KEY}-?\d|[2-57])(?:{_GAP}\d){{7}}{_KEY}(?!\d)",
            r"(?<![\d.])0(?P<gap>[-\s.])[689](?:(?P=gap)\d){8}(?!(?P=gap)?\d)",  # 0 8 1 2 …; no list of sizes
            rf"(?:(?:{_SPELLED})\s?){{9,10}}",
            r"[\w.+-]+@[\w-]+(?:\.[a-z]{2,})+",
            rf"(?<![\w@])@{_HANDLE}",
            r"(?:https?://|www\.)[^\s]+",
            rf"(?<![\w.@-])[a-z0-9-]{{2,}}\.(?:{_DOMAINS})(?![a-z])(?:/[^\s]*)?",
            # ออนไลน์ and ทรงเอไลน์ are words of their own, and so is "A-line dress"
            (
                r"(?<!เอ)(?<!ออน)(?:(?<![a-z-])line|ไลน์|ไอจี|(?<![a-z])ig|เฟซ|เฟส|(?<![a-z])(?:fb|facebook))"
                rf"\s*(?:(?:id|ไอดี|บุ๊[คก])\s*[:=]?|[:=@])\s*@?{_HANDLE}"
            ),
            r"(?<!เอ)(?<!ออน)(?:(?<![a-z-])line|ไลน์)\s*(?=[a-z._-]*\d)[a-z0-9][a-z0-9._-]{4,}",
            r"(?:แอด|ทัก|add)\s*(?:ไลน์|line|เฟ[ซส](?:บุ๊[คก])?|ไอจี)[^\s\d]*",
            r"(?:line|ไลน์)\s*(?:official|oa)(?![a-z])",
            rf"(?:ไอดี\s?(?:ไลน์|line)|ไลน์\s?(?:ร้าน|แม่ค้า|เพจ))\s*[:=]?\s*@?{_HANDLE}",
            r"(?:ทาง|ผ่าน)\s?(?:ไลน์|line(?![a-z]))|ไอดี\s?(?:ไลน์|line)\s*[:=]\s*[ก-๙]\S*",
            r"(?:เพจ|เฟ[ซส])(?:เฟ[ซส])?(?:บุ๊[คก])?\s*[:=]\s*[ก-๙]\S*",
            r"(?<![\w.])[mt]\.me/[^\s]+",
            r"(?:whats\s?app|wechat|telegram|วีแชท|วอ[ตท]ส์?แอ[ปพ]|เทเลแกรม)(?:\s*[:=]?\s*@?[a-z0-9+][\w.+-]*)?",
        )
    ),
    re.IGNORECASE,
)
_INVITES = r"สนใจ|ติดต่อ|สั่งซื้อ|สอบถาม|ทัก|แอด|โทร(?:ศัพท์)?\.?|เบอร์|ไลน์|line|tel\.?|call"
_LINKS = r"สั่ง|เพิ่มเติม|รายละเอียด|หรือ|และ|ได้|ที่|ทาง|มา|เลย|ดู"
_INVITATION = re.compile(rf"(?:(?:{_INVITES})|(?<!\S)(?:{_LINKS}))(?:{_INVITES}|{_LINKS}|[\s:])*$", re.IGNORECASE)
_INBOX = r"(?:inbox|(?<![a-z])ib(?![a-z])|อินบ[๊็]?อ[็]?[กค]ซ์|ไอบี|dm|pm|หลังไมค์|ไดเร็?ค)"
_HIDDEN_PRICES = re.compile(
    rf"(?:สอบถาม|ถาม|ขอ|เช็[คก])\s?ราคา|{_INBOX}\s*ราคา|"
    rf"ราคา[^\n\d]{{0,12}}?(?:{_INBOX}|ทัก(?:มา|แช[ทต])?|สอบถาม|ในแช[ทต])",
    re.IGNORECASE,
)
_THAI_DIGIT_PRICES = re.compile(r"(?:ราคา|฿)\s*[๐-๙][๐-๙,.]*|[๐-๙][๐-๙,.]*\s*(?:บาท|฿|\.?-)")


def find_contacts(text: str) -> tuple[str, ...]:
    """Return each telephone number, e-mail, LINE or other handle and web address in ``text``, as it is written."""
    return tuple(text[start:end] for start, end in _contacts(text))


def find_hidden_prices(text: str) -> tuple[str, ...]:
    """Return each phrase that makes a buyer ask for the price, which the law on price display forbids."""
    return tuple(match.group() for match in _HIDDEN_PRICES.finditer(text))


def find_thai_digit_prices(text: str) -> tuple[str, ...]:
    """Return each price written in Thai digits; the law wants Arabic ones."""
    return tuple(match.group() for match in _THAI_DIGIT_PRICES.finditer(text))


def without_contacts(text: str) -> str:
    """Leave out every contact together with the invitation before it ("สนใจโทร …")."""
    kept, reached = "", 0
    for start, end in _contacts(text):
        kept = _INVITATION.sub("", kept + text[reached:start])
        reached = end
    return _tidy(kept + text[reached:])


def without_hidden_prices(text: str) -> str:
    """Leave out every phrase that makes a buyer ask for the price."""
    return _tidy(re.sub(rf"(?:{_HIDDEN_PRICES.pattern})[^\s]*", "", text, flags=re.IGNORECASE))


def allowed(text: str, *, contacts: bool) -> str:
    """Leave out of a vendor's own words what the law forbids, and contacts unless they may stand there."""
    text = with_arabic_prices(without_hidden_prices(text))
    return text if contacts else without_contacts(text)


def with_arabic_prices(text: str) -> str:
    """Write the prices that are in Thai digits in Arabic ones."""
    return _THAI_DIGIT_PRICES.sub(lambda match: arabic_digits(match.group()), text)


def _contacts(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _CONTACTS.finditer(arabic_digits(text).translate(_WIDE_DIGITS)))


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t]{2,}", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
