"""A sentence that comes up at the foot of the window and goes by itself, with a way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QCursor, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from ui.theme import Color
from ui.widgets.buttons import Button
from ui.widgets.words import Words
from vendor_app.language import _

_SHOWN_MS, _UNDO_MS = 4000, 8000
_EDGE, _EDGE_ABOVE = 20, 6
_WIDEST = 640
"""Logical pixels of words in a line: longer ones, such as with the name of a product, go on in the next."""
_REACH = 96
"""Logical pixels above it: a hand there has just pressed something, and what comes next is near."""
KEPT_FREE = "keptFree"
"""Property of buttons that it never lies over: above them, at the head of the window, it is in nobody's way."""


class ToastButton(Button):
    """The word to press on the dark ground."""

    ink = Color.ACCENT


class Toast(QFrame):
    """Lies over the window ``parent``, at its foot, or at its head while the pointer is at the foot.

    A press puts it away. Ctrl+Z that nothing there wants is as its button.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._words = Words()
        self._undo_button = ToastButton(_("Undo"), "arrow-counter-clockwise")
        self._undo_button.clicked.connect(self._take_back)
        self._undo: Callable[[], None] | None = None
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addWidget(self._words)
        self._row.addWidget(self._undo_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setMinimumHeight(56)
        parent.installEventFilter(self)
        self.hide()

    def show_words(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show a sentence for some seconds; with ``undo`` there is a button that calls it, and time to press it."""
        self._words.setText(words)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self._row.setContentsMargins(20, 6, 20 if undo is None else 8, 6)
        self.setAccessibleName(words)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(_SHOWN_MS if undo is None else _UNDO_MS)

    def words(self) -> str:
        """Return what it says, empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    @property
    def can_take_back(self) -> bool:
        """Whether its button is there to be pressed."""
        return not self.isHidden() and self._undo is not None

    def take_back(self) -> None:
        """Do as if the button were pressed; nothing when there is none."""
        if self.can_take_back:
            self._take_back()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        room = self._window.rect()
        self._words.setFixedWidth(self._room_for_words(room.width() - 2 * _EDGE))
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _EDGE)
        if self._is_at_hand() or any(map(self._covers, self._window.findChildren(QAbstractButton))):
            self.move(self.x(), _EDGE_ABOVE)

    def _room_for_words(self, width: int) -> int:
        """Return how wide the words are in a line, or as wide as they may be when all is ``width`` wide at most."""
        margins = self._row.contentsMargins()
        width -= margins.left() + margins.right()
        if self._undo is not None:
            width -= self._undo_button.sizeHint().width() + self._row.spacing()
        self._words.ensurePolished()
        in_a_line = QFontMetrics(self._words.font()).horizontalAdvance(self._words.text()) + 2
        return min(in_a_line, width, _WIDEST)

    def _is_at_hand(self) -> bool:
        hand = self._window.mapFromGlobal(QCursor.pos())
        return self._window.rect().contains(hand) and hand.y() > self.y() - _REACH

    def _covers(self, button: QAbstractButton) -> bool:
        if not button.property(KEPT_FREE) or not button.isVisible():
            return False
        corner = button.mapTo(self._window, QPoint(0, 0))
        return self.geometry().intersects(QRect(corner, button.size()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        if self.can_take_back and _is_undo(event):
            self._take_back()
            return True
        return False


def _is_undo(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.matches(QKeySequence.StandardKey.Undo)
