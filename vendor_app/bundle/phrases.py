"""Find what must not stand in a caption: ways out of the app, and prices that are hidden or in Thai digits."""

import re
from collections.abc import Iterable

from vendor_app.bundle.contacts import handles
from vendor_app.bundle.folding import folded
from vendor_app.bundle.telephones import telephones
from vendor_app.thai.text import arabic_digits

_INVITES = r"สนใจ|ติดต่อ|สั่งซื้อ|สอบถาม|ทัก|แอด|โทร(?:ศัพท์)?\.?|เบอร์|ไลน์|line|tel\.?|call"
_LINKS = r"สั่ง|เพิ่มเติม|รายละเอียด|หรือ|และ|ได้|ที่|ทาง|มา|เลย|ดู"
_CALLS = (
    r"โทร|เบอร์|มือถือ|สาย(?:ด่วน|ตรง)|hotline|อีเมล|เมล|เว็?[บป](?:ไซ[ตท]์?)?|ติดต่อ|ทัก|จอง|เสิร์?[ชจซ]|ค้นหา|"
    r"วอ[ตท]ส?์?แอ[ปพ]|ไอจี|เฟ[ซส]|เพจ"
)
_LEADS = r"ดู|ส่ง|เข้า|สั่ง|เลือก|ตาม|ติดตาม|สมัคร|คุย|ชม|รูป"
_BARE = r"ตาม|คุย|ซื้อ|เข้า|ขอ|มี|กด|ฝาก|สะดวก|สั่ง(?:ของ)?|รับออเดอร์|แคป[ก-๙]*สแกน"
"""Nothing is said by these alone when what they are about is left out."""
_WORD_BEFORE = (
    rf"(?<!\S)(?:(?:(?:{_LEADS})[ก-๙]{{0,6}})?(?:{_CALLS})[ก-๙]{{0,24}}|"
    rf"(?:{_LEADS})[ก-๙]{{0,24}}(?:ที่|ทาง|ใน|กับ|ด้วย|ผ่าน)|{_BARE})"
)
"""A whole word, as a person reads one between two spaces: เบอร์แม่ค้า, เข้าไปดูที่."""
_SIGNS = r"www(?=[\s.]*$)|https?(?=[\s:/]*$)|(?<![a-z])(?:ig|fb|t)(?=\s?[:./])|[☎📞📱📲✉📧🌐🟢💚👉]\ufe0f?"
_INVITATION = re.compile(
    rf"(?:{_WORD_BEFORE}|{_SIGNS}|{_INVITES}|(?<!\S)(?:{_LINKS}))(?:{_SIGNS}|{_INVITES}|{_LINKS}|[\s:./])*$",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"[ \t]*\(?(?:(?:นะ|น้า|จ้า|จ้ะ|จ๊ะ|ค่?ะ|ครับ|คับ|ฮะ|ได้|เลย|ด้วย|เท่านั้น|ตลอด|ทัก|แอด|โทร|มา|สะดวกกว่า|ถูกกว่า|[💚🟢☎📞📱📲])+"
    r"|(?:คุณ(?!ภาพ|สมบัติ|แม่)|พี่|เจ๊)[ก-๙]{1,10})\)?(?=[\s.,!]|$)"
)
"""What is said after a contact and means nothing without it: ค่ะ, ทักได้เลย, whose number it is."""
_JOINING = re.compile(r"[ \t]*(?:(?:หรือ|และ|กับ|ร้าน|ใน|ที่|ทาง|เพื่อ|มา|รูป|ได้|เลย|[,/|:()&+-])[ \t]*)*")
"""What stands between two contacts of a line and says nothing else."""
_LEFT_NAME = re.compile(r"[^\n\d.,!?]{0,15}?[\s:@][a-z]{3,}[._\d][a-z0-9._]*(?![a-z0-9])", re.IGNORECASE)
"""A name that comes a few words after its contact: "… แอดมาที่ mook_bobae"."""
_INBOX = (
    r"(?:in[-\s]?box|(?<![a-z])(?:i\s?n?\s?b(?:o?x)?|d\s?m|p\s?m)(?![a-z])|อิน\s?บ[๊็]?อ[๊็]?[กค](?:ซ์)?|ไอบี|หลังไมค์|หลังบ้าน|ไดเร็?ค|"
    r"(?:ใน|ทาง)\s?(?:แช[ทต]|ข้อความ|คอมเม้?น\S{0,2}|เมน[ท์ต]+|ไลน์|line))"
)
_ASK = rf"(?:{_INBOX}|ทัก|คุย|กระซิบ|ต่อรอง|คอมเม้?น|ตามแช[ทต]|สอบถาม|ถาม|ติดต่อ|(?<![a-z])(?:ask|contact)(?![a-z]))"
_PRICE = r"(?:ราคา|เร[ทต](?!ติ้?ง|ร)|(?<![a-z])price)"
_HIDDEN_PRICES = re.compile(
    "|".join(
        (
            rf"(?:สอบถาม|ถาม|ขอ|เช็[คก]|อยากรู้)\s?(?:เรื่อง|เรท)?{_PRICE}",
            rf"{_INBOX}\s?(?:รับ|ดู|เอา)?\s*{_PRICE}(?![^\n]{{0,12}}\d)",
            rf"ทัก(?:แช[ทต]|มา|ไลน์|ไป)?\s?(?:รับ|ดู|เอา)?\s?{_PRICE}(?![^\n]{{0,12}}\d)",
            rf"{_PRICE}(?!เดียว|เดิม|เท่ากัน|รวม|ตาม(?!แช)|ป้าย)[^\n\d]{{0,12}}?{_ASK}(?:มา|แช[ทต])?",
            rf"(?:เท่า(?:ไหร่|ไร|ไหร)|กี่บาท)[^\n\d]{{0,6}}(?:ทัก|ถาม|{_INBOX})(?:มา|แช[ทต])?",
            (
                r"(?<![a-z])(?:dm|pm|ib|inbox|ask|contact|message|msg|chat|line)"
                r"(?:\s(?:me|us))?(?:\s(?:for|about|to get))?(?:\sthe)?\sprice"
            ),
            r"(?<![a-z])price\s?(?:in|on|upon|by|via)\s(?:request|inbox|chat|dm|line)",
            r"(?:สอบถาม|ถาม|ทัก|คุย|ขอ)\s?(?:ทาง|ได้|ที่|มา|เลย|กัน|\s)*หลังไมค์",
            rf"ไม่(?:ได้|ขอ)?(?:ลง|แจ้ง|บอก|แปะ|โชว์){_PRICE}|(?:ส่ง|แจ้ง|บอก){_PRICE}\s?(?:ให้|กลับ|หลัง)|{_PRICE}ลับ(?!แล)",
            rf"{_PRICE}\s?(?:อยู่|ดู|แจ้ง)?\s?(?:ใน|ใต้|ที่)\s?(?:คอมเม|เม[นม]ท?์?(?![ก-ฮ]))",
        )
    ),
    re.IGNORECASE,
)
_HIDDEN_WHOLE = re.compile(rf"(?:{_HIDDEN_PRICES.pattern})[^\s]*", re.IGNORECASE)
_COUNTED = r"(?:ตัว|คู่|ชิ้น|ผืน|ชุด|โหล|แพ็?[คก]|ใบ|เส้น|กิโล)"
_THAI_DIGIT_PRICES = re.compile(
    rf"(?:ราคา[ก-ฮะ-์]{{0,8}}|{_COUNTED}ละ|เพียง|เหลือ|฿)\s*[:=]?\s*[๐-๙][๐-๙,.]*(?![๐-๙]|\s?{_COUNTED})|"
    rf"[๐-๙]+\s?{_COUNTED}\s?[๐-๙][๐-๙,.]+|[๐-๙][๐-๙,.]*\s*(?:บาท|บ\.|฿|\.?-(?!\s?[๐-๙\d]))"
)


def find_contacts(text: str) -> tuple[str, ...]:
    """Return each telephone number, e-mail, LINE or other handle and web address in ``text``, as it is written."""
    return tuple(text[start:end] for start, end in _contacts(text))


def find_hidden_prices(text: str) -> tuple[str, ...]:
    """Return each phrase that makes a buyer ask for the price, which the law on price display forbids."""
    return tuple(text[start:end] for start, end in folded(text).found(_HIDDEN_PRICES))


def find_thai_digit_prices(text: str) -> tuple[str, ...]:
    """Return each price written in Thai digits; the law wants Arabic ones."""
    return tuple(match.group() for match in _THAI_DIGIT_PRICES.finditer(text))


def without_contacts(text: str) -> str:
    """Leave out every contact together with the invitation before it ("สนใจโทร …")."""
    kept, reached = "", 0
    for start, end in _contacts(text):
        between = text[reached:start]
        joins = bool(reached) and _JOINING.fullmatch(between)
        kept = _INVITATION.sub("", kept if joins else kept + between)
        for said in (_LEFT_NAME, _FAREWELL):
            left = said.match(text, end)
            end = left.end() if left else end
        reached = max(reached, end)
    return _tidy(kept + text[reached:])


def without_hidden_prices(text: str) -> str:
    """Leave out every phrase that makes a buyer ask for the price."""
    return _tidy(_without(text, folded(text).found(_HIDDEN_WHOLE)))


def allowed(text: str, *, contacts: bool) -> str:
    """Leave out of a vendor's own words what the law forbids, and contacts unless they may stand there."""
    text = with_arabic_prices(without_hidden_prices(text))
    return text if contacts else without_contacts(text)


def with_arabic_prices(text: str) -> str:
    """Write the prices that are in Thai digits in Arabic ones."""
    return _THAI_DIGIT_PRICES.sub(lambda match: arabic_digits(match.group()), text)


def _contacts(text: str) -> list[tuple[int, int]]:
    """Return where contacts stand, in order; those that overlap are one."""
    seen = folded(text)
    spans: list[tuple[int, int]] = []
    for start, end in sorted((*telephones(seen), *handles(seen))):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in reversed(tuple(spans)):
        text = text[:start] + text[end:]
    return text


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t]{2,}", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
