"""What a clip says about a product."""

import pytest

from tests.storyboard.samples import dress
from vendor_app import language
from vendor_app.catalogue.records import PriceMark, Review, Variant
from vendor_app.storyboard.model import SAFE, Lettering, TextLine
from vendor_app.storyboard.words import (
    counted,
    facts,
    fill,
    product_words,
    question,
    review_words,
    tables,
    tier_words,
)

_NOW = PriceMark(price=35000, since="2026-06-01T00:00:00+00:00")


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
        ({"tiers": dress().tiers[::-1]}, "lead_label", "ส่ง"),
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


def test_a_lowered_price_says_by_how_much() -> None:
    said = product_words(dress(), "ร้าน")
    assert (said["old_price"], said["saving"], said["saving_share"]) == ("฿450", "ถูกลง ฿100", "-22%")
    assert said["sale"] == "ลดวันนี้"


@pytest.mark.parametrize("history", [(), (PriceMark(price=20000, since="2026-01-01T00:00:00+00:00"), _NOW)])
def test_without_a_higher_former_price_nothing_is_said_to_be_reduced(history: tuple[PriceMark, ...]) -> None:
    said = product_words(dress(price_history=history), "ร้าน")
    assert (said["old_price"], said["saving"], said["saving_share"], said["sale"]) == ("", "", "", "")
    assert said["today"] == "ราคาวันนี้"


def test_a_saving_of_less_than_one_per_cent_is_no_share() -> None:
    old = (PriceMark(price=35100, since="2026-01-01T00:00:00+00:00"), _NOW)
    said = product_words(dress(price_history=old), "ร้าน")
    assert (said["saving"], said["saving_share"]) == ("ถูกลง ฿1", "")


def test_a_customer_is_quoted_word_for_word_and_named() -> None:
    assert review_words(Review(text=" ดีมาก ", who="คุณแนน")) == {"quote": "ดีมาก", "who": "คุณแนน"}
    assert review_words(Review(text="ดี"))["who"] == "ลูกค้าของเรา"


def _stock(*variants: tuple[str, str]) -> list[tuple[str, str]]:
    product = dress(variants=tuple(Variant(color=color, size=size) for color, size in variants))
    return [(row["stock_size"], row["stock_colours"]) for row in tables(product)["stock_"]]


def test_each_size_says_which_colours_it_comes_in() -> None:
    assert _stock(("ขาว", "S"), ("ดำ", "S"), ("ดำ", "M")) == [("S", "ครบทุกสี"), ("M", "ดำ")]


def test_colours_too_long_for_a_table_are_counted() -> None:
    long = [("สีเขียวขี้ม้าเข้ม", "M"), ("สีน้ำตาลช็อกโกแลต", "M"), ("ดำ", "L")]
    assert _stock(*long) == [("M", "2 สี"), ("L", "ดำ")]


def test_of_many_sizes_those_with_the_same_colours_share_a_row() -> None:
    sizes = ("XS", "S", "M", "L", "XL", "2XL", "3XL")
    assert _stock(*(("ดำ", size) for size in sizes)) == [(" · ".join(sizes), "")]
    assert len(_stock(*(("ดำ", size) for size in sizes[:6]))) == 6


def test_the_first_question_that_can_be_asked_is_asked() -> None:
    patterns = ("หา{category}อยู่ใช่ไหม", "เห็นตัวนี้หรือยัง")
    assert question(patterns, {"category": "เดรส"}) == "หาเดรสอยู่ใช่ไหม"
    assert question(patterns, {"category": ""}) == "เห็นตัวนี้หรือยัง"


def test_one_alone_is_not_counted() -> None:
    assert counted(1, 1) == {"number": "", "count": "", "in_all": ""}
    assert counted(2, 8) == {"number": "2", "count": "8", "in_all": "8 แบบ"}
