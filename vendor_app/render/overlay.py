"""Drawn lettering as planes with alpha, blended into frames in its own rectangle only."""

from typing import NamedTuple

import cv2
import numpy as np

from vendor_app.render.colour import TO_YUV, Pixels, Planes, planes_of
from vendor_app.render.lettering import Drawn


class Overlay(NamedTuple):
    """Premultiplied planes and what they leave of the picture (255: all), with their place on the luma plane."""

    planes: Planes
    left_over: Planes
    left: int
    top: int


def overlay(drawn: Drawn) -> Overlay:
    """Turn a premultiplied RGBA picture into an overlay."""
    height, width = drawn.rgba.shape[:2]
    small = cv2.resize(drawn.rgba, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    luma = cv2.transform(drawn.rgba, _with_alpha(0))
    u, v = (cv2.transform(small, _with_alpha(number)) for number in (1, 2))
    keep, keep_small = 255 - drawn.rgba[..., 3], 255 - small[..., 3]
    return Overlay(Planes(luma, u, v), Planes(keep, keep_small, keep_small), drawn.left, drawn.top)


def _with_alpha(row: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return the colour matrix for premultiplied input: the offset counts as far as the pixel covers."""
    weights = TO_YUV[row : row + 1].copy()
    weights[0, 3] /= 255
    return np.hstack([weights, np.zeros((1, 1), np.float32)])


def blend(frame: Pixels, over: Overlay, opacity: float = 1.0) -> None:
    """Draw the overlay on an I420 frame, in place."""
    places = ((over.left, over.top), *[(over.left // 2, over.top // 2)] * 2)
    for plane, ink, keep, (left, top) in zip(planes_of(frame), over.planes, over.left_over, places, strict=True):
        height, width = ink.shape
        part = plane[top : top + height, left : left + width]
        if opacity < 1.0:
            ink = cv2.convertScaleAbs(ink, alpha=opacity)
            keep = 255 - cv2.convertScaleAbs(255 - keep, alpha=opacity)
        part[...] = cv2.add(cv2.multiply(part, keep, scale=1 / 255), ink)
