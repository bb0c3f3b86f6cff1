"""The whole photo with the window that the clip shows of it: pulled, zoomed by wheel, corner or key."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import AccentButton, IconButton, QuietButton
from ui.widgets.crop_frame import fitted_place, opposite_corner, paint_frame
from ui.widgets.words import Words
from vendor_app.language import _
from vendor_app.storyboard.model import CANVAS, Framing

CLOSEST: Final = 4.0
"""Zoom beyond which even a large photo is soft."""
UPRIGHT: Final = CANVAS.width / CANVAS.height
_WHEEL, _KEY_ZOOM, _KEY_WAY = 1.06, 1.1, 0.02


def view(shape: float, zoom: float, seen: float = UPRIGHT) -> tuple[float, float]:
    """Return which share of the width and height of a picture of ``shape`` (width / height) the clip shows.

    ``seen``: width / height of where it is shown.
    """
    return min(seen / shape, 1.0) / zoom, min(shape / seen, 1.0) / zoom


def kept_inside(shape: float, framing: Framing, seen: float = UPRIGHT) -> Framing:
    """Return the framing nearest to this one whose view does not leave the picture."""
    zoom = min(max(framing.zoom, 1.0), CLOSEST)
    parts = zip((framing.x, framing.y), view(shape, zoom, seen), strict=True)
    x, y = (min(max(at, part / 2), 1 - part / 2) for at, part in parts)
    return Framing(x=round(x, 4), y=round(y, 4), zoom=round(zoom, 4))


class CropView(QWidget):
    """Draws the photo and the window over it."""

    cropped = Signal(object)
    """The Framing as it is now, while it is dragged."""
    crop_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._framing = Framing()
        self._seen = UPRIGHT
        self._gripped: QPointF | None = None
        """Where in the window the pointer holds it, in fractions of the picture."""
        self._corner: QPointF | None = None
        """The corner that stays while the one across from it is pulled."""
        self.setMinimumSize(108, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Part of the photo that the clip shows"))

    def open(self, image: QImage, framing: Framing, seen: float = UPRIGHT) -> None:
        """Show a photo and the part of it that is shown in the clip, in a place of width / height ``seen``."""
        self._image, self._seen = image, seen
        self._framing = framing if image.isNull() else kept_inside(self._shape, framing, seen)
        self._gripped = self._corner = None
        self.update()

    def framing(self) -> Framing:
        """Return the part that is shown."""
        return self._framing

    def zoom_by(self, factor: float) -> None:
        """Come nearer, or go farther with a factor below 1."""
        f = self._framing
        self._set(Framing(x=f.x, y=f.y, zoom=f.zoom * factor))
        self.crop_ended.emit()

    # Places

    @property
    def _shape(self) -> float:
        return self._image.width() / self._image.height()

    def photo_place(self) -> QRectF:
        """Return where the photo is drawn: whole, as large as there is room."""
        return fitted_place(QRectF(self.rect()).adjusted(4, 4, -4, -4), QSizeF(self._image.size()))

    def window_place(self) -> QRectF:
        """Return where the window is drawn."""
        photo, part = self.photo_place(), view(self._shape, self._framing.zoom, self._seen)
        place = QRectF(0, 0, part[0] * photo.width(), part[1] * photo.height())
        at = QPointF(self._framing.x * photo.width(), self._framing.y * photo.height())
        place.moveCenter(photo.topLeft() + at)
        return place

    def _fraction(self, point: QPointF) -> QPointF:
        photo = self.photo_place()
        return QPointF((point.x() - photo.left()) / photo.width(), (point.y() - photo.top()) / photo.height())

    def _set(self, framing: Framing) -> None:
        if self._image.isNull():
            return
        framing = kept_inside(self._shape, framing, self._seen)
        if framing != self._framing:
            self._framing = framing
            self.update()
            self.cropped.emit(framing)

    # By mouse, wheel and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._image.isNull() or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point, window = event.position(), self.window_place()
        opposite = opposite_corner(window, point)
        if opposite is not None:
            self._corner = opposite
            return
        at = self._fraction(point)
        if not window.contains(point):
            self._set(Framing(x=at.x(), y=at.y(), zoom=self._framing.zoom))
        self._gripped = at - QPointF(self._framing.x, self._framing.y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._corner is not None:
            self._pull_corner(point)
        elif self._gripped is not None:
            at = self._fraction(point) - self._gripped
            self._set(Framing(x=at.x(), y=at.y(), zoom=self._framing.zoom))
        elif not self._image.isNull():
            at_corner = opposite_corner(self.window_place(), point) is not None
            self.setCursor(Qt.CursorShape.SizeFDiagCursor if at_corner else Qt.CursorShape.SizeAllCursor)

    def _pull_corner(self, point: QPointF) -> None:
        """Make the window as high as the pulled corner asks for; the corner across stays where it is."""
        assert self._corner is not None
        photo, stays = self.photo_place(), self._corner
        whole = view(self._shape, 1.0, self._seen)
        height = max(abs(point.y() - stays.y()), 8.0)
        zoom = min(max(whole[1] * photo.height() / height, 1.0), CLOSEST)
        part = view(self._shape, zoom, self._seen)
        down = 1 if point.y() > stays.y() else -1
        right = 1 if point.x() > stays.x() else -1
        at = self._fraction(stays)
        self._set(Framing(x=at.x() + right * part[0] / 2, y=at.y() + down * part[1] / 2, zoom=zoom))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gripped is not None or self._corner is not None:
            self._gripped = self._corner = None
            self.crop_ended.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if turned := event.angleDelta().y():
            self.zoom_by(_WHEEL if turned > 0 else 1 / _WHEEL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (-_KEY_WAY, 0.0),
            Qt.Key.Key_Right: (_KEY_WAY, 0.0),
            Qt.Key.Key_Up: (0.0, -_KEY_WAY),
            Qt.Key.Key_Down: (0.0, _KEY_WAY),
        }
        zooms = {Qt.Key.Key_Plus: _KEY_ZOOM, Qt.Key.Key_Equal: _KEY_ZOOM, Qt.Key.Key_Minus: 1 / _KEY_ZOOM}
        key, f = Qt.Key(event.key()), self._framing
        if key in ways:
            dx, dy = ways[key]
            self._set(Framing(x=f.x + dx, y=f.y + dy, zoom=f.zoom))
            self.crop_ended.emit()
        elif key in zooms:
            self.zoom_by(zooms[key])
        else:
            super().keyPressEvent(event)

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            return
        photo, window = self.photo_place(), self.window_place()
        painter.drawImage(photo, self._image)
        paint_frame(painter, photo, window)


class CropPanel(QWidget):
    """The photo with its window, and the buttons below: farther, nearer, as the template has it, done."""

    cropped = Signal(object)
    crop_ended = Signal()
    reset_wanted = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CropView()
        note = Words(_("Pull the frame to what should be seen. The wheel comes nearer."))
        note.setObjectName("stageNote")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        farther, nearer = IconButton("minus", _("Farther")), IconButton("plus", _("Nearer"))
        reset, done = QuietButton(_("As it was"), "arrow-counter-clockwise"), AccentButton(_("Done"), "check")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch(1)
        for step in (farther, nearer):
            step.setObjectName("step")
        for button in (farther, nearer, reset, done):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(note)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self.view.cropped.connect(self.cropped)
        self.view.crop_ended.connect(self.crop_ended)
        farther.clicked.connect(self._farther)
        nearer.clicked.connect(self._nearer)
        reset.clicked.connect(self.reset_wanted)
        done.clicked.connect(self.done)

    def _farther(self) -> None:
        self.view.zoom_by(1 / _KEY_ZOOM)

    def _nearer(self) -> None:
        self.view.zoom_by(_KEY_ZOOM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.view.open(QImage(), Framing())
        super().hideEvent(event)
