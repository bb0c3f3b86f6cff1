"""The whole window on a shop: who leads to whom, the language, bugs, and closing without losing a letter."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow
from ui.problems import Problems
from ui.tasks import Tasks
from ui.widgets.header import PageTitle
from ui.widgets.product_picker import ProductPicker
from ui.widgets.search_field import SearchField
from vendor_app import language
from vendor_app.bundle.platforms import platforms
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.shop import Shop

THAI = re.compile("[ก-๛]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
SAME_IN_BOTH = re.compile(
    r"Excel|CSV|Ctrl|TikTok|English|PDF|QR|BPM|WAV|MP3|M4A|ZIP|clip|voice-only|jpg|mp4|txt|json|images|README|caption|cover|bundle"
)


@pytest.fixture
def window(qtbot: QtBot, shop: Shop, shirt: Product, tasks: Tasks, settle: Settle) -> Iterator[MainWindow]:
    window = MainWindow(shop, tasks)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    settle()
    yield window
    for page in window.pages.values():
        page.leave()
    settle()
    window.hide()
    window.deleteLater()


def sidebar(qtbot: QtBot, window: MainWindow, name: str) -> None:
    qtbot.mouseClick(window._sidebar._buttons[name], Qt.MouseButton.LeftButton)


def type_price(window: MainWindow, text: str) -> QLineEdit:
    line = window.editor._form._price
    line.setText(text)
    line.textEdited.emit(text)
    return line


def test_pages_lead_to_each_other_and_back(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    assert window.page == "products"
    window.pages["products"].product_wanted.emit("TS-1")
    assert window.page == "editor"
    window.editor.clip_wanted.emit("TS-1")
    assert window.page == "clip"
    window.pages["clip"].export_wanted.emit("TS-1")
    assert window.page == "export"
    for expected in ("clip", "editor", "products", "products"):
        window.pages[window.page].back_wanted.emit()
        assert window.page == expected
    sidebar(qtbot, window, "settings")
    assert window.page == "settings"
    settle()


def test_the_export_page_leads_to_the_history_and_back(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    window.export_product("TS-1")
    settle()
    qtbot.mouseClick(window.hand_over.history, Qt.MouseButton.LeftButton)
    assert window.page == "history"
    assert window._sidebar._buttons["export"].isChecked()
    window.pages["history"].back_wanted.emit()
    assert window.page == "export"
    settle()


def test_leaving_a_page_stores_what_was_typed_there(
    qtbot: QtBot, window: MainWindow, shop: Shop, settle: Settle
) -> None:
    window.edit_product("TS-1")
    settle()
    type_price(window, "88")
    sidebar(qtbot, window, "products")
    settle()
    assert shop.catalogue.product("TS-1").price == 8800


def test_a_new_code_is_what_the_other_pages_are_led_to(window: MainWindow, shop: Shop, settle: Settle) -> None:
    window.edit_product("TS-1")
    settle()
    code = window.editor._form._sku
    code.setText("NEW-1")
    code.textEdited.emit("NEW-1")
    code.editingFinished.emit()
    settle()
    window.show_page("clip")
    settle()
    window.show_page("products")
    window.go_back()
    assert window._sku == "NEW-1"


@pytest.mark.parametrize("name", ["clip", "camera", "export"])
def test_a_code_that_was_typed_a_moment_ago_is_what_another_page_is_led_to(
    qtbot: QtBot, window: MainWindow, settle: Settle, name: str
) -> None:
    window.edit_product("TS-1")
    settle()
    window.editor._form._sku.setText("NEW-1")
    window.editor._form._sku.textEdited.emit("NEW-1")
    if name == "camera":
        window.editor.want_camera()
    else:
        window.show_page(name)
    qtbot.waitUntil(lambda: window.page == name)
    settle()
    assert window._sku == "NEW-1"
    assert not any("ไม่พบสินค้า" in word for word in texts(window.pages[name]))


def test_a_code_that_another_product_has_is_asked_about_before_the_page_goes(
    qtbot: QtBot, window: MainWindow, shop: Shop, settle: Settle
) -> None:
    shop.catalogue.add(Product(name="กระโปรง", sku="SK-1", price=9900))
    window.edit_product("TS-1")
    settle()
    window.editor._form._sku.setText("SK-1")
    window.editor._form._sku.textEdited.emit("SK-1")
    window.show_page("clip")
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None)
    assert window.page == "editor"
    window.findChild(MessageDialog).press("back")
    settle()
    assert window.page == "editor"


def texts(window: QWidget) -> list[str]:
    """Return every word on the screen that is not the vendor's own."""
    found: list[str] = []
    for widget in window.findChildren(QObject):
        if isinstance(widget, (QLabel, QAbstractButton)):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QWidget):
            found += [widget.toolTip(), widget.accessibleName()]
    return [text for text in found if text]


PAGES = ("products", "editor", "settings", "clip", "export", "history", "queue")


def visit(window: MainWindow, settle: Settle) -> list[str]:
    found: list[str] = []
    for name in PAGES:
        window.edit_product("TS-1")
        settle()
        window.show_page(name)
        settle()
        found += texts(window)
    return found


def test_in_thai_no_english_is_left(window: MainWindow, settle: Settle, shop: Shop) -> None:
    titles = re.compile("|".join(sorted((re.escape(one.title) for one in platforms()), key=len, reverse=True)))
    left = {text for text in visit(window, settle) if LATIN_WORD.search(SAME_IN_BOTH.sub("", titles.sub("", text)))}
    assert {text for text in left if str(shop.folder.parent) not in text and "/" not in text} == set()


def test_the_language_changes_at_once_and_leaves_no_thai(window: MainWindow, settle: Settle) -> None:
    language.use("en")
    window.rebuild()
    settle()
    assert "My products" in texts(window)
    own = ("เสื้อ", "ร้าน", "ภาษาไทย", "ตัว", "ถุง", "ผ้า", "ไม่ใช้", *(one.title for one in platforms()))
    assert {text for text in visit(window, settle) if THAI.search(text) and not any(o in text for o in own)} == set()


def test_in_a_small_window_the_header_leaves_the_room_to_what_is_read(
    qtbot: QtBot, window: MainWindow, shop: Shop, make_photo: PhotoMaker, settle: Settle
) -> None:
    shop.add_photos("TS-1", [make_photo("shirt.jpg", width=90, height=120, seed=1)])
    field = window.pages["products"].findChild(SearchField)
    for size, has_words in (((910, 440), False), ((1366, 728), True)):
        window.resize(*size)
        window.show_page("products")
        settle()
        needed = field.fontMetrics().horizontalAdvance(field.placeholderText()) + field.textMargins().left() + 20
        assert field.width() >= needed
        window.export_product("TS-1")
        settle()
        assert bool(window.hand_over.history.text()) == has_words
        assert window.hand_over.history.accessibleName() == "ประวัติ"
        title = next(one for one in window.pages["export"].findChildren(PageTitle) if one.isVisible())
        assert title.width() >= title.fontMetrics().horizontalAdvance("ส่งออก: เสื้อยืดคอกลม…")


@pytest.mark.parametrize("name", ["clip", "export"])
def test_a_page_asks_for_no_product_while_it_reads_the_one_it_was_led_to(
    window: MainWindow, shop: Shop, make_photo: PhotoMaker, settle: Settle, name: str
) -> None:
    shop.add_photos("TS-1", [make_photo("shirt.jpg", width=90, height=120, seed=1)])
    shop.catalogue.add(Product(name="กระโปรง", sku="SK-1", price=9900))
    lead = {"clip": window.make_clip, "export": window.export_product}[name]
    page = window.pages[name]
    for sku, title in (("TS-1", "เสื้อยืด"), ("SK-1", "")):
        lead(sku)
        assert not any(one.isVisible() for one in page.findChildren(ProductPicker))
        assert not any("เสื้อยืด" in one.text() for one in page.findChildren(PageTitle))
        settle()
        assert title in next(one.text() for one in page.findChildren(PageTitle) if one.isVisible())
    window.show_page("products")
    settle()


# What the window says


def place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("name", [*PAGES, "studio", "camera"])
def test_what_is_said_lies_over_nothing(
    qtbot: QtBot,
    window: MainWindow,
    shop: Shop,
    make_photo: PhotoMaker,
    settle: Settle,
    name: str,
) -> None:
    shop.add_photos("TS-1", [make_photo("shirt.jpg", width=90, height=120, seed=1)])
    window.resize(910, 440)  # a screen of 1366×768 at 150 %
    window.edit_product("TS-1")
    window.show_page(name)
    settle()
    page = window.pages[name]
    whole = page.height()
    window.toast.show_words("คลิปของ เสื้อยืดคอกลม ผ้านุ่มใส่สบาย เสร็จแล้ว", lambda: None)
    qtbot.waitUntil(lambda: page.height() < whole)
    assert (window.width(), window.height()) == (910, 440)
    assert not place(window, page).intersects(place(window, window.toast))
    assert window.rect().contains(place(window, window.toast))
    title = next(title for title in page.findChildren(PageTitle) if title.isVisible())
    assert place(window, page).contains(place(window, title))
    window.toast.take_back()
    qtbot.waitUntil(lambda: page.height() == whole)


def test_what_is_said_does_not_push_the_shutter_from_under_the_hand(
    qtbot: QtBot, window: MainWindow, settle: Settle
) -> None:
    window.take_pictures("TS-1", "")
    settle()
    shutter = window.camera.stage.shutter
    before = place(window, shutter)
    window.toast.show_words("ถ่ายแล้ว")
    qtbot.waitUntil(lambda: window.toast.geometry().top() == 0 and window.toast.height() > 40)
    assert place(window, shutter) == before


def test_what_was_said_of_a_page_goes_with_it(window: MainWindow, settle: Settle) -> None:
    products = window.pages["products"]
    products.notice.emit("บันทึกแล้ว", None)
    assert window.toast.words() == "บันทึกแล้ว"
    window.show_page("settings")
    assert window.toast.words() == ""
    settle()


def test_a_way_back_and_news_stay_when_the_page_changes(window: MainWindow, settle: Settle) -> None:
    products = window.pages["products"]
    products.notice.emit("ย้ายแล้ว", lambda: None)
    window.show_page("settings")
    assert window.toast.words() == "ย้ายแล้ว"
    window.toast.take_back()
    products.notice.emit("บันทึกไฟล์แล้ว", None)
    window.show_page("products")
    assert window.toast.words() == "บันทึกไฟล์แล้ว"
    settle()


def test_the_language_waits_for_work_that_is_under_way(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.editor, "is_busy", lambda: True)
    wanted: list[str] = []
    window.language_wanted.connect(wanted.append)
    window.show_page("settings")
    english = next(b for b in window.findChildren(QAbstractButton) if b.text() == "English")
    qtbot.mouseClick(english, Qt.MouseButton.LeftButton)
    assert wanted == []
    assert "รอให้เสร็จก่อน" in window.toast.words()
    monkeypatch.undo()
    qtbot.mouseClick(english, Qt.MouseButton.LeftButton)
    assert wanted == ["en"]


@pytest.mark.parametrize("wish", ["shop_wanted", "new_shop_wanted"])
def test_another_shop_waits_for_work_that_is_under_way(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: str
) -> None:
    wanted: list[Path] = []
    getattr(window, wish).connect(wanted.append)
    with monkeypatch.context() as busy:
        busy.setattr(window.camera, "is_busy", lambda: True)
        getattr(window.pages["settings"], wish).emit(tmp_path)
    assert wanted == []
    assert "รอให้เสร็จก่อน" in window.toast.words()
    getattr(window.pages["settings"], wish).emit(tmp_path)
    assert wanted == [tmp_path]


def test_rebuilding_keeps_the_page_and_the_product(window: MainWindow, settle: Settle) -> None:
    window.edit_product("TS-1")
    settle()
    window.rebuild()
    settle()
    assert (window.page, window.editor.sku) == ("editor", "TS-1")


def test_the_shops_name_is_on_the_window_and_follows_its_change(
    qtbot: QtBot, window: MainWindow, shop: Shop, settle: Settle
) -> None:
    assert window.windowTitle().startswith("ร้านป้าแดง")
    page = window.pages["settings"]
    page._name.setText("ร้านใหม่")
    page._name.editingFinished.emit()
    settle()
    assert shop.name == "ร้านใหม่"
    assert window.windowTitle().startswith("ร้านใหม่")


def test_a_shop_without_a_name_is_refused_at_the_field(window: MainWindow, shop: Shop, settle: Settle) -> None:
    page = window.pages["settings"]
    page._name.setText("  ")
    page._rename()
    settle()
    assert "ชื่อ" in page._name_field.problem()
    assert shop.name == "ร้านป้าแดง"


def test_a_crash_in_a_task_shows_one_dialog_and_the_window_lives_on(
    qtbot: QtBot, window: MainWindow, tasks: Tasks, settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    problems = Problems()
    tasks.crashed.connect(problems.show_bug)
    for _ in range(3):
        tasks.prepare_read(lambda: [][1]).start()
    settle()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog) and w.isVisible()]
    assert [dialog.title.text() for dialog in dialogs] == ["โปรแกรมสะดุดนิดหน่อย แต่ข้อมูลร้านยังอยู่ครบ"]
    assert "IndexError" in caplog.text
    dialogs[0].press("close")
    window.edit_product("TS-1")
    settle()
    assert window.editor.sku == "TS-1"


def test_closing_waits_for_what_was_typed_last(qtbot: QtBot, window: MainWindow, shop: Shop, settle: Settle) -> None:
    window.edit_product("TS-1")
    settle()
    type_price(window, "77")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert shop.catalogue.product("TS-1").price == 7700


def test_a_system_that_shuts_down_saves_what_was_typed_last(
    window: MainWindow, shop: Shop, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.edit_product("TS-1")
    settle()
    type_price(window, "77")
    monkeypatch.setattr(QGuiApplication, "isSavingSession", lambda _self: True)
    assert window.close()
    settle()
    assert shop.catalogue.product("TS-1").price == 7700


@pytest.mark.parametrize("answer", ["close", "back"])
def test_closing_asks_about_what_could_not_be_saved(
    qtbot: QtBot,
    window: MainWindow,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    def full(*_: object) -> Product:
        raise VendorError("พื้นที่ในเครื่องเต็มแล้ว")

    window.edit_product("TS-1")
    settle()
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    with monkeypatch.context() as patched:
        patched.setattr(Catalogue, "save", full)
        type_price(window, "77")
        window.close()
        qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None)
        window.editor._draft.flush()  # as by itself after a while
        settle()
        (dialog,) = window.findChildren(MessageDialog)
        assert "เต็มแล้ว" in dialog.text.text()
        dialog.press(answer)
        settle()
    assert bool(closed) is (answer == "close")
    if answer == "back":
        with qtbot.waitSignal(window.closed):
            window.close()


@pytest.mark.parametrize(("answer", "page", "text"), [("back", "editor", "ผิด"), ("leave", "products", "199")])
def test_leaving_asks_about_what_cannot_be_saved(
    qtbot: QtBot, window: MainWindow, settle: Settle, answer: str, page: str, text: str
) -> None:
    window.edit_product("TS-1")
    settle()
    price = type_price(window, "ผิด")
    assert window.editor._header.state.text() == "ยังบันทึกไม่ครบ"
    window.go_back()
    dialog = next(dialog for dialog in window.findChildren(MessageDialog) if dialog.isVisible())
    assert window.page == "editor"
    assert "ผิด" in dialog.text.text()
    dialog.press(answer)
    settle()
    assert (window.page, price.text()) == (page, text)


def test_a_copy_that_could_not_be_written_is_told(qtbot: QtBot, window: MainWindow, shop: Shop, settle: Settle) -> None:
    told: list[VendorError] = []
    window.problem.connect(told.append)
    products = shop.folder / "products"
    for file in products.iterdir():
        file.unlink()
    products.rmdir()
    products.write_text("")
    shop.catalogue.add(Product(name="อีกชิ้น", sku="X-1"))
    qtbot.waitUntil(lambda: bool(told))
    assert "อีกชิ้น" in str(told[0])
    products.unlink()
    products.mkdir()


def test_nothing_is_cut_on_a_small_screen_at_150_percent(qtbot: QtBot, window: MainWindow, settle: Settle) -> None:
    window.resize(911, 480)
    for name in ("products", "editor", "settings", "queue"):
        window.edit_product("TS-1")
        settle()
        window.show_page(name)
        settle()
        assert window.width() == 911
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.text() and not button.visibleRegion().isEmpty():
                assert button.width() >= button.minimumSizeHint().width(), button.text()


@pytest.mark.parametrize("answer", ["close", "wait"])
def test_closing_asks_while_work_is_under_way(
    qtbot: QtBot, window: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(window.editor, "is_busy", lambda: True)
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.close()
    assert closed == []
    dialog = window.findChild(MessageDialog)
    assert dialog.title.text() == "ยังทำงานไม่เสร็จ"
    dialog.press(answer)
    settle()
    assert bool(closed) is (answer == "close")
