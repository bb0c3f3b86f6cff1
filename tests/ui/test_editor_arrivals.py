"""Photos that come into the editor from a watched folder or a memory card."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from tests.ui.test_editor_page import editor, names, page
from ui.dialogs.card_import import CardImport
from ui.dialogs.message import MessageDialog
from ui.pages import editor_arrivals
from ui.pages.editor import EditorPage
from ui.tasks import Tasks
from ui.theme import Color
from vendor_app.photos.watched import CardDay, CardPhoto
from vendor_app.shop import Shop

__all__ = ["editor", "page"]
PATIENCE = 30_000


def test_a_photo_that_comes_into_the_folder_comes_into_the_product(
    qtbot: QtBot, editor: EditorPage, shop: Shop, make_photo: PhotoMaker, tmp_path: Path, settle: Settle
) -> None:
    folder = tmp_path / "จากกล้อง"
    folder.mkdir()
    editor.arrivals.watch(folder)
    qtbot.waitUntil(lambda: editor.arrivals.is_watching, timeout=PATIENCE)
    make_photo("ใหม่.jpg").replace(folder / "ใหม่.jpg")
    qtbot.waitUntil(lambda: names(shop) == ["ใหม่.jpg"], timeout=PATIENCE)
    settle()
    editor.leave()
    assert not editor.arrivals.is_watching
    settle()


def test_who_leaves_before_it_begins_watches_nothing(editor: EditorPage, tmp_path: Path, settle: Settle) -> None:
    editor.arrivals.watch(tmp_path)
    editor.leave()
    settle()
    assert not editor.arrivals.is_watching


def test_a_folder_that_goes_away_is_said_once(qtbot: QtBot, editor: EditorPage, tmp_path: Path, settle: Settle) -> None:
    folder = tmp_path / "ไดรฟ์"
    folder.mkdir()
    editor.arrivals.watch(folder)
    qtbot.waitUntil(lambda: editor.arrivals.is_watching, timeout=PATIENCE)
    told: list[object] = []
    editor.problem.connect(told.append)
    folder.rmdir()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    settle()
    assert len(told) == 1
    assert "ไดรฟ์" in str(told[0])
    assert not editor.arrivals.is_watching


def _tick(dialog: CardImport, *rows: int) -> None:
    """Do as a click on each of these does."""
    for row in rows:
        flag = QItemSelectionModel.SelectionFlag.Toggle
        dialog.list.selectionModel().select(dialog.photos.index(row), flag)


def test_of_a_full_card_only_what_is_in_sight_is_read(
    qtbot: QtBot, editor: EditorPage, make_photo: PhotoMaker, tasks: Tasks, tmp_path: Path, settle: Settle
) -> None:
    make_photo("IMG_0.jpg", seed=1).replace(tmp_path / "IMG_0.jpg")
    paths = [tmp_path / f"IMG_{number}.jpg" for number in range(20_000)]
    day = CardDay("2026-03-04", tuple(CardPhoto(path, "2026-03-04") for path in paths))
    dialog = CardImport(editor, tasks, (day, day))
    dialog.open()
    qtbot.waitUntil(lambda: dialog.photos.picture(paths[0]) is not None, timeout=PATIENCE)
    settle()
    read = [path for path in paths if path in dialog.photos._pictures]
    assert paths[0] in read
    assert len(read) < 200
    dialog.list.selectAll()
    _tick(dialog, 7)
    dialog.days.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.chosen, timeout=PATIENCE) as chosen:
        dialog._ok.click()
    assert set(paths) - set(chosen.args[0]) == {paths[7]}
    settle()


def test_photos_of_a_card_are_chosen_by_day(
    qtbot: QtBot,
    editor: EditorPage,
    shop: Shop,
    make_photo: PhotoMaker,
    tmp_path: Path,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dcim = tmp_path / "card" / "DCIM" / "100CANON"
    dcim.mkdir(parents=True)
    for number, when in ((1, 1_772_600_400), (2, 1_772_600_460), (3, 1_772_900_000)):
        file = make_photo(f"IMG_{number}.jpg", seed=number).replace(dcim / f"IMG_{number}.jpg")
        os.utime(file, (when, when))
    monkeypatch.setattr(editor_arrivals, "cards", lambda: (tmp_path / "card",))
    editor.arrivals.look_for_cards()
    qtbot.waitUntil(lambda: editor.findChild(CardImport) is not None, timeout=PATIENCE)
    dialog = editor.findChild(CardImport)
    assert dialog.days.count() == 2
    assert not dialog._ok.isEnabled()
    qtbot.waitUntil(lambda: dialog.photos.picture(dcim / "IMG_3.jpg") is not None, timeout=PATIENCE)
    _tick(dialog, 0)
    dialog.days.setCurrentIndex(1)
    assert [dialog.photos.index(row).data() for row in range(dialog.photos.rowCount())] == ["IMG_1.jpg", "IMG_2.jpg"]
    _tick(dialog, 0, 1)
    _tick(dialog, 0)
    dialog.days.setCurrentIndex(0)
    assert dialog.list.selectionModel().isSelected(dialog.photos.index(0))
    dialog._ok.click()
    qtbot.waitUntil(lambda: names(shop) == ["IMG_2.jpg", "IMG_3.jpg"], timeout=PATIENCE)
    settle()


def test_without_a_card_it_says_what_to_do(
    qtbot: QtBot, editor: EditorPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_arrivals, "cards", lambda: ())
    editor.arrivals.look_for_cards()
    settle()
    dialog = editor.findChild(MessageDialog)
    assert "ไม่พบการ์ด" in dialog.accessibleName()
    dialog.press("close")


def test_the_button_for_files_names_every_way(editor: EditorPage) -> None:
    menu: QMenu = editor._photos.ask_where()
    assert len(menu.actions()) == 5
    menu.actions()[-1].trigger()
    menu.close()
    dialog = editor.findChild(MessageDialog)
    assert "DCIM" in dialog.accessibleName()
    dialog.press("close")


def test_a_photo_that_is_ticked_looks_ticked(
    qtbot: QtBot, editor: EditorPage, make_photo: PhotoMaker, tasks: Tasks, tmp_path: Path, settle: Settle
) -> None:
    path = make_photo("IMG_0.jpg", seed=1)
    dialog = CardImport(editor, tasks, (CardDay("2026-03-04", (CardPhoto(path, "2026-03-04"),)),))
    dialog.open()
    qtbot.waitUntil(lambda: dialog.photos.picture(path) is not None, timeout=PATIENCE)
    place = dialog.list.visualRect(dialog.photos.index(0))
    shown = dialog.list.viewport().grab(place).toImage().copy()
    _tick(dialog, 0)
    ticked = dialog.list.viewport().grab(place).toImage().copy()
    density = shown.devicePixelRatio()
    corner, middle = QPoint(14, 22) * density, place.center() * density - place.topLeft() * density
    assert ticked.pixelColor(corner) == QColor(Color.PRIMARY) != shown.pixelColor(corner)
    assert ticked.pixelColor(middle) == shown.pixelColor(middle), "the picture keeps its colours"
    dialog.reject()
    settle()
