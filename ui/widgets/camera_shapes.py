"""What is drawn over a camera's picture: the frame that will be seen, thirds and a level, the outline to fill."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from ui.theme import Color, display_font

Guide: TypeAlias = Literal["whole", "1:1", "3:4", "9:16"]
GUIDES: Final[dict[Guide, float]] = {"whole": 0.0, "1:1": 1.0, "3:4": 3 / 4, "9:16": 9 / 16}
"""Width to height; 0: all that the camera sees."""
_VEIL = QColor(18, 24, 21, 150)
_FAINT = QColor(255, 255, 255, 120)
_SHADE = QColor(0, 0, 0, 90)
_LEVEL_ENOUGH = 2.5
"""Degrees off the level that nobody sees, and that are not told surely."""


def guide_area(picture: QRectF, guide: Guide) -> QRectF:
    """Return the largest place of a guide's shape amid a picture."""
    ratio = GUIDES[guide]
    if not ratio:
        return QRectF(picture)
    width = min(picture.width(), picture.height() * ratio)
    area = QRectF(0, 0, width, width / ratio)
    area.moveCenter(picture.center())
    return area


def draw_guide(painter: QPainter, picture: QRectF, area: QRectF) -> None:
    """Veil what lies outside of the guide, and mark its corners."""
    if area == picture:
        return
    outside = QPainterPath()
    outside.addRect(picture)
    inside = QPainterPath()
    inside.addRect(area)
    painter.fillPath(outside - inside, _VEIL)
    arm = min(area.width(), area.height()) * 0.07
    painter.setPen(QPen(QColor(Color.SURFACE), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for corner, across, down in (
        (area.topLeft(), 1, 1),
        (area.topRight(), -1, 1),
        (area.bottomLeft(), 1, -1),
        (area.bottomRight(), -1, -1),
    ):
        painter.drawLine(corner, corner + QPointF(across * arm, 0))
        painter.drawLine(corner, corner + QPointF(0, down * arm))


def draw_thirds(painter: QPainter, area: QRectF) -> None:
    """Draw two lines across and two down."""
    lines = []
    for third in (1 / 3, 2 / 3):
        x, y = area.left() + area.width() * third, area.top() + area.height() * third
        lines += [QLineF(x, area.top(), x, area.bottom()), QLineF(area.left(), y, area.right(), y)]
    for color, width in ((_SHADE, 3.0), (_FAINT, 1.0)):
        painter.setPen(QPen(color, width))
        painter.drawLines(lines)


def draw_level(painter: QPainter, area: QRectF, degrees: float | None) -> None:
    """Draw a spirit level amid the picture: green when it stands straight, amber and tilted when it does not.

    ``degrees``: by how much what is seen is turned clockwise; None when nothing straight is seen.
    """
    center, half = area.center(), min(area.width(), area.height()) * 0.16
    painter.setPen(QPen(_FAINT, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1, 1):
        painter.drawLine(center + QPointF(side * half, 0), center + QPointF(side * (half + 16), 0))
    if degrees is None:
        return
    is_level = abs(degrees) <= _LEVEL_ENOUGH
    painter.save()
    painter.translate(center)
    painter.rotate(0.0 if is_level else degrees)
    for color, width in ((_SHADE, 5.0), (QColor("#5fd3a4" if is_level else Color.ACCENT), 3.0)):
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(-half + 8, 0), QPointF(half - 8, 0))
    painter.restore()


def draw_ghost(painter: QPainter, area: QRectF, lines: Sequence[Sequence[tuple[float, float]]]) -> None:
    """Draw the outline that the product should fill: points in fractions of a square amid the guide."""
    side = min(area.width(), area.height())
    left, top = area.center().x() - side / 2, area.center().y() - side / 2
    drawn = [QPolygonF([QPointF(left + x * side, top + y * side) for x, y in line]) for line in lines]
    for color, width, style in (
        (QColor(0, 0, 0, 110), 4.0, Qt.PenStyle.SolidLine),
        (QColor(255, 255, 255, 215), 2.0, Qt.PenStyle.DashLine),
    ):
        painter.setPen(QPen(color, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        for line in drawn:
            painter.drawPolyline(line)


def draw_box(painter: QPainter, picture: QRectF, box: tuple[float, float, float, float]) -> None:
    """Draw where a sheet is to be held: left, top, width and height in fractions of the picture."""
    width, height = picture.width(), picture.height()
    place = QRectF(picture.left() + box[0] * width, picture.top() + box[1] * height, box[2] * width, box[3] * height)
    for color, pixels in ((QColor(0, 0, 0, 130), 6.0), (QColor(Color.ACCENT), 3.0)):
        painter.setPen(QPen(color, pixels))
        painter.drawRoundedRect(place, 8, 8)


def draw_number(painter: QPainter, area: QRectF, words: str) -> None:
    """Draw how many seconds are left, so large that it is read from where the product hangs."""
    font = display_font(max(int(min(area.width(), area.height()) * 0.55), 40), QFont.Weight.Bold)
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, words)
    path.translate(area.center() - path.boundingRect().center())
    painter.setPen(
        QPen(QColor(0, 0, 0, 150), 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.drawPath(path)
    painter.fillPath(path, QColor(Color.SURFACE))
