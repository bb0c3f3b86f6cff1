"""Buttons of the window's own kinds; each at least 44 pixels high. How they look is in ``theme.qss``."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import Color


class Button(QPushButton):
    """What all kinds share: an icon in the colour of the text, and a ring only for who comes by keyboard.

    Enter presses the one with the ring. In a dialog Qt would press the default button instead, or the first there is.
    """

    ink: str = Color.INK
    icon_pixels = 22
    gap = 6
    """Pixels between icon and text, more than the 4 that Qt leaves."""

    def __init__(self, text: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setIconSize(QSize(self.icon_pixels + self.gap, self.icon_pixels))
        if icon_name:
            self.set_icon(icon_name)

    def set_icon(self, name: str) -> None:
        """Show another Phosphor icon."""
        self.setIcon(icon(name, self.ink))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class PrimaryButton(Button):
    """Green: the one thing this page is for."""

    ink = Color.SURFACE


class AccentButton(Button):
    """Amber: the step that leads on."""

    ink = Color.ACCENT_INK


class QuietButton(Button):
    """White with a line: everything else."""


class DangerButton(Button):
    """White with a red line: what takes something away, or records."""

    ink = Color.DANGER


class IconButton(QuietButton):
    """A square button with an icon only; ``name`` is what a screen reader and the tool tip say."""

    gap = 0

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon_name, parent)
        self.setAccessibleName(name)
        self.setToolTip(name)


class FlatIconButton(IconButton):
    """An icon without a frame, such as the arrow back."""


class Chip(Button):
    """A pill to choose with; checkable ones stay green while chosen."""

    ink = Color.CHIP_INK
    icon_pixels = 18

    def __init__(
        self, text: str = "", icon_name: str = "", *, checkable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, "", parent)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon_name:
            self.setIcon(icon(icon_name, Color.CHIP_INK, on=Color.SURFACE))
