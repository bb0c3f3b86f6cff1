"""From an original and a recipe to the picture. Pure: the same at any size of the original, up to resampling."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.geometry import developed_size as developed_size
from vendor_app.photos.heal import heal
from vendor_app.photos.on_white import Mask, put_on_white
from vendor_app.photos.reading import Pixels
from vendor_app.photos.recipe import Recipe
from vendor_app.photos.reframe import reframed
from vendor_app.photos.tone import toned
from vendor_app.photos.veil import veil

_SHARPEST: Final = 1.4
"""What is added of the fine detail at full sharpness."""
_DETAIL: Final = 1 / 2400
"""Of the longer side: how fine that detail is."""
_FINEST: Final = 0.8
"""Pixels: finer there is only noise."""
_LEAST_NOISE, _MOST_NOISE = 1.5, 6.0
"""Levels of detail that are left as they are, at least and at most."""
_ABOVE_NOISE: Final = 2.5
"""Times the mean detail of the smoothest places, below which all is taken for grain."""
_PATCHES, _PATCH = 6, 48
"""Places looked at along each side, and their pixels."""
_HALO: Final = 28.0
"""Levels by which sharpening changes a pixel at most."""
_STRIP: Final = 96


def develop(pixels: Pixels, recipe: Recipe, *, mask: Mask | None = None, in_place: bool = False) -> Pixels:
    """Return the picture that ``recipe`` makes of an upright original, RGB (H, W, 3), or of a smaller copy of it.

    Its size is ``developed_size``. ``mask``: of the recipe's cutout, at any size; without one the background stays.
    ``in_place``: ``pixels`` may be written over, which saves memory; else they stay as they are. The result may be a
    view of them.
    """
    mended = mend(pixels, recipe, in_place=in_place)
    return finish(mended, recipe, mask=mask, in_place=in_place or mended is not pixels)


def mend(pixels: Pixels, recipe: Recipe, *, in_place: bool = False) -> Pixels:
    """Return the first half of ``develop``, spots and veils: for who changes the other half many times a second."""
    if not (recipe.spots or recipe.veils):
        return pixels
    mended = pixels if in_place else pixels.copy()
    heal(mended, recipe.spots)
    veil(mended, recipe.veils)
    return mended


def finish(mended: Pixels, recipe: Recipe, *, mask: Mask | None = None, in_place: bool = False) -> Pixels:
    """Return the picture made of what ``mend`` returned: the second half of ``develop``."""
    made = toned(mended, recipe.light, recipe.contrast, recipe.warmth, in_place=in_place)
    in_place |= made is not mended
    if recipe.cutout is not None and mask is not None:
        made = made if in_place else made.copy()
        put_on_white(made, mask, shadow=recipe.cutout.shadow)
        in_place = True
    framed = reframed(made, recipe)
    in_place |= not np.may_share_memory(framed, mended)
    return sharpened(framed, recipe.sharpness, in_place=in_place) if recipe.sharpness > 0 else framed


def sharpened(pixels: Pixels, amount: float, *, in_place: bool = False) -> Pixels:
    """Return RGB (H, W, 3) with its fine detail clearer, by 0 to 1; noise is left alone, and colours stay."""
    softness = max(max(pixels.shape[:2]) * _DETAIL, _FINEST)
    margin, noise = round(4 * softness) + 1, _noise(pixels, softness)
    made = pixels if in_place else np.empty(pixels.shape, np.uint8)
    above = pixels[:0].copy()
    for top in range(0, pixels.shape[0], _STRIP):
        strip = np.concatenate((above, pixels[top : top + _STRIP + margin]))
        kept = strip[max(above.shape[0] + _STRIP - margin, 0) : above.shape[0] + _STRIP]
        made[top : top + _STRIP] = _clearer(strip, amount, softness, noise)[above.shape[0] : above.shape[0] + _STRIP]
        above = kept
    return made


def _clearer(strip: Pixels, amount: float, softness: float, noise: float) -> cv2.typing.MatLike:
    detail = _detail(strip, softness)
    told = np.sign(detail) * np.maximum(np.abs(detail) - noise, 0) * (_SHARPEST * amount)
    return cv2.add(strip, cv2.merge([np.clip(told, -_HALO, _HALO)] * 3), dtype=cv2.CV_8U)


def _detail(pixels: Pixels, softness: float) -> NDArray[np.float32]:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), softness, borderType=cv2.BORDER_REPLICATE), np.float32)


def _noise(pixels: Pixels, softness: float) -> float:
    """Return the levels up to which detail is grain, told by the smoothest places of the picture."""
    tops, lefts = (np.linspace(0, max(side - _PATCH, 0), _PATCHES).astype(int) for side in pixels.shape[:2])
    found = [
        float(np.abs(_detail(np.ascontiguousarray(pixels[y : y + _PATCH, x : x + _PATCH]), softness)).mean())
        for y in tops.tolist()
        for x in lefts.tolist()
    ]
    return min(max(_ABOVE_NOISE * float(np.percentile(found, 20)), _LEAST_NOISE), _MOST_NOISE)
