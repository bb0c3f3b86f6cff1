"""The card on the export page that leads a bundle to a phone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Caption, Card, Heading
from vendor_app.language import _

_ICON = 56


class PhoneCard(Card):
    """A sentence and a button; the code itself is shown when it is asked for, for then the page is open."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        mark = QLabel()
        mark.setPixmap(picture("qr-code", _ICON, Color.INK))
        words = _("Scan a code with the phone's camera, on the same Wi-Fi, and save the clip there.")
        button = QuietButton(_("Show the code"), "device-mobile")
        button.clicked.connect(self.wanted)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(Heading(_("To the phone")))
        told.addWidget(Caption(words, wrap=True))
        told.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        self.column.addLayout(row)
