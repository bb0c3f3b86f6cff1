"""Small buttons that show what they mean by moving: how a picture moves, how one shot follows another."""

import math
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QHideEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.icons import icon
from ui.theme import Color, body_font
from ui.widgets.flow_layout import FlowLayout

_SIZE = QSize(45, 66)
_FRAME = QSize(27, 36)
_TURN_MS, _TICK_MS, _PAUSE = 900, 40, 0.3
"""One turn of the picture, and the share of it that stands still at the end."""
_REST: Final = 0.45
"""How far a picture that does not move has come: enough to see what it does."""

Scene: TypeAlias = Callable[[QPainter, QRectF, float], None]
"""Draws a picture into a rectangle at a time of its turn, 0.0 to 1.0."""


class MovingChoice(QAbstractButton):
    """A small picture with a word under it. Moves under the pointer and while it has the keyboard."""

    def __init__(self, key: str, words: str, scene: Scene, resting_icon: str = "") -> None:
        super().__init__()
        self.key = key
        self._words, self._scene, self._resting_icon = words, scene, resting_icon
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.update)
        self.setFixedSize(_SIZE)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def is_moving(self) -> bool:
        """Return whether the picture moves."""
        return self._timer.isActive()

    def _move(self, moves: bool) -> None:
        if moves and not self._timer.isActive():
            self._clock.start()
            self._timer.start()
        elif not moves:
            self._timer.stop()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._move(self.isEnabled())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._move(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._move(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._move(self.underMouse())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        self._paint_card(painter)
        frame = QRectF((self.width() - _FRAME.width()) / 2, 5, _FRAME.width(), _FRAME.height())
        clip = QPainterPath()
        clip.addRoundedRect(frame, 5, 5)
        painter.save()
        painter.setClipPath(clip)
        if self._resting_icon and not self.is_moving():
            _garment(painter, frame, _GROUND, QColor(Color.SURFACE), self._resting_icon)
        else:
            part = (self._clock.elapsed() % _TURN_MS) / _TURN_MS * (1 + _PAUSE)
            self._scene(painter, frame, min(part, 1.0) if self.is_moving() else _REST)
        painter.restore()
        painter.setFont(body_font(12))
        painter.setPen(QColor(Color.PRIMARY_DARK if self.isChecked() else Color.CHIP_INK))
        words = QRectF(0, frame.bottom() + 1, self.width(), 20)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), self._words)

    def _paint_card(self, painter: QPainter) -> None:
        ground, line, width = Color.SURFACE, Color.SURFACE, 2
        if self.isChecked():
            ground, line = Color.PRIMARY_SOFT, Color.PRIMARY
        elif self.underMouse():
            ground, line = Color.PRIMARY_FAINT, Color.PRIMARY_LINE
        if self.hasFocus():
            line = Color.ACCENT
        painter.setPen(QPen(QColor(line), width))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)


class MovingChoices(QWidget):
    """Some of them to choose one from. Arrow keys go from one to the next."""

    chosen = Signal(str)
    """The key of the one that was pressed."""

    def __init__(self, name: str, choices: Sequence[MovingChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._choices = {choice.key: choice for choice in choices}
        flow = FlowLayout(self, spacing=0)
        for choice in choices:
            self._group.addButton(choice)
            flow.addWidget(choice)
        self._group.buttonClicked.connect(self._tell)

    def choose(self, key: str) -> None:
        """Show one as chosen, without telling anybody; an unknown key: none."""
        self._group.setExclusive(False)
        for choice in self._choices.values():
            choice.setChecked(choice.key == key)
        self._group.setExclusive(True)

    def choice(self, key: str) -> MovingChoice:
        """Return one of them."""
        return self._choices[key]

    def _tell(self, choice: MovingChoice) -> None:
        self.chosen.emit(choice.key)


# How a picture moves

_GROUND, _INK = QColor(Color.PRIMARY), QColor(Color.PRIMARY_SOFT)
_NEXT_GROUND, _NEXT_INK = QColor(Color.ACCENT), QColor(Color.ACCENT_SOFT)


def _garment(painter: QPainter, frame: QRectF, ground: QColor, ink: QColor, name: str) -> None:
    painter.fillRect(frame, ground)
    square = QRectF(0, 0, frame.width() * 0.74, frame.width() * 0.74)
    square.moveCenter(frame.center())
    icon(name, ink.name()).paint(painter, square.toRect())


def former(painter: QPainter, frame: QRectF) -> None:
    """Draw the shot before."""
    _garment(painter, frame, _GROUND, _INK, "t-shirt-fill")


def following(painter: QPainter, frame: QRectF) -> None:
    """Draw the shot that comes."""
    _garment(painter, frame, _NEXT_GROUND, _NEXT_INK, "handbag-fill")


def move_scene(zoom: tuple[float, float], dx: float, dy: float) -> Scene:
    """Return a garment seen through a view that zooms, or goes ``dx``, ``dy`` frames."""

    def draw(painter: QPainter, frame: QRectF, part: float) -> None:
        eased = part * part * (3 - 2 * part)
        scale = zoom[0] + (zoom[1] - zoom[0]) * eased
        size = frame.size() * scale
        place = QRectF(QPointF(0, 0), size)
        shift = QPointF((0.5 - eased) * dx * frame.width(), (0.5 - eased) * dy * frame.height())
        place.moveCenter(frame.center() + shift)
        painter.fillRect(frame, _GROUND)
        former(painter, place)

    return draw


# How one shot follows another


def _cut(painter: QPainter, frame: QRectF, part: float) -> None:
    (following if part > _REST else former)(painter, frame)


def _crossfade(painter: QPainter, frame: QRectF, part: float) -> None:
    former(painter, frame)
    painter.setOpacity(part)
    following(painter, frame)


def _uncovered(across: bool) -> Scene:
    def draw(painter: QPainter, frame: QRectF, part: float) -> None:
        former(painter, frame)
        new = QRectF(frame)
        if across:
            new.setWidth(frame.width() * part)
        else:
            new.setTop(frame.bottom() - frame.height() * part)
        painter.setClipRect(new, Qt.ClipOperation.IntersectClip)
        following(painter, frame)

    return draw


def _pushed(dx: float, dy: float) -> Scene:
    def draw(painter: QPainter, frame: QRectF, part: float) -> None:
        way = QPointF(dx * frame.width(), dy * frame.height())
        former(painter, frame.translated(way * part))
        following(painter, frame.translated(way * (part - 1)))

    return draw


def _zoomed(painter: QPainter, frame: QRectF, part: float) -> None:
    former(painter, frame)
    size = frame.size() * max(part, 0.02)
    inner = QRectF(QPointF(0, 0), size)
    inner.moveCenter(frame.center())
    following(painter, inner)


def _dipped(painter: QPainter, frame: QRectF, part: float) -> None:
    (following if part > 0.5 else former)(painter, frame)
    veil = QColor(Color.INK)
    veil.setAlphaF(1 - abs(part - 0.5) * 2)
    painter.fillRect(frame, veil)


def _iris(painter: QPainter, frame: QRectF, part: float) -> None:
    former(painter, frame)
    circle, radius = QPainterPath(), part * math.hypot(frame.width(), frame.height()) / 2
    circle.addEllipse(frame.center(), radius, radius)
    painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
    following(painter, frame)


def _blinds(painter: QPainter, frame: QRectF, part: float) -> None:
    former(painter, frame)
    slats, height = QPainterPath(), frame.height() / 5
    for number in range(5):
        slats.addRect(frame.left(), frame.top() + number * height, frame.width(), height * part)
    painter.setClipPath(slats, Qt.ClipOperation.IntersectClip)
    following(painter, frame)


def _revealed(painter: QPainter, frame: QRectF, part: float) -> None:
    _uncovered(True)(painter, frame, part)
    x = frame.left() + frame.width() * part
    painter.setClipRect(frame)
    painter.setPen(QPen(QColor(Color.SURFACE), 2))
    painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))


TRANSITION_SCENES: Final[dict[str, Scene]] = {
    "cut": _cut,
    "crossfade": _crossfade,
    "wipe": _uncovered(True),
    "wipe-up": _uncovered(False),
    "push": _pushed(-1, 0),
    "push-up": _pushed(0, -1),
    "zoom": _zoomed,
    "dip": _dipped,
    "iris": _iris,
    "blinds": _blinds,
    "reveal": _revealed,
}
