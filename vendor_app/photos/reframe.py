"""Turning, straightening and cropping of pixels."""

import math

import cv2
import numpy as np

from vendor_app.photos.geometry import Size, Window, clockwise, crop_window, straightened
from vendor_app.photos.reading import Pixels
from vendor_app.photos.recipe import Recipe

_TILE = 1024
"""Pixels of a side that are straightened at a time: OpenCV takes no picture beyond 32,767, and strips save memory."""
_MARGIN = 4
"""Pixels around a tile that its resampling looks at."""
_QUARTERS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


def reframed(pixels: Pixels, recipe: Recipe) -> Pixels:
    """Return the picture turned, straightened and cropped; a view of ``pixels`` where no pixel is to be made anew."""
    quarter = _QUARTERS.get(recipe.turns % 4)
    if quarter is not None:
        pixels = np.asarray(cv2.rotate(pixels, quarter), np.uint8)
    size = (pixels.shape[1], pixels.shape[0])
    frame = straightened(size, recipe.degrees)
    window = crop_window(frame, recipe.crop)
    if recipe.degrees == 0 and window == (0, 0, *size):
        return pixels
    if recipe.degrees == 0:
        return pixels[window.top : window.top + window.height, window.left : window.left + window.width]
    return _warped(pixels, frame, window, clockwise(recipe))


def _warped(pixels: Pixels, frame: Size, window: Window, degrees: float) -> Pixels:
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
