"""The pictures a buyer wants of this product, one under the other: which are there, and which one is taken next."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Color, body_font
from ui.widgets.badge import Badge
from ui.widgets.card import Heading
from ui.widgets.words import cut
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.photos.shot_list import Shot

_HEIGHT = 42


class ShotRow(QAbstractButton):
    """One wanted picture."""

    def __init__(self, shot: Shot) -> None:
        super().__init__()
        self.shot = shot
        self._is_there = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(120)
        self.setToolTip(str(shot.how))

    def show_there(self, is_there: bool) -> None:
        """Say whether there is one already."""
        self._is_there = is_there
        state = _("there already") if is_there else _("missing")
        self.setAccessibleName(f"{self.shot.title}, {state}")
        self.update()

    @property
    def is_there(self) -> bool:
        """Whether there is one already."""
        return self._is_there

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        mark = QRect(10, (self.height() - 22) // 2, 22, 22)
        icon(self.shot.icon, Color.PRIMARY_DARK if self.isChecked() else Color.MUTED).paint(painter, mark)
        if self._is_there:
            tick = QRect(self.width() - 32, (self.height() - 20) // 2, 20, 20)
            icon("check-circle-fill", Color.PRIMARY).paint(painter, tick)
        font = body_font(16)
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(Color.PRIMARY_DARK if self.isChecked() else Color.INK))
        room = QRect(42, 0, self.width() - 42 - (36 if self._is_there else 10), self.height())
        words = cut(str(self.shot.title), QFontMetrics(font), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words)

    def _paint_ground(self, painter: QPainter) -> None:
        inside = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(Color.PRIMARY_SOFT))
            painter.setPen(QPen(QColor(Color.PRIMARY), 2))
        elif self.underMouse():
            painter.setBrush(QColor(Color.PRIMARY_FAINT))
        if self.hasFocus():
            painter.setPen(QPen(QColor(Color.ACCENT), 2))
        painter.drawRoundedRect(inside, 10, 10)


class CameraShots(QWidget):
    """The list, and how much of it is there."""

    chosen = Signal(str)
    """The name of the shot that is to be taken next; "" for any other picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ShotRow] = []
        self._count = Badge()
        top = QHBoxLayout()
        top.addWidget(Heading(_("Pictures to take")))
        top.addStretch(1)
        top.addWidget(self._count)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._list)

    def show_list(self, shots: Sequence[Shot], there: Mapping[str, Photo | None], wanted: str) -> None:
        """Show a list: which of it is there, and which is wanted next."""
        if [row.shot for row in self.rows] != list(shots):
            self._fill(shots)
        for row in self.rows:
            row.show_there(row.shot.name in there)
            row.setChecked(row.shot.name == wanted)
        count, most = len(there), len(shots)
        words = _("{count} of {most}").format(count=count, most=most)
        self._count.show_state(words, "good" if count == most else "warn")

    def _fill(self, shots: Sequence[Shot]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ShotRow(shot) for shot in shots]
        for row in self.rows:
            self._list.addWidget(row)
            row.clicked.connect(self._choose)

    def _choose(self) -> None:
        row = self.sender()
        assert isinstance(row, ShotRow)
        self.chosen.emit(row.shot.name if row.isChecked() else "")
