"""The answers to what is asked before posting, each with what to do and the way there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import picture
from ui.widgets.badge import INK
from ui.widgets.buttons import AccentButton
from ui.widgets.card import Caption, Card, Heading
from ui.widgets.check_marks import MARKS
from ui.widgets.words import Words
from vendor_app.bundle.model import CheckResult, Level
from vendor_app.language import _

EDITOR, CLIP = "editor", "clip"
_MENDED_IN: dict[str, str] = {
    "price_shown": EDITOR,
    "price_of_clip": CLIP,
    "price_digits": EDITOR,
    "price_not_hidden": EDITOR,
    "tiers_below_retail": EDITOR,
    "shipping_said": EDITOR,
    "name_given": EDITOR,
    "contacts": EDITOR,
    "words_left_out": EDITOR,
    "caption_length": EDITOR,
    "caption_whole": EDITOR,
    "title_length": EDITOR,
    "hashtags": EDITOR,
    "letters_drawn": EDITOR,
    "forbidden_goods": EDITOR,
    "imitations": EDITOR,
    "brands": EDITOR,
    "claims": EDITOR,
    "other_platforms": EDITOR,
    "in_thai": EDITOR,
    "details_said": EDITOR,
    "title_words": EDITOR,
    "description_length": EDITOR,
    "text_in_safe_box": CLIP,
    "contrast": CLIP,
    "voice": CLIP,
    "music_rights": CLIP,
    "people_agreed": CLIP,
    "clip_bit_rate": CLIP,
    "loudness": CLIP,
    "codes_in_clip": CLIP,
    "clip_metadata": CLIP,
    "codes_in_pictures": EDITOR,
    "picture_duplicates": EDITOR,
    "picture_background": EDITOR,
    "picture_share": EDITOR,
    "clip_format": CLIP,
    "clip_size": CLIP,
    "clip_length": CLIP,
    "clip_sound": CLIP,
    "pictures": EDITOR,
    "stock": EDITOR,
}
"""Where in the program a check is mended. What is not here cannot be mended in it."""


class CheckTitle(Words):
    """What was found (Kanit)."""

    room_above = ""


class CheckRow(QFrame):
    """One answer."""

    mend_wanted = Signal(str)
    """EDITOR or CLIP."""

    def __init__(self, check: CheckResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        icon_name, tone = MARKS[check.level]
        mark = QLabel()
        mark.setPixmap(picture(icon_name, 26, INK[tone]))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(CheckTitle(check.message))
        if check.hint:
            words.addWidget(Caption(check.hint, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(12)
        row.addWidget(mark)
        row.addLayout(words, 1)
        self._place = _MENDED_IN.get(check.name, "") if check.level != "pass" else ""
        if self._place:
            label = _("Edit product") if self._place == EDITOR else _("To the clip")
            self.mend = AccentButton(label, "pencil-simple" if self._place == EDITOR else "film-strip")
            self.mend.clicked.connect(self._want)
            row.addWidget(self.mend)
        self.setAccessibleName(f"{_LEVELS[check.level]()} {check.message} {check.hint}")

    def _want(self) -> None:
        self.mend_wanted.emit(self._place)


_LEVELS = {
    "pass": lambda: _("Passed:"),
    "warn": lambda: _("Warning:"),
    "fail": lambda: _("To mend:"),
}
"""What a screen reader says instead of the icon."""


class CheckList(Card):
    """All answers of one platform, scrolling."""

    mend_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = Heading()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: list[CheckRow] = []
        self.column.addWidget(self._heading)
        self.column.addWidget(self._scroll, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def rows(self) -> tuple[CheckRow, ...]:
        """Return what is shown."""
        return tuple(self._rows)

    def show_checks(self, platform: str, checks: Sequence[CheckResult]) -> None:
        """Show the answers for a platform, in this order."""
        self._heading.setText(_("Check before posting · {platform}").format(platform=platform))
        content = QWidget(objectName="content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(0)
        self._rows = [CheckRow(check) for check in checks]
        for row in self._rows:
            row.mend_wanted.connect(self.mend_wanted)
            column.addWidget(row)
        column.addStretch(1)
        self._scroll.setWidget(content)


class VerdictTitle(Words):
    """The sentence (Kanit)."""

    room_above = ""


class Verdict(Card):
    """One sentence on how ready a product is, and the count of the answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title, self._count = VerdictTitle(), Caption(wrap=True)
        self.column.addStretch(1)
        self.column.addWidget(self._title)
        self.column.addWidget(self._count)
        self.column.addStretch(1)
        self.column.setSpacing(2)

    def show_checks(self, checks: Sequence[CheckResult]) -> None:
        """Judge these answers."""
        level, _count = worst_level(checks)
        sentences = {
            "pass": _("Everything is ready. Make the bundle and post."),
            "warn": _("It can be posted. A look at the warnings makes it better."),
            "fail": _("Something has to be mended before it is posted."),
        }
        self._title.setText(sentences[level])
        number = {level: sum(check.level == level for check in checks) for level in _LEVELS}
        words = _("{passed} passed · {warned} warnings · {failed} to mend")
        self._count.setText(words.format(passed=number["pass"], warned=number["warn"], failed=number["fail"]))


def worst_level(checks: Sequence[CheckResult]) -> tuple[Level, int]:
    """Return the worst level among the answers, and how many have it."""
    for level in ("fail", "warn"):
        if count := sum(check.level == level for check in checks):
            return level, count
    return "pass", len(checks)
