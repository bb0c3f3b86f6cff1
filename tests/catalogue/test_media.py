"""Footage and reviews of a product: kept with it, in the copies too, and found by what customers said."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.catalogue.conftest import SHIRT, photo
from vendor_app.catalogue import notation
from vendor_app.catalogue.catalogue import Catalogue, ProductNotFound
from vendor_app.catalogue.records import Change, PriceMark, Product, Review
from vendor_app.catalogue.sheet_intake import take_in_sheet
from vendor_app.catalogue.sheets import write_sheet
from vendor_app.catalogue.sidecars import SideCars
from vendor_app.catalogue.tidy import MOST_REVIEWS, ProductRefused
from vendor_app.errors import VendorError
from vendor_app.video.footage import Footage

NAN = Review(text="ผ้านุ่มมาก ใส่สบาย", who="คุณแนน", photo=photo(1).id)


def footage(number: int) -> Footage:
    """Return footage that is in no store."""
    return Footage(
        id=f"{number:064x}", suffix=".mp4", width=1080, height=1920, frames=300, has_sound=True, name="ก.mp4"
    )


def test_footage_and_reviews_come_back_as_they_went_in(catalogue: Catalogue, tmp_path: Path) -> None:
    stored = catalogue.add(replace(SHIRT, footage=(footage(2), footage(1)), reviews=(NAN, Review(text="ส่งไว"))))
    assert stored.footage_ids == (footage(2).id, footage(1).id)
    assert stored.reviews == (NAN, Review(text="ส่งไว"))
    catalogue.close()
    again = Catalogue.open(tmp_path / "shop")
    assert again.product("TS-1") == stored
    again.close()


def test_footage_is_put_behind_each_once_and_taken_away(catalogue: Catalogue, changes: list[Change]) -> None:
    catalogue.add(SHIRT)
    catalogue.add_footage("TS-1", [footage(3), footage(1), footage(3)])
    product = catalogue.add_footage("TS-1", [footage(1), footage(2)])
    assert product.footage == (footage(3), footage(1), footage(2))
    assert catalogue.remove_footage("TS-1", [footage(1).id, "nobody"]).footage == (footage(3), footage(2))
    assert catalogue.remove_footage("TS-1", []).footage == (footage(3), footage(2))
    assert [len(change.edited) for change in changes] == [0, 1, 1, 1]
    with pytest.raises(ProductNotFound):
        catalogue.add_footage("X-9", [footage(1)])


def test_an_old_copy_takes_no_new_footage_away_and_brings_no_photo_back(catalogue: Catalogue) -> None:
    in_the_editor = catalogue.add(replace(SHIRT, footage=(footage(1),)))
    catalogue.add_footage("TS-1", [footage(2)])
    saved = catalogue.save(replace(in_the_editor, photos=(photo(1),), name="ใหม่"))
    assert (saved.footage, saved.photos) == ((footage(1), footage(2)), (photo(1),))
    assert catalogue.save(replace(saved, footage=(footage(2),))).footage == (footage(2),)


def test_reviews_are_put_in_order(catalogue: Catalogue) -> None:
    typed = (
        Review(text="  ผ้า\nนุ่ม  มาก ", who=" คุณแนน\t"),
        Review(text="ผ้า นุ่ม มาก", who="คุณแนน"),
        Review(text="สวย", photo=photo(9).id),
    )
    stored = catalogue.add(replace(SHIRT, reviews=typed))
    assert stored.reviews == (Review(text="ผ้า นุ่ม มาก", who="คุณแนน"), Review(text="สวย"))
    without = catalogue.save(replace(stored, reviews=(NAN,), photos=(photo(2),)))
    assert without.reviews == (replace(NAN, photo=None),)


@pytest.mark.parametrize(
    "reviews",
    [
        (Review(text=" ", who="คุณแนน"),),
        (Review(text="ก" * 501),),
        (Review(text="ก", who="ข" * 61),),
        tuple(Review(text=str(number)) for number in range(MOST_REVIEWS + 1)),
    ],
)
def test_a_review_that_cannot_be_stored_is_named(catalogue: Catalogue, reviews: tuple[Review, ...]) -> None:
    with pytest.raises(ProductRefused) as refused:
        catalogue.add(replace(SHIRT, reviews=reviews))
    assert refused.value.field == "reviews"
    assert "รีวิว" in str(refused.value) or "ชื่อลูกค้า" in str(refused.value)


def test_a_product_is_found_by_what_a_customer_said(catalogue: Catalogue) -> None:
    catalogue.add(replace(SHIRT, reviews=(NAN,)))
    catalogue.add(Product(name="ถุงเท้า"))
    assert [product.sku for product in catalogue.products("แนน นุ่มมาก")] == ["TS-1"]


@pytest.mark.parametrize("text", ["", " | ", "|คุณแนน", "ก|ข|ค"])
def test_what_is_no_review_is_a_sentence(text: str) -> None:
    with pytest.raises(VendorError, match="ไม่ใช่รีวิว"):
        notation.parse_review(text)


def test_a_review_keeps_its_photo_through_a_sheet(catalogue: Catalogue, tmp_path: Path) -> None:
    odd = Review(text="ดีมาก | 10/10; ซื้ออีก", who="พี่ต่าย: สำเพ็ง")
    stored = catalogue.add(replace(SHIRT, reviews=(odd, NAN)))
    write_sheet([stored], tmp_path / "a.xlsx")
    intake = take_in_sheet(catalogue, tmp_path / "a.xlsx")
    assert (intake.changed, intake.rejected) == ((), ())
    assert catalogue.product("TS-1") == stored


def test_nothing_in_a_copy_leads_out_of_the_shop(catalogue: Catalogue, tmp_path: Path) -> None:
    good, marks = footage(1), (PriceMark(price=-5, since="2020-01-01T00:00:00+07:00"), PriceMark(price=9, since="?"))
    wrong = (replace(good, id="../../etc/passwd"), replace(good, suffix=".exe"), replace(good, frames=0))
    stored = catalogue.add(SHIRT)
    side_cars = SideCars(tmp_path / "shop" / "products")
    side_cars.write(replace(stored, footage=(good, *wrong), price_history=marks))
    read = side_cars.read("TS-1")
    assert read.footage == (good,)
    assert read.price_history[0] == PriceMark(price=None, since="2019-12-31T17:00:00.000000+00:00")
    assert read.price_history[-1].price == SHIRT.price
    assert read.old_price is None
