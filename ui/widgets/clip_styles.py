"""The left side of the clip page: all clip styles, scrolling when there are more than fit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.card import Heading
from ui.widgets.template_cards import TemplateCards
from vendor_app.language import _
from vendor_app.storyboard.templates import Template

_WIDTH, _NARROW = 250, 144


class ClipStyles(QScrollArea):
    """Holds the ``cards``; the chosen one is always in sight."""

    def __init__(self, templates: Sequence[Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = TemplateCards(templates)
        self.setObjectName("side")
        self.setProperty("edge", "left")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 14, 10, 14)
        column.setSpacing(8)
        column.addWidget(Heading(_("Clip style")))
        column.addWidget(self.cards)
        column.addStretch(1)
        self.setWidget(content)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room, the names under the pictures, or all there is."""
        self.setFixedWidth(_NARROW if narrow else _WIDTH)
        self.cards.set_narrow(narrow)

    def choose(self, name: str) -> None:
        """Mark a style as chosen, and bring it into sight when it was another before."""
        card = self.cards.card(name)
        if not card.isChecked():
            self.cards.choose(name)
            self.ensureWidgetVisible(card, 0, 20)
