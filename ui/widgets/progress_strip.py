"""How far long work is, how long it will take, and the button that stops it."""

from typing import Protocol

from PySide6.QtCore import QElapsedTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.widgets.buttons import QuietButton
from ui.widgets.card import Caption, ElidedLabel
from vendor_app.language import _
from vendor_app.machine import remaining

_STEPS = 1000
_SURE_AFTER = 1.5  # an estimate made earlier jumps about


def time_left(seconds: float) -> str:
    """Return "about 12 seconds left" in words, rounded as a person would."""
    if seconds < 50:
        step = 1 if seconds < 10 else 5
        return _("about {number} s left").format(number=max(1, round(seconds / step) * step))
    return _("about {number} min left").format(number=max(1, round(seconds / 60)))


class Work(Protocol):
    """What is watched: a task, or a clip in the queue."""

    @property
    def progressed(self) -> SignalInstance:
        """Tells how far it is, 0.0 to 1.0, and what is being done."""
        ...

    @property
    def finished(self) -> SignalInstance:
        """Tells of the end, however it ended."""
        ...

    def cancel(self) -> None:
        """Stop it; it ends a moment later."""
        ...


class ProgressStrip(QFrame):
    """Follows work from its start to its end; hidden while there is none."""

    cancel_wanted = Signal()
    shown = Signal(bool)
    """Whether it is there now."""

    def __init__(self, parent: QWidget | None = None, *, low: bool = False) -> None:
        """``low``: no higher than a button, to stand in a row of them."""
        super().__init__(parent)
        self._margins = (12, 1, 1, 1) if low else (14, 8, 8, 8)
        self._note, self._left = ElidedLabel(), Caption()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._cancel = QuietButton(_("Cancel"))
        self._cancel.clicked.connect(self._stop)
        self._clock = QElapsedTimer()
        self._work: Work | None = None
        self._expected = 0.0
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.addWidget(self._note, 1)
        words.addWidget(self._left)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(*self._margins)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)

    def watch(self, work: Work, note: str = "", expected: float = 0.0) -> None:
        """Show ``work``, which has not been started yet, until it ends. The button cancels it.

        ``expected``: the seconds it is foretold to take, 0 when nobody knows.
        """
        self._work, self._expected = work, expected
        self._clock.start()
        self._cancel.setEnabled(True)
        self.show_progress(0.0, note)
        work.progressed.connect(self.show_progress)
        work.finished.connect(self._end)
        self.show()
        self.shown.emit(True)

    def show_progress(self, done: float, note: str) -> None:
        """Show how far it is, 0.0 to 1.0."""
        self._bar.setValue(round(done * _STEPS))
        if note:
            self._note.setText(note)
        elapsed = self._clock.elapsed() / 1000
        sure = done > 0.02 and elapsed > _SURE_AFTER
        expected = self._expected or (elapsed / done if sure else 0.0)
        self._left.setText(time_left(remaining(expected, done, elapsed)) if sure or self._expected else "")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._note.setText(_("Stopping…"))
        self._left.setText("")
        self.cancel_wanted.emit()
        if self._work is not None:
            self._work.cancel()

    def _end(self) -> None:
        ended: object = self.sender()
        if ended is self._work:
            self._work = None
            self.hide()
            self.shown.emit(False)
