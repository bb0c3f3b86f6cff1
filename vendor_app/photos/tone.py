"""Light, contrast and warmth. No curve here ever drives a colour to its end: what is cloth keeps its pattern."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels

_Table = NDArray[np.float32]

MOST_LIGHT: Final = 5.0
"""What the darkest levels are multiplied by at full light; the brightest stays where it is."""
_MOST_CONTRAST: Final = 2.0
"""Slope of the curve amid its levels at full contrast."""
_PIVOT: Final = 0.5
"""The level that contrast leaves alone."""
_WARMEST: Final = 0.33
"""Natural logarithm of red over blue that full warmth adds to a grey."""
_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722
"""What each channel counts for in lightness."""
_STRIP: Final = 128
"""Rows that are worked on at a time: of a whole phone photo the intermediate values would take 200 MB."""


def toned(pixels: Pixels, light: float, contrast: float, warmth: float, *, in_place: bool = False) -> Pixels:
    """Return RGB (H, W, 3) with its light, contrast and warmth changed, each -1 to 1; ``pixels`` itself for none.

    The curves go by the brightest channel of a pixel and move all three alike, so that hue and saturation stay; only
    warmth shifts colours. No channel becomes 0 or 255 that was not. ``in_place``: write over ``pixels``.
    """
    if not (light or contrast or warmth):
        return pixels
    gains, ratios = _gains(warmth), _ratios(light, contrast, warmth)
    made = pixels if in_place else np.empty_like(pixels)
    for top in range(0, pixels.shape[0], _STRIP):
        made[top : top + _STRIP] = _toned(pixels[top : top + _STRIP], gains, ratios)
    return made


def _toned(strip: Pixels, gains: _Table | None, ratios: _Table) -> cv2.typing.MatLike:
    planes = cv2.split(strip)
    if gains is not None:
        planes = [cv2.LUT(plane, table) for plane, table in zip(planes, gains, strict=True)]
    brightest = cv2.max(cv2.max(planes[0], planes[1]), planes[2])
    if gains is not None:
        brightest = cv2.convertScaleAbs(brightest)
    ratio = cv2.LUT(brightest, ratios)
    moved = cv2.merge([cv2.multiply(plane, ratio, dtype=cv2.CV_8U) for plane in planes])
    return cv2.max(cv2.min(moved, np.maximum(strip, np.uint8(254))), np.minimum(strip, np.uint8(1)))


def _gains(warmth: float) -> _Table | None:
    """Return the level that each channel's levels have under another light, (3, 256); None for the same light.

    No channel rises: the light that is lost is given back by the curve, which cannot overflow.
    """
    if not warmth:
        return None
    return np.outer(_shares(warmth), np.arange(256)).astype(np.float32)


def _shares(warmth: float) -> NDArray[np.float64]:
    shares = np.exp(np.array([0.5, 0.0, -0.5]) * _WARMEST * warmth)
    return np.asarray(shares / shares.max(), np.float64)


def _ratios(light: float, contrast: float, warmth: float) -> _Table:
    """Return what a pixel is multiplied by whose brightest channel has each of the 256 levels."""
    lost = float(_shares(warmth) @ (_RED, _GREEN, _BLUE))
    gain = MOST_LIGHT**light / lost
    levels = np.arange(1, 256) / 255
    curved = _steepened(gain * levels / (1 + (gain - 1) * levels), _MOST_CONTRAST**contrast)
    ratios = curved / levels
    return np.concatenate((ratios[:1], ratios)).astype(np.float32)


def _steepened(levels: NDArray[np.float64], slope: float) -> NDArray[np.float64]:
    """Return levels 0 to 1 through an S of two smooth halves, steepest at the pivot, with both ends where they were."""
    low = np.minimum(levels / _PIVOT, 1)
    high = np.minimum((1 - levels) / (1 - _PIVOT), 1)
    below, above = (half / (slope - (slope - 1) * half) for half in (low, high))
    return np.where(levels < _PIVOT, _PIVOT * below, 1 - (1 - _PIVOT) * above)
