"""What the window says when something goes wrong: the vendor's problems with what to do, bugs with their log."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from ui.dialogs.message import MessageDialog
from ui.theme import Color
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.settings import log_file

_log = logging.getLogger(__name__)


def open_log() -> None:
    """Show the log in whatever program the system has for text."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file())))


def problem_dialog(parent: QWidget | None, problem: VendorError) -> MessageDialog:
    """Return a dialog, not shown yet, that tells a vendor's problem and what to do."""
    dialog = MessageDialog(parent, problem.message, problem.hint, icon_name="warning-circle", color=Color.ACCENT_DARK)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    return dialog


def broken_dialog() -> MessageDialog:
    """Return a dialog, not shown yet, that tells a vendor that the program itself is not whole, and offers the log."""
    problem = VendorError(
        _("The program cannot start: some of its files are missing or damaged."),
        _("Your shop is safe. Install the program again. If it still does not start, send us the log file."),
    )
    dialog = problem_dialog(None, problem)
    dialog.add_button("log", _("Open the log"), "quiet", "file-text").clicked.connect(open_log)
    dialog.add_button("close", _("Close"), "primary")
    return dialog


class Problems(QObject):
    """Shows each problem once, one dialog at a time; of bugs that come in a row only the first."""

    _bug_met = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bug_dialog: MessageDialog | None = None
        self._shown: set[MessageDialog] = set()
        self._bug_met.connect(self.show_bug)

    def show_problem(self, problem: VendorError) -> None:
        """Tell the vendor a problem over the window in use."""
        dialog = problem_dialog(QApplication.activeWindow() or _some_window(), problem)
        dialog.add_button("close", _("OK"), "primary")
        dialog.finished.connect(self._forget)
        self._shown.add(dialog)
        dialog.open()

    def _forget(self) -> None:
        self._shown = {dialog for dialog in self._shown if dialog is not self.sender()}

    def show_bug(self, trace: str = "") -> None:
        """Say that the program stumbled and offer the log, where the traceback is already."""
        if self._bug_dialog is not None:
            return
        dialog = MessageDialog(
            QApplication.activeWindow() or _some_window(),
            _("The program stumbled, but your shop is safe."),
            _("You can go on working. If it happens again, send us the log file."),
            icon_name="first-aid-kit",
            color=Color.DANGER,
        )
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.add_button("log", _("Open the log"), "quiet", "file-text")
        dialog.add_button("close", _("Go on"), "primary")
        dialog.chosen.connect(self._end_bug)
        self._bug_dialog = dialog
        dialog.open()

    def _end_bug(self, key: str) -> None:
        self._bug_dialog = None
        if key == "log":
            open_log()

    def catch_bugs(self) -> None:
        """Have every exception that nobody caught logged and told, instead of ending the program."""
        sys.excepthook = self._meet
        threading.excepthook = self._meet_in_thread

    def _meet(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        _log.critical("A bug in the window", exc_info=(kind, bug, trace))
        self._bug_met.emit()

    def _meet_in_thread(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            self._meet(met.exc_type, met.exc_value, met.exc_traceback)


def _some_window() -> QWidget | None:
    """Return a window that can be seen, for a dialog to lie over."""
    return next((widget for widget in QApplication.topLevelWidgets() if widget.isVisible()), None)
