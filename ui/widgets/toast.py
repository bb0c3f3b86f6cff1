"""A sentence on a bar of its own at the edge of the window: it goes by itself, and may offer a way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Color
from ui.widgets.buttons import Button
from ui.widgets.words import Words
from vendor_app.language import _

_SHOWN_MS, _UNDO_MS = 4000, 8000
_HELD_MS = 100
"""How often it is looked whether the mouse is still held."""


class ToastButton(Button):
    """The word to press on the dark ground."""

    ink = Color.ACCENT


class Toast(QFrame):
    """Stands in a layout beside what it speaks of, which makes room for it: it never lies over anything.

    It comes when no button of the mouse is held, for what is being dragged must not move under the hand. A press puts
    it away. Ctrl+Z that nothing in the ``window`` wants is as its button.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._words = Words()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._undo_button = ToastButton(_("Undo"), "arrow-counter-clockwise")
        self._undo_button.clicked.connect(self._take_back)
        self._undo: Callable[[], None] | None = None
        self._is_news, self._news = False, ""
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 3, 16, 3)
        row.setSpacing(12)
        row.addWidget(self._words, 1000)  # they take what they need, and only what is left goes to the room behind
        row.addWidget(self._undo_button)
        row.addStretch(1)
        self._timer, self._held = QTimer(self), QTimer(self)
        for timer, reaction in ((self._timer, self._end), (self._held, self._come)):
            timer.setSingleShot(True)
            timer.timeout.connect(reaction)
        self.setMinimumHeight(50)
        window.installEventFilter(self)
        self.hide()

    def show_words(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show a sentence for some seconds; with ``undo`` there is a button that calls it, and time to press it."""
        self._news, self._is_news = "", False
        self._say(words, undo)

    def show_news(self, words: str) -> None:
        """Show what happened elsewhere: it takes no way back away, but comes after it, and stays when pages change."""
        if self.can_take_back:
            self._news = words
        else:
            self._is_news = True
            self._say(words, None)

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

    def turn_page(self) -> None:
        """Put away what was said of the page that goes, unless it offers a way back."""
        if self._undo is None and not self._is_news:
            self._put_away()

    def _say(self, words: str, undo: Callable[[], None] | None) -> None:
        self._words.setText(words)
        self._words.ensurePolished()
        self._words.setMaximumWidth(QFontMetrics(self._words.font()).horizontalAdvance(words) + 2)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self.setAccessibleName(words)
        self._come()

    def _come(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._held.start(_HELD_MS)
            return
        self.show()
        if self.isVisible():
            self._begin()

    def _begin(self) -> None:
        self._timer.start(_SHOWN_MS if self._undo is None else _UNDO_MS)

    def _take_back(self) -> None:
        undo = self._undo
        self._put_away()
        if undo is not None:
            undo()
        self._show_waiting()

    def _put_away(self) -> None:
        self._undo = None
        self._held.stop()
        self.hide()

    def _end(self) -> None:
        self._put_away()
        self._show_waiting()

    def _show_waiting(self) -> None:
        """Show the news that waited, unless something newer has come."""
        words, self._news = self._news, ""
        if words and self.isHidden():
            self.show_news(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()  # what is said at the start may come seconds before the window does

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.can_take_back and _is_undo(event):
            self._take_back()
            return True
        return False


def _is_undo(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.matches(QKeySequence.StandardKey.Undo)
