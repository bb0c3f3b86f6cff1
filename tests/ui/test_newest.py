"""Work of which only the newest that waits is done."""

import threading

from pytestqt.qtbot import QtBot

from ui.newest import Newest
from ui.tasks import Tasks
from vendor_app.errors import VendorError


def test_of_what_waits_only_the_newest_is_done(qtbot: QtBot, tasks: Tasks) -> None:
    newest, made, gate = Newest(tasks), [], threading.Event()
    newest.made.connect(made.append)
    newest.offer(lambda: gate.wait(30) and "first")
    for number in range(5):
        newest.offer(lambda number=number: number)
    gate.set()
    qtbot.waitUntil(lambda: not newest.is_busy, timeout=30_000)
    assert made == ["first", 4]


def test_after_stop_nothing_is_heard(qtbot: QtBot, tasks: Tasks) -> None:
    newest, made, gate = Newest(tasks), [], threading.Event()
    newest.made.connect(made.append)
    newest.offer(lambda: gate.wait(30) and "late")
    newest.offer(lambda: "later")
    newest.stop()
    gate.set()
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=30_000)
    assert made == []
    newest.offer(lambda: "again")
    qtbot.waitUntil(lambda: made == ["again"], timeout=30_000)


def test_what_fails_is_said_and_the_next_is_done(qtbot: QtBot, tasks: Tasks) -> None:
    newest, made, problems = Newest(tasks), [], []
    newest.made.connect(made.append)
    newest.failed.connect(problems.append)
    problem = VendorError("No.")

    def fail() -> None:
        raise problem

    newest.offer(fail)
    newest.offer(lambda: "next")
    qtbot.waitUntil(lambda: made == ["next"], timeout=30_000)
    assert problems == [problem]


def test_a_bug_is_told_once(qtbot: QtBot, tasks: Tasks) -> None:
    newest, made, told = Newest(tasks), [], []
    newest.made.connect(made.append)
    tasks.crashed.connect(told.append)
    newest.offer(lambda: 1 // 0)
    newest.offer(lambda: 1 // 0)
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=30_000)
    newest.offer(lambda: "never")
    assert not newest.is_busy
    assert (made, len(told)) == ([], 1)
