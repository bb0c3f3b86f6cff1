"""The big round button."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import Color
from vendor_app.language import _

Mode: TypeAlias = Literal["photo", "film"]
_SIDE = 84
_RECORD = QColor("#e5443a")


class ShutterButton(QAbstractButton):
    """White for a photo, red for a film; while it films a square, with the time around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._mode: Mode = "photo"
        self._done = -1.0
        self.show_state("photo")

    def show_state(self, mode: Mode, done: float = -1.0) -> None:
        """Show what a press does; ``done``: how much of the longest film is there, less than 0: it does not film."""
        words = {"photo": _("Take the picture (space bar)"), "film": _("Film (space bar)")}[mode]
        words = _("Stop filming (space bar)") if done >= 0 else words
        if self.accessibleName() != words:
            self.setAccessibleName(words)
            self.setToolTip(words)
        self._mode, self._done = mode, done
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        ring = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        painter.setPen(QPen(QColor(Color.ACCENT if self.hasFocus() else Color.SURFACE), 4))
        painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        inset = 11 if self.isDown() else 8
        inner = ring.adjusted(inset, inset, -inset, -inset)
        painter.setBrush(_RECORD if self._mode == "film" else QColor(Color.SURFACE))
        if self._done < 0:
            painter.drawEllipse(inner)
            return
        painter.drawRoundedRect(inner.adjusted(11, 11, -11, -11), 6, 6)
        painter.setPen(QPen(_RECORD, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(ring, 90 * 16, -round(min(self._done, 1.0) * 360 * 16))
