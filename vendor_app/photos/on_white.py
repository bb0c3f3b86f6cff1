"""A cut-out product on white paper, with a soft shadow or without."""

from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels

Mask: TypeAlias = NDArray[np.uint8]
"""(height, width): 255 where the product is, 0 where it is not, between at its edge."""
_STRIP: Final = 256
_WHITE: Final = 255
_SHADOW_BLUR: Final = 0.02
"""With the drop, of the mask's longer side."""
_SHADOW_DROP: Final = 0.012
_SHADOW_STRENGTH: Final = 0.26


def put_on_white(pixels: Pixels, mask: Mask, *, shadow: bool) -> None:
    """Replace by white, in place, all of RGB (H, W, 3) that is not the product; the product's own pixels stay.

    ``mask`` has the picture's shape at any size.
    """
    height, width = pixels.shape[:2]
    shares = _resized(mask, (width, height))
    paper = _resized(_paper(mask), (width, height)) if shadow else None
    for top in range(0, height, _STRIP):
        rows = slice(top, min(top + _STRIP, height))
        share = shares[rows].astype(np.float32) / _WHITE
        white = np.full(pixels[rows].shape[:2], _WHITE, np.uint8) if paper is None else paper[rows]
        pixels[rows] = cv2.blendLinear(pixels[rows], cv2.merge([white] * 3), share, 1 - share)


def _resized(mask: Mask, size: tuple[int, int]) -> Mask:
    method = cv2.INTER_AREA if size[0] < mask.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(mask, size, interpolation=method), np.uint8)


def _paper(mask: Mask) -> Mask:
    """Return the paper's lightness: what lies on it takes its light away, softly, a little below itself."""
    longer = max(mask.shape)
    drop = max(round(longer * _SHADOW_DROP), 1)
    below = cv2.copyMakeBorder(mask, drop, 0, 0, 0, cv2.BORDER_REPLICATE)[: mask.shape[0]]
    soft = cv2.GaussianBlur(below, (0, 0), max(longer * _SHADOW_BLUR, 0.5), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(_WHITE - np.rint(soft * _SHADOW_STRENGTH), np.uint8)
