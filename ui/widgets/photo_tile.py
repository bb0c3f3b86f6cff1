"""How one tile looks: a photo with its name and marks and what can be done with it, or a shot that is missing."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import icon
from ui.theme import Color, body_font
from ui.widgets.photo_list import PhotoRole
from ui.widgets.pictures import Pictures
from ui.widgets.words import cut
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.photos.shot_list import Shot

GAP = 11
TILE_HEIGHT = 127
_RADIUS = 11
_STRIP = 24
_REMOVE = 26
_EDIT = QSize(96, 40)
_SHADE = QColor(20, 26, 23, 170)
MARK = 24
"""Pixels of the sign that something about a photo can be better."""


def remove_area(tile: QRect) -> QRect:
    """Return where a photo is taken out by touching it: the upper right corner, 40 pixels square."""
    return QRect(tile.topRight() - QPoint(39, 0), QSize(40, 40))


def edit_area(tile: QRect) -> QRect:
    """Return where a touch opens a photo in the studio: the pill amid the tile."""
    words = QFontMetrics(body_font(14)).horizontalAdvance(_("Edit photo"))
    area = QRect(QPoint(0, 0), _EDIT.expandedTo(QSize(words + 46, 0)))
    area.moveCenter(tile.center())
    return area


def paint_mark(painter: QPainter, corner: QPoint) -> None:
    """Draw the small sign that something about a photo can be better; a tool tip says what."""
    circle = QRect(corner, QSize(MARK, MARK))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(Color.ACCENT))
    painter.drawEllipse(circle)
    icon("lightbulb", Color.ACCENT_INK).paint(painter, circle.adjusted(4, 4, -4, -4))


class PhotoTile(QStyledItemDelegate):
    """Draws a photo, the footage, the dashed tile of a missing shot, or the one that adds more."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._words = body_font(14)
        self.item = QSize(TILE_HEIGHT, TILE_HEIGHT + GAP)
        """The place of one tile and the gap behind it."""
        self.film = QImage()
        """A picture of the footage; null while there is none."""

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
        photo: Photo | None = index.data(PhotoRole.PHOTO)
        shot: Shot | None = index.data(PhotoRole.SHOT)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        chosen = focused or bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if photo is not None:
            self._paint_photo(painter, tile, photo)
            self._paint_name(painter, tile, _label(shot, is_cover=index.row() == 0))
            self._paint_frame(painter, tile, focused=chosen)
            if chosen or hovered:
                self._paint_remove(painter, tile)
                self._paint_edit(painter, tile, QColor(Color.PRIMARY) if chosen else _SHADE)
            if index.data(PhotoRole.MARKS):
                paint_mark(painter, tile.topLeft() + QPoint(7, 7))
        elif shot is not None and index.data(PhotoRole.FILMED):
            self._paint_film(painter, tile, shot)
            self._paint_frame(painter, tile, focused=focused)
        else:
            self._paint_empty(painter, tile, shot, focused=focused, hovered=hovered)
        painter.restore()

    def _paint_photo(self, painter: QPainter, tile: QRect, photo: Photo) -> None:
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

    def _paint_film(self, painter: QPainter, tile: QRect, shot: Shot) -> None:
        """Draw a picture of the footage, as soon as there is one."""
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(tile), _RADIUS, _RADIUS)
        painter.fillPath(outline, QColor(Color.STAGE))
        if not self.film.isNull():
            size = self.film.size().scaled(tile.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            place = QRect(QPoint(0, 0), size)
            place.moveCenter(tile.center())
            painter.save()
            painter.setClipPath(outline)
            painter.drawImage(place, self.film)
            painter.restore()
        mark = QRect(0, 0, 32, 32)
        mark.moveCenter(tile.center() - QPoint(0, 8))
        icon("play-circle-fill", Color.SURFACE).paint(painter, mark)
        self._paint_name(painter, tile, str(shot.title))

    def _paint_name(self, painter: QPainter, tile: QRect, name: str) -> None:
        """Draw the strip at the foot that says which photo it is."""
        if not name:
            return
        strip = QRect(tile.left(), tile.bottom() - _STRIP + 1, tile.width(), _STRIP)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(tile), _RADIUS, _RADIUS)
        foot = QPainterPath()
        foot.addRect(QRectF(strip))
        painter.fillPath(outline.intersected(foot), _SHADE)
        painter.setFont(self._words)
        painter.setPen(QColor(Color.SURFACE))
        shown = cut(name, QFontMetrics(self._words), strip.width() - 14)
        painter.drawText(strip.adjusted(9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)

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

    def _paint_edit(self, painter: QPainter, tile: QRect, ground: QColor) -> None:
        """Draw the button that opens the studio."""
        pill = edit_area(tile)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(pill), pill.height() / 2, pill.height() / 2)
        icon("magic-wand", Color.SURFACE).paint(painter, QRect(pill.left() + 12, pill.center().y() - 9, 20, 20))
        painter.setFont(self._words)
        painter.setPen(QColor(Color.SURFACE))
        painter.drawText(pill.adjusted(36, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, _("Edit photo"))

    def _paint_empty(self, painter: QPainter, tile: QRect, shot: Shot | None, *, focused: bool, hovered: bool) -> None:
        """Draw the tile of a missing shot, dashed, or with a whole line the one for all other photos."""
        pen = QPen(QColor(Color.ACCENT if focused else Color.LINE_STRONG), 2)
        if shot is not None:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2.2])
        painter.setPen(pen)
        painter.setBrush(QColor(Color.PRIMARY_FAINT if hovered else Color.FAINT))
        painter.drawRoundedRect(QRectF(tile).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        mark = QRect(0, 0, 32, 32)
        mark.moveCenter(tile.center() - QPoint(0, 14))
        icon(shot.icon if shot else "plus", Color.CHIP_INK).paint(painter, mark)
        painter.setFont(self._words)
        painter.setPen(QColor(Color.MUTED))
        words = QRect(tile.left(), mark.bottom() + 2, tile.width(), 28)
        name = cut(str(shot.title) if shot else _("Other photos"), QFontMetrics(self._words), tile.width() - 8)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)


def _label(shot: Shot | None, *, is_cover: bool) -> str:
    """Return what stands at the foot of a photo."""
    names = ([str(shot.title)] if shot else []) + ([_("Cover")] if is_cover else [])
    return " · ".join(names)
