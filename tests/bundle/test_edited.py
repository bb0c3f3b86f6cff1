"""Texts that the vendor typed stay, for one product and one platform, and are checked like the program's."""

import csv
import datetime
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from vendor_app.bundle.edited import Words, edited_words, keep_words, words_of
from vendor_app.bundle.platforms import platform
from vendor_app.bundle.texts import main_text
from vendor_app.bundle.titles import titles
from vendor_app.bundle.write import Material, write_folder
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.shop import Shop

OWN = Words(caption="เดรสตัวโปรดของร้าน\nราคา ฿350 / ตัว\nโทร 081-234-5678\n\n#เดรส #โบ๊เบ๊")


def test_words_are_kept_by_product_and_platform(shop: Shop) -> None:
    keep_words(shop, "a", "tiktok", OWN)
    keep_words(shop, "a", "shopee", Words(title="เดรส"))
    assert edited_words(shop, "a") == {"tiktok": OWN, "shopee": Words(title="เดรส")}
    assert edited_words(shop, "b") == {}
    keep_words(shop, "a", "tiktok", Words())
    assert edited_words(shop, "a") == {"shopee": Words(title="เดรส")}


def test_a_damaged_file_holds_none_and_a_full_disk_is_told(shop: Shop) -> None:
    keep_words(shop, "a", "tiktok", OWN)
    (shop.folder / "texts" / "a.json").write_bytes(b"[")
    assert edited_words(shop, "a") == {}
    (shop.folder / "texts" / "a.json").unlink()
    (shop.folder / "texts").rmdir()
    (shop.folder / "texts").write_text("in the way")
    with pytest.raises(VendorError):
        keep_words(shop, "a", "tiktok", OWN)


def test_a_bundle_holds_them_and_they_are_checked(material: Material, tmp_path: Path) -> None:
    own = replace(material, edited={"tiktok": OWN, "shopee": Words(title="อื่น")})
    levels = {check.name: check.level for check in write_folder(tmp_path / "b", own)}
    assert (tmp_path / "b" / "caption.txt").read_text(encoding="utf-8") == OWN.caption
    assert (levels["contacts"], levels["price_shown"], levels["hashtags"]) == ("fail", "pass", "pass")


def test_a_listing_of_ones_own(material: Material, tmp_path: Path) -> None:
    words = Words(title="เดรสผ้าฝ้ายแขนตุ๊กตาตัวโปรดของร้าน", description="ผ้านุ่ม " * 10)
    write_folder(tmp_path / "b", replace(material, platform=platform("shopee"), edited={"shopee": words}))
    assert (tmp_path / "b" / "title.txt").read_text(encoding="utf-8") == words.title
    assert (tmp_path / "b" / "description.txt").read_text(encoding="utf-8") == words.description
    rows = openpyxl.load_workbook(tmp_path / "b" / "listing.xlsx").active.iter_rows(values_only=True)
    heads, first = next(rows), next(rows)
    told = dict(zip(heads, first, strict=True))
    assert (told["ps_product_name"], told["ps_product_description"]) == (words.title, words.description)


def test_feeds_say_what_was_typed_for_their_platform(material: Material, tmp_path: Path) -> None:
    words = Words(title="เดรสแขนตุ๊กตา ตัวโปรดของร้าน", description="ผ้านุ่มใส่สบาย")
    write_folder(tmp_path / "b", replace(material, platform=platform("website"), edited={"website": words}))
    for name, title, text in (("google", "title", "description"), ("shopify", "Title", "Description")):
        with (tmp_path / "b" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            line = next(csv.DictReader(file, strict=True))
        assert (line[title], line[text]) == (words.title, words.description)


def test_a_typed_title_stays_and_no_other_takes_it() -> None:
    products = [Product(id=str(number), sku=f"A-{number}", name="เดรสแขนตุ๊กตา ผ้าฝ้ายใส่สบาย") for number in range(3)]
    made = titles(products, typed={"2": products[0].name})
    assert made[2] == products[0].name
    assert len(set(made)) == 3


def test_the_tone_and_the_hashtags_that_were_chosen_are_used(material: Material) -> None:
    tiktok, plain = platform("tiktok"), main_text(material.product, platform("tiktok"))
    polite = main_text(material.product, tiktok, Words(tone="polite", tags=("#เดรสผ้าฝ้าย", "#โบ๊เบ๊")))
    assert polite.hashtags == ("#เดรสผ้าฝ้าย", "#โบ๊เบ๊")
    assert polite.text != plain.text
    assert main_text(material.product, tiktok, Words(tags=())).hashtags == ()
    listing = platform("lazada")
    wholesale = main_text(material.product, listing, Words(tone="wholesale")).text
    assert wholesale != main_text(material.product, listing, Words(tone="casual")).text


def test_hashtags_of_the_place_and_the_season_come_into_the_bundle(material: Material, tmp_path: Path) -> None:
    at_songkran = replace(material, shop_name="ร้านป้าแดง โบ๊เบ๊", day=datetime.date(2027, 4, 1))
    write_folder(tmp_path / "b", at_songkran)
    last = (tmp_path / "b" / "caption.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert {"#โบ๊เบ๊", "#หน้าร้อน"} <= set(last.split())
    assert len(last.split()) <= (platform("tiktok").limits.hashtags.most or 0)


def test_only_products_about_which_something_was_decided_are_read(shop: Shop) -> None:
    keep_words(shop, "a", "tiktok", OWN)
    assert words_of(shop, [Product(id="a", name="ก"), Product(id="b", name="ข")]) == {"a": {"tiktok": OWN}}
