"""Photos that come into the editor from a watched folder or a memory card."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from tests.ui.test_editor_page import editor, names, page
from ui.dialogs.card_import import CardImport
from ui.dialogs.message import MessageDialog
from ui.pages import editor_arrivals
from ui.pages.editor import EditorPage
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
    qtbot.waitUntil(lambda: not dialog.list.item(0).icon().isNull(), timeout=PATIENCE)
    dialog.list.item(0).setSelected(True)
    dialog.days.setCurrentIndex(1)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["IMG_1.jpg", "IMG_2.jpg"]
    dialog.list.item(1).setSelected(True)
    dialog.days.setCurrentIndex(0)
    assert dialog.list.item(0).isSelected()
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
