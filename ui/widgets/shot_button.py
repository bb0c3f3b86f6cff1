"""One shot in the strip: its picture, its seconds, a mark on footage, and the line that shows where playing is."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.theme import Color, body_font
from vendor_app.language import _
from vendor_app.storyboard.model import FPS

SHOT, SMALL_SHOT = QSize(66, 96), QSize(44, 60)
"""Logical pixels of a shot in the strip, and in a low window."""
LINE = 3
"""Room around a shot for the line that marks it."""
_RADIUS = 8
_PILL = 19
_SHADE = QColor(0, 0, 0, 165)


class StripShot(NamedTuple):
    """What the strip says of a shot."""

    id: str
    frames: int
    is_filmed: bool = False
    closes: bool = False


def seconds_text(frames: int) -> str:
    """Return "2.5": a tenth of a second is as much as anybody sees."""
    return f"{frames / FPS:.1f}"


class ShotButton(QAbstractButton):
    """Pressed it is chosen; pulled it is moved. Checked while it is the one that is edited."""

    lifted = Signal()
    """It is being pulled; ``dragged`` and ``dropped`` follow."""
    dragged = Signal(QPointF)
    """Where the pointer is now, on the screen, less where in the shot it was pressed."""
    dropped = Signal()

    def __init__(self, shot: StripShot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shot = shot
        self.number = 0
        self.is_lifted = False
        self._image = QImage()
        self._reached: float | None = None
        self._pressed_at = QPointF()
        self.setCheckable(True)
        self.set_size(SHOT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the strip is one stop for Tab; arrows go from shot to shot

    def show_shot(self, shot: StripShot, number: int) -> None:
        """Say another length, or be at another place."""
        if (shot, number) == (self.shot, self.number) and self.accessibleName():
            return
        self.shot, self.number = shot, number
        words = _("Shot {number}, {seconds} seconds").format(number=number + 1, seconds=seconds_text(shot.frames))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def set_size(self, size: QSize) -> None:
        """Draw the shot at this size."""
        self.setFixedSize(size + QSize(2 * LINE, 2 * LINE))

    def show_image(self, image: QImage) -> None:
        """Show what the shot looks like."""
        self._image = image
        self.update()

    def image(self) -> QImage:
        """Return what the shot looks like; null while nobody has drawn it."""
        return self._image

    def has_image(self) -> bool:
        """Return whether its picture is there."""
        return not self._image.isNull()

    def show_reached(self, part: float | None) -> None:
        """Show how much of the shot has been played; None while another one plays."""
        if part != self._reached:
            self._reached = part
            self.update()

    # Pulling

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        way = (event.position() - self._pressed_at).manhattanLength()
        if (
            not self.is_lifted
            and event.buttons() & Qt.MouseButton.LeftButton
            and way > QApplication.startDragDistance()
        ):
            self.is_lifted = True
            self.lifted.emit()
        if self.is_lifted:
            self.dragged.emit(event.globalPosition() - self._pressed_at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.is_lifted:
            super().mouseReleaseEvent(event)
            return
        self.is_lifted = False
        self.setDown(False)
        self.dropped.emit()

    def nextCheckState(self) -> None:
        """Leave it to the strip which shot is checked."""

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(LINE, LINE, -LINE, -LINE)
        painter.setOpacity(0.85 if self.is_lifted else 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground(place))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        self._paint_words(painter, place)
        self._paint_reached(painter, place)
        if self.isChecked() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            color = Color.ACCENT if self.isChecked() else Color.STAGE_LINE
            painter.setPen(QPen(QColor(color), 3))
            painter.drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), _RADIUS + 1.5, _RADIUS + 1.5)

    def _ground(self, place: QRectF) -> QBrush:
        if self._image.isNull():
            return QBrush(QColor(Color.STAGE_LINE))
        scale = max(place.width() / self._image.width(), place.height() / self._image.height())
        left = place.x() + (place.width() - self._image.width() * scale) / 2
        top = place.y() + (place.height() - self._image.height() * scale) / 2
        brush = QBrush(self._image)
        brush.setTransform(QTransform.fromTranslate(left, top).scale(scale, scale))
        return brush

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        painter.setFont(body_font(12))
        metrics = painter.fontMetrics()
        seconds = seconds_text(self.shot.frames)
        mark = 12.0 if self.shot.is_filmed else 0.0
        width = metrics.horizontalAdvance(seconds) + mark + 10
        self._paint_pill(painter, QRectF(place.left() + 4, place.bottom() - 4 - _PILL, width, _PILL), seconds, mark)
        if self.shot.closes and place.height() > SMALL_SHOT.height():
            label = _("Closing")
            width = min(metrics.horizontalAdvance(label) + 10, place.width() - 8)
            above = QRectF(place.left() + 4, place.bottom() - 6 - 2 * _PILL, width, _PILL)
            self._paint_pill(painter, above, label, 0.0)

    @staticmethod
    def _paint_pill(painter: QPainter, pill: QRectF, words: str, mark: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(pill, 5, 5)
        if mark:
            middle, left = pill.center().y(), pill.left() + 6
            painter.setBrush(QColor(Color.SURFACE))
            corners = [QPointF(left, middle - 4), QPointF(left + 7, middle), QPointF(left, middle + 4)]
            painter.drawPolygon(QPolygonF(corners))
        painter.setPen(QColor(Color.SURFACE))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(pill.adjusted(mark, 0, 0, 0), int(flags), words)

    def _paint_reached(self, painter: QPainter, place: QRectF) -> None:
        if self._reached is None:
            return
        x = place.left() + 1.5 + (place.width() - 3) * self._reached
        painter.setPen(QPen(QColor(Color.SURFACE), 2))
        painter.drawLine(QPointF(x, place.top() + 4), QPointF(x, place.bottom() - 4))
