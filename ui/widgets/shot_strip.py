"""The shots of a clip in a row, each with its picture and its seconds: press one to go there."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.theme import Color, body_font
from vendor_app.language import _
from vendor_app.storyboard.model import Storyboard

_SHOT, _SMALL_SHOT = QSize(66, 96), QSize(40, 58)
"""Logical pixels of a shot in the strip, and in a low window."""
_LINE = 3
"""Room around a shot for the line that marks it."""
_RADIUS = 8
_PILL = 16
"""Height of a line of words on a shot."""


class ShotButton(QAbstractButton):
    """One shot: its picture, its seconds, and an amber line while it is the one on the stage."""

    def __init__(self, number: int, seconds: float, *, closes: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self._seconds = f"{seconds:.1f}"
        self._label = _("Closing") if closes else ""
        self._image = QImage()
        self.setCheckable(True)
        self.set_size(_SHOT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name = _("Shot {number}, {seconds} seconds").format(number=number + 1, seconds=self._seconds)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_size(self, size: QSize) -> None:
        """Draw the shot at this size."""
        self.setFixedSize(size + QSize(2 * _LINE, 2 * _LINE))

    def show_image(self, image: QImage) -> None:
        """Show what the shot looks like."""
        self._image = image
        self.update()

    def has_image(self) -> bool:
        """Return whether its picture is there."""
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(_LINE, _LINE, -_LINE, -_LINE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground(place))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        self._paint_words(painter, place)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(Color.ACCENT if self.isChecked() else Color.ON_STAGE), 3))
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
        shows_label = self._label and place.height() > _SMALL_SHOT.height()
        lines = [self._label, self._seconds] if shows_label else [self._seconds]
        width = max(painter.fontMetrics().horizontalAdvance(line) for line in lines) + 12
        height = _PILL * len(lines) + 3
        pill = QRectF(place.left() + 4, place.bottom() - 4 - height, min(width, place.width() - 8), height)
        painter.setBrush(QColor(0, 0, 0, 165))
        painter.drawRoundedRect(pill, 5, 5)
        painter.setPen(QColor(Color.SURFACE))
        for number, line in enumerate(lines):
            row = QRectF(pill.left(), pill.top() + 1.5 + number * _PILL, pill.width(), _PILL)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, line)
        painter.setPen(Qt.PenStyle.NoPen)


class ShotStrip(QFrame):
    """All shots of a storyboard. Scrolls sideways when there are many."""

    shot_wanted = Signal(int)
    """The frame from which the shot that was pressed is seen alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(24)
        self.end = QHBoxLayout()
        """Where the page puts what belongs at the right end."""
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 10, 4)
        row.setSpacing(10)
        row.addWidget(self._scroll, 1)
        row.addLayout(self.end)
        self._size = _SHOT
        self._storyboard: Storyboard | None = None
        self._buttons: list[ShotButton] = []
        self.set_low(False)

    def set_low(self, low: bool) -> None:
        """Draw the shots small, or not."""
        self._size = _SMALL_SHOT if low else _SHOT
        self.setFixedHeight(self._size.height() + 26)
        for button in self._buttons:
            button.set_size(self._size)

    def shot_size(self) -> QSize:
        """Return the size of a shot's picture in logical pixels."""
        return self._size

    def show_storyboard(self, storyboard: Storyboard | None) -> None:
        """Show the shots of another storyboard; their pictures come later."""
        self._storyboard = storyboard
        shots = storyboard.shots if storyboard else ()
        fps, last = storyboard.fps if storyboard else 1, len(shots) - 1
        self._buttons = [
            ShotButton(number, shot.frames / fps, closes=number == last) for number, shot in enumerate(shots)
        ]
        content = QWidget(objectName="content")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(4)
        for button in self._buttons:
            button.set_size(self._size)
            button.clicked.connect(self._want)
            row.addWidget(button)
        row.addStretch(1)
        self._scroll.setWidget(content)

    def show_still(self, number: int, still: QImage) -> None:
        """Put its picture on a shot."""
        if number < len(self._buttons):
            self._buttons[number].show_image(still)

    def buttons(self) -> tuple[ShotButton, ...]:
        """Return the shots."""
        return tuple(self._buttons)

    def show_frame(self, frame: int) -> None:
        """Mark the shot that owns a frame, and keep it in sight."""
        if self._storyboard is None:
            return
        current, _within = self._storyboard.shot_at(min(frame, self._storyboard.frames - 1))
        for button in self._buttons:
            if button.isChecked() != (button.number == current):
                button.setChecked(button.number == current)
                if button.isChecked():
                    self._scroll.ensureWidgetVisible(button, 40, 0)

    def _want(self) -> None:
        assert self._storyboard is not None
        button = self.sender()
        assert isinstance(button, ShotButton)
        start = self._storyboard.start(button.number)
        self.show_frame(start)
        self.shot_wanted.emit(start + self._storyboard.shots[button.number].transition.frames)
