"""Of the products selected in the grid: a sheet of our own, a seller centre's template, a feed."""

import csv
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.bundle.sheets import templates
from tests.ui.conftest import Settle
from tests.ui.test_products_page import open_page, page, select, stall
from ui.dialogs.sheet_feed import FeedDialog
from ui.dialogs.sheet_fill import SheetDialog
from ui.pages.products import ProductsPage
from vendor_app.catalogue.records import Product
from vendor_app.catalogue.sheet_intake import foresee
from vendor_app.shop import Shop

__all__ = ["open_page", "page", "stall"]
PATIENCE = 30_000


def ask(qtbot: QtBot, page: ProductsPage, *skus: str) -> QMenu:
    """Select products and press the button; return the menu that opens."""
    select(qtbot, page, *skus)
    qtbot.mouseClick(page._selection._sheet, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def way(menu: QMenu, words: str) -> QAction:
    (found,) = [action for action in menu.actions() if words in action.text()]
    return found


def press(qtbot: QtBot, menu: QMenu, words: str) -> None:
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(way(menu, words)).center())


def opened(qtbot: QtBot, page: ProductsPage, kind: type) -> object:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.window().findChildren(kind)))
    return next(one for one in page.window().findChildren(kind) if one.isVisible())


def test_every_way_is_offered_and_nothing_without_a_selection(qtbot: QtBot, page: ProductsPage) -> None:
    assert page.selected.ask(page._selection) is None
    menu = ask(qtbot, page, "TS-1", "HT-1")
    assert len(menu.actions()) == 5
    for words in ("Excel", "TikTok Shop", "Shopee", "Lazada", "Facebook"):
        assert way(menu, words).isEnabled()
    menu.close()


@pytest.mark.parametrize("name", ["เลือก.xlsx", "เลือก.csv"])
def test_a_sheet_of_our_own_has_the_selected_ones_only(
    qtbot: QtBot, stall: Shop, page: ProductsPage, tmp_path: Path, settle: Settle, name: str
) -> None:
    press(qtbot, ask(qtbot, page, "TS-1", "HT-1"), "Excel")
    dialog = opened(qtbot, page, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert "2" in dialog.windowTitle()
    said: list[str] = []
    page.notice.connect(lambda words, _undo: said.append(words))
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.close()
    settle()
    assert "2" in said[-1]
    kept = tmp_path / name
    stall.catalogue.trash(["TS-1", "HT-1"])
    stall.catalogue.purge(["TS-1", "HT-1"])
    assert {row.sku for row in foresee(stall.catalogue, kept).added} == {"TS-1", "HT-1"}


def test_a_template_gets_the_selected_ones_or_all(
    qtbot: QtBot, stall: Shop, page: ProductsPage, tmp_path: Path, settle: Settle
) -> None:
    press(qtbot, ask(qtbot, page, "TS-1", "HT-1"), "Shopee")
    dialog = opened(qtbot, page, SheetDialog)
    assert isinstance(dialog, SheetDialog)
    assert "2" in dialog._scope._some.text()
    dialog.choose_template(str(templates.shopee(tmp_path / "t.xlsx")))
    settle()
    dialog.fill()
    settle()
    assert _skus(tmp_path / "t-filled.xlsx") == _of(stall, "TS-1", "HT-1")
    dialog._scope.choose_all()
    settle()
    dialog.fill()
    settle()
    assert _skus(tmp_path / "t-filled-2.xlsx") == _of(stall, *(one.sku for one in stall.catalogue.products()))
    dialog.press("cancel")


def _of(shop: Shop, *skus: str) -> set[str]:
    """Return the SKUs of the rows of these products."""
    products: list[Product] = [shop.catalogue.product(sku) for sku in skus]
    return {variant.sku for one in products for variant in one.variants} | {
        one.sku for one in products if not one.variants
    }


def _skus(file: Path) -> set[str]:
    keys = [key.partition("|")[0] for key in templates.SHOPEE]
    sheet = openpyxl.load_workbook(file)["แบบฟอร์มการลงสินค้า"]
    rows = (dict(zip(keys, row, strict=False)) for row in sheet.iter_rows(min_row=7, values_only=True))
    return {str(row["ps_sku_short"] or row["ps_sku_parent_short"]) for row in rows}


def test_a_feed_gets_the_selected_ones(qtbot: QtBot, page: ProductsPage, tmp_path: Path, settle: Settle) -> None:
    press(qtbot, ask(qtbot, page, "TS-1"), "Facebook")
    dialog = opened(qtbot, page, FeedDialog)
    assert isinstance(dialog, FeedDialog)
    assert set(dialog._kinds) == {"meta", "woocommerce", "shopify", "google"}
    dialog._kinds["google"].click()
    with qtbot.waitSignal(page.notice, timeout=PATIENCE) as told:
        dialog.write(str(tmp_path / "google.csv"))
    settle()
    assert "google.csv" in told.args[0]
    with (tmp_path / "google.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, strict=True))
    assert lines
    assert all(line["id"].startswith("TS-1") for line in lines)


def test_a_product_that_is_gone_meanwhile_is_told(
    qtbot: QtBot, stall: Shop, page: ProductsPage, tmp_path: Path, settle: Settle
) -> None:
    select(qtbot, page, "HT-1")
    dialog = page.selected.open_feed(page._grid.selected_products())
    stall.catalogue.trash(["HT-1"])
    stall.catalogue.purge(["HT-1"])
    dialog.write(str(tmp_path / "meta.csv"))
    settle()
    assert "HT-1" in dialog._problem.text()
    assert not (tmp_path / "meta.csv").exists()
    dialog.press("cancel")
