"""How a photo on a memory card is drawn in its list: as it is, with its name, and with a tick while it is wanted."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import icon
from ui.theme import Color, body_font
from ui.widgets.card_photos import SIDE

ITEM: Final = QSize(SIDE + 24, SIDE + 48)
_GAP, _RADIUS, _TICK = 3, 10, 28


class CardPhotoItem(QStyledItemDelegate):
    """The look of what can be ticked elsewhere: a green frame and a green tick, an amber frame for the keyboard."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return ITEM

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        is_ticked = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_frame(painter, place, option.state)
        picture = QRect(place.left(), place.top() + 6, place.width(), SIDE)
        _paint_picture(painter, picture, index.data(Qt.ItemDataRole.DecorationRole))
        painter.setFont(body_font(14))
        painter.setPen(QColor(Color.PRIMARY_DARK if is_ticked else Color.INK))
        words = QRect(place.left() + 6, picture.bottom(), place.width() - 12, place.bottom() - picture.bottom())
        name = painter.fontMetrics().elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)
        _paint_tick(painter, QRect(place.left() + 8, place.top() + 8, _TICK, _TICK), is_ticked=is_ticked)
        painter.restore()

    def _paint_frame(self, painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
        is_ticked, has_keyboard = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_HasFocus
        ground = Color.PRIMARY_SOFT if is_ticked else Color.SURFACE
        line = Color.ACCENT if has_keyboard else Color.PRIMARY if is_ticked else Color.LINE
        painter.setPen(QPen(QColor(line), 2 if is_ticked or has_keyboard else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


def _paint_picture(painter: QPainter, room: QRect, picture: QPixmap) -> None:
    place = QRect(0, 0, picture.width(), picture.height())
    place.moveCenter(room.center())
    painter.drawPixmap(place.topLeft(), picture)


def _paint_tick(painter: QPainter, place: QRect, *, is_ticked: bool) -> None:
    painter.setPen(QPen(QColor(Color.SURFACE), 2))
    painter.setBrush(QColor(Color.PRIMARY) if is_ticked else QColor(30, 42, 38, 110))
    painter.drawEllipse(place)
    if is_ticked:
        icon("check-bold", Color.SURFACE).paint(painter, place.adjusted(6, 6, -6, -6))
