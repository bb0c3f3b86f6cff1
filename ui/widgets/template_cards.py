"""The clip styles to choose from, each with the product's own picture in that style."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.card import Caption
from ui.widgets.rounded_picture import RoundedPicture
from ui.widgets.words import Words
from vendor_app.language import _
from vendor_app.storyboard.templates import Template

STILL = QSize(42, 74)
"""Logical pixels of the picture on a card."""
_NARROW_WORDS = 80
_WISH_MS = 180
"""A card that the pointer only passes over asks for nothing."""
FILM_FPS = 10


class TemplateTitle(Words):
    """The name of a clip style (Kanit)."""

    room_above = ""


class TemplateCard(QPushButton):
    """One clip style; checked while it is the chosen one. Its picture moves under the pointer and the keyboard."""

    film_wanted = Signal(str)
    """The name of the style that is looked at, when its moving picture is not there yet."""

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
        self._words = words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._description)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(10, 6, 8, 6)
        self._row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignCenter)
        self._row.addLayout(words, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._still, self._film, self._at = QImage(), tuple[QImage, ...](), 0
        self._wish = QTimer(self, singleShot=True, interval=_WISH_MS)
        self._wish.timeout.connect(self._play)
        self._turn = QTimer(self, interval=1000 // FILM_FPS)
        self._turn.timeout.connect(self._show_next)
        self.set_narrow(False)

    def show_still(self, still: QImage) -> None:
        """Show the picture that does not move; what moved before is out of date."""
        self._still, self._film = still, ()
        self._stop()

    def show_film(self, film: Sequence[QImage]) -> None:
        """Take the moving picture, and play it if somebody still looks."""
        self._film = tuple(film)
        if self.is_looked_at():
            self._play()

    def lock(self, locked: bool) -> None:
        """Say that the product lacks something for this style; a press asks what."""
        words = _("Press to see what is missing") if locked else str(self.template.description)
        self._description.setText(words)
        self.picture.show_icon("lock-simple" if locked else "")

    def is_looked_at(self) -> bool:
        """Return whether the pointer or the keyboard is on the card."""
        return self.isVisible() and (self.underMouse() or self.hasFocus())

    def is_playing(self) -> bool:
        """Return whether the picture moves."""
        return self._turn.isActive()

    def _play(self) -> None:
        if self._film:
            self._at = 0
            self._turn.start()
        elif self.isEnabled():
            self.film_wanted.emit(self.template.name)

    def _show_next(self) -> None:
        self.picture.show_image(self._film[self._at % len(self._film)])
        self._at += 1

    def _stop(self) -> None:
        self._wish.stop()
        self._turn.stop()
        self.picture.show_image(self._still)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._wish.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._wish.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.underMouse():
            self._stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()

    def set_narrow(self, narrow: bool) -> None:
        """Put the name under the picture, without the description, or beside it."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._row.setSpacing(4 if narrow else 12)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter if narrow else Qt.AlignmentFlag.AlignLeft)
        self._description.setVisible(not narrow)
        self._is_narrow = narrow
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the name under the picture needs, and all as high as a name of two lines."""
        margins = self._row.contentsMargins()
        name = self._words.heightForWidth(self.width() - margins.left() - margins.right())
        under = max(_NARROW_WORDS, name + self._row.spacing() + margins.top() + margins.bottom())
        height = STILL.height() + (under if self._is_narrow else 14)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
            self._row.invalidate()  # it was laid out for the height before


class TemplateCards(QWidget):
    """All clip styles, one above the other. Arrow keys go from one to the next."""

    chosen = Signal(str)
    """The name of the style the vendor chose."""
    film_wanted = Signal(str)
    """The name of a style whose moving picture somebody wants to see."""

    def __init__(self, templates: Sequence[Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._group = QButtonGroup(self)
        self._cards: dict[str, TemplateCard] = {}
        for template in templates:
            card = TemplateCard(template)
            self._cards[template.name] = card
            card.film_wanted.connect(self.film_wanted)
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
        self._cards[name].show_still(still)

    def lock(self, name: str, locked: bool) -> None:
        """Say on a card that the product lacks something for this style, or no more."""
        self._cards[name].lock(locked)

    def show_film(self, name: str, film: Sequence[QImage]) -> None:
        """Let a card's picture move, FILM_FPS pictures a second."""
        self._cards[name].show_film(film)

    def _tell(self, card: TemplateCard) -> None:
        self.chosen.emit(card.template.name)
