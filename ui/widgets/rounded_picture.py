"""A picture with round corners."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget

from ui.icons import icon
from ui.theme import Color

_DISABLED = 0.45
"""Opacity of what cannot be chosen now."""


class RoundedPicture(QWidget):
    """Scaled to the widget; a plain ground while there is none."""

    def __init__(self, size: QSize, radius: int = 8, ground: str = Color.CHIP, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        self._image, self._radius, self._ground, self._icon = QImage(), radius, ground, ""

    def show_image(self, image: QImage) -> None:
        """Show a picture of the widget's own shape; a null one takes it away."""
        self._image = image
        self.update()

    def show_icon(self, name: str) -> None:
        """Show an icon where there is no picture; "" for none."""
        self._icon = name
        self.update()

    def image(self) -> QImage:
        """Return what is shown; null when nothing is."""
        return self._image

    def has_image(self) -> bool:
        """Return whether there is a picture."""
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(1.0 if self.isEnabled() else _DISABLED)
        if self._image.isNull():
            painter.setBrush(QColor(self._ground))
        else:
            brush = QBrush(self._image)
            across, down = self.width() / self._image.width(), self.height() / self._image.height()
            brush.setTransform(QTransform.fromScale(across, down))
            painter.setBrush(brush)
        painter.drawRoundedRect(self.rect(), self._radius, self._radius)
        if self._image.isNull() and self._icon:
            mark = QRect(0, 0, 24, 24)
            mark.moveCenter(self.rect().center())
            icon(self._icon, Color.LINE_STRONG).paint(painter, mark)
