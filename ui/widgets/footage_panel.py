"""The footage of the product being edited: short real videos, as they were filmed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.badge import Badge
from ui.widgets.buttons import Chip, FlatIconButton
from ui.widgets.card import Caption, Card, ElidedLabel, Heading
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.rounded_picture import RoundedPicture
from vendor_app.language import _
from vendor_app.storyboard.model import FPS
from vendor_app.video.footage import Footage, FootageId

POSTER = QSize(54, 72)
VIDEO_SUFFIXES = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".3gp")
"""How files are called that are meant as footage; whether they can be used is found out from their content."""


def footage_dialog(parent: QWidget) -> QFileDialog:
    """Return the system's dialog for choosing videos, not shown yet."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.MoviesLocation)
    there = next((place for place in places if Path(place).is_dir()), str(Path.home()))
    dialog = QFileDialog(parent, _("Choose videos"), there)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    endings = " ".join(f"*{suffix}" for suffix in VIDEO_SUFFIXES)
    dialog.setNameFilters([f"{_('Videos')} ({endings})", f"{_('All files')} (*)"])
    return dialog


class FootageRow(QWidget):
    """One piece of footage."""

    def __init__(self, footage: Footage) -> None:
        super().__init__()
        self.footage = footage
        self.picture = RoundedPicture(POSTER)
        self.picture.show_icon("video-camera")
        name = ElidedLabel(footage.name or _("Video"))
        seconds = _("{seconds} seconds").format(seconds=f"{footage.frames / FPS:.1f}")
        sound = _("with sound") if footage.has_sound else _("without sound")
        self.remove = FlatIconButton("x", _("Take “{name}” out").format(name=footage.name))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(name)
        words.addWidget(Caption(f"{seconds} · {sound}"))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        row.addWidget(self.remove)


class FootagePanel(Card):
    """The pieces in their order, a way to add more, and progress while they come in."""

    files_wanted = Signal(object)
    """Paths of videos that the product should have."""
    removed = Signal(object)
    """A Footage."""
    poster_wanted = Signal(object)
    """A Footage whose picture is not there yet."""
    poster_shown = Signal(object)
    """The picture of the first piece, a QImage."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FootageRow] = []
        self._is_reading = False
        self.strip = ProgressStrip()
        self._count, self._add = Badge(), Chip(_("Video"), "plus")
        self._add.setAccessibleName(_("Add videos"))
        top = QHBoxLayout()
        top.addWidget(Heading(_("Footage")))
        top.addStretch(1)
        top.addWidget(self._count)
        top.addWidget(self._add)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(top)
        self.column.addWidget(self.strip)
        self.column.addLayout(self._list)
        self._add.clicked.connect(self.choose_files)

    def show_footage(self, footage: Sequence[Footage]) -> None:
        """Show these; what is shown already keeps its picture."""
        if [row.footage for row in self.rows] != list(footage):
            pictures = {row.footage.id: row.picture.image() for row in self.rows}
            self._fill(footage, pictures)
        self._count.setVisible(bool(footage))
        self._count.show_state(_("Videos: {count}").format(count=len(footage)), "good")
        self._show_first()
        self.setVisible(bool(footage) or self._is_reading)  # none yet: its tile among the photos asks for some

    def _fill(self, footage: Sequence[Footage], pictures: dict[FootageId, QImage]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FootageRow(piece) for piece in footage]
        for row in self.rows:
            self._list.addWidget(row)
            row.remove.clicked.connect(self._remove)
            if row.footage.id in pictures and not pictures[row.footage.id].isNull():
                row.picture.show_image(pictures[row.footage.id])
            else:
                self.poster_wanted.emit(row.footage)

    def show_poster(self, found: tuple[FootageId, QImage]) -> None:
        """Show what a piece looks like."""
        for row in self.rows:
            if row.footage.id == found[0]:
                row.picture.show_image(found[1])
        self._show_first()

    def _show_first(self) -> None:
        if self.rows and self.rows[0].picture.has_image():
            self.poster_shown.emit(self.rows[0].picture.image())

    def show_reading(self, reading: bool) -> None:
        """Say that footage is on its way, or no longer."""
        self._is_reading = reading
        self._add.setEnabled(not reading)
        self.setVisible(bool(self.rows) or reading)

    def choose_files(self) -> None:
        """Let the vendor choose videos."""
        dialog = footage_dialog(self)
        dialog.filesSelected.connect(self._take_files)
        dialog.open()

    def _take_files(self, files: list[str]) -> None:
        self.files_wanted.emit(tuple(Path(file) for file in files))

    def _remove(self) -> None:
        self.removed.emit(next(row.footage for row in self.rows if row.remove is self.sender()))
