"""How crooked a product lies in a picture, found by the line that it is most alike on both sides of."""

import functools
from typing import Final

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels

_SIDE: Final = 64
"""Pixels on the long side: an edge at the rim moves by one when the picture turns by two degrees."""
_STEP: Final = 3
_FARTHEST: Final = 24
"""Degrees either way that are tried."""
_ANGLES: Final = np.arange(-_FARTHEST, _FARTHEST + 1, _STEP)
_LOUDEST: Final = 92.0
"""Percentile of edges from which on all count alike: a black hanger is not to outvote a dress."""
_SOFT: Final = 0.8
_RIM: Final = 0.08
_ASIDE: Final = 0.2
"""Share of the side that the line may be away from the middle."""
_DOUBLE: Final = 2

_Plane = NDArray[np.float32]


class Lean(msgspec.Struct, frozen=True):
    """How a product lies."""

    degrees: float
    """Clockwise from upright."""
    likeness: float
    """Of its two sides, 0 to 1: of what has no two alike sides nobody can say how it lies. 0 as well when they are most
    alike at an angle beyond those that anybody would lay a thing at."""


def find_lean(pixels: Pixels) -> Lean:
    """Return how the product in RGB (H, W, 3) lies. Any size; a copy of 160 pixels is enough.

    A mirror turns an edge of direction a into one of -a: each edge counts as a number with twice its direction as its
    angle, and the product of a row with itself read backwards is high where both sides are alike.
    """
    edges = _edges(pixels)
    scores = np.array([_likeness(edges, float(angle)) for angle in _ANGLES])
    best = int(scores.argmax())
    if not 0 < best < len(scores) - 1:
        return Lean(0.0, 0.0)
    return Lean(round(_peak(scores, best), 1), round(float(scores[best]), 3))


def _edges(pixels: Pixels) -> _Plane:
    """Return the edges in a square (side, side, 2): strength and twice the direction of each as one number."""
    height, width = pixels.shape[:2]
    scale = _SIDE / max(height, width)
    size = (max(round(width * scale), 8), max(round(height * scale), 8))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2Lab).astype(np.float32) * np.array([1, 1.5, 1.5], np.float32)
    across, down = (cv2.Scharr(lab, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    straight = (across * across - down * down).sum(axis=2)
    slanted = 2 * (across * down).sum(axis=2)
    power = (across * across + down * down).sum(axis=2)
    strength = np.sqrt(power)
    even = np.minimum(strength, np.percentile(strength, _LOUDEST)) / np.maximum(power, 1e-3)
    square = np.zeros((_SIDE, _SIDE, 2), np.float32)
    top, left = (_SIDE - size[1]) // 2, (_SIDE - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = np.dstack([straight * even, slanted * even])
    return np.asarray(cv2.GaussianBlur(square, (0, 0), _SOFT), np.float32)


def _likeness(edges: _Plane, degrees: float) -> float:
    """Return how alike both sides are once the picture is turned back by ``degrees``, about the best line."""
    middle = (_SIDE - 1) / 2
    turn = cv2.getRotationMatrix2D((middle, middle), degrees, 1)
    turned = np.zeros((_SIDE, _DOUBLE * _SIDE, 2), np.float32)
    turned[:, :_SIDE] = cv2.warpAffine(edges, turn, (_SIDE, _SIDE)) * _window()
    energy = float((turned * turned).sum())
    if energy < 1e-3:
        return 0.0
    waves = cv2.dft(turned, flags=cv2.DFT_ROWS)
    waves = waves[..., 0] + 1j * waves[..., 1]
    rows = np.fft.ifft((waves * waves).sum(axis=0) * np.exp(-4j * np.radians(degrees)))
    begin = round(_SIDE * (1 - 2 * _ASIDE))
    return float(rows.real[begin : 2 * _SIDE - begin].max()) / energy


@functools.cache
def _window() -> _Plane:
    """Return a round window (side, side, 1): what is seen through it does not depend on how the picture is turned."""
    along = (np.arange(_SIDE, dtype=np.float32) - (_SIDE - 1) / 2) / _SIDE
    away = np.hypot(*np.meshgrid(along, along))
    return np.clip((0.5 - away) / _RIM, 0, 1)[..., None].astype(np.float32)


def _peak(scores: NDArray[np.float64], best: int) -> float:
    """Return the angle of the highest score, between the tried ones as a parabola through it says."""
    before, top, after = scores[best - 1 : best + 2]
    bend = before - 2 * top + after
    return float(_ANGLES[best]) + (_STEP * 0.5 * float((before - after) / bend) if bend else 0.0)
