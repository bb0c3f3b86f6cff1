"""What stands in place of the camera's picture when there is none: why, and the other ways to go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import icon, picture
from ui.theme import Color
from ui.widgets.buttons import AccentButton, QuietButton
from ui.widgets.layouts import centred
from ui.widgets.refusal import RefusalTitle
from ui.widgets.words import Words
from vendor_app.errors import VendorError
from vendor_app.language import _

_WIDEST = 520
_NARROW = 500
"""Pixels below which the buttons are words only."""


class CameraMissing(QWidget):
    """On the dark stage."""

    again_wanted = Signal()
    phone_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._message, self._hint = RefusalTitle(), Words()
        self._message.setObjectName("stageTitle")
        self._hint.setObjectName("stageNote")
        self.again = AccentButton(_("Try again"), "arrow-clockwise")
        self.phone = QuietButton(_("With the phone"), "qr-code")
        self.files = QuietButton(_("From a file"), "folder-open")
        self._icons = {self.again: "arrow-clockwise", self.phone: "qr-code", self.files: "folder-open"}
        for button, wish in (
            (self.again, self.again_wanted),
            (self.phone, self.phone_wanted),
            (self.files, self.files_wanted),
        ):
            button.clicked.connect(wish)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        mark = QLabel()
        mark.setPixmap(picture("camera-slash", 64, Color.ACCENT))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (mark, self._message, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addLayout(centred(label))
        column.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in (self.again, self.phone, self.files):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button, name in self._icons.items():
            button.setIcon(QIcon() if self.width() < _NARROW else icon(name, button.ink))
        for label in (self._message, self._hint):
            label.setFixedWidth(min(self.width() - 44, _WIDEST))

    def show_problem(self, problem: VendorError) -> None:
        """Say what is wrong and what to do."""
        self._message.setText(problem.message)
        self._hint.setText(problem.hint)

    def words(self) -> str:
        """Return what it says."""
        return f"{self._message.text()} {self._hint.text()}"
