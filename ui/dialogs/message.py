"""Our own dialogs: an icon, a sentence, what to do, and large buttons. They never block: listen to ``chosen``."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.buttons import AccentButton, Button, DangerButton, PrimaryButton, QuietButton
from ui.widgets.words import Words
from vendor_app.language import _

Kind: TypeAlias = Literal["primary", "accent", "quiet", "danger"]

_BUTTONS: dict[Kind, type[Button]] = {
    "primary": PrimaryButton,
    "accent": AccentButton,
    "quiet": QuietButton,
    "danger": DangerButton,
}
_WIDTH = 520
_FRAME = 40
"""Logical pixels that a system puts around a dialog."""


class DialogTitle(Words):
    """The sentence of a dialog (Kanit)."""

    room_above = ""


class MessageDialog(QDialog):
    """Says one thing and offers one or more answers; put more widgets into ``body``."""

    chosen = Signal(str)
    """The key of the button pressed; "" when the dialog was closed without one."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str = "", *, icon_name: str = "info", color: str = Color.PRIMARY
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Talad Clip"))
        self.setFixedWidth(_WIDTH)
        self.key = ""
        """Of the button pressed."""
        self.title, self.text = DialogTitle(title), Words(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}")
        self._lay_out(icon_name, color)
        self.finished.connect(self._tell)

    def _lay_out(self, icon_name: str, color: str) -> None:
        self.mark = QLabel()
        self.mark.setPixmap(picture(icon_name, 44, color))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.body.addWidget(self.title)
        self.body.addWidget(self.text)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(20)
        column.addLayout(top)
        column.addLayout(self._buttons)

    def add_button(self, key: str, text: str, kind: Kind = "quiet", icon_name: str = "") -> Button:
        """Add an answer at the right. The last one that leads on is what Enter means, never one that takes away."""
        button = _BUTTONS[kind](text, icon_name)
        button.setObjectName(key)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if kind in ("primary", "accent"):
            button.setDefault(True)
        button.clicked.connect(self._choose)
        self._buttons.addWidget(button)
        return button

    def press(self, key: str) -> None:
        """Answer as if the button ``key`` were pressed."""
        self.key = key
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the sentences need at this width; Qt guesses a narrower one."""
        self._take_room()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what is shown and hidden inside."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._take_room()
        return handled

    def _take_room(self) -> None:
        self.setFixedWidth(self._fitting_width())
        self.resize(self.width(), self.fitting_height())

    def _fitting_width(self) -> int:
        """Return the usual width, or what the answers side by side need."""
        layout = self.layout()
        margins = layout.contentsMargins() if layout is not None else self.contentsMargins()
        return max(_WIDTH, self._buttons.sizeHint().width() + margins.left() + margins.right())

    def fitting_height(self) -> int:
        """Return the height that everything needs, or what the screen has: then what can be scrolled gives way."""
        if (layout := self.layout()) is not None:
            layout.activate()
        return min(self.heightForWidth(self.width()), self.screen().availableGeometry().height() - _FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the screen with what grows: the buttons are at the bottom."""
        super().resizeEvent(event)
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        top = max(min(frame.top(), room.bottom() + 1 - frame.height()), room.top())
        if self.isVisible() and top != frame.top():
            self.move(frame.left(), top)

    def _choose(self) -> None:
        self.press(self.sender().objectName())

    def _tell(self) -> None:
        self.chosen.emit(self.key)
