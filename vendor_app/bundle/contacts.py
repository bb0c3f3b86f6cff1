"""Ways out of the app other than a telephone: names in LINE and elsewhere, addresses of the web and of mail."""

import re
from collections.abc import Iterator
from typing import Final

from vendor_app.bundle.folding import Folded

_HANDLE: Final = r"[a-z0-9][a-z0-9._-]{2,}"
_BRANDED: Final = r"(?!สี|ลาย|เส้น|ผ้า|ดำ|ขาว)[ก-๙][^\s,]*"
"""A name in Thai letters: no colour of a seam, which is ไลน์ too."""
_LINE: Final = r"(?:(?<![a-z-])l[i1l|]ne|(?<!เอ)(?<!ออน)ไ ?ล ?[นท] ?์)"
_LOOSE: Final = r"(?:(?<![a-z-])l[i1l|]ne|(?<!เอ)(?<!ออน)ไ ?ล ?[นท] ?์?)"
"""Also without its last mark: only before what is surely a name."""
_OTHERS: Final = (
    r"(?:ไอจี|(?<![a-z])ig(?![a-z])|เฟ[ซส](?:บุ๊?[คก])?|(?<![a-z])(?:fb|face\s?book)(?![a-z])|อินสตา(?:แกรม)?|"
    r"instagram|tik\s?tok|twitter|ทวิตเตอร์|เพจ|messenger|แมสเซ[นจ]เจอร์|เมสเซนเจอร์)"
)
_CRAFT: Final = (
    r"(?!\s?(?:การ|ผลิต|สินค้า|นิ่ง|อาร์[ตท]|อั[ปพ]|เดียว|งาน|เย็บ|แฟชั่น|สปอร์ต|ข้าง|สี|ลาย|เส้น|ขาว|ดำ|แดง|ตัด|คู่|art|up|-))"
)
"""What follows where ไลน์ is a seam, a pattern or a way of making."""
_TAILS: Final = (
    r"(?:com|net|org|info|biz|asia|me|ly|ee|app|shop|store|online|site|xyz|io|link|page|th|(?:co|in|or)\.th)(?![a-z])"
)
_NAMED: Final = (
    rf"{_LOOSE}[\s-]*(?:id|ไอดี)\s*[:=]?\s*@?(?:{_HANDLE})?",
    rf"{_LOOSE}\s*(?:[:=@|]|[-=>]+>|[👉➡→🔗📲🆔]+)\s*@?(?:{_HANDLE}|{_BRANDED})",
    rf"{_LINE}\s*(?=[a-z._-]*\d)[a-z0-9][a-z0-9._-]{{4,}}",
    rf"(?<![a-z-])line\s+(?!art|up|dance)(?=[a-z]*_)?{_HANDLE}_[a-z0-9_]*",
    rf"{_LINE}\s*(?:ร้าน|แม่ค้า|เพจ|กลุ่ม|ส่วนตัว|หลัก|สำรอง|โอเอ|แอด|ออฟฟิ\S*|official|oa(?![a-z]))\s*[:=]?\s*@?(?:{_HANDLE})?",
    (
        r"(?:แอ[็๊้]?[ดต]|ทัก|ขอ|คุย|แช[ทต]|ติดต่อ|สอบถาม|สั่ง|กลุ่ม|กรุ[๊้]?ป|เข้า|อาร์|qr|ผ่าน|สแกน|ห้อง|เพิ่มเพื่อน\S{0,4}|"
        r"(?<!ลาย)(?<!แนว)ทาง|(?:ใน|ที่)(?=(?:แฟน)?เพจ(?!เจอร์)|ไลน์(?:$|\s|ได้|เลย|นะ|ค[่]?ะ|จ้[าะ]|ครับ|ก็|กลุ่ม|สะดวก))|ส่ง|(?<![a-z])(?:add|inbox|ib))"
        rf"\s*(?:{_LINE}{_CRAFT}(?![a-z])|เฟ[ซส](?:บุ๊?[คก])?(?!สี)|(?:แฟน)?เพจ(?!เจอร์)|ไอจี|(?<![a-z])(?:fb|ig)(?![a-z]))[^\s\d]*(?:\s*[:=]?\s*@?{_HANDLE})?"
    ),
    r"(?:แอด|เพิ่ม|add)\s?(?:เพื่อน|friend)[^\s]*",
    rf"(?:ไอดี|(?<![a-z])id)\s?{_LOOSE}[^\s]*(?:\s*[:=]\s*[^\s]+|\s+@?{_HANDLE})?",
    r"(?:ไอดี|(?<![a-z])id)\s*(?:[:=]\s*@?|@)[a-z]{3,}[a-z0-9._]*(?![\w-])",
    rf"{_OTHERS}\s*[:=@]\s*@?(?:{_HANDLE}|{_BRANDED})",
    rf"(?:ไอจี|(?<![a-z])(?:ig|fb)(?![a-z])|เฟ[ซส](?:บุ๊?[คก])?|อินสตา(?:แกรม)?|instagram|facebook)\s+@?{_HANDLE}",
    r"(?:whats\s?app|we\s?chat|telegram|viber|วีแชท|วอ[ตท]ส์?แอ[ปพ]|เทเลแกรม)(?:\s*[:=]?\s*@?[a-z0-9+][\w.+-]*)?",
    r"(?:ส?แ?สแกน|แสกน)\s?(?:คิวอาร์|qr)[^\s]*|นอก\s?แอ[ปพ](?!เปิ)[^\s]*",
)
_ADDRESSES: Final = (
    r"[\w.+-]+\s?(?:@|[(\[{]\s?at\s?[)\]}])\s?[\w-]+(?:\s?\.\s?[a-z]{2,})+",
    r"(?:[\w.+-]+\s)?(?:@|แอท|at)?\s?(?<![a-z])(?:gmail|hotmail|yahoo|icloud)(?![a-z])[^\s]*|จีเมล|ฮอตเมล",
    rf"(?<![\w@])@{_HANDLE}",
    r"h[tx]{2}ps?\s*[:/]+\s*[^\s]+|(?<![a-z])h[tx]{2}ps?\s+[a-z0-9][^\s]*|(?<![a-z])www\.[^\s]+",
    r"(?<![a-z])www\s+[a-z0-9-]{3,}[^\s]*(?:\s(?:com|net|co)(?![a-z]))?",
    rf"(?<![\w@-])(?:[a-z0-9-]+\.)*[a-z0-9-]{{2,}}\.{_TAILS}(?:/[^\s]*)?",
    r"(?<![\w@-])(?:[a-z0-9-]+\.)+[a-z]{2,6}/[^\s]{3,}",
    r"(?<![\w@-])[a-z0-9-]{3,}(?:\s?\.\s|\s\.\s?|\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?|\s?(?:dot|ดอ[ทต]|จุด)\s?)(?:com|net|co\s?\.?\s?th)(?![a-z])",
    r"(?:[a-z0-9-]+\s?)?(?:ดอ[ทต]|จุด)\s?คอม(?![ก-๙])|[ก-๙]+ดอ[ทต]\s?คอม",
    r"(?<![a-z])(?:bit\s?\.?\s?ly|tinyurl|linktr\s?\.?\s?ee|cutt\s?\.?\s?ly|shorturl|lin\s?\.\s?ee)(?![a-z])[^\s]*",
    r"(?<![\w.])[mt]\.me/[^\s]+",
)
_CONTACTS: Final = re.compile("|".join((*_ADDRESSES, *_NAMED)), re.IGNORECASE)


def handles(text: Folded) -> Iterator[tuple[int, int]]:
    """Yield where names and addresses stand in the text as it was written."""
    return text.found(_CONTACTS)
