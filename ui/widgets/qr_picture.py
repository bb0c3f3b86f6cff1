"""A QR code, drawn with its quiet zone."""

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4
"""Modules of white around it: scanners need them to find it."""


class QrPicture(QWidget):
    """Shows one address; black on white whatever the theme, each module the same number of pixels."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._modules: tuple[tuple[int, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def show_text(self, text: str) -> None:
        """Show this text; "" shows nothing: an empty white square looks like something that does not load."""
        code = segno.make(text, error="m", micro=False) if text else None
        self._modules = tuple(tuple(row) for row in code.matrix_iter(border=_QUIET)) if code else ()
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        count = len(self._modules)
        if not count:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        density = self.devicePixelRatioF()
        side = int(min(self.width(), self.height()) * density) // count
        painter.scale(1 / density, 1 / density)  # whole pixels of the screen
        left = (int(self.width() * density) - side * count) // 2
        top = (int(self.height() * density) - side * count) // 2
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRect(left + x * side, top + y * side, side, side), QColor(Qt.GlobalColor.black))
