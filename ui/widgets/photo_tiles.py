"""The photos of a product as tiles in the vendor's order: drag to reorder, and one tile that adds more."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from ui.theme import Color
from ui.widgets.photo_tile import GAP, TILE_HEIGHT, PhotoTile, edit_area, remove_area
from ui.widgets.pictures import Pictures
from vendor_app.language import _
from vendor_app.photos.photo import Photo

_NARROWEST = 112
_MOVED = "application/x-talad-clip-photo-row"


class PhotoRole(IntEnum):
    """What the delegate asks of a tile."""

    PHOTO = Qt.ItemDataRole.UserRole
    """The Photo; None for the tile that adds more."""


class PhotoList(QAbstractListModel):
    """The photos, and after them the tile that adds more."""

    def __init__(self) -> None:
        super().__init__()
        self.photos: tuple[Photo, ...] = ()

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these."""
        if tuple(photos) != self.photos:
            self.beginResetModel()
            self.photos = tuple(photos)
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self.photos) + 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        photo = self.photos[index.row()] if index.row() < len(self.photos) else None
        if role == PhotoRole.PHOTO:
            return photo
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if photo is None:
                return _("Add photos")
            return _("Photo {number}: {name}").format(number=index.row() + 1, name=photo.name)
        return photo.name if photo and role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.row() < len(self.photos) else flags

    def mimeTypes(self) -> list[str]:
        return [_MOVED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        mime.setData(_MOVED, str(indexes[0].row()).encode())
        return mime

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class PhotoTiles(QListView):
    """As high as its tiles: the page scrolls, not this.

    Ctrl+arrows move a photo, Delete takes it out, Enter or a double click opens it in the studio.
    """

    add_wanted = Signal()
    reordered = Signal(object)
    """The photos in their new order."""
    edit_wanted = Signal(str)
    """The id of a photo to open in the studio."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = PhotoList()
        self._tile = PhotoTile(pictures, self)
        self._drop_row = -1
        self.setModel(self._list)
        self.setItemDelegate(self._tile)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)  # a static movement took it away
        self.setDropIndicatorShown(False)
        self.setAccessibleName(_("Photos of the product"))
        pictures.arrived.connect(self._draw_again)

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these, the keyboard where it was."""
        row = self.currentIndex().row()
        self._list.show_photos(photos)
        if row >= 0:
            self.setCurrentIndex(self._list.index(min(row, self._list.rowCount() - 1)))
        self._fit()

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos shown."""
        return self._list.photos

    def move_photo(self, row: int, to: int) -> None:
        """Put the photo at ``row`` before the one that is at ``to`` now."""
        photos = list(self.photos)
        photo = photos.pop(row)
        photos.insert(to - (to > row), photo)
        self._change(photos, photos.index(photo))

    def remove_photo(self, row: int) -> None:
        """Take one photo out of the product; it stays in the store."""
        photos = [photo for number, photo in enumerate(self.photos) if number != row]
        self._change(photos, min(row, len(photos)))

    def _change(self, photos: list[Photo], row: int) -> None:
        if tuple(photos) != self.photos:
            self.show_photos(photos)
            self.setCurrentIndex(self._list.index(row))
            self.reordered.emit(tuple(photos))

    # How it looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width() - 1
        columns = max(1, width // (_NARROWEST + GAP))
        cell = QSize(width // columns, TILE_HEIGHT + GAP)
        rows = -(-self._list.rowCount() // columns)
        if cell != self.gridSize():
            self._tile.item = cell
            self.setGridSize(cell)
        if self.height() != rows * cell.height():
            self.setFixedHeight(rows * cell.height())

    def _draw_again(self, photo_id: str) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_row < 0:
            return
        at = self._list.index(min(self._drop_row, self._list.rowCount() - 1))
        left = self.visualRect(at).left() + 1
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(Color.ACCENT), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        top = self.visualRect(at).top()
        painter.drawLine(QPoint(left, top + 4), QPoint(left, top + TILE_HEIGHT - 4))

    # By mouse and keyboard

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if index.data(PhotoRole.PHOTO) is None:
            self.add_wanted.emit()
        elif remove_area(self._tile.tile(self.visualRect(index))).contains(event.position().toPoint()):
            self.remove_photo(index.row())
        elif edit_area(self._tile.tile(self.visualRect(index))).contains(event.position().toPoint()):
            self._edit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._edit(index.row())

    def _edit(self, row: int) -> None:
        if 0 <= row < len(self.photos):
            self.edit_wanted.emit(self.photos[row].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        is_photo = 0 <= row < len(self.photos)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and row == len(self.photos):
            self.add_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_photo:
            self._edit(row)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and is_photo:
            self.remove_photo(row)
        elif control and event.key() == Qt.Key.Key_Left and is_photo and row > 0:
            self.move_photo(row, row - 1)
        elif control and event.key() == Qt.Key.Key_Right and is_photo and row < len(self.photos) - 1:
            self.move_photo(row, row + 2)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid() and index.data(PhotoRole.PHOTO) is not None:
            self.setCurrentIndex(index)
            self._menu().popup(event.globalPos())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.currentIndex().row()
        for text, reaction, possible in (
            (_("Edit photo"), self._edit_current, True),
            (_("Make it the cover"), self._make_cover, row > 0),
            (_("Take it out"), self._remove_current, True),
        ):
            entry = menu.addAction(text)
            entry.triggered.connect(reaction)
            entry.setEnabled(possible)
        return menu

    def _edit_current(self) -> None:
        self._edit(self.currentIndex().row())

    def _make_cover(self) -> None:
        self.move_photo(self.currentIndex().row(), 0)

    def _remove_current(self) -> None:
        self.remove_photo(self.currentIndex().row())

    # Dragging within; what comes from outside is left to the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_MOVED) and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drop_row = self._row_at(event.position().toPoint())
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_row = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        row = int(bytes(event.mimeData().data(_MOVED).data()).decode())
        to, self._drop_row = self._row_at(event.position().toPoint()), -1
        event.setDropAction(Qt.DropAction.CopyAction)  # moved here already: the view is not to remove the row itself
        event.accept()
        self.viewport().update()
        self.move_photo(row, to)

    def _row_at(self, point: QPoint) -> int:
        """Return before which photo something let go at ``point`` belongs."""
        index = self.indexAt(point)
        if not index.isValid():
            return len(self.photos)
        tile: QRect = self.visualRect(index)
        return min(index.row() + (point.x() > tile.center().x()), len(self.photos))
