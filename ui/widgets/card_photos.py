"""The photos of one day on a memory card as a list shows them: a picture is read when its place comes into sight."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPixmap

from ui.tasks import Tasks
from ui.theme import Color
from vendor_app.errors import VendorError
from vendor_app.photos.reading import read_photo
from vendor_app.photos.watched import CardPhoto

SIDE: Final = 128
"""Pixels that a picture has at most."""
_MOST_KEPT: Final = 600
"""Pictures in memory: 40 MB. A card may hold twenty thousand."""
_MOST_WANTED: Final = 60
"""About what a screen shows: what was scrolled past is not read any more."""
_Index = QModelIndex | QPersistentModelIndex


class CardPhotos(QAbstractListModel):
    """Names at once, pictures one after the other, what is in sight now first."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._photos: Sequence[CardPhoto] = ()
        self._rows: dict[Path, int] = {}
        self._pictures: OrderedDict[Path, QPixmap | None] = OrderedDict()
        """None: it cannot be read. Bringing it in says why."""
        self._wanted: list[Path] = []
        self._is_reading = False
        self._empty = QPixmap(SIDE, SIDE)
        self._empty.fill(QColor(Color.CHIP))

    def show_photos(self, photos: Sequence[CardPhoto]) -> None:
        """Show another day."""
        self.beginResetModel()
        self._photos, self._wanted = photos, []
        self._rows = {photo.path: row for row, photo in enumerate(photos)}
        self.endResetModel()

    def stop(self) -> None:
        """Read nothing more."""
        self.show_photos(())

    def paths(self, selection: QItemSelection) -> list[Path]:
        """Return the files of what is selected."""
        ranges = [selection.at(number) for number in range(selection.count())]
        return [photo.path for one in ranges for photo in self._photos[one.top() : one.bottom() + 1]]

    def selection(self, paths: Iterable[Path]) -> QItemSelection:
        """Return those of the files that are shown, as a selection."""
        rows = sorted(self._rows[path] for path in paths if path in self._rows)
        selection, begin = QItemSelection(), 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                selection.select(self.index(rows[begin]), self.index(row))
                begin = at + 1
        return selection

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._photos)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        path = self._photos[index.row()].path
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return path.name
        return self._picture(path) if role == Qt.ItemDataRole.DecorationRole else None

    def _picture(self, path: Path) -> QPixmap:
        """Return the picture of a file that is being painted, empty until it is read."""
        if path in self._pictures:
            self._pictures.move_to_end(path)
            return self._pictures[path] or self._empty
        if path not in self._wanted:
            self._wanted.append(path)
            del self._wanted[:-_MOST_WANTED]
            self._read_next()
        return self._empty

    def picture(self, path: Path) -> QPixmap | None:
        """Return the picture of a file that was read; None when it was not, or cannot be."""
        return self._pictures.get(path)

    def _read_next(self) -> None:
        if self._is_reading or not self._wanted:
            return
        self._is_reading = True
        task = self._tasks.prepare_read(partial(_small, self._wanted[0]))
        task.succeeded.connect(self._take)
        task.finished.connect(self._go_on)
        task.start()

    def _take(self, found: tuple[Path, QImage | None]) -> None:
        path, image = found
        if path in self._wanted:
            self._wanted.remove(path)
        self._pictures[path] = None if image is None else QPixmap.fromImage(image)
        while len(self._pictures) > _MOST_KEPT:
            self._pictures.popitem(last=False)
        if path in self._rows:
            index = self.index(self._rows[path])
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def _go_on(self) -> None:
        self._is_reading = False
        self._read_next()


def _small(path: Path) -> tuple[Path, QImage | None]:
    """Read a small picture of a file; None for one that cannot be read. Runs on a reader."""
    try:
        rgb = read_photo(path, (SIDE, SIDE))
    except VendorError:
        return path, None
    height, width = rgb.shape[:2]
    whole = QImage(rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return path, whole.scaled(QSize(SIDE, SIDE), ratio, smooth)
