"""What can be done to a photo, as large buttons one below the other."""

from typing import Literal, TypeAlias, get_args

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Color
from vendor_app.language import _

ToolName: TypeAlias = Literal["tone", "crop", "spot", "veil", "white"]
TOOLS: tuple[ToolName, ...] = get_args(ToolName)
_LOW = 370
"""Logical pixels of height below which the icons are drawn small: the names need the room for their marks."""


class StudioToolButton(QToolButton):
    """An icon over its name."""

    def __init__(self, name: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain, self._chosen = icon(icon_name, Color.INK), icon(f"{icon_name}-fill", Color.PRIMARY)
        self.setText(name)
        self.setIcon(self._plain)
        self.set_low(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(52)
        self.setMaximumHeight(92)
        self.toggled.connect(self._fill)

    def set_low(self, low: bool) -> None:
        """Draw the icon small."""
        self.setIconSize(QSize(20, 20) if low else QSize(30, 30))

    def _fill(self, chosen: bool) -> None:
        self.setIcon(self._chosen if chosen else self._plain)


class StudioTools(QFrame):
    """One of them is in the hand; the keys 1 to 5 take them too."""

    chosen = Signal(str)
    """A ToolName."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setProperty("edge", "left")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[ToolName, StudioToolButton] = {}
        tools: tuple[tuple[ToolName, str, str], ...] = (
            ("tone", _("Tones"), "sun"),
            ("crop", _("Cut, tilt"), "crop"),
            ("spot", _("Heal spots"), "bandaids"),
            ("veil", _("Hide faces"), "eye-slash"),
            ("white", _("On white"), "t-shirt"),
        )
        for name, words, icon_name in tools:
            button = StudioToolButton(words, icon_name)
            button.setObjectName(name)
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({len(self._buttons) + 1})")
            button.clicked.connect(self._tell)
            self._buttons[name] = button
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        self.set_narrow(False)
        self.choose("tone")

    def button(self, name: ToolName) -> StudioToolButton:
        """Return the button of a tool."""
        return self._buttons[name]

    def choose(self, name: ToolName) -> None:
        """Show which tool is in the hand."""
        self._buttons[name].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room."""
        self.setFixedWidth(104 if narrow else 128)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._buttons.values():
            button.set_low(self.height() < _LOW)

    def _tell(self) -> None:
        self.chosen.emit(self.sender().objectName())
