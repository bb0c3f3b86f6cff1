"""What is chosen for the clip as a whole: how it begins, how long it is, its cover; and what to mend before posting."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.widgets.badge import INK
from ui.widgets.buttons import FlatIconButton, QuietButton
from ui.widgets.card import Caption, Heading, HintCard
from ui.widgets.check_marks import MARKS
from ui.widgets.clip_options import LengthChoice
from ui.widgets.layouts import clear
from ui.widgets.other_products import OtherProducts
from ui.widgets.rounded_picture import RoundedPicture
from ui.widgets.words import Words
from vendor_app.bundle.model import CheckResult, Level
from vendor_app.language import _
from vendor_app.storyboard.edit import Opening

COVER = QSize(45, 80)
"""Logical pixels of the cover's picture."""
_MOST_CHECKS = 3


class OpeningChoice(QWidget):
    """How the clip begins."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        faces: dict[Opening, tuple[str, str]] = {
            "template": (_("As styled"), "layout"),
            "price": (_("Price first"), "tag"),
            "motion": (_("Move first"), "film-strip"),
            "question": (_("Ask first"), "question"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QuietButton] = {}
        for number, opening in enumerate(get_args(Opening)):
            words, icon_name = faces[opening]
            button = QuietButton(words, icon_name)
            button.setObjectName("opening")
            button.setCheckable(True)
            self._buttons[opening] = button
            self._group.addButton(button)
            grid.addWidget(button, number // 2, number % 2)
        self._group.buttonClicked.connect(self._tell)

    def choose(self, opening: str) -> None:
        """Show one as chosen, without telling anybody."""
        self._buttons[opening].setChecked(True)

    def button(self, opening: str) -> QuietButton:
        """Return the button of one."""
        return self._buttons[opening]

    def _tell(self, button: QuietButton) -> None:
        self.chosen.emit(next(key for key, each in self._buttons.items() if each is button))


class CoverChoice(QWidget):
    """The clip's cover, and the button that takes the frame on the stage for it."""

    chosen = Signal()
    """The frame that is on the stage is to be the cover."""
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = RoundedPicture(COVER, radius=6)
        self._take = QuietButton(_("Use it as cover"))
        self._reset = FlatIconButton("arrow-counter-clockwise", _("The first picture again"))
        self._note = Caption(wrap=True)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._note, 1)
        below.addWidget(self._reset)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._take)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        self._take.clicked.connect(self.chosen)
        self._reset.clicked.connect(self.reset_wanted)

    def show_place(self, seconds: float | None) -> None:
        """Say where in the clip the cover is; None: its beginning."""
        self._reset.setVisible(seconds is not None)
        first = _("The clip's first picture")
        self._note.setText(first if seconds is None else _("At second {number}").format(number=f"{seconds:.1f}"))

    def show_image(self, image: QImage) -> None:
        """Show the cover."""
        self.picture.show_image(image)


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
        clear(self._rows)
        wrong = [check for level in ("fail", "warn") for check in checks if check.level == level]
        for check in wrong[:_MOST_CHECKS]:
            self._rows.addWidget(_Row(check.level, check.message))
        passed = len(checks) - len(wrong)
        if passed:
            self._rows.addWidget(_Row("pass", _("Checks passed: {number}").format(number=passed)))


class _Row(QWidget):
    """An icon and a sentence."""

    def __init__(self, level: Level, message: str) -> None:
        super().__init__()
        icon_name, tone = MARKS[level]
        mark = QLabel()
        mark.setPixmap(picture(icon_name, 18, INK[tone]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(Words(message), 1)


class WholeClipPanel(QWidget):
    """Opening, length, cover, checks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reset = QuietButton(_("Reset all shots"), "arrow-counter-clockwise")
        """Seen while the shots are the vendor's own."""
        self.opening, self.length, self.cover = OpeningChoice(), LengthChoice(), CoverChoice()
        self.checks, self.others = BeforePosting(), OtherProducts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for heading, widget in (
            (_("How it begins"), self.opening),
            (_("Length"), self.length),
            (_("Cover"), self.cover),
        ):
            title = Heading(heading)
            title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            column.addWidget(title)
            column.addWidget(widget)
            column.addSpacing(6)
        self._others_title = Heading(_("Other products in the clip"))
        column.addWidget(self._others_title)
        column.addWidget(self.others)
        column.addSpacing(6)
        column.addWidget(self.reset)
        column.addWidget(self.checks)
        column.addStretch(1)
        self.show_others(False)

    def show_others(self, shown: bool) -> None:
        """Offer further products, where the style shows several."""
        self._others_title.setVisible(shown)
        self.others.setVisible(shown)

    def enable_choices(self, enabled: bool) -> None:
        """Let the vendor choose, or not."""
        for widget in (self.opening, self.length, self.cover, self.others):
            widget.setEnabled(enabled)
