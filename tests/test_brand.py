"""Colours and logo of a shop: kept in shop.toml, in keys that older programs pass over."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.conftest import PhotoMaker
from vendor_app.errors import VendorError
from vendor_app.shop import SHOP_FILE, Shop


class OldShopFile(msgspec.Struct):
    """What the first release looks for."""

    format: int
    id: str
    name: str


def test_a_new_shop_has_only_its_name(shop: Shop) -> None:
    brand = shop.brand
    assert (brand.shop_name, brand.colour, brand.accent, brand.logo) == (shop.name, None, None, None)
    assert "colour" not in (shop.folder / SHOP_FILE).read_text(encoding="utf-8")


def test_the_brand_is_kept_and_older_programs_open_the_shop(tmp_path: Path, make_photo: PhotoMaker) -> None:
    with Shop.create(tmp_path / "ร้าน", "ป้าแดง") as shop:
        logo = shop.photos.add(make_photo("โลโก้.png"))
        shop.set_brand(colour=" #0B6E4F", accent="#ffcc00", logo=logo)
        brand = shop.brand
        assert (brand.colour, brand.accent, brand.logo) == ("#0b6e4f", "#ffcc00", logo)
        shop.rename("ป้าดำ")
    with Shop.open(tmp_path / "ร้าน") as shop:
        assert shop.brand == replace(brand, shop_name="ป้าดำ")
        content = (shop.folder / SHOP_FILE).read_bytes()
        assert msgspec.toml.decode(content, type=OldShopFile).name == "ป้าดำ"
        shop.set_brand(colour=None, accent=None, logo=None)
        assert shop.brand.logo is shop.brand.colour is None


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", ""])
def test_what_is_no_colour_is_refused(shop: Shop, colour: str) -> None:
    with pytest.raises(VendorError, match="ไม่ใช่รหัสสี"):
        shop.set_brand(colour="#123456", accent=colour, logo=None)
    assert shop.brand.colour is None


def test_a_logo_that_is_not_in_the_store_is_refused(shop: Shop, make_photo: PhotoMaker) -> None:
    logo = shop.photos.add(make_photo())
    with pytest.raises(VendorError, match="โลโก้"):
        shop.set_brand(colour=None, accent=None, logo=replace(logo, id="0" * 64))


def test_a_brand_that_others_spoilt_keeps_no_shop_shut(tmp_path: Path) -> None:
    with Shop.create(tmp_path / "ร้าน", "ป้าแดง"):
        pass
    file = tmp_path / "ร้าน" / SHOP_FILE
    logo = '\n[logo]\nid = "../../etc"\nsuffix = ".png"\nwidth = 9\nheight = 9\n'
    file.write_text(
        file.read_text(encoding="utf-8") + 'colour = "url(x)"\naccent = "#ffcc00"\n' + logo, encoding="utf-8"
    )
    with Shop.open(tmp_path / "ร้าน") as shop:
        assert (shop.brand.colour, shop.brand.accent, shop.brand.logo) == (None, "#ffcc00", None)
