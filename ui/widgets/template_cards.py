"""The clip styles to choose from, each with the product's own picture in that style."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Color
from ui.widgets.card import Caption
from ui.widgets.words import Words
from vendor_app.storyboard.templates import Template

STILL = QSize(54, 96)
"""Logical pixels of the picture on a card."""
_NARROW_WORDS = 76


class RoundedPicture(QWidget):
    """A picture with round corners, scaled to the widget; a plain ground while there is none."""

    def __init__(self, size: QSize, radius: int = 8, ground: str = Color.CHIP, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size)
        self._image, self._radius, self._ground = QImage(), radius, ground

    def show_image(self, image: QImage) -> None:
        """Show a picture of the widget's own shape; a null one takes it away."""
        self._image = image
        self.update()

    def has_image(self) -> bool:
        """Return whether there is a picture."""
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._image.isNull():
            painter.setBrush(QColor(self._ground))
        else:
            brush = QBrush(self._image)
            across, down = self.width() / self._image.width(), self.height() / self._image.height()
            brush.setTransform(QTransform.fromScale(across, down))
            painter.setBrush(brush)
        painter.drawRoundedRect(self.rect(), self._radius, self._radius)


class TemplateTitle(Words):
    """The name of a clip style (Kanit)."""

    room_above = ""


class TemplateCard(QPushButton):
    """One clip style; checked while it is the chosen one."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template = template
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{template.title} – {template.description}")
        self.picture = RoundedPicture(STILL)
        self._description = Caption(str(template.description), wrap=True)
        self._title = TemplateTitle(str(template.title))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._description)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(10, 10, 10, 10)
        self._row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignCenter)
        self._row.addLayout(words, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Put the name under the picture, without the description, or beside it."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._row.setSpacing(4 if narrow else 12)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter if narrow else Qt.AlignmentFlag.AlignLeft)
        self._description.setVisible(not narrow)
        self.setFixedHeight(STILL.height() + (_NARROW_WORDS if narrow else 20))


class TemplateCards(QWidget):
    """All clip styles, one above the other. Arrow keys go from one to the next."""

    chosen = Signal(str)
    """The name of the style the vendor chose."""

    def __init__(self, templates: Sequence[Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._group = QButtonGroup(self)
        self._cards: dict[str, TemplateCard] = {}
        for template in templates:
            card = TemplateCard(template)
            self._cards[template.name] = card
            self._group.addButton(card)
            column.addWidget(card)
        self._group.buttonClicked.connect(self._tell)

    def set_narrow(self, narrow: bool) -> None:
        """Fit the cards into a narrow column, or use the width there is."""
        for card in self._cards.values():
            card.set_narrow(narrow)

    def choose(self, name: str) -> None:
        """Mark a style as chosen, without telling anybody."""
        self._cards[name].setChecked(True)

    def card(self, name: str) -> TemplateCard:
        """Return the card of a style."""
        return self._cards[name]

    def show_still(self, name: str, still: QImage) -> None:
        """Put the product's picture on a card; a null one takes it away."""
        self._cards[name].picture.show_image(still)

    def _tell(self, card: TemplateCard) -> None:
        self.chosen.emit(card.template.name)
