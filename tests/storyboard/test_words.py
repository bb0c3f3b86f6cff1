"""What a clip says about a product."""

import pytest

from tests.storyboard.samples import dress
from vendor_app import language
from vendor_app.storyboard.model import SAFE, Lettering, TextLine
from vendor_app.storyboard.words import facts, fill, product_words, tier_words


def _lettering(*lines: TextLine) -> Lettering:
    return Lettering(role="note", box=SAFE, lines=lines)


@pytest.mark.parametrize(
    ("change", "word", "said"),
    [
        ({}, "price", "฿350"),
        ({"price": 123456750}, "price", "฿1,234,567.50"),
        ({}, "shipping", "ค่าส่ง ฿40"),
        ({"shipping": 0}, "shipping", "ส่งฟรี"),
        ({"shipping": None}, "shipping", ""),
        ({}, "mixed", "คละสีคละไซส์ได้"),
        ({"tiers": ()}, "mixed", ""),
        ({"unit": " "}, "unit", "ชิ้น"),
        ({}, "lead_label", "ส่ง"),
        ({}, "lead_condition", "6 ตัวขึ้นไป"),
        ({"unit": ""}, "retail_note", "ปลีก ฿350 / ชิ้น"),
        ({}, "lead_price", "฿240"),
        ({}, "retail_note", "ปลีก ฿350 / ตัว"),
        ({"tiers": ()}, "lead_label", ""),
        ({"tiers": ()}, "lead_price", "฿350"),
    ],
)
def test_words_of_a_product(change: dict[str, object], word: str, said: str) -> None:
    assert product_words(dress(**change), "ร้านเจ๊หมวย")[word] == said


def test_a_tier_says_how_many_and_how_much_each() -> None:
    product = dress(unit="โหล")
    words = tier_words(product.tiers[1], product)
    assert words["tier_sentence"] == "ยกโหล 12 โหลขึ้นไป โหลละ ฿220"


def test_a_clip_speaks_thai_in_an_english_window() -> None:
    language.use("en")
    assert product_words(dress(), "ร้าน")["shipping"] == "ค่าส่ง ฿40"
    assert facts(dress(), ("fabric",)) == (("เนื้อผ้า", "ผ้าฝ้าย 100%"),)


def test_facts_come_in_the_order_wanted_without_the_unknown() -> None:
    product = dress(variants=())
    assert facts(product, ("size_range", "colours", "eco", "fabric")) == (
        ("ขนาด", "อก 36–44 นิ้ว"),
        ("ใส่ใจโลก", "ผ้าฝ้ายธรรมชาติ"),
        ("เนื้อผ้า", "ผ้าฝ้าย 100%"),
    )


def test_a_line_without_its_word_goes_and_the_last_takes_the_lettering_along() -> None:
    both = _lettering(TextLine(text="{name}", size=50), TextLine(text="สี {colour}", size=50))
    one = fill(both, {"name": "เดรส", "colour": ""}, {})
    assert one is not None
    assert [line.text for line in one.lines] == ["เดรส"]
    assert fill(both, {"name": "", "colour": ""}, {}) is None


def test_a_line_about_tiers_is_said_of_each() -> None:
    pattern = _lettering(TextLine(text="{tier_label}", value="{tier_price}", size=50))
    product = dress()
    filled = fill(pattern, {}, {"tier_": tuple(tier_words(tier, product) for tier in product.tiers)})
    assert filled is not None
    assert [(line.text, line.value) for line in filled.lines] == [("ส่ง", "฿240"), ("ยกโหล", "฿220")]


@pytest.mark.parametrize("name", ["{price}", "{", "{0}", "100% {name} {shop}", "{tier_price}"])
def test_a_name_with_braces_is_no_pattern(name: str) -> None:
    words = product_words(dress(name=name), "ร้าน")
    filled = fill(_lettering(TextLine(text="{name}", size=50)), words, {})
    assert filled is not None
    assert filled.lines[0].text == name
