"""Drawn lettering as planes with alpha, blended into frames in its own rectangle only."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.render.colour import TO_YUV, Pixels, Planes, planes_of
from vendor_app.render.lettering import Drawn

_AROUND = np.array([[0.25, 0.5, 0.25]], np.float32)


class Overlay(NamedTuple):
    """Premultiplied planes, how much they leave of the picture (255: all), and their place on the luma plane."""

    ink: Planes
    kept: Planes
    left: int
    top: int


def overlay(drawn: Drawn) -> Overlay:
    """Turn a premultiplied RGBA picture into an overlay."""
    height, width = drawn.rgba.shape[:2]
    # Chroma stands at the left of each pair of pixels, as H.264 has it.
    amid = cv2.filter2D(drawn.rgba, -1, _AROUND, borderType=cv2.BORDER_CONSTANT)[:, ::2]
    small = np.asarray(cv2.resize(amid, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)
    luma, u, v = (
        np.asarray(cv2.transform(rgba, _premultiplied(row)), np.uint8)
        for row, rgba in enumerate((drawn.rgba, small, small))
    )
    kept, kept_small = 255 - drawn.rgba[..., 3], 255 - small[..., 3]
    return Overlay(Planes(luma, u, v), Planes(kept, kept_small, kept_small), drawn.left, drawn.top)


def blend(frame: Pixels, over: Overlay, opacity: float = 1.0, lower: float = 0.0) -> None:
    """Draw the overlay on an I420 frame, in place, ``lower`` (fractions of a pixel too) than where it belongs."""
    whole = int(lower) // 2 * 2
    for number, plane in enumerate(planes_of(frame)):
        ink, kept = over.ink[number], over.kept[number]
        share = 1 if number == 0 else 2
        if lower > whole:
            ink, kept = _lowered(ink, (lower - whole) / share, 0), _lowered(kept, (lower - whole) / share, 255)
        if opacity < 1.0:
            ink = np.asarray(cv2.convertScaleAbs(ink, alpha=opacity), np.uint8)
            kept = np.asarray(cv2.convertScaleAbs(kept, alpha=opacity, beta=255 * (1 - opacity)), np.uint8)
        left, top = over.left // share, (over.top + whole) // share
        part = plane[top : top + ink.shape[0], left : left + ink.shape[1]]
        cv2.add(cv2.multiply(part, kept[: part.shape[0]], scale=1 / 255), ink[: part.shape[0]], dst=part)


def _premultiplied(row: int) -> NDArray[np.float32]:
    """Return a row of the colour matrix for premultiplied RGBA: its offset counts as far as the pixel covers."""
    weights = TO_YUV[row : row + 1].copy()
    weights[0, 3] /= 255
    return np.hstack([weights, np.zeros((1, 1), np.float32)])


def _lowered(plane: Pixels, by: float, beyond: int) -> Pixels:
    """Move a plane down by less than two pixels: rows mixed with those above them, in a tenth of a warp's time."""
    whole, part, height = int(by), by - int(by), plane.shape[0]
    longer = cv2.copyMakeBorder(plane, whole + 1, 0, 0, 0, cv2.BORDER_CONSTANT, value=beyond)
    return np.asarray(cv2.addWeighted(longer[1 : height + 1], 1 - part, longer[:height], part, 0), np.uint8)
