"""What is written on a shot: the words themselves, typed in place, and what the catalogue knows, one press away."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Color
from ui.widgets.buttons import Chip, IconButton
from ui.widgets.card import Heading
from ui.widgets.flow_layout import FlowLayout
from vendor_app.language import _
from vendor_app.storyboard.edit import Told

_MOST_LETTERS = 300
_FIELD_HEIGHT = 82


class WordsField(QPlainTextEdit):
    """Three lines to type into. Undo and redo belong to the page, for all of the clip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Words on this shot"))
        self.setPlaceholderText(_("No words on this shot"))
        self.setFixedHeight(_FIELD_HEIGHT)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undoes:
                event.ignore()
                return False
        return super().event(event)


class ToldChip(Chip):
    """One thing the catalogue knows: said on the shot while it is checked."""

    icon_pixels = 16

    def __init__(self, told: Told, words: str) -> None:
        super().__init__(words, checkable=True)
        self.told = told
        self._has_check = False
        self.setIconSize(QSize(self.icon_pixels, self.icon_pixels))

    def show_told(self, told: bool) -> None:
        """Show whether it is said."""
        self.setChecked(told)
        if told != self._has_check:  # an icon costs a layout of all, and plans come with every letter typed
            self._has_check = told
            self.setIcon(icon("check", Color.PRIMARY_DARK) if told else QIcon())


class ShotWords(QWidget):
    """The words of one shot at a time."""

    typed = Signal(str)
    """The words as they are now; at each letter."""
    typing_ended = Signal()
    reset_wanted = Signal()
    """The template's own words again."""
    toggled = Signal(str)
    """A Told that is to be said, or no longer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = WordsField()
        self._reset = IconButton("arrow-counter-clockwise", _("The words of the clip style again"))
        self._shows = False
        names: Sequence[tuple[Told, str]] = (
            ("name", _("Name")),
            ("price", _("Price")),
            ("tiers", _("Wholesale price")),
            ("sizes", _("Sizes")),
            ("colours", _("Colours")),
            ("fabric", _("Fabric")),
            ("shipping", _("Shipping")),
            ("size_range", _("Measure")),
            ("eco", _("Good for the world")),
        )
        self._chips = {told: ToldChip(told, words) for told, words in names}
        self._lay_out()
        self.field.textChanged.connect(self._tell)
        self.field.installEventFilter(self)
        self._reset.clicked.connect(self.reset_wanted)
        for chip in self._chips.values():
            chip.clicked.connect(self._toggle)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Heading(_("Words on this shot")), 1)
        head.addWidget(self._reset)
        self._known = QWidget()
        flow = FlowLayout(self._known, spacing=5)
        for chip in self._chips.values():
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self._known)

    def show_words(self, words: str, *, own: bool) -> None:
        """Show what stands on the shot; ``own``: the vendor typed it. The cursor stays while it is being typed."""
        self._reset.setVisible(own)
        if words != self.field.toPlainText() and not self._is_typing_spaces(words):
            self._shows = True
            self.field.setPlainText(words)
            self._shows = False

    def _is_typing_spaces(self, words: str) -> bool:
        """Whether the field differs only by spaces at an end, which are on their way to the next word."""
        return self.field.hasFocus() and words.strip() == self.field.toPlainText().strip()

    def show_told(self, told: Collection[str], known: Collection[str]) -> None:
        """Check what the shot says of what is ``known``; hide what the catalogue does not know of the product."""
        before = [chip.isHidden() for chip in self._chips.values()]
        for key, chip in self._chips.items():
            chip.show_told(key in told)
            chip.setVisible(key in known or key in told)
        if before != [chip.isHidden() for chip in self._chips.values()]:
            self._known.updateGeometry()

    def chip(self, told: Told) -> ToldChip:
        """Return the chip of one thing."""
        return self._chips[told]

    def _tell(self) -> None:
        if not self._shows:
            self.typed.emit(self.field.toPlainText()[:_MOST_LETTERS])

    def _toggle(self) -> None:
        chip = self.sender()
        assert isinstance(chip, ToldChip)
        self.toggled.emit(chip.told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self.typing_ended.emit()
        return False
