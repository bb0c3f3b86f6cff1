"""What the tiles of a product show: its photos in order, the footage, the shots still missing, and a tile for more."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.quality import Mark
from vendor_app.photos.shot_list import Shot, missing, shot_list

MOVED = "application/x-talad-clip-photo-row"
_Index = QModelIndex | QPersistentModelIndex


class PhotoRole(IntEnum):
    """What the delegate asks of a tile."""

    PHOTO = Qt.ItemDataRole.UserRole
    """The Photo; None for every other tile."""
    SHOT = Qt.ItemDataRole.UserRole + 1
    """Which Shot of the list a photo is, or is still missing here; None for none of them."""
    MARKS = Qt.ItemDataRole.UserRole + 2
    """What is not good about the photo: a tuple of Marks."""
    FILMED = Qt.ItemDataRole.UserRole + 3
    """Whether the tile is the footage that is there."""


class PhotoList(QAbstractListModel):
    """The photos, behind them the footage there is and the missing shots, and last the tile that adds more."""

    def __init__(self) -> None:
        super().__init__()
        self.photos: tuple[Photo, ...] = ()
        self.shots: tuple[Shot, ...] = ()
        """Every shot of the list."""
        self.film: Shot | None = None
        """The shot that the product's footage is; None while it has none."""
        self.missing: tuple[Shot, ...] = ()
        self._marks: Mapping[PhotoId, tuple[Mark, ...]] = {}

    def show_product(self, product: Product) -> None:
        """Show the photos of a product and what its list misses."""
        shots, left = shot_list(product).shots, missing(product)
        film = next((shot for shot in shots if shot.is_footage and shot not in left), None)
        if (product.photos, shots, film, left) != (self.photos, self.shots, self.film, self.missing):
            self.beginResetModel()
            self.photos, self.shots, self.film, self.missing = product.photos, shots, film, left
            self.endResetModel()

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these in the place of those there are, before the catalogue has them."""
        self.beginResetModel()
        self.photos = tuple(photos)
        there = {photo.shot for photo in photos}
        self.missing = tuple(
            shot for shot in self.shots if shot != self.film and (shot.is_footage or shot.name not in there)
        )
        self.endResetModel()

    def show_marks(self, marks: Mapping[PhotoId, tuple[Mark, ...]]) -> None:
        """Mark the photos that are not good yet."""
        if marks != self._marks:
            self._marks = marks
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def film_row(self) -> int:
        """Return the row of the footage; -1 while there is none."""
        return len(self.photos) if self.film else -1

    def slot(self, row: int) -> Shot | None:
        """Return the shot that is missing at a row."""
        at = row - len(self.photos) - (self.film is not None)
        return self.missing[at] if 0 <= at < len(self.missing) else None

    def row_of_more(self) -> int:
        """Return the row of the tile that adds more."""
        return self.rowCount() - 1

    def shot_of(self, photo: Photo) -> Shot | None:
        """Return which shot of the list a photo is."""
        return next((shot for shot in self.shots if shot.name == photo.shot and not shot.is_footage), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self.photos) + (self.film is not None) + len(self.missing) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        photo = self.photos[index.row()] if index.row() < len(self.photos) else None
        if role == PhotoRole.PHOTO:
            return photo
        if role == PhotoRole.MARKS:
            return self._marks.get(photo.id, ()) if photo else ()
        if role == PhotoRole.FILMED:
            return index.row() == self.film_row()
        shot = self.shot_of(photo) if photo else self.film if index.row() == self.film_row() else self.slot(index.row())
        if role == PhotoRole.SHOT:
            return shot
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), photo, shot)
        return self._tip(photo, shot) if role == Qt.ItemDataRole.ToolTipRole else None

    def _words(self, row: int, photo: Photo | None, shot: Shot | None) -> str:
        if photo is None:
            return str(shot.title) if shot else _("Other photos")
        name = str(shot.title) if shot else photo.name
        return _("Photo {number}: {name}").format(number=row + 1, name=name)

    def _tip(self, photo: Photo | None, shot: Shot | None) -> str | None:
        if photo is None:
            return str(shot.how) if shot else None
        return "\n".join((photo.name, *(mark.says for mark in self._marks.get(photo.id, ()))))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.row() < len(self.photos) else flags

    def mimeTypes(self) -> list[str]:
        return [MOVED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        mime.setData(MOVED, str(indexes[0].row()).encode())
        return mime

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction
