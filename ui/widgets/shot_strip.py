"""The shots of a clip in a row: press one to edit it, pull it to another place, add one at the end of the row."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.theme import Color
from ui.widgets.shot_button import LINE, SHOT, SMALL_SHOT, ShotButton, StripShot
from vendor_app.language import _
from vendor_app.storyboard.model import FPS

_GAP = 3
STEP = FPS // 2
"""Frames that one press makes a shot longer or shorter."""
_EDGE = 30
"""Logical pixels from the end of the row where a pulled shot makes it scroll."""


class ShotRow(QWidget):
    """The shots at their places. While one is pulled the others make room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("content")
        self.buttons: list[ShotButton] = []
        self._size = SHOT
        self._place = -1

    def set_size(self, size: QSize) -> None:
        """Draw the shots at this size."""
        self._size = size
        for button in self.buttons:
            button.set_size(size)
        self.arrange()

    def place(self, button: ShotButton) -> None:
        """Give a new shot the size of the others."""
        button.setParent(self)
        button.set_size(self._size)
        button.show()

    @property
    def step(self) -> int:
        """Logical pixels from one shot to the next."""
        return self._size.width() + 2 * LINE + _GAP

    def arrange(self, lifted: ShotButton | None = None, to: int = 0) -> None:
        """Put every shot where it belongs; with a shot ``lifted`` leave its room free at ``to``."""
        others = [button for button in self.buttons if button is not lifted]
        for number, button in enumerate(others):
            at = number + (lifted is not None and number >= to)
            button.move(at * self.step, 2)
        place, self._place = self._place, to * self.step if lifted else -1
        self.setFixedSize(max(len(self.buttons) * self.step - _GAP, 1), self._size.height() + 2 * LINE + 4)
        if place != self._place:  # each shot would be drawn again with the row
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._place < 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(Color.ACCENT), 2, Qt.PenStyle.DashLine))
        size = self._size
        painter.drawRoundedRect(self._place + LINE, 2 + LINE, size.width(), size.height(), 8, 8)


class ShotStrip(QFrame):
    """Scrolls sideways when there are many. Arrows choose, Ctrl+arrows move, + and − lengthen, Delete takes out."""

    chosen = Signal(str)
    """The id of a shot."""
    moved = Signal(str, int)
    """The id of a shot, and the place it goes to, counted from 0 without it."""
    removed = Signal(str)
    lengthened = Signal(str, int)
    """The id of a shot, and by how many frames."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll, self._row = QScrollArea(), ShotRow()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(24)
        self._scroll.setWidget(self._row)
        self.end = QHBoxLayout()
        """Where the stage puts what belongs at the right end."""
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._scroll, 1)
        row.addLayout(self.end)
        self._chosen = ""
        self._to = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Shots of the clip"))
        self.set_low(False)

    def set_low(self, low: bool) -> None:
        """Draw the shots small, or not."""
        self._row.set_size(SMALL_SHOT if low else SHOT)
        self.setFixedHeight(self.shot_size().height() + 28)

    def shot_size(self) -> QSize:
        """Return the size of a shot's picture in logical pixels."""
        return self._row._size

    def buttons(self) -> tuple[ShotButton, ...]:
        """Return the shots in their order."""
        return tuple(self._row.buttons)

    def show_shots(self, shots: Sequence[StripShot]) -> None:
        """Show these; one that was there before keeps its picture."""
        known = {button.shot.id: button for button in self._row.buttons}
        self._row.buttons = [known.pop(shot.id) if shot.id in known else self._new_button(shot) for shot in shots]
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        for number, (button, shot) in enumerate(zip(self._row.buttons, shots, strict=True)):
            button.show_shot(shot, number)
        self._row.arrange()
        self.choose(self._chosen)

    def show_still(self, shot: str, still: QImage) -> None:
        """Put its picture on a shot."""
        for button in self._row.buttons:
            if button.shot.id == shot:
                button.show_image(still)

    def choose(self, shot: str) -> None:
        """Mark a shot as the one that is edited, and bring it into sight."""
        self._chosen = shot
        for button in self._row.buttons:
            button.setChecked(button.shot.id == shot)
            if button.isChecked():
                self._scroll.ensureWidgetVisible(button, 40, 0)

    def show_reached(self, shot: str, part: float) -> None:
        """Show where playing is: in which shot, and how much of it has passed."""
        for button in self._row.buttons:
            is_it = button.shot.id == shot
            button.show_reached(part if is_it else None)
            if is_it and not self._lifted():
                self._scroll.ensureWidgetVisible(button, 40, 0)

    def _new_button(self, shot: StripShot) -> ShotButton:
        button = ShotButton(shot)
        self._row.place(button)
        button.clicked.connect(self._press)
        button.lifted.connect(self._lift)
        button.dragged.connect(self._drag)
        button.dropped.connect(self._drop)
        return button

    def _press(self) -> None:
        button = self.sender()
        assert isinstance(button, ShotButton)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(button)

    def _choose(self, button: ShotButton) -> None:
        self.choose(button.shot.id)
        self.chosen.emit(button.shot.id)

    # Pulling

    def _lifted(self) -> ShotButton | None:
        return next((button for button in self._row.buttons if button.is_lifted), None)

    def _lift(self) -> None:
        button = self.sender()
        assert isinstance(button, ShotButton)
        button.raise_()
        self._to = button.number

    def _drag(self, corner: QPointF) -> None:
        button = self._lifted()
        if button is None:
            return
        at = self._row.mapFromGlobal(corner.toPoint())
        x = min(max(at.x(), 0), self._row.width() - button.width())
        button.move(x, 2)
        self._to = min(max(round(x / self._row.step), 0), len(self._row.buttons) - 1)
        self._row.arrange(button, self._to)
        self._scroll_to(button)

    def _scroll_to(self, button: ShotButton) -> None:
        seen = button.mapTo(self._scroll.viewport(), QPoint(0, 0)).x()
        bar = self._scroll.horizontalScrollBar()
        if seen < _EDGE:
            bar.setValue(bar.value() - _EDGE)
        elif seen + button.width() > self._scroll.viewport().width() - _EDGE:
            bar.setValue(bar.value() + _EDGE)

    def _drop(self) -> None:
        button = self.sender()
        assert isinstance(button, ShotButton)
        self._move(button, self._to)

    def _move(self, button: ShotButton, to: int) -> None:
        """Put a shot elsewhere at once; whoever listens makes the clip so."""
        if to != button.number:
            self._row.buttons.remove(button)
            self._row.buttons.insert(to, button)
            for number, each in enumerate(self._row.buttons):
                each.show_shot(each.shot, number)
            self.moved.emit(button.shot.id, to)
        self._row.arrange()
        self._choose(button)

    # By keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((number for number, button in enumerate(self._row.buttons) if button.isChecked()), -1)
        if at < 0 or not self._take_key(Qt.Key(event.key()), at, event.modifiers()):
            super().keyPressEvent(event)

    def _take_key(self, key: Qt.Key, at: int, modifiers: Qt.KeyboardModifier) -> bool:
        buttons = self._row.buttons
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        longer = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: -STEP}.get(key, 0)
        to = min(max(at + step, 0), len(buttons) - 1)
        if step and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._move(buttons[at], to)
        elif step:
            self._choose(buttons[to])
        elif longer:
            self.lengthened.emit(buttons[at].shot.id, longer)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(buttons[at].shot.id)
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways with an ordinary wheel."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        bar = self._scroll.horizontalScrollBar()
        bar.setValue(bar.value() - turned)
