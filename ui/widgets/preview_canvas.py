"""The picture of a clip on the dark stage, sharp at every scale, with the safe box over it when wanted."""

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Color, body_font
from vendor_app.language import _
from vendor_app.storyboard.model import CANVAS, SAFE, SAFE_WITH_CARD, Box

SafeBox: TypeAlias = Literal["off", "plain", "card"]
"""What is drawn of the part that no platform covers. card: with a product card over the clip."""
SAFE_BOXES: Final[dict[SafeBox, Box | None]] = {"off": None, "plain": SAFE, "card": SAFE_WITH_CARD}
_RADIUS = 14
_SMALLEST = QSize(72, 128)


class PreviewCanvas(QWidget):
    """Shows one picture of the shape 9:16, as large as there is room."""

    resized = Signal(int, int)
    """The picture now takes this many device pixels."""
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._words = ""
        self._safe_box: SafeBox = "off"
        self.setMinimumSize(_SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_image(self, image: QImage) -> None:
        """Show a picture instead of what was there."""
        self._image = image
        self.update(self._place())

    def image(self) -> QImage:
        """Return what is shown; null when nothing is."""
        return self._image

    def clear(self, words: str = "") -> None:
        """Show nothing but these words."""
        self._image, self._words = QImage(), words
        self.update()

    def show_safe_box(self, box: SafeBox) -> None:
        """Draw the box that no platform covers with its own buttons, or leave it away."""
        self._safe_box = box
        self.update()

    def _place(self) -> QRect:
        """Return where the picture goes: the largest upright 9:16 in the middle."""
        room = self.rect()
        width = min(room.width(), room.height() * CANVAS.width // CANVAS.height)
        height = width * CANVAS.height // CANVAS.width
        return QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        place, density = self._place(), self.devicePixelRatio()
        self.resized.emit(round(place.width() * density), round(place.height() * density))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._place().contains(event.position().toPoint()):
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self._place())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground(place))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        if self._image.isNull():
            self._paint_words(painter, place)
        elif (box := SAFE_BOXES[self._safe_box]) is not None:
            self._paint_safe_box(painter, place, box)

    def _ground(self, place: QRectF) -> QBrush:
        if self._image.isNull():
            return QBrush(QColor(Color.STAGE_DARK))
        brush = QBrush(self._image)
        scale = QTransform.fromTranslate(place.x(), place.y())
        brush.setTransform(scale.scale(place.width() / self._image.width(), place.height() / self._image.height()))
        return brush

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QColor(Color.ON_STAGE))
        painter.setFont(body_font(15))
        inside = place.adjusted(16, 16, -16, -16)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)

    def _paint_safe_box(self, painter: QPainter, place: QRectF, box: Box) -> None:
        inside, outside = self._on_screen(box, place), QPainterPath()
        outside.addRoundedRect(place, _RADIUS, _RADIUS)
        outside.addRect(inside)
        painter.fillPath(outside, QColor(0, 0, 0, 120))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(Color.ACCENT), 2, Qt.PenStyle.DashLine))
        painter.drawRect(inside)
        painter.setFont(body_font(13))
        painter.setPen(QColor(Color.SURFACE))
        above = QRectF(place.left(), inside.top() - 26, place.width(), 24)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
        painter.drawText(above, flags, _("Text stays in here"))
        below = QRectF(place.left(), inside.bottom() + 3, place.width(), 24)
        with_card = self._safe_box == "card"
        painter.drawText(below, flags, _("With a product card") if with_card else _("Without a product card"))

    @staticmethod
    def _on_screen(box: Box, place: QRectF) -> QRectF:
        scale = place.width() / CANVAS.width
        corner = place.topLeft() + QPointF(box.x * scale, box.y * scale)
        return QRectF(corner.x(), corner.y(), box.width * scale, box.height * scale)
