"""Everything about the one shot that is chosen."""

from collections.abc import Collection
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.card import Caption, Heading
from ui.widgets.seconds_stepper import SecondsStepper
from ui.widgets.shot_film import FilmStrip
from ui.widgets.shot_moves import MoveChoices, TransitionChoices
from ui.widgets.shot_words import ShotWords
from vendor_app.language import _
from vendor_app.storyboard.edit import Told
from vendor_app.storyboard.model import FPS

BRIEFEST: Final = FPS // 2
"""Frames of the shortest shot that a vendor may choose."""
LONGEST: Final = 15 * FPS


class FilmedPart(NamedTuple):
    """What a shot shows of a piece of footage."""

    length: int
    """Frames of the whole footage."""
    start: int
    sound: bool
    has_sound: bool


class ShotFacts(NamedTuple):
    """What there is to say and to choose about one shot."""

    number: int
    """Counted from 1."""
    frames: int
    words: str
    own_words: bool
    told: Collection[Told]
    known: Collection[str]
    move: str
    transition: str
    """"" for the first shot: nothing comes before it."""
    filmed: FilmedPart | None
    can_be_removed: bool
    can_crop: bool
    """Whether a part of the picture can be chosen."""


class ShotPanel(QWidget):
    """Shows one shot; says what the vendor wants of it."""

    crop_wanted = Signal()
    remove_wanted = Signal()
    sound_wanted = Signal(bool)
    """Whether the footage's own sound is to be heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ShotWords()
        self.time = SecondsStepper(_("Length of this shot in seconds"), least=BRIEFEST, most=LONGEST)
        self.film, self.moves, self.transitions = FilmStrip(), MoveChoices(), TransitionChoices()
        self._title = Heading()
        self._crop = QuietButton(_("Frame it"), "crop")
        self._remove = IconButton("trash", _("Take this shot out"))
        self._sound = QuietButton(_("Sound of the footage"), "speaker-high")
        self._sound.setCheckable(True)
        self._transition_title = Heading(_("How the shot comes in"))
        self._film_title = Caption(_("Which part of the footage is shown"))
        self._lay_out()
        self._crop.clicked.connect(self.crop_wanted)
        self._remove.clicked.connect(self.remove_wanted)
        self._sound.clicked.connect(self.sound_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title, 1)
        head.addWidget(self.time)
        picture = QHBoxLayout()
        picture.setSpacing(6)
        picture.addWidget(self._crop, 1)
        picture.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.words)
        for widget in (self._film_title, self.film, self._sound):
            column.addWidget(widget)
        column.addLayout(picture)
        for title, choices in (
            (Heading(_("How the picture moves")), self.moves),
            (self._transition_title, self.transitions),
        ):
            title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            column.addWidget(title)
            column.addWidget(choices)
        column.addStretch(1)

    def show_shot(self, facts: ShotFacts) -> None:
        """Show another shot, or the same one as it is now."""
        self._title.setText(_("Shot {number}").format(number=facts.number))
        self._remove.setEnabled(facts.can_be_removed)
        self._crop.setEnabled(facts.can_crop)
        filmed = facts.filmed
        self.time.show_frames(facts.frames, None if filmed is None else filmed.length - filmed.start)
        self.words.show_words(facts.words, own=facts.own_words)
        self.words.show_told(facts.told, facts.known)
        self.moves.choose(facts.move)
        self.transitions.choose(facts.transition)
        for widget in (self._transition_title, self.transitions):
            widget.setVisible(bool(facts.transition))
        self._show_film(facts)

    def _show_film(self, facts: ShotFacts) -> None:
        filmed = facts.filmed
        for widget in (self._film_title, self.film):
            widget.setVisible(filmed is not None)
        self._sound.setVisible(filmed is not None and filmed.has_sound)
        if filmed is not None:
            shown = min(facts.frames, max(filmed.length - filmed.start, 1))
            self.film.show_part(filmed.length, filmed.start, shown)
            self._sound.setChecked(filmed.sound)
            self._sound.set_icon("speaker-high" if filmed.sound else "speaker-slash")
            self._sound.setText(_("Its own sound is heard") if filmed.sound else _("Its own sound is off"))
