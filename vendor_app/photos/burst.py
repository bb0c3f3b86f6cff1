"""Of several pictures of the same thing, taken right after each other, the sharpest."""

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]

_LONGEST = 1600
"""Pixels of the longer side that are looked at: finer than this is the camera's noise."""


def sharpness(pixels: Pixels) -> float:
    """Return how sharp an RGB picture, uint8 (height, width, 3), is: only to be compared within one scene and size.

    It is the mean square of the steps in brightness, of a picture softened a little so that noise counts less.
    """
    luma = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    scale = _LONGEST / max(luma.shape)
    if scale < 1:
        luma = cv2.resize(luma, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(luma, (0, 0), 0.8)
    across, down = (cv2.Sobel(soft, cv2.CV_32F, dx, 1 - dx) for dx in (1, 0))
    return float(np.mean(across * across + down * down))


def sharpest(pictures: Sequence[Pixels]) -> int:
    """Return the place of the sharpest of some pictures of one scene, at least one; the first of equals."""
    measured = [sharpness(picture) for picture in pictures]
    return measured.index(max(measured))
