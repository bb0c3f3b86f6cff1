"""When something goes wrong: a bug is logged and told once, a problem is shown with what to do."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.dialogs.message import MessageDialog
from ui.problems import Problems
from vendor_app.errors import VendorError
from vendor_app.settings import log_file


@pytest.fixture
def problems(qapp: QApplication) -> Iterator[Problems]:
    hooks = sys.excepthook, threading.excepthook
    problems = Problems()
    problems.catch_bugs()
    yield problems
    sys.excepthook, threading.excepthook = hooks
    for dialog in shown():
        dialog.close()


def shown() -> list[MessageDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog) and w.isVisible()]


def test_a_problem_is_shown_with_what_to_do(problems: Problems) -> None:
    problems.show_problem(VendorError("พื้นที่ในเครื่องเต็มแล้ว", "ลบไฟล์ที่ไม่ใช้ แล้วลองอีกครั้ง"))
    (dialog,) = shown()
    assert (dialog.title.text(), dialog.text.text()) == ("พื้นที่ในเครื่องเต็มแล้ว", "ลบไฟล์ที่ไม่ใช้ แล้วลองอีกครั้ง")
    dialog.press("close")
    assert shown() == []


def test_a_bug_is_logged_and_told_once_however_often_it_comes(
    problems: Problems, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        try:
            raise ZeroDivisionError("in a slot")
        except ZeroDivisionError as bug:
            sys.excepthook(type(bug), bug, bug.__traceback__)
    assert len(shown()) == 1
    assert caplog.text.count("ZeroDivisionError: in a slot") == 3
    shown()[0].press("close")
    problems.show_bug()
    assert len(shown()) == 1


def test_a_bug_in_a_thread_of_its_own_is_told_in_the_window(
    qtbot: QtBot, problems: Problems, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        thread = threading.Thread(target=lambda: [][1])
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: len(shown()) == 1)
    assert "IndexError" in caplog.text


def test_the_bug_dialog_opens_the_log(problems: Problems, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    problems.show_bug()
    shown()[0].press("log")
    assert opened == [str(log_file())]
