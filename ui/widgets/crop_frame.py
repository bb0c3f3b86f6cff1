"""What frames on a photo have in common: where the photo is drawn, the dimmed outside, the thirds, the corners."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme import Color

CORNER: Final = 16
"""Pixels that a corner's mark is long."""
REACH: Final = 24
"""Pixels around a corner within which a finger has it."""
DIM: Final = QColor(16, 22, 19, 165)


def fitted_place(room: QRectF, size: QSizeF) -> QRectF:
    """Return where a picture of this shape is drawn: whole, amid the room, as large as it has place."""
    scale = min(room.width() / size.width(), room.height() / size.height())
    place = QRectF(0, 0, size.width() * scale, size.height() * scale)
    place.moveCenter(room.center())
    return place


def corners(window: QRectF) -> tuple[tuple[QPointF, int, int], ...]:
    """Return each corner and which way from it the window lies."""
    return (
        (window.topLeft(), 1, 1),
        (window.topRight(), -1, 1),
        (window.bottomLeft(), 1, -1),
        (window.bottomRight(), -1, -1),
    )


def opposite_corner(window: QRectF, point: QPointF) -> QPointF | None:
    """Return the corner across from the one at ``point``; None when there is none."""
    for corner, right, down in corners(window):
        if (corner - point).manhattanLength() < REACH:
            return corner + QPointF(right * window.width(), down * window.height())
    return None


def paint_frame(painter: QPainter, photo: QRectF, window: QRectF) -> None:
    """Dim the photo outside the window and draw the window with its thirds and corners."""
    outside = QPainterPath()
    outside.addRect(photo)
    outside.addRect(window)
    painter.fillPath(outside, DIM)
    painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
    for third in (1 / 3, 2 / 3):
        x, y = window.left() + window.width() * third, window.top() + window.height() * third
        painter.drawLine(QPointF(x, window.top()), QPointF(x, window.bottom()))
        painter.drawLine(QPointF(window.left(), y), QPointF(window.right(), y))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(Color.ACCENT), 3))
    painter.drawRect(window)
    painter.setPen(QPen(QColor(Color.ACCENT), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for corner, right, down in corners(window):
        painter.drawLine(corner, corner + QPointF(right * CORNER, 0))
        painter.drawLine(corner, corner + QPointF(0, down * CORNER))
