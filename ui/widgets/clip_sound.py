"""What is heard in the clip: music, whether the shots follow its beat, and a voice."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.widgets.card import Heading
from ui.widgets.clip_options import MusicChoice
from ui.widgets.voice_panel import VoicePanel
from vendor_app.language import _
from vendor_app.sound.music import Piece


class SoundPanel(QWidget):
    """Everything that is heard."""

    on_beat_chosen = Signal(bool)

    def __init__(self, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.music, self.voice = MusicChoice(pieces), VoicePanel()
        self.on_beat = QCheckBox(_("Shots change on the beat"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Heading(_("Music")))
        column.addWidget(self.music)
        column.addWidget(self.on_beat)
        column.addSpacing(6)
        column.addWidget(self.voice)
        column.addStretch(1)
        self.on_beat.clicked.connect(self.on_beat_chosen)

    def show_music(self, name: str | None, *, on_beat: bool) -> None:
        """Show what is played, without telling anybody."""
        self.music.choose(name)
        self.on_beat.setChecked(on_beat)
        self.on_beat.setEnabled(name is not None)

    def enable_choices(self, enabled: bool) -> None:
        """Let the vendor choose, or not."""
        for widget in (self.music, self.on_beat, self.voice):
            widget.setEnabled(enabled)
