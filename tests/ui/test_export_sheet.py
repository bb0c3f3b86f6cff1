"""All products are written to a sheet from the products page, and come in again from it unchanged."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui.sheet_export import SheetExport
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.catalogue.sheet_intake import foresee
from vendor_app.errors import VendorError
from vendor_app.shop import Shop


@pytest.fixture
def export(qtbot: QtBot, shop: Shop, tasks: Tasks) -> SheetExport:
    from PySide6.QtWidgets import QWidget

    page = QWidget()
    qtbot.addWidget(page)
    made = SheetExport(page, shop.catalogue, tasks)
    made.keep = page  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("name", ["สินค้า.xlsx", "สินค้า.csv"])
def test_what_is_written_changes_nothing_when_it_comes_in_again(
    export: SheetExport, shop: Shop, shirt: Product, tmp_path: Path, settle: Settle, name: str
) -> None:
    odd = replace(shirt, id="", sku="OD-1", name='=HYPERLINK("x") "อ้าง"\t๑๒ 🎉', description="หนึ่ง\nสอง")
    shop.catalogue.add(odd)
    said: list[str] = []
    export.notice.connect(lambda words, _undo: said.append(words))
    export.begin(str(tmp_path / name))
    assert export.is_busy
    settle()
    assert not export.is_busy
    assert "2" in said[-1]
    assert name in said[-1]
    forecast = foresee(shop.catalogue, tmp_path / name)
    assert (forecast.added, forecast.changed, forecast.rejected) == ((), (), ())


def test_a_sheet_that_cannot_be_written_is_told(
    qtbot: QtBot, export: SheetExport, shirt: Product, tmp_path: Path, settle: Settle
) -> None:
    with qtbot.waitSignal(export.problem, timeout=30_000) as told:
        export.begin(str(tmp_path / "nowhere" / "สินค้า.xlsx"))
    settle()
    assert isinstance(told.args[0], VendorError)
    assert not export.is_busy
