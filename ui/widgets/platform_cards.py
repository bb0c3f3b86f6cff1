"""The platforms to choose from, each with how ready the product is for it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.badge import Badge
from ui.widgets.check_list import worst_level
from ui.widgets.flow_layout import FlowLayout
from vendor_app.bundle.model import CheckResult, Level
from vendor_app.bundle.platforms import Platform
from vendor_app.language import _

_SIZE = QSize(164, 114)
_ICONS = {"tiktok": "tiktok-logo-fill", "facebook": "facebook-logo-fill", "instagram": "instagram-logo-fill"}
_OTHER_ICON = "storefront-fill"


class PlatformTitle(QLabel):
    """The name of a platform (Kanit)."""


class PlatformCard(QPushButton):
    """One platform; checked while it is the chosen one."""

    def __init__(self, platform: Platform, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.platform = platform
        self.setCheckable(True)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        mark = QLabel()
        mark.setPixmap(picture(_ICONS.get(platform.name, _OTHER_ICON), 30, Color.INK))
        self._state = Badge()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(4)
        for widget in (mark, PlatformTitle(platform.title), self._state):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_checks(self, checks: Sequence[CheckResult]) -> None:
        """Show how ready the product is."""
        level, count = worst_level(checks)
        self._state.show_state(state_words(level, count), {"pass": "good", "warn": "warn", "fail": "bad"}[level])
        self.setAccessibleName(f"{self.platform.title}: {self._state.text()}")


def state_words(level: Level, count: int) -> str:
    """Return how ready a product is, in two or three words."""
    if level == "pass":
        return _("Ready")
    return (_("{number} warnings") if level == "warn" else _("{number} to mend")).format(number=count)


class PlatformCards(QWidget):
    """All platforms that have a file, side by side."""

    chosen = Signal(str)
    """The name of a platform."""

    def __init__(self, platforms: Sequence[Platform], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, spacing=12)
        self._group = QButtonGroup(self)
        self._cards: dict[str, PlatformCard] = {}
        for platform in platforms:
            card = PlatformCard(platform)
            self._cards[platform.name] = card
            self._group.addButton(card)
            flow.addWidget(card)
        self._group.buttonClicked.connect(self._tell)

    def choose(self, name: str) -> None:
        """Mark a platform as chosen, without telling anybody."""
        self._cards[name].setChecked(True)

    def card(self, name: str) -> PlatformCard:
        """Return the card of a platform."""
        return self._cards[name]

    def _tell(self, card: PlatformCard) -> None:
        self.chosen.emit(card.platform.name)
