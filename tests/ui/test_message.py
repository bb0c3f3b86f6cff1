"""Our own dialogs: what grows stays on the screen, and gives way where that is low."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.message import MessageDialog
from ui.dialogs.rejected import ReasonList, RejectedName, rejected_dialog
from ui.widgets.card import Caption
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
