"""Where the product is on the picture, and the window that it fills as shops like it."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRectF

from ui.pages.studio_darkroom import uncropped
from ui.widgets.studio_place import crop_of
from vendor_app.photos.fill import FILL
from vendor_app.photos.focus import Focus
from vendor_app.photos.geometry import developed_size
from vendor_app.photos.on_white import Mask
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import fit_within
from vendor_app.photos.recipe import Crop, Recipe
from vendor_app.photos.reframe import reframed

_SIDE: Final = 400
_SURE: Final = 127
_LEAST: Final = 0.02


def mask_of(focus: Focus, photo: Photo) -> Mask | None:
    """Return a mask of about where the product is, for a photo without a cut-out; None when nothing stands out."""
    if not focus.sure:
        return None
    width, height = fit_within((photo.width, photo.height), _SIDE)
    mask = np.zeros((height, width), np.uint8)
    left, top = round(focus.x * width), round(focus.y * height)
    mask[top : top + max(round(focus.height * height), 1), left : left + max(round(focus.width * width), 1)] = 255
    return mask


def box_of(mask: Mask, recipe: Recipe) -> QRectF | None:
    """Return the box around the product on the picture before it is cut, in fractions of that; None without one."""
    seen = reframed(np.dstack([mask] * 3), uncropped(recipe))[..., 0] > _SURE
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return None
    height, width = seen.shape
    left, top = float(columns[0]) / width, float(rows[0]) / height
    return QRectF(left, top, (float(columns[-1]) + 1) / width - left, (float(rows[-1]) + 1) / height - top)


def crop_around(box: QRectF, photo: Photo, recipe: Recipe, shape: float | None) -> Crop:
    """Return the window of this width / height, a square by default, that the product fills as shops like it.

    Where the photo ends nearer, the window is the largest that there is.
    """
    width, height = developed_size(photo.width, photo.height, uncropped(recipe))
    ratio = (shape or 1.0) * height / width
    """Width / height of the window in fractions."""
    wide = max(box.width() / FILL, box.height() / FILL * ratio, _LEAST)
    wide = min(wide, 1.0, ratio)
    window = QRectF(0, 0, wide, wide / ratio)
    window.moveCenter(box.center())
    window.moveLeft(min(max(window.left(), 0.0), 1 - window.width()))
    window.moveTop(min(max(window.top(), 0.0), 1 - window.height()))
    return crop_of(window)
