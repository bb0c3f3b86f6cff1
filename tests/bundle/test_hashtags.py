"""Hashtags from category, fabric, place and season: whole, once, the vendor's own first."""

import datetime
import re

import pytest
from msgspec.structs import replace

from tests.bundle.conftest import DRESS
from vendor_app.bundle.hashtags import hashtags, in_text, suggested, with_tag, without, without_tag
from vendor_app.catalogue.records import Facts, Product
from vendor_app.thai.text import MARKS


def day(month: int) -> datetime.date:
    """Return a day of a month."""
    return datetime.date(2026, month, 15)


def test_place_and_season_come_after_what_it_is() -> None:
    tags = suggested(DRESS, shop_name="ร้านป้าแดง โบ๊เบ๊", day=day(4))
    assert tags == ("#เดรส", "#เดรสแขนตุ๊กตา", "#โบ๊เบ๊", "#หน้าร้อน", "#ผ้าฝ้าย", "#ขายส่ง")
    assert suggested(DRESS) == hashtags(DRESS, contacts=False)


@pytest.mark.parametrize(
    ("name", "month", "tag"),
    [
        ("เสื้อลายดอก", 4, "#สงกรานต์"),
        ("เสื้อลายดอก", 11, None),
        ("เสื้อพละ ชุดนักเรียน", 5, "#เปิดเทอม"),
        ("เสื้อกันหนาว", 12, "#หน้าหนาว"),
        ("เสื้อกันหนาว", 6, None),
        ("เสื้อกันฝน", 8, "#หน้าฝน"),
        ("เดรสสายเดี่ยว", 3, "#หน้าร้อน"),
        ("กางเกงยีนส์", 4, None),
    ],
)
def test_a_season_is_named_for_what_is_bought_in_it(name: str, month: int, tag: str | None) -> None:
    seasons = {"#สงกรานต์", "#เปิดเทอม", "#หน้าหนาว", "#หน้าฝน", "#หน้าร้อน"}
    found = seasons.intersection(suggested(Product(name=name), day=day(month)))
    assert found == ({tag} if tag else set())


def test_the_vendors_own_stay_first() -> None:
    own = replace(DRESS, description="ผ้านุ่ม #น้ำ #ญี่ปุ่น", facts=Facts(eco=("ถุงใช้ซ้ำ",)))
    assert suggested(own, shop_name="โบ๊เบ๊")[:5] == ("#น้ำ", "#ญี่ปุ่น", "#เดรส", "#เดรสแขนตุ๊กตา", "#โบ๊เบ๊")


def test_marks_are_kept_and_no_tag_comes_twice() -> None:
    product = Product(name="ผู้ใหญ่ ผู้ใหญ่", category="ผู้ใหญ่", facts=Facts(fabric="ฝ้าย 100%", eco=("เสื้อผ้า มือสอง",)))
    tags = suggested(product)
    assert tags == ("#ผู้ใหญ่", "#ฝ้าย", "#เสื้อผ้ามือสอง")
    assert all(re.fullmatch(rf"#[\w{MARKS}]+", tag) for tag in tags)


def test_no_telephone_number_becomes_a_hashtag() -> None:
    assert suggested(Product(name="0812345678", category="@bobae_shop")) == ()


def test_hashtags_are_found_whole_and_taken_out() -> None:
    assert in_text("ผ้านุ่ม #เสื้อผ้า#x a#b #กำไร") == ("#เสื้อผ้า", "#กำไร")
    assert without("ผ้านุ่ม #กำไร").strip() == "ผ้านุ่ม"


@pytest.mark.parametrize(
    ("text", "tag", "with_it"),
    [
        ("เดรส", "#เดรส", "เดรส\n\n#เดรส"),
        ("เดรส\n\n#ผ้าฝ้าย", "#เดรส", "เดรส\n\n#ผ้าฝ้าย #เดรส"),
        ("เดรส #ผ้าฝ้าย", "#เดรส", "เดรส #ผ้าฝ้าย\n\n#เดรส"),
        ("", "#เดรส", "#เดรส"),
        ("#เดรส", "#เดรส", "#เดรส"),
        ("#เดรสน้ำ", "#เดรส", "#เดรสน้ำ #เดรส"),
    ],
)
def test_a_hashtag_is_put_in_and_taken_out_whole(text: str, tag: str, with_it: str) -> None:
    assert with_tag(text, tag) == with_it
    assert tag in in_text(with_it)
    assert tag not in in_text(without_tag(with_it, tag))
    assert set(in_text(text)) - {tag} == set(in_text(without_tag(with_it, tag)))


def test_only_the_hashtag_itself_goes() -> None:
    text = "เดรส #เดรส\n\n#เดรสน้ำ #เดรส #ผ้า"
    assert without_tag(text, "#เดรส") == "เดรส\n\n#เดรสน้ำ #ผ้า"
