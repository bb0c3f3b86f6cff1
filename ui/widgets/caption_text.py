"""A text for a platform, to read and to type in place, and how long it is as the platform counts."""

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.badge import Tone
from vendor_app.bundle import hashtags
from vendor_app.bundle.measure import length
from vendor_app.bundle.platforms import Limit
from vendor_app.language import _
from vendor_app.thai.words import BREAK, unwrapped

_PAUSE_MS = 800
"""After this long without a key a text is kept, and its checks are asked anew."""


class CopiedText(QMimeData):
    """What was copied from a text of ours: other programs may have it after this one has ended."""


class OwnText(QPlainTextEdit):
    """Shown wrapped between Thai words; what is typed in, copied and told is the text alone."""

    typed = Signal()
    paused = Signal()
    """The vendor has stopped typing for a moment, or the keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_touched = False
        """Whether something was typed that ``paused`` has not told yet."""
        self.one_line = False
        self._is_set = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.settle)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._note)

    def text(self) -> str:
        """Return what stands there."""
        return unwrapped(self.toPlainText())

    def show_text(self, text: str, drawn: str) -> None:
        """Show a text; ``drawn`` is the same with wrap points put in. Drops what was typed before."""
        self._pause.stop()
        self.is_touched = False
        wanted = text if self.hasFocus() else drawn
        if wanted != self.toPlainText():
            self._set(wanted)

    def settle(self) -> None:
        """Tell what was typed, if anything was."""
        self._pause.stop()
        if self.is_touched:
            self.is_touched = False
            self.paused.emit()

    def type_text(self, text: str) -> None:
        """Take ``text`` as if it were typed."""
        self._set(text)
        self._note()

    def _set(self, text: str) -> None:
        self._is_set = True
        self.setPlainText(text)
        self._is_set = False

    def _note(self) -> None:
        if not self._is_set:
            self.is_touched = True
            self._pause.start()
            self.typed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the wrap points away: the cursor would stop at each of them."""
        if BREAK in (shown := self.toPlainText()):
            at = len(unwrapped(shown[: self.textCursor().position()]))
            self._set(unwrapped(shown))
            cursor = self.textCursor()
            cursor.setPosition(at)
            self.setTextCursor(cursor)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        taken = CopiedText()
        taken.setText(unwrapped(self.textCursor().selection().toPlainText()))
        return taken


def count_words(text: str, limit: Limit | None, most_tags: int) -> tuple[str, Tone]:
    """Return how long a text is in the platform's unit and how many hashtags it has, and whether that is well."""
    if limit is None:
        return _("Letters: {found}").format(found=len(text)), "idle"
    found, tags = length(text, limit.unit), len(hashtags.in_text(text))
    words = f"{found}/{limit.most}"
    if limit.unit == "bytes":
        words = _("{count} bytes, a Thai letter is 3").format(count=words)
    if most_tags:
        words = _("{count} · hashtags: {tags}").format(count=words, tags=tags)
    fits = limit.admits(found) and tags <= (most_tags or tags)
    return words, "good" if fits else "bad"
