"""The products page with a shop on the disk: look, search, filter, choose, throw away and take back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from ui import shelf
from ui.dialogs.message import MessageDialog
from ui.models import Changes
from ui.pages.products import ProductsPage
from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from ui.widgets.badge import GROUND
from ui.widgets.drops import Incoming
from ui.widgets.product_card import CARD_HEIGHT, NARROWEST, PHOTO_HEIGHT, ProductCard, tick_area
from vendor_app.catalogue.records import ClipRecord, PriceTier, Product, Variant
from vendor_app.render_queue import Job, RenderQueue, State
from vendor_app.shop import Shop

STALL = [
    Product(name="เสื้อยืดคอตตอน", sku="TS-1", category="เสื้อ", price=19900, variants=(Variant(color="เหลือง"),)),
    Product(name="เสื้อเชิ้ต", sku="SH-1", category="เสื้อ", price=29000),
    Product(name="กางเกงยีนส์", sku="PT-1", category="กางเกง", price=32000),
    Product(name="หมวกน้ำเงิน", sku="HT-1", category="หมวก"),
]


def clip_of(product: Product) -> ClipRecord:
    return ClipRecord(file="clips/a.mp4", template="new-arrival", frames=450, made="2026-11-22", prices=product.prices)


@pytest.fixture
def stall(shop: Shop) -> Shop:
    for product in STALL:
        shop.catalogue.add(product)
    return shop


@pytest.fixture
def open_page(qtbot: QtBot, tasks: Tasks, settle: Settle) -> Callable[[Shop], ProductsPage]:
    def show(shop: Shop) -> ProductsPage:
        page = ProductsPage(shop, tasks, RenderWatch(RenderQueue(shop), tasks))
        Changes(shop.catalogue, page).changed.connect(page.catalogue_changed)
        qtbot.addWidget(page)
        page.resize(1270, 768)
        with qtbot.waitExposed(page):
            page.show()
        settle()
        return page

    return show


@pytest.fixture
def page(stall: Shop, open_page: Callable[[Shop], ProductsPage]) -> ProductsPage:
    return open_page(stall)


def shown(page: ProductsPage) -> list[str]:
    return [product.sku for product in page._list.products]


def card(page: ProductsPage, sku: str) -> QPoint:
    """Return the middle of a product's card."""
    index = page._list.index(shown(page).index(sku))
    return page._grid.visualRect(index).center()


def button(within: QWidget, text: str) -> QPushButton:
    return next(b for b in within.findChildren(QPushButton) if b.text() == text)


def chips(page: ProductsPage) -> list[str]:
    return [chip.text() for chip in page._filters._chips.values()]


def search(qtbot: QtBot, page: ProductsPage, text: str, settle: Settle) -> list[str]:
    page._field.clear()
    with qtbot.waitSignal(page._field.search_wanted):
        page._field.setText(text)  # QTest types ASCII only
    settle()
    return shown(page)


def test_products_are_shown_newest_first_with_the_filters_counted(page: ProductsPage) -> None:
    assert shown(page) == ["HT-1", "PT-1", "SH-1", "TS-1"]
    assert chips(page)[:2] == ["ทั้งหมด 4", "เสื้อ 2"]
    assert "ยังไม่มีคลิป 4" in chips(page)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("เสื้อ", ["SH-1", "TS-1"]),
        ("เส้ือ", ["SH-1", "TS-1"]),
        ("นํ้าเงิน", ["HT-1"]),
        ("pt-1", ["PT-1"]),
        ("๓๒๐", ["PT-1"]),
        ("เหลือง", ["TS-1"]),
        ("ไม่มีแน่", []),
    ],
)
def test_searching_finds_as_one_types(
    qtbot: QtBot, page: ProductsPage, settle: Settle, typed: str, found: list[str]
) -> None:
    assert search(qtbot, page, typed, settle) == found


def test_nothing_found_offers_everything_again(qtbot: QtBot, page: ProductsPage, settle: Settle) -> None:
    search(qtbot, page, "ไม่มีแน่", settle)
    assert page._no_hits.isVisible()
    qtbot.mouseClick(button(page._no_hits, "ดูทั้งหมด"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shown(page)) == 4)


def test_a_filter_shows_its_products_and_the_rest_comes_back(qtbot: QtBot, page: ProductsPage, settle: Settle) -> None:
    qtbot.mouseClick(page._filters._chips[shelf.CATEGORY + "เสื้อ"], Qt.MouseButton.LeftButton)
    settle()
    assert shown(page) == ["SH-1", "TS-1"]
    qtbot.mouseClick(page._filters._chips[shelf.ALL], Qt.MouseButton.LeftButton)
    settle()
    assert len(shown(page)) == 4


def test_a_new_price_moves_a_product_under_price_changed(
    qtbot: QtBot, stall: Shop, page: ProductsPage, settle: Settle
) -> None:
    shirt = stall.catalogue.product("TS-1")
    stall.catalogue.remember_clip("TS-1", clip_of(shirt))
    qtbot.waitUntil(lambda: "ยังไม่มีคลิป 3" in chips(page))
    assert not any("ราคาเปลี่ยน" in chip for chip in chips(page))
    tiers = (PriceTier(label="ส่ง", min_quantity=12, price=12000),)
    stall.catalogue.save(replace(stall.catalogue.product("TS-1"), tiers=tiers))
    qtbot.waitUntil(lambda: "ราคาเปลี่ยน 1" in chips(page))
    qtbot.mouseClick(page._filters._chips[shelf.STALE], Qt.MouseButton.LeftButton)
    settle()
    assert shown(page) == ["TS-1"]


def test_a_filter_that_lost_its_last_product_gives_way_to_all(
    qtbot: QtBot, stall: Shop, page: ProductsPage, settle: Settle
) -> None:
    qtbot.mouseClick(page._filters._chips[shelf.CATEGORY + "หมวก"], Qt.MouseButton.LeftButton)
    settle()
    stall.catalogue.save(replace(stall.catalogue.product("HT-1"), category="เสื้อ"))
    qtbot.waitUntil(lambda: len(shown(page)) == 4)
    assert page._filters._chips[shelf.ALL].isChecked()


def test_a_click_opens_a_product(qtbot: QtBot, page: ProductsPage) -> None:
    with qtbot.waitSignal(page.product_wanted) as wanted:
        qtbot.mouseClick(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=card(page, "PT-1"))
    assert wanted.args == ["PT-1"]


def _card_with(page: ProductsPage, product: Product, jobs: list[Job]) -> QImage:
    card = ProductCard(page._grid._card._pictures)
    card.jobs = {product.id: jobs}
    image = QImage(213, 275, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    card._paint_product(painter, QRect(0, 0, NARROWEST, CARD_HEIGHT), product, QStyle.StateFlag.State_None)
    painter.end()
    return image


@pytest.mark.parametrize("state", ["waiting", "working"])
def test_an_old_price_is_told_beside_the_queue(page: ProductsPage, state: State) -> None:
    product = replace(STALL[0], id="a" * 32)
    old, fresh = (replace(product, clips=(replace(clip_of(product), prices=p),)) for p in ((1,), product.prices))
    job = Job(id="1", product=product.id, sku="TS-1", name="", template="new-arrival", added="", state=state)
    photo, words = QRect(60, 0, NARROWEST - 60, PHOTO_HEIGHT), QRect(0, PHOTO_HEIGHT, NARROWEST, CARD_HEIGHT)
    both, queued, alone = _card_with(page, old, [job]), _card_with(page, fresh, [job]), _card_with(page, old, [])
    assert both.copy(photo) != queued.copy(photo)
    assert both.copy(words) == queued.copy(words)
    seen = both.copy(photo)
    yellow = sum(seen.pixelColor(x, y) == QColor(GROUND["warn"]) for x in range(seen.width()) for y in range(40))
    assert yellow > 500
    assert alone.copy(photo) == queued.copy(photo)


def test_the_dashed_card_and_ctrl_n_add_a_product(qtbot: QtBot, page: ProductsPage) -> None:
    last = page._grid.visualRect(page._list.index(4)).center()
    with qtbot.waitSignal(page.new_wanted) as wanted:
        qtbot.mouseClick(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert not wanted.args[0]
    page.activateWindow()
    with qtbot.waitSignal(page.new_wanted):
        qtbot.keyClick(page._grid, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_the_keyboard_walks_opens_and_selects(qtbot: QtBot, page: ProductsPage) -> None:
    page.open_product("")
    page._grid.show_product(page._list.products[0].id)
    qtbot.keyClick(page._grid, Qt.Key.Key_Right)
    qtbot.keyClick(page._grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.product_wanted) as wanted:
        qtbot.keyClick(page._grid, Qt.Key.Key_Return)
    assert wanted.args == ["SH-1"]
    assert not page._grid.selectedIndexes()
    qtbot.keyClick(page._grid, Qt.Key.Key_Space)
    assert [p.sku for p in page._grid.selected_products()] == ["SH-1"]
    qtbot.keyClick(page._grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page._field.hasFocus()


def select(qtbot: QtBot, page: ProductsPage, *skus: str) -> None:
    for sku in skus:
        index = page._list.index(shown(page).index(sku))
        tick = tick_area(page._grid._card.card(page._grid.visualRect(index))).center()
        qtbot.mouseClick(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=tick)


def test_selected_products_go_to_the_trash_and_the_toast_takes_them_back(
    qtbot: QtBot, page: ProductsPage, stall: Shop, settle: Settle
) -> None:
    select(qtbot, page, "TS-1", "HT-1")
    assert page._selection.isVisible()
    with qtbot.waitSignal(page.notice) as told:
        qtbot.mouseClick(button(page._selection, "ลบ"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(page) == ["PT-1", "SH-1"])
    assert stall.catalogue.product("TS-1").trashed is not None
    words, undo = told.args
    assert "2" in words
    undo()
    qtbot.waitUntil(lambda: len(shown(page)) == 4)
    assert stall.catalogue.product("TS-1").trashed is None
    assert page._filters.isVisible()


def test_delete_trashes_what_the_keyboard_stands_on(qtbot: QtBot, page: ProductsPage, settle: Settle) -> None:
    page.activateWindow()
    page.open_product("")
    page._grid.show_product(page._list.products[1].id)
    qtbot.keyClick(page._grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "PT-1" not in shown(page))
    assert len(shown(page)) == 3


def into_trash(qtbot: QtBot, page: ProductsPage, settle: Settle) -> None:
    page._shop.catalogue.trash(["TS-1", "SH-1"])
    qtbot.waitUntil(lambda: shelf.TRASH in page._filters._chips)
    qtbot.mouseClick(page._filters._chips[shelf.TRASH], Qt.MouseButton.LeftButton)
    settle()


def test_the_trash_gives_back_what_is_chosen(qtbot: QtBot, page: ProductsPage, settle: Settle) -> None:
    into_trash(qtbot, page, settle)
    assert shown(page) == ["SH-1", "TS-1"]
    opened: list[str] = []
    page.product_wanted.connect(opened.append)
    qtbot.mouseClick(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=card(page, "SH-1"))
    assert opened == []
    qtbot.mouseClick(button(page._selection, "กู้คืน"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(page) == ["TS-1"])


@pytest.mark.parametrize(("answer", "left"), [("purge", ["TS-1"]), ("keep", ["SH-1", "TS-1"])])
def test_deleting_for_good_asks_first(
    qtbot: QtBot, page: ProductsPage, settle: Settle, answer: str, left: list[str]
) -> None:
    into_trash(qtbot, page, settle)
    select(qtbot, page, "SH-1")
    qtbot.mouseClick(button(page._selection, "ลบถาวร"), Qt.MouseButton.LeftButton)
    dialog = page.findChild(MessageDialog)
    assert "1" in dialog.title.text()
    assert dialog.findChild(QPushButton, "keep").isDefault()
    dialog.press(answer)
    settle()
    assert shown(page) == left


def test_an_empty_shop_invites_to_begin(qtbot: QtBot, shop: Shop, open_page: Callable[[Shop], ProductsPage]) -> None:
    page = open_page(shop)
    assert page._empty.isVisible()
    assert not page._bars.isVisible()
    with qtbot.waitSignal(page.new_wanted):
        qtbot.mouseClick(button(page._empty, "พิมพ์ข้อมูลก่อน ค่อยใส่รูป"), Qt.MouseButton.LeftButton)
    shop.catalogue.add(STALL[0])
    qtbot.waitUntil(page._grid.isVisible)


def test_photos_dropped_on_the_grid_make_a_new_product(
    qtbot: QtBot, page: ProductsPage, make_photo: PhotoMaker
) -> None:
    photo = make_photo()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo))])
    point, copy, left, none = (
        page.rect().center(),
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(point, copy, mime, left, none)
    qtbot.waitUntil(page.isVisible)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.new_wanted) as wanted:
        QApplication.sendEvent(page, QDropEvent(point, copy, mime, left, none))
    assert wanted.args[0] == Incoming((Path(photo),))


def test_two_thousand_products_are_drawn_only_where_they_are_seen(
    qtbot: QtBot, shop: Shop, open_page: Callable[[Shop], ProductsPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(shop)
    painted: list[int] = []
    paint = ProductCard.paint
    monkeypatch.setattr(ProductCard, "paint", lambda self, p, o, i: (painted.append(i.row()), paint(self, p, o, i)))
    many = tuple(replace(STALL[0], id=f"{n:032x}", sku=f"TS-{n}") for n in range(2000))
    page._list.show_products(many)
    page._body.setCurrentWidget(page._grid)
    qtbot.waitUntil(lambda: len(painted) > 10)
    assert max(painted) < 30
    painted.clear()
    page._grid.show_product(many[1500].id)
    qtbot.waitUntil(lambda: 1500 in painted)
    assert min(painted) > 1400


def test_the_grid_keeps_its_place_and_selection_when_something_is_added(
    qtbot: QtBot, page: ProductsPage, stall: Shop
) -> None:
    select(qtbot, page, "SH-1")
    stall.catalogue.add(Product(name="ใหม่ล่าสุด", sku="NEW-1"))
    qtbot.waitUntil(lambda: "NEW-1" in shown(page))
    assert [p.sku for p in page._grid.selected_products()] == ["SH-1"]
