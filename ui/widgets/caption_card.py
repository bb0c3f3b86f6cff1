"""The texts of a platform: read, typed in place and counted, copied, told in another tone, with hashtags to choose."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.widgets.badge import Badge
from ui.widgets.buttons import Chip, QuietButton
from ui.widgets.caption_text import OwnText, count_words
from ui.widgets.card import Caption, Card, Heading
from ui.widgets.flow_layout import FlowLayout
from vendor_app.bundle import hashtags
from vendor_app.bundle.platforms import Limit, Tone
from vendor_app.language import _

CAPTION, TITLE, DESCRIPTION = "caption", "title", "description"
_HEIGHTS = {CAPTION: 168, TITLE: 64, DESCRIPTION: 168}
_MOST_TAGS = 12
"""Hashtags on offer: nobody chooses among more."""


class Writing(NamedTuple):
    """One text of a platform."""

    part: str
    """CAPTION, TITLE or DESCRIPTION."""
    text: str
    drawn: str
    """The text with wrap points put in."""
    limit: Limit | None
    is_own: bool
    """Whether the vendor typed it."""


class Writings(NamedTuple):
    """All texts of a product for a platform."""

    key: tuple[str, str]
    """Id of the product, name of the platform."""
    texts: tuple[Writing, ...]
    tone: Tone | None
    suggested: tuple[str, ...]
    most_tags: int


def part_name(part: str) -> str:
    """Return what a text is called."""
    return {CAPTION: _("Caption"), TITLE: _("Product title"), DESCRIPTION: _("Description")}[part]


class TagChips(QWidget):
    """Hashtags, each whole; those of the text are checked, and no more can be than the platform takes."""

    pressed = Signal(str, bool)
    """The hashtag, and whether it is wanted now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self, spacing=6)

    def show_tags(self, offered: Sequence[str], chosen: Sequence[str], most: int) -> None:
        """Offer these; a full caption takes no other."""
        tags = tuple(dict.fromkeys((*chosen, *offered)))[: max(_MOST_TAGS, len(chosen))] if most else ()
        if set(tags) != set(self._chips):
            self._fill(tags)
        for tag, chip in self._chips.items():
            chip.setChecked(tag in chosen)
            chip.setEnabled(tag in chosen or len(chosen) < most)
        self.setVisible(bool(tags))

    def _fill(self, tags: Sequence[str]) -> None:
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {tag: Chip(tag, checkable=True) for tag in tags}
        for tag, chip in self._chips.items():
            chip.setObjectName("tag")
            chip.setAccessibleName(tag)
            chip.clicked.connect(self._tell)
            self._flow.addWidget(chip)
        self.updateGeometry()

    def chips(self) -> dict[str, Chip]:
        """Return the chips by their hashtag."""
        return dict(self._chips)

    def _tell(self, checked: bool) -> None:
        chip = self.sender()
        assert isinstance(chip, Chip)
        self.pressed.emit(chip.accessibleName(), checked)


class TextCard(Card):
    """Shows one text at a time. Decides nothing: what is typed or chosen is told."""

    edited = Signal(str, str)
    """Part, and the text that was typed in it."""
    reset_wanted = Signal(str)
    """The program is to write this part again."""
    tone_wanted = Signal(str)
    """A tone, or "" for the platform's own."""
    tag_pressed = Signal(str, bool)
    """A hashtag under the program's caption, and whether it is wanted."""
    copied = Signal(str)
    """What was put into the clipboard: the part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: Writings | None = None
        self._part = CAPTION
        self._heading, self._count = Heading(), Badge()
        self._copy = QuietButton(_("Copy"), "copy")
        self._reset = QuietButton(_("As the program writes it"), "arrow-counter-clockwise")
        self._text, self.tags = OwnText(), TagChips()
        self._note = Caption(_("Suggested hashtags. Touch to add one or take it out."), wrap=True)
        self._parts = {part: Chip(part_name(part), checkable=True) for part in (CAPTION, TITLE, DESCRIPTION)}
        names: dict[Tone, str] = {"casual": _("Friendly"), "polite": _("Polite"), "wholesale": _("For resellers")}
        self._tones = {tone: Chip(words, checkable=True) for tone, words in names.items()}
        self._part_group, self._tone_group = QButtonGroup(self), QButtonGroup(self)
        self._lay_out()
        self._text.typed.connect(self._follow)
        self._text.paused.connect(self._tell_typed)
        self._copy.clicked.connect(self.copy)
        self._reset.clicked.connect(self._tell_reset)
        self.tags.pressed.connect(self._press_tag)

    def _lay_out(self) -> None:
        words = FlowLayout(spacing=6)
        words.addWidget(self._heading)
        for group, chips, choose in (
            (self._part_group, self._parts, self._choose_part),
            (self._tone_group, self._tones, self._choose_tone),
        ):
            for chip in chips.values():
                group.addButton(chip)
            group.buttonClicked.connect(choose)
        for chip in self._parts.values():
            words.addWidget(chip)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addLayout(words, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        below = FlowLayout(spacing=6)
        for chip in self._tones.values():
            below.addWidget(chip)
        below.addWidget(self._reset)
        self.column.addLayout(head)
        self.column.addWidget(self._text)
        self.column.addWidget(self._count)
        self.column.addLayout(below)
        self.column.addWidget(self._note)
        self.column.addWidget(self.tags)

    # Showing

    def show_texts(self, shown: Writings) -> None:
        """Show the texts of a platform; what the vendor is typing in the same one stays."""
        is_same = self._shown is not None and self._shown.key == shown.key
        self._shown = shown
        parts = [one.part for one in shown.texts]
        if self._part not in parts or not is_same:
            self._part = parts[0]
        for part, chip in self._parts.items():
            chip.setVisible(part in parts and len(parts) > 1)
        self._heading.setVisible(len(parts) == 1)
        self._show_part(keep=is_same and (self._text.is_touched or self._text.hasFocus()))

    def _show_part(self, *, keep: bool = False) -> None:
        writing, shown = self._writing(), self._shown
        assert shown is not None
        self._parts[self._part].setChecked(True)
        self._heading.setText(part_name(self._part))
        self._text.setAccessibleName(part_name(self._part))
        self._text.one_line = self._part == TITLE
        self._text.setFixedHeight(_HEIGHTS[self._part])
        if not keep:
            self._text.show_text(writing.text, writing.drawn)
        self._tone_group.setExclusive(False)  # of an exclusive group one is always checked
        for tone, chip in self._tones.items():
            chip.setChecked(tone == shown.tone)
            chip.setVisible(self._part != TITLE)
        self._tone_group.setExclusive(True)
        self._reset.setVisible(writing.is_own)
        self._follow()

    def _follow(self) -> None:
        """Count what stands there now, and see which hashtags are in it."""
        writing, shown = self._writing(), self._shown
        assert shown is not None
        most = shown.most_tags if self._part == CAPTION else 0
        self._count.show_state(*count_words(self.text(), writing.limit, most))
        self.tags.show_tags(shown.suggested, hashtags.in_text(self.text()), most)
        self._note.setVisible(bool(most and shown.suggested))

    def _writing(self) -> Writing:
        assert self._shown is not None
        return next(one for one in self._shown.texts if one.part == self._part)

    def text(self) -> str:
        """Return the text that is shown."""
        return self._text.text()

    def parts(self) -> Iterator[Chip]:
        """Yield the chips of the parts there are to choose from."""
        return (chip for chip in self._parts.values() if chip.isVisibleTo(self))

    # What the vendor does

    def open(self, part: str) -> None:
        """Bring a part up, ready to be typed in; another one where the platform has it not."""
        self._text.settle()
        if self._shown is not None and part in {one.part for one in self._shown.texts}:
            self._part = part
        self._show_part()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Tell what is being typed."""
        self._text.settle()

    def copy(self) -> None:
        """Put the text into the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.copied.emit(self._part)

    def _choose_part(self, chip: Chip) -> None:
        self._text.settle()
        self._part = next(part for part, one in self._parts.items() if one is chip)
        self._show_part()

    def _choose_tone(self, chip: Chip) -> None:
        """Wish for a tone; the one that is chosen already is let go."""
        self._text.settle()
        tone = next(tone for tone, one in self._tones.items() if one is chip)
        self.tone_wanted.emit("" if self._shown is not None and tone == self._shown.tone else tone)

    def _tell_typed(self) -> None:
        self.edited.emit(self._part, self.text())

    def _tell_reset(self) -> None:
        self._text.show_text(self.text(), self._text.toPlainText())  # what is being typed goes too
        self.reset_wanted.emit(self._part)

    def _press_tag(self, tag: str, wanted: bool) -> None:
        """Change a text of the vendor's own; leave the program's to be written anew."""
        if self._writing().is_own or self._text.is_touched:
            change = hashtags.with_tag if wanted else hashtags.without_tag
            self._text.type_text(change(self.text(), tag))
            self._text.settle()
        else:
            self.tag_pressed.emit(tag, wanted)
