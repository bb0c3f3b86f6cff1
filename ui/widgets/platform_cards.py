"""The platforms to choose from, each with how ready the product is for it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.badge import Badge, Tone
from ui.widgets.check_list import worst_level
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.platform_marks import platform_icon
from vendor_app.bundle.model import CheckResult, Level
from vendor_app.bundle.platforms import Platform
from vendor_app.language import _

_SIZE, _GAP = QSize(116, 88), 8
_TONES: dict[Level, Tone] = {"pass": "good", "warn": "warn", "fail": "bad"}


class PlatformTitle(QLabel):
    """The name of a platform (Kanit)."""


class PlatformCard(QPushButton):
    """One platform; checked while a bundle is wanted for it."""

    def __init__(self, platform: Platform, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.platform = platform
        self.setCheckable(True)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        mark = QLabel()
        mark.setPixmap(picture(platform_icon(platform.name), 22, Color.INK))
        self._state = Badge()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 6)
        column.setSpacing(1)
        for widget in (mark, PlatformTitle(platform.shown_title), self._state):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_as_current(self, is_current: bool) -> None:
        """Mark it as the one whose checks are seen, or not."""
        self.setProperty("current", is_current)
        self.style().unpolish(self)
        self.style().polish(self)

    def show_checks(self, checks: Sequence[CheckResult]) -> None:
        """Show how ready the product is."""
        level, count = worst_level(checks)
        self._state.show_state(state_words(level, count), _TONES[level])
        self.setAccessibleName(f"{self.platform.shown_title}: {self._state.text()}")


def state_words(level: Level, count: int) -> str:
    """Return how ready a product is, in two or three words."""
    if level == "pass":
        return _("Ready")
    return (_("Warnings: {number}") if level == "warn" else _("{number} to mend")).format(number=count)


class PlatformCards(QWidget):
    """All platforms that have a file, side by side. Several can be wanted; of one of them the checks are seen."""

    chosen = Signal(str)
    """The name of the platform to show."""

    def __init__(self, platforms: Sequence[Platform], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, spacing=_GAP)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._cards: dict[str, PlatformCard] = {}
        for platform in platforms:
            card = PlatformCard(platform)
            self._cards[platform.name] = card
            self._group.addButton(card)
            flow.addWidget(card)
        self._current = next(iter(self._cards), "")
        self._group.buttonClicked.connect(self._tell)

    def choose(self, name: str) -> None:
        """Mark a platform as wanted and seen, without telling anybody."""
        self._cards[name].setChecked(True)
        self._current = name
        for card in self._cards.values():
            card.show_as_current(card.platform.name == name)

    def height_of(self, rows: int) -> int:
        """Return the logical pixels that so many rows of cards take."""
        return rows * (_SIZE.height() + _GAP) - _GAP

    def wanted(self) -> tuple[Platform, ...]:
        """Return the platforms for which a bundle is wanted, in their order."""
        return tuple(card.platform for card in self._cards.values() if card.isChecked())

    def card(self, name: str) -> PlatformCard:
        """Return the card of a platform."""
        return self._cards[name]

    def _tell(self, card: PlatformCard) -> None:
        """Show a platform that was pressed; the one seen is not wanted any more then, unless it is the only one."""
        name = card.platform.name
        if not card.isChecked():
            others = self.wanted()
            if name != self._current or not others:
                card.setChecked(True)
            else:
                name = others[0].name
        self.choose(name)
        self.chosen.emit(name)
