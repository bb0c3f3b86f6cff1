"""The camera's picture on the dark stage, and over it all that helps to take a good one."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import Color, display_font
from ui.widgets.camera_shapes import (
    Guide,
    draw_box,
    draw_ghost,
    draw_guide,
    draw_level,
    draw_number,
    draw_thirds,
    guide_area,
)
from vendor_app.language import _

_FLASH_MS = 140
_RADIUS = 10
_PILL = 44
_FOOT = _PILL + 8
"""Pixels below the picture, for what is said of it: over the picture it would hide the product's hem."""
_SMALLEST = QSize(240, 200)


class _Look(NamedTuple):
    """Colours of words over the picture."""

    ground: QColor
    ink: str


_DARK, _FILMING = _Look(QColor(20, 26, 23, 185), Color.SURFACE), _Look(QColor(Color.DANGER), Color.SURFACE)
_ADVICE = _Look(QColor(Color.ACCENT_SOFT), Color.ACCENT_TEXT)


class _Pill(NamedTuple):
    """Words over the picture."""

    words: str
    at: Literal["corner", "top", "foot"]
    look: _Look
    mark: str = ""
    """Name of an icon."""


class CameraView(QWidget):
    """Shows what comes, as large as there is room. What is over it, is never in the picture that is taken."""

    resized = Signal()
    """The picture now takes another number of device pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(_SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._image = QImage()
        self._guide: Guide = "1:1"
        self._ghost: Sequence[Sequence[tuple[float, float]]] = ()
        self._has_lines = True
        self._degrees: float | None = None
        self._number, self._hint, self._title = 0, "", ""
        self._film = -1.0
        self._box: tuple[float, float, float, float] | None = None
        self._flash = QTimer(self, interval=_FLASH_MS, singleShot=True)
        self._flash.timeout.connect(self.update)

    # What is shown

    def show_image(self, image: QImage) -> None:
        """Show the newest picture; a null one leaves the stage dark."""
        self._image = image
        self.update()

    def image(self) -> QImage:
        """Return what is shown; null when nothing is."""
        return self._image

    def show_guide(self, guide: Guide) -> None:
        """Mark the frame that will be seen."""
        self._guide = guide
        self.update()

    def show_lines(self, shown: bool) -> None:
        """Draw thirds and the level, or not."""
        self._has_lines = shown
        self.update()

    def show_tilt(self, degrees: float | None) -> None:
        """Set the level: degrees by which what is seen is turned clockwise; None when that cannot be told."""
        self._degrees = degrees
        self.update()

    def show_shot(self, title: str, ghost: Sequence[Sequence[tuple[float, float]]]) -> None:
        """Say which picture is wanted, and draw the outline to fill."""
        self._title, self._ghost = title, ghost
        self.update()

    def show_hint(self, words: str) -> None:
        """Say what would make the picture better; "" for nothing."""
        self._hint = words
        self.setAccessibleDescription(words)
        self.update()

    def hint(self) -> str:
        """Return what is said."""
        return self._hint

    def show_number(self, number: int) -> None:
        """Show the seconds until the picture is taken; 0 for none."""
        self._number = number
        self.update()

    def number(self) -> int:
        """Return the number shown; 0 for none."""
        return self._number

    def show_film(self, seconds: float) -> None:
        """Show for how long it has been filming; less than 0: it does not."""
        self._film = seconds
        self.update()

    def show_box(self, box: tuple[float, float, float, float] | None) -> None:
        """Mark where a sheet is to be held, in fractions of the picture, and nothing else; None: all as usual."""
        self._box = box
        self.update()

    def flash(self) -> None:
        """Say, as cameras do, that a picture was taken."""
        self._flash.start()
        self.update()

    def wanted_size(self) -> tuple[int, int]:
        """Return how many device pixels a picture should cover to be sharp here."""
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), 2), max(round(self.height() * ratio), 2)

    def picture_area(self) -> QRectF:
        """Return where the picture is."""
        if self._image.isNull():
            return QRectF(self.rect())
        room = QRectF(self.rect()).adjusted(0, 0, 0, -_FOOT)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, 0, size.width(), size.height())
        area.moveCenter(room.center())
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Color.STAGE))
        if self._image.isNull():
            self._paint_waiting(painter)
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = self.picture_area()
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(area, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.drawImage(area, self._image)
        frame = guide_area(area, self._guide)
        if self._box is not None:
            draw_box(painter, area, self._box)
        else:
            self._paint_help(painter, area, frame)
        if self._flash.isActive():
            painter.fillRect(area, QColor(255, 255, 255, 190))
        painter.restore()
        self._paint_words(painter, area)

    def _paint_help(self, painter: QPainter, area: QRectF, frame: QRectF) -> None:
        draw_guide(painter, area, frame)
        if self._has_lines:
            draw_thirds(painter, frame)
            draw_level(painter, frame, self._degrees)
        draw_ghost(painter, frame, self._ghost)

    def _paint_waiting(self, painter: QPainter) -> None:
        painter.setPen(QColor(Color.ON_STAGE))
        painter.setFont(display_font(18))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Switching the camera on…"))

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        if self._number:
            draw_number(painter, area, str(self._number))
            return
        if self._film >= 0:
            self._paint_pill(painter, area, _Pill(f"{self._film:.1f}", "top", _FILMING, "record-fill"))
        elif self._title:
            self._paint_pill(painter, area, _Pill(self._title, "corner", _DARK))
        if self._hint:
            self._paint_pill(painter, area, _Pill(self._hint, "foot", _ADVICE, "lightbulb"))

    @staticmethod
    def _paint_pill(painter: QPainter, area: QRectF, pill: _Pill) -> None:
        font = _fitting(pill.words, area.width() - 90)
        mark = 28 if pill.mark else 0
        place = QRectF(0, 0, QFontMetrics(font).horizontalAdvance(pill.words) + 36 + mark, _PILL)
        place.moveCenter(area.center())
        if pill.at == "corner":
            place.moveLeft(area.left() + 12)
        place.moveTop(area.bottom() + _FOOT - _PILL if pill.at == "foot" else area.top() + 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pill.look.ground)
        painter.drawRoundedRect(place, _PILL / 2, _PILL / 2)
        if pill.mark:
            at = QRect(round(place.left()) + 14, round(place.center().y()) - 12, 24, 24)
            icon(pill.mark, pill.look.ink).paint(painter, at)
        painter.setPen(QColor(pill.look.ink))
        painter.setFont(font)
        inside = place.adjusted(18 + mark, 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, pill.words)


def _fitting(words: str, room: float) -> QFont:
    """Return the largest font in which words fit."""
    font = display_font(18)
    while QFontMetrics(font).horizontalAdvance(words) > room and font.pixelSize() > 12:
        font.setPixelSize(font.pixelSize() - 1)
    return font
