"""A sheet of products through the window: looked at, taken in, taken back, stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui.dialogs.import_sheet import ImportDialog
from ui.pages.products import ProductsPage
from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop


@pytest.fixture
def page(shop: Shop, tasks: Tasks, settle: Settle, qtbot: QtBot) -> ProductsPage:
    shop.catalogue.add(Product(sku="TS-1", name="เสื้อยืด", price=19900))
    page = ProductsPage(shop, tasks, RenderWatch(RenderQueue(shop), tasks))
    qtbot.addWidget(page)
    page.show()
    settle()
    return page


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "ของใหม่.csv"
    file.write_text("รหัส,ชื่อ,ราคา\nTS-1,เสื้อยืด,250\nHT-1,หมวก,99\nUM-1,ร่ม,ถูก\n", encoding="utf-8")
    return file


def _dialog(page: ProductsPage) -> ImportDialog:
    (dialog,) = page.findChildren(ImportDialog)
    return dialog


def _press(dialog: ImportDialog, key: str) -> None:
    dialog.findChild(QPushButton, key).click()


def test_what_a_sheet_changes_is_shown_then_done_then_undone(
    page: ProductsPage, sheet: Path, shop: Shop, settle: Settle
) -> None:
    told: list[tuple[str, Callable[[], None]]] = []
    page.notice.connect(lambda words, undo: told.append((words, undo)))
    page.sheets.begin(str(sheet))
    settle()
    dialog = _dialog(page)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "ราคาปลีก (บาท): 199 → 250" in words
    assert any("C4" in text for text in words)
    assert [product.sku for product in shop.catalogue.everything()] == ["TS-1"]
    assert dialog.focusWidget() is dialog.findChild(QPushButton, "import")
    _press(dialog, "import")
    settle()
    assert {product.sku for product in shop.catalogue.everything()} == {"TS-1", "HT-1"}
    told[0][1]()
    settle()
    assert [(product.sku, product.price) for product in shop.catalogue.everything()] == [("TS-1", 19900)]


def test_cancel_leaves_all_as_it_is(page: ProductsPage, sheet: Path, shop: Shop, settle: Settle, qtbot: QtBot) -> None:
    page.sheets.begin(str(sheet))
    settle()
    dialog = _dialog(page)
    with qtbot.waitSignal(dialog.finished):
        _press(dialog, "cancel")
    settle()
    assert [product.sku for product in shop.catalogue.everything()] == ["TS-1"]


def test_an_import_that_is_stopped_is_done_and_told_or_not_done(
    page: ProductsPage, sheet: Path, shop: Shop, settle: Settle, qtbot: QtBot
) -> None:
    told: list[str] = []
    page.notice.connect(lambda words, _undo: told.append(words))
    page.sheets.begin(str(sheet))
    settle()
    dialog = _dialog(page)
    with qtbot.waitSignal(dialog.finished):
        _press(dialog, "import")
        _press(dialog, "cancel")
    settle()
    assert len(shop.catalogue.everything()) == 1 + len(told)


def test_what_is_no_sheet_is_said(page: ProductsPage, tmp_path: Path, settle: Settle) -> None:
    told: list[object] = []
    page.problem.connect(told.append)
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    page.sheets.begin(str(tmp_path / "a.csv"))
    settle()
    assert len(told) == 1
