"""The right side of the clip page: what stands on the clip, music, length, voice, and what to mend before posting."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.icons import picture
from ui.widgets.badge import INK, Badge, Tone
from ui.widgets.card import ElidedLabel, Heading, HintCard
from ui.widgets.clip_options import LengthChoice, MusicChoice, VoiceChoice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.words import Words, cut
from vendor_app.bundle.model import CheckResult, Level
from vendor_app.language import _
from vendor_app.sound.music import Piece
from vendor_app.storyboard.model import Storyboard

_MOST_WORDS = 5
_WIDEST_CHIP = 210
_MOST_CHECKS = 3
MARKS: dict[Level, tuple[str, Tone]] = {
    "pass": ("check-circle-fill", "good"),
    "warn": ("warning-fill", "warn"),
    "fail": ("x-circle-fill", "bad"),
}
"""How the answer to a check is shown: icon and tone."""


def words_on(storyboard: Storyboard) -> tuple[str, ...]:
    """Return what a clip says beside the product's name, each text once, in the order of the shots."""
    letterings = [lettering for shot in storyboard.shots for lettering in shot.letterings]
    texts = (
        " ".join(part for line in lettering.lines for part in (line.text, line.unit, line.value) if part)
        for lettering in letterings
        if lettering.role != "name"
    )
    return tuple(text for text in dict.fromkeys(texts) if text != storyboard.title)


class WordsOnClip(QWidget):
    """The texts of a clip, to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel()
        field = QFrame(objectName="fieldLook")
        row = QHBoxLayout(field)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self._name)
        row.addStretch(1)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(field)
        column.addWidget(self._chips)

    def show_storyboard(self, storyboard: Storyboard) -> None:
        """Show what another clip says."""
        others = words_on(storyboard)
        self._name.setText(storyboard.title)
        self._name.updateGeometry()
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        for words in others[:_MOST_WORDS]:
            chip = Badge(cut(words, self.fontMetrics(), _WIDEST_CHIP), "good")
            chip.setToolTip(words)
            self._flow.addWidget(chip)
        if len(others) > _MOST_WORDS:
            self._flow.addWidget(Badge(_("and {number} more").format(number=len(others) - _MOST_WORDS), "idle"))
        self._chips.updateGeometry()


class BeforePosting(HintCard):
    """The answers that ask for something, the worst first; one line when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addWidget(Heading(_("Check before posting")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.column.addLayout(self._rows)

    def show_checks(self, checks: Sequence[CheckResult]) -> None:
        """Show the answers."""
        while (item := self._rows.takeAt(0)) is not None:
            item.widget().deleteLater()
        wrong = [check for level in ("fail", "warn") for check in checks if check.level == level]
        for check in wrong[:_MOST_CHECKS]:
            self._rows.addWidget(_Row(check.level, check.message))
        passed = len(checks) - len(wrong)
        if passed:
            self._rows.addWidget(_Row("pass", _("{number} checks passed").format(number=passed)))


class _Row(QWidget):
    """An icon and a sentence."""

    def __init__(self, level: Level, message: str) -> None:
        super().__init__()
        icon_name, tone = MARKS[level]
        mark = QLabel()
        mark.setPixmap(picture(icon_name, 18, INK[tone]))
        words = Words(message)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(words, 1)


class ClipSide(QScrollArea):
    """Everything of the right side, scrolling when the window is low."""

    def __init__(self, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.checks = WordsOnClip(), BeforePosting()
        self.music, self.length, self.voice = MusicChoice(pieces), LengthChoice(), VoiceChoice()
        self.setObjectName("side")
        self.setProperty("edge", "right")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(objectName="content")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 10, 14, 8)
        column.setSpacing(4)
        for heading, widget in (
            (_("Words on the clip"), self.words),
            (_("Music"), self.music),
            (_("Length"), self.length),
            (_("Spoken text"), self.voice),
        ):
            column.addWidget(Heading(heading))
            column.addWidget(widget)
            column.addSpacing(3)
        column.addWidget(self.checks)
        column.addStretch(1)
        self.setWidget(content)

    def show_plan(self, storyboard: Storyboard, checks: Sequence[CheckResult]) -> None:
        """Show what a clip says and plays, and what is to be mended before it is posted."""
        self.words.show_storyboard(storyboard)
        self.music.choose(storyboard.music)
        self.checks.show_checks(checks)

    def enable_choices(self, enabled: bool) -> None:
        """Let the vendor choose, or not while a clip is being made."""
        for widget in (self.music, self.length, self.voice):
            widget.setEnabled(enabled)
