"""The practice shop: made once, finished when it was cut off, and never made over what a vendor changed."""

from pathlib import Path

import msgspec
import pytest

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress
from vendor_app.shop import Shop
from vendor_app.workshop.practice import make_practice_shop, practice_products, shown_product

ONE = tuple(entry for entry in practice_products() if entry.sku == "BG-0001")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice") / "shop"
    make_practice_shop(folder, products=ONE).close()
    return folder


def test_a_product_comes_with_its_facts_and_pictures(made: Path) -> None:
    with Shop.open(made) as shop:
        product = shop.catalogue.product("BG-0001")
        assert product.unit == "ใบ"
        assert product.price == 7900
        assert product.colors == ("ผ้าดิบ", "ดำ")
        assert 4 <= len(product.photos) <= 6
        assert {(photo.width, photo.height) for photo in product.photos} == {(3024, 4032)}
        assert all(shop.photos.path(photo).stat().st_size > 500_000 for photo in product.photos)


def test_its_pictures_stand_in_the_shot_list(made: Path) -> None:
    with Shop.open(made) as shop:
        product = shown_product(shop)
    shots = {photo.shot: photo.name for photo in product.photos if photo.shot}
    assert {"front", "detail"} <= set(shots)
    assert all(name.endswith(f"-{shot}.jpg") for shot, name in shots.items())


def test_made_again_it_keeps_what_the_vendor_changed(made: Path) -> None:
    with Shop.open(made) as shop:
        product = shop.catalogue.product("BG-0001")
        shop.catalogue.save(msgspec.structs.replace(product, price=8900))
    with make_practice_shop(made, products=ONE) as shop:
        again = shop.catalogue.product("BG-0001")
    assert again.price == 8900
    assert again.photos == product.photos


def test_stopped_in_the_middle_it_can_be_finished(tmp_path: Path) -> None:
    def stop_soon() -> bool:
        return reports > 2

    reports = 0

    def report(done: float, note: str) -> None:
        nonlocal reports
        reports += 1

    with pytest.raises(Cancelled):
        make_practice_shop(tmp_path / "shop", Progress(report, stop_soon), products=ONE)
    with make_practice_shop(tmp_path / "shop", products=ONE) as shop:
        assert len(shop.catalogue.product("BG-0001").photos) >= 4


def test_a_vendors_own_shop_is_left_alone(shop: Shop) -> None:
    shop.catalogue.add(Product(name="เสื้อของร้านจริง"))
    folder = shop.folder
    shop.close()
    with pytest.raises(VendorError, match="เป็นร้านจริง"):
        make_practice_shop(folder, products=ONE)
    with Shop.open(folder) as again:
        assert [product.name for product in again.catalogue.products()] == ["เสื้อของร้านจริง"]


def test_a_practice_shop_all_in_the_trash_says_so(made: Path) -> None:
    with Shop.open(made) as shop:
        assert shown_product(shop).sku == "BG-0001"
        shop.catalogue.trash(["BG-0001"])
        with pytest.raises(VendorError, match="ไม่เหลือสินค้า"):
            shown_product(shop)
        shop.catalogue.restore(["BG-0001"])
