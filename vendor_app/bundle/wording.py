"""Words that platforms or the law do not want: promotion in a title, claims, forgeries, other shops, forbidden goods.

Each is found as the vendor wrote it. Words of the trade that only look alike are left alone: ผ้าโปร่ง is no โปร, and
ดูแลรักษาง่าย heals nobody.
"""

import re
from typing import Final

from vendor_app.thai.text import arabic_digits

_PROMOTIONS: Final = (
    r"ลด\s?ราคา|ลด(?:กระหน่ำ|ล้างสต[^\s]*|พิเศษ|ทั้งร้าน|แรง(?!กระแทก|เสียด|กด|ดัน|สั่น)|จัดหนัก)|ลด\s*(?:สูงสุด\s*)?\d+\s*(?:%|บาท|เปอร์เซ็น[ต์]*|฿|\.-)",
    r"\d+\s*%\s*off\b|(?<![a-z])(?:flash\s*|mega\s*|big\s*)?sale(?![a-z])|(?<![a-z])promo(?:tion)?s?(?![a-z])",
    r"(?<![ก-๙])โปร(?=$|[\s\d!.,~])|โปร(?:แรง|ไฟไหม้|ไฟลุก|เด็ด|พิเศษ|วันนี้|ลด|สุดคุ้ม|คุ้ม|ส่งฟรี)|โปรโม(?:ชั่?น)?",
    r"\d+\s*แถม\s*\d+|แถม\s?ฟรี|ฟรี\s?ของแถม|ของแถม|แจก\s?ฟรี|ซื้อคู่ถูกกว่า",
    r"ส่ง\s?ฟรี|ฟรี\s?(?:ค่า)?\s?(?:จัด)?ส่ง|free\s*(?:shipping|delivery)|ส่วนลด|คูปอง|โค้ด(?:ลด|ส่ง)|เก็บโค้ด",
    r"ราคา(?:พิเศษ|ถูก(?:สุด|ที่สุด|มาก)?|โรงงาน|เบาๆ?|โดนใจ)|ถูก(?:มาก|สุดๆ?|ที่สุด)|นาทีทอง",
    r"(?:เคลียร์|ล้าง|โละ|โล๊ะ)\s?(?:สต|โกดัง)[^\s]*|(?<![a-z])(?:best\s*seller|hot\s*deal|hot\s*item)(?![a-z])|ขายดี(?:อันดับ|ที่สุด|มาก)?",
)
_CLAIMS: Final = (
    r"(?:ดี|สวย|นุ่ม|ทน|ถูก|เย็น|คุ้ม|ปลอดภัย)ที่สุด(?:ในโลก|ในไทย|ในประเทศ|ในตลาด)?|ที่สุดใน(?:โลก|ไทย|ประเทศ|ตลาด)",
    r"(?:อันดับ|(?<!สี)(?<!สี\s)(?<!เฉด)(?<!ด้าย)เบอร์)\s?(?:1|หนึ่ง)(?!\d)|(?<![a-z])(?:no\.?|number)\s*1(?!\d)|ที่\s?(?:1|หนึ่ง)\s?ใน(?:โลก|ไทย|ประเทศ|ตลาด)|ไม่มีใครเทียบ|หนึ่งเดียวใน(?:โลก|ไทย)",
    r"รักษา(?:โรค|สิว|ฝ้า|อาการ|มะเร็ง|เบาหวาน|แผล)|บรรเทา(?:อาการ|ปวด)?|(?:แก้|หาย)(?:ปวด|โรค)[^\s]*|หายขาด|ช่วยให้หลับ",
    r"(?:ฆ่า|ต้าน|ยับยั้ง|ป้องกัน|กำจัด|กัน)\s?(?:เชื้อ|แบคทีเรีย|ไวรัส|โรค|โควิด|มะเร็ง)[^\s]*",
    r"ลดน้ำหนัก|ลดความอ้วน|สลายไขมัน|เผาผลาญ|ผอม(?:ใน|ลง|ทันที|ไว)|ขาวขึ้น|ขาวไว|ขาวใสใน|ปรับฮอร์โมน|เพิ่มหน้าอก",
    r"เห็นผล(?:ใน|ทันที|จริง|ไว)|ไม่มีผลข้างเคียง|การันตีผล|(?:ปลอดภัย|ได้ผล|กันน้ำ|กันยูวี|กันยุง|กัน\s?uv|ไม่ยับ|ไม่หด)[^\s\d]{0,12}\s?100\s?%",
    r"รับประกันตลอด(?:ชีพ|ชีวิต|การใช้งาน)|ใช้ได้ตลอดชีวิต|ไม่มีวัน(?:ขาด|ซีด|พัง)|ขาดยินดีคืนเงิน",
)
_FORGERIES: Final = (
    r"(?<![a-z])(?:mirror|copy|replica|fake|hiend|hi-end|top\s*mirror)(?![a-z])|มิ[ลเ]*เ?[ลร]อ?ร์|ก[๊็]อ?ป(?:ปี้|เกรด|แท้|งาน|เกาหลี)?(?![ก-๙])",
    r"(?:งาน|เกรด)\s?(?:เทียบ|ก[๊็]อ?ป|ปลอม|มิลเลอร์|เหมือนแท้)|ปั[๊้]?มแบรนด์|เหมือน(?:ของ)?แท้|เทียบ(?:เท่า)?(?:ของ)?แท้|ของปลอม|แบรนด์เทียบ",
)
_UNSELLABLE: Final = (
    r"(?:ขาย|ซอง)บุหรี่|บุหรี่ไฟฟ้า|พอต\s?(?:ไฟฟ้า|ใช้แล้วทิ้ง)|กัญชา|(?:ใบ|น้ำ)กระท่อม|ยาเสพ(?:ย์)?ติด|ยาบ้า|หวยออนไลน์|พนันออนไลน์|สล็อตออนไลน์|คาสิโน",
    r"อาวุธปืน|ปืนเถื่อน|ลูกกระสุน|วัตถุระเบิด|งาช้างแท้|หนังเสือแท้|เงินกู้|ปล่อยกู้",
)
_OTHER_SHOPS: Final = {
    "TikTok": r"(?<![a-z])tik\s?tok(?![a-z])|ติ[๊ก]*[กค]?\s?ต[๊็อ]+[กค](?![ก-ฮ])",
    "Shopee": r"(?<![a-z])shopee(?![a-z])|ช[้็]?[อ๊]*[ป]ป[ีี้]*้|ช้อปปี้|ช็อปปี้",
    "Lazada": r"(?<![a-z])lazada(?![a-z])|ลาซาด[า้]+",
    "Facebook": r"(?<![a-z])facebook(?![a-z])|เฟ[ซส]บุ๊?[คก]|เพจเฟ[ซส]",
    "Instagram": r"(?<![a-z])instagram(?![a-z])|อินสตา(?:แ?กรม)?|(?<![a-z])ig(?![a-z])|ไอจี",
    "YouTube": r"(?<![a-z])youtube(?![a-z])|ยูทู[บป]",
}
_BRANDS: Final = (
    r"(?<![a-z])(?:nike|adidas|gucci|louis\s*vuitton|chanel|dior|herm[eè]s|balenciaga|supreme|uniqlo|zara|puma|"
    r"converse|new\s*balance|under\s*armour|north\s*face|levi'?s|lacoste|crocs|prada|fila|champion|disney|sanrio)(?![a-z])|"
    r"ไนกี้|อ[าะ]ดิดาส|กุชชี่|หลุยส์\s?วิตตอง|กระเป๋าหลุยส์|ดิออร์|แอร์เมส|ยูนิโคล่|คอนเวิร์ส|นิวบาลานซ์|ลีวายส์|ปราด้า"
)
_SYMBOLS: Final = re.compile(
    r"[★☆✨✅❤♥⭐❗❕‼♡♦◆●■▶►→➜✔✓~*#|^_=<>{}\[\]\\!]|\?{2,}|[\U0001f300-\U0001faff\ufe0f\u200d]"
)


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_PROMOTION, _CLAIM, _FORGERY = _compiled(*_PROMOTIONS), _compiled(*_CLAIMS), _compiled(*_FORGERIES)
_FORBIDDEN, _BRAND = _compiled(*_UNSELLABLE), _compiled(_BRANDS)
_SHOPS: Final = {name: _compiled(pattern) for name, pattern in _OTHER_SHOPS.items()}


def _found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    matches = (match.span() for match in pattern.finditer(arabic_digits(text)))
    return tuple(dict.fromkeys(text[start:end].strip() for start, end in matches))


def find_promotions(text: str) -> tuple[str, ...]:
    """Return words of advertising that a title may not have: "ลด 50%", "ส่งฟรี", "1 แถม 1"."""
    return _found(_PROMOTION, text)


def find_claims(text: str) -> tuple[str, ...]:
    """Return medical and absolute claims, which need proof or are forbidden: "รักษาโรค", "ดีที่สุด"."""
    return _found(_CLAIM, text)


def find_forgeries(text: str) -> tuple[str, ...]:
    """Return words that say that goods are imitations of a brand."""
    return _found(_FORGERY, text)


def find_unsellable(text: str) -> tuple[str, ...]:
    """Return names of what no platform lets anybody sell."""
    return _found(_FORBIDDEN, text)


def find_brands(text: str) -> tuple[str, ...]:
    """Return famous brands, for which a platform asks to see papers."""
    return _found(_BRAND, text)


def find_other_shops(text: str, own: str) -> tuple[str, ...]:
    """Return names of platforms other than ``own``, a platform's title."""
    names = (pattern for name, pattern in _SHOPS.items() if name.casefold() not in own.casefold())
    return tuple(found for pattern in names for found in _found(pattern, text))


def without_promotions(text: str) -> str:
    """Leave promotion words and symbols out of one line."""
    spans = [match.span() for match in _PROMOTION.finditer(arabic_digits(text))]
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(_SYMBOLS.sub(" ", text).split()).strip(" -–·,/:;.")
