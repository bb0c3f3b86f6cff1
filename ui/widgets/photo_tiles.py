"""The photos of a product as tiles in the vendor's order: drag to reorder, or onto the shot that a photo is."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from ui.theme import Color
from ui.widgets.photo_list import MOVED, PhotoList, PhotoRole
from ui.widgets.photo_tile import GAP, TILE_HEIGHT, PhotoTile, edit_area, remove_area
from ui.widgets.pictures import Pictures
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.quality import Mark

_NARROWEST = 112
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PhotoTiles(QListView):
    """As high as its tiles: the page scrolls, not this.

    Ctrl+arrows move a photo, Delete takes it out, Enter or a double click opens it in the studio. The tiles of missing
    shots ask how to take them.
    """

    add_wanted = Signal()
    reordered = Signal(object)
    """The photos in their new order."""
    edit_wanted = Signal(str)
    """The id of a photo to open in the studio."""
    shot_told = Signal(str, str)
    """The id of a photo and which shot of the list it is; "" for none."""
    shot_wanted = Signal(object, QPoint)
    """A missing Shot that is to be taken, and where on the screen its tile is."""
    film_wanted = Signal()
    """The footage there is was touched."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = PhotoList()
        self._tile = PhotoTile(pictures, self)
        self._drop_row = self._drop_slot = -1
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

    def show_product(self, product: Product) -> None:
        """Show the photos of a product and the shots it misses, the keyboard where it was."""
        row = self.currentIndex().row()
        self._list.show_product(product)
        if row >= 0:
            self.setCurrentIndex(self._list.index(min(row, self._list.rowCount() - 1)))
        self._fit()

    def show_marks(self, marks: Mapping[PhotoId, tuple[Mark, ...]]) -> None:
        """Mark the photos that are not good yet."""
        self._list.show_marks(marks)

    def show_film(self, film: QImage) -> None:
        """Show a picture of the footage on its tile."""
        self._tile.film = film
        self.viewport().update()

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
            self._list.show_photos(photos)
            self._fit()
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
        row = max(self._drop_row, self._drop_slot)
        if row < 0:
            return
        at = self._list.index(min(row, self._list.row_of_more()))
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(Color.ACCENT), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self._drop_slot >= 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(self._tile.tile(self.visualRect(at)).adjusted(2, 2, -2, -2), 10, 10)
            return
        left = self.visualRect(at).left() + 1
        top = self.visualRect(at).top()
        painter.drawLine(QPoint(left, top + 4), QPoint(left, top + TILE_HEIGHT - 4))

    # By mouse and keyboard

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if index.data(PhotoRole.PHOTO) is None:
            self._touch(index.row())
        elif remove_area(self._tile.tile(self.visualRect(index))).contains(event.position().toPoint()):
            self.remove_photo(index.row())
        elif edit_area(self._tile.tile(self.visualRect(index))).contains(event.position().toPoint()):
            self._edit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._edit(index.row())

    def _touch(self, row: int) -> None:
        """Do what a tile without a photo is for."""
        if (shot := self._list.slot(row)) is not None:
            tile = self._tile.tile(self.visualRect(self._list.index(row)))
            self.shot_wanted.emit(shot, self.viewport().mapToGlobal(tile.center()))
        elif row == self._list.film_row():
            self.film_wanted.emit()
        else:
            self.add_wanted.emit()

    def _edit(self, row: int) -> None:
        if 0 <= row < len(self.photos):
            self.edit_wanted.emit(self.photos[row].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        is_photo = 0 <= row < len(self.photos)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (*_ENTER, Qt.Key.Key_Space) and row >= len(self.photos):
            self._touch(row)
        elif event.key() in _ENTER and is_photo:
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
        self._add_shots(menu.addMenu(_("This photo is")))
        return menu

    def _add_shots(self, menu: QMenu) -> None:
        """Offer which shot of the list the current photo is."""
        photo = self.photos[self.currentIndex().row()]
        now = self._list.shot_of(photo)
        group = QActionGroup(menu)
        named = [(str(shot.title), shot.name) for shot in self._list.shots if not shot.is_footage]
        for text, name in (*named, (_("Another photo"), "")):
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(name == (now.name if now else ""))
            group.addAction(entry)
            entry.triggered.connect(partial(self.shot_told.emit, photo.id, name))

    def _edit_current(self) -> None:
        self._edit(self.currentIndex().row())

    def _make_cover(self) -> None:
        self.move_photo(self.currentIndex().row(), 0)

    def _remove_current(self) -> None:
        self.remove_photo(self.currentIndex().row())

    # Dragging within; what comes from outside is left to the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MOVED) and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(event.position().toPoint())
        event.acceptProposedAction()

    def _aim(self, point: QPoint) -> None:
        """Show what letting go here would do: be this shot, or go between two photos."""
        row = self.indexAt(point).row()
        shot = self._list.slot(row)
        self._drop_slot = row if shot and not shot.is_footage else -1
        self._drop_row = -1 if self._drop_slot >= 0 else self._row_at(point)
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_row = self._drop_slot = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        row = int(bytes(event.mimeData().data(MOVED).data()).decode())
        self._aim(event.position().toPoint())
        shot, to = self._list.slot(self._drop_slot), self._drop_row
        self._drop_row = self._drop_slot = -1
        event.setDropAction(Qt.DropAction.CopyAction)  # moved here already: the view is not to remove the row itself
        event.accept()
        if shot is not None:
            self.shot_told.emit(self.photos[row].id, shot.name)
        else:
            self.move_photo(row, to)

    def _row_at(self, point: QPoint) -> int:
        """Return before which photo something let go at ``point`` belongs."""
        index = self.indexAt(point)
        if not index.isValid():
            return len(self.photos)
        tile: QRect = self.visualRect(index)
        return min(index.row() + (point.x() > tile.center().x()), len(self.photos))
