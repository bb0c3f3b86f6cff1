"""What a page says when it has nothing to show: an icon, a sentence, and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.layouts import centred

_WIDTH = 520


class EmptyTitle(QLabel):
    """The sentence (Kanit)."""


class EmptyState(QWidget):
    """Centred; a button is there only when it has a text."""

    wanted = Signal()
    second_wanted = Signal()

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        button: str = "",
        button_icon: str = "",
        *,
        second: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        mark = QLabel()
        mark.setPixmap(picture(icon_name, 72, Color.PRIMARY))
        words = EmptyTitle(title)
        explanation = Caption(text, wrap=True)
        explanation.setFixedWidth(_WIDTH)
        explanation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (mark, words):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(explanation))
        if button:
            go = PrimaryButton(button, button_icon)
            go.clicked.connect(self.wanted)
            column.addSpacing(8)
            column.addWidget(go, 0, Qt.AlignmentFlag.AlignHCenter)
        if second:
            other = QuietButton(second)
            other.clicked.connect(self.second_wanted)
            column.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
