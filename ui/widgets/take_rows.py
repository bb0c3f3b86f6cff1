"""What has been spoken so far: one row for each recording, to hear it or take it away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import FlatIconButton
from ui.widgets.player import clock_text
from ui.widgets.words import Line
from vendor_app.language import _
from vendor_app.storyboard.model import FPS, VoiceTake


class TakeRow(QWidget):
    """One recording."""

    def __init__(self, take: VoiceTake, number: int) -> None:
        super().__init__()
        self.take = take
        begin = clock_text(take.start / FPS)
        words = _("From {begin} on").format(begin=begin)
        if take.frames is not None:
            words = _("{begin} to {end}").format(begin=begin, end=clock_text((take.start + take.frames) / FPS))
        self.hear = FlatIconButton("play", _("Hear recording {number}").format(number=number))
        self.remove = FlatIconButton("trash", _("Take recording {number} away").format(number=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.hear)
        row.addWidget(Line(words), 1)
        row.addWidget(self.remove)


class TakeRows(QWidget):
    """The recordings in the order in which they are heard."""

    hearing_wanted = Signal(object)
    removed = Signal(object)
    """A VoiceTake."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[TakeRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_takes(self, takes: Sequence[VoiceTake]) -> None:
        """Show these."""
        if [row.take for row in self.rows] == list(takes):
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [TakeRow(take, number) for number, take in enumerate(takes, 1)]
        for row in self.rows:
            row.hear.clicked.connect(self._hear)
            row.remove.clicked.connect(self._remove)
            self._column.addWidget(row)

    def _row(self) -> TakeRow:
        return next(row for row in self.rows if self.sender() in (row.hear, row.remove))

    def _hear(self) -> None:
        self.hearing_wanted.emit(self._row().take)

    def _remove(self) -> None:
        self.removed.emit(self._row().take)
