"""Captions and listings in the tone that a vendor chooses: only what the facts bear out."""

import re
from typing import get_args

import pytest
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app.bundle import phrases, wording
from vendor_app.bundle.caption import caption
from vendor_app.bundle.listing import listing_text
from vendor_app.bundle.measure import length
from vendor_app.bundle.platforms import Platform, Tone
from vendor_app.catalogue.records import Facts, Product
from vendor_app.thai.text import normalise

EVERY_TONE = pytest.mark.parametrize("tone", get_args(Tone))
HAT = Product(sku="HA-0001", name="หมวกปีกกว้าง", price=9900, unit="ใบ", shipping=0)
PLAIN = {"description": "ผ้านุ่ม #โบ๊เบ๊ โทร 081-234-5678", "facts": Facts(fabric="ฝ้าย", eco=("ถุงใช้ซ้ำ",))}


def test_friends_are_spoken_to_as_friends(tiktok: Platform) -> None:
    assert caption(DRESS, tiktok, "casual").text == (
        "เดรสแขนตุ๊กตา ผ้าฝ้าย สีเขียวมะกอก\n"
        "เลือกได้ 2 สี 2 ไซส์ ถูกใจแบบไหนจัดเลย\n"
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
        "จะใส่เองหรือรับไปขายก็ได้ ซื้อเยอะมีราคาส่งนะ\n"
        "\n"
        "#เดรส #เดรสแขนตุ๊กตา #ผ้าฝ้าย #ขายส่ง"
    )


def test_who_buys_to_sell_reads_the_wholesale_price_first(tiktok: Platform) -> None:
    text = caption(DRESS, tiktok, "wholesale").text
    assert text.index("ส่ง ฿240 / ตัว") < text.index("ราคาปลีก ฿350 / ตัว") < text.index("ค่าส่ง ฿40")
    assert "ส่ง ฿240 / ตัว (6 ตัวขึ้นไป คละสีคละไซส์ได้)" in listing_text(DRESS, "wholesale")


def test_a_platform_may_have_a_tone_of_its_own(tiktok: Platform) -> None:
    formal = replace(tiktok, tone="polite")
    assert caption(DRESS, formal) == caption(DRESS, tiktok, "polite") != caption(DRESS, tiktok)
    assert caption(DRESS, formal, "casual") == caption(DRESS, tiktok, "casual")


@EVERY_TONE
@pytest.mark.parametrize("product", [DRESS, HAT, Product(name="ผ้า", unit=""), replace(DRESS, tiers=(), variants=())])
def test_no_tone_breaks_a_rule_or_promises_what_nobody_said(tiktok: Platform, tone: Tone, product: Product) -> None:
    added = {
        *caption(product, tiktok, tone).text.splitlines(),
        *listing_text(product, tone).splitlines(),
    } - {*caption(product, tiktok).text.splitlines(), *listing_text(product).splitlines()}
    for line in added:
        assert normalise(line) == line
        assert not phrases.find_hidden_prices(line) + phrases.find_contacts(line)
        assert not wording.find_claims(line) + wording.find_promotions(line)
        assert not re.search("ค่ะ|ครับ|คะ", line)
        assert "ราคาส่ง" not in line or product.tiers
        assert "พร้อมส่ง" not in line or product.stock
        assert not re.search(r"\b[01] (?:สี|ไซส์)", line)


def test_products_of_one_kind_do_not_all_read_alike(tiktok: Platform) -> None:
    texts = {caption(replace(DRESS, sku=f"DR-{n}"), tiktok, "casual").text for n in range(20)}
    assert len(texts) > 1
    assert caption(DRESS, tiktok, "casual") == caption(DRESS, tiktok, "casual")


@EVERY_TONE
def test_a_toned_caption_is_no_longer_than_the_platform_takes(tiktok: Platform, tone: Tone) -> None:
    for most in (40, 90, 200, 300):
        tight = replace(tiktok, limits=replace(tiktok.limits, caption=replace(tiktok.limits.caption, most=most)))
        assert length(caption(DRESS, tight, tone).text, "utf16") <= most


def test_hashtags_can_be_chosen(tiktok: Platform) -> None:
    chosen = ("#หนึ่ง", "#สอง", "#สาม", "#สี่", "#ห้า", "#หก")
    assert caption(DRESS, tiktok, tags=chosen).hashtags == chosen[:5]
    assert caption(DRESS, tiktok, tags=()).hashtags == ()


def test_a_listing_says_the_facts_and_leads_nobody_away() -> None:
    assert listing_text(replace(DRESS, **PLAIN, weight_grams=1250)) == (
        "ผ้านุ่ม\n\nเนื้อผ้า: ฝ้าย\nสี: เขียวมะกอก, ขาว\nไซส์: M, L\nน้ำหนัก: 1,250 กรัม\nใส่ใจโลก: ถุงใช้ซ้ำ"
    )
    assert listing_text(Product(name="ผ้า")) == ""


def test_a_long_description_leaves_room_for_the_facts() -> None:
    text = listing_text(replace(DRESS, description="ผ้านุ่มใส่สบาย " * 400), "polite", most=3_000)
    assert 2_800 <= len(text) <= 3_000
    assert "เนื้อผ้า: ผ้าฝ้าย 100%" in text
    assert text.endswith("ยินดีให้บริการทุกออร์เดอร์")


def test_a_hundred_colours_are_one_selling_point_and_fit() -> None:
    many = replace(DRESS, variants=tuple(replace(DRESS.variants[0], color=f"สีที่ {n}") for n in range(100)))
    assert max(map(len, listing_text(many).splitlines())) < 250
    assert len(listing_text(many, "casual", most=200)) <= 200
