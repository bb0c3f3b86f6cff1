"""How one photo of a product looks: the picture, the mark of the cover, and what takes it out."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import icon
from ui.theme import Color, body_font
from ui.widgets.pictures import Pictures
from vendor_app.language import _
from vendor_app.photos.photo import Photo

GAP = 11
TILE_HEIGHT = 127
_RADIUS = 11
_STRIP = 24
_REMOVE = 26
_EDIT = QSize(96, 34)
_SHADE = QColor(20, 26, 23, 170)


def remove_area(tile: QRect) -> QRect:
    """Return where a photo is taken out by touching it: the upper right corner, 40 pixels square."""
    return QRect(tile.topRight() - QPoint(39, 0), QSize(40, 40))


def edit_area(tile: QRect) -> QRect:
    """Return where a touch opens a photo in the studio: the pill amid the tile."""
    area = QRect(QPoint(0, 0), _EDIT)
    area.moveCenter(tile.center())
    return area


class PhotoTile(QStyledItemDelegate):
    """Draws a photo, or the dashed tile that adds more."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._words = body_font(14)
        self.item = QSize(TILE_HEIGHT, TILE_HEIGHT + GAP)
        """The place of one tile and the gap behind it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.item

    @staticmethod
    def tile(item: QRect) -> QRect:
        """Return the tile within an item of the view: the item less the gap."""
        return item.adjusted(0, 0, -GAP, -GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        tile = self.tile(option.rect)
        photo: Photo | None = index.data(Qt.ItemDataRole.UserRole)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if photo is None:
            self._paint_adding(painter, tile, focused=focused, hovered=hovered)
        else:
            self._paint_photo(painter, tile, photo, is_cover=index.row() == 0)
            self._paint_frame(painter, tile, focused=focused)
            if focused or hovered:
                self._paint_remove(painter, tile)
                self._paint_edit(painter, tile)
        painter.restore()

    def _paint_photo(self, painter: QPainter, tile: QRect, photo: Photo, *, is_cover: bool) -> None:
        density = painter.device().devicePixelRatioF()
        picture = self._pictures.picture(photo, tile.size(), density, corners="all", radius=_RADIUS)
        if picture is not None:
            painter.drawPixmap(tile.topLeft(), picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Color.CHIP))
            painter.drawRoundedRect(QRectF(tile), _RADIUS, _RADIUS)
            mark = QRect(0, 0, 30, 30)
            mark.moveCenter(tile.center())
            name = "warning" if self._pictures.is_broken(photo) else "image"
            icon(name, Color.LINE_STRONG).paint(painter, mark)
        if is_cover:
            self._paint_cover_mark(painter, tile)

    def _paint_cover_mark(self, painter: QPainter, tile: QRect) -> None:
        """Draw the strip at the foot that says which photo comes first."""
        strip = QRect(tile.left(), tile.bottom() - _STRIP + 1, tile.width(), _STRIP)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(tile), _RADIUS, _RADIUS)
        foot = QPainterPath()
        foot.addRect(QRectF(strip))
        painter.fillPath(outline.intersected(foot), _SHADE)
        painter.setFont(self._words)
        painter.setPen(QColor(Color.SURFACE))
        painter.drawText(strip.adjusted(9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, _("Cover"))

    @staticmethod
    def _paint_frame(painter: QPainter, tile: QRect, *, focused: bool) -> None:
        width = 3 if focused else 1
        inset = width / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(Color.ACCENT if focused else Color.LINE), width))
        painter.drawRoundedRect(QRectF(tile).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)

    @staticmethod
    def _paint_remove(painter: QPainter, tile: QRect) -> None:
        circle = QRect(0, 0, _REMOVE, _REMOVE)
        circle.moveCenter(remove_area(tile).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(circle)
        icon("x", Color.SURFACE).paint(painter, circle.adjusted(6, 6, -6, -6))

    def _paint_edit(self, painter: QPainter, tile: QRect) -> None:
        pill = edit_area(tile)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(QRectF(pill), pill.height() / 2, pill.height() / 2)
        icon("magic-wand", Color.SURFACE).paint(painter, QRect(pill.left() + 12, pill.center().y() - 9, 20, 20))
        painter.setFont(self._words)
        painter.setPen(QColor(Color.SURFACE))
        painter.drawText(pill.adjusted(36, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, _("Edit photo"))

    def _paint_adding(self, painter: QPainter, tile: QRect, *, focused: bool, hovered: bool) -> None:
        pen = QPen(QColor(Color.ACCENT if focused else Color.LINE_STRONG), 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2.2])
        painter.setPen(pen)
        painter.setBrush(QColor(Color.PRIMARY_FAINT if hovered else Color.FAINT))
        painter.drawRoundedRect(QRectF(tile).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        mark = QRect(0, 0, 32, 32)
        mark.moveCenter(tile.center() - QPoint(0, 14))
        icon("plus", Color.CHIP_INK).paint(painter, mark)
        painter.setFont(self._words)
        painter.setPen(QColor(Color.MUTED))
        words = QRect(tile.left(), mark.bottom() + 2, tile.width(), 28)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _("Add photos"))
