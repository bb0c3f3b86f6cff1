"""Faces and number plates made unrecognisable, for good: what is left of them does not hold what they were."""

import math
from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np

from vendor_app.photos.reading import Pixels
from vendor_app.photos.recipe import Veil

_CELLS: Final = 4
"""Mean colours that are left along the longer side of a veil, whatever its size in pixels."""
_STEP: Final = 8
"""Levels that become one."""


def veil(pixels: Pixels, veils: Iterable[Veil]) -> None:
    """Put veils on RGB (H, W, 3), in place: in each box a few coarse mean colours remain, one flowing into the next.

    At most 16 colours of 5 bits a channel go in, and the position of nothing: no sharpening and no guessing of letters
    brings back a face or a number.
    """
    height, width = pixels.shape[:2]
    for one in veils:
        left, right = _covered(one.x, one.width, width)
        top, bottom = _covered(one.y, one.height, height)
        if left < right and top < bottom:
            part = pixels[top:bottom, left:right]
            part[:] = _veiled(part)


def _covered(begin: float, length: float, side: int) -> tuple[int, int]:
    """Return the pixels that a share of a side touches, those at its ends included."""
    return max(math.floor(begin * side), 0), min(math.ceil((begin + length) * side), side)


def _veiled(part: Pixels) -> cv2.typing.MatLike:
    height, width = part.shape[:2]
    longer = max(width, height)
    cells = (max(round(_CELLS * width / longer), 1), max(round(_CELLS * height / longer), 1))
    means = cv2.resize(part, cells, interpolation=cv2.INTER_AREA)
    means = np.asarray(means, np.uint8).reshape(cells[1], cells[0], 3) // _STEP * _STEP + _STEP // 2
    return cv2.resize(means, (width, height), interpolation=cv2.INTER_LINEAR)
