"""A field to search with: says what is wanted once the typing pauses."""

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import icon
from ui.theme import Color

_PAUSE_MS = 180
_ICON = 20


class SearchField(QLineEdit):
    """Searches as one types; Escape and the cross empty it."""

    search_wanted = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setTextMargins(_ICON + 8, 0, 0, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._want)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._want)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QRect(13, (self.height() - _ICON) // 2, _ICON, _ICON)
        icon("magnifying-glass", Color.CHIP_INK).paint(QPainter(self), place)

    def _wait(self) -> None:
        self._pause.start()

    def _want(self) -> None:
        self._pause.stop()
        self.search_wanted.emit(self.text().strip())
