"""Footage in the editor: it comes in with its picture, what is no video is named, taking it out can be undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from tests.ui.test_editor_page import drop, files, type_into
from tests.video.films import film
from ui.dialogs.message import MessageDialog
from ui.models import Changes
from ui.pages.editor import EditorPage
from ui.tasks import Tasks
from ui.widgets.drops import Incoming
from vendor_app.catalogue.records import Product
from vendor_app.shop import Shop

PATIENCE = 30_000


@pytest.fixture
def editor(qtbot: QtBot, shop: Shop, tasks: Tasks, shirt: Product, settle: Settle) -> EditorPage:
    page = EditorPage(shop, tasks)
    Changes(shop.catalogue, page).changed.connect(page.catalogue_changed)
    qtbot.addWidget(page)
    page.resize(1270, 768)
    page.show()
    page.open_product(shirt.sku)
    settle()
    return page


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    return film(tmp_path / "เดินใส่จริง.mp4", seconds=3, sound="-c:a aac")


def test_what_is_dropped_is_sorted_into_footage_and_photos(
    editor: EditorPage, shop: Shop, walk: Path, make_photo: PhotoMaker, settle: Settle
) -> None:
    drop(editor, files(walk, make_photo("front.jpg")))
    settle()
    settle()
    product = shop.catalogue.product("TS-1")
    assert [piece.name for piece in product.footage] == ["เดินใส่จริง.mp4"]
    assert [photo.name for photo in product.photos] == ["front.jpg"]
    (row,) = editor._footage_panel.rows
    assert row.picture.has_image()


def test_a_new_product_gets_the_video_that_was_brought_with_its_photos(
    editor: EditorPage, shop: Shop, walk: Path, make_photo: PhotoMaker, settle: Settle
) -> None:
    editor.open_new(Incoming((walk, make_photo("front.jpg"))))
    for _step in ("begun", "photos in", "shown"):
        settle()
    product = shop.catalogue.product(editor.sku)
    assert product.sku != "TS-1"
    assert [piece.name for piece in product.footage] == ["เดินใส่จริง.mp4"]
    assert [photo.name for photo in product.photos] == ["front.jpg"]
    assert shop.catalogue.product("TS-1").footage == ()
    assert editor.findChild(MessageDialog) is None


def test_a_copied_video_is_pasted_as_footage(
    editor: EditorPage, shop: Shop, walk: Path, make_photo: PhotoMaker, settle: Settle
) -> None:
    QGuiApplication.clipboard().setMimeData(files(walk))
    editor._photos.paste()
    settle()
    settle()
    assert [piece.name for piece in shop.catalogue.product("TS-1").footage] == ["เดินใส่จริง.mp4"]


def test_a_video_that_is_none_is_named_with_its_reason(
    qtbot: QtBot, editor: EditorPage, shop: Shop, walk: Path, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "ปลอม.mp4").write_text("no film")
    editor._footage.add((walk, tmp_path / "ปลอม.mp4"))
    settle()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog) and w.isVisible()]
    assert len(shown) == 1
    shown[0].press("close")
    assert len(shop.catalogue.product("TS-1").footage) == 1


def test_taking_a_video_out_can_be_undone(editor: EditorPage, shop: Shop, walk: Path, settle: Settle) -> None:
    editor._footage.add((walk,))
    settle()
    settle()
    undone: list[object] = []
    editor.notice.connect(lambda _words, undo: undone.append(undo))
    editor._footage_panel.rows[0].remove.click()
    settle()
    assert shop.catalogue.product("TS-1").footage == ()
    assert editor._footage_panel.rows == []
    undone[-1]()
    settle()
    assert len(shop.catalogue.product("TS-1").footage) == 1


@pytest.mark.parametrize("is_on_its_way", [False, True])
def test_a_video_goes_out_of_its_own_product_while_the_code_is_being_changed(
    editor: EditorPage, shop: Shop, shirt: Product, walk: Path, settle: Settle, is_on_its_way: bool
) -> None:
    undone: list[Callable[[], None]] = []
    editor.notice.connect(lambda _words, undo: undone.append(undo))
    editor._footage.add((walk,))
    settle()
    settle()
    type_into(editor, "รหัสสินค้า", "TS-9")
    if is_on_its_way:
        editor._draft.flush()
    editor._footage_panel.rows[0].remove.click()
    editor._draft.flush()
    settle()
    after = shop.catalogue.by_id(shirt.id)
    assert (after.sku, after.footage) == ("TS-9", ())
    other = shop.catalogue.add(Product(name="เสื้อใหม่", sku="TS-1", price=9900))
    undone[-1]()
    settle()
    assert len(shop.catalogue.by_id(shirt.id).footage) == 1
    assert shop.catalogue.by_id(other.id).footage == ()


def test_footage_added_while_other_footage_comes_in_waits_its_turn(
    editor: EditorPage, shop: Shop, walk: Path, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    other = film(tmp_path / "อีกคลิป.webm", how="-c:v libvpx-vp9 -deadline realtime", seconds=1)
    editor._footage.add((walk,))
    editor._footage.add((other,))
    assert editor.is_busy()
    qtbot.waitUntil(lambda: len(shop.catalogue.product("TS-1").footage) == 2, timeout=PATIENCE)
    settle()
    assert [row.footage.name for row in editor._footage_panel.rows] == ["เดินใส่จริง.mp4", "อีกคลิป.webm"]


def test_what_waits_comes_into_the_product_it_was_meant_for(
    editor: EditorPage, shop: Shop, walk: Path, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    skirt = shop.catalogue.add(Product(name="กระโปรง", sku="SK-1", price=9900))
    other = film(tmp_path / "อีกคลิป.webm", how="-c:v libvpx-vp9 -deadline realtime", seconds=1)
    editor._footage.add((walk,))
    editor._footage.add((other,))
    editor._footage.show_product(skirt)
    qtbot.waitUntil(lambda: not editor.is_busy(), timeout=PATIENCE)
    settle()
    assert len(shop.catalogue.product("TS-1").footage) == 2
    assert shop.catalogue.product("SK-1").footage == ()
