"""How one product looks in the grid: photo, name, prices, state. Drawn, not built: there may be thousands."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import icon
from ui.models import Role, clip_state, outdated_words, price_line, tier_line
from ui.theme import Color, body_font, display_font
from ui.widgets.badge import GROUND, INK, Tone
from ui.widgets.photo_tile import MARK, paint_mark
from ui.widgets.pictures import Pictures
from ui.widgets.words import cut
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.quality import Mark
from vendor_app.render_queue import Job
from vendor_app.thai.dates import format_date

GAP = 17
PHOTO_HEIGHT, WORDS_HEIGHT = 160, 98
CARD_HEIGHT = PHOTO_HEIGHT + WORDS_HEIGHT
NARROWEST = 196
_RADIUS = 14
_PADDING = 12
_TICK = 28


def tick_area(card: QRect) -> QRect:
    """Return where a card is selected by touching it: its upper left corner, 44 pixels square."""
    return QRect(card.topLeft(), QSize(44, 44))


def _state(product: Product, jobs: Sequence[Job]) -> tuple[str, Tone, str]:
    """Return what the badge of a product says, its tone and its icon.

    ``jobs``: the clips of it that are wanted.
    """
    if product.trashed is not None:
        return _("Deleted {date}").format(date=format_date(product.trashed)), "bad", "trash"
    if working := next((job for job in jobs if job.state == "working"), None):
        return _("Making its clip {percent}").format(percent=f"{working.done:.0%}"), "good", ""
    if jobs and {clip.template for clip in product.outdated_clips} <= {job.template for job in jobs}:
        return _("Clip in the queue"), "good", ""
    state = clip_state(product)
    if state == "none":
        return _("No clip yet"), "idle", ""
    return (_("Has a clip"), "good", "") if state == "made" else (outdated_words(state), "warn", "")


def _warning(product: Product, jobs: Sequence[Job]) -> str | None:
    """Return what stands on the photo beside a badge that tells of the queue: what is wrong with the clip there is.

    A clip counts as old until it is made again.
    """
    words, tone, _icon = _state(product, ())
    told, _tone, _icon = _state(product, jobs)
    return words if tone == "warn" and told != words else None


class ProductCard(QStyledItemDelegate):
    """Draws a product, or the dashed card that adds one, into an item of the grid."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._name, self._price = display_font(16, QFont.Weight.Medium), display_font(19)
        self._small, self._count = body_font(14), body_font(15, QFont.Weight.Medium)
        self._add = display_font(17, QFont.Weight.Medium)
        self.jobs: dict[str, list[Job]] = {}
        """What the queue is to make, keyed by the product's id."""
        self.marks: Mapping[PhotoId, tuple[Mark, ...]] = {}
        """What is not good about the photos that cards show."""
        self.chosen_any = False
        """Whether something is selected: then every card shows its tick."""
        self.item = QSize(NARROWEST + GAP, CARD_HEIGHT + GAP)
        """The place of one card and the gap behind it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.item

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        card = self.card(option.rect)
        product: Product | None = index.data(Role.PRODUCT)
        if product is None:
            self._paint_adding(painter, card, option.state)
        else:
            self._paint_product(painter, card, product, option.state)
        painter.restore()

    def marks_of(self, product: Product) -> tuple[Mark, ...]:
        """Return what is not good about the photo that a card shows."""
        return self.marks.get(product.photos[0].id, ()) if product.photos else ()

    @staticmethod
    def card(item: QRect) -> QRect:
        """Return the card within an item of the grid: the item less the gap."""
        return item.adjusted(0, 0, -GAP, -GAP)

    def _paint_product(self, painter: QPainter, card: QRect, product: Product, state: QStyle.StateFlag) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillPath(outline, QColor(Color.SURFACE))
        photo = QRect(card.topLeft(), QSize(card.width(), PHOTO_HEIGHT))
        self._paint_photo(painter, photo, product)
        self._paint_count(painter, photo, len(product.photos))
        if self.marks_of(product):
            paint_mark(painter, photo.bottomLeft() + QPoint(8, -MARK - 6))
        if (warning := _warning(product, self.jobs.get(product.id, ()))) is not None:
            width = self._pill_width(warning)
            self._paint_pill(painter, photo.topRight() + QPoint(-width - 7, 10), warning, "warn")
        self._paint_words(painter, card.adjusted(_PADDING, PHOTO_HEIGHT, -_PADDING, 0), product)
        self._paint_outline(painter, outline, state)
        selected, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        if selected or hovered or self.chosen_any:
            self._paint_tick(painter, card, bool(selected))

    def _paint_photo(self, painter: QPainter, place: QRect, product: Product) -> None:
        picture = None
        if product.photos:
            density = painter.device().devicePixelRatioF()
            picture = self._pictures.picture(product.photos[0], place.size(), density, corners="top", radius=_RADIUS)
        if picture is not None:
            painter.drawPixmap(place.topLeft(), picture)
            return
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(place.adjusted(0, 0, 0, _RADIUS)), _RADIUS, _RADIUS)
        painter.save()
        painter.setClipRect(place)
        painter.fillPath(ground, QColor(Color.CHIP))
        painter.restore()
        missing = product.photos and self._pictures.is_broken(product.photos[0])
        mark = QRect(0, 0, 40, 40)
        mark.moveCenter(place.center())
        icon("warning" if missing else "image", Color.LINE_STRONG).paint(painter, mark)

    def _paint_count(self, painter: QPainter, photo: QRect, count: int) -> None:
        if not count:
            return
        words = QFontMetrics(self._count).horizontalAdvance(str(count))
        pill = QRect(0, 0, words + 33, 21)
        pill.moveBottomRight(photo.bottomRight() - QPoint(8, 8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(30, 36, 33, 190))
        painter.drawRoundedRect(pill, 6, 6)
        icon("image", Color.SURFACE).paint(painter, QRect(pill.left() + 7, pill.top() + 2, 17, 17))
        painter.setPen(QColor(Color.SURFACE))
        painter.setFont(self._count)
        painter.drawText(pill.adjusted(25, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(count))

    def _paint_words(self, painter: QPainter, place: QRect, product: Product) -> None:
        line = QRect(place.left(), place.top() + 6, place.width(), 30)
        self._paint_line(painter, line, product.name, self._name, Color.INK)
        line = QRect(place.left(), place.top() + 33, place.width(), 30)
        priced = product.price is not None
        font = self._price if priced else self._small
        used = self._paint_line(
            painter, line, price_line(product), font, Color.PRIMARY_DARK if priced else Color.DANGER
        )
        if tier := tier_line(product):
            self._paint_line(painter, line.adjusted(used + 4, 2, 0, 2), f"· {tier}", self._small, Color.MUTED)
        text, tone, _icon = _state(product, self.jobs.get(product.id, ()))
        self._paint_pill(painter, QPoint(place.left(), place.top() + 63), text, tone)

    @staticmethod
    def _paint_line(painter: QPainter, place: QRect, text: str, font: QFont, color: Color) -> int:
        """Draw one line, cut with "…" where there is no room; return its width."""
        metrics = QFontMetrics(font)
        shown = cut(text, metrics, place.width())
        painter.setFont(font)
        painter.setPen(QColor(color))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)

    def _pill_width(self, text: str) -> int:
        return QFontMetrics(self._small).horizontalAdvance(text) + 20

    def _paint_pill(self, painter: QPainter, corner: QPoint, text: str, tone: Tone) -> None:
        pill = QRect(corner, QSize(self._pill_width(text), 23))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(GROUND[tone]))
        painter.drawRoundedRect(pill, 11.5, 11.5)
        painter.setPen(QColor(INK[tone]))
        painter.setFont(self._small)
        painter.drawText(pill.adjusted(0, -1, 0, -1), Qt.AlignmentFlag.AlignCenter, text)

    @staticmethod
    def _paint_outline(painter: QPainter, outline: QPainterPath, state: QStyle.StateFlag) -> None:
        focused = state & QStyle.StateFlag.State_HasFocus
        strong = focused or state & QStyle.StateFlag.State_Selected
        hovered = state & QStyle.StateFlag.State_MouseOver
        color = Color.ACCENT if focused else Color.PRIMARY if strong or hovered else Color.LINE
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(color), 3 if strong else 1))
        painter.drawPath(outline)

    @staticmethod
    def _paint_tick(painter: QPainter, card: QRect, selected: bool) -> None:
        circle = QRect(0, 0, _TICK, _TICK)
        circle.moveCenter(tick_area(card).center())
        painter.setPen(QPen(QColor(Color.SURFACE), 2))
        painter.setBrush(QColor(Color.PRIMARY) if selected else QColor(30, 36, 33, 110))
        painter.drawEllipse(circle)
        if selected:
            icon("check", Color.SURFACE).paint(painter, circle.adjusted(5, 5, -5, -5))

    def _paint_adding(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        active = state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(Color.PRIMARY_SOFT if active else Color.PRIMARY_FAINT))
        ring = Color.ACCENT if state & QStyle.StateFlag.State_HasFocus else Color.PRIMARY_LINE
        pen = QPen(QColor(ring), 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2.2])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        mark = QRect(0, 0, 46, 46)
        mark.moveCenter(card.center() - QPoint(0, 22))
        icon("plus-circle", Color.PRIMARY_DARK).paint(painter, mark)
        painter.setFont(self._add)
        painter.setPen(QColor(Color.PRIMARY_DARK))
        words = QRect(card.left(), mark.bottom() + 6, card.width(), 34)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _("Add a product"))
