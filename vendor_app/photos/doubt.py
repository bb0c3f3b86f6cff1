"""Whether a cut-out that was found by itself should be looked at closely: close-ups leave only a zip or a print."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.on_white import Mask
from vendor_app.photos.reading import Pixels, fit_within

_SIDE: Final = 200
_BARE: Final = 0.45
"""Of the picture's middle, half as wide and as high: whole products cover more of it."""
_RAGGED: Final = 0.38
"""Of its own box: whole products fill more of it."""
_FAINT: Final = 8.0
"""Levels of Lab between both sides of an outline; where cloth was parted from the same cloth it is less."""
_LIGHTNESS: Final = 0.6
"""What a difference of lightness counts beside one of colour: shadows and folds are no outline."""
_SURE: Final = 127
_NEAR, _FAR = 5, 15
"""Pixels across, at ``_SIDE``, between which both sides of the outline are looked at."""


def is_doubtful(pixels: Pixels, mask: Mask) -> bool:
    """Return whether a part of the product may be missing, or background left: RGB (H, W, 3) and its mask."""
    size = fit_within((pixels.shape[1], pixels.shape[0]), _SIDE)
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    product = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR) > _SURE, np.uint8)
    if not product.any() or product.all():
        return True
    height, width = product.shape
    middle = product[height // 4 : height - height // 4, width // 4 : width - width // 4]
    _left, _top, across, down = cv2.boundingRect(product)
    is_bare, is_ragged = float(middle.mean()) < _BARE, float(product.sum()) < _RAGGED * across * down
    return is_bare or is_ragged or _step(small, product) < _FAINT


def _step(small: Pixels, product: Mask) -> float:
    """Return how far the mean colours on both sides of the outline are from each other."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab) * np.array([_LIGHTNESS, 1, 1])
    near, far = np.ones((_NEAR, _NEAR), np.uint8), np.ones((_FAR, _FAR), np.uint8)
    outside: NDArray[np.bool_] = cv2.dilate(product, far) > cv2.dilate(product, near)
    inside: NDArray[np.bool_] = product > cv2.erode(product, far)
    if not outside.any() or not inside.any():
        return 0.0
    return float(np.linalg.norm(lab[outside].mean(axis=0) - lab[inside].mean(axis=0)))
