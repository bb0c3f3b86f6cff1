"""What the vendor chooses for a clip beside its style: music, length, a spoken text."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Color, body_font
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.editors import Choice
from vendor_app.language import _
from vendor_app.sound.music import Piece
from vendor_app.sound.own_music import OWN, OwnMusic
from vendor_app.storyboard.plan import LONGEST_SECONDS, SHORTEST_SECONDS

_FACTS = Qt.ItemDataRole.UserRole + 1
_SUFFIXES = ("*.mp3", "*.m4a", "*.aac", "*.wav", "*.flac", "*.ogg")
_SETTLED_MS = 300
"""The slider has to rest so long before the clip is planned anew."""


class _PieceLine(QStyledItemDelegate):
    """Draws a piece in the list: its title, and its beats a minute at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(body_font(14))
        painter.setPen(QColor(Color.MUTED))
        place = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(_FACTS) or "")
        painter.restore()


class MusicChoice(QWidget):
    """One piece of music, or none; a button lets the vendor hear it."""

    chosen = Signal(object)
    """The name of a piece, or None for no music."""
    hearing_wanted = Signal(object)
    """The name of a piece to hear, or None to be quiet."""
    own_wanted = Signal(object)
    """The Path of a sound file that is to be music of the vendor's own."""

    def __init__(self, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moods: dict[str | None, str] = {None: _("Only what is spoken is heard.")}
        self._list = Choice()
        self._list.setAccessibleName(_("Music"))
        self._list.setItemDelegate(_PieceLine(self._list))
        for piece in pieces:
            facts = _("{bpm} BPM").format(bpm=piece.bpm)
            self._moods[piece.name] = f"{facts} · {piece.mood}"
            self._list.addItem(piece.title, piece.name)
            self._list.setItemData(self._list.count() - 1, facts, _FACTS)
        self._list.addItem(_("No music"), None)
        self._list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._list.setMinimumContentsLength(6)
        self._hear = IconButton("play", _("Hear this music"))
        self._hear.setObjectName("hear")
        self._hears = False
        self._wanted: str | None = None
        """The piece that was to be shown last, also when it is not on offer yet."""
        self._mood = Caption(wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._list, 1)
        row.addWidget(self._hear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._own = QuietButton(_("Add my own music"), "plus")
        column.addLayout(row)
        column.addWidget(self._mood)
        column.addWidget(self._own)
        self._own.clicked.connect(self._ask)
        self._list.activated.connect(self._tell)
        self._hear.clicked.connect(self._toggle_hearing)

    def choose(self, name: str | None) -> None:
        """Show a piece as chosen, without telling anybody."""
        self._wanted = name
        self._list.setCurrentIndex(max(self._list.findData(name), 0))
        self._hear.setEnabled(name is not None)
        self._mood.setText(self._moods.get(name, ""))

    def offer_own(self, pieces: Sequence[OwnMusic]) -> None:
        """Offer the vendor's own music before the choice of none."""
        for piece in pieces:
            self.add_own(piece)

    def add_own(self, piece: OwnMusic) -> None:
        """Offer one more piece of the vendor's own."""
        name = f"{OWN}{piece.name}"
        if self._list.findData(name) >= 0:
            return
        facts = _("my music") if piece.bpm is None else _("{bpm} BPM").format(bpm=round(piece.bpm))
        self._moods[name] = _("my music") if piece.bpm is None else f"{facts} · {_('my music')}"
        place = self._list.count() - 1
        chosen = self._list.currentData()
        self._list.insertItem(place, piece.title, name)
        self._list.setItemData(place, facts, _FACTS)
        self.choose(self._wanted if self._wanted == name else chosen)

    def show_reading(self, reading: bool) -> None:
        """Say that music is coming in, or no longer."""
        self._own.setEnabled(not reading)
        self._own.setText(_("Listening to it…") if reading else _("Add my own music"))

    def music(self) -> str | None:
        """Return the piece that is shown as chosen."""
        name: str | None = self._list.currentData()
        return name

    def show_hearing(self, hears: bool) -> None:
        """Offer to stop the music while it plays, and to hear it while it does not."""
        self._hears = hears
        name = _("Stop the music") if hears else _("Hear this music")
        self._hear.set_icon("stop" if hears else "play")
        self._hear.setAccessibleName(name)
        self._hear.setToolTip(name)

    def _tell(self) -> None:
        self.choose(self.music())
        self.chosen.emit(self.music())

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose a sound file"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Sound files')} ({' '.join(_SUFFIXES)})", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_file(self, file: str) -> None:
        self.own_wanted.emit(Path(file))

    def _toggle_hearing(self) -> None:
        self.hearing_wanted.emit(None if self._hears else self.music())


class LengthChoice(QWidget):
    """How many seconds."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(SHORTEST_SECONDS, LONGEST_SECONDS)
        self._slider.setPageStep(5)
        self._slider.setMinimumHeight(44)
        self._slider.setAccessibleName(_("Length of the clip in seconds"))
        self._words = QLabel()
        self._words.setObjectName("lengthWords")
        self._words.setMinimumWidth(76)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._slider, 1)
        row.addWidget(self._words)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._tell)
        self._slider.valueChanged.connect(self._changed)
        self._show(self._slider.value())

    def choose(self, seconds: int) -> None:
        """Show a length as chosen, without telling anybody."""
        self._slider.blockSignals(True)
        self._slider.setValue(seconds)
        self._slider.blockSignals(False)
        self._settled.stop()
        self._show(seconds)

    def seconds(self) -> int:
        """Return the length that is shown."""
        return self._slider.value()

    def _show(self, seconds: int) -> None:
        self._words.setText(_("{number} seconds").format(number=seconds))

    def _changed(self, seconds: int) -> None:
        self._show(seconds)
        self._settled.start()

    def _tell(self) -> None:
        self.chosen.emit(self._slider.value())
