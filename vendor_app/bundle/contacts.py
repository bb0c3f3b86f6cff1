"""Ways out of the app other than a telephone: names in LINE and elsewhere, addresses of the web and of mail."""

import re
from collections.abc import Iterator
from typing import Final

from vendor_app.bundle.folding import Folded

_HANDLE: Final = r"[a-z0-9][a-z0-9._-]{2,}"
_BRANDED: Final = r"(?!สี|ลาย|เส้น|ผ้า|ดำ|ขาว)[ก-๙][^\s,]*"
"""A name in Thai letters: no colour of a seam, which is ไลน์ too."""
_DISGUISED: Final = (
    r"(?<![a-z0-9-])(?:(?!line|lin3)[l1i|!][i1l|!]n[e3](?![a-z0-9])|(?:l[ .]ine|li[ .]ne|lin[ .]e)(?![a-z-]))|ลายน์"
)
"""LINE with a letter that only looks like its own, or in two parts: no seam is spelled so."""
_LATIN_LINE: Final = rf"(?<![a-z-])line|{_DISGUISED}"
_LINE: Final = rf"(?:{_LATIN_LINE}|(?<!เอ)(?<!ออน)(?<!ออฟ)[ไใ][ ._*/-]?ล[่้]?[ ._*/-]?[นท][ ._*/-]?์)"
_LOOSE: Final = rf"(?:{_LATIN_LINE}|(?<!เอ)(?<!ออน)(?<!ออฟ)ไ ?ล ?[นท] ?์?)"
"""Also without its last mark: only before what is surely a name."""
_BARE: Final = r"(?<!เอ)(?<!ออน)(?<!ออฟ)ไลน(?![์ิีัเแ])"
"""Without its last mark, where a verb before it says what it is."""
FACEBOOK: Final = r"เฟ[ซส](?:บุ๊?[คก])?(?!สี|ติ|ต์|ชิล|ชี|แรก|หนึ่ง|สอง|สาม|ต่อไป|\s?\d)"
"""In Thai letters: no phase, no shield, no seam in another colour."""
_SHORT: Final = r"(?<![a-z])(?:i[.·]?g|f[.·/]?b)(?![a-z])"
_MESSENGER: Final = r"(?:messenger|[แเ]ม[สซ]เ?[สซ]็?[นจ]เ?จอร์|[แเ]ม[สซ]เสจ)"
_OTHERS: Final = (
    rf"(?:ไอจี|{_SHORT}|เฟ[ซส](?:บุ๊?[คก])?|(?<![a-z])face\s?book(?![a-z])|อินสตา(?:แกรม)?|"
    rf"instagram|tik\s?tok|twitter|ทวิตเตอร์|เพจ|{_MESSENGER})"
)
_ENGLISH: Final = (
    r"(?:art|basic|black|class|collection|colou?r|cotton|cut|danc|design|detail|draw|dress|fabric|fit|free|friends?|graphic|"
    r"knit|logo|man|neck|new|pants|pattern|print|series|sewing|shape|shirt|size|skirt|sport|sticker|stitch|stripe|style|"
    r"top|up|white|work)"
)
_CRAFT: Final = (
    r"(?!\s?(?:การ|ผลิต|สินค้า|นิ่ง|อาร์[ตท]|อั[ปพ]|เดียว|งาน|เย็บ|แฟชั่น|สปอร์ต|ข้าง|สี|ลาย|เส้น|ขาว|ดำ|แดง|ตัด|คู่|แมน|เฟรนด์|สติ๊ก|"
    rf"{_ENGLISH}|-))"
)
"""What follows where ไลน์ is a seam, a pattern, a way of making, or one who carries parcels."""
_NO_DRAWING: Final = r"(?<!ลาย)(?<!ลาย )(?<!ทรง)(?<!เส้น)(?<!เส้น )(?<!แนว)(?<!แนว )(?<!สี)(?<!a)(?<![a-z] )"
"""What does not stand before LINE and a name: a pattern, another English word."""
_ASKING: Final = (
    r"(?:แอ[็๊้]?[ดต]|ทัก|ขอ|คุย|แช[ทต]|ติดต่อ|สอบถาม|สั่ง|กลุ่ม|กรุ[๊้]?ป|เข้า|อาร์|qr|ผ่าน|สแกน|ห้อง|เพิ่มเพื่อน\S{0,4}|"
    r"(?<!ลาย)(?<!แนว)ทาง|(?:ใน|ที่)(?=(?:แฟน)?เพจ(?!เจอร์)|ไลน์(?:$|\s|ได้|เลย|นะ|ค[่]?ะ|จ้[าะ]|ครับ|ก็|กลุ่ม|สะดวก))|ส่ง|(?<![a-z])(?:add|inbox|ib))"
)
_SOCIAL: Final = rf"(?:{FACEBOOK}|(?:แฟน)?เพจ(?!เจอร์)|ไอจี|{_SHORT}|อินสตา(?:แกรม)?)"
_SHOP: Final = r"(?:ร้าน|แม่ค้า|พ่อค้า|เรา(?!ะ)|เจ้าของ|แอดมิน)"
_APP: Final = r"แอ[๊็]?[ปพ]+(?:พลิเคชั่?น)?(?!เปิ|เปิล|ริ)"
_TAILS: Final = (
    r"(?:com|net|org|info|biz|asia|me|ly|ee|app|shop|store|online|site|xyz|io|link|page|lnwshop|blogspot|weebly|wixsite|"
    r"myshopify|th|(?:co|in|or)\.th)(?![a-z])"
)
_NAMED: Final = (
    rf"{_LOOSE}[\s-]*(?:id|ไอดี)\s*[:=]?\s*@?(?:{_HANDLE})?",
    rf"{_LOOSE}\s*(?:[:=@|]|[-=>]+>|[👉➡→🔗📲🆔]+)\s*@?(?:{_HANDLE}|{_BRANDED})",
    rf"{_LINE}\s*(?=[a-z._-]*\d)[a-z0-9][a-z0-9._-]{{4,}}",
    rf"(?<![a-z-])line\s+(?!art|up|dance)(?=[a-z]*_)?{_HANDLE}_[a-z0-9_]*",
    rf"{_LINE}\s*(?:ร้าน|แม่ค้า|เพจ|กลุ่ม|ส่วนตัว|หลัก|สำรอง|โอเอ|แอด|ออฟฟิ\S*|official|oa(?![a-z]))\s*[:=]?\s*@?(?:{_HANDLE})?",
    rf"{_NO_DRAWING}{_LINE}\s+(?!{_ENGLISH}){_HANDLE}(?![\w-]|\s[a-z])",
    rf"{_LINE}(?:มา(?!ตร|แล้ว|ใหม่)|หา|ได้|ก็(?:ได้|มี)|คุย|\s?เบอร์|\s?ชื่อ)[^\s]*",
    rf"{_ASKING}\s*(?:(?:{_LINE}|{_BARE}){_CRAFT}(?![a-z])|{_SOCIAL})[^\s\d]*(?:\s*[:=]?\s*@?{_HANDLE})?",
    rf"(?:(?:ติด)?ตาม|ไลฟ์|เสิร์?[ชจซ]|ค้นหา|กดไล[คก]์?|กดติดตาม)(?:หา|กันต่อ|กัน|ได้|ดู|ต่อ|สด|ทาง|ใน|ที่|\s)*{_SOCIAL}[^\s\d]*",
    rf"(?<![ก-๙])(?:(?:แฟน)?เพจ|{FACEBOOK})\s+(?:{_HANDLE}|{_BRANDED})",
    rf"(?:ทัก|คุย|แช[ทต]|แอ[็๊้]?ด|สอบถาม|(?<![a-z])(?:inbox|ib))(?:มา|ไป|ทาง|ใน|ที่|ผ่าน|กล่อง|\s)*{_MESSENGER}[^\s]*",
    r"(?:แอ[็๊้]?ด|เพิ่ม|add)\s?(?:เพื่อน|เฟรน|friend)[^\s]*|แอ[็๊้]?ดมา(?:ได้|เลย|คุย|สั่ง|นะ|สอบ)[^\s]*",
    rf"(?:(?:{_APP}|ช่องทาง)\s?(?:สี|ตัว)?|แช[ทต])\s?(?:เขียว(?!อ่อน|เข้ม|ขี้|มะ|มิ้น|ๆ)|[🟢💚])[^\s]*",
    rf"(?:ไอดี|(?<![a-z])id)\s?{_LOOSE}[^\s]*(?:\s*[:=]\s*[^\s]+|\s+@?{_HANDLE})?",
    r"(?:ไอดี|(?<![a-z])id)\s*(?:[:=]\s*@?|@)[a-z]{3,}[a-z0-9._]*(?![\w-])",
    rf"🆔\s*[:=]?\s*@?{_HANDLE}|ไอดี\s+(?!card)[a-z][a-z0-9._]{{3,}}",
    r"(?<![a-z])id\s+@?(?=[a-z._]*\d|[a-z]+[._])[a-z][a-z0-9._]{3,}",
    rf"{_OTHERS}\s*[:=@]\s*@?(?:{_HANDLE}|{_BRANDED})",
    rf"(?:ไอจี|{_SHORT}\.?|เฟ[ซส](?:บุ๊?[คก])?|อินสตา(?:แกรม)?|instagram|facebook)\s+@?{_HANDLE}",
    r"(?:whats\s?app|we\s?chat|telegram|viber|kakao(?:\s?talk)?|(?<!คอ)วี\s?แช[ทต]|วอ[ตท]ส์?\s?แอ[ปพ]|เทเ[ลร]แกรม)(?:\s*[:=]?\s*@?[a-z0-9+][\w.+-]*)?",
    r"(?:ส?แ?สแกน|แสกน)\s?(?:คิวอาร์|qr(?:\scode)?|มา|เพื่อ|แอด|ในรูป|รูป|โค้ด|ตรงนี้|คุย)[^\s]*(?:\s(?:ใน|ท้าย)รูป[^\s]*)?",
    r"(?:คิวอาร์|(?<![a-z])qr)[^\n]{0,15}?(?:ท้ายรูป|รูป(?:ท้าย|สุดท้าย)|(?:อยู่(?:ใน|ที่)?|ดู(?:ใน|ที่)|ใน)\s?(?:รูป|ภาพ))[^\s]*",
    rf"(?:คิวอาร์|(?<![a-z])qr)(?:\s?(?:โค้?[ดต]|code))?\s?(?:อยู่|รูปที่|เพจ|{_LINE}{_CRAFT}|{FACEBOOK})[^\s]*(?:(?<=ที่)\s\d)?",
)
_AROUND: Final = (
    rf"ขอเบอร์(?:โทร|ติดต่อ|{_SHOP})|โทร(?:กลับ(?:หา|ไป)?|สั่ง|จอง|สอบถาม|หา(?:{_SHOP})|มา(?:ได้|เลย|สั่ง|จอง|ถาม|สอบ))[^\s\d]*",
    r"(?:ทัก|คุย|สั่ง|ติดต่อ)(?:มา|ได้|กัน|ทาง|ที่|\s)*ช่องทาง(?:อื่น|ส่วนตัว|นอก)",
    rf"นอก\s?(?:{_APP}|แพลตฟอร์ม|tik\s?tok|shopee)[^\s]*(?:\s\d+\s?(?:บาท|฿|%))?|(?:ซื้อ|สั่ง|โอน|จ่าย|คุย)(?:กัน)?นอกระบบ",
    rf"ไม่(?:ต้อง|ได้)?ผ่าน\s?(?:{_APP}|ระบบ|แพลตฟอร์ม)|(?:ถูก|แพง|ประหยัด)กว่า(?:ราคา|ซื้อ|สั่ง)?\s?(?:ใน|ผ่าน|ทาง|บน)\s?{_APP}[^\s]*",
    rf"(?:ไม่(?:ต้อง|โดน|เสีย|ถูก)[ก-๙]{{0,8}}|หัก)ค่า(?:ธรรมเนียม)?\s?{_APP}[^\s]*",
    r"(?:โอน|จ่าย)(?:เงิน)?\s?ตรง(?!เวลา|กลาง)[^\s]*|เลข(?:ที่)?\s?บัญชี|(?:โอน|จ่าย)(?:เงิน)?(?:เข้า|ผ่าน|มา)?(?:ที่)?\s?(?:บัญชี|บ/?ช)",
    rf"(?:ใน|ผ่าน|ทาง)\s?{_APP}(?:มัน|จะ|ราคา)?\s?(?:แพง|โดนหัก|ถูกหัก|หัก|บวก)[^\s]*",
    rf"(?:ซื้อ|สั่ง|ดีล)(?:ของ)?\s?ตรงกับ\s?{_SHOP}|(?:ซื้อ|สั่ง|ดีล|โอน|จ่าย)[ก-๙]{{0,6}}กับ\s?{_SHOP}[ก-๙]{{0,6}}?\s?(?:โดยตรง|ตรง\s?ๆ|ถูกกว่า)",
    rf"เข้าเว็?[บป](?:ไซ[ตท]์?)?|(?<!รูป)(?:ที่|ใน|ทาง|ผ่าน|สั่ง|ซื้อ|กด|ดู)หน้าเว็?[บป]|เว็?[บป](?:ไซ[ตท]์?)?\s?(?:ของ)?{_SHOP}",
    r"(?:เสิร์?[ชจซ]|ค้นหา|หา|ใน|ทาง|ที่)(?:ใน|ทาง|ที่|ชื่อร้าน|\s)*(?:กูเกิ้?[ลิ]|google)(?!\s?(?:play|pixel|home|nest|tv))",
)
_ADDRESSES: Final = (
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[{]\s?at\s?[)\]}])\s?[\w-]+(?:\s?\.\s?[a-z]{2,})+",
    r"(?:(?<![\w.+-])[\w.+-]+\s)?(?:@|แอท|at)?\s?(?<![a-z])(?:gmail|hotmail|yahoo|icloud)(?![a-z])[^\s]*",
    r"(?:(?<![\w.+-])[a-z0-9][\w.+-]*\s)?(?:แอท\s?)?(?:จีเมล|ฮ[อ็]อ?ตเมล)(?:\s?(?:ดอ[ทต]|จุด)\s?คอม)?",
    rf"(?<![\w@])@{_HANDLE}",
    r"h[tx]{2}ps?\s*[:/]+\s*[^\s]+|(?<![a-z])h[tx]{2}ps?\s+[a-z0-9][^\s]*(?:\s(?:com|net|co)(?![a-z]))?|(?<![a-z])www\.[^\s]+",
    r"(?<![a-z])www\s+[a-z0-9-]{3,}[^\s]*(?:\s(?:com|net|co)(?![a-z]))?",
    rf"(?<![\w@-])(?:[a-z0-9-]{{1,63}}\.){{0,5}}[a-z0-9-]{{2,63}}\.{_TAILS}(?:/[^\s]*)?",
    r"(?<![\w@-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,6}/[^\s]{3,}",
    r"(?<![\w@-])[a-z0-9-]{3,}(?:\s?\.\s|\s\.\s?|\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?|\s?(?:dot|ดอ[ทต]|จุด)\s?)(?:com|net|co\s?\.?\s?th)(?![a-z])",
    r"(?:[a-z0-9-]+\s?)?(?:ดอ[ทต]|จุด)\s?คอม(?![ก-๙])|[ก-๙]{1,40}ดอ[ทต]\s?คอม",
    r"(?<![a-z])(?:bit\s?\.?\s?ly|tinyurl|linktr\s?\.?\s?ee|cutt\s?\.?\s?ly|shorturl|lin\s?\.\s?ee)(?![a-z])[^\s]*",
    r"(?<![\w.])[mt]\.me/[^\s]+",
)
_CONTACTS: Final = re.compile("|".join((*_ADDRESSES, *_NAMED, *_AROUND)), re.IGNORECASE)
_HIDING: Final = re.compile(rf"(line|[ไใ]ล[่้]?น์|{_DISGUISED})(?:\s*[:=@]?\s*{_HANDLE})?", re.IGNORECASE)
_LOOKING_ALIKE: Final = re.compile(rf"(?:{_DISGUISED})(?:\s*[:=@]?\s*{_HANDLE})?", re.IGNORECASE)


def handles(text: Folded) -> Iterator[tuple[int, int]]:
    """Yield where names and addresses stand in the text as it was written."""
    yield from text.found(_CONTACTS)
    yield from text.found(_LOOKING_ALIKE)
    yield from text.spread(_HIDING)
