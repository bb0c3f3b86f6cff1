"""What leads a buyer out of the app or hides a price is found, and nothing else is."""

import pytest

from vendor_app.bundle import phrases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("สนใจโทร 081-234-5678 ค่ะ", "081-234-5678"),
        ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘", "๐๘๑ ๒๓๔ ๕๖๗๘"),
        ("+66812345678", "+66812345678"),
        ("ร้าน 02 123 4567", "02 123 4567"),
        ("ติดต่อ @bobae_shop", "@bobae_shop"),
        ("LINE ID: bobae", "LINE ID: bobae"),
        ("ไอดีไลน์ bobae99", "ไอดีไลน์ bobae99"),
        ("ไลน์:bobae", "ไลน์:bobae"),
        ("เฟซบุ๊ก: bobae.shop", "เฟซบุ๊ก: bobae.shop"),
        ("แอดไลน์มาเลย", "แอดไลน์มาเลย"),
        ("https://shop.example/a?b", "https://shop.example/a?b"),
        ("ดูที่ bobae.co.th/new", "bobae.co.th/new"),
        ("lin.ee/AbC", "lin.ee/AbC"),
        ("mail me@example.com", "me@example.com"),
    ],
)
def test_a_way_out_of_the_app_is_found(text: str, found: str) -> None:
    assert phrases.find_contacts(text) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "เดรสทรงเอไลน์ free size",
        "A-line dress 2026",
        "ขายส่งออนไลน์ 24 ชั่วโมง",
        "อก 36-44 ยาว 28-30 นิ้ว",
        "ราคา 1,200-1,500 บาท",
        "ลายเส้น 2 เส้น หนา 0.5 มม.",
        "รหัส 8850123456789",
        "ล็อต 20261122",
        "ผ้าคอตตอน 100% เกรด A",
        "ชุด 3 ตัว 100.-",
    ],
)
def test_ordinary_words_of_cloth_are_no_contacts(text: str) -> None:
    assert phrases.find_contacts(text) == ()
    assert phrases.find_hidden_prices(text) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ผ้าฝ้ายใส่สบาย สนใจโทร 081-234-5678 หรือไลน์ @bobae ส่งทุกวัน", "ผ้าฝ้ายใส่สบาย ส่งทุกวัน"),
        ("ซักเครื่องได้ ดูที่ www.a.example", "ซักเครื่องได้"),
        ("โทร 0812345678\nผ้านุ่ม", "ผ้านุ่ม"),
        ("ผ้านุ่ม เบอร์แม่ค้า 0812345678 ส่งทุกวัน", "ผ้านุ่ม ส่งทุกวัน"),
        ("ผ้านุ่ม\nทักมาได้ที่เบอร์แม่ค้า 081-234-5678 นะคะ", "ผ้านุ่ม"),
        ("ผ้านุ่ม www . bobae . com", "ผ้านุ่ม"),
        ("ดูสินค้าที่ www . bobae.com ซักเครื่องได้", "ซักเครื่องได้"),
        ("http : // bobae . com ซักเครื่องได้", "ซักเครื่องได้"),
        ("เว็บ www. bobae .com", ""),
        ("ผ้านุ่ม 📞 0812345678 (คุณนก) ไม่ยับ", "ผ้านุ่ม ไม่ยับ"),
        ("เบอร์โทรแม่ค้า: 0812345678 คุณภาพดี", "คุณภาพดี"),
        ("ไลน์ไอดีร้าน @bobae ส่งไว", "ส่งไว"),
        ("ติดตามได้ที่เพจน้องนก", ""),
        ("ผ้านุ่มมากโทร 0812345678", "ผ้านุ่มมาก"),
        ("มี 3 สี คุยนอกแอป ส่งไว", "มี 3 สี ส่งไว"),
        ("ซื้อนอกแอปลดให้อีก 20 บาท", ""),
        ("0812345678 ผ้านุ่ม 0898765432 หรือไลน์ @bobae", "ผ้านุ่ม"),
        ("ผ้านุ่ม", "ผ้านุ่ม"),
    ],
)
def test_a_contact_goes_with_its_invitation(text: str, left: str) -> None:
    assert phrases.without_contacts(text) == left


@pytest.mark.parametrize(
    "text", ["สอบถามราคาทางแชท", "ราคาส่งทักแชทได้เลย", "inbox ราคา", "ถามราคาได้ค่ะ", "ราคา DM", "เช็คราคาหลังไมค์"]
)
def test_a_hidden_price_is_found_and_left_out(text: str) -> None:
    assert phrases.find_hidden_prices(text)
    assert phrases.without_hidden_prices(f"ผ้านุ่ม {text} ส่งไว") == "ผ้านุ่ม ส่งไว"


@pytest.mark.parametrize("text", ["ราคา 199 สอบถามสีได้", "ราคาเดียวทุกไซส์", "สอบถามสีและไซส์ได้", "ทักแชทได้ตลอด"])
def test_a_shown_price_is_not_hidden(text: str) -> None:
    assert phrases.find_hidden_prices(text) == ()


@pytest.mark.parametrize(
    ("text", "arabic"),
    [("ราคา ๑๙๙ บาท", "ราคา 199 บาท"), ("๑,๒๐๐.-", "1,200.-"), ("฿๙๙", "฿99"), ("รุ่น ๒๕๖๙", "รุ่น ๒๕๖๙")],
)
def test_prices_in_thai_digits_are_found_and_written_in_arabic_ones(text: str, arabic: str) -> None:
    assert bool(phrases.find_thai_digit_prices(text)) is (arabic != text)
    assert phrases.with_arabic_prices(text) == arabic
