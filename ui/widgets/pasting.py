"""Photos pasted while a field has the keyboard: they go to the page, not into the field."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)
"""What has the keyboard when words are typed: of a list to choose from it is the list, not the line in it."""


def is_for_a_field() -> bool:
    """Return whether what is on the clipboard is words. Cells of a sheet come as a picture too; a file has its path."""
    mime = QGuiApplication.clipboard().mimeData()
    if any(url.isLocalFile() for url in mime.urls()):
        return False
    return bool(mime.text())


class PasteKey(QObject):
    """Leaves Ctrl+V in the fields of a widget to its shortcut while the clipboard holds no words.

    A field would take the path of a file for words, and of anything else nothing at all, in place of what is selected.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, _FIELDS) and self._widget.isAncestorOf(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Paste) or is_for_a_field():
            return False
        event.ignore()
        return True
