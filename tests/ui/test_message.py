"""Our own dialogs: what grows stays on the screen, and gives way where that is low."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.message import MessageDialog
from ui.dialogs.rejected import Reason, ReasonList, RejectedName, rejected_dialog
from ui.widgets.buttons import Button
from ui.widgets.card import Caption
from ui.widgets.words import tip
from vendor_app.photos.intake import Rejected


def test_a_dialog_that_grows_keeps_its_buttons_on_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = MessageDialog(window, "ลงแฟลชไดรฟ์", "เลือกชุด")
    button = dialog.add_button("close", "ปิด", "primary")
    dialog.open()
    room = dialog.screen().availableGeometry()
    dialog.move(dialog.x(), room.bottom() - dialog.height())
    dialog.resize(dialog.width(), room.height() // 2)
    assert dialog.frameGeometry().bottom() <= room.bottom()
    assert room.contains(button.mapToGlobal(button.rect().bottomRight()))
    dialog.resize(dialog.width(), room.height() + 200)
    assert dialog.frameGeometry().top() == room.top(), "one that is too high shows at least its beginning"


def test_on_a_low_screen_a_list_of_reasons_gives_way(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    low = 300
    monkeypatch.setattr(MessageDialog, "fitting_height", lambda self: min(self.heightForWidth(self.width()), low))
    window = QWidget()
    qtbot.addWidget(window)
    files = [Rejected(path=Path(f"IMG_{number}.JPG"), reason=f"ไฟล์ที่ {number} ไม่ใช่รูป") for number in range(9)]
    dialog = rejected_dialog(window, 3, files)
    assert dialog.height() == low
    button = dialog.findChild(QPushButton, "close")
    qtbot.waitUntil(lambda: dialog.rect().contains(button.geometry()))
    last = dialog.findChildren(RejectedName)[-1]
    dialog.findChild(ReasonList).ensureWidgetVisible(last)
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    dialog.press("close")


def test_one_reason_for_many_files_is_said_once_with_their_number(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    gone, odd = "การ์ดไม่อยู่แล้ว", "ไฟล์นี้ไม่ใช่รูป"
    files = [Rejected(path=Path(f"IMG_{number}.JPG"), reason=gone) for number in range(300)]
    dialog = rejected_dialog(window, 3, [*files[:150], Rejected(path=Path("a.txt"), reason=odd), *files[150:]])
    assert [name.text() for name in dialog.findChildren(RejectedName)] == ["300 ไฟล์", "a.txt"]
    said = [caption.text() for caption in dialog.findChildren(Caption)]
    assert (said.count(gone), said.count(odd)) == (1, 1)
    (names,) = (words for words in said if "IMG_0.JPG" in words)
    assert "IMG_199.JPG" in names
    assert names.endswith("และอีก 100 ไฟล์")
    dialog.press("close")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _asked(window: QWidget, *answers: tuple[str, str]) -> MessageDialog:
    dialog = MessageDialog(window, "ลบเลยไหม", "เอาคืนไม่ได้")
    for key, kind in answers:
        dialog.add_button(key, key, kind)
    dialog.open()
    return dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("ringed", ["keep", "close"])
def test_a_key_presses_the_answer_that_has_the_ring(qtbot: QtBot, window: QWidget, ringed: str, key: Qt.Key) -> None:
    dialog = _asked(window, ("keep", "quiet"), ("close", "primary"))
    button = dialog.findChild(Button, ringed)
    button.setFocus()
    qtbot.keyClick(button, key)
    assert dialog.key == ringed


def test_enter_never_means_the_answer_that_takes_away(qtbot: QtBot, window: QWidget) -> None:
    dialog = _asked(window, ("keep", "quiet"), ("purge", "danger"))
    assert not any(button.isDefault() for button in dialog.findChildren(Button))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.press("keep")


def test_a_dialog_is_as_wide_as_its_answers_need(qtbot: QtBot, window: QWidget) -> None:
    dialog = MessageDialog(window, "โปรแกรมอีกหน้าต่างหนึ่งเปิดร้านนี้อยู่")
    buttons = [
        dialog.add_button(name, name, "quiet", "plus")
        for name in ("ปิด", "เปิดร้านอื่น", "สร้างร้านใหม่", "ลองอีกครั้ง", "อ่านวิธีแก้")
    ]
    dialog.open()
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    assert dialog.rect().contains(buttons[-1].geometry())
    dialog.press("")


def test_a_dialog_shrinks_when_something_in_it_goes(qtbot: QtBot, window: QWidget) -> None:
    dialog = MessageDialog(window, "ลงแฟลชไดรฟ์", "เลือกชุด")
    inside = QWidget()
    inside.setFixedHeight(120)
    dialog.body.addWidget(inside)
    dialog.open()
    before = dialog.height()
    inside.hide()
    qtbot.waitUntil(lambda: dialog.height() <= before - 120)
    inside.show()
    qtbot.waitUntil(lambda: dialog.height() == before)
    dialog.press("")


def test_a_list_of_reasons_shows_all_of_a_few_and_cuts_a_long_name_with_dots(qtbot: QtBot, window: QWidget) -> None:
    name = "ชุดเดรสยาวผ้าฝ้ายลายดอกไม้เล็กแขนตุ๊กตาพรางต้นแขนกระโปรงสุ่ม" * 2
    dialog = MessageDialog(window, "ทำคลิป 3 สินค้า")
    listed = ReasonList([Reason(name, "ยังไม่มีรูป"), Reason("กางเกง", "ยังไม่มีรูป"), Reason("a", "ยังไม่มีรูป", "ที่ไหน")])
    dialog.body.addWidget(listed)
    dialog.open()
    QApplication.processEvents()
    assert listed.verticalScrollBar().maximum() == 0
    long, short, tipped = listed.findChildren(RejectedName)
    assert long.shown().endswith("…")
    assert (long.toolTip(), short.toolTip(), tipped.toolTip()) == (tip(name), "", "ที่ไหน")
    dialog.press("")
