"""Words that platforms or the law do not want: promotion in a title, claims, forgeries, other shops, forbidden goods.

Each is found as the vendor wrote it. Words of the trade that only look alike are left alone: ผ้าโปร่ง is no โปร, and
ดูแลรักษาง่าย heals nobody.
"""

import re
from typing import Final

from vendor_app.bundle.contacts import FACEBOOK
from vendor_app.bundle.folding import folded
from vendor_app.thai.text import EMOJI

_PROMOTIONS: Final = (
    r"ลด\s?ราคา|ลด(?:กระหน่ำ|ล้างสต[^\s]*|พิเศษ|เพิ่ม|ทั้งร้าน|แรง(?!กระแทก|เสียด|กด|ดัน|สั่น)|จัดหนัก|สูงสุด)|ลด\s*(?:สูงสุด\s*)?\d+\s*(?:%|บาท|เปอร์เซ็น[ต์]*|฿|\.-)",
    r"\d+\s*%\s*off\b|(?<![\d\s])-\d+\s?%|(?<=\s)-\d+\s?%|(?<![a-z])(?:flash\s*|mega\s*|big\s*|super\s*)?sale(?![a-z])|(?<![a-z])promo(?:tion)?s?(?![a-z])",
    r"(?<![a-z])(?:discount|cash\s?back|clearance|coupon|voucher|(?:limited|special)\s(?:offer|price|deal)|(?:best|hot|big|super)\s(?:price|deal|offer))(?![a-z])|(?<![a-z])hot\s*(?:!|$)",
    r"(?<![\d.])(?:6\.6|7\.7|8\.8|9\.9|10\.10|11\.11|12\.12)(?![\d.]|\s?(?:นิ้ว|ซม|มม|ม\.|cm|mm|in|x|×|ออน|oz|ล\.|ลิตร|กก))",
    r"(?<![ก-๙])โปร(?=$|[\s\d!.,~])|โปร(?:ฯ|แรง|ไฟไหม้|ไฟลุก|เด็ด|พิเศษ|วันนี้|ลด|สุด|คุ้ม|ส่งฟรี|เปิดร้าน|ลับ|โหด|จัดเต็ม|ปัง|(?:สิ้น|ต้น|กลาง)?เดือน)|โปรโม(?:ชั่?น)?",
    r"แถม|แจก\s?(?:ฟรี|โค้ด|คูปอง)|ซื้อคู่ถูกกว่า|ฟรี(?!\s?(?:ไซ|size)|สไตล์|วิว|คัท|ฟอร์ม|แลนซ์|ดอม|ซ)|เซลล?์?(?=$|[\s!]|หนัก|ล้าง|แรง|ทั้ง)",
    r"ส่ง\s?ฟรี(?!\s?(?:ไซ|size)|สไตล์)|free\s*(?:shipping|delivery|gift)|(?<!สาม)ส่วนลด|คูปอง|โค้ด(?:ลด|ส่ง)|เก็บโค้ด|(?:เฉพาะ)?วันนี้เท่านั้น|เฉพาะวันนี้",
    r"ราคา(?:พิเศษ|ถูก(?:สุด|ที่สุด|มาก)?|ส่ง$|โรงงาน|มิตรภาพ|เบาๆ?|โดนใจ)|ถูก(?=$|[\s!])|ถูก(?:มาก|สุดๆ?|ที่สุด|ๆ|กว่า|และดี|เว่?อร์)|นาทีทอง|คุ้ม(?:ที่)?สุด|สุดคุ้ม",
    r"(?:ลด)?เหลือ\s?(?:แค่|เพียง)?\s?[\d,]+\s?(?:บาท|฿|บ\.|\.-|$)|จาก\s?[\d,]+\s?(?:บาท|฿|\.-)?\s?(?:เหลือ|ลด)|ลดเหลือ",
    r"(?:เคลียร์|ล้าง|โละ|โล๊ะ)\s?(?:สต|โกดัง)[^\s]*|(?<![a-z])(?:best\s*seller|hot\s*item)(?![a-z])|ขายดี(?:อันดับ|ที่สุด|มาก|สุดๆ?)?",
)
_PART: Final = r"(?:เอว|พุง|ต้นขา|ต้นแขน|หน้าท้อง|สะโพก|น่อง|ขา|แขน|หน้า|ตัว)"
_FIRST: Final = r"\s?(?:1(?!\d)|หนึ่ง)"
_COUNT: Final = r"(?:\d+|ไม่กี่|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ[ก-๙]{0,4}?)"
_TIME: Final = rf"\s?(?:ภาย)?ใน\s?{_COUNT}\s?(?:วัน|คืน|สัปดาห์|อาทิตย์|เดือน|ชั่วโมง|นาที)"
_ILLS: Final = (
    r"(?:โรค|สิว|ฝ้า|มะเร็ง|เบาหวาน|ความดัน|แผล|กลาก|ผด|ผื่น|ภูมิแพ้|ริดสีดวง|เส้นเลือด|ออฟฟิศซิน|เหน็บชา|มือชา|เท้าชา|นอนกรน|นอนไม่หลับ|"
    r"ปวด|เมื่อย|อักเสบ|บวม|ไมเกรน|รองช้ำ|ตะคริว|สะเก็ดเงิน|กรดไหลย้อน|ข้อเข่า|กระดูก|คัน(?!ที่))"
)
_CLAIMS: Final = (
    r"(?<!ขาย)(?<![แโ])(?:ดี|สวย|นุ่ม|ทน|ถูก|เย็น|คุ้ม|ปลอดภัย|เยี่ยม|เลิศ|ปัง|หรู|แข็งแรง)(?:ที่สุด|สุดใน|สุดโลก)(?:โลก|ไทย|ประเทศ|ตลาด)?|สุดใน(?:โลก|ไทย|ประเทศ|ตลาด|ปฐพี|ย่าน|โบ๊เบ๊|แอ[ปพ])",
    rf"อันดับ{_FIRST}|(?:ร้าน|ขายดี|ยอดขาย|แบรนด์|เจ้า|คุณภาพ|นิยม|ครอง|เป็น|ฮิต|ตัวจริง)\s?เบอร์{_FIRST}|เบอร์{_FIRST}\s?(?:ของ|ใน)?\s?(?:ไทย|ประเทศ|โลก|ตลาด|โบ๊เบ๊|เรื่อง|ด้าน|วงการ)|เบอร์หนึ่ง(?!ถึง)",
    (
        r"(?<!แบบ)(?<!ลาย)(?<!สี)(?<!รูป)(?<!แบบ )(?<!ลาย )(?<!สี )"
        r"(?<![a-z])(?:no\.?|number)\s*(?:1(?!\d)|one)(?!\s*[,/-]?\s*(?:no|ถึง))"
    ),
    rf"(?:ที่|#){_FIRST}\s?(?:ใน|ของ)(?:โลก|ไทย|ประเทศ|ตลาด|โบ๊เบ๊)",
    r"(?:หนึ่ง|เจ้า|ร้าน|ที่|แห่ง)(?:เดียว|แรก)(?:ใน|ของ)(?:โลก|ไทย|ประเทศ|ตลาด|โบ๊เบ๊)|ไม่มี(?:ใคร|ที่ไหน|ที่ใด|ร้านไหน|ร้านใด|เจ้าไหน)\s?(?:เทียบ|สู้|ดีกว่า|ดีเท่า|ถูกกว่า|ถูกเท่า)",
    r"(?:(?<![ก-๙])|(?:ของ|สินค้า|งาน|แบรนด์|การันตี|รับประกัน|รับรอง)(?:ว่า)?\s?)แท้\s?(?:100\s?%|ร้อยเปอร์|ล้าน\s?(?:%|เปอร์)|แน่นอน)",
    r"(?:การันตี|รับประกัน|รับรอง)\s?(?:ผล|ความพอใจ|คุณภาพ|เห็น|หาย|ได้ผล)?\s?(?:100\s?%|ร้อยเปอร์|ล้าน\s?%)|(?:รับประกัน|การันตี|รับรอง)(?:ว่า)?(?:เห็น|ได้)?(?:ผล|หาย)",
    rf"(?:รักษา|แก้|หาย(?:จาก)?|คลาย|ลด|ป้องกัน|กำจัด|กัน)\s?(?:อาการ|การ)?{_ILLS}[^\s]*|รักษา\s?(?:อาการ|เชื้อ|ข้อ|เข่า|หลัง|หาย|ผิว)|บรรเทา|หายขาด|ช่วยให้หลับ",
    r"ช่วยรักษา(?!ทรง|สี|รูป|ความ|อุณห|สภาพ|ระดับ|สิ่ง|โลก)|รักษาได้(?!ดี|ทรง|ง่าย|นาน)|(?:แพทย์|หมอ|เภสัชกร)(?:ผิวหนัง)?(?:แนะนำ|รับรอง|เลือก)|รับรอง(?:จาก|โดย)(?:แพทย์|หมอ)",
    r"(?:ฆ่า|ต้าน|ยับยั้ง|ป้องกัน|กำจัด|กัน)\s?(?:เชื้อ|แบคทีเรีย|ไวรัส|โรค|โควิด|มะเร็ง)[^\s]*",
    r"ลด(?:น้ำหนัก(?!ผ้า|กระเป๋า|พัสดุ)|ความอ้วน|อ้วน|พุง|หน้าท้อง|ต้นขา|ต้นแขน|ไขมัน|ริ้วรอย|เซลลูไลท์|สัดส่วน|รอยดำ)|ลด\s?\d+\s?(?:กิโล(?!เมตร)|กก|kg)",
    rf"สลาย\s?(?:ไขมัน|พุง|หน้าท้อง|เซลลูไล|ส่วนเกิน|ฝ้า|แคล|เซลล์)|(?:เบิร์น|เผาผลาญ)(?:ไขมัน|แคล|พุง)?|ดีท็อก|ลด(?!ราคา)[ก-๙]{{1,10}}\s?(?:\d+\s?(?:นิ้ว|ซม\.?))?{_TIME}",
    r"(?<!ดู)ผอม(?:ใน|ลง|ทันที|ไว)|(?<!ดู)ขาว(?:ขึ้น(?!ลาย)|ไว)|ปรับฮอร์โมน|เพิ่ม(?:ขนาด)?หน้าอก|อกฟู|(?<!พื้น)(?<!ส้น)(?<!หนา)เพิ่ม(?:ความ|ส่วน)สูง(?!\s?\d)",
    rf"(?<!สี)(?:ขาว|ผอม|กระจ่าง|สวยใส|หน้าใส|ผิวใส|หาย|สูงขึ้น|หน้าเด็ก)(?:ใส|ไว|ขึ้น|เนียน|ลง|ปวด)?{_TIME}|(?:ใส่|ใช้|ทา|นอน)แล้ว(?:ผอม|ขาว|หาย(?!ร้อน|ห่วง|กังวล|หนาว|เหนื่อย))",
    rf"(?<!ดู){_PART}(?:เล็กลง|ยุบ|เรียวลง)(?:ไป|ถึง|ได้|ทันที|\s)*(?:\d|ถาวร|ทันที|{_TIME})|พุงยุบ|(?:ขึ้น|เพิ่ม|ฟู)\s?\d\s?คัพ|อก(?:ใหญ่|อึ๋ม)ขึ้น",
    rf"(?<!ดู)(?:ใหญ่|เล็ก|สูง|เรียว|กระชับ)(?:ขึ้น|ลง)[^\n\d]{{0,12}}(?:\d+\s?(?:นิ้ว|ซม\.?|คัพ|กิโล|โล))?{_TIME}",
    r"(?:เสริม|เพิ่ม|สร้าง)ภูมิ(?:คุ้มกัน|ต้านทาน)?(?![ก-ฮ])|(?:ขับ|ล้าง)(?:สาร)?พิษ|บำบัด\s?(?:อาการ|โรค|ความ)|ชะลอวัย",
    r"(?:ดี|ถูก|สวย|นุ่ม|คุ้ม|ทน)กว่า(?:ใคร|ทุก(?:ร้าน|เจ้า|ที่|แบรนด์)|(?:ที่|ร้าน|เจ้า)ไหน)|(?<![a-z])top\s?(?:1(?!\d)|one)(?![a-z])|แชมป์ยอดขาย",
    r"ไหลเวียน(?:ของ)?(?:เลือด|โลหิต)|เลือด(?:ลม)?(?:ไหลเวียน|เดินดี)|กระตุ้น(?:การ)?(?:ไหลเวียน|เลือด|ระบบ|เผาผลาญ)|ปรับสมดุล(?:เลือด|ร่างกาย|ฮอร์โมน|ธาตุ)",
    r"(?:ทำให้|ใส่แล้ว|ใช้แล้ว)(?:รวย|ถูกหวย|หายป่วย)|ถูกหวย|เห็นผล(?:ใน|ทันที|จริง|ไว)|ไม่มีผลข้างเคียง",
    r"(?:ปลอดภัย|ได้ผล|เห็นผล|กันน้ำ|กันยูวี|กันยุง|กัน\s?uv|ไม่ยับ|ไม่หด)[^\s\d]{0,12}\s?100\s?%",
    r"(?:รับประกัน|ใช้ได้|ใช้งานได้|ใส่ได้|ทน)ตลอด(?:ชีพ|ชีวิต|กาล|การใช้งาน)|ไม่มีวัน(?!หยุด|ปิด|ไหน)[ก-๙]{2,}|ขาดยินดีคืนเงิน",
    r"(?<![a-z])(?:(?:the|world'?s|thailand'?s)\s+best|best\s+(?:in|quality|of)|cures?|heals?|slimming|weight\s?loss|whitening|100\s?%\s?(?:effective|safe|waterproof|authentic|original)|(?:authentic|original)\s?100\s?%)(?![a-z])",
)
_FORGERIES: Final = (
    r"(?<![a-z])(?:mirror(?!\s?(?:work|ball|print))|copy|replica|fake|hiend|hi-end|top\s*mirror)(?![a-z])|มิล?เ?ล[่้]?อร์|ก[๊็]อป(?!แก|ๆ)(?:ปี้|เกรด|แท้|งาน|เกาหลี)?",
    r"(?:งาน|เกรด)\s?(?:เทียบ|ก[๊็]อป|ปลอม|มิลเลอร์|เหมือนแท้)|ปั[๊้]?มแบรนด์|งานปั[๊้]?ม(?=$|\s)|เหมือน(?:ของ)?แท้|เทียบ(?:เท่า)?(?:ของ)?(?:แท้|เคาน์เตอร์|แบรนด์|ห้าง)|ของปลอม|แบรนด์เทียบ",
    r"(?:สินค้า|ของ|งาน|แบรนด์)\s?(?:ลอก)?เลียนแบบ|(?:ลอก|เลียน)แบบแบรนด์|เกรด\s?a{3,}(?![a-z])|งานไฮเอนด์|(?:เหมือน|เทียบ|ชน)\s?(?:แบบ|งาน|(?:ออก|ซื้อ|หยิบ|มา)?จาก|ใน)?ช[้็๊]?อ[้็๊]?[ปบ](?!ช่าง|วิศ|ปิ้ง|ปี)|(?:ป้าย|แท็[กค]|โลโก้|กล่อง|ถุง)แบรนด์(?:ครบ|ดัง|เนม)|เกรด\s?(?:ออริ|ori)|(?:งาน|ของ)\s?ออริ(?!จิ)|หลุด\s?(?:qc|คิวซี|ช[้็]อ[ปบ])|แยกไม่(?:ออก|ได้)\s?(?:จาก|กับ|ว่า)?\s?(?:ของ)?(?:แท้|ปลอม)|(?:งาน|เกรด|inspired|เหมือน|แท้)\S{0,8}\s?1\s?:\s?1(?![\d:])",
)
_UNSELLABLE: Final = (
    r"(?:ขาย|ซอง)บุหรี่|บุหรี่ไฟฟ้า|พอต\s?(?:ไฟฟ้า|ใช้แล้วทิ้ง)|กัญชา|(?:ใบ|น้ำ)กระท่อม|ยาเสพ(?:ย์)?ติด|ยาบ้า|หวยออนไลน์|พนันออนไลน์|สล็อตออนไลน์|คาสิโน",
    r"อาวุธปืน|ปืนเถื่อน|ลูกกระสุน|วัตถุระเบิด|งาช้างแท้|หนังเสือแท้|เงินกู้|ปล่อยกู้",
)
_APP: Final = r"แอ[๊็]?[ปพ]+(?:พลิเคชั่?น)?\s?(?:สี)?\s?"
"""Platforms are called by the colour of their sign."""
_IN: Final = r"(?<!กางเกง)(?<!ซับ)(?<!ชั้น)ใน"
_THERE: Final = rf"(?:{_IN}|จาก|บน|ผ่าน|เว็?บ|แอ[ปพ]|(?:ซื้อ|สั่ง|หา|ขาย|มี|กด|ดู|เจอ)(?:ได้)?(?:ที่|ทาง))\s?(?:เว็?บ|แอ[ปพ])?\s?"
"""Before a name that is a colour, a river or a number as well: it is a place to buy."""
_AS_WELL: Final = r"\s?(?:ก็(?:มี|ขาย)|มีขาย|ขาย(?!า|ส่ง|ปลีก|ยก|ดี)|ถูกกว่า|แพงกว่า)"
_PRICED: Final = (
    r"(?:[\d,.]*\d|\s?(?:บ\.|\.-|,-|[-–=→>/]|บาท|฿|เหลือ|ลด|เป็น|ถึง|"
    r"ตัว|ชิ้น|คู่|ใบ|ผืน|แพ็?[คก]|ชุด|เส้น|แบบ|ลาย|อัน|กล่อง))"
)
"""After a number that says how much."""
_OTHER_SHOPS: Final = {
    "TikTok": rf"(?<![a-z])(?:tik\s?tok|tt\s?shop)(?![a-z])|ติ[๊ก]*[กค]?\s?ต[๊็อ]+[กค](?!\s?แ[ตป])|{_APP}(?:ดำ|[🖤⚫])",
    "Shopee": (
        r"(?<![a-z])[s$5]h?ho?p+(?:ee*|ie|y|ii)(?![a-z])|"
        rf"โ?(?!ชอบปี)ช(?=[่็้๊อ])[่็้๊]?อ?[่็้๊]?[ปบ]{{1,2}}ี[่้๊]?|{_APP}(?:ส้ม|[🍊🟠🧡])"
    ),
    "Lazada": (
        r"(?<![a-z])(?:la[zs]+ada|lazmall|lzd|laz)(?![a-z])|ลา[ซส][่้]?า?ด[่้]?า|ลาซด|(?<![ก-๙])ลาซ(?![ก-๙])|"
        rf"(?:ใน|ที่|ทาง|จาก|บน|โค้ด)\s?ลาซ[่้]?า?(?![า่้นญ])|{_APP}(?:น้ำเงิน|ฟ้า|[💙🔵])"
    ),
    "Facebook": (
        r"(?<![a-z])(?:face\s?book|fb)(?![a-z])|เฟ[ซส]บุ๊?[คก]|เพจเฟ[ซส]|"
        rf"(?:ใน|ทาง|ที่|ไลฟ์|ตาม)\s?{FACEBOOK}(?!นี้|ใหม่)"
    ),
    "Instagram": (
        r"(?<![a-z])insta(?:gram)?(?![a-z])|อินสตร?า(?:แ?กรม)?|"
        r"(?<!ลาย)(?<!ลาย )(?<!สไตล์)(?<!สไตล์ )(?<!แนว )(?<![a-z])i[.·]?g(?![a-z])|ไอจี"
    ),
    "YouTube": r"(?<![a-z])youtube(?![a-z])|ยูทู[บป]",
    "LINE": r"(?<![a-z])line\s?(?:shopping|myshop|voom)(?![a-z])|ไลน์\s?(?:ช[็้๊]?อ[็้๊]?ปปิ้ง|มายช|วูม)",
    "": (
        r"(?<![a-z])(?:temu|shein|taobao|tmall|ali(?:baba|express)|kaidee|nocnoc|ebay|pinduoduo|amazon\.com)(?![a-z])|"
        r"ชีอิน(?![ก-ฮ])|เถาเป่า|อาลีบาบา|เทมู(?![ก-ฮ])|"
        rf"{_THERE}(?:amazon(?![a-z])|อเมซอน|อะเมซอน|แอมะซอน)|(?<!คาเฟ่)(?<!cafe )(?:amazon|อเมซอน|อะเมซอน){_AS_WELL}|"
        rf"(?:{_IN}|จาก|บน|ผ่าน|เว็?บ|แอ[ปพ]|(?:ซื้อ|สั่ง|หา|ขาย)(?:ที่|ทาง)|งาน|สินค้า|พรี(?:ออเดอร์)?|ของ|โกดัง)\s?1688(?!{_PRICED})|"
        rf"(?<!รุ่น )(?<!รหัส )(?<![\d.,-])1688{_AS_WELL}(?!\s?\d)"
    ),
}
_BRANDS: Final = (
    r"(?<![a-z])(?:nike|adidas|gucci|louis\s*vuitton|chanel|dior|herm[eè]s|balenciaga|supreme|uniqlo|zara|puma|"
    r"converse|new\s*balance|under\s*armour|north\s*face|levi'?s|lacoste|crocs|prada|fila|champion|disney|sanrio)(?![a-z])|"
    r"ไนกี้|อ[าะ]ดิดาส|กุชชี่|หลุยส์\s?วิตตอง|กระเป๋าหลุยส์|ดิออร์|แอร์เมส|ยูนิโคล่|คอนเวิร์ส|นิวบาลานซ์|ลีวายส์|ปราด้า"
)
_SYMBOLS: Final = re.compile(
    r"[★☆✨✅❤♥⭐❗❕‼♡♦◆●■▶►→➜✔✓~*#|^_=<>{}\[\]\\!]|\?{2,}|[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\ufe0f\u200d]"
)

_ONE: Final = rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|{EMOJI})"
"""One emoji; two letters make a flag."""
_ORNAMENTS: Final = re.compile(rf"[★☆✨✅❤♥⭐❗❕‼♡♦◆●■▶►→➜✔✓]|[~*!=_]{{2,}}|{_ONE}")
_SHOUTING: Final = re.compile(
    rf"(?:{_ONE}\s?){{6,}}|(?P<one>{_ONE})(?:\s?(?P=one)){{2,}}|[!?]{{4,}}|(?P<mark>[~*=#♥★☆])(?P=mark){{4,}}"
)


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_PROMOTION, _CLAIM, _FORGERY = _compiled(*_PROMOTIONS), _compiled(*_CLAIMS), _compiled(*_FORGERIES)
_FORBIDDEN, _BRAND = _compiled(*_UNSELLABLE), _compiled(_BRANDS)
_SHOPS: Final = {name: _compiled(pattern) for name, pattern in _OTHER_SHOPS.items()}


def _found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[start:end].strip() for start, end in folded(text).found(pattern)))


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


def find_symbols(text: str) -> tuple[str, ...]:
    """Return the ornaments that a title may not have; punctuation that says something is none."""
    return tuple(dict.fromkeys(match.group() for match in _ORNAMENTS.finditer(text)))


def find_shouting(text: str) -> tuple[str, ...]:
    """Return marks and emoji said again and again: "🔥🔥🔥🔥", "!!!!"."""
    return tuple(dict.fromkeys(match.group() for match in _SHOUTING.finditer(text)))


def find_other_shops(text: str, own: str) -> tuple[str, ...]:
    """Return names of platforms other than ``own``, a platform's title."""
    names = (pattern for name, pattern in _SHOPS.items() if not name or name.casefold() not in own.casefold())
    return tuple(found for pattern in names for found in _found(pattern, text))


def without_promotions(text: str) -> str:
    """Leave promotion words and symbols out of one line."""
    while spans := tuple(folded(text).found(_PROMOTION)):  # what is left may be one again: "hot sale"
        for start, end in reversed(spans):
            text = f"{text[:start]} {text[end:]}"
    return " ".join(_SYMBOLS.sub(" ", text).split()).strip(" -–·,/:;.")
