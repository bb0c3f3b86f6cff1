"""Many products in one go: which can become a clip, and what the report says of all."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from vendor_app import language
from vendor_app.batch import Batch, Outcome, length, report_json, report_text, sort_out, summary, why_not
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo

PHOTO = Photo(id="a" * 64, suffix=".jpg", width=900, height=1200)
WHOLE = Product(sku="A", name="เสื้อ", price=19900, photos=(PHOTO,))
MADE = Outcome(sku="A", name="เสื้อยืด", template="new-arrival", file="clips/A/a.mp4", seconds=18.2)
NOT_MADE = Outcome(sku="B", name="กางเกง", reason="ยังไม่มีรูป")
NIGHT = Batch(
    id="1",
    template="new-arrival",
    began="2026-11-22T14:00:00+00:00",
    ended="2026-11-22T21:25:00+00:00",
    outcomes=(MADE, NOT_MADE),
)


@pytest.mark.parametrize(
    ("product", "template", "reason"),
    [
        (WHOLE, "", ""),
        (WHOLE, "new-arrival", ""),
        (Product(sku="A", name="เสื้อ", price=19900), "", "ยังไม่มีรูป"),
        (Product(sku="A", name="เสื้อ", photos=(PHOTO,)), "", "ยังไม่ได้ใส่ราคา"),
        (Product(sku="A", name="เสื้อ"), "", "ยังไม่มีรูป ยังไม่ได้ใส่ราคา"),
        (Product(sku="A", name="เสื้อ", price=1, photos=(PHOTO,), trashed="2026-11-22"), "", "อยู่ในถังขยะ"),
    ],
)
def test_what_cannot_become_a_clip_says_why(product: Product, template: str, reason: str) -> None:
    assert why_not(product, template) == reason


def test_a_style_that_wants_more_says_what() -> None:
    assert "คำบอกเล่า" in why_not(WHOLE, "review")


def test_products_are_sorted_in_their_order() -> None:
    bare = Product(sku="B", name="กางเกง")
    found = sort_out([bare, WHOLE], "new-arrival", 15)
    assert found.ready == (WHOLE,)
    assert [(one.sku, one.is_made) for one in found.not_ready] == [("B", False)]


def test_a_length_no_clip_can_have_is_refused() -> None:
    with pytest.raises(VendorError, match="59"):
        sort_out([WHOLE], "new-arrival", 59)


def test_the_report_says_what_was_made_where_and_what_not_and_why() -> None:
    text = report_text(NIGHT, "มาใหม่", Path("/ร้าน"))
    for words in ("22 พ.ย. 2569", "มาใหม่", "/ร้าน", "7 ชม. 25 นาที", "กางเกง (B)", "ยังไม่มีรูป", "clips/A/a.mp4", "18 วินาที"):
        assert words in text
    assert text.index("กางเกง (B)") < text.index("เสื้อยืด (A)"), "what is to be mended comes first"


def test_the_report_for_programs_holds_the_same() -> None:
    report = report_json(NIGHT)
    assert report["seconds"] == 26_700
    assert report["made"] == [{"sku": "A", "template": "new-arrival", "clip": "clips/A/a.mp4", "render_seconds": 18.2}]
    assert report["not_made"] == [{"sku": "B", "reason": "ยังไม่มีรูป"}]


def test_what_is_said_later_of_a_product_counts() -> None:
    again = NIGHT.with_outcome(Outcome(sku="B", name="กางเกง", file="clips/B/b.mp4"))
    assert (len(again.made), again.not_made) == (2, ())
    assert summary(again).startswith("ทำครบ 2 คลิป")


TAKEN_OUT = Outcome(sku="C", name="หมวก", reason="ยกเลิกเอง", is_taken_out=True)


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ((TAKEN_OUT,), "เอาออกจากคิวทั้ง 1 คลิป"),
        ((MADE, TAKEN_OUT), "ทำเสร็จ 1 คลิป เอาออกจากคิว 1 คลิป ใช้เวลา 7 ชม. 25 นาที"),
        ((MADE, NOT_MADE, TAKEN_OUT), "ทำเสร็จ 1 คลิป เอาออกจากคิว 1 คลิป ทำไม่ได้ 1 รายการ ใช้เวลา 7 ชม. 25 นาที"),
        ((NOT_MADE, TAKEN_OUT), "ทำเสร็จ 0 คลิป เอาออกจากคิว 1 คลิป ทำไม่ได้ 1 รายการ ใช้เวลา 7 ชม. 25 นาที"),
    ],
)
def test_what_the_vendor_took_out_is_no_failure(outcomes: tuple[Outcome, ...], words: str) -> None:
    batch = replace(NIGHT, outcomes=outcomes)
    assert summary(batch) == words
    text = report_text(batch, "มาใหม่", Path("/ร้าน"))
    assert ("ทำไม่ได้" in text) == (NOT_MADE in outcomes)
    assert text.index("เอาออกจากคิว\n") < text.index("หมวก (C)")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 วินาที"), (8.4, "8 วินาที"), (64, "1 นาที"), (95, "2 นาที"), (3600, "60 นาที"), (12_000, "3 ชม. 20 นาที")],
)
def test_time_is_told_as_people_do(seconds: float, words: str) -> None:
    assert length(seconds) == words


def test_the_report_is_in_the_language_of_the_window() -> None:
    language.use("en")
    assert "Not made" in report_text(NIGHT, "New", Path("/shop"))
