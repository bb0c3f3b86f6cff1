"""What was taken since the camera was switched on, the newest first, each to be taken again."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QWidget

from ui.icons import icon
from ui.theme import Color, body_font
from ui.widgets.pictures import Pictures
from ui.widgets.words import cut
from vendor_app.language import _
from vendor_app.photos.photo import Photo

_SIZE = QSize(84, 84)
_STRIP = 24


class Taken(NamedTuple):
    """A picture or a film that came from this camera."""

    photo: Photo | None
    """None: a film."""
    title: str
    """Of its shot."""


class TakenTile(QAbstractButton):
    """One of them; pressing takes it again."""

    def __init__(self, taken: Taken, pictures: Pictures) -> None:
        super().__init__()
        self.taken, self._pictures = taken, pictures
        self.is_again = False
        self.setFixedSize(_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setEnabled(taken.photo is not None)
        self.setAccessibleName(_("{name}: take it again").format(name=taken.title or _("Picture")))
        self.setToolTip(self.accessibleName())

    def show_again(self, is_again: bool) -> None:
        """Mark it as the one that the next picture takes the place of."""
        self.is_again = is_again
        self.update()

    def sizeHint(self) -> QSize:
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = None
        if self.taken.photo is not None:
            ratio = self.devicePixelRatioF()
            picture = self._pictures.picture(self.taken.photo, _SIZE, ratio, corners="all", radius=10)
        if picture is not None:
            painter.drawPixmap(0, 0, picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Color.STAGE_LINE))
            painter.drawRoundedRect(self.rect(), 10, 10)
            mark = QRect(0, 0, 30, 30)
            mark.moveCenter(self.rect().center())
            icon("image" if self.taken.photo is not None else "video-camera", Color.ON_STAGE).paint(painter, mark)
        self._paint_name(painter)
        if self.is_again or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(Color.ACCENT), 3))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 9, 9)

    def _paint_name(self, painter: QPainter) -> None:
        offers = self.isEnabled() and (self.underMouse() or self.hasFocus() or self.is_again)
        words = _("Retake") if offers else self.taken.title
        if not words:
            return
        strip = QRect(0, self.height() - _STRIP, self.width(), _STRIP)
        painter.fillRect(strip.adjusted(2, 0, -2, -2), QColor(20, 26, 23, 190))
        font = body_font(13)
        painter.setFont(font)
        painter.setPen(QColor(Color.ACCENT if offers else Color.SURFACE))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(strip, flags, cut(words, QFontMetrics(font), strip.width() - 10))


class TakenRow(QScrollArea):
    """The tiles, scrolling sideways when there are many."""

    again_wanted = Signal(object)
    """The Taken that the next picture takes the place of; pressed once more: None."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("taken")
        self._pictures = pictures
        self.tiles: list[TakenTile] = []
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_SIZE.height())
        self.setMinimumWidth(_SIZE.width())
        self._inside = QWidget()
        self._inside.setObjectName("content")
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        pictures.arrived.connect(self._show_arrived)

    def add(self, taken: Taken) -> None:
        """Put one in front."""
        tile = TakenTile(taken, self._pictures)
        tile.clicked.connect(self._ask)
        self.tiles.insert(0, tile)
        self._row.insertWidget(0, tile)
        self.horizontalScrollBar().setValue(0)

    def remove(self, photo: Photo) -> None:
        """Take one away: there is a better one."""
        for tile in [tile for tile in self.tiles if tile.taken.photo is not None and tile.taken.photo.id == photo.id]:
            self.tiles.remove(tile)
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()

    def clear(self) -> None:
        """Forget all: another product is photographed."""
        for tile in self.tiles:
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = []

    def show_again(self, taken: Taken | None) -> None:
        """Mark the one that is taken again."""
        for tile in self.tiles:
            tile.show_again(tile.taken is taken)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (event.angleDelta().x() or event.angleDelta().y()))
        event.accept()

    def _ask(self) -> None:
        tile = self.sender()
        assert isinstance(tile, TakenTile)
        self.again_wanted.emit(None if tile.is_again else tile.taken)

    def _show_arrived(self, _photo: str) -> None:
        for tile in self.tiles:
            tile.update()
