"""A row of colours to choose one from, the first of them being no choice at all."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.theme import Color
from ui.widgets.flow_layout import FlowLayout

_SIDE, _RING = 46, 3


class Swatch(QAbstractButton):
    """A round patch of one colour; without a colour, of the two that stand for "as it comes"."""

    def __init__(self, colour: str | None, name: str) -> None:
        super().__init__()
        self.colour = colour
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(_SIDE, _SIDE)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(Color.PRIMARY if self.isChecked() else Color.ACCENT), _RING))
            painter.drawEllipse(whole.adjusted(-1, -1, 1, 1))
        patch = whole.adjusted(4, 4, -4, -4)
        painter.setPen(QPen(QColor(Color.LINE_STRONG), 1))
        painter.setBrush(QColor(self.colour or Color.SURFACE))
        painter.drawEllipse(patch)
        if self.colour is None:
            painter.setPen(QPen(QColor(Color.DANGER), 2))
            painter.drawLine(patch.bottomLeft() + (patch.center() - patch.bottomLeft()) * 0.35,
                             patch.topRight() + (patch.center() - patch.topRight()) * 0.35)  # fmt: skip
        painter.end()


class Swatches(QWidget):
    """Colours side by side, as many in a row as there is room for."""

    chosen = Signal(object)
    """"#rrggbb", or None for the first."""

    def __init__(self, name: str, none: str, colours: Sequence[tuple[str, str]]) -> None:
        """``none``: what the first patch means. ``colours``: "#rrggbb" with what it is called."""
        super().__init__()
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, spacing=4)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._tell)
        self._swatches: list[Swatch] = []
        self._own: Swatch | None = None
        for colour, word in ((None, none), *colours):
            self._add(Swatch(colour, word))

    def _add(self, swatch: Swatch) -> None:
        self._group.addButton(swatch, len(self._swatches))
        self._swatches.append(swatch)
        self._flow.addWidget(swatch)

    def show_colour(self, colour: str | None) -> None:
        """Mark a colour as chosen; one that is not among them is put behind them."""
        known = [swatch for swatch in self._swatches if swatch.colour == colour]
        if not known:
            if self._own is None:
                self._own = Swatch(colour, "")
                self._add(self._own)
            self._own.colour = colour
            self._own.setAccessibleName(str(colour))
            self._own.setToolTip(str(colour))
            self._own.update()
            known = [self._own]
        known[0].setChecked(True)

    def _tell(self, number: int) -> None:
        self.chosen.emit(self._swatches[number].colour)
