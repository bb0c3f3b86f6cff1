import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.catalogue.conftest import SHIRT, photo
from vendor_app.catalogue.catalogue import Catalogue, ProductNotFound
from vendor_app.catalogue.records import Change, ClipRecord, Product, Variant
from vendor_app.catalogue.tidy import ProductRefused
from vendor_app.errors import VendorError


def clip(file: str = "clips/TS-1/new-arrival.mp4", made: str = "2026-11-22T08:00:00+00:00") -> ClipRecord:
    return ClipRecord(file=file, template=Path(file).stem, frames=450, made=made, prices=(19900, -1))


def test_a_product_comes_back_as_it_went_in(catalogue: Catalogue) -> None:
    stored = catalogue.add(SHIRT)
    assert catalogue.product("TS-1") == catalogue.by_id(stored.id) == stored
    own = {"id": "", "created": "", "changed": "", "variants": SHIRT.variants, "price_history": ()}
    assert replace(stored, **own) == SHIRT
    assert [variant.sku for variant in stored.variants] == ["TS-1-WM", "TS-1-01", "TS-1-02"]


def test_a_product_is_the_same_after_closing(catalogue: Catalogue, tmp_path: Path) -> None:
    stored = catalogue.remember_clip(catalogue.add(SHIRT).sku, clip())
    catalogue.close()
    again = Catalogue.open(tmp_path / "shop")
    assert again.products() == (stored,)
    assert again.notes == ()
    again.close()


def test_a_product_needs_no_more_than_a_name(catalogue: Catalogue) -> None:
    stored = catalogue.add(Product(name="ถุงเท้า"))
    assert stored.sku == "P-0001"
    assert (stored.price, stored.shipping, stored.variants, stored.unit) == (None, None, (), "ตัว")


def test_skus_are_made_in_order_and_never_twice(catalogue: Catalogue) -> None:
    catalogue.add(Product(name="ก", sku="p-0041"))
    made = [catalogue.add(Product(name="ข", variants=(Variant(color="แดง"), Variant(color="ดำ")))) for _ in range(2)]
    assert [product.sku for product in made] == ["P-0042", "P-0043"]
    assert [variant.sku for variant in made[1].variants] == ["P-0043-01", "P-0043-02"]
    catalogue.trash(["P-0043"])
    assert catalogue.add(Product(name="ค")).sku == "P-0044"


@pytest.mark.parametrize(
    ("product", "field"),
    [
        (Product(name="ข", sku="TS-1"), "sku"),
        (Product(name="ข", sku="ts-1"), "sku"),
        (Product(name="ข", sku="TS-1-WM"), "sku"),
        (Product(name="ข", sku="B", variants=(Variant(sku="ts-1-wm"),)), "variants"),
        (Product(name="ข", sku="B", variants=(Variant(sku="TS-1"),)), "variants"),
        (Product(name="ข", sku="B", variants=(Variant(sku="b"),)), "variants"),
        (Product(name="ข", sku="B", variants=(Variant(sku="B-1", size="M"), Variant(sku="b-1", size="L"))), "variants"),
    ],
)
def test_a_sku_belongs_to_one_thing(catalogue: Catalogue, product: Product, field: str) -> None:
    catalogue.add(SHIRT)
    with pytest.raises(ProductRefused) as refused:
        catalogue.add(product)
    assert refused.value.field == field
    assert [stored.sku for stored in catalogue.products()] == ["TS-1"]


def test_the_trash_keeps_its_skus_and_says_so(catalogue: Catalogue) -> None:
    catalogue.add(SHIRT)
    catalogue.trash(["TS-1"])
    with pytest.raises(ProductRefused, match="ถังขยะ"):
        catalogue.add(Product(name="ข", sku="TS-1"))


def test_a_product_is_saved_by_its_id(catalogue: Catalogue) -> None:
    stored = catalogue.add(SHIRT)
    saved = catalogue.save(
        replace(stored, sku="TS-2", name="เส้ือใหม่", price=None, tiers=(), variants=stored.variants[:1])
    )
    assert (saved.id, saved.created, saved.sku, saved.name) == (stored.id, stored.created, "TS-2", "เสื้อใหม่")
    assert saved.changed > stored.changed
    assert catalogue.products() == (saved,)
    with pytest.raises(ProductNotFound):
        catalogue.product("TS-1")


def test_saving_without_a_sku_keeps_the_old_one(catalogue: Catalogue) -> None:
    stored = catalogue.add(SHIRT)
    assert catalogue.save(replace(stored, sku="", name="ข")).sku == "TS-1"


def test_saving_what_is_stored_changes_nothing(catalogue: Catalogue, changes: list[Change]) -> None:
    stored = catalogue.add(SHIRT)
    assert catalogue.save(stored) == stored
    assert [change.edited for change in changes] == [frozenset()]


def test_a_refused_save_leaves_the_product(catalogue: Catalogue, changes: list[Change]) -> None:
    stored = catalogue.add(SHIRT)
    other = catalogue.add(Product(name="ข", sku="B"))
    with pytest.raises(ProductRefused):
        catalogue.save(replace(stored, name="ใหม่", sku=other.sku))
    assert catalogue.product("TS-1") == stored
    assert len(changes) == 2


def test_an_old_copy_takes_no_new_photo_away(catalogue: Catalogue) -> None:
    in_the_editor = catalogue.add(SHIRT)
    catalogue.add_photos("TS-1", [photo(3)])
    saved = catalogue.save(replace(in_the_editor, photos=(photo(1),), name="ใหม่"))
    assert saved.photo_ids == (photo(1).id, photo(2).id, photo(3).id)
    assert catalogue.save(replace(saved, photos=(photo(3),))).photo_ids == (photo(3).id,)


def test_a_photo_is_taken_away_although_a_clip_was_made_meanwhile(catalogue: Catalogue) -> None:
    in_the_editor = catalogue.add_photos(catalogue.add(SHIRT).sku, [photo(3)])
    catalogue.remember_clip("TS-1", clip())
    assert catalogue.save(replace(in_the_editor, photos=(photo(3),))).photo_ids == (photo(3).id,)


def test_clips_and_trash_are_not_the_editors_business(catalogue: Catalogue) -> None:
    in_the_editor = catalogue.add(SHIRT)
    catalogue.remember_clip("TS-1", clip())
    catalogue.trash(["TS-1"])
    saved = catalogue.save(replace(in_the_editor, name="ใหม่", clips=(), trashed=None, created="2000-01-01"))
    assert saved.clips == (clip(),)
    assert saved.trashed is not None
    assert saved.created == in_the_editor.created


def test_a_copied_product_starts_without_clips(catalogue: Catalogue) -> None:
    catalogue.add(SHIRT)
    first = catalogue.remember_clip("TS-1", clip())
    copy = catalogue.add(replace(first, sku="", variants=()))
    assert copy.clips == ()
    assert copy.id != first.id


def test_photos_are_put_behind_each_once(catalogue: Catalogue) -> None:
    catalogue.add(SHIRT)
    product = catalogue.add_photos("TS-1", [photo(3), photo(1), photo(4), photo(3)])
    assert product.photo_ids == tuple(photo(number).id for number in (2, 1, 3, 4))


def test_the_newest_clip_is_first_and_a_template_is_there_once(catalogue: Catalogue) -> None:
    catalogue.add(SHIRT)
    old, other, new = clip(made="2026-01-01T00:00:00+00:00"), clip("clips/TS-1/wholesale.mp4"), clip()
    for record in (old, other, new):
        catalogue.remember_clip("TS-1", record)
    assert catalogue.product("TS-1").clips == (new, other)


def test_the_trash_can_be_undone(catalogue: Catalogue, changes: list[Change]) -> None:
    stored = catalogue.add(SHIRT)
    (trashed,) = catalogue.trash(["ts-1", "TS-1"])
    assert trashed.trashed is not None
    assert catalogue.products() == ()
    assert catalogue.products(trashed=True) == (trashed,)
    assert catalogue.categories() == ()
    (restored,) = catalogue.restore(["TS-1"])
    assert replace(restored, changed=stored.changed) == stored
    ids = frozenset({stored.id})
    assert [(change.added, change.removed) for change in changes] == [(ids, set()), (set(), ids), (ids, set())]


def test_trashing_twice_is_trashing_once(catalogue: Catalogue, changes: list[Change]) -> None:
    catalogue.add(SHIRT)
    assert len(catalogue.trash(["TS-1"])) == 1
    assert catalogue.trash(["TS-1"]) == ()
    assert len(changes) == 2


def test_many_are_trashed_together_or_not_at_all(catalogue: Catalogue) -> None:
    catalogue.add(SHIRT)
    with pytest.raises(ProductNotFound, match="B-9"):
        catalogue.trash(["TS-1", "B-9"])
    assert len(catalogue.products()) == 1


def test_purging_is_for_good(catalogue: Catalogue, changes: list[Change], tmp_path: Path) -> None:
    stored = catalogue.add(SHIRT)
    catalogue.purge(["TS-1"])
    with pytest.raises(ProductNotFound):
        catalogue.by_id(stored.id)
    assert list((tmp_path / "shop" / "products").iterdir()) == []
    with sqlite3.connect(tmp_path / "shop" / "catalogue.sqlite") as raw:
        tables = ("products", "tiers", "variants", "photos", "clips")
        assert [raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables] == [0] * 5
    assert changes[-1].removed == {stored.id}
    assert catalogue.add(SHIRT).sku == "TS-1"


@pytest.mark.parametrize("call", ["product", "by_id", "purge", "restore"])
def test_what_is_not_there_is_named(catalogue: Catalogue, call: str) -> None:
    with pytest.raises(ProductNotFound, match="NO-1"):
        getattr(catalogue, call)(["NO-1"] if call in ("purge", "restore") else "NO-1")


def test_products_come_in_thai_order_or_newest_first(catalogue: Catalogue) -> None:
    names = ["ไข่", "กาง", "แก", "ก้าง", "กา", "เกาะ"]
    for name in names:
        catalogue.add(Product(name=name))
    assert [product.name for product in catalogue.products()] == ["กา", "กาง", "ก้าง", "เกาะ", "แก", "ไข่"]
    assert [product.name for product in catalogue.products(order="newest")] == names[::-1]


def test_products_of_one_name_come_in_the_order_of_their_skus(catalogue: Catalogue) -> None:
    skus = [f"S-{number:02d}" for number in range(12)]
    for sku in reversed(skus):
        catalogue.add(Product(sku=sku, name="เสื้อเชิ้ต"))
    assert [product.sku for product in catalogue.products()] == skus


def test_categories_are_counted_in_thai_order(catalogue: Catalogue) -> None:
    for category in ("เสื้อ", "กางเกง", "เส้ือ", "", "ไหม"):
        catalogue.add(Product(name="ก", category=category))
    assert catalogue.categories() == (("กางเกง", 1), ("เสื้อ", 2), ("ไหม", 1))
    assert len(catalogue.products(category="เส้ือ")) == 2
    assert len(catalogue.products(category="")) == 1


def test_a_failing_listener_loses_nothing(catalogue: Catalogue, caplog: pytest.LogCaptureFixture) -> None:
    told: list[Change] = []

    def fail(_change: Change) -> None:
        raise RuntimeError("a bug in a view")

    catalogue.listen(fail)
    stop = catalogue.listen(told.append)
    stored = catalogue.add(SHIRT)
    assert catalogue.product("TS-1") == stored
    assert told == [Change(added=frozenset({stored.id}))]
    assert "a bug in a view" in caplog.text
    stop()
    catalogue.trash(["TS-1"])
    assert len(told) == 1


def test_a_listener_may_ask_and_write(catalogue: Catalogue) -> None:
    seen: list[tuple[Product, ...]] = []

    def look(change: Change) -> None:
        seen.append(catalogue.products())
        if change.added:
            catalogue.add_photos("TS-1", [photo(9)])

    catalogue.listen(look)
    catalogue.add(SHIRT)
    assert [len(products[0].photos) for products in seen] == [2, 3]


def test_many_threads_write_and_read_at_once(catalogue: Catalogue) -> None:
    catalogue.add(SHIRT)

    def work(number: int) -> None:
        for step in range(8):
            catalogue.add_photos("TS-1", [photo(1000 + number * 8 + step)])
            catalogue.add(Product(name=f"สินค้า {number}"))
            assert len(catalogue.product("TS-1").photos) >= 3

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))
    assert len(catalogue.product("TS-1").photos) == 2 + 48
    skus = [product.sku for product in catalogue.products()]
    assert len(skus) == len(set(skus)) == 49


def test_a_copy_that_cannot_be_written_is_said_and_the_product_saved(
    catalogue: Catalogue, changes: list[Change], tmp_path: Path
) -> None:
    (tmp_path / "shop" / "products" / "TS-1.json").mkdir()
    stored = catalogue.add(SHIRT)
    (problem,) = changes[0].problems
    assert "เสื้อยืดคอกลม" in problem
    assert catalogue.product("TS-1") == stored
    catalogue.close()
    (tmp_path / "shop" / "products" / "TS-1.json").rmdir()
    again = Catalogue.open(tmp_path / "shop")
    assert (tmp_path / "shop" / "products" / "TS-1.json").is_file()
    assert again.products() == (stored,)
    again.close()


def test_a_product_is_not_purged_while_its_copy_stays(catalogue: Catalogue, tmp_path: Path) -> None:
    stored = catalogue.add(SHIRT)
    copy = tmp_path / "shop" / "products" / "TS-1.json"
    copy.unlink()
    copy.mkdir()
    with pytest.raises((VendorError, OSError)):
        catalogue.purge(["TS-1"])
    assert catalogue.product("TS-1") == stored
    copy.rmdir()


def test_a_purge_that_fails_puts_the_copies_back(catalogue: Catalogue, tmp_path: Path) -> None:
    copies = tmp_path / "shop" / "products"
    catalogue.add(SHIRT)
    catalogue.add(Product(name="ข", sku="B"))
    before = (copies / "TS-1.json").read_bytes()
    (copies / "B.json").unlink()
    (copies / "B.json").mkdir()
    with pytest.raises((VendorError, OSError)):
        catalogue.purge(["TS-1", "B"])
    assert (copies / "TS-1.json").read_bytes() == before
    assert len(catalogue.products()) == 2


def test_a_changed_price_marks_the_clips_of_others_that_show_it(catalogue: Catalogue) -> None:
    hat, shirt = (catalogue.add(Product(sku=sku, name=sku, price=9900)) for sku in ("HAT", "SHIRT"))
    shown = ClipRecord(
        file="clips/SHIRT/a.mp4", template="dozen", frames=450, made="", prices=shirt.prices, others=(hat.id,)
    )
    catalogue.remember_clip("SHIRT", shown)
    catalogue.remember_clip("SHIRT", replace(shown, template="sale", others=()))
    changes: list[Change] = []
    catalogue.listen(changes.append)
    catalogue.save(replace(hat, name="หมวก"))
    assert catalogue.product("SHIRT").outdated_clips == ()
    catalogue.save(replace(hat, price=8900))
    assert [clip.template for clip in catalogue.product("SHIRT").outdated_clips] == ["dozen"]
    assert changes[-1].edited == {hat.id, shirt.id}
    catalogue.remember_clip("SHIRT", shown)
    assert catalogue.product("SHIRT").outdated_clips == ()


def test_what_is_not_sold_any_more_marks_the_clips_that_show_it(catalogue: Catalogue) -> None:
    hat, bag, shirt = (catalogue.add(Product(sku=sku, name=sku, price=9900)) for sku in ("HAT", "BAG", "SHIRT"))
    shown = ClipRecord(file="clips/SHIRT/a.mp4", template="dozen", frames=450, made="", prices=shirt.prices)
    catalogue.remember_clip("SHIRT", replace(shown, others=(hat.id,)))
    catalogue.remember_clip("SHIRT", replace(shown, template="sale", others=(bag.id,)))
    changes: list[Change] = []
    catalogue.listen(changes.append)
    catalogue.trash(["HAT"])
    assert [clip.template for clip in catalogue.product("SHIRT").outdated_clips] == ["dozen"]
    assert (changes[-1].removed, changes[-1].edited) == ({hat.id}, {shirt.id})
    catalogue.purge(["BAG"])
    assert len(catalogue.product("SHIRT").outdated_clips) == 2
    assert (changes[-1].removed, changes[-1].edited) == ({bag.id}, {shirt.id})


def test_products_trashed_together_mark_each_others_clips(catalogue: Catalogue) -> None:
    hat, bag, shirt = (catalogue.add(Product(sku=sku, name=sku, price=9900)) for sku in ("HAT", "BAG", "SHIRT"))
    shown = ClipRecord(file="clips/SHIRT/a.mp4", template="dozen", frames=450, made="", prices=shirt.prices)
    catalogue.remember_clip("SHIRT", replace(shown, others=(hat.id,)))
    catalogue.remember_clip("SHIRT", replace(shown, template="sale", others=(bag.id,)))
    assert {one.sku for one in catalogue.trash(["HAT", "SHIRT", "BAG"])} == {"HAT", "SHIRT", "BAG"}
    assert len(catalogue.product("SHIRT").outdated_clips) == 2
    assert catalogue.product("SHIRT").trashed is not None


def test_a_clip_is_remembered_as_old_when_what_it_shows_changed_meanwhile(catalogue: Catalogue) -> None:
    hat, shirt = (catalogue.add(Product(sku=sku, name=sku, price=9900)) for sku in ("HAT", "SHIRT"))
    shown = ClipRecord(
        file="clips/SHIRT/a.mp4", template="dozen", frames=450, made="", prices=shirt.prices, others=(hat.id,)
    )
    assert catalogue.remember_clip("SHIRT", shown, {hat.id: hat.prices}).outdated_clips == ()
    assert catalogue.remember_clip("SHIRT", shown, {hat.id: (100,)}).outdated_clips != ()
    assert catalogue.remember_clip("SHIRT", shown, {"gone": hat.prices}).outdated_clips != ()
    catalogue.trash(["HAT"])
    assert catalogue.remember_clip("SHIRT", shown, {hat.id: hat.prices}).outdated_clips != ()
