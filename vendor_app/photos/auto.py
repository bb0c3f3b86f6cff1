"""One tap: light, contrast and warmth that a photo lacks, found from its own pixels; cloth keeps its colour."""

from typing import Final, NamedTuple

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels
from vendor_app.photos.recipe import Recipe
from vendor_app.photos.tone import MOST_LIGHT, toned

_SIDE: Final = 200
"""Pixels on the long side: enough to judge light by."""
_MIDDLE: Final = (0.46, 0.74)
"""Lightness that the middle of a picture may have without anything being done about it."""
_HIGHLIGHTS: Final = 0.86
"""Lightness that a picture's brightest parts have at least."""
_BRIGHTEST: Final = 0.93
"""Lightness up to which bright parts are raised for the sake of a dark middle: above, their folds are pressed flat."""
_MOST_LIGHT, _MOST_CONTRAST, _MOST_WARMTH = 0.8, 0.3, 0.5
_TRUST: Final = 0.7
"""Share of what is found wanting that is done: a dark dress may be meant."""
_SPREAD: Final = 0.55
"""Lightness between a picture's dark and bright parts that makes it lively."""
_RIM: Final = 0.14
"""Of the shorter side: what lies there is mostly wall or floor, and not what is sold."""
_MOST_ACROSS, _MOST_ALONG = 7.0, 18.0
"""Levels of a* and b* that a white wall may have in warm or cold light; wood is redder."""
_LEAST_NEUTRAL: Final = 0.3
"""Share of that rim that must be such before its light can be told."""
_NO_CAST: Final = 2.0
"""Levels of b* that nobody sees."""
_CAST_OF_WARMTH: Final = 24.0
"""Levels of b* by which full warmth moves a light grey."""

_Map = NDArray[np.float32]


class Tone(NamedTuple):
    """Three values of a recipe."""

    light: float = 0.0
    contrast: float = 0.0
    warmth: float = 0.0

    def on(self, recipe: Recipe) -> Recipe:
        """Return the recipe with these values in it."""
        return msgspec.structs.replace(recipe, light=self.light, contrast=self.contrast, warmth=self.warmth)


def auto(pixels: Pixels) -> Tone:
    """Return what makes RGB (H, W, 3), of any size, look as in good light; nothing when it does already.

    It can drive no colour to its end: ``toned`` never does. Only what lies at the rim tells the tint of the light, so
    that blue cloth is not "corrected" to grey.
    """
    scale = _SIDE / max(pixels.shape[:2])
    size = tuple(max(round(side * scale), 1) for side in pixels.shape[1::-1])
    small = pixels if scale >= 1 else np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    warmth = _warmth(small)
    light = _light(toned(small, 0, 0, warmth), min(_bright(small), _BRIGHTEST))
    contrast = _contrast(_lightness(toned(small, light, 0, warmth)))
    return Tone(round(light, 2), round(contrast, 2), round(warmth, 2))


def _lightness(small: Pixels) -> _Map:
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255, np.float32)


def _bright(small: Pixels) -> float:
    """Return how bright the bright parts are, by their strongest channel.

    Blue cloth is dark to the eye, and yet there is little above it.
    """
    return float(np.percentile(small.max(axis=2), 97)) / 255


def _light(small: Pixels, least: float) -> float:
    """Return the light that brings the picture's middle, or at least its bright parts, to where they should be.

    ``least``: the lightness that its bright parts had before their tint was taken away: white stays white.
    """
    grey = _lightness(small)
    middle = float(grey.mean() + np.median(grey)) / 2
    bright = _bright(small)
    wanted = min(max(middle, _MIDDLE[0]), _MIDDLE[1])
    by_middle, by_bright = _gain(middle, wanted), _gain(bright, max(bright, least, _HIGHLIGHTS))
    if wanted > middle:  # a dark dress before a white wall is lit well
        by_middle = min(by_middle, _gain(bright, max(bright, _BRIGHTEST)))
    found = _TRUST * (max(by_middle, by_bright) if wanted >= middle else by_middle)
    return min(max(found, -_MOST_LIGHT), _MOST_LIGHT)


def _gain(level: float, wanted: float) -> float:
    """Return the light that moves one level to another."""
    level, wanted = (min(max(one, 0.02), 0.98) for one in (level, wanted))
    return float(np.log(wanted * (1 - level) / (level * (1 - wanted))) / np.log(MOST_LIGHT))


def _contrast(grey: _Map) -> float:
    dark, bright = np.percentile(grey, (4, 96))
    return min(max((_SPREAD - float(bright - dark)) * 1.2, 0.0), _MOST_CONTRAST)


def _warmth(small: Pixels) -> float:
    """Return what takes the tint of the light away, as far as walls, paper or grey floor tell it."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    light, across, along = (np.asarray(plane, np.float32) for plane in cv2.split(lab))
    rim = np.ones(light.shape, bool)
    wide = max(round(min(light.shape) * _RIM), 1)
    rim[wide:-wide, wide:-wide] = False
    is_neutral = rim & (abs(across) < _MOST_ACROSS) & (abs(along) < _MOST_ALONG) & (light > 30) & (light < 99)
    if is_neutral.sum() < _LEAST_NEUTRAL * rim.sum():
        return 0.0
    cast = float(np.median(along[is_neutral]))
    if abs(cast) < _NO_CAST:
        return 0.0
    found = -_TRUST * (cast - np.sign(cast) * _NO_CAST / 2) / _CAST_OF_WARMTH
    return min(max(float(found), -_MOST_WARMTH), _MOST_WARMTH)
