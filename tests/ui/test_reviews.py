"""What customers said, typed into the editor: stored while it is typed, with name and photo, and taken away again."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QStyle
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from ui.models import Changes
from ui.pages.editor import EditorPage
from ui.tasks import Tasks
from ui.theme import Color
from ui.widgets.review_rows import PhotoMenu, ReviewRow
from vendor_app.catalogue.records import Product, Review
from vendor_app.shop import Shop


@pytest.fixture
def editor(
    qtbot: QtBot, shop: Shop, tasks: Tasks, shirt: Product, make_photo: PhotoMaker, settle: Settle
) -> EditorPage:
    shop.add_photos(shirt.sku, [make_photo("a.jpg"), make_photo("b.jpg", seed=7)])
    page = EditorPage(shop, tasks)
    Changes(shop.catalogue, page).changed.connect(page.catalogue_changed)
    qtbot.addWidget(page)
    page.resize(1270, 768)
    page.show()
    page.open_product(shirt.sku)
    settle()
    return page


def said(editor: EditorPage, words: str, who: str = "") -> ReviewRow:
    """Type another review, as a vendor does, and leave it."""
    editor._form._review.click()
    row = editor._form.reviews.rows[-1]
    row.text.setPlainText(words)
    row.who.setText(who)
    row.who.textEdited.emit(who)
    row.who.editingFinished.emit()
    return row


def stored(shop: Shop) -> tuple[Review, ...]:
    return shop.catalogue.product("TS-1").reviews


def test_a_review_is_stored_with_who_said_it(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    said(editor, "ผ้านุ่ม ไซส์ตรง", "คุณแนน อุดรฯ")
    said(editor, "ส่งไวมาก")
    settle()
    assert stored(shop) == (Review(text="ผ้านุ่ม ไซส์ตรง", who="คุณแนน อุดรฯ"), Review(text="ส่งไวมาก"))


def test_a_customers_photo_is_one_of_the_products(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    row = said(editor, "ใส่แล้วสวย")
    row.photo._offer()
    next(action for action in row.photo.findChild(QMenu).actions() if action.text() == "รูปที่ 2").trigger()
    row.who.editingFinished.emit()
    settle()
    assert stored(shop)[0].photo == shop.catalogue.product("TS-1").photos[1].id


def test_the_photos_to_choose_from_are_seen_also_the_first_time(
    qtbot: QtBot, editor: EditorPage, settle: Settle
) -> None:
    row = said(editor, "ใส่แล้วสวย")
    row.photo._offer()
    menu = row.photo.findChild(PhotoMenu)
    photos = menu.actions()[1:]
    size = QSize(44, 44)
    ground = QColor(Color.CHIP)
    qtbot.waitUntil(lambda: all(one.icon().pixmap(size).toImage().pixelColor(22, 22) != ground for one in photos))
    assert menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu) == size.width()
    menu.close()
    settle()


def test_a_name_without_words_waits_and_says_why(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    said(editor, "", "คุณแนน")
    settle()
    assert stored(shop) == ()
    assert "ยังไม่มีข้อความ" in editor.unsaved()
    editor._form.reviews.rows[0].text.setPlainText("ชอบมาก")
    editor._form.reviews.rows[0].text.left.emit()
    settle()
    assert stored(shop) == (Review(text="ชอบมาก", who="คุณแนน"),)
    assert editor.unsaved() == ""


def test_a_review_is_taken_away_and_undo_brings_it_back(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    said(editor, "ดีมาก")
    said(editor, "คุ้มราคา")
    settle()
    editor._form.reviews.rows[0].remove.click()
    settle()
    assert [review.text for review in stored(shop)] == ["คุ้มราคา"]
    editor._draft.undo()
    settle()
    assert [review.text for review in stored(shop)] == ["ดีมาก", "คุ้มราคา"]
    assert [row.text.toPlainText() for row in editor._form.reviews.rows] == ["ดีมาก", "คุ้มราคา"]


def test_another_product_shows_none_of_them(editor: EditorPage, shop: Shop, settle: Settle) -> None:
    said(editor, "ดีมาก")
    shop.catalogue.add(Product(name="กางเกงขายาว", sku="TR-1"))
    editor.open_product("TR-1")
    settle()
    assert editor._form.reviews.rows == []
    editor.open_product("TS-1")
    settle()
    assert [row.text.toPlainText() for row in editor._form.reviews.rows] == ["ดีมาก"]
