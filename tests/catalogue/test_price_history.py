"""The old price of a product is one that stood: never a slip, never a trick, never forgotten."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.catalogue.conftest import SHIRT
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.prices import MOST_MARKS
from vendor_app.catalogue.records import PriceMark, Product
from vendor_app.catalogue.sheet_intake import take_in_sheet
from vendor_app.catalogue.sheets import write_sheet
from vendor_app.progress import Cancelled, Progress
from vendor_app.thai import dates

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> str:
        self.moment += timedelta(microseconds=1)
        return self.moment.isoformat(timespec="microseconds")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the catalogue looks at."""
    clock = Clock()
    monkeypatch.setattr(dates, "now", clock.now)
    return clock


def _priced(catalogue: Catalogue, clock: Clock, *steps: tuple[int | None, timedelta]) -> Product:
    """Give a new product one price after the other, each for a time."""
    product = catalogue.add(Product(name="ก", price=steps[0][0]))
    clock.moment += steps[0][1]
    for price, stands in steps[1:]:
        product = catalogue.save(replace(product, price=price))
        clock.moment += stands
    return product


@pytest.mark.parametrize(
    ("steps", "old"),
    [
        ([(19900, 9 * DAY)], None),
        ([(19900, 9 * DAY), (14900, DAY)], 19900),
        ([(19900, DAY), (14900, DAY)], 19900),
        ([(14900, 9 * DAY), (19900, DAY)], None),
        ([(19900, 9 * DAY), (29900, DAY / 2), (19900, DAY)], None),
        ([(19900, 9 * DAY), (29900, DAY / 2), (14900, DAY)], 19900),
        ([(19900, DAY / 2), (14900, DAY)], None),
        ([(19900, 9 * DAY), (1490, DAY / 24), (14900, DAY)], 19900),
        ([(19900, 9 * DAY), (14900, 3 * DAY), (15900, DAY / 24), (14900, DAY)], 19900),
        ([(19900, 9 * DAY), (9900, 3 * DAY), (14900, DAY)], None),
        ([(29900, 9 * DAY), (19900, 9 * DAY), (14900, DAY)], 19900),
        ([(19900, 9 * DAY), (None, 3 * DAY), (14900, DAY)], None),
        ([(19900, 9 * DAY), (None, DAY / 24), (14900, DAY)], 19900),
        ([(19900, 9 * DAY), (None, 3 * DAY)], None),
        ([(None, 9 * DAY), (14900, DAY)], None),
    ],
)
def test_the_old_price_stood_a_day_directly_before(
    catalogue: Catalogue, clock: Clock, steps: list[tuple[int | None, timedelta]], old: int | None
) -> None:
    assert _priced(catalogue, clock, *steps).old_price == old


def test_a_clock_that_was_put_back_makes_no_old_price(catalogue: Catalogue, clock: Clock) -> None:
    product = _priced(catalogue, clock, (19900, -9 * DAY), (14900, DAY))
    assert product.old_price is None


def test_every_change_is_written_down_with_its_date(catalogue: Catalogue, clock: Clock, tmp_path: Path) -> None:
    product = _priced(catalogue, clock, (19900, 2 * DAY), (14900, 3 * DAY), (None, DAY))
    assert [(mark.price, (datetime.fromisoformat(mark.since) - START).days) for mark in product.price_history] == [
        (19900, 0),
        (14900, 2),
        (None, 5),
    ]
    catalogue.close()
    again = Catalogue.open(tmp_path / "shop")
    assert again.by_id(product.id) == product
    again.close()


def test_nobody_else_writes_the_history(catalogue: Catalogue, clock: Clock) -> None:
    forged = (PriceMark(price=99900, since="2020-01-01T00:00:00+00:00"),)
    stored = catalogue.add(replace(SHIRT, price_history=forged))
    clock.moment += 2 * DAY
    saved = catalogue.save(replace(stored, price=9900, price_history=forged))
    assert saved.old_price == SHIRT.price
    assert catalogue.save(replace(saved, price_history=forged)) == saved
    assert [mark.price for mark in saved.price_history] == [SHIRT.price, 9900]


def test_an_older_copy_in_the_editor_forgets_no_price(catalogue: Catalogue, clock: Clock) -> None:
    in_the_editor = catalogue.add(SHIRT)
    clock.moment += 2 * DAY
    catalogue.save(replace(in_the_editor, price=15000))
    clock.moment += 2 * DAY
    saved = catalogue.save(replace(in_the_editor, price=9900))
    assert [mark.price for mark in saved.price_history] == [19900, 15000, 9900]


def test_a_stopped_import_is_not_written_down_and_a_whole_one_is(
    catalogue: Catalogue, clock: Clock, tmp_path: Path
) -> None:
    for sku in ("A", "B"):
        catalogue.add(Product(name=sku, sku=sku, price=19900))
    clock.moment += 2 * DAY
    sheet = tmp_path / "ราคาใหม่.csv"
    write_sheet([replace(product, price=14900) for product in catalogue.products()], sheet)
    told: list[float] = []
    with pytest.raises(Cancelled):
        take_in_sheet(catalogue, sheet, Progress(lambda done, _note: told.append(done), lambda: len(told) > 1))
    assert [mark.price for mark in catalogue.product("A").price_history] == [19900]
    assert catalogue.product("A").old_price is None
    take_in_sheet(catalogue, sheet)
    assert [product.old_price for product in catalogue.products()] == [19900, 19900]


def test_the_history_goes_through_the_trash_and_does_not_grow_for_ever(catalogue: Catalogue, clock: Clock) -> None:
    product = catalogue.add(SHIRT)
    for price in range(1, 2 * MOST_MARKS):
        product = catalogue.save(replace(product, price=price))
    assert len(product.price_history) == MOST_MARKS
    catalogue.trash([product.sku])
    (restored,) = catalogue.restore([product.sku])
    assert restored.price_history == product.price_history


def test_a_copied_product_begins_its_own_history(catalogue: Catalogue, clock: Clock) -> None:
    product = _priced(catalogue, clock, (19900, 9 * DAY), (14900, DAY))
    copy = catalogue.add(replace(product, sku=""))
    assert [mark.price for mark in copy.price_history] == [14900]
    assert copy.old_price is None
