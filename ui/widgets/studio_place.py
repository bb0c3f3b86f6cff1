"""Where a place of the original is in the picture made from it, and back, in Qt's own terms."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from vendor_app.photos.geometry import place_on_developed
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Crop, Recipe


def to_picture(photo: Photo, recipe: Recipe) -> QTransform:
    """Return what maps fractions of the upright original to fractions of the picture."""
    size = photo.width, photo.height
    begin, across, down = (place_on_developed(x, y, size, recipe) for x, y in ((0, 0), (1, 0), (0, 1)))
    return QTransform(
        across[0] - begin[0], across[1] - begin[1], down[0] - begin[0], down[1] - begin[1], begin[0], begin[1]
    )


def inside(point: QPointF) -> QPointF:
    """Return the nearest point of the unit square."""
    return QPointF(min(max(point.x(), 0.0), 1.0), min(max(point.y(), 0.0), 1.0))


def turned_crop(crop: Crop) -> Crop:
    """Return the same window after one more quarter turn clockwise."""
    return crop_of(QRectF(1 - crop.y - crop.height, crop.x, crop.height, crop.width))


def crop_of(window: QRectF) -> Crop:
    """Return a window in fractions of the picture as a crop that does not leave it."""
    left, top = _tidy(window.left()), _tidy(window.top())
    width, height = _tidy(window.width()), _tidy(window.height())
    return Crop(x=left, y=top, width=round(min(width, 1 - left), 4), height=round(min(height, 1 - top), 4))


def window_of(crop: Crop) -> QRectF:
    """Return a crop as a rectangle of the unit square."""
    return QRectF(crop.x, crop.y, crop.width, crop.height)


def _tidy(part: float) -> float:
    return round(min(max(part, 0.0), 1.0), 4)
