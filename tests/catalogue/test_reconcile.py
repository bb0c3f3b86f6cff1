"""The copies beside the database: written after each change, and enough to make the catalogue again."""

import json
import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.catalogue.conftest import SHIRT, photo
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import ClipRecord, Product, Variant
from vendor_app.catalogue.sidecars import SideCars, SideCarUnreadable

CLIP = ClipRecord(
    file="clips/TS-1/a.mp4", template="a", frames=450, made="2026-11-22T08:00:00+00:00", prices=(19900, -1)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a shop's folder with the products TS-1 (with a clip), B and, in the trash, C; closed."""
    catalogue = Catalogue.open(tmp_path)
    catalogue.add(SHIRT)
    catalogue.remember_clip("TS-1", CLIP)
    catalogue.add(Product(sku="B", name="ข", variants=(Variant(color="แดง"),)))
    catalogue.add(Product(sku="C", name="ค"))
    catalogue.trash(["C"])
    catalogue.close()
    return tmp_path


def _all(folder: Path) -> tuple[list[Product], tuple[str, ...]]:
    """Open the catalogue; return its products by SKU and the notes."""
    catalogue = Catalogue.open(folder)
    products = sorted((*catalogue.products(), *catalogue.products(trashed=True)), key=lambda product: product.sku)
    catalogue.close()
    return products, catalogue.notes


def _copies(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "products").iterdir()}


def _edit(file: Path, **fields: object) -> None:
    content = json.loads(file.read_bytes())
    content["product"] |= fields
    file.write_text(json.dumps(content), encoding="utf-8")


def test_each_product_has_a_copy_that_people_can_read(folder: Path) -> None:
    assert sorted(_copies(folder)) == ["B.json", "C.json", "TS-1.json"]
    content = (folder / "products" / "TS-1.json").read_text(encoding="utf-8")
    assert '"name": "เสื้อยืดคอกลม"' in content
    assert json.loads(content)["format"] == 1


def test_a_missing_database_is_made_again_whole(folder: Path) -> None:
    before, _ = _all(folder)
    (folder / "catalogue.sqlite").unlink()
    after, notes = _all(folder)
    assert after == before
    assert len(notes) == 1
    assert "3" in notes[0]
    assert _all(folder) == (before, ())


def test_a_product_that_only_the_database_lost_comes_back(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "catalogue.sqlite", tmp_path / "older.sqlite")
    catalogue = Catalogue.open(folder)
    new = catalogue.add(Product(name="ใหม่"))
    catalogue.close()
    shutil.copy(tmp_path / "older.sqlite", folder / "catalogue.sqlite")
    products, notes = _all(folder)
    assert new in products
    assert len(products) == 4
    assert "1" in notes[0]


def test_missing_and_old_copies_are_written_again(folder: Path) -> None:
    before = _copies(folder)
    (folder / "products" / "B.json").unlink()
    _edit(folder / "products" / "TS-1.json", name="เก่า")
    os.utime(folder / "products" / "TS-1.json", (0, 0))
    _, notes = _all(folder)
    assert _copies(folder) == before
    assert notes == ()


def test_a_copy_moves_with_its_sku(folder: Path) -> None:
    catalogue = Catalogue.open(folder)
    catalogue.save(replace(catalogue.product("B"), sku="D"))
    assert sorted(_copies(folder)) == ["C.json", "D.json", "TS-1.json"]
    catalogue.save(replace(catalogue.product("D"), sku="d"))
    assert sorted(_copies(folder)) == ["C.json", "TS-1.json", "d.json"]
    catalogue.close()


def test_a_copy_left_under_the_old_sku_is_taken_away(folder: Path) -> None:
    old = (folder / "products" / "B.json").read_bytes()
    catalogue = Catalogue.open(folder)
    catalogue.save(replace(catalogue.product("B"), sku="D"))
    catalogue.close()
    (folder / "products" / "B.json").write_bytes(old)
    products, notes = _all(folder)
    assert [product.sku for product in products] == ["C", "D", "TS-1"]
    assert notes == ()
    assert sorted(_copies(folder)) == ["C.json", "D.json", "TS-1.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": 1}',
        b'{"product": {"name": 5}}',
        b"\xff\xfe",
        b"null",
        b'{"product": {"name": "\xff"}}',
        b'{"x": ' + b"[" * 100_000,
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_broken_copy_is_named_and_left(folder: Path, content: bytes) -> None:
    (folder / "products" / "X.json").write_bytes(content)
    products, notes = _all(folder)
    assert len(products) == 3
    assert "X.json" in notes[0]
    assert (folder / "products" / "X.json").read_bytes() == content


def test_one_broken_copy_does_not_keep_the_others_out(folder: Path) -> None:
    (folder / "catalogue.sqlite").unlink()
    (folder / "products" / "B.json").write_bytes(b"{}")
    products, notes = _all(folder)
    assert [product.sku for product in products] == ["C", "TS-1"]
    assert len(notes) == 2


def test_an_endless_copy_is_not_read(folder: Path) -> None:
    with (folder / "products" / "X.json").open("wb") as file:
        file.truncate(5_000_000)
    with pytest.raises(SideCarUnreadable, match=r"X\.json"):
        SideCars(folder / "products").read("X")


def test_a_copy_of_another_shop_comes_in_under_a_free_sku(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    catalogue = Catalogue.open(other)
    catalogue.add(Product(sku="TS-9", name="จากอีกร้าน", variants=(Variant(sku="B-01", size="M"),)))
    catalogue.close()
    shutil.copy(other / "products" / "TS-9.json", folder / "products" / "TS-9.json")
    products, notes = _all(folder)
    (came,) = [product for product in products if product.name == "จากอีกร้าน"]
    assert came.sku == "P-0001"
    assert came.variants[0].sku == "P-0001-01"
    assert sorted(_copies(folder)) == ["B.json", "C.json", "P-0001.json", "TS-1.json"]
    assert len(notes) == 1


def test_nothing_in_a_copy_leads_out_of_the_shop(folder: Path) -> None:
    (folder / "catalogue.sqlite").unlink()
    sound = {"id": photo(1).id, "suffix": ".jpg", "width": 10, "height": 10, "name": ""}
    clip = {"template": "a", "frames": 1, "made": "", "prices": []}
    bad_photos = [sound | {"id": "../../etc/passwd"}, sound | {"suffix": "/../x"}, sound | {"width": 0}]
    bad_clips = [
        clip | {"file": file}
        for file in (
            "/etc/passwd",
            "../x",
            "C:\\x",
            "a/../../x",
            ".",
            "",
            "products/TS-1.mp4",
            "clips/../products/TS-1.mp4",
            "shop.toml",
        )
    ]
    fields = {"photos": [sound, *bad_photos], "clips": [clip | {"file": "clips/a.mp4"}, *bad_clips]}
    _edit(
        folder / "products" / "B.json", id="../../x", created="yesterday", changed="2026-11-22T15:00:00+07:00", **fields
    )
    products, _ = _all(folder)
    product = products[0]
    assert [kept.id for kept in product.photos] == [photo(1).id]
    assert [kept.file for kept in product.clips] == ["clips/a.mp4"]
    assert len(product.id) == 32
    assert product.created > "2026"
    assert product.changed == "2026-11-22T08:00:00.000000+00:00"


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("price", -5), ("sku", "../x"), ("name", "ก" * 1000)])
def test_a_copy_that_no_catalogue_would_take_is_named(folder: Path, field: str, value: object) -> None:
    (folder / "catalogue.sqlite").unlink()
    _edit(folder / "products" / "B.json", **{field: value})
    products, notes = _all(folder)
    assert [product.sku for product in products] == ["C", "TS-1"]
    assert len(notes) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"created": "0001-01-01T00:00:00+14:00"},
        {"changed": "9999-12-31T23:59:59-14:00"},
        {"trashed": "0001-01-01T00:00:00"},
        {"photos": [{"id": "a" * 64, "suffix": ".jpg", "width": 10**30, "height": 10}]},
        {"clips": [{"file": "clips/a.mp4", "template": "a", "frames": 10**30, "made": "", "prices": []}]},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_no_clock_and_no_table_can_hold_does_not_keep_the_shop_shut(
    folder: Path, fields: dict[str, object]
) -> None:
    (folder / "catalogue.sqlite").unlink()
    _edit(folder / "products" / "B.json", **fields)
    products, _ = _all(folder)
    assert [product.sku for product in products] == ["B", "C", "TS-1"]


@pytest.mark.parametrize("moment", [-11_644_473_600, 253_402_300_800])
def test_a_copy_with_a_date_from_another_age_is_a_copy(folder: Path, moment: int) -> None:
    os.utime(folder / "products" / "B.json", (moment, moment))
    products, notes = _all(folder)
    assert (len(products), notes) == (3, ())


def test_drafts_beside_the_copies_are_cleared(folder: Path) -> None:
    (folder / "products" / ".draft-abc").write_bytes(b"half")
    _all(folder)
    assert ".draft-abc" not in _copies(folder)
