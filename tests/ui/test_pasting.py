"""Ctrl+V while a field has the keyboard: photos come into the product, words into the field."""

from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from ui.pages.editor import EditorPage
from ui.tasks import Tasks
from ui.widgets.editors import Combo
from vendor_app.catalogue.records import Product
from vendor_app.shop import Shop

Field: TypeAlias = QLineEdit | QTextEdit | Combo
FIELDS = ("name", "_price", "_description", "_unit", "_category")


@pytest.fixture
def editor(qtbot: QtBot, shop: Shop, tasks: Tasks, shirt: Product, settle: Settle) -> EditorPage:
    page = EditorPage(shop, tasks)
    qtbot.addWidget(page)
    page.resize(1270, 768)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.open_product(shirt.sku)
    settle()
    return page


def copied(picture: bool, words: str = "", file: Path | None = None) -> None:
    mime = QMimeData()
    if picture:
        image = QImage(320, 240, QImage.Format.Format_RGB32)
        image.fill(0x3366CC)
        mime.setImageData(image)
    if words:
        mime.setText(words)
    if file is not None:
        mime.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(mime)


def paste_into(qtbot: QtBot, editor: EditorPage, name: str) -> Field:
    field = getattr(editor._form, name)
    assert isinstance(field, (QLineEdit, QTextEdit, Combo))
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    (field.line if isinstance(field, Combo) else field).selectAll()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return field


def written(field: Field) -> str:
    if isinstance(field, Combo):
        return field.currentText()
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("name", FIELDS)
def test_a_copied_picture_comes_in_and_what_is_selected_stays(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle, name: str
) -> None:
    before = written(getattr(editor._form, name))
    copied(picture=True)
    field = paste_into(qtbot, editor, name)
    settle()
    assert written(field) == before
    assert [photo.name for photo in shop.catalogue.product("TS-1").photos] == ["pasted.png"]


@pytest.mark.parametrize("name", FIELDS)
def test_a_copied_file_comes_in_and_its_path_does_not(
    qtbot: QtBot, editor: EditorPage, shop: Shop, make_photo: PhotoMaker, settle: Settle, name: str
) -> None:
    before = written(getattr(editor._form, name))
    copied(picture=False, file=make_photo("ด้านหน้า.jpg"))
    field = paste_into(qtbot, editor, name)
    settle()
    assert written(field) == before
    assert [photo.name for photo in shop.catalogue.product("TS-1").photos] == ["ด้านหน้า.jpg"]


@pytest.mark.parametrize("picture", [False, True], ids=["words", "cells of a sheet"])
def test_words_go_into_the_field(qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle, picture: bool) -> None:
    copied(picture=picture, words="เสื้อเชิ้ตลายสก็อต")
    field = paste_into(qtbot, editor, "name")
    settle()
    assert written(field) == "เสื้อเชิ้ตลายสก็อต"
    assert shop.catalogue.product("TS-1").photos == ()


@pytest.mark.parametrize("name", FIELDS)
def test_of_an_empty_clipboard_nothing_comes_in_place_of_what_is_selected(
    qtbot: QtBot, editor: EditorPage, settle: Settle, name: str
) -> None:
    told: list[str] = []
    editor.notice.connect(lambda words, _undo: told.append(words))
    before = written(getattr(editor._form, name))
    copied(picture=False)
    field = paste_into(qtbot, editor, name)
    settle()
    assert written(field) == before
    assert len(told) == 1


def test_a_picture_that_is_there_already_is_said_to_be(
    qtbot: QtBot, editor: EditorPage, shop: Shop, settle: Settle
) -> None:
    told: list[str] = []
    editor.notice.connect(lambda words, _undo: told.append(words))
    copied(picture=True)
    for _press in ("first", "again"):
        editor._photos.paste()
        settle()
    assert told == ["เพิ่มรูปแล้ว 1 รูป", "สินค้านี้มีรูปนี้อยู่แล้ว"]
    assert len(shop.catalogue.product("TS-1").photos) == 1
