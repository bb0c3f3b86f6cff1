"""The text of a post: all that the law wants, within what the platform takes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app.bundle.caption import caption
from vendor_app.bundle.measure import length
from vendor_app.bundle.platforms import Platform, platform
from vendor_app.catalogue.records import Facts, PriceTier, Product, Variant
from vendor_app.thai.text import MARKS


def test_a_caption_says_everything_a_buyer_asks(tiktok: Platform) -> None:
    assert caption(DRESS, tiktok).text == (
        "เดรสแขนตุ๊กตา ผ้าฝ้าย สีเขียวมะกอก\n"
        "ราคา ฿350 / ตัว\n"
        "ส่ง ฿240 / ตัว (6 ตัวขึ้นไป คละสีคละไซส์ได้)\n"
        "ค่าส่ง ฿40\n"
        "\n"
        "สี: เขียวมะกอก, ขาว\n"
        "ไซส์: M, L\n"
        "ขนาด: อก 36–44 นิ้ว\n"
        "เนื้อผ้า: ผ้าฝ้าย 100%\n"
        "\n"
        "ใส่สบายไม่ร้อน แขนตุ๊กตาพรางต้นแขน ซักเครื่องได้\n"
        "\n"
        "#เดรส #เดรสแขนตุ๊กตา #ผ้าฝ้าย #ขายส่ง"
    )


def test_little_is_enough(tiktok: Platform) -> None:
    assert caption(Product(name="หมวก", price=9900, unit="ใบ", shipping=0), tiktok).text == (
        "หมวก\nราคา ฿99 / ใบ\nส่งฟรี\n\n#หมวก"
    )


def test_a_product_without_a_price_has_none_in_its_caption(tiktok: Platform) -> None:
    assert "฿" not in caption(Product(name="หมวก"), tiktok).text


def test_the_vendors_own_hashtags_come_first_and_no_more_than_five_stay(tiktok: Platform) -> None:
    wordy = replace(DRESS, description="ผ้านุ่ม #โบ๊เบ๊ #เดรส ซักง่าย #ใต้ตึก #ญี่ปุ่น #กำไร #น้ำ", facts=Facts(eco=("ถุงใช้ซ้ำ",)))
    written = caption(wordy, tiktok)
    assert written.hashtags == ("#โบ๊เบ๊", "#เดรส", "#ใต้ตึก", "#ญี่ปุ่น", "#กำไร")
    assert written.text.endswith("ผ้านุ่ม ซักง่าย\n\n#โบ๊เบ๊ #เดรส #ใต้ตึก #ญี่ปุ่น #กำไร")
    assert written.text.count("#") == 5


def test_what_the_platform_and_the_law_forbid_stays_out(tiktok: Platform) -> None:
    written = caption(replace(DRESS, description="ผ้านุ่ม ราคาส่งทักแชท โทร 081-234-5678 เหลือ ๓ ตัว ๑๙๙ บาท"), tiktok)
    assert "\nผ้านุ่ม เหลือ 3 ตัว 199 บาท\n" in written.text
    assert not re.search("081|ทักแชท", written.text)


def test_a_platform_that_allows_contacts_keeps_them(tiktok: Platform) -> None:
    text = caption(replace(DRESS, description="โทร 081-234-5678"), replace(tiktok, contacts=True)).text
    assert "081-234-5678" in text


def test_a_long_description_is_cut_at_a_word_and_all_else_stays(tiktok: Platform) -> None:
    written = caption(replace(DRESS, description="ผ้าคอตตอนใส่สบายที่นี่ " * 300), tiktok)
    assert written.shortened
    assert 2_150 <= length(written.text, "utf16") <= 2_200
    assert re.search(r"(ผ้า|คอตตอน|ใส่|สบาย|ที่นี่)…\n\n#เดรส", written.text)
    assert "ค่าส่ง ฿40" in written.text


def test_a_name_of_five_hundred_letters_does_not_push_the_prices_out(tiktok: Platform) -> None:
    short = replace(tiktok, limits=replace(tiktok.limits, caption=replace(tiktok.limits.caption, most=300)))
    written = caption(replace(DRESS, name="เสื้อ" * 100), short)
    assert "ราคา ฿350 / ตัว\nส่ง ฿240 / ตัว (6 ตัวขึ้นไป คละสีคละไซส์ได้)\nค่าส่ง ฿40" in written.text
    assert length(written.text, "utf16") <= 300


@pytest.mark.parametrize("unit", ["utf16", "characters", "bytes"])
def test_the_limit_is_counted_in_the_platforms_unit(tiktok: Platform, unit: str) -> None:
    limit = replace(tiktok.limits.caption, unit=unit)
    wide = replace(tiktok, limits=replace(tiktok.limits, caption=limit))
    text = caption(replace(DRESS, description="ผ้านุ่มใส่สบาย 👕 " * 400), wide).text
    assert 2_100 <= length(text, limit.unit) <= 2_200


TEXTS = st.text(alphabet=st.sampled_from("กขเำ้ๆ aB1#@.0812👕\n"), max_size=400)


@given(
    product=st.builds(
        Product,
        name=TEXTS,
        category=TEXTS,
        description=TEXTS.map(lambda text: text * 8),
        price=st.none() | st.integers(1, 10**9),
        tiers=st.lists(st.builds(PriceTier, label=TEXTS, min_quantity=st.just(3), price=st.just(100)), max_size=20).map(
            tuple
        ),
        variants=st.lists(st.builds(Variant, color=TEXTS, size=TEXTS), max_size=20).map(tuple),
        facts=st.builds(Facts, fabric=TEXTS, size_range=TEXTS, eco=st.lists(TEXTS, max_size=5).map(tuple)),
    )
)
@settings(max_examples=60)
def test_no_product_gives_a_caption_that_is_too_long(product: Product) -> None:
    tiktok = platform("tiktok")
    written = caption(product, tiktok)
    assert length(written.text, "utf16") <= 2_200
    assert len(written.hashtags) <= 5
    assert all(re.fullmatch(rf"#[\w{MARKS}]+", tag) for tag in written.hashtags)
