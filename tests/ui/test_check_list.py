"""The list of checks under the keyboard."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.check_list import CheckList
from vendor_app.bundle.model import CheckResult


def warning(name: str) -> CheckResult:
    return CheckResult(name=name, level="warn", message=name)


def passed(name: str) -> CheckResult:
    return CheckResult(name=name, level="pass", message=name)


def shown(qtbot: QtBot, *checks: CheckResult) -> CheckList:
    made = CheckList()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show_checks("TikTok", checks, {})
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_after_an_answer_the_keyboard_is_on_the_row_that_came_up(qtbot: QtBot) -> None:
    checks = shown(qtbot, warning("voice"), warning("claims"), passed("stock"))
    button = checks.rows()[0].know
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    with qtbot.waitSignal(checks.known) as known:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert known.args[0].name == "voice"
    checks.show_checks("TikTok", (warning("claims"), passed("stock"), passed("voice")), {})
    qtbot.waitUntil(checks.rows()[0].know.hasFocus)
    checks.show_checks("TikTok", (passed("stock"), passed("voice"), passed("claims")), {})
    qtbot.waitUntil(checks._scroll.hasFocus)


def test_a_list_that_is_not_under_the_keyboard_does_not_take_it(qtbot: QtBot) -> None:
    checks = shown(qtbot, warning("voice"), warning("claims"))
    checks._scroll.clearFocus()
    checks.show_checks("TikTok", (warning("claims"),), {})
    assert not checks.rows()[0].know.hasFocus()
    assert not checks._scroll.hasFocus()
