"""Work that comes faster than it can be done: one piece at a time, and then only the newest of what waits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.tasks import Task, Tasks
from vendor_app.errors import VendorError
from vendor_app.progress import Progress


class Newest(QObject):
    """Runs beside the window what is offered: live pictures, hints. Nothing is heard of it after ``stop``."""

    made = Signal(object)
    """What one piece of work returned."""
    failed = Signal(object)
    """The VendorError of one."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._next: Callable[[], object] | None = None
        self._is_broken = False

    @property
    def is_busy(self) -> bool:
        """Whether a piece is under way."""
        return self._task is not None

    def offer(self, work: Callable[[], object]) -> None:
        """Do this next, in place of what waits. After a bug nothing more is done: it would be told for every frame."""
        self._next = None if self._is_broken else work
        if self._task is None:
            self._begin()

    def stop(self) -> None:
        """Do nothing more."""
        self._next = None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _begin(self) -> None:
        work, self._next = self._next, None
        if work is None:
            return
        self._task = self._tasks.prepare(_Alone(work))
        self._task.succeeded.connect(self._tell)
        self._task.failed.connect(self._tell_failure)
        self._task.crashed.connect(self._break)
        self._task.finished.connect(self._go_on)
        self._task.start()

    def _tell(self, value: object) -> None:
        if self.sender() is self._task:
            self.made.emit(value)

    def _tell_failure(self, problem: VendorError) -> None:
        if self.sender() is self._task:
            self.failed.emit(problem)

    def _break(self) -> None:
        self._is_broken, self._next = True, None

    def _go_on(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self._begin()


class _Alone:
    """Work that is too short to be stopped in the middle."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work

    def __call__(self, progress: Progress) -> object:
        return self._work()
