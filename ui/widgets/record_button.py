"""The red button that records: held while speaking, or touched once to begin and once to end."""

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.buttons import DangerButton
from vendor_app.language import _

_TOUCH_MS = 350
"""What is let go of sooner was touched, not held: then the next touch ends it."""
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordButton(DangerButton):
    """Says when to begin and when to end; the words on it are set by ``show_state``."""

    begun = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "microphone", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._held = QElapsedTimer()
        self._is_on = False
        self._was_on = False
        self.show_state("rest")

    def show_state(self, state: str, count: int = 0) -> None:
        """Show "rest", "count" with the seconds left, "speak", or "saving"."""
        words = {
            "rest": _("Hold and speak"),
            "count": _("Get ready… {count}").format(count=count),
            "speak": _("Speak now · let go to end"),
            "saving": _("Keeping the recording…"),
        }
        self.setText(words[state])
        self.setAccessibleName(words[state])
        self.setEnabled(state != "saving")
        if state in ("rest", "saving"):
            self._is_on = False
        if bool(self.property("speaking")) != (state == "speak"):
            self.setProperty("speaking", state == "speak")
            self.style().unpolish(self)
            self.style().polish(self)

    def _press(self) -> None:
        self._was_on, self._is_on = self._is_on, True
        self._held.start()
        if not self._was_on:
            self.begun.emit()

    def _release(self) -> None:
        if self._is_on and (self._was_on or self._held.elapsed() > _TOUCH_MS):
            self._is_on = False
            self.ended.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._press()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._release()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._is_on and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._is_on = False
            self.ended.emit()
