"""Captions that break a rule, each of which is caught, and honest ones of a market, none of which may be."""

from typing import get_args

import pytest
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app.bundle import wording
from vendor_app.bundle.caption import Caption, caption
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.platforms import Platform, Tone
from vendor_app.workshop.practice import as_product, practice_products

WORDS = (
    "price_digits", "price_not_hidden", "contacts", "forbidden_goods", "imitations", "brands", "claims",
    "other_platforms",
)  # fmt: skip
BREAKERS = {
    "contacts": [
        "สนใจโทร 081-234-5678",
        "โทร ๐๘๑๒๓๔๕๖๗๘",
        "โทร 0 8 1 2 3 4 5 6 7 8",
        "โทร. 08-1234-5678 ค่ะ",
        "+66 81 234 5678",
        "เบอร์ O81-2345678",
        "0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
        "โทร ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปด",
        "โทร ０８１２３４５６７８",
        "แอดไลน์ @bobae",
        "ไลน์ไอดี bobae99",
        "Line id : bobae_shop",
        "LINE:bobaeshop",
        "ไอดีไลน์: ป้าแดง",
        "ทักไลน์ได้เลยค่ะ",
        "สั่งทางไลน์ได้นะ",
        "Line OA ของร้าน",
        "สั่งที่ www.bobae.com",
        "ดูแบบอื่นที่ bobae.co.th",
        "https://line.me/ti/p/~bobae",
        "lin.ee/abc",
        "m.me/bobae",
        "ig: bobae.shop",
        "ไอจี bobae.shop ค่ะ",
        "ทักเฟซได้เลย",
        "เพจเฟซบุ๊ก: ร้านป้าแดง",
        "WhatsApp 812345678",
        "อีเมล padaeng@gmail.com",
        "พร้อมเพย์ 081-234-5678",
        "tel 02-123-4567",
        "ไอดีไลน์ bobaeshop",
        "ไลน์ร้าน : bobae123",
        "t.me/padaeng",
        "โทร 081.234.5678",
    ],
    "price_not_hidden": [
        "สอบถามราคาได้",
        "สนใจทักแชทถามราคา",
        "ราคาทักแชท",
        "ราคา inbox",
        "inbox ถามราคา",
        "ราคาส่งทักมาเลย",
        "ราคาดีมากทักแชทนะคะ",
        "ขอราคาทางแชทได้ค่ะ",
        "เช็คราคาในแชท",
        "ราคาหลังไมค์",
        "ราคา dm",
        "ทักมาถามราคาได้เลย",
        "ราคาเท่าไหร่ทักมา",
        "ราคา ib",
        "ราคาคุยกันหลังไมค์",
        "pm ราคา",
    ],
    "price_digits": ["เดรส ๑๙๙ บาท", "ราคา ๒๕๐", "฿๙๙", "๑๐๐.-"],
    "forbidden_goods": ["แถมบุหรี่ไฟฟ้า", "เสื้อลายกัญชา", "พนันออนไลน์"],
    "imitations": [
        "กระเป๋างาน Mirror",
        "งานมิลเลอร์เกรดดี",
        "เสื้อ copy แบรนด์",
        "เหมือนแท้ทุกจุด",
        "เทียบแท้ 1:1",
        "งานก๊อปเกรด A",
        "งานเทียบ",
        "ก็อปเกาหลี",
        "ปั๊มแบรนด์",
    ],
    "brands": ["เสื้อ Nike", "รองเท้าอาดิดาส", "กระเป๋า GUCCI", "กางเกงลีวายส์"],
    "claims": [
        "ผ้าดีที่สุดในโลก",
        "นุ่มที่สุดในไทย",
        "ร้านอันดับ 1",
        "ขายดีเบอร์ 1 ของตลาด",
        "ใส่แล้วผอมทันที",
        "ช่วยลดน้ำหนัก",
        "รักษาโรคผิวหนัง",
        "แก้ปวดหลัง",
        "บรรเทาอาการปวด",
        "ยับยั้งแบคทีเรีย",
        "กันเชื้อโควิดได้",
        "กันน้ำ 100%",
        "รับประกันตลอดชีพ",
        "เห็นผลใน 7 วัน",
        "ไม่มีวันซีด",
        "ลดความอ้วน",
        "ขาวใสใน 3 วัน",
        "กันยุง 100%",
        "หายปวดเข่า",
        "ที่ 1 ในประเทศ",
    ],
    "other_platforms": [
        "ถูกกว่าใน Shopee",
        "มีในลาซาด้าด้วย",
        "ช้อปปี้ก็มี",
        "ตามที่ Facebook ได้",
        "ดูใน Instagram",
        "ดูใน IG",
        "มีใน YouTube",
    ],
}
HONEST = [
    "เดรสผ้าโปร่งใส่สบาย ดูแลรักษาง่าย ซักเครื่องได้",
    "เสื้อคอกลมผ้าคอตตอน 100% ไม่หด ไม่ย้วย",
    "ใส่แล้วดูเพรียว พรางต้นขา เอวลดหลั่น",
    "ราคา 199 บาท สอบถามสีและไซส์ได้ทางแชท",
    "ราคาส่ง 120 บาท 12 ตัวขึ้นไป คละสีคละไซส์ได้ ทักแชทสั่งได้เลย",
    "ส่งทุกวัน ตัดรอบบ่ายสอง ของถึงภายใน 3 วัน",
    "ขายส่งออนไลน์ รับไปขายต่อได้",
    "ทรงเอไลน์ ยาว 42 นิ้ว อก 36-44",
    "A-line dress free size",
    "ผ้าลาคอสต์เนื้อนุ่ม ระบายอากาศดี",
    "กางเกงช้างใส่สบาย ผ้าไม่ร้อน ลายไม่ซ้ำ",
    "เสื้อกันหนาวไหมพรมตัวหนา อุ่นกำลังดี",
    "รหัสสินค้า 8850123456789",
    "อก 36 เอว 30 สะโพก 38 ยาว 45",
    "1 แพ็กมี 3 คู่ คละสี ราคา 100 บาท",
    "ผ้ากันแดดได้ดี ใส่ขี่รถสบาย",
    "แม่ค้ามารับที่ร้านได้ ล็อก A12 ชั้น 1",
    "ตรวจงานทุกตัวก่อนส่ง ไม่พอใจคืนได้ใน 7 วัน",
    "ตัวนี้ขายดี แม่ค้ากลับมาซื้อซ้ำ",
    "กระเป๋าหนังแท้ ทนทาน ใช้ได้นาน",
    "โปรดซักมือ ห้ามอบแห้ง",
    "สีกรมท่า สีน้ำตาล สีครีม พร้อมส่ง",
    "ผ้าซับเหงื่อดี แห้งไว ไม่อับ",
    "ซื้อ 6 ตัวได้ราคาส่ง ลดเหลือตัวละ 240 บาท",
    "ถ่ายจากสินค้าจริง สีอาจต่างจากจอเล็กน้อย",
    "ผ้ายืดเส้นด้ายเบอร์ 32 เนื้อแน่น",
    "รุ่นนี้มี 10 สี เลือกเบอร์สีได้ตามภาพ",
    "สอบถามเพิ่มเติมได้ในแชท ตอบไว",
    "เย็บตะเข็บคู่ กระดุมสองเม็ด",
    "ลายดอกคอปก ใส่เที่ยวสงกรานต์",
    "พอดีตัว ใส่ทำงานได้ทุกวัน",
    "กางเกงวอร์มมีซิป เก็บมือถือได้",
    "สีเบอร์ 1 ถึงเบอร์ 9 เลือกได้ ด้ายเบอร์ 1",
    "ลายกระท่อมกลางนา กลิ่นบุหรี่ไม่ติดผ้า",
    "ถุงช้อปปิ้งผ้าแคนวาส พับได้",
    "ผ้าม่านลายหลุยส์",
    "ไซส์เด็ก 0 2 4 6 8 10 12 14 16",
    "ยาว 08 12 16 นิ้ว",
    "สองสี สามไซส์ ห้าแบบ",
    "ไลน์สินค้าใหม่ประจำเดือน",
    "เสื้อโปโลปักลายม้า ผ้าจุติ ไม่ต้องรีด",
    "ผ้าถุงสำเร็จรูป เอวยางยืด ใส่ได้ถึง 40 นิ้ว",
    "ชุดนอนผ้าซาติน เย็นสบาย ไม่ร้อน",
    "ถุงเท้าข้อสั้น 12 คู่ 100 บาท คละสี",
    "เสื้อเด็กลายการ์ตูน อายุ 2-10 ปี",
    "กางเกงขาสั้นเอวสูง กระเป๋าลึกใส่มือถือได้",
    "ค่าส่งเริ่มต้น 40 บาท รวมส่งได้หลายตัว",
    "ส่งฟรีเมื่อซื้อครบ 6 ตัวในตะกร้า",
    "ซื้อครบโหลคละแบบได้ ราคา 1,200 บาท",
    "ของหมดแล้วหมดเลย มี 24 ตัวสุดท้าย",
    "หมวกปีกกว้างกันแดด พับเก็บได้",
    "ผ้าทอมือจากเชียงใหม่ สีธรรมชาติ",
    "ผ้าลินินผสมคอตตอน 55/45 ซักมือดีกว่า",
    "พร้อมส่งทุกสี ยกเว้นสีดำรอ 7 วัน",
    "เสื้อลายสก็อต กระดุมหน้า มีปกเชิ้ต",
    "อกเสื้อ 40-42-44-46 ยาว 28-29-30-31",
    "เสื้อกล้ามสีพื้น 10 ตัวแพ็ค ตัวละ 35 บาท",
    "รองเท้าแตะพื้นนุ่ม ไซส์ 36-41 ราคา 89 บาท",
    "กระเป๋าผ้าดิบ ขนาด 14x16 นิ้ว สกรีนโลโก้ได้",
    "ชุดนักเรียนตราสมอ ปกบัว ผ้าไม่บาง",
    "ใส่วันสงกรานต์ ใส่เที่ยวทะเล ใส่อยู่บ้าน",
    "สีจริงเข้มกว่าในรูปนิดหน่อยนะคะ",
    "เปิดร้าน 08.00-17.00 น. ตึกใหม่ ชั้น 2",
    "แก้เอว แก้ขา รับปรับไซส์หน้าร้าน",
    "ผ้าหนา 180 แกรม ไม่บางจนเห็นเสื้อใน",
    "ผ้าคูลแม็กซ์ ระบายเหงื่อ ใส่ออกกำลังกาย",
    "ลดโลกร้อนด้วยผ้าค้างสต๊อก ตัดใหม่ทุกตัว",
    "เอวลด 2 นิ้วได้ด้วยยางยืดด้านหลัง",
    "ผ้ามุ้งกันยุงเนื้อโปร่ง big size มีถึง 5XL",
    "ใบเสร็จออกให้ได้ ที่ 1 ตัวก็ส่ง",
]


def asking(platform: Platform) -> Platform:
    """Return a platform that asks about every word."""
    return replace(platform, checks=dict.fromkeys(WORDS, "fail"))


def said(text: str, platform: Platform) -> dict[str, str]:
    """Return the level of each check of words for a caption that a vendor typed."""
    words = Caption(text=f"{text}\nราคา ฿350 / ตัว", hashtags=(), shortened=False)
    name = text if "๑" in text or "฿๙" in text or "๒" in text else DRESS.name
    subject = Subject(product=replace(DRESS, name=name), platform=asking(platform), caption=words)
    return {result.name: result.level for result in run_checks(subject)}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BREAKERS.items() for text in texts])
def test_what_breaks_a_rule_is_caught(tiktok: Platform, name: str, text: str) -> None:
    assert said(text, tiktok)[name] == "fail"


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_text_passes(tiktok: Platform, text: str) -> None:
    assert [name for name, level in said(text, tiktok).items() if level != "pass"] == []


@pytest.mark.parametrize("tone", get_args(Tone))
def test_what_the_program_writes_about_honest_goods_passes(tiktok: Platform, tone: Tone) -> None:
    for product in map(as_product, practice_products()):
        words = caption(product, tiktok, tone)
        results = run_checks(Subject(product=product, platform=asking(tiktok), caption=words))
        assert [(product.name, result.message) for result in results if result.level != "pass"] == []


@pytest.mark.parametrize(
    "title",
    [
        "รองเท้าพื้นนุ่มลดแรงกระแทก",
        "เสื้อผ้าโปร่งแขนยาว",
        "ผ้ากันเปื้อนล้างสะอาดง่าย",
        "กางเกงขายส่ง wholesale",
        "เดรสเอวลดหลั่น โปรดซักมือ",
        "เสื้อยืดโปรตีนไหม",
        "ชุดนอนผ้าซาตินส่งทั่วไทย",
        "เสื้อลายโปรไฟล์แมว",
    ],
)
def test_an_honest_title_is_no_promotion(title: str) -> None:
    assert wording.find_promotions(title) == ()
    assert wording.without_promotions(title) == title


@pytest.mark.parametrize(
    "title",
    [
        "เดรสลดราคา",
        "เสื้อลด 50%",
        "เสื้อ ลดสูงสุด ๕๐ บาท",
        "กางเกง 50% off",
        "Flash Sale เสื้อยืด",
        "เสื้อโปรแรง",
        "เสื้อโปรโมชั่นวันนี้",
        "ซื้อ 1 แถม 1 ถุงเท้า",
        "หมวกส่งฟรี",
        "กระเป๋าฟรีค่าส่ง",
        "เดรสราคาพิเศษ",
        "เสื้อถูกที่สุด",
        "ล้างสต๊อกกางเกง",
        "เสื้อลดแรงวันนี้",
        "เสื้อยืด best seller",
        "เดรสเก็บโค้ดลดเพิ่ม",
    ],
)
def test_promotion_in_a_title_is_found_and_left_out(title: str) -> None:
    assert wording.find_promotions(title)
    assert wording.find_promotions(wording.without_promotions(title)) == ()
