"""How near the picture is looked at, and which part of it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF

NEAREST: Final = 3.0
"""Nearer, a phone's photo shows only its own squares."""


class Zoom:
    """1.0 is the whole picture."""

    def __init__(self) -> None:
        self.factor = 1.0
        self._middle = QPointF(0.5, 0.5)
        """The part of the picture, in fractions, that is amid the room."""

    def reset(self) -> None:
        """Show the whole picture."""
        self.factor, self._middle = 1.0, QPointF(0.5, 0.5)

    def place(self, fitted: QRectF, room: QRectF) -> QRectF:
        """Return where the picture is that would be ``fitted`` into the room if all of it were shown."""
        place = QRectF(0, 0, fitted.width() * self.factor, fitted.height() * self.factor)
        corner = room.center() - QPointF(self._middle.x() * place.width(), self._middle.y() * place.height())
        place.moveTo(
            _kept(corner.x(), place.width(), room.left(), room.width()),
            _kept(corner.y(), place.height(), room.top(), room.height()),
        )
        return place

    def come_to(self, factor: float, point: QPointF, place: QRectF, room: QRectF) -> None:
        """Look at the picture as near as this; what is at ``point`` stays there."""
        at = QPointF((point.x() - place.left()) / place.width(), (point.y() - place.top()) / place.height())
        base = QRectF(0, 0, place.width() / self.factor, place.height() / self.factor)
        self.factor = min(max(factor, 1.0), NEAREST)
        width, height = base.width() * self.factor, base.height() * self.factor
        away = room.center() - point
        self._look_at(QPointF(at.x() + away.x() / width, at.y() + away.y() / height), width, height, room)

    def push(self, way: QPointF, place: QRectF, room: QRectF) -> None:
        """Push the picture some pixels."""
        middle = self._middle - QPointF(way.x() / place.width(), way.y() / place.height())
        self._look_at(middle, place.width(), place.height(), room)

    def _look_at(self, middle: QPointF, width: float, height: float, room: QRectF) -> None:
        half_x, half_y = min(room.width() / width / 2, 0.5), min(room.height() / height / 2, 0.5)
        self._middle = QPointF(
            min(max(middle.x(), half_x), 1 - half_x),
            min(max(middle.y(), half_y), 1 - half_y),
        )


def _kept(begin: float, length: float, low: float, room: float) -> float:
    """Return where a side begins that leaves no room empty which it can fill."""
    if length <= room:
        return low + (room - length) / 2
    return min(max(begin, low + room - length), low)
