"""What a finger does on the photo itself: touches a spot, draws a line over product or background."""

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen

from ui.theme import Color
from ui.widgets.studio_canvas import Tool, View
from ui.widgets.studio_place import inside
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Spot, Stroke

_WHITE = QColor(255, 255, 255, 235)
_SHADOW = QColor(16, 22, 19, 150)
_KEEP, _REMOVE = QColor(11, 160, 110, 150), QColor(220, 60, 50, 150)
_THIN: Final = 0.15
"""Of the brush: nearer points of a line say nothing new."""
_MOST_POINTS: Final = 1500
_STILL: Final = 10
"""Pixels that a finger may slip and still have touched one place."""
_AGAIN: Final = 0.5
"""Of its radius: a touch this near to the middle of a healed spot takes it back."""


def ring(painter: QPainter, center: QPointF, radius: float) -> None:
    """Draw a circle that is seen on light and on dark."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_SHADOW, 4))
    painter.drawEllipse(center, radius, radius)
    painter.setPen(QPen(_WHITE, 2))
    painter.drawEllipse(center, radius, radius)


class Brush(Tool):
    """A round tip with a size of its own, in parts of the original's longer side."""

    cursor = Qt.CursorShape.CrossCursor
    resized = Signal(int)
    """A key wants the brush a step larger, 1, or smaller, -1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.radius = 0.02
        self._photo = Photo(id="", suffix="", width=1, height=1)
        self._at: QPointF | None = None

    def open(self, photo: Photo) -> None:
        """Work on another photo."""
        self._photo, self._at = photo, None
        self.changed.emit()

    def set_radius(self, radius: float) -> None:
        """Take another brush."""
        self.radius = radius
        self.changed.emit()

    def hover(self, point: QPointF | None, view: View) -> Qt.CursorShape:
        self._at = point
        self.changed.emit()
        return self.cursor

    def take_key(self, event: QKeyEvent, view: View) -> bool:
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.resized.emit(step)
        return bool(step)

    def _pixels(self, radius: float, view: View) -> float:
        return view.pixels(radius, (self._photo.width, self._photo.height))

    def _paint_tip(self, painter: QPainter, view: View) -> None:
        if self._at is not None:
            ring(painter, self._at, max(self._pixels(self.radius, view), 3))


class SpotTool(Brush):
    """A touch heals a spot; one on a healed spot takes that back."""

    healed = Signal(object)
    """A Spot."""
    taken_back = Signal(object)
    """A Spot that was healed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spots: tuple[Spot, ...] = ()
        self._touched: QPointF | None = None
        """Where the finger came down, while it has hardly moved: one that moves pushes the picture."""

    def show_spots(self, spots: tuple[Spot, ...]) -> None:
        """Show where it was healed."""
        self.spots = spots
        self.changed.emit()

    def press(self, point: QPointF, view: View) -> None:
        self._touched = point

    def move(self, point: QPointF, view: View) -> None:
        if self._touched is not None and (point - self._touched).manhattanLength() > _STILL:
            self._touched = None

    def release(self, view: View) -> None:
        if self._touched is not None:
            self._touch(self._touched, view)
        self._touched = None

    def _touch(self, point: QPointF, view: View) -> None:
        at = view.original(point)
        if not QRectF(0, 0, 1, 1).contains(at) or not view.place.contains(point):
            return
        for spot in reversed(self.spots):
            gap = point - view.from_original.map(QPointF(spot.x, spot.y))
            if gap.x() ** 2 + gap.y() ** 2 < (self._pixels(spot.radius, view) * _AGAIN) ** 2:
                self.taken_back.emit(spot)
                return
        self.healed.emit(Spot(x=round(at.x(), 4), y=round(at.y(), 4), radius=round(self.radius, 4)))

    def paint(self, painter: QPainter, view: View) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 150), 1.5, Qt.PenStyle.DotLine))
        for spot in self.spots:
            radius = self._pixels(spot.radius, view)
            painter.drawEllipse(view.from_original.map(QPointF(spot.x, spot.y)), radius, radius)
        self._paint_tip(painter, view)


class StrokeTool(Brush):
    """A line over the product keeps it, one over the background takes it away."""

    stroked = Signal(object)
    """A Stroke that was drawn."""
    pulls = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeps = True
        self._points: list[QPointF] = []

    def open(self, photo: Photo) -> None:
        self._points = []
        super().open(photo)

    def set_keeps(self, keeps: bool) -> None:
        """Keep, or take away, what the next line goes over."""
        self.keeps = keeps
        self.changed.emit()

    def press(self, point: QPointF, view: View) -> None:
        self._points = [inside(view.original(point))]
        self.changed.emit()

    def move(self, point: QPointF, view: View) -> None:
        if not self._points or len(self._points) >= _MOST_POINTS:
            return
        at = inside(view.original(point))
        gap = view.from_original.map(at) - view.from_original.map(self._points[-1])
        if (gap.x() ** 2 + gap.y() ** 2) ** 0.5 >= max(self._pixels(self.radius, view) * _THIN, 1):
            self._points.append(at)
            self.changed.emit()

    def release(self, view: View) -> None:
        if not self._points:
            return
        points = tuple((round(at.x(), 4), round(at.y(), 4)) for at in self._points)
        self._points = []
        self.changed.emit()
        self.stroked.emit(Stroke(keep=self.keeps, radius=round(self.radius, 4), points=points))

    def paint(self, painter: QPainter, view: View) -> None:
        if self._points:
            path = QPainterPath(view.from_original.map(self._points[0]))
            for at in [*self._points[1:], self._points[-1] + QPointF(1e-4, 0)]:
                path.lineTo(view.from_original.map(at))
            width = 2 * self._pixels(self.radius, view)
            color = _KEEP if self.keeps else _REMOVE
            painter.save()
            painter.setClipRect(view.place)
            painter.strokePath(
                path, QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.restore()
        self._paint_tip(painter, view)
        if self._at is not None:
            self._paint_sign(painter, view)

    def _paint_sign(self, painter: QPainter, view: View) -> None:
        """Draw + or − beside the tip: colours alone do not tell everybody what the line does."""
        assert self._at is not None
        radius = max(self._pixels(self.radius, view), 3)
        center = self._at + QPointF(radius * 0.71 + 11, -radius * 0.71 - 11)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Color.PRIMARY if self.keeps else Color.DANGER))
        painter.drawEllipse(center, 10, 10)
        painter.setPen(QPen(QColor(Color.SURFACE), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(center - QPointF(4.5, 0), center + QPointF(4.5, 0))
        if self.keeps:
            painter.drawLine(center - QPointF(0, 4.5), center + QPointF(0, 4.5))
