"""Work of which only the newest counts: what was begun before is stopped, and dropped unheard."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.tasks import Task, Tasks
from vendor_app.errors import VendorError


class Latest(QObject):
    """Runs work beside the window: short reading, or with ``begin_long`` something that takes a while."""

    made = Signal(object)
    """What one piece of the newest work returned."""
    failed = Signal(object)
    """The VendorError of one piece of the newest work."""
    crashed = Signal()
    """A bug in one piece of the newest work: the log has it."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._newest: tuple[Task, ...] = ()

    def begin(self, *works: Callable[[], object]) -> None:
        """Start this work in place of what was begun before; what is not under way yet of that is left out."""
        self._start(*(self._tasks.prepare_read(work) for work in works))

    def begin_in_order(self, work: Callable[[], object]) -> None:
        """Start this reading after every write that is under way, and before those that come later."""
        self._start(self._tasks.prepare_write(work))

    def begin_long(self, work: Callable[..., object]) -> None:
        """Start this work, called as ``work(progress=…)``, in place of what was begun before."""
        self._start(self._tasks.prepare(work))

    def _start(self, *tasks: Task) -> None:
        self.stop()
        self._newest = tasks
        for task in tasks:
            task.succeeded.connect(self._tell)
            task.failed.connect(self._tell_failure)
            task.crashed.connect(self._tell_crash)
            task.start()

    def stop(self) -> None:
        """Hear nothing more of what was begun."""
        for task in self._newest:
            task.cancel()
        self._newest = ()

    def _tell(self, value: object) -> None:
        if self.sender() in self._newest:
            self.made.emit(value)

    def _tell_failure(self, problem: VendorError) -> None:
        if self.sender() in self._newest:
            self.failed.emit(problem)

    def _tell_crash(self, _traceback: str) -> None:
        if self.sender() in self._newest:
            self.crashed.emit()
