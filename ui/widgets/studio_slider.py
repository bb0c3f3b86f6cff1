"""One amount of a correction: its name, the slider, and how much it is."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from ui.theme import Color
from ui.widgets.touch_slider import TouchSlider
from ui.widgets.words import Line

_KNOB: Final = 11.0
_GROOVE: Final = 6.0
_HANDLE: Final = 26
"""Pixels across that the knob takes with its line."""


class AmountSlider(TouchSlider):
    """Filled from where it does nothing; a double click goes back there."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setPageStep(10)
        self.setMinimumHeight(40)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(0)
        self.sliderReleased.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: who scrolls it does not mean the slider."""
        event.ignore()

    def handle_length(self) -> int:
        return _HANDLE

    def _x(self, value: int) -> float:
        handle = self.handle_length()
        span = self.width() - handle
        return handle / 2 + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), value, span)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, enabled = self.height() / 2, self.isEnabled()
        groove = QRectF(1, middle - _GROOVE / 2, self.width() - 2, _GROOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Color.LINE))
        painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
        zero, at = self._x(max(self.minimum(), 0)), self._x(self.sliderPosition())
        painter.setBrush(QColor(Color.PRIMARY if enabled else Color.LINE_STRONG))
        left, right = min(zero, at), max(zero, at)
        painter.drawRoundedRect(QRectF(left, groove.top(), right - left, _GROOVE), _GROOVE / 2, _GROOVE / 2)
        if self.minimum() < 0:
            painter.drawRoundedRect(QRectF(zero - 1.5, middle - 7, 3, 14), 1.5, 1.5)
        self._paint_knob(painter, QPointF(at, middle))

    def _paint_knob(self, painter: QPainter, center: QPointF) -> None:
        color = Color.ACCENT if self.hasFocus() else Color.PRIMARY if self.isEnabled() else Color.LINE_STRONG
        painter.setPen(QPen(QColor(color), 2.5))
        painter.setBrush(QColor(Color.PRIMARY_SOFT if self.underMouse() and self.isEnabled() else Color.SURFACE))
        painter.drawEllipse(center, _KNOB, _KNOB)


class Amount(QWidget):
    """``moved`` while it is pulled, in the unit of the value: ``least`` to ``most`` in ``steps`` each way from 0."""

    moved = Signal(float)
    settled = Signal()
    """The finger was lifted: what was pulled is one step."""

    def __init__(self, name: str, *, least: float = -1.0, most: float = 1.0, steps: int = 100, unit: str = "") -> None:
        super().__init__()
        self._steps, self._unit = steps, unit
        self.slider = AmountSlider(round(least * steps), round(most * steps))
        self.slider.setAccessibleName(name)
        heading, self._amount = Line(name), Line()
        heading.setObjectName("amountName")
        self._amount.setObjectName("amount")
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self._amount)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self._tell)
        self.slider.sliderReleased.connect(self.settled)
        self._say()

    def value(self) -> float:
        """Return the amount."""
        return self.slider.value() / self._steps

    def show_value(self, value: float) -> None:
        """Show an amount without telling anybody; one that is being pulled is left to the finger."""
        if self.slider.isSliderDown():
            return
        self.slider.blockSignals(True)
        self.slider.setValue(round(value * self._steps))
        self.slider.blockSignals(False)
        self._say()

    def _tell(self) -> None:
        self._say()
        self.moved.emit(self.value())

    def _say(self) -> None:
        if self._unit:
            words = f"{self.value():+.1f}{self._unit}" if self.slider.value() else f"0{self._unit}"
        elif self.slider.minimum() < 0:
            words = f"{self.slider.value():+d}" if self.slider.value() else "0"
        else:
            words = str(self.slider.value())
        self._amount.setText(words.replace("-", "−"))
