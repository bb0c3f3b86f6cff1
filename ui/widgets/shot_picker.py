"""What can become a shot: the product's photos and footage as big tiles."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Color, body_font
from ui.widgets.buttons import IconButton
from ui.widgets.empty_state import EmptyTitle
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pictures import Pictures
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.storyboard.model import FPS
from vendor_app.video.footage import Footage

TILE = QSize(104, 132)
_RADIUS = 12


class PickTile(QAbstractButton):
    """One photo or piece of footage."""

    def __init__(self, thing: Photo | Footage, pictures: Pictures, number: int, used: int) -> None:
        super().__init__()
        self.thing = thing
        self._pictures, self._used = pictures, used
        self._poster = QImage()
        self.setFixedSize(TILE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pattern = _("Footage {number}: {name}") if self.is_footage else _("Photo {number}: {name}")
        self.setAccessibleName(pattern.format(number=number, name=thing.name))
        self.setToolTip(thing.name)

    @property
    def is_footage(self) -> bool:
        """Whether it is footage."""
        return isinstance(self.thing, Footage)

    def show_poster(self, poster: QImage) -> None:
        """Show what a piece of footage looks like."""
        self._poster = poster
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter)
        if isinstance(self.thing, Footage):
            self._paint_pill(painter, f"{self.thing.frames / FPS:.1f}", "play-fill")
        elif self._used:
            self._paint_pill(painter, f"×{self._used}", "check")
        marked = self.hasFocus() or self.underMouse()
        width = 3 if marked else 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(Color.ACCENT if marked else Color.STAGE_LINE), width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)

    def _paint_picture(self, painter: QPainter) -> None:
        if isinstance(self.thing, Photo):
            drawn = self._pictures.picture(
                self.thing, self.size(), self.devicePixelRatioF(), corners="all", radius=_RADIUS
            )
            if drawn is not None:
                painter.drawPixmap(0, 0, drawn)
                return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Color.STAGE_LINE))
        painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
        if not self._poster.isNull():
            painter.drawImage(self.rect(), self._poster)
            return
        broken = isinstance(self.thing, Photo) and self._pictures.is_broken(self.thing)
        mark = QRect(0, 0, 32, 32)
        mark.moveCenter(self.rect().center())
        icon("warning" if broken else "image", Color.ON_STAGE).paint(painter, mark)

    def _paint_pill(self, painter: QPainter, words: str, icon_name: str) -> None:
        painter.setFont(body_font(13))
        pill = QRectF(6, self.height() - 28, painter.fontMetrics().horizontalAdvance(words) + 28, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 165))
        painter.drawRoundedRect(pill, 6, 6)
        icon(icon_name, Color.SURFACE).paint(painter, QRect(10, self.height() - 24, 14, 14))
        painter.setPen(QColor(Color.SURFACE))
        painter.drawText(pill.adjusted(20, 0, 0, 0), int(Qt.AlignmentFlag.AlignCenter), words)


class ShotPicker(QWidget):
    """Choose one: it becomes a shot behind the one that is chosen. Esc closes without."""

    picked = Signal(object)
    """A Photo or a Footage."""
    closed = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._tiles: list[PickTile] = []
        title = EmptyTitle(_("Which picture comes next?"))
        title.setObjectName("stageTitle")
        close = IconButton("x", _("Close"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        pictures.arrived.connect(self._draw_again)

    def open(self, photos: Sequence[Photo], footage: Sequence[Footage], used: dict[str, int]) -> None:
        """Show what there is, footage first; ``used``: how often each photo is in the clip already."""
        content = QWidget()
        content.setObjectName("content")
        flow = FlowLayout(content, spacing=10)
        things: list[Photo | Footage] = [*footage, *photos]
        self._tiles = []
        for number, thing in enumerate(things, 1):
            tile = PickTile(thing, self._pictures, number, used.get(thing.id, 0))
            tile.clicked.connect(self._pick)
            flow.addWidget(tile)
            self._tiles.append(tile)
        self._scroll.setWidget(content)
        if self._tiles:
            self._tiles[0].setFocus()

    def tiles(self) -> tuple[PickTile, ...]:
        """Return what is shown."""
        return tuple(self._tiles)

    def show_poster(self, thing: str, poster: QImage) -> None:
        """Put its picture on a piece of footage."""
        for tile in self._tiles:
            if tile.thing.id == thing:
                tile.show_poster(poster)

    def _pick(self) -> None:
        tile = self.sender()
        assert isinstance(tile, PickTile)
        self.picked.emit(tile.thing)

    def _draw_again(self, photo: str) -> None:
        for tile in self._tiles:
            if tile.thing.id == photo:
                tile.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        at = next((number for number, tile in enumerate(self._tiles) if tile.hasFocus()), -1)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in steps and at >= 0:
            tile = self._tiles[min(max(at + steps[key], 0), len(self._tiles) - 1)]
            tile.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(tile)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self._tiles[at].click()
        else:
            super().keyPressEvent(event)
