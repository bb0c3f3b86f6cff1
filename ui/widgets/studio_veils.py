"""Boxes over faces and number plates: pulled up with a finger, moved, made larger, taken away."""

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygonF

from ui.icons import icon
from ui.theme import Color
from ui.widgets.crop_frame import REACH
from ui.widgets.studio_canvas import Tool, View
from ui.widgets.studio_place import inside
from vendor_app.photos.recipe import Veil

_LEAST: Final = 10.0
"""Pixels of the canvas: a smaller box was a touch."""
_CROSS: Final = 13.0
_KEY_WAY: Final = 0.005
_WAYS: Final = {
    Qt.Key.Key_Left: (-_KEY_WAY, 0.0),
    Qt.Key.Key_Right: (_KEY_WAY, 0.0),
    Qt.Key.Key_Up: (0.0, -_KEY_WAY),
    Qt.Key.Key_Down: (0.0, _KEY_WAY),
}


def box_of(veil: Veil) -> QRectF:
    """Return a veil as a rectangle in fractions of the original."""
    return QRectF(veil.x, veil.y, veil.width, veil.height)


def veil_of(box: QRectF) -> Veil:
    """Return the part of a box that lies in the photo."""
    box = box.normalized() & QRectF(0, 0, 1, 1)
    left, top = round(box.left(), 4), round(box.top(), 4)
    width, height = min(round(box.width(), 4), 1 - left), min(round(box.height(), 4), 1 - top)
    return Veil(x=left, y=top, width=round(width, 4), height=round(height, 4))


class VeilTool(Tool):
    """Pull over what nobody is to recognise. A box can be moved, and pulled larger at its lower right corner."""

    veiled = Signal(object)
    """All veils as they are now, while one is pulled."""
    ended = Signal()
    """The finger was lifted: what was done is one step."""
    suggestion_wanted = Signal()
    """The suggested box was touched."""
    cursor = Qt.CursorShape.CrossCursor
    pulls = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._veils: tuple[Veil, ...] = ()
        self.chosen = -1
        self.suggestion: QRectF | None = None
        """In fractions of the original."""
        self._begun: QPointF | None = None
        """The corner in the original that stays while a box is pulled."""
        self._held: QPointF | None = None
        self._is_new = False

    def show_veils(self, veils: tuple[Veil, ...]) -> None:
        """Show the boxes there are."""
        if self._begun is None and self._held is None:
            self._veils = veils
            self.chosen = min(self.chosen, len(veils) - 1)
            self.changed.emit()

    def suggest(self, box: QRectF | None) -> None:
        """Offer a box where a face may be."""
        self.suggestion = box
        self.changed.emit()

    @property
    def veils(self) -> tuple[Veil, ...]:
        """The boxes as they are shown."""
        return self._veils

    def _put(self, number: int, box: QRectF) -> None:
        veils = list(self._veils)
        veils[number] = veil_of(box)
        self._tell(tuple(veils))

    def _tell(self, veils: tuple[Veil, ...]) -> None:
        self._veils = veils
        self.changed.emit()
        self.veiled.emit(veils)

    def remove(self, number: int) -> None:
        """Take a box away."""
        self.chosen = -1
        self._tell(tuple(veil for each, veil in enumerate(self._veils) if each != number))
        self.ended.emit()

    # By finger

    def press(self, point: QPointF, view: View) -> None:
        for number in reversed(range(len(self._veils))):
            outline = _outline(box_of(self._veils[number]), view)
            if _near(point, outline.at(1), _CROSS + 6):
                self.remove(number)
                return
            if _near(point, outline.at(2), REACH):
                self.chosen, self._begun = number, box_of(self._veils[number]).topLeft()
                return
            if outline.containsPoint(point, Qt.FillRule.OddEvenFill):
                self.chosen = number
                self._held = view.original(point) - box_of(self._veils[number]).topLeft()
                self.changed.emit()
                return
        if self.suggestion is not None and _outline(self.suggestion, view).containsPoint(
            point, Qt.FillRule.OddEvenFill
        ):
            self.suggestion_wanted.emit()
            return
        self._begun, self._is_new, self.chosen = inside(view.original(point)), True, -1

    def move(self, point: QPointF, view: View) -> None:
        at = view.original(point)
        if self._held is not None:
            box = box_of(self._veils[self.chosen])
            corner = at - self._held
            left = min(max(corner.x(), 0.0), 1 - box.width())
            top = min(max(corner.y(), 0.0), 1 - box.height())
            self._put(self.chosen, QRectF(QPointF(left, top), box.size()))
        elif self._begun is not None:
            self._pull(inside(at), view)

    def _pull(self, at: QPointF, view: View) -> None:
        """Make the box reach from where it began to where the finger is; a new one is there from some size on."""
        assert self._begun is not None
        box = QRectF(self._begun, at).normalized()
        way = view.from_original.map(at) - view.from_original.map(self._begun)
        if self._is_new:
            if min(abs(way.x()), abs(way.y())) < _LEAST:
                return
            self._is_new, self.chosen = False, len(self._veils)
            self._veils = (*self._veils, veil_of(box))
        least = 0.004
        box.setSize(QSizeF(max(box.width(), least), max(box.height(), least)))
        self._put(self.chosen, box)

    def release(self, view: View) -> None:
        was_at_work = self._held is not None or (self._begun is not None and not self._is_new)
        self._begun = self._held = None
        self._is_new = False
        if was_at_work:
            self.ended.emit()

    def hover(self, point: QPointF | None, view: View) -> Qt.CursorShape:
        if point is None:
            return self.cursor
        for veil in self._veils:
            outline = _outline(box_of(veil), view)
            if _near(point, outline.at(1), _CROSS + 6):
                return Qt.CursorShape.PointingHandCursor
            if _near(point, outline.at(2), REACH):
                return Qt.CursorShape.SizeFDiagCursor
            if outline.containsPoint(point, Qt.FillRule.OddEvenFill):
                return Qt.CursorShape.SizeAllCursor
        return self.cursor

    # By keyboard

    def take_key(self, event: QKeyEvent, view: View) -> bool:
        key = Qt.Key(event.key())
        if self.chosen < 0:
            return False
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove(self.chosen)
        elif key in _WAYS:
            box = box_of(self._veils[self.chosen])
            dx, dy = _WAYS[key]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                box.setSize(QSizeF(max(box.width() + dx, _KEY_WAY), max(box.height() + dy, _KEY_WAY)))
            else:
                left = min(max(box.left() + dx, 0.0), 1 - box.width())
                box.moveTo(left, min(max(box.top() + dy, 0.0), 1 - box.height()))
            self._put(self.chosen, box)
            self.ended.emit()
        else:
            return False
        return True

    # How it looks

    def paint(self, painter: QPainter, view: View) -> None:
        painter.save()
        painter.setClipRect(view.place.adjusted(-_CROSS, -_CROSS, _CROSS, _CROSS))
        if self.suggestion is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(QColor(Color.ACCENT), 3, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawPolygon(_outline(self.suggestion, view))
        for number, veil in enumerate(self._veils):
            self._paint_veil(painter, _outline(box_of(veil), view), is_chosen=number == self.chosen)
        painter.restore()

    @staticmethod
    def _paint_veil(painter: QPainter, outline: QPolygonF, *, is_chosen: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(16, 22, 19, 150), 4))
        painter.drawPolygon(outline)
        painter.setPen(QPen(QColor(Color.ACCENT if is_chosen else Color.SURFACE), 2))
        painter.drawPolygon(outline)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 26, 23, 215))
        painter.drawEllipse(outline.at(1), _CROSS, _CROSS)
        cross = QRectF(0, 0, 16, 16)
        cross.moveCenter(outline.at(1))
        icon("x", Color.SURFACE).paint(painter, cross.toRect())
        painter.setBrush(QColor(Color.ACCENT))
        painter.drawEllipse(outline.at(2), 7, 7)


def _outline(box: QRectF, view: View) -> QPolygonF:
    """Return the corners of a box of the original on the canvas: upper left, upper right, lower right, lower left."""
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    return QPolygonF([view.from_original.map(corner) for corner in corners])


def _near(point: QPointF, corner: QPointF, reach: float) -> bool:
    gap = point - corner
    return gap.x() ** 2 + gap.y() ** 2 < reach**2
