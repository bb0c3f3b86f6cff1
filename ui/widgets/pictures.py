"""Photos at the size and shape a widget wants, read in the background and kept for a while."""

from collections import OrderedDict
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap

from ui.tasks import Tasks
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.thumbnails import LARGE, SMALL, Thumbnails

Corners: TypeAlias = Literal["none", "top", "all"]
"""Which corners of a picture are round. Rounding while drawing would take ten times as long."""

_MOST_PIXELS = 12_000_000
"""Of four bytes each: about 300 cards, in 48 MB. Several pages keep as many, on a PC of 4 GB."""
_AT_ONCE = 2


class _Key(NamedTuple):
    """One picture as it is kept."""

    look: str
    width: int
    height: int
    corners: Corners
    radius: int


def read_cover(thumbnails: Thumbnails, photo: Photo, size: QSize) -> QImage:
    """Return the middle of a photo, covering ``size`` pixels. Not for the window's thread: may decode an original."""
    wanted = SMALL if max(size.width(), size.height()) <= SMALL else LARGE
    return covering(QImage(str(thumbnails.path(photo, wanted))), size)


def covering(image: QImage, size: QSize) -> QImage:
    """Return the middle of an image, covering ``size`` pixels."""
    scaled = image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(QRect(left, top, size.width(), size.height()))


def rounded(image: QImage, corners: Corners, radius: int) -> QImage:
    """Return the image with nothing outside its round corners."""
    if corners == "none" or image.isNull():
        return image
    shape = QRectF(image.rect())
    if corners == "top":
        shape.setHeight(shape.height() + radius)
    drawn = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(shape, radius, radius)
    painter.end()
    return drawn


class Pictures(QObject):
    """Hands out what it has and reads what it has not, what was asked for last first."""

    arrived = Signal(str)
    """The id of a photo that can be had now."""

    def __init__(self, thumbnails: Thumbnails, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._tasks = thumbnails, tasks
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._pixels = 0
        self._wanted: OrderedDict[_Key, Photo] = OrderedDict()
        self._reading: dict[QObject, _Key] = {}
        self._broken: set[str] = set()

    def picture(
        self, photo: Photo, size: QSize, density: float = 1.0, *, corners: Corners = "none", radius: int = 0
    ) -> QPixmap | None:
        """Return the photo covering ``size`` logical pixels; None while it is being read, or when it cannot be."""
        pixels = (size * density).expandedTo(QSize(1, 1))
        key = _Key(photo.look, pixels.width(), pixels.height(), corners, round(radius * density))
        if (found := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            found.setDevicePixelRatio(density)
            return found
        if key.look not in self._broken and key not in self._reading.values():
            self._wanted[key] = photo
            self._wanted.move_to_end(key)
            self._read_next()
        return None

    def is_broken(self, photo: Photo) -> bool:
        """Return whether the photo could not be read."""
        return photo.look in self._broken

    def forget_wishes(self) -> None:
        """Read none of what was asked for and is not begun: it is out of sight."""
        self._wanted.clear()

    def _read_next(self) -> None:
        while self._wanted and len(self._reading) < _AT_ONCE:
            key, photo = self._wanted.popitem()
            task = self._tasks.prepare_read(partial(self._read, key, photo))
            task.succeeded.connect(self._keep)
            task.crashed.connect(self._give_up)
            task.finished.connect(self._end)
            self._reading[task] = key
            task.start()

    def _read(self, key: _Key, photo: Photo) -> tuple[_Key, PhotoId, QImage | None]:
        """Read one picture, on a thread of its own; a photo that cannot be read is no reason to stop."""
        try:
            cover = read_cover(self._thumbnails, photo, QSize(key.width, key.height))
            image = rounded(cover, key.corners, key.radius)
        except VendorError:
            return key, photo.id, None
        return key, photo.id, None if image.isNull() else image

    def _keep(self, outcome: tuple[_Key, PhotoId, QImage | None]) -> None:
        key, photo, image = outcome
        if image is None:
            self._broken.add(key.look)
        else:
            self._kept[key] = QPixmap.fromImage(image)
            self._pixels += key.width * key.height
            while self._pixels > _MOST_PIXELS:
                oldest, _picture = self._kept.popitem(last=False)
                self._pixels -= oldest.width * oldest.height
        self.arrived.emit(photo)

    def _give_up(self) -> None:
        """Ask no more for a picture whose reading met a bug: it would meet it each time it is painted."""
        self._broken.add(self._reading[self.sender()].look)

    def _end(self) -> None:
        """Make room for the next, also after a bug: two of them must not leave all others unread."""
        del self._reading[self.sender()]
        self._read_next()
