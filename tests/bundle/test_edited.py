"""Texts that the vendor typed stay, for one product and one platform, and are checked like the program's."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from vendor_app.bundle.edited import Words, edited_words, keep_words
from vendor_app.bundle.platforms import platform
from vendor_app.bundle.write import Material, write_folder
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
