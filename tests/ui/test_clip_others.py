"""A clip of several products: the style asks which, the vendor chooses, changes and takes back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.clip_shop import dress, music_folder, quick
from tests.ui.conftest import Settle
from ui.dialogs.choose_products import ChooseProducts
from ui.pages.clip import ClipPage
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.clips import save_edit
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit

__all__ = ["dress", "music_folder", "quick"]
PATIENCE = 30_000


@pytest.fixture
def others(shop: Shop, make_photo: Callable[..., Path]) -> list[Product]:
    """Two products that can come along, and two that cannot: no price, no photo."""
    for number, price in enumerate((19900, 25000, None), 1):
        shop.catalogue.add(Product(name=f"เสื้อลาย {number}", sku=f"S-{number}", price=price))
        shop.add_photos(f"S-{number}", [make_photo(f"s{number}.jpg", width=480, height=640, seed=20 + number)])
    shop.catalogue.add(Product(name="กางเกง", sku="S-4", price=9900))
    return [shop.catalogue.product("S-1"), shop.catalogue.product("S-2")]


@pytest.fixture
def page(
    qtbot: QtBot, shop: Shop, tasks: Tasks, dress: Product, others: list[Product], quick: None, settle: Settle
) -> Iterator[ClipPage]:
    page = ClipPage(shop, tasks)
    qtbot.addWidget(page)
    page.resize(1270, 768)
    page.show()
    page.open_product(dress.sku)
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    settle()
    yield page
    page.leave()
    settle()


def dialog(qtbot: QtBot, settle: Settle) -> ChooseProducts:
    def shown() -> list[ChooseProducts]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, ChooseProducts) and w.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    settle()
    return shown()[0]


def pick(asked: ChooseProducts, product: Product) -> None:
    row = asked._products.row_of(product.id)
    toggle = QItemSelectionModel.SelectionFlag.Toggle
    asked._grid.selectionModel().select(asked._products.index(row), toggle)


def test_the_style_of_several_products_asks_which_and_shows_them(
    qtbot: QtBot, page: ClipPage, dress: Product, others: list[Product], settle: Settle
) -> None:
    page._styling.choose("dozen")
    asked = dialog(qtbot, settle)
    assert {product.sku for product in asked._products.products} == {"S-1", "S-2"}
    assert not asked._ok.isEnabled()
    for product in others:
        pick(asked, product)
    asked._ok.click()
    qtbot.waitUntil(lambda: page._draft.plan.storyboard.template == "dozen", timeout=PATIENCE)
    settle()
    shown = {one.product for one in page._draft.plan.storyboard.others}
    assert shown == {product.id for product in others}
    assert len(page._desk.whole.others.rows) == 2
    assert page._desk.whole.others.isVisibleTo(page._desk.whole)


def test_what_is_chosen_now_counts_more_than_what_the_style_had_once(
    qtbot: QtBot, page: ClipPage, shop: Shop, dress: Product, others: list[Product], settle: Settle
) -> None:
    save_edit(shop, dress, ClipEdit(template="dozen", seconds=20, others=(others[0].id,)))
    page._styling.choose("dozen")
    asked = dialog(qtbot, settle)
    pick(asked, others[1])
    asked._ok.click()
    qtbot.waitUntil(lambda: page._draft.plan.storyboard.template == "dozen", timeout=PATIENCE)
    settle()
    assert (page._draft.edit.others, page._draft.edit.seconds) == ((others[1].id,), 20)


def test_cancelling_leaves_the_clip_in_its_style(qtbot: QtBot, page: ClipPage, settle: Settle) -> None:
    before = page._draft.edit
    page._styling.choose("dozen")
    dialog(qtbot, settle).reject()
    assert page._draft.edit == before


def test_one_is_taken_out_and_undo_brings_it_back(
    qtbot: QtBot, page: ClipPage, others: list[Product], settle: Settle
) -> None:
    page._styling.choose("dozen")
    asked = dialog(qtbot, settle)
    for product in others:
        pick(asked, product)
    asked._ok.click()
    qtbot.waitUntil(lambda: len(page._desk.whole.others.rows) == 2, timeout=PATIENCE)
    page._desk.whole.others.rows[0].remove.click()
    qtbot.waitUntil(lambda: len(page._desk.whole.others.rows) == 1, timeout=PATIENCE)
    page._draft.undo()
    qtbot.waitUntil(lambda: len(page._desk.whole.others.rows) == 2, timeout=PATIENCE)
    settle()


def test_what_a_search_hides_stays_chosen(qtbot: QtBot, page: ClipPage, others: list[Product], settle: Settle) -> None:
    page._others.ask()
    asked = dialog(qtbot, settle)
    pick(asked, others[0])
    asked._search.setText("ลาย 2")
    qtbot.keyClick(asked._search, Qt.Key.Key_Return)
    settle()
    assert asked.isVisible(), "Enter searches, and presses no button"
    assert [product.sku for product in asked._products.products] == ["S-2"]
    pick(asked, others[1])
    assert asked._wanted == [others[0].id, others[1].id]
    asked.reject()
