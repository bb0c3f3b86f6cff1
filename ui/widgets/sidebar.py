"""The green bar at the left: the program's name and the pages."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Color
from vendor_app.language import _


class Wordmark(QLabel):
    """The name of the program, in two lines."""


class SidebarButton(QToolButton):
    """One page: an icon over its name."""

    def __init__(self, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain, self._chosen = icon(icon_name, Color.SURFACE), icon(f"{icon_name}-fill", Color.PRIMARY)
        self.setText(text)
        self.setIcon(self._plain)
        self.setIconSize(QSize(28, 28))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(84, 74)
        self.toggled.connect(self._fill)

    def _fill(self, chosen: bool) -> None:
        self.setIcon(self._chosen if chosen else self._plain)


class Sidebar(QFrame):
    """Emits the name of the page that is wanted; ``choose`` shows which one is up."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(96)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 10, 6, 14)
        self._column.setSpacing(4)
        wordmark = Wordmark(_("Talad\nClip"))
        wordmark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(wordmark)
        self._column.addSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, SidebarButton] = {}
        for name, text, icon_name in (
            ("products", _("Products"), "t-shirt"),
            ("clip", _("Clips"), "film-strip"),
            ("export", _("Export"), "paper-plane-tilt"),
        ):
            self._add(name, text, icon_name)
        self._column.addStretch(1)
        self._add("settings", _("Settings"), "gear-six")

    def _add(self, name: str, text: str, icon_name: str) -> None:
        button = SidebarButton(text, icon_name)
        button.setObjectName(name)
        button.clicked.connect(self._want)
        self._buttons[name] = button
        self._group.addButton(button)
        self._column.addWidget(button)

    def _want(self) -> None:
        self.page_wanted.emit(self.sender().objectName())

    def choose(self, name: str) -> None:
        """Mark the page ``name`` as the one that is up."""
        self._buttons[name].setChecked(True)
