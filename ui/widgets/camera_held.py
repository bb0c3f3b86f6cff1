"""Holding the colours: what it is for, what to show the camera, and how it went."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Caption, Heading
from vendor_app.errors import VendorError
from vendor_app.language import _


class CameraHeld(QWidget):
    """Buttons and words for each state of ``ui.pages.camera_hold``."""

    ask_wanted = Signal()
    """Begin to measure, or leave it."""
    measure_wanted = Signal(bool)
    """Measure now; True: a white sheet, False: a grey card."""
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Caption(wrap=True)
        self.ask = QuietButton(_("Hold the colours"), "lock-simple-open")
        self.forget = QuietButton(_("Let go of the colours"), "lock-simple")
        self.leave = QuietButton(_("Not now"))
        self.white, self.grey = QuietButton(_("White sheet")), QuietButton(_("Grey card"))
        cards = QHBoxLayout()
        cards.setSpacing(8)
        cards.addWidget(self.white)
        cards.addWidget(self.grey)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Heading(_("Colour and light")))
        column.addWidget(self._words)
        column.addWidget(self.ask)
        column.addLayout(cards)
        column.addWidget(self.leave)
        column.addWidget(self.forget)
        self.ask.clicked.connect(self.ask_wanted)
        self.leave.clicked.connect(self.ask_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        self.white.clicked.connect(self._measure)
        self.grey.clicked.connect(self._measure)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_state("free")

    def _buttons(self) -> tuple[Button, ...]:
        return self.ask, self.white, self.grey, self.leave, self.forget

    def show_state(self, state: str) -> None:
        """Show "free", "asks", "measures" or "held"."""
        words = {
            "free": _("Show a white sheet or a grey card once: every picture gets the same true colours."),
            "asks": _("Hold it where the product will be, so that it fills the box. Which one is it?"),
            "measures": _("Hold it still…"),
            "held": _("Held for this shop: every picture gets the same true colours."),
        }
        shown = {"free": (self.ask,), "asks": (self.white, self.grey, self.leave), "held": (self.forget,)}
        self._words.setText(words[state])
        for button in self._buttons():
            button.setVisible(button in shown.get(state, ()))

    def show_problem(self, problem: VendorError) -> None:
        """Say why the sheet could not be measured, and let it be tried again."""
        self.show_state("asks")
        self._words.setText(str(problem))

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def _measure(self) -> None:
        self.measure_wanted.emit(self.sender() is self.white)
