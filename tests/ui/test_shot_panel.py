"""The shot list in the editor: what is there and what is missing, which photo is which, and what to mend."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from tests.ui.test_editor_page import drop, editor, files, page
from ui.dialogs.message import MessageDialog
from ui.pages.editor import EditorPage
from ui.pages.products import ProductsPage
from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from ui.widgets.drops import Incoming
from ui.widgets.photo_advice import advice
from ui.widgets.photo_list import PhotoRole
from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import Photo
from vendor_app.photos.quality import Mark, MarkName
from vendor_app.photos.shot_list import Shot
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop

__all__ = ["editor", "page"]
PATIENCE = 30_000


@pytest.fixture
def with_photos(editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle) -> EditorPage:
    """The editor with two photos in the shirt."""
    drop(editor, files(*(make_photo(f"{n}.jpg", width=700, height=900, seed=n) for n in (1, 2))))
    settle()
    return editor


def shots(shop: Shop) -> list[tuple[str, str]]:
    return [(photo.name, photo.shot) for photo in shop.catalogue.product("TS-1").photos]


def slots(editor: EditorPage) -> list[str]:
    """Return the names of the tiles without a photo, in order; "" for the last."""
    tiles = editor._photos.tiles.model()
    found = [
        tiles.index(row, 0).data(PhotoRole.SHOT) for row in range(len(editor._photos.tiles.photos), tiles.rowCount())
    ]
    return [shot.name if shot else "" for shot in found]


def row_of(editor: EditorPage, shot: str) -> int:
    return len(editor._photos.tiles.photos) + slots(editor).index(shot)


def let_go_on(editor: EditorPage, photo: int, row: int) -> None:
    """Drag a photo onto a tile."""
    tiles = editor._photos.tiles
    mime = tiles.model().mimeData([tiles.model().index(photo, 0)])
    point = QPointF(tiles.visualRect(tiles.model().index(row, 0)).center())
    tiles.dropEvent(
        QDropEvent(point, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )


def count(editor: EditorPage) -> str:
    return editor._photos._count.text()


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_a_new_product_shows_what_to_take(editor: EditorPage) -> None:
    assert slots(editor) == ["front", "back", "fabric", "collar", "worn", "label", "ruler", "clip", ""]
    assert count(editor) == "ถ่ายแล้ว 0 จาก 8"
    assert "ลากรูป" in editor._photos.advice.text() or "วางรูป" in editor._photos.advice.text()


def test_the_list_follows_the_category(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    editor._draft.change(category="กระเป๋า")
    editor._draft.flush()
    settle()
    assert "inside" in slots(editor)
    assert count(editor) == "ถ่ายแล้ว 0 จาก 7"


def test_a_photo_is_dragged_onto_the_shot_it_is_and_undo_takes_it_back(
    qtbot: QtBot, with_photos: EditorPage, shop: Shop, settle: Settle
) -> None:
    let_go_on(with_photos, 1, row_of(with_photos, "back"))
    settle()
    assert shots(shop) == [("1.jpg", ""), ("2.jpg", "back")]
    assert count(with_photos) == "ถ่ายแล้ว 1 จาก 8"
    assert "back" not in slots(with_photos)
    assert with_photos._photos.tiles.model().index(1, 0).data(PhotoRole.SHOT).name == "back"
    qtbot.mouseClick(with_photos._header.undo, Qt.MouseButton.LeftButton)
    settle()
    assert shots(shop) == [("1.jpg", ""), ("2.jpg", "")]
    assert "back" in slots(with_photos)


def test_a_photo_let_go_on_the_tile_of_footage_goes_to_the_end(
    with_photos: EditorPage, shop: Shop, settle: Settle
) -> None:
    let_go_on(with_photos, 0, row_of(with_photos, "clip"))
    settle()
    assert shots(shop) == [("2.jpg", ""), ("1.jpg", "")]


def test_the_menu_says_which_shot_a_photo_is(with_photos: EditorPage, shop: Shop, settle: Settle) -> None:
    tiles = with_photos._photos.tiles
    tiles.setCurrentIndex(tiles.model().index(0, 0))
    menu = tiles._menu()
    offered = entry(menu, "รูปนี้คือ").menu()
    assert entry(offered, "รูปอื่น").isChecked()
    entry(offered, "ป้ายไซส์").trigger()
    settle()
    assert shots(shop)[0] == ("1.jpg", "label")
    menu.close()
    again = tiles._menu()
    offered = entry(again, "รูปนี้คือ").menu()
    assert entry(offered, "ป้ายไซส์").isChecked()
    entry(offered, "รูปอื่น").trigger()
    settle()
    assert shots(shop)[0] == ("1.jpg", "")
    again.close()


def test_taking_a_photo_out_shows_its_shot_as_missing_at_once(with_photos: EditorPage, settle: Settle) -> None:
    let_go_on(with_photos, 0, row_of(with_photos, "front"))
    settle()
    assert "front" not in slots(with_photos)
    with_photos._photos.tiles.remove_photo(0)
    assert "front" in slots(with_photos)
    settle()
    assert slots(with_photos)[0] == "front"


@pytest.mark.parametrize(("text", "signal"), [("ถ่ายด้วยกล้อง", "camera_wanted"), ("ถ่ายด้วยมือถือ", "phone_wanted")])
def test_a_missing_shot_asks_how_to_take_it(qtbot: QtBot, editor: EditorPage, text: str, signal: str) -> None:
    tiles = editor._photos.tiles
    asked: list[Shot] = []
    tiles.shot_wanted.connect(lambda shot, _at: asked.append(shot))
    place = tiles.visualRect(tiles.model().index(row_of(editor, "back"), 0)).center()
    qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [shot.name for shot in asked] == ["back"]
    menu = editor._photos.findChild(QMenu)
    with qtbot.waitSignal(getattr(editor, signal), timeout=PATIENCE) as wanted:
        entry(menu, text).trigger()
    assert wanted.args == ["TS-1", "back"]
    menu.close()


def test_a_file_chosen_for_a_shot_is_that_shot(
    editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    editor._photos._take_files([str(make_photo("ป้าย.jpg"))], shot="label")
    settle()
    assert shots(shop) == [("ป้าย.jpg", "label")]


def test_what_comes_for_a_shot_and_is_no_photo_changes_nothing(
    editor: EditorPage, shop: Shop, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "โน้ต.jpg").write_text("no photo")
    editor.add_photos(Incoming((tmp_path / "โน้ต.jpg",), shot="label"))
    settle()
    assert shots(shop) == []
    editor.findChild(MessageDialog).press("close")


def test_tiles_without_a_photo_are_reached_by_keyboard(qtbot: QtBot, editor: EditorPage) -> None:
    tiles = editor._photos.tiles
    tiles.setFocus()
    tiles.setCurrentIndex(tiles.model().index(row_of(editor, "fabric"), 0))
    with qtbot.waitSignal(tiles.shot_wanted, timeout=PATIENCE) as wanted:
        qtbot.keyClick(tiles, Qt.Key.Key_Return)
    assert wanted.args[0].name == "fabric"
    editor._photos.findChild(QMenu).close()


def test_a_dark_photo_is_marked_and_the_card_leads_to_the_studio(
    qtbot: QtBot, editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    dark = make_photo("มืด.jpg", width=700, height=900, seed=1)
    Image.open(dark).point(lambda level: level // 3).save(dark)
    editor.add_photos(Incoming((dark,), shot="back"))
    settle()
    (photo,) = shop.catalogue.product("TS-1").photos
    qtbot.waitUntil(lambda: "มืดไปนิด" in editor._photos.advice.text(), timeout=PATIENCE)
    assert "“ด้านหลัง”" in editor._photos.advice.text()
    index = editor._photos.tiles.model().index(0, 0)
    assert [mark.name for mark in index.data(PhotoRole.MARKS)] == ["dark"]
    assert "มืดไปนิด" in index.data(Qt.ItemDataRole.ToolTipRole)
    with qtbot.waitSignal(editor.photo_wanted, timeout=PATIENCE) as wanted:
        qtbot.mouseClick(editor._photos.advice, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert wanted.args == ["TS-1", photo.id]
    settle()


def test_a_product_whose_photo_is_lost_is_shown_all_the_same(
    qtbot: QtBot, editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    product: Product = shop.catalogue.product("TS-1")
    shop.add_photos(product.sku, [make_photo("a.jpg")])
    (photo,) = shop.catalogue.product("TS-1").photos
    settle()
    shop.photos.path(photo).unlink()
    other = shop.catalogue.add(Product(name="กางเกง", sku="PT-1", photos=(photo,)))
    editor.open_product(other.sku)
    settle()
    assert len(editor._photos.tiles.photos) == 1


def test_the_grid_marks_a_cover_that_was_found_dark(
    qtbot: QtBot, shop: Shop, tasks: Tasks, make_photo: PhotoMaker, settle: Settle
) -> None:
    dark = make_photo("มืด.jpg", width=700, height=900, seed=1)
    Image.open(dark).point(lambda level: level // 3).save(dark)
    product = shop.catalogue.add(Product(name="เสื้อ", sku="TS-7"))
    shop.add_photos(product.sku, [dark])
    product = shop.catalogue.product("TS-7")
    shop.qualities.measured(product.photos[0])
    shown = ProductsPage(shop, tasks, RenderWatch(RenderQueue(shop), tasks))
    qtbot.addWidget(shown)
    shown.look()
    qtbot.waitUntil(lambda: bool(shown._grid._card.marks_of(product)), timeout=PATIENCE)
    assert [mark.name for mark in shown._grid._card.marks_of(product)] == ["dark"]
    settle()


@pytest.mark.parametrize("name", ["blurred", "bright", "small", "noisy", "duplicate"])
def test_what_only_another_photo_mends_is_said_once(name: MarkName) -> None:
    photo, mark = Photo(id="a" * 64, suffix=".jpg", width=900, height=1200), Mark(name)
    words = advice(Product(name="เสื้อ", photos=(photo,)), {photo.id: (mark,)}).words
    assert words.endswith(mark.says)
    assert mark.short not in words.removesuffix(mark.says)
