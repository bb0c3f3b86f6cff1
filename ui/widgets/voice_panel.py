"""What is spoken in the clip: record it here, or take a recording; what is typed is shown while it is said."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Chip, QuietButton
from ui.widgets.card import Caption, Heading
from ui.widgets.editors import TextArea
from ui.widgets.level_meter import LevelMeter
from ui.widgets.record_button import RecordButton
from ui.widgets.take_rows import TakeRows
from vendor_app.language import _
from vendor_app.storyboard.model import VoiceTake

_SUFFIXES = ("*.wav", "*.mp3", "*.m4a", "*.aac", "*.flac", "*.ogg", "*.opus")


class VoicePanel(QWidget):
    """Tells what the vendor wants; shows what is heard and kept."""

    record_begun = Signal(bool)
    """Speaking is about to begin: for the chosen shot (True) or from the clip's beginning."""
    record_ended = Signal()
    file_chosen = Signal(object)
    """The Path of a sound file in which somebody speaks."""
    hearing_wanted = Signal(object)
    take_removed = Signal(object)
    """A VoiceTake."""
    lines_typed = Signal(object)
    """The subtitles: a tuple of lines."""
    typing_ended = Signal()
    speaking_wanted = Signal()
    """The computer is to read the typed lines aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record, self.meter, self.takes = RecordButton(), LevelMeter(), TakeRows()
        self._whole, self._shot = Chip(_("Whole clip"), checkable=True), Chip(_("One shot"), checkable=True)
        self._note = Caption(wrap=True)
        self.file = QuietButton(_("Use a sound file"), "folder-open")
        self.lines = TextArea(3)
        self.speak = QuietButton(_("The computer reads it"), "speaker-high")
        self.speak.hide()
        self._scope = QButtonGroup(self)
        for chip in (self._whole, self._shot):
            self._scope.addButton(chip)
        self._whole.setChecked(True)
        self._lay_out()
        self._connect()
        self.show_takes(())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        scope = QHBoxLayout()
        scope.setSpacing(6)
        scope.addWidget(self._whole)
        scope.addWidget(self._shot)
        scope.addStretch(1)
        column.addWidget(Heading(_("Spoken text")))
        column.addLayout(scope)
        for widget in (self.record, self.meter, self._note, self.takes, self.file):
            column.addWidget(widget)
        column.addWidget(Heading(_("Subtitles")))
        column.addWidget(self.lines)
        column.addWidget(Caption(_("One line for each breath: the clip shows it while it is said."), wrap=True))
        column.addWidget(self.speak)

    def _connect(self) -> None:
        self.lines.setAccessibleName(_("Subtitles"))
        self.lines.setPlaceholderText(_("New dress, soft cotton\nTwo colours, S to XL"))
        self.record.begun.connect(self._begin)
        self.record.ended.connect(self.record_ended)
        self.file.clicked.connect(self._ask)
        self.takes.hearing_wanted.connect(self.hearing_wanted)
        self.takes.removed.connect(self.take_removed)
        self.lines.typed.connect(self._take_lines)
        self.lines.left.connect(self.typing_ended)
        self.speak.clicked.connect(self.speaking_wanted)

    def _begin(self) -> None:
        self.record_begun.emit(self._shot.isChecked())

    def show_takes(self, takes: Sequence[VoiceTake]) -> None:
        """Show what is spoken in the clip."""
        self.takes.show_takes(takes)
        self._note.setText(
            _("The music becomes quiet by itself while you speak.")
            if takes
            else _("Three beats to get ready, then the clip plays silently and you speak.")
        )

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show the subtitles, unless the same words stand there already."""
        if _lines_of(self.lines.toPlainText()) != tuple(lines):
            self.lines.show_text("\n".join(lines))

    def offer_computer_voice(self, there: bool) -> None:
        """Offer that the computer reads, where it has a Thai voice."""
        self.speak.setVisible(there)

    def _take_lines(self, text: str) -> None:
        self.lines_typed.emit(_lines_of(text))

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose a sound file"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Sound files')} ({' '.join(_SUFFIXES)})", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_file(self, file: str) -> None:
        self.file_chosen.emit(Path(file))


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
