"""The yellow cards of the studio: what is not good about a photo yet, and the one tap that mends it."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.buttons import AccentButton
from ui.widgets.card import Caption, HintCard


class ShownMark(NamedTuple):
    """One thing to mend."""

    name: str
    words: str
    fix: str = ""
    """What the button says; "" when no tap can mend it."""


class StudioMarks(QWidget):
    """Nothing where all is well."""

    fix_wanted = Signal(str)
    """The name of a mark to mend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 0, 14, 4)
        self._column.setSpacing(8)
        self._cards: list[QFrame] = []
        self._marks: tuple[ShownMark, ...] = ()
        self._shown: tuple[ShownMark, ...] = ()
        self._most = 2
        self.hide()

    @property
    def marks(self) -> tuple[ShownMark, ...]:
        """What is shown."""
        return self._shown

    def show_marks(self, marks: Sequence[ShownMark]) -> None:
        """Show what is to be mended, the most important first; before that what one tap mends."""
        self._marks = tuple(sorted(marks, key=lambda mark: not mark.fix))
        self._show()

    def set_most(self, most: int) -> None:
        """Show at most so many: there is no room for more."""
        self._most = most
        self._show()

    def _show(self) -> None:
        if self._marks[: self._most] == self._shown:
            return
        self._shown = self._marks[: self._most]
        while self._cards:
            card = self._cards.pop()
            card.hide()
            card.deleteLater()
        for mark in self._shown:
            self._add(mark)
        self.setVisible(bool(self._shown))

    def _add(self, mark: ShownMark) -> None:
        card = HintCard()
        card.column.addWidget(Caption(mark.words, wrap=True))
        if mark.fix:
            button = AccentButton(mark.fix, "magic-wand")
            button.setObjectName(mark.name)
            button.clicked.connect(self._want_fix)
            card.column.addWidget(button)
        self._cards.append(card)
        self._column.addWidget(card)

    def _want_fix(self) -> None:
        self.fix_wanted.emit(self.sender().objectName())
