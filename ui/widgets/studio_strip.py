"""The photos of the product side by side under the picture: a press brings one up."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.icons import icon
from ui.theme import Color
from ui.widgets.pictures import Pictures, covering, rounded
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId

TILE, SMALL_TILE = QSize(66, 88), QSize(48, 60)
_LINE: Final = 3
_RADIUS: Final = 8
_MARK: Final = 20


class StripPhoto(QAbstractButton):
    """One photo; a wand says that something was done to it. Checked while it is up."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.photo: Photo | None = None
        self._is_edited = False
        self._last: QPixmap | None = None
        """What it looked like before the newest change: better than nothing while that is being drawn."""
        self._own: QPixmap | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the strip is one stop for Tab; arrows go from photo to photo

    def show_photo(self, photo: Photo, number: int, *, is_edited: bool) -> None:
        """Show a photo as it is saved, and whether it is edited by now."""
        if (photo, is_edited) == (self.photo, self._is_edited):
            return
        if self.photo is None or photo.id != self.photo.id:
            self._last = self._own = None
        self.photo, self._is_edited = photo, is_edited
        words = _("Photo {number}: {name}").format(number=number, name=photo.name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def show_own(self, image: QImage | None) -> None:
        """Show this, which is at hand, instead of a picture that had to be made; None: no longer."""
        if image is None:
            self._last, self._own = self._own or self._last, None
        else:
            density = self.devicePixelRatioF()
            pixels = QImage(image)
            pixels.setDevicePixelRatio(1.0)
            cover = covering(pixels, (self.size() - QSize(2 * _LINE, 2 * _LINE)) * density)
            self._own = QPixmap.fromImage(rounded(cover, "all", round(_RADIUS * density)))
        self.update()

    def update_for(self, photo_id: PhotoId) -> None:
        """Draw it again: its picture can be had now."""
        if self.photo is not None and photo_id == self.photo.id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.photo is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = self.rect().adjusted(_LINE, _LINE, -_LINE, -_LINE)
        density = self.devicePixelRatioF()
        picture = self._own
        if picture is None:
            picture = self._pictures.picture(self.photo, tile.size(), density, corners="all", radius=_RADIUS)
            self._last = picture = picture or self._last
        if picture is not None:
            painter.drawPixmap(tile, picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Color.STAGE_LINE))
            painter.drawRoundedRect(QRectF(tile), _RADIUS, _RADIUS)
        if self._is_edited:
            self._paint_mark(painter, tile)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(Color.ACCENT), _LINE))
            half = _LINE / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS + 1, _RADIUS + 1)

    @staticmethod
    def _paint_mark(painter: QPainter, tile: QRect) -> None:
        mark = QRect(tile.right() - _MARK - 3, tile.bottom() - _MARK - 3, _MARK, _MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Color.PRIMARY))
        painter.drawEllipse(mark)
        icon("magic-wand", Color.SURFACE).paint(painter, mark.adjusted(3, 3, -3, -3))


class StudioStrip(QFrame):
    """Arrows go from photo to photo while it has the keyboard."""

    chosen = Signal(str)
    """Id of a photo."""

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._size = pictures, TILE
        self._buttons: list[StripPhoto] = []
        self._inside = QWidget()
        self._inside.setObjectName("content")
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(7, 5, 7, 5)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.addWidget(self._scroll)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Photos of the product"))
        pictures.arrived.connect(self._draw_again)
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        """Draw the photos smaller: the window is low."""
        self._size = SMALL_TILE if small else TILE
        for button in self._buttons:
            button.setFixedSize(self._size + QSize(2 * _LINE, 2 * _LINE))
        self.setFixedHeight(self._size.height() + 2 * _LINE + 12)

    def show_photos(self, photos: Sequence[Photo], edited: Collection[PhotoId], up: PhotoId) -> None:
        """Show these as they are saved, which ones are ``edited`` by now, and which one is up."""
        while len(self._buttons) > len(photos):
            self._buttons.pop().deleteLater()
        while len(self._buttons) < len(photos):
            button = StripPhoto(self._pictures)
            button.setFixedSize(self._size + QSize(2 * _LINE, 2 * _LINE))
            button.clicked.connect(self._tell)
            self._buttons.append(button)
            self._row.insertWidget(self._row.count() - 1, button)
        for number, (button, photo) in enumerate(zip(self._buttons, photos, strict=True), 1):
            button.show_photo(photo, number, is_edited=photo.id in edited)
            if button.isChecked() and photo.id != up:
                button.show_own(None)
            button.setChecked(photo.id == up)
            if photo.id == up:
                self._scroll.ensureWidgetVisible(button, 40, 0)

    def show_up(self, image: QImage) -> None:
        """Show what the photo that is up looks like now."""
        for button in self._buttons:
            if button.isChecked():
                button.show_own(image)

    def buttons(self) -> tuple[StripPhoto, ...]:
        """Return the photos in their order."""
        return tuple(self._buttons)

    def _tell(self) -> None:
        button = self.sender()
        assert isinstance(button, StripPhoto)
        self._choose(button)

    def _choose(self, button: StripPhoto) -> None:
        button.setChecked(True)
        if button.photo is not None:
            self.chosen.emit(button.photo.id)

    def _draw_again(self, photo_id: PhotoId) -> None:
        for button in self._buttons:
            button.update_for(photo_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((number for number, button in enumerate(self._buttons) if button.isChecked()), -1)
        to = at + {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if at >= 0 and to != at:
            self._choose(self._buttons[min(max(to, 0), len(self._buttons) - 1)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(Color.ACCENT), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 13, 13)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways with an ordinary wheel."""
        turned = event.angleDelta() or QPoint()
        bar = self._scroll.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.y() or turned.x()))
