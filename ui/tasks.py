"""Work beside the window, and the only home of threads.

A task is built, its signals are connected, and then it is started. Every signal is emitted on the window's thread, in
the order in which the work went, so what is connected may touch widgets.
"""

import gc
import logging
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QMetaMethod, QObject, Qt, QTimer, Signal

from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress

Work: TypeAlias = Callable[[Progress], object]

_log = logging.getLogger(__name__)

_SWEEP_MS = 500


def _let_go(*_held: object) -> None:
    """Be called by the event loop, and so drop what is held where nothing else is under way."""


class Task(QObject):
    """One piece of work. Ends with exactly one of succeeded, failed, crashed or cancelled, and then finished."""

    progressed = Signal(float, str)
    """How far it is, 0.0 to 1.0, and what is being done; at most one waits to be delivered."""
    succeeded = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """A VendorError. When nobody listens, ``Tasks.failed`` says it instead, so that none is lost."""
    crashed = Signal(str)
    """A bug: its traceback, which is in the log already. ``Tasks.crashed`` says it too."""
    cancelled = Signal()
    finished = Signal()

    _moved = Signal()
    _ended = Signal(str, object)

    def __init__(self, work: Work, executor: Executor, owner: "Tasks", *, writes: bool = False) -> None:
        super().__init__(owner)
        self._work: Work | None = work
        self._executor = executor
        self.writes = writes
        """Whether it must be finished, not stopped, when the program closes."""
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._leaving = threading.Lock()
        self._latest = (0.0, "")
        self._is_waiting = False
        self._moved.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver_end, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Hand the work to its thread. Connect what listens before this. Does nothing once the program is closing."""
        if self._owner().keep(self):
            self._executor.submit(self._run)

    def cancel(self) -> None:
        """Ask the work to stop; ``cancelled`` follows, unless the work is just done."""
        self._stop.set()

    def _owner(self) -> "Tasks":
        """Ask Qt for the owner: a reference kept here could make the task's own deletion delete the owner first."""
        owner = self.parent()
        assert isinstance(owner, Tasks)
        return owner

    def _run(self) -> None:
        """Do the work, on its own thread; whatever happens becomes one signal."""
        progress = Progress(self._report, self._stop.is_set)
        try:
            progress.check()
            value = self._work(progress) if self._work else None
        except Cancelled:
            self._end("cancelled", None)
        except VendorError as problem:
            self._end("failed", problem)
        except Exception:  # noqa: BLE001  the door: a bug must not end the window
            _log.exception("A task crashed")
            self._end("crashed", traceback.format_exc())
        else:
            self._end("succeeded", value)

    def _end(self, outcome: str, value: object) -> None:
        with self._leaving:
            self._ended.emit(outcome, value)

    def _report(self, done: float, note: str) -> None:
        with self._lock:
            self._latest = (done, note)
            if self._is_waiting:
                return
            self._is_waiting = True
        self._moved.emit()

    def _deliver_progress(self) -> None:
        with self._lock:
            self._is_waiting = False
            done, note = self._latest
        self.progressed.emit(done, note)

    def _deliver_end(self, outcome: str, value: object) -> None:
        owner = self._owner()
        if outcome == "succeeded":
            self.succeeded.emit(value)
        elif outcome == "cancelled":
            self.cancelled.emit()
        elif outcome == "failed":
            heard = self.isSignalConnected(QMetaMethod.fromSignal(self.failed))
            (self.failed if heard else owner.failed).emit(value)
        else:
            self.crashed.emit(value)
            owner.crashed.emit(value)
        self.finished.emit()
        owner.let_go(self)
        with self._leaving:  # the thread may still be inside the signal that brought us here, and reads the task there
            self.deleteLater()
        work, self._work = self._work, None
        # The work may be the last to hold a page, and that the owner. Neither must be deleted on another thread, nor
        # from here, where the owner would delete this task while it is at work.
        QTimer.singleShot(0, partial(_let_go, work, owner))


class _Sweeper(QObject):
    """Collects cyclic garbage on the window's thread only: on another one Python would delete widgets there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_SWEEP_MS)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()

    def _sweep(self) -> None:
        for generation, threshold in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= threshold:
                return
            gc.collect(generation)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


class Tasks(QObject):
    """The threads of the program: a few for long work, a few for reading, one for what writes to the shop."""

    failed = Signal(object)
    """A VendorError of a task whose own ``failed`` nobody listens to."""
    crashed = Signal(str)
    """The traceback of any task that met a bug."""
    written = Signal()
    """The last write that was started has ended."""
    ended = Signal()
    """A task of any kind has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._long = ThreadPoolExecutor(4, "long")
        self._readers = ThreadPoolExecutor(2, "reader")
        self._writer = ThreadPoolExecutor(1, "writer")
        self._begun: set[Task] = set()
        self._is_closed = False
        self._sweeper = _Sweeper(self)

    def prepare(self, work: Callable[..., object]) -> Task:
        """Build a task for long work, called as ``work(progress=…)``: renders, photo intake, bundles."""
        return Task(lambda progress: work(progress=progress), self._long, self)

    def prepare_read(self, work: Callable[[], object]) -> Task:
        """Build a task for short work that only reads: queries, thumbnails."""
        return Task(lambda _progress: work(), self._readers, self)

    def prepare_write(self, work: Callable[[], object]) -> Task:
        """Build a task for short work that writes to the shop. These run one at a time, in the order started."""
        return Task(lambda _progress: work(), self._writer, self, writes=True)

    def keep(self, task: Task) -> bool:
        """Hold on to a task that is to start; return False when it is too late for it."""
        if not self._is_closed:
            self._begun.add(task)
        return not self._is_closed

    def let_go(self, task: Task) -> None:
        """Forget a task that has ended."""
        self._begun.discard(task)
        if task.writes and not self.is_writing:
            self.written.emit()
        self.ended.emit()

    @property
    def is_writing(self) -> bool:
        """Whether a write is started and has not ended."""
        return any(task.writes for task in self._begun)

    @property
    def begun(self) -> frozenset[Task]:
        """The tasks that are started and have not ended."""
        return frozenset(self._begun)

    @property
    def running(self) -> int:
        """How many tasks are started and have not ended."""
        return len(self._begun)

    def close(self) -> None:
        """Stop long work, finish every write, and return when no thread is left. No signal comes after this."""
        self._is_closed = True
        for task in self._begun:
            if not task.writes:
                task.cancel()
        for executor in (self._readers, self._long, self._writer):
            executor.shutdown(wait=True)
        self._sweeper.stop()
        for source in (self, *self._begun):
            source.blockSignals(True)
        self._begun.clear()
