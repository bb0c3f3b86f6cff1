"""Work beside the window: what is heard, in which order, and how it ends."""

import gc
import threading
import time
import weakref
from functools import partial
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt, QThread, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.tasks import Task, Tasks
from vendor_app.errors import VendorError
from vendor_app.progress import Progress


class Listener(QObject):
    """Writes down every signal of a task, and the thread it came on."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: set[QThread] = set()
        self.reached: list[float] = []
        task.progressed.connect(self.progressed)
        for name in ("succeeded", "failed", "crashed"):
            getattr(task, name).connect(getattr(self, name))
        task.cancelled.connect(self.cancelled)
        task.finished.connect(self.finished)

    def _note(self, name: str, value: object = None) -> None:
        self.heard.append((name, value))
        self.threads.add(QThread.currentThread())

    @Slot(float, str)
    def progressed(self, done: float, note: str) -> None:
        self.reached.append(done)
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def succeeded(self, value: object) -> None:
        self._note("succeeded", value)

    @Slot(object)
    def failed(self, problem: object) -> None:
        self._note("failed", problem)

    @Slot(str)
    def crashed(self, trace: str) -> None:
        self._note("crashed", trace)

    @Slot()
    def cancelled(self) -> None:
        self._note("cancelled")

    @Slot()
    def finished(self) -> None:
        self._note("finished")


def count_to(number: int, progress: Progress) -> int:
    return sum(1 for _ in progress.track(range(number), "counting"))


def run(qtbot: QtBot, task: Task) -> Listener:
    listener = Listener(task)
    with qtbot.waitSignal(task.finished):
        task.start()
    return listener


def test_a_task_tells_its_progress_and_its_result_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    listener = run(qtbot, tasks.prepare(lambda progress: count_to(5000, progress)))
    assert listener.heard == [("succeeded", 5000), ("finished", None)]
    assert listener.threads == {QThread.currentThread()}
    assert listener.reached == sorted(listener.reached)
    assert listener.reached[-1] == 1.0


def test_a_vendors_mistake_is_handed_over_as_it_is(qtbot: QtBot, tasks: Tasks) -> None:
    mistake = VendorError("No photo.", "Add one.")

    def work() -> None:
        raise mistake

    assert run(qtbot, tasks.prepare_read(work)).heard == [("failed", mistake), ("finished", None)]


def test_a_mistake_nobody_listens_for_is_told_by_tasks(qtbot: QtBot, tasks: Tasks) -> None:
    def work() -> None:
        raise VendorError("The disk is full.")

    with qtbot.waitSignal(tasks.failed) as told:
        tasks.prepare_write(work).start()
    assert str(told.args[0]) == "The disk is full."


def test_a_bug_brings_its_traceback_to_the_task_and_to_tasks(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    task = tasks.prepare(lambda progress: 1 // 0)
    listener = Listener(task)
    with qtbot.waitSignal(tasks.crashed) as told:
        task.start()
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert [name for name, _ in listener.heard] == ["crashed", "finished"]
    assert "ZeroDivisionError" in told.args[0]
    assert "ZeroDivisionError" in caplog.text


def test_cancelling_stops_the_work_between_two_items(qtbot: QtBot, tasks: Tasks) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        for _ in progress.track(range(10**9)):
            begun.set()

    task = tasks.prepare(work)
    listener = Listener(task)
    task.start()
    assert begun.wait(10)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert listener.heard == [("cancelled", None), ("finished", None)]


def test_a_task_cancelled_before_its_turn_does_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    ran = []
    task = tasks.prepare_read(lambda: ran.append(1))
    task.cancel()
    assert run(qtbot, task).heard[0] == ("cancelled", None)
    assert ran == []


def test_writes_run_one_at_a_time_in_the_order_started(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    made = [tasks.prepare_write(lambda n=n: (time.sleep(0.002), order.append(n))) for n in range(10)]
    for task in made:
        task.start()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert order == list(range(10))


def test_closing_finishes_writes_stops_the_rest_and_leaves_no_thread(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    tasks = Tasks()
    written: list[int] = []
    begun = threading.Event()

    def endless(progress: Progress) -> None:
        for _ in progress.track(range(10**9)):
            begun.set()

    tasks.prepare(endless).start()
    for number in range(5):
        tasks.prepare_write(lambda n=number: (time.sleep(0.005), written.append(n))).start()
    assert begun.wait(10)
    tasks.close()
    assert written == [0, 1, 2, 3, 4]
    assert set(threading.enumerate()) <= before


def test_a_task_that_is_done_holds_on_to_nothing_of_its_work(qtbot: QtBot, tasks: Tasks) -> None:
    held = QObject()
    seen = weakref.ref(held)
    task = tasks.prepare_read(partial(held.objectName))
    del held
    with qtbot.waitSignal(task.finished):
        task.start()
    qtbot.waitUntil(lambda: seen() is None)


class Page(QObject):
    """Holds the owner, as pages do, and is held by its work alone."""

    deleted_on: ClassVar[list[threading.Thread]] = []

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.tasks = tasks
        self.itself = self  # a cycle: only the garbage collector can end it

    def work(self) -> list[object]:
        return [[[]] for _ in range(20_000)]  # enough for the collector to be called

    def __del__(self) -> None:
        self.deleted_on.append(threading.current_thread())


def test_pages_dropped_while_they_work_are_deleted_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    Page.deleted_on.clear()
    for _ in range(30):
        page = Page(tasks)
        tasks.prepare_read(page.work).start()
        del page
    qtbot.waitUntil(lambda: gc.collect() >= 0 and len(Page.deleted_on) == 30)
    assert set(Page.deleted_on) == {threading.current_thread()}


def test_a_task_is_there_until_its_thread_has_left_its_last_signal(qtbot: QtBot, tasks: Tasks) -> None:
    was_there: list[bool] = []

    def linger(*_told: object) -> None:
        """Keep the thread inside the signal after the window has got it."""
        for _ in range(30):
            time.sleep(0.01)
            was_there.append(isValid(task))

    task = tasks.prepare_read(lambda: None)
    task._ended.connect(linger, Qt.ConnectionType.DirectConnection)
    task.start()
    qtbot.waitUntil(lambda: len(was_there) == 30)
    qtbot.waitUntil(lambda: not isValid(task))
    assert all(was_there)


def test_work_may_be_the_last_to_hold_the_owner(qtbot: QtBot) -> None:
    tasks = Tasks()
    page = Page(tasks)
    task = tasks.prepare_read(page.work)
    task.start()
    with qtbot.waitSignal(task.finished):
        del tasks, page
    qtbot.wait(20)
    gc.collect()


def test_the_collector_is_pythons_own_again_after_the_end(qtbot: QtBot) -> None:
    tasks = Tasks()
    assert not gc.isenabled()
    tasks.close()
    assert gc.isenabled()
