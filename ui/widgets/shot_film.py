"""A strip of pictures of a piece of footage, with two handles: what lies between them is shown in the clip."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Color, body_font
from vendor_app.language import _
from vendor_app.storyboard.model import FPS

PICTURES: Final = 8
"""In one strip."""
_HEIGHT, _HANDLE, _REACH = 56, 14, 22
_LEAST: Final = 15
"""Frames between the handles: half a second."""
_Grip: TypeAlias = Literal["start", "end", "both"]


class FilmStrip(QWidget):
    """Drag a handle to trim, between them to move; arrows move, Shift+arrows trim the end."""

    trimmed = Signal(int, int)
    """First frame of the footage that is shown, and how many; while it is dragged."""
    trim_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length, self._start, self._frames = FPS, 0, FPS
        self._pictures: Sequence[QImage] = ()
        self._grip: _Grip | None = None
        self._gripped_at = 0
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Which part of the footage is shown"))

    def sizeHint(self) -> QSize:
        return QSize(280, _HEIGHT)

    def show_pictures(self, pictures: Sequence[QImage]) -> None:
        """Show pictures taken evenly over the footage; none while they are being made."""
        self._pictures = pictures
        self.update()

    def show_part(self, length: int, start: int, frames: int) -> None:
        """Show which ``frames`` from ``start`` on of the footage's ``length`` are in the clip."""
        self._length, self._start, self._frames = max(length, 1), start, frames
        self.update()

    def part(self) -> tuple[int, int]:
        """Return the first frame shown and how many."""
        return self._start, self._frames

    # Places

    def _x(self, frame: int) -> float:
        return _HANDLE + frame / self._length * (self.width() - 2 * _HANDLE)

    def _frame(self, x: float) -> int:
        return round((x - _HANDLE) / max(self.width() - 2 * _HANDLE, 1) * self._length)

    def _grip_at(self, x: float) -> _Grip:
        left, right = self._x(self._start), self._x(self._start + self._frames)
        if abs(x - left) < _REACH and abs(x - left) <= abs(x - right):
            return "start"
        return "end" if abs(x - right) < _REACH else "both"

    def _put(self, start: int, end: int, grip: _Grip) -> None:
        """Move one handle or both, keeping them apart and inside."""
        least = min(_LEAST, self._length)
        if grip == "both":
            start = min(max(start, 0), max(self._length - self._frames, 0))
            end = start + self._frames
        elif grip == "start":
            start = min(max(start, 0), end - least)
        else:
            end = max(min(end, self._length), start + least)
        if (start, end - start) != self.part():
            self._start, self._frames = start, end - start
            self.update()
            self.trimmed.emit(self._start, self._frames)

    # By mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._grip_at(event.position().x())
            self._gripped_at = self._frame(event.position().x()) - self._start

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._grip is None:
            between = self._grip_at(x) == "both"
            self.setCursor(Qt.CursorShape.OpenHandCursor if between else Qt.CursorShape.SizeHorCursor)
            return
        at, end = self._frame(x), self._start + self._frames
        if self._grip == "both":
            self._put(at - self._gripped_at, end, "both")
        else:
            self._put(*((at, end) if self._grip == "start" else (self._start, at)), self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._grip = None
            self.trim_ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -FPS // 2, Qt.Key.Key_Right: FPS // 2}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        end = self._start + self._frames
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._put(self._start, end + step, "end")
        else:
            self._put(self._start + step, end, "both")
        self.trim_ended.emit()

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        film = QRectF(self.rect()).adjusted(_HANDLE, 4, -_HANDLE, -4)
        painter.fillRect(film, QColor(Color.STAGE_LINE))
        self._paint_pictures(painter, film)
        left, right = self._x(self._start), self._x(self._start + self._frames)
        veil = QColor(255, 255, 255, 175)
        painter.fillRect(QRectF(film.left(), film.top(), left - film.left(), film.height()), veil)
        painter.fillRect(QRectF(right, film.top(), film.right() - right, film.height()), veil)
        kept = QRectF(left, 2, right - left, self.height() - 4)
        painter.setPen(QPen(QColor(Color.PRIMARY), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(kept)
        for x in (left - _HANDLE, right):
            self._paint_handle(painter, QRectF(x, 2, _HANDLE, self.height() - 4))
        self._paint_seconds(painter, kept)
        if self.hasFocus():
            painter.setPen(QPen(QColor(Color.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_pictures(self, painter: QPainter, film: QRectF) -> None:
        if not self._pictures:
            return
        width = film.width() / len(self._pictures)
        painter.save()
        for number, picture in enumerate(self._pictures):
            place = QRectF(film.left() + number * width, film.top(), width, film.height())
            scale = max(place.width() / picture.width(), place.height() / picture.height())
            part = QRectF(0, 0, place.width() / scale, place.height() / scale)
            part.moveCenter(QPointF(picture.width() / 2, picture.height() / 2))
            painter.drawImage(place, picture, part)
        painter.restore()

    @staticmethod
    def _paint_handle(painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Color.PRIMARY))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QPen(QColor(Color.SURFACE), 2))
        middle = place.center()
        painter.drawLine(QPointF(middle.x(), middle.y() - 7), QPointF(middle.x(), middle.y() + 7))

    def _paint_seconds(self, painter: QPainter, kept: QRectF) -> None:
        painter.setFont(body_font(12))
        words = f"{self._frames / FPS:.1f}"
        width = painter.fontMetrics().horizontalAdvance(words) + 10
        if width + 4 > kept.width():
            return
        pill = QRectF(0, 0, width, 18)
        pill.moveCenter(kept.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 165))
        painter.drawRoundedRect(pill, 5, 5)
        painter.setPen(QColor(Color.SURFACE))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), words)
