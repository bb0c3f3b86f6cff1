"""The small parts that every page is built of."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui import shelf
from ui.qt_words import QtWords
from ui.shelf import Filter
from ui.tasks import Tasks
from ui.theme import body_font
from ui.widgets.badge import Badge
from ui.widgets.camera_missing import CameraMissing
from ui.widgets.card import Caption, ElidedLabel
from ui.widgets.editors import Choice, Combo
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.progress_strip import ProgressStrip, time_left
from ui.widgets.refusal import Refusal
from ui.widgets.shot_words import WordsField
from ui.widgets.studio_tools import TOOLS, StudioTools
from ui.widgets.toast import Toast
from ui.widgets.words import Words, cut, tip
from vendor_app.errors import VendorError
from vendor_app.progress import Progress


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "เหลือราว 1 วินาที"),
        (7.4, "เหลือราว 7 วินาที"),
        (12, "เหลือราว 10 วินาที"),
        (48, "เหลือราว 50 วินาที"),
        (55, "เหลือราว 1 นาที"),
        (200, "เหลือราว 3 นาที"),
    ],
)
def test_time_left_is_told_as_a_person_would(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


def test_a_strip_follows_its_task_and_hides_at_its_end(qtbot: QtBot, tasks: Tasks, settle: Settle) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    task = tasks.prepare(lambda progress: list(progress.track(range(50), "อ่านรูป")))
    reached: list[int] = []
    strip._bar.valueChanged.connect(reached.append)
    strip.watch(task, "เริ่ม")
    assert not strip.isHidden()
    task.start()
    settle()
    assert strip.isHidden()
    assert reached[-1] == 1000
    assert strip._note.text() == "อ่านรูป"


def test_the_strips_button_cancels(qtbot: QtBot, tasks: Tasks, settle: Settle) -> None:
    def endless(progress: Progress) -> None:
        for _ in progress.track(range(10**9)):
            pass

    strip = ProgressStrip()
    qtbot.addWidget(strip)
    task = tasks.prepare(endless)
    cancelled: list[bool] = []
    task.cancelled.connect(lambda: cancelled.append(True))
    strip.watch(task)
    task.start()
    qtbot.mouseClick(strip._cancel, Qt.MouseButton.LeftButton)
    assert not strip._cancel.isEnabled()
    settle()
    assert cancelled == [True]


def test_a_strip_watches_the_newer_of_two_tasks(qtbot: QtBot, tasks: Tasks, settle: Settle) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    first, second = tasks.prepare(lambda progress: None), tasks.prepare(lambda progress: None)
    strip.watch(first)
    strip.watch(second)
    first.start()
    settle()
    assert not strip.isHidden()
    second.start()
    settle()
    assert strip.isHidden()


def test_a_toast_undoes_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    toast, undone = Toast(window), []
    toast.show_words("ย้ายแล้ว", lambda: undone.append(1))
    assert toast.words() == "ย้ายแล้ว"
    toast.take_back()
    toast.take_back()
    assert undone == [1]
    assert toast.words() == ""


def test_ctrl_z_that_nothing_in_the_window_wants_is_the_toasts(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    toast, undone = Toast(window), []
    for undo in (None, lambda: undone.append(1)):
        toast.show_words("ย้ายแล้ว", undo)
        for _time in range(2):
            qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[Toast]:
    """A toast at the foot of a small window, below what it speaks of."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(724, 440)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    toast = Toast(window)
    column.addWidget(QLabel(), 1)
    column.addWidget(toast)
    with qtbot.waitExposed(window):
        window.show()
    yield toast
    window.close()


@pytest.mark.parametrize("undo", [None, lambda: None])
def test_a_toast_with_a_long_name_goes_on_in_the_next_line(
    qtbot: QtBot, bar: Toast, undo: Callable[[], None] | None
) -> None:
    bar.show_words("ย้ายแล้ว", undo)
    qtbot.waitUntil(lambda: bar.width() == 724)
    low = bar.height()
    bar.show_words("คลิปของ " + "ชุดเดรสยาวผ้าฝ้าย ลายดอกไม้เล็ก แขนตุ๊กตา " * 4 + "เสร็จแล้ว", undo)
    qtbot.waitUntil(lambda: bar.height() > low)
    assert bar.parentWidget().rect().contains(bar.geometry())
    assert bar._words.height() >= bar._words.heightForWidth(bar._words.width())
    if undo is not None:
        assert bar.rect().contains(bar._undo_button.geometry())
        assert bar._undo_button.width() >= bar._undo_button.sizeHint().width()


def test_the_way_back_stands_beside_the_words(qtbot: QtBot, bar: Toast) -> None:
    bar.show_words("ย้ายแล้ว", lambda: None)
    qtbot.waitUntil(lambda: bar._undo_button.x() > 0)
    words = bar._words.geometry()
    assert words.width() >= bar._words.fontMetrics().horizontalAdvance("ย้ายแล้ว")
    assert bar._undo_button.x() - words.right() < 20


def test_a_press_puts_a_toast_away(qtbot: QtBot, bar: Toast) -> None:
    undone: list[int] = []
    bar.show_words("ย้ายแล้ว", lambda: undone.append(1))
    qtbot.mouseClick(bar._words, Qt.MouseButton.LeftButton)
    assert bar.words() == ""
    assert undone == []


def test_a_toast_waits_for_the_mouse_to_be_let_go(qtbot: QtBot, bar: Toast) -> None:
    window = bar.parentWidget()
    qtbot.mousePress(window, Qt.MouseButton.LeftButton)
    bar.show_words("ย้ายแล้ว")
    assert bar.words() == ""
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.words() == "ย้ายแล้ว")


def test_the_time_of_a_toast_begins_when_it_is_seen(qtbot: QtBot, bar: Toast) -> None:
    window = bar.window()
    window.hide()
    bar.show_words("ทำต่อจากคราวก่อน")
    assert not bar._timer.isActive()
    window.show()
    qtbot.waitUntil(bar._timer.isActive)


def test_news_take_no_way_back_away(bar: Toast) -> None:
    bar.show_words("ย้ายแล้ว", lambda: None)
    bar.show_news("คลิปเสร็จแล้ว")
    assert bar.words() == "ย้ายแล้ว"
    bar.take_back()
    assert bar.words() == "คลิปเสร็จแล้ว"


def test_what_the_way_back_says_comes_before_news_that_waited(bar: Toast) -> None:
    bar.show_words("ย้ายแล้ว", lambda: bar.show_words("กลับมาแล้ว"))
    bar.show_news("คลิปเสร็จแล้ว")
    bar.take_back()
    assert bar.words() == "กลับมาแล้ว"


@pytest.mark.parametrize("size", [(724, 460), (1270, 768)])
@pytest.mark.parametrize(
    "words",
    [
        "ลากรูปมาวางตรงไหนก็ได้ในหน้าต่างนี้ หรือกดปุ่มแล้วเลือกรูป",
        "กด “สร้างคลิป” ที่สินค้าสักตัว หรือเลือกหลายตัวแล้วทำคลิปทีเดียวเลยก็ได้",
        "ทุกชุดที่ทำจะอยู่ที่นี่พร้อมราคาตอนนั้น " * 3,
    ],
)
def test_an_empty_page_says_all_of_its_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], words: str
) -> None:
    monkeypatch.setattr(Words, "_loaded", True)
    empty = EmptyState("t-shirt", "ยังไม่มีสินค้า", words, "ไปที่สินค้า")
    qtbot.addWidget(empty)
    empty.resize(*size)
    with qtbot.waitExposed(empty):
        empty.show()
    caption = empty.findChild(Caption)
    assert caption.height() >= caption.heightForWidth(caption.width())
    assert empty.rect().contains(caption.geometry())


@pytest.mark.parametrize("make", [Refusal, CameraMissing])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_what_is_missing_is_said_in_all_its_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, make: type[Refusal | CameraMissing], count: int
) -> None:
    monkeypatch.setattr(Words, "_loaded", True)
    page = make()
    qtbot.addWidget(page)
    page.show_problem(VendorError("ยังไม่มีรูปและราคาของสินค้า " * count, "เพิ่มรูปแล้วใส่ราคา แล้วกลับมาหน้านี้ " * count))
    page.resize(1270, 700)
    with qtbot.waitExposed(page):
        page.show()
    for words in page.findChildren(Words):
        assert words.height() >= words.heightForWidth(words.width())


def test_a_long_tip_is_in_lines_that_end_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "ชุดเดรสยาวผ้าฝ้ายลายดอกไม้เล็กแขนตุ๊กตาพรางต้นแขนกระโปรงสุ่มสำหรับใส่เที่ยวทะเล"
    monkeypatch.setattr(Words, "_loaded", True)
    lines = tip(name).split("\n")
    assert len(lines) == 2
    assert "".join(lines) == name
    assert lines[1].startswith(("กระโปรง", "สุ่ม", "สำหรับ", "ใส่", "แขน"))
    assert tip("เดรส\nDR-1") == "เดรส\nDR-1"


@pytest.mark.parametrize("height", [322, 372, 660])
def test_the_names_of_tools_have_room_for_their_marks_at_every_height(qtbot: QtBot, height: int) -> None:
    tools = StudioTools()
    qtbot.addWidget(tools)
    tools.resize(tools.width(), height)
    with qtbot.waitExposed(tools):
        tools.show()
    for name in TOOLS:
        button = tools.button(name)
        assert button.height() >= button.iconSize().height() + button.fontMetrics().height() + 8
        assert tools.rect().contains(button.geometry())


def test_the_wheel_over_a_list_scrolls_and_chooses_nothing(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.addItems(["ตลาดเช้าสดใส", "ไม่ใส่เพลง"])
    with qtbot.waitExposed(choice):
        choice.show()
    middle = QPointF(choice.rect().center())
    turned = QWheelEvent(
        middle,
        choice.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, turned)
    assert choice.currentIndex() == 0
    assert not turned.isAccepted(), "it is for the page"


@pytest.mark.parametrize(("words", "fits"), [("ไม่ใส่เพลง", True), ("เพลงลูกทุ่งตลาดน้ำยามเช้า", False)])
def test_a_choice_without_room_says_that_there_is_more(qtbot: QtBot, words: str, fits: bool) -> None:
    plain, choice = QComboBox(), Choice()
    for box in (plain, choice):
        qtbot.addWidget(box)
        box.addItem(words)
        box.setFixedSize(150, 44)
    assert (plain.grab().toImage() == choice.grab().toImage()) == fits


def test_three_lines_are_typed_on_a_shot_without_scrolling(qtbot: QtBot) -> None:
    field = WordsField()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setPlainText("มาใหม่\nเดรสแขนตุ๊กตา\nผ้าฝ้ายใส่สบาย")
    assert field.verticalScrollBar().maximum() == 0


def test_a_name_without_room_is_cut_between_words(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    metrics, name = QFontMetrics(body_font()), "กางเกงยีนส์ขายาว ทรงกระบอก"
    monkeypatch.setattr(Words, "_loaded", True)
    assert cut(name, metrics, 900) == name
    room = metrics.horizontalAdvance("กางเกงยีนส์ขายาว ทรงกร…")
    assert cut(name, metrics, room) in ("กางเกงยีนส์ขายาว ทรง…", "กางเกงยีนส์ขายาว…")
    monkeypatch.setattr(Words, "_loaded", False)
    assert cut(name, metrics, room) == metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)


def test_a_name_without_room_is_not_cut_at_a_slash(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    metrics, name = QFontMetrics(body_font()), "เสื้อยืดคอกลม ผ้าดี๊/ดี ใส่สบาย"
    monkeypatch.setattr(Words, "_loaded", True)
    room = metrics.horizontalAdvance("เสื้อยืดคอกลม ผ้าดี๊/ดี")
    assert cut(name, metrics, room) == "เสื้อยืดคอกลม ผ้า…"


def bar_of(qtbot: QtBot, width: int, key: str = shelf.ALL) -> FilterBar:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.resize(width, 44)
    bar.show()
    names = ("เสื้อ", "กางเกง", "เดรส", "หมวก & ถุง", "รองเท้า", "กระเป๋า")
    filters = [
        Filter(shelf.ALL, "ทั้งหมด", 2128),
        *(Filter(shelf.CATEGORY + name, name, 9) for name in names),
        Filter(shelf.TRASH, "ถังขยะ", 1, "trash"),
    ]
    bar.show_filters(filters, key)
    return bar


@pytest.mark.parametrize("width", [300, 420, 600, 760, 1300])
def test_filters_that_do_not_fit_are_in_the_menu(qtbot: QtBot, width: int) -> None:
    bar = bar_of(qtbot, width)
    shown = [chip for chip in bar._chips.values() if chip.isVisible()]
    assert len(shown) + len(bar._menu.actions()) == 8
    assert bar._chips[shelf.ALL] in shown
    assert bar._chips[shelf.TRASH] in shown
    assert bar._more.isVisible() is bool(bar._menu.actions())
    if len(bar._menu.actions()) < 6:
        assert max(chip.geometry().right() for chip in shown) < width


def test_a_filter_from_the_menu_comes_into_view(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 420)
    with qtbot.waitSignal(bar.chosen) as chosen:
        bar._menu.actions()[-1].trigger()
    key = chosen.args[0]
    bar.show_filters(bar._filters, key)
    assert bar._chips[key].isVisible()
    assert bar._chips[key].isChecked()


def test_counts_have_their_thousands_parted_and_ampersands_stay(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 1300)
    assert bar._chips[shelf.ALL].text() == "ทั้งหมด 2,128"
    assert bar._chips[shelf.CATEGORY + "หมวก & ถุง"].text() == "หมวก && ถุง 9"


def test_a_flow_goes_on_to_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=10)
    buttons = [QPushButton("ปุ่ม", holder) for _ in range(4)]
    for button in buttons:
        button.setFixedSize(100, 44)
        flow.addWidget(button)
    assert flow.heightForWidth(430) == 44
    assert flow.heightForWidth(429) == 98
    flow.setGeometry(QRect(0, 0, 215, 200))
    assert [button.pos().toTuple() for button in buttons] == [(0, 0), (110, 0), (0, 54), (110, 54)]
    buttons[0].hide()
    assert flow.heightForWidth(325) == 44


def test_words_wrap_between_thai_words_and_are_read_and_copied_without_the_marks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Words, "_loaded", False)
    label = Words("กางเกงคอตตอน <ลด> & แถม")
    qtbot.addWidget(label)
    assert "\u200b" not in QLabel.text(label)
    Words.dictionary_loaded()
    assert "กางเกง\u200bคอตตอน" in QLabel.text(label)
    assert label.text() == label.accessibleName() == "กางเกงคอตตอน <ลด> & แถม"
    assert "&lt;ลด&gt;" in QLabel.text(label)


def test_a_badge_changes_its_tone(qtbot: QtBot) -> None:
    badge = Badge("บันทึกแล้ว", "good", "check")
    qtbot.addWidget(badge)
    badge.show_state("ยังบันทึกไม่ครบ", "bad")
    assert (badge.text(), badge.property("tone"), badge.accessibleName()) == ("ยังบันทึกไม่ครบ", "bad", "ยังบันทึกไม่ครบ")


def test_a_label_that_gives_way_shows_the_whole_as_a_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("เดรสแขนตุ๊กตา ผ้าฝ้ายใส่สบาย สีเขียวมะกอก")
    qtbot.addWidget(label)
    label.resize(80, 40)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(900, 40)
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_the_list_opens_at_what_is_chosen_and_shows_whole_names(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.setFixedWidth(120)
    name = "ชุดเดรสยาวไซส์ใหญ่พิเศษสำหรับผู้ใหญ่"
    combo.offer(("กระเป๋า", name, "เดรส"))
    combo.setEditText("เดรส")
    typed: list[str] = []
    combo.typed.connect(typed.append)
    combo.show()
    combo.showPopup()
    assert combo.view().currentIndex().row() == 2
    assert combo.view().width() > combo.fontMetrics().horizontalAdvance(name)
    assert (combo.currentText(), typed) == ("เดรส", [])
    combo.hidePopup()


def test_a_long_choice_is_shown_from_its_beginning_and_typing_goes_on_where_it_was(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    name = "ชุดเดรสยาวไซส์ใหญ่พิเศษสำหรับผู้ใหญ่"
    combo.setEditText(name)
    assert combo.line.cursorPosition() == 0
    combo.line.setCursorPosition(4)
    combo.setEditText(name)
    assert combo.line.cursorPosition() == 4


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.offer(("ตัว", "คู่", "ใบ"))
    combo.setCurrentIndex(1)
    combo.setFocus()
    place = combo.rect().center().toPointF()
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        place, place, combo.rect().topLeft(), combo.rect().bottomLeft() * -9, *none, Qt.ScrollPhase.NoScrollPhase, False
    )
    combo.wheelEvent(turn)
    assert combo.currentText() == "คู่"
    assert not turn.isAccepted()


def test_offering_choices_keeps_what_was_typed(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.setEditText("ผืน")
    combo.offer(("ตัว", "คู่"))
    assert combo.currentText() == "ผืน"
    assert combo.count() == 2


@pytest.mark.parametrize("text", ["ที่ปู่ญี่ปุ่น กฤษฎีกา จ่ำ", "น้ำ ผู้ใหญ่ ฎุ๋"])
def test_no_mark_is_clipped_where_one_types(qtbot: QtBot, text: str) -> None:
    """The ink of a line must be the same in a field as where there is room without end."""

    def inked_rows(widget: QWidget) -> int:
        image = widget.grab().toImage()
        middle = range(4, image.height() - 4)
        return sum(any(image.pixelColor(x, y).lightness() < 120 for x in range(20, 200)) for y in middle)

    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    field, tall = QLineEdit(text), QLabel(text)
    tall.setFixedHeight(120)
    tall.setStyleSheet("background: white; padding-left: 14px")
    for widget in (field, tall):
        widget.setFixedWidth(420)
        column.addWidget(widget)
    holder.show()
    assert field.height() == 44
    assert abs(inked_rows(field) - inked_rows(tall)) <= 1


def test_qts_own_words_are_thai() -> None:
    words = QtWords()
    assert words.translate("QWidgetTextControl", "&Paste") == "วาง"
    assert words.translate("QFileDialog", "Look in:") == "ดูใน"
    assert words.translate("QFileDialog", "something else") is None
