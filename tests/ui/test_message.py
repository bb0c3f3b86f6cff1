"""Our own dialogs: what grows stays on the screen."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.message import MessageDialog


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
