"""The window that a photo is cut to: pulled at its corners and sides, pushed about, tilted from outside."""

import math
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from ui.theme import Color
from ui.widgets.crop_frame import REACH, paint_frame
from ui.widgets.studio_canvas import Tool, View
from ui.widgets.studio_place import crop_of, window_of
from vendor_app.photos.recipe import Crop

_LEAST: Final = 0.08
"""Of the picture's sides that a window keeps."""
_KEY_WAY: Final = 0.01
_GRIP: Final = 26
"""Pixels that the mark amid a side is long."""
_WAYS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS: Final = {
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, 0): Qt.CursorShape.SizeAllCursor,
}


class CropTool(Tool):
    """The picture is shown whole below it. ``shape``: width / height that the window keeps; None: any."""

    cropped = Signal(object)
    """The Crop as it is now, while it is pulled."""
    tilted = Signal(float)
    """Degrees, clockwise, that a finger outside of the window has turned the picture by since it came down."""
    ended = Signal()
    """The finger was lifted: what was done is one step."""
    pulls, zooms = True, False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = QRectF(0, 0, 1, 1)
        self._picture_shape = 1.0
        self.shape: float | None = None
        self._grip: tuple[int, int] | None = None
        """Which side is pulled, (-1..1, -1..1); (0, 0): the whole window."""
        self._held = QPointF()
        self._turning_from: float | None = None

    def show_crop(self, crop: Crop, picture_shape: float) -> None:
        """Show a window on a picture of this width / height."""
        self._picture_shape = picture_shape
        if self._grip is None:
            self._window = window_of(crop)
            self.changed.emit()

    def set_shape(self, shape: float | None) -> None:
        """Keep the window in this width / height from now on, beginning with the largest around its middle."""
        self.shape = shape
        if shape is not None:
            self._set(largest(self._window, shape / self._picture_shape))
            self.ended.emit()

    def window(self) -> QRectF:
        """Return the window in fractions of the picture."""
        return self._window

    def place(self, view: View) -> QRectF:
        """Return the window in pixels of the canvas."""
        photo = view.place
        return QRectF(
            photo.left() + self._window.left() * photo.width(),
            photo.top() + self._window.top() * photo.height(),
            self._window.width() * photo.width(),
            self._window.height() * photo.height(),
        )

    def _set(self, window: QRectF) -> None:
        if window != self._window:
            self._window = window
            self.changed.emit()
            self.cropped.emit(crop_of(window))

    # By finger

    def press(self, point: QPointF, view: View) -> None:
        place = self.place(view)
        self._grip, self._held = _grip_at(place, point), view.picture(point) - self._window.topLeft()
        if self._grip is None:
            self._turning_from = _angle(view.place.center(), point)

    def move(self, point: QPointF, view: View) -> None:
        if self._turning_from is not None:
            turned = _angle(view.place.center(), point) - self._turning_from
            self.tilted.emit((turned + 180) % 360 - 180)
        elif self._grip == (0, 0):
            self._push(view.picture(point) - self._held)
        elif self._grip is not None:
            self._set(self._pulled(view.picture(point), self._grip))

    def release(self, view: View) -> None:
        was_at_work = self._grip is not None or self._turning_from is not None
        self._grip = self._turning_from = None
        if was_at_work:
            self.ended.emit()

    def hover(self, point: QPointF | None, view: View) -> Qt.CursorShape:
        grip = None if point is None else _grip_at(self.place(view), point)
        return Qt.CursorShape.PointingHandCursor if grip is None else _CURSORS[grip]

    def _push(self, corner: QPointF) -> None:
        window = QRectF(self._window)
        left = min(max(corner.x(), 0.0), 1 - window.width())
        top = min(max(corner.y(), 0.0), 1 - window.height())
        window.moveTo(left, top)
        self._set(window)

    def _pulled(self, point: QPointF, grip: tuple[int, int]) -> QRectF:
        """Return the window with a side or corner at ``point``; what lies across from it stays."""
        edges = [self._window.left(), self._window.top(), self._window.right(), self._window.bottom()]
        for axis, (way, at) in enumerate(zip(grip, (point.x(), point.y()), strict=True)):
            if way < 0:
                edges[axis] = min(max(at, 0.0), edges[axis + 2] - _LEAST)
            elif way > 0:
                edges[axis + 2] = max(min(at, 1.0), edges[axis] + _LEAST)
        window = QRectF(QPointF(edges[0], edges[1]), QPointF(edges[2], edges[3]))
        return window if self.shape is None else _in_shape(window, self.shape / self._picture_shape, grip)

    # By keyboard

    def take_key(self, event: QKeyEvent, view: View) -> bool:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None:
            return False
        dx, dy = way[0] * _KEY_WAY, way[1] * _KEY_WAY
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            corner = self._window.bottomRight() + QPointF(dx, dy)
            grip = (1, 0) if dx else (0, 1)
            self._set(self._pulled(corner, grip))
        else:
            self._push(self._window.topLeft() + QPointF(dx, dy))
        self.ended.emit()
        return True

    # How it looks

    def paint(self, painter: QPainter, view: View) -> None:
        place = self.place(view)
        paint_frame(painter, view.place, place)
        painter.setPen(QPen(QColor(Color.ACCENT), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        center = place.center()
        for x in (place.left(), place.right()):
            painter.drawLine(QPointF(x, center.y() - _GRIP / 2), QPointF(x, center.y() + _GRIP / 2))
        for y in (place.top(), place.bottom()):
            painter.drawLine(QPointF(center.x() - _GRIP / 2, y), QPointF(center.x() + _GRIP / 2, y))


def largest(window: QRectF, shape: float) -> QRectF:
    """Return the window of this shape (width / height in fractions) that fits the picture around the same middle.

    As high or as wide as the one before where the picture allows it.
    """
    width = max(window.width(), window.height() * shape)
    width = min(width, 1.0, shape)
    found = QRectF(0, 0, width, width / shape)
    found.moveCenter(window.center())
    found.moveLeft(min(max(found.left(), 0.0), 1 - found.width()))
    found.moveTop(min(max(found.top(), 0.0), 1 - found.height()))
    return found


def _in_shape(window: QRectF, shape: float, grip: tuple[int, int]) -> QRectF:
    """Return a window that was pulled at ``grip`` in its shape again; it grows no farther than the picture."""
    across, down = grip
    width = window.width() if across else window.height() * shape
    if across and down:
        width = min(window.width(), window.height() * shape)
    room_x = _room(window.left(), window.right(), across)
    room_y = _room(window.top(), window.bottom(), down)
    width = max(min(width, room_x, room_y * shape), _LEAST * min(shape, 1.0))
    return QRectF(
        _begin(window.left(), window.right(), across, width),
        _begin(window.top(), window.bottom(), down, width / shape),
        width,
        width / shape,
    )


def _room(low: float, high: float, way: int) -> float:
    """Return how long a side may become whose other end, or middle when ``way`` is 0, stays."""
    if way > 0:
        return 1 - low
    return high if way < 0 else 2 * min((low + high) / 2, 1 - (low + high) / 2)


def _begin(low: float, high: float, way: int, length: float) -> float:
    if way > 0:
        return low
    return high - length if way < 0 else (low + high - length) / 2


def _grip_at(place: QRectF, point: QPointF) -> tuple[int, int] | None:
    """Return which side or corner of the window is at a point, (0, 0) for its inside, None outside."""
    if not place.adjusted(-REACH, -REACH, REACH, REACH).contains(point):
        return None
    reach = min(REACH, place.width() / 4, place.height() / 4)
    across = -1 if point.x() < place.left() + reach else 1 if point.x() > place.right() - reach else 0
    down = -1 if point.y() < place.top() + reach else 1 if point.y() > place.bottom() - reach else 0
    return across, down


def _angle(center: QPointF, point: QPointF) -> float:
    return math.degrees(math.atan2(point.y() - center.y(), point.x() - center.x()))
