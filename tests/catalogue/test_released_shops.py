"""Every shop that a released version has left on somebody's disk still opens, with everything in it.

``tests/shops`` holds one shop for each released form, its catalogue as SQL so that it can be read. A change of the
tables, of shop.toml or of the copies adds a folder and edits none.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from vendor_app.catalogue.database import HEAD
from vendor_app.catalogue.records import PriceMark, Product
from vendor_app.catalogue.sidecars import SideCars
from vendor_app.shop import Shop

RELEASED = sorted((Path(__file__).parent.parent / "shops").iterdir())


@pytest.fixture(params=RELEASED, ids=lambda released: released.name)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of a released shop, its catalogue made a database again."""
    folder = Path(shutil.copytree(request.param, tmp_path / "ร้าน"))
    with sqlite3.connect(folder / "catalogue.sqlite") as raw:
        raw.executescript((folder / "catalogue.sql").read_text(encoding="utf-8"))
    raw.close()
    (folder / "catalogue.sql").unlink()
    return folder


def released_form(folder: Path) -> str:
    """Return the migration that a shop's catalogue stands at."""
    with sqlite3.connect(folder / "catalogue.sqlite") as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _copies(folder: Path) -> list[Product]:
    side_cars = SideCars(folder / "products")
    return [side_cars.read(sku) for sku in sorted(side_cars.written())]


def _products(shop: Shop) -> list[Product]:
    products = (*shop.catalogue.products(), *shop.catalogue.products(trashed=True))
    return sorted(products, key=lambda product: product.sku)


def test_a_released_shop_opens_with_everything_in_it(released: Path) -> None:
    before = _copies(released)
    assert before
    with Shop.open(released) as shop:
        assert shop.name == "ร้านป้าแดง โบ๊เบ๊ 👗"
        assert shop.notes == ()
        assert _products(shop) == before
        found = shop.catalogue.products("เส้ือ ๑๙๙ ขาว")
        assert [product.sku for product in found] == ["TS-1"]
    with sqlite3.connect(released / "catalogue.sqlite") as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_what_a_release_did_not_know_yet_is_empty_or_honest(released: Path) -> None:
    first = released_form(released) == "0001"
    with Shop.open(released) as shop:
        shirt, old, brand = shop.catalogue.product("TS-1"), shop.catalogue.product("OLD"), shop.brand
        newest = shop.catalogue.save(replace(shirt, price=15900))
    assert (len(shirt.footage), len(shirt.reviews)) == ((0, 0) if first else (2, 2))
    assert (shirt.old_price, old.old_price) == (None if first else 24900, None)
    assert brand.colour == (None if first else "#0b6e4f")
    since = shirt.changed if first else "2026-11-11T09:00:05.000000+00:00"
    assert newest.price_history[-2] == PriceMark(price=shirt.price, since=since)


def test_a_released_shop_is_made_again_from_its_copies(released: Path) -> None:
    before = _copies(released)
    (released / "catalogue.sqlite").unlink()
    with Shop.open(released) as shop:
        assert _products(shop) == before
