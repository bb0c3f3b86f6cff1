"""The door of the window's program: shows a sign of life at once, then loads the rest."""

import gc
import logging
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QClipboard, QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSplashScreen

from ui.theme import Color, apply_theme, display_font, load_fonts
from vendor_app.resources import resource

if TYPE_CHECKING:
    from ui.dialogs.message import MessageDialog
    from ui.program import Program

_log = logging.getLogger(__name__)
_SPLASH = QSize(380, 260)
_MARK = 120
_PAINTED_MS = 60  # until the splash is on the screen; loading holds up everything after that


class Splash(QSplashScreen):
    """The program's mark and name, while an old PC reads a hundred megabytes."""

    def __init__(self, density: float) -> None:
        super().__init__(_drawn(density))


def _drawn(density: float) -> QPixmap:
    picture = QPixmap(_SPLASH * density)
    picture.setDevicePixelRatio(density)
    picture.fill(QColor(Color.PAPER))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mark = QRect((_SPLASH.width() - _MARK) // 2, 36, _MARK, _MARK)
    QIcon(str(resource("icon.svg"))).paint(painter, mark)
    painter.setFont(display_font(30, QFont.Weight.Bold))
    painter.setPen(QColor(Color.PRIMARY_DARK))
    words = QRect(0, mark.bottom() + 14, _SPLASH.width(), 56)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "ตลาดคลิป")
    painter.end()
    return picture


class Start:
    """Loads the program while the splash is up, and ends it when the window is closed."""

    def __init__(self, application: QApplication, splash: Splash, folder: Path | None) -> None:
        self._application, self._splash, self._folder = application, splash, folder
        self._program: Program | None = None
        self._dialog: MessageDialog | None = None

    def load(self) -> None:
        """Bring up the program, or say why there is none: the splash would stand there for ever."""
        try:
            self._begin()
        except Exception:  # noqa: BLE001  the door: a file that a virus scanner took away is missed here first
            self._tell_broken()

    def _begin(self) -> None:
        """Import what the program is made of, which takes most of the time, and start it."""
        from ui.program import begin  # noqa: PLC0415 - start-up time: the splash comes before all this

        gc.freeze()  # what was imported stays: the collector, which holds up the window, need not look at it again
        apply_theme(self._application)
        self._program = begin(self._application)
        self._program.shown.connect(self._splash.close)
        self._program.start(self._folder)

    def _tell_broken(self) -> None:
        from ui.problems import broken_dialog  # noqa: PLC0415 - start-up time
        from vendor_app.log import keep_log  # noqa: PLC0415 - start-up time

        keep_log()
        _log.critical("The program does not start", exc_info=True)
        apply_theme(self._application)
        self._dialog = broken_dialog()
        self._dialog.finished.connect(self._give_up)
        self._dialog.open()
        self._splash.close()

    def _give_up(self) -> None:
        self._application.exit(1)

    def ask_to_end(self, *_signal: object) -> None:
        """End as if the window were closed: for Ctrl-C in a terminal, and for a system that shuts down."""
        QTimer.singleShot(0, self._close)

    def _close(self) -> None:
        if self._program is not None and self._program.window is not None:
            self._program.window.close_quietly()
        else:
            self._application.quit()

    def end(self) -> None:
        """Let the program finish what it writes."""
        if self._program is not None:
            self._program.end()


def _folder(words: list[str]) -> Path | None:
    """Return the shop named on the command line, which is bare when a vendor starts the program."""
    if not words:
        return None
    from ui.command_line import shop_named_in  # noqa: PLC0415 - start-up time: the splash comes before all this

    return shop_named_in(words)


def leave_copied(clipboard: QClipboard) -> None:
    """Leave to other programs the text that was copied here, in Qt's own hands.

    What one of our fields put there belongs to Python, which is gone when Qt lets go of it: a crash.
    """
    from ui.widgets.caption_text import CopiedText  # noqa: PLC0415 - start-up time

    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        content = clipboard.mimeData(mode)
        if isinstance(content, CopiedText):
            clipboard.setText(content.text(), mode)


def main() -> None:
    """Run the window until it is closed."""
    folder = _folder(sys.argv[1:])
    application = QApplication(sys.argv[:1])
    application.setApplicationName("TaladClip")
    application.setWindowIcon(QIcon(str(resource("icon.svg"))))
    application.setQuitOnLastWindowClosed(False)
    load_fonts()
    splash = Splash(application.devicePixelRatio())
    splash.show()
    start = Start(application, splash, folder)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, start.ask_to_end)  # an exception instead would come up in the middle of anything
    QTimer.singleShot(_PAINTED_MS, start.load)
    status = application.exec()
    start.end()
    leave_copied(application.clipboard())
    sys.exit(status)
