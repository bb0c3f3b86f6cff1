"""The big picture in the middle of the studio, and what a finger does on it."""

import math

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import Color, display_font
from ui.widgets.crop_frame import fitted_place
from ui.widgets.studio_zoom import NEAREST, Zoom
from vendor_app.language import _

_MARGIN = 14
_WHEEL = 1.25
_NEARLY = 1.5
"""Logical pixels by which a picture may miss its place and still be drawn pixel for pixel."""


class View:
    """Where the picture is on the canvas, and where the original is in the picture."""

    def __init__(self, place: QRectF, to_picture: QTransform) -> None:
        self.place = place
        unit = QTransform.fromScale(place.width(), place.height())
        self.from_original = to_picture * unit * QTransform.fromTranslate(place.left(), place.top())
        """From fractions of the original to pixels of the canvas."""
        self._back, _is_sound = self.from_original.inverted()

    def original(self, point: QPointF) -> QPointF:
        """Return a point of the canvas in fractions of the original, which it may lie outside of."""
        return self._back.map(point)

    def picture(self, point: QPointF) -> QPointF:
        """Return a point of the canvas in fractions of the picture."""
        width, height = max(self.place.width(), 1.0), max(self.place.height(), 1.0)
        return QPointF((point.x() - self.place.left()) / width, (point.y() - self.place.top()) / height)

    def pixels(self, radius: float, longer_side: tuple[int, int]) -> float:
        """Return a radius, given in parts of the original's longer side, in pixels of the canvas."""
        width, height = longer_side
        ends = (QPointF(0, 0), QPointF(1, 0)) if width >= height else (QPointF(0, 0), QPointF(0, 1))
        begin, end = (self.from_original.map(point) for point in ends)
        across = end - begin
        return radius * math.hypot(across.x(), across.y())


class Tool(QObject):
    """What is drawn over the picture, and what fingers and keys do there. This one does nothing."""

    changed = Signal()
    """It looks otherwise now."""
    cursor = Qt.CursorShape.ArrowCursor
    zooms = True
    """Whether the wheel comes nearer while it is in the hand."""
    pulls = False
    """Whether a finger that moves does something; else it pushes the picture when that is looked at from near."""

    def paint(self, painter: QPainter, view: View) -> None:
        """Draw over the picture."""

    def press(self, point: QPointF, view: View) -> None:
        """Take a finger that comes down."""

    def move(self, point: QPointF, view: View) -> None:
        """Follow a finger that is down."""

    def release(self, view: View) -> None:
        """Let go of the finger."""

    def hover(self, point: QPointF | None, view: View) -> Qt.CursorShape:
        """Note where the pointer is, None when it is gone; return how it is to look."""
        return self.cursor

    def take_key(self, event: QKeyEvent, view: View) -> bool:
        """React to a key; return whether there was something to do."""
        return False


class StudioCanvas(QWidget):
    """Shows the picture, or while it is asked for what it was before. Tools draw and feel on it."""

    room_changed = Signal()
    """There is more or less room for the picture now."""
    painted = Signal()
    """The newest picture is on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._before = QImage(), QImage()
        self._to_picture = QTransform()
        self._tool = Tool(self)
        self._tool.changed.connect(self.update)
        self._shows_before, self._is_new = False, False
        self.zoom = Zoom()
        self._pushed_from: QPointF | None = None
        self._words = ""
        self.setMinimumSize(180, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("The photo"))

    def show_picture(self, image: QImage, to_picture: QTransform) -> None:
        """Show the picture that is in the making, and where the original is in it."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image, self._to_picture, self._is_new = image, to_picture, True
        self._words = ""
        self.update()

    def show_before(self, image: QImage) -> None:
        """Take the picture that is shown for comparing."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._before = image
        self.update()

    def compare(self, shown: bool) -> None:
        """Show what it was before, or what it is."""
        self._shows_before = shown
        self.update()

    @property
    def is_comparing(self) -> bool:
        """Whether the picture from before is to be seen."""
        return self._shows_before

    def wait(self, words: str = "") -> None:
        """Show no picture: another one is on its way, or ``words`` say why there is none."""
        self._image, self._before, self._words = QImage(), QImage(), words
        self.zoom.reset()
        self.update()

    def image(self) -> QImage:
        """Return the picture shown; a null one while there is none."""
        return self._image

    def set_tool(self, tool: Tool) -> None:
        """Let another tool feel and draw."""
        self._tool.changed.disconnect(self.update)
        self._tool = tool
        tool.changed.connect(self.update)
        self.setCursor(tool.cursor)
        self.update()

    @property
    def tool(self) -> Tool:
        """The tool that feels and draws."""
        return self._tool

    # Places

    def room(self) -> QSize:
        """Return how many pixels of the screen there are for the picture."""
        density = self.devicePixelRatioF() * self.zoom.factor
        room = self._room()
        return QSize(max(int(room.width() * density), 16), max(int(room.height() * density), 16))

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def view(self) -> View:
        """Return where things are now."""
        return View(self._place(self._image), self._to_picture)

    def _place(self, image: QImage) -> QRectF:
        size = QSizeF(image.size()) if not image.isNull() else QSizeF(3, 4)
        place = self.zoom.place(fitted_place(self._room(), size), self._room())
        exact = image.deviceIndependentSize()
        if abs(exact.width() - place.width()) < _NEARLY and abs(exact.height() - place.height()) < _NEARLY:
            corner = place.center() - QPointF(exact.width() / 2, exact.height() / 2)
            return QRectF(QPointF(corner.toPoint()), exact)
        return place

    # From near

    def come_nearer(self) -> None:
        """Look from nearer around the middle; from nearest, at the whole again."""
        factor = self.zoom.factor
        self._zoom_to(factor + 1 if factor < NEAREST else 1.0, QRectF(self.rect()).center())

    def show_whole(self) -> None:
        """Show the whole picture."""
        self._zoom_to(1.0, QRectF(self.rect()).center())

    def _zoom_to(self, factor: float, point: QPointF) -> None:
        before = self.zoom.factor
        if not self._image.isNull():
            self.zoom.come_to(factor, point, self._place(self._image), self._room())
        if self.zoom.factor != before:
            self.update()
            self.room_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned and self._tool.zooms:
            self._zoom_to(self.zoom.factor * (_WHEEL if turned > 0 else 1 / _WHEEL), event.position())

    def _push(self, point: QPointF) -> None:
        assert self._pushed_from is not None
        self.zoom.push(point - self._pushed_from, self._place(self._image), self._room())
        self._pushed_from = point
        self.update()

    # By mouse, finger and keyboard

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._image.isNull():
            return
        is_left = event.button() == Qt.MouseButton.LeftButton
        if self.zoom.factor > 1 and not (is_left and self._tool.pulls):
            self._pushed_from = event.position()
        if is_left:
            self._tool.press(event.position(), self.view())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._image.isNull():
            return
        if self._pushed_from is not None:
            self._push(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._tool.move(event.position(), self.view())
        self.setCursor(self._tool.hover(event.position(), self.view()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pushed_from = None
        if event.button() == Qt.MouseButton.LeftButton and not self._image.isNull():
            self._tool.release(self.view())

    def leaveEvent(self, event: object) -> None:
        self._tool.hover(None, self.view())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._image.isNull() or not self._tool.take_key(event, self.view()):
            super().keyPressEvent(event)

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            self._paint_waiting(painter)
            return
        shown = self._before if self._shows_before and not self._before.isNull() else self._image
        self._paint_picture(painter, shown)
        if not self._shows_before:
            self._tool.paint(painter, self.view())
        painter.end()
        if self._is_new:
            self._is_new = False
            self.painted.emit()

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        place = self._place(image)
        if place.size() == image.deviceIndependentSize():
            painter.drawImage(place.topLeft(), image)
        else:
            painter.drawImage(place, image)

    def _paint_waiting(self, painter: QPainter) -> None:
        mark = QRectF(0, 0, 48, 48)
        mark.moveCenter(QRectF(self.rect()).center() - QPointF(0, 20))
        icon("warning" if self._words else "image", Color.STAGE_LINE).paint(painter, mark.toRect())
        painter.setFont(display_font(17))
        painter.setPen(QColor(Color.ON_STAGE))
        words = QRectF(self.rect()).adjusted(20, self.height() / 2 + 12, -20, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._words)
