"""How loud it is right now, as a bar: grey is quiet, green is good, red is too loud."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Color
from vendor_app.language import _

_QUIETEST, _GOOD, _LOUD = -54.0, -30.0, -3.0
"""dBFS: the left end of the bar, where a voice is loud enough, and where it begins to be spoilt."""
_FALL = 1.6
"""Decibels that the bar falls by at each moment: rises at once, falls slowly, as on a tape recorder."""


class LevelMeter(QWidget):
    """Shows the peak of each moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._peak = -120.0
        self.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How loud it is"))

    @property
    def peak(self) -> float:
        """What is shown, in dBFS."""
        return self._peak

    def show_peak(self, peak: float) -> None:
        """Show a moment whose loudest sample has ``peak`` dBFS."""
        peak = peak if math.isfinite(peak) else -120.0
        self._peak = max(peak, self._peak - _FALL)
        self.update()

    def rest(self) -> None:
        """Show nothing."""
        self._peak = -120.0
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        bar = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        painter.setBrush(QColor(Color.CHIP))
        painter.drawRoundedRect(bar, 4, 4)
        part = min(max((self._peak - _QUIETEST) / -_QUIETEST, 0.0), 1.0)
        if part > 0.0:
            tone = Color.DANGER if self._peak > _LOUD else Color.PRIMARY if self._peak > _GOOD else Color.LINE_STRONG
            painter.setBrush(QColor(tone))
            bar.setWidth(max(bar.width() * part, 8))
            painter.drawRoundedRect(bar, 4, 4)
        painter.end()
