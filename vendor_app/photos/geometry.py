"""Turning, straightening and cropping: how large the picture becomes, and which pixel goes where."""

import functools
import math
from typing import NamedTuple

import cv2
import numpy as np

from vendor_app.photos.reading import Pixels, Size
from vendor_app.photos.recipe import MOST_DEGREES, Crop, Recipe

_TILE = 2048
"""Pixels of a side that are straightened at a time: OpenCV takes no picture beyond 32,767, and strips save memory."""
_MARGIN = 4
"""Pixels around a tile that its resampling looks at."""
_QUARTERS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


class _Window(NamedTuple):
    """The crop on the straightened picture, in whole pixels."""

    left: int
    top: int
    width: int
    height: int


def developed_size(width: int, height: int, recipe: Recipe) -> Size:
    """Return the exact size of the picture that ``recipe`` makes of an upright original of this size."""
    window = _window(_straightened(_turned(width, height, recipe), recipe.degrees), recipe.crop)
    return window.width, window.height


def place_on_original(x: float, y: float, size: Size, recipe: Recipe) -> tuple[float, float]:
    """Return where a place on the developed picture lies on the upright original, both in fractions.

    ``size``: width and height of the original.
    """
    turned = _turned(*size, recipe)
    frame = _straightened(turned, recipe.degrees)
    window = _window(frame, recipe.crop)
    away = window.left + x * window.width - frame[0] / 2, window.top + y * window.height - frame[1] / 2
    across, down = _rotated(away, -_degrees(recipe))
    u, v = across / turned[0] + 0.5, down / turned[1] + 0.5
    return ((u, v), (v, 1 - u), (1 - u, 1 - v), (1 - v, u))[recipe.turns % 4]


def place_on_developed(x: float, y: float, size: Size, recipe: Recipe) -> tuple[float, float]:
    """Return where a place of the upright original lies on the developed picture; outside 0 to 1 when it is cut off.

    ``size``: width and height of the original.
    """
    u, v = ((x, y), (1 - y, x), (1 - x, 1 - y), (y, 1 - x))[recipe.turns % 4]
    turned = _turned(*size, recipe)
    frame = _straightened(turned, recipe.degrees)
    window = _window(frame, recipe.crop)
    across, down = _rotated(((u - 0.5) * turned[0], (v - 0.5) * turned[1]), _degrees(recipe))
    return (across + frame[0] / 2 - window.left) / window.width, (down + frame[1] / 2 - window.top) / window.height


def reframed(pixels: Pixels, recipe: Recipe) -> Pixels:
    """Return the picture turned, straightened and cropped; a view of ``pixels`` where no pixel is to be made anew."""
    quarter = _QUARTERS.get(recipe.turns % 4)
    if quarter is not None:
        pixels = np.asarray(cv2.rotate(pixels, quarter), np.uint8)
    size = (pixels.shape[1], pixels.shape[0])
    frame = _straightened(size, recipe.degrees)
    window = _window(frame, recipe.crop)
    if recipe.degrees == 0:
        return pixels[window.top : window.top + window.height, window.left : window.left + window.width]
    return _warped(pixels, frame, window, _degrees(recipe))


def _degrees(recipe: Recipe) -> float:
    return min(max(recipe.degrees, -MOST_DEGREES), MOST_DEGREES)


def _turned(width: int, height: int, recipe: Recipe) -> Size:
    return (height, width) if recipe.turns % 2 else (width, height)


@functools.lru_cache(maxsize=256)
def _straightened(size: Size, degrees: float) -> Size:
    """Return the largest size of the same ratio that fits into ``size`` turned by some degrees."""
    if degrees == 0:
        return size
    angle = math.radians(min(abs(degrees), MOST_DEGREES))
    width, height = size
    across, down = math.cos(angle), math.sin(angle)
    scale = min(width / (width * across + height * down), height / (width * down + height * across))
    return max(int(width * scale), 1), max(int(height * scale), 1)


def _window(frame: Size, crop: Crop) -> _Window:
    (left, width), (top, height) = (
        _side(begin, length, side)
        for begin, length, side in zip((crop.x, crop.y), (crop.width, crop.height), frame, strict=True)
    )
    return _Window(left, top, width, height)


def _side(begin: float, length: float, side: int) -> tuple[int, int]:
    """Return first pixel and number of pixels, never none, of a share of a side."""
    first = min(max(math.floor(begin * side + 0.5), 0), side - 1)
    last = min(max(math.floor((begin + length) * side + 0.5), first + 1), side)
    return first, last - first


def _rotated(place: tuple[float, float], degrees: float) -> tuple[float, float]:
    """Return a place turned clockwise about the origin, down being positive."""
    angle = math.radians(degrees)
    across, down = math.cos(angle), math.sin(angle)
    return place[0] * across - place[1] * down, place[0] * down + place[1] * across


def _warped(pixels: Pixels, frame: Size, window: _Window, degrees: float) -> Pixels:
    made = np.empty((window.height, window.width, 3), np.uint8)
    for top in range(0, window.height, _TILE):
        for left in range(0, window.width, _TILE):
            tile = made[top : top + _TILE, left : left + _TILE]
            begin = window.left + left + 0.5 - frame[0] / 2, window.top + top + 0.5 - frame[1] / 2
            tile[:] = _tile(pixels, begin, (tile.shape[1], tile.shape[0]), degrees)
    return made


def _tile(pixels: Pixels, begin: tuple[float, float], size: Size, degrees: float) -> Pixels:
    """Return ``size`` pixels of the straightened picture; ``begin``: the middle of the first, from the middle of it."""
    angle = math.radians(degrees)
    across, down = math.cos(angle), math.sin(angle)
    height, width = pixels.shape[:2]
    start = (
        across * begin[0] + down * begin[1] + width / 2 - 0.5,
        -down * begin[0] + across * begin[1] + height / 2 - 0.5,
    )
    steps = [(i, j) for i in (0, size[0] - 1) for j in (0, size[1] - 1)]
    xs, ys = [start[0] + across * i + down * j for i, j in steps], [start[1] - down * i + across * j for i, j in steps]
    left, top = max(math.floor(min(xs)) - _MARGIN, 0), max(math.floor(min(ys)) - _MARGIN, 0)
    source = pixels[top : math.ceil(max(ys)) + _MARGIN + 1, left : math.ceil(max(xs)) + _MARGIN + 1]
    matrix = np.array([[across, down, start[0] - left], [-down, across, start[1] - top]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    warped = cv2.warpAffine(source, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8)
