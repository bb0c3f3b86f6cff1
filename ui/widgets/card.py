"""White rounded panels, and the words in them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.words import Line, Words, cut, tip


class Card(QFrame):
    """A white panel with round corners; put widgets into ``column``."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 16)
        self.column.setSpacing(10)
        if title:
            self.column.addWidget(Heading(title))


class HintCard(QFrame):
    """An amber panel with advice; put widgets into ``column``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(4)


class Heading(QLabel):
    """The title of a card (Kanit)."""


class Caption(Words):
    """Small grey words: the label of a field, or a line that explains."""

    def __init__(self, text: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(wrap)


class ElidedLabel(Line):
    """One line that gives way: cut with "…" when there is no room, whole in the tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(48)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(tip(self.text()) if self.shown() != self.text() else "")

    def shown(self) -> str:
        return cut(self.text(), QFontMetrics(self.font()), self.contentsRect().width())


class ElidedCaption(ElidedLabel):
    """Small grey words in one line that gives way, such as the name of a file."""
