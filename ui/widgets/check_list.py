"""The answers to what is asked before posting, each with what to do and the way there."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import picture
from ui.widgets.badge import INK, Tone
from ui.widgets.buttons import AccentButton, Button, QuietButton
from ui.widgets.card import Caption, Card, Heading
from ui.widgets.check_marks import MARKS
from ui.widgets.words import Words
from vendor_app.bundle.model import CheckResult, Level
from vendor_app.language import _

_NARROW = 520
"""Logical pixels of a row below which its buttons stand under its words."""
TEXTS = "text."
"""Begins the place of what is mended in a text of this page: "text.title"."""
PHOTO = "photo."
"""Begins the place of what is mended in the photo studio, before the photo's id."""
FOOTAGE = "footage"
"""The place of videos in the editor."""
_SHOP, _CLIP = "shop.", "clip"


def _way(place: str) -> tuple[str, str]:
    """Return icon and words of the button that leads to where a check is mended."""
    if place.startswith(TEXTS):
        return "pencil-simple", _("Edit the text")
    if place.startswith(PHOTO):
        return "magic-wand", _("Edit photo")
    if place.startswith(_SHOP):
        return "gear-six", _("To the settings")
    if place.startswith(_CLIP):
        return "film-strip", _("To the clip")
    if place == FOOTAGE:
        return "video-camera", _("Film more")
    return "pencil-simple", _("Edit product")


class CheckTitle(Words):
    """What was found (Kanit)."""

    room_above = ""


class CheckRow(QFrame):
    """One answer."""

    mend_wanted = Signal(str)
    """The place where it is mended."""
    known = Signal(object)
    """The CheckResult that the vendor knows about."""
    asked_again = Signal(object)
    """The CheckResult that is to be asked again."""

    def __init__(self, check: CheckResult, place: str = "", parent: QWidget | None = None) -> None:
        """``place``: where it is mended, in the words of ``checks.FIELDS``; "" where nothing can be done."""
        super().__init__(parent)
        self.check, self._place = check, place
        known: tuple[str, Tone] = ("eye", "idle")
        icon_name, tone = known if check.known is True else MARKS[check.level]
        mark = QLabel()
        mark.setPixmap(picture(icon_name, 26, INK[tone]))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(CheckTitle(check.message))
        if check.hint:
            words.addWidget(Caption(check.hint, wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in self._buttons():
            buttons.addWidget(button)
        buttons.addStretch(0)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(8)
        self._parts.addLayout(words, 1)
        self._parts.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._parts, 1)
        self.setAccessibleName(f"{_LEVELS[check.level]()} {check.message} {check.hint}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is no room beside them."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        self._parts.setDirection(directions.TopToBottom if self.width() < _NARROW else directions.LeftToRight)

    def _buttons(self) -> Iterator[Button]:
        """Make what can be done about it."""
        check = self.check
        if check.known is True:
            self.again = QuietButton(_("Ask again"))
            self.again.clicked.connect(self._ask_again)
            yield self.again
        if check.level == "warn":
            self.know = QuietButton(_("I know"), "check")
            self.know.clicked.connect(self._know)
            yield self.know
        if check.level != "pass" and self._place:
            icon_name, words = _way(self._place)
            self.mend = AccentButton(words, icon_name)
            self.mend.clicked.connect(self._want)
            yield self.mend

    def _want(self) -> None:
        self.mend_wanted.emit(self._place)

    def _know(self) -> None:
        self.known.emit(self.check)

    def _ask_again(self) -> None:
        self.asked_again.emit(self.check)


_LEVELS = {
    "pass": lambda: _("Passed:"),
    "warn": lambda: _("Warning:"),
    "fail": lambda: _("To mend:"),
}
"""What a screen reader says instead of the icon."""


class CheckList(Card):
    """All answers of one platform, scrolling."""

    mend_wanted = Signal(str)
    known = Signal(object)
    asked_again = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = Heading()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: list[CheckRow] = []
        self._shown: tuple[str, tuple[CheckResult, ...], dict[str, str]] = ("", (), {})
        self.column.addWidget(self._heading)
        self.column.addWidget(self._scroll, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def rows(self) -> tuple[CheckRow, ...]:
        """Return what is shown."""
        return tuple(self._rows)

    def show_checks(self, platform: str, checks: Sequence[CheckResult], places: Mapping[str, str]) -> None:
        """Show the answers for a platform, in this order. ``places``: where each is mended, by the check's name."""
        shown = (platform, tuple(checks), dict(places))
        if shown == self._shown:
            return
        stays = self._scroll.verticalScrollBar().value() if platform == self._shown[0] else 0
        at = next((number for number, row in enumerate(self._rows) if row.isAncestorOf(self._focused())), -1)
        self._shown = shown
        self._heading.setText(_("Check before posting · {platform}").format(platform=platform))
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(0)
        self._rows = [CheckRow(check, places.get(check.name, "")) for check in checks]
        for row in self._rows:
            row.mend_wanted.connect(self.mend_wanted)
            row.known.connect(self.known)
            row.asked_again.connect(self.asked_again)
            column.addWidget(row)
        column.addStretch(1)
        self._scroll.setWidget(content)
        content.adjustSize()
        self._scroll.verticalScrollBar().setValue(stays)
        if at >= 0:
            self._focus_on(at)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self

    def _focus_on(self, at: int) -> None:
        """Leave the keyboard where it was: on what has taken the place of an answered row."""
        buttons = self._rows[at].findChildren(Button) if at < len(self._rows) else []
        (buttons[0] if buttons else self._scroll).setFocus()


def worst_level(checks: Sequence[CheckResult]) -> tuple[Level, int]:
    """Return the worst level among the answers, and how many have it."""
    for level in ("fail", "warn"):
        if count := sum(check.level == level for check in checks):
            return level, count
    return "pass", len(checks)
