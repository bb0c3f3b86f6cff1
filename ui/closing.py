"""Whether the window may close: what is typed is stored first, and what would be lost is asked about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.dialogs.closing import queue_dialog, unsaved_dialog, work_dialog
from ui.pages.page import Page
from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from vendor_app.language import _

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Closing(QObject):
    """Asks in dialogs of the window, and closes it when the answer, or the last write, lets it go."""

    def __init__(self, window: "MainWindow", queue: RenderWatch, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._queue, self._tasks = window, queue, tasks
        self._is_waiting = self._may_close = False
        self.knows_queue = False
        """Whether nothing need be said of the clips that are still to be made."""
        tasks.written.connect(self._go_on)

    def may_close(self) -> bool:
        """Store what is typed; return whether nothing holds the window any more. What does is asked or waited for."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication) and application.isSavingSession():
            if not self._is_waiting:
                self._leave()  # saves what was changed last; writes that have begun are finished
            return True
        may_close = self._may_close or not self._holds_on()
        self._is_waiting = self._is_waiting and not may_close
        return may_close

    def _pages(self) -> Iterable[Page]:
        return self._window.pages.values()

    def _leave(self) -> None:
        for page in self._pages():
            page.leave()

    def _holds_on(self) -> bool:
        """Store what is typed; return whether something still keeps the window from closing."""
        if not self._is_waiting:
            if any(page.is_busy() for page in self._pages()):
                self._ask_about_work()
                return True
            if not self.knows_queue and self._queue.wanted and not self._queue.is_paused:
                self._tell_of_queue()
                return True
            self._leave()
        self._is_waiting = True
        if self._tasks.is_writing:
            return True
        unsaved = [sentence for page in self._pages() if (sentence := page.unsaved())]
        if unsaved:
            self._ask_about_unsaved(unsaved[0])
        return bool(unsaved)

    def _go_on(self) -> None:
        if self._is_waiting:
            self._window.close()

    def _tell_of_queue(self) -> None:
        """Say that the clips in the queue are not lost."""
        dialog = queue_dialog(self._window, len(self._queue.wanted))
        dialog.chosen.connect(self._close_with_queue)
        dialog.open()

    def _close_with_queue(self, key: str) -> None:
        if key == "close":
            self.knows_queue = True
            self._window.close()

    def _ask_about_work(self) -> None:
        dialog = work_dialog(self._window)
        dialog.chosen.connect(self._stop_work)
        dialog.open()

    def _stop_work(self, key: str) -> None:
        if key == "close":
            self._leave()
            self._is_waiting = True
            self._window.close()

    def _ask_about_unsaved(self, why: str) -> None:
        self._is_waiting = False  # for the answer now: what is tried again meanwhile asks no second time
        dialog = unsaved_dialog(self._window, why)
        dialog.add_button("close", _("Close without saving"), "danger")
        dialog.add_button("back", _("Go back and mend it"), "primary")
        dialog.chosen.connect(self._close_anyway)
        dialog.open()

    def _close_anyway(self, key: str) -> None:
        if key == "close":
            self._may_close = True
            self._window.close()
