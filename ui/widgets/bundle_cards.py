"""The right side of the export page: the clip, what a bundle holds, and the bundles made before."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.tasks import Task
from ui.theme import Color
from ui.widgets.badge import Badge, Tone
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.card import Card, ElidedCaption, ElidedLabel, Heading
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layouts import clear, widgets_in
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.rounded_picture import RoundedPicture
from ui.widgets.words import Words
from vendor_app.language import _

COVER = QSize(72, 128)
"""Logical pixels of the clip's picture."""
_MOST_EARLIER = 5


class ClipCard(Card):
    """The clip of the bundle; while something is made how far it is; then what was made and what to do with it."""

    folder_wanted = Signal()
    zip_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.cover = RoundedPicture(COVER)
        self._title, self._state, self._note = Heading(), Badge(), Words()
        self._folder = QuietButton(_("Open folder"), "folder-open")
        self._zip = QuietButton(_("Save as ZIP"), "archive-box")
        self.progress = ProgressStrip()
        self._folder.clicked.connect(self.folder_wanted)
        self._zip.clicked.connect(self.zip_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        self._ways = QWidget()
        ways = FlowLayout(self._ways, spacing=8)
        ways.addWidget(self._folder)
        ways.addWidget(self._zip)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._note)
        words.addWidget(self._ways)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.cover)
        row.addLayout(words, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.progress)

    def show_state(self, title: str, state: str, tone: Tone, note: str, *, made: bool = False) -> None:
        """Say what there is; with ``made`` offer what can be done with a finished bundle."""
        self._title.setText(title)
        self._state.show_state(state, tone, "check" if tone == "good" else "")
        self._note.setText(note)
        self._ways.setVisible(made)

    def enable_ways(self, enabled: bool) -> None:
        """Let a finished bundle be opened and packed, or not while something is made."""
        self._ways.setEnabled(enabled)

    def state(self) -> str:
        """Return what it says of the state."""
        return self._state.text()

    def watch(self, task: Task, note: str) -> None:
        """Show how far the bundle is until the task ends."""
        self.progress.watch(task, note)


class Entry(NamedTuple):
    """One line of what a bundle holds."""

    icon: str
    name: str
    words: str


class ContentsCard(Card):
    """What a bundle holds, and the way to sheets of many products."""

    template_wanted = Signal()
    """A seller centre's own template is to be filled."""
    feed_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("In this bundle"), parent)
        self.column.setSpacing(6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.fill = QuietButton(_("Fill the shop's template"), "table")
        self.feed = QuietButton(_("Product file (CSV)"), "file-text")
        self.fill.clicked.connect(self.template_wanted)
        self.feed.clicked.connect(self.feed_wanted)
        ways = FlowLayout(spacing=8)
        ways.addWidget(self.fill)
        ways.addWidget(self.feed)
        self.column.addLayout(ways)

    def show_entries(self, entries: Sequence[Entry], *, has_sheet: bool = False, has_feed: bool = False) -> None:
        """List these, and offer the sheets that the platform takes."""
        self.fill.setVisible(has_sheet)
        self.feed.setVisible(has_feed)
        clear(self._rows)
        for entry in entries:
            self._rows.addWidget(_line(entry))


def _line(entry: Entry) -> QWidget:
    line = QWidget()
    mark = QLabel()
    mark.setPixmap(picture(entry.icon, 20, Color.INK))
    words = ElidedLabel(f"{entry.name} · {entry.words}")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(mark)
    row.addWidget(words)
    row.addStretch(1)
    return line


class EarlierLine(QWidget):
    """One bundle made before."""

    opened = Signal(object)
    """The Path of its folder or ZIP."""

    def __init__(self, path: Path, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        mark = QLabel()
        mark.setPixmap(picture("archive-box" if path.suffix == ".zip" else "folder", 20, Color.INK))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(words))
        texts.addWidget(ElidedCaption(path.name))
        show = IconButton("folder-open", _("Open folder: {name}").format(name=path.name))
        show.clicked.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(mark)
        row.addLayout(texts, 1)
        row.addWidget(show)

    def _tell(self) -> None:
        self.opened.emit(self._path)


class EarlierCard(Card):
    """The bundles made before, the newest first; hidden when there are none."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Bundles made before"), parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.hide()

    def show_bundles(self, bundles: Sequence[tuple[Path, str]]) -> None:
        """List these: where each is, and what to say of it."""
        clear(self._rows)
        for path, words in bundles[:_MOST_EARLIER]:
            line = EarlierLine(path, words)
            line.opened.connect(self.opened)
            self._rows.addWidget(line)
        self.setVisible(bool(bundles))

    def lines(self) -> Iterator[QWidget]:
        """Yield what is listed."""
        return iter(widgets_in(self._rows))
