"""Decisions on their way to the disk: each is kept until it is written, also when something else is shown by then."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.tasks import Task, Tasks
from vendor_app.errors import VendorError

SAVE_MS: Final = 600
"""From a change to its place on the disk."""
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Saves(QObject, Generic[Key, Value]):
    """What the disk refused is tried again with the next change, and whenever everything is to be saved."""

    problem = Signal(object)
    """The VendorError that says why something is not saved."""
    settled = Signal()
    """All that was put here is on the disk."""

    def __init__(self, tasks: Tasks, write: Callable[[Key, Value], object], parent: QObject | None = None) -> None:
        """``write`` runs beside the window, one after the other; the newest value of a key is what stays."""
        super().__init__(parent)
        self._tasks, self._write = tasks, write
        self._waiting: dict[Key, Value] = {}
        """The one that was changed last stands last."""
        self._sent: dict[Task, tuple[Key, Value]] = {}
        self._why = ""
        self._pause = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._pause.timeout.connect(self._send_all)

    def put(self, key: Key, value: Value) -> None:
        """Save a value soon, in place of the one before."""
        self._waiting.pop(key, None)
        self._waiting[key] = value
        if not self._pause.isActive():
            self._pause.start()

    @property
    def waiting(self) -> dict[Key, Value]:
        """What is not on the disk, the newest last."""
        return dict(self._waiting)

    def unsaved(self) -> str:
        """Return why something is not on the disk and will not be by itself; "" when all is well."""
        return self._why if self._waiting else ""

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self._pause.stop()
        self._send_all()

    def forget(self) -> None:
        """Give up what is not saved."""
        self._pause.stop()
        self._waiting.clear()

    def _send_all(self) -> None:
        for key, value in self._waiting.items():
            if any(sent == key and on_its_way is value for sent, on_its_way in self._sent.values()):
                continue
            task = self._tasks.prepare_write(partial(self._write, key, value))
            self._sent[task] = key, value
            task.succeeded.connect(self._settle)
            task.failed.connect(self._tell)
            task.finished.connect(self._end)
            task.start()

    def _settle(self) -> None:
        key, value = self._sent[self._sender()]
        if self._waiting.get(key) is value:
            del self._waiting[key]
        if not self._waiting:
            self._why = ""
            if isValid(self):  # the page it belongs to may go the moment its last write ends
                self.settled.emit()

    def _tell(self, problem: VendorError) -> None:
        self._why = str(problem)
        self.problem.emit(problem)

    def _end(self) -> None:
        del self._sent[self._sender()]

    def _sender(self) -> Task:
        """Return the task that has ended: bound methods are connected, which hear nothing once this is deleted."""
        task = self.sender()
        assert isinstance(task, Task)
        return task
