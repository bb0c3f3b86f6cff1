"""Why a product cannot be a clip yet, and the way to mend it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.layouts import centred
from ui.widgets.words import Words
from vendor_app.errors import VendorError
from vendor_app.language import _

_WIDEST = 520


class RefusalTitle(Words):
    """What is missing (Kanit)."""

    room_above = ""


class Refusal(QWidget):
    """The problem's own sentence and hint, large and friendly."""

    mend_wanted = Signal()
    other_wanted = Signal()
    """Another product."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark = QLabel()
        mark.setPixmap(picture("smiley", 72, Color.ACCENT))
        self._message, self._hint = RefusalTitle(), Words()
        mend = PrimaryButton(_("Edit this product"), "pencil-simple")
        other = QuietButton(_("Choose another product"), "t-shirt")
        mend.clicked.connect(self.mend_wanted)
        other.clicked.connect(self.other_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 22, 22, 22)
        column.setSpacing(12)
        column.addStretch(1)
        for label in (mark, self._message, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setFixedWidth(_WIDEST)
            column.addLayout(centred(label))
        column.addSpacing(8)
        for button in (mend, other):
            button.setMinimumWidth(260)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_problem(self, problem: VendorError) -> None:
        """Say what is missing and what to do."""
        self._message.setText(problem.message)
        self._hint.setText(problem.hint)

    def words(self) -> str:
        """Return what it says."""
        return f"{self._message.text()} {self._hint.text()}"
