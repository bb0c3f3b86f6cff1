"""Stains and specks healed: the place is covered with cloth or wall from near by, and its light fitted to the rim."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels
from vendor_app.photos.recipe import Spot

_Map = NDArray[np.float32]

_FINE: Final = 14.0
"""Pixels of a spot's radius at which its replacement is looked for: the same one at every size of the picture."""
_REACH: Final = 5.0
"""Radii about the spot's centre within which it is looked for."""
_HOLE: Final = 1.1
"""Radii that are replaced, and are no part of what is compared: what a finger marks is a little larger."""
_RIM: Final = 1.6
"""Radii up to which a replacement has to match what is around the spot."""
_GUESS: Final = 0.3
"""What it counts that within the spot there is what its surroundings let one expect: no button, no seam."""
_FADE: Final = 1.3
"""Radii over which the replacement fades into the picture."""
_MOST_SHIFT: Final = 48.0
"""Levels that the light of a replacement is changed by at most: more would be another colour."""
_OCCUPIED: Final = 1e9
_NEARER: Final = 0.02
"""What a place costs more than one at the spot itself, per radius, as a share: among equals the nearer."""
_MOST_WORK: Final = 400.0
"""Pictures looked through in all, once for each spot near the one healed: a recipe that others wrote may ask for hours.

Five hundred spots of a finger's size, all close together, are some 250.
"""


class _Disc(NamedTuple):
    """A spot in pixels."""

    x: float
    y: float
    radius: float


def heal(pixels: Pixels, spots: Sequence[Spot]) -> None:
    """Heal spots of RGB (H, W, 3), in place, in their order; what no vendor can have meant is left after a while."""
    height, width = pixels.shape[:2]
    longer = max(width, height)
    discs = [_Disc(one.x * width, one.y * height, max(one.radius * longer, 1.0)) for one in spots]
    work = 0.0
    for spot, disc in zip(spots, discs, strict=True):
        reach = _REACH * disc.radius
        near = [one for one in discs if math.hypot(one.x - disc.x, one.y - disc.y) < 1.5 * reach + _HOLE * one.radius]
        work += len(near) * min(2 * _RIM * spot.radius, 1.0) ** 2
        if work > _MOST_WORK:
            return
        _heal(pixels, disc, near)


def _heal(pixels: Pixels, disc: _Disc, discs: Sequence[_Disc]) -> None:
    left, top, right, bottom = _around(pixels, disc, _REACH * disc.radius)
    if right - left < 3 or bottom - top < 3:
        return
    part = pixels[top:bottom, left:right]
    scale = min(_FINE / disc.radius, 1.0)
    size = max(round((right - left) * scale), 3), max(round((bottom - top) * scale), 3)
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    across, down = size[0] / (right - left), size[1] / (bottom - top)
    near = [_Disc((one.x - left) * across, (one.y - top) * down, one.radius * scale) for one in discs]
    here = _Disc((disc.x - left) * across, (disc.y - top) * down, disc.radius * scale)
    shift = _nearest_match(small, here, near)
    if shift is None:
        _fill(part, small, here)
    else:
        _cover(pixels, disc, (round(shift[0] / across), round(shift[1] / down)), discs)


def _around(pixels: Pixels, disc: _Disc, reach: float) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of the pixels within ``reach`` of a disc's centre."""
    return (
        max(math.floor(disc.x - reach), 0),
        max(math.floor(disc.y - reach), 0),
        min(math.ceil(disc.x + reach) + 1, pixels.shape[1]),
        min(math.ceil(disc.y + reach) + 1, pixels.shape[0]),
    )


def _distances(shape: tuple[int, int], disc: _Disc) -> _Map:
    """Return how far, in radii, each pixel's middle is from a disc's."""
    across = np.arange(shape[1], dtype=np.float32) + 0.5 - disc.x
    down = np.arange(shape[0], dtype=np.float32) + 0.5 - disc.y
    return np.asarray(np.hypot(across[None, :], down[:, None]) / disc.radius, np.float32)


def _nearest_match(small: Pixels, here: _Disc, discs: Sequence[_Disc]) -> tuple[int, int] | None:
    """Return by how many pixels to look away from the spot for what fits into it; None when there is no such place."""
    left, top, right, bottom = _around(small, here, _RIM * here.radius)
    template = small[top:bottom, left:right]
    inside = _Disc(here.x - left, here.y - top, here.radius)
    distances = _distances(template.shape[:2], inside)
    rim = np.where(distances > _HOLE, np.clip((_RIM - distances) / (_RIM - _HOLE), 0, 1), 0).astype(np.float32)
    spoilt = np.zeros(small.shape[:2], np.uint8)
    for disc in discs:
        spoilt[_distances(small.shape[:2], disc) <= _HOLE] = 1
    hidden = spoilt[top:bottom, left:right]
    rim *= 1 - hidden
    if not rim.any():
        return None
    expected = cv2.inpaint(template, hidden, 3, cv2.INPAINT_TELEA).astype(np.float32)
    weights = cv2.merge([rim + np.float32(_GUESS) * hidden] * 3)
    costs = cv2.matchTemplate(small.astype(np.float32), expected, cv2.TM_SQDIFF, mask=weights)
    taken = cv2.matchTemplate(spoilt, np.ones(template.shape[:2], np.uint8), cv2.TM_CCORR) > 0.5
    rows, columns = (np.arange(side, dtype=np.float32) for side in costs.shape)
    away = np.hypot(columns[None, :] - left, rows[:, None] - top) / here.radius
    costs = np.where(taken, _OCCUPIED, np.maximum(costs, 0) * (1 + _NEARER * away))
    best = int(np.argmin(costs))
    if costs.flat[best] >= _OCCUPIED:
        return None
    row, column = divmod(best, costs.shape[1])
    return column - left, row - top


def _cover(pixels: Pixels, disc: _Disc, shift: tuple[int, int], discs: Sequence[_Disc]) -> None:
    """Copy what lies ``shift`` pixels away over the spot, with the light that is around the spot."""
    left, top, right, bottom = _around(pixels, disc, _RIM * disc.radius)
    across, down = (
        min(max(by, -begin), side - end)
        for by, begin, end, side in zip(shift, (left, top), (right, bottom), pixels.shape[1::-1], strict=True)
    )
    target = pixels[top:bottom, left:right]
    source = pixels[top + down : bottom + down, left + across : right + across].astype(np.float32)
    distances = _distances(target.shape[:2], _Disc(disc.x - left, disc.y - top, disc.radius))
    rim = (distances > _HOLE) & (distances < _RIM)
    for one in discs:  # their stains tell nothing of the light here
        rim &= _distances(target.shape[:2], _Disc(one.x - left, one.y - top, one.radius)) > _HOLE
    lit = source + _light(target - source, rim.astype(np.float32), disc.radius)
    share = np.clip((_FADE - distances) / (_FADE - 1), 0, 1)
    share = (share * share * (3 - 2 * share))[..., None]
    target[:] = np.clip(np.rint(lit * share + target * (1 - share)), 0, 255).astype(np.uint8)


def _light(apart: _Map, around: _Map, radius: float) -> _Map:
    """Return the difference ``around`` a disc, 1 or 0, spread softly over the whole of it."""
    scale = min(_FINE / radius, 1.0)
    size = max(round(apart.shape[1] * scale), 1), max(round(apart.shape[0] * scale), 1)
    rim = cv2.resize(around, size, interpolation=cv2.INTER_AREA)
    shifts = np.clip(apart, -_MOST_SHIFT, _MOST_SHIFT) * around[..., None]
    known = cv2.resize(shifts, size, interpolation=cv2.INTER_AREA)
    softness = 0.55 * radius * scale
    spread = cv2.GaussianBlur(known, (0, 0), softness, borderType=cv2.BORDER_CONSTANT)
    weight = cv2.GaussianBlur(rim, (0, 0), softness, borderType=cv2.BORDER_CONSTANT)
    even = spread / np.maximum(weight, 1e-4)[..., None]
    full = cv2.resize(even, apart.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(full, np.float32)


def _fill(part: Pixels, small: Pixels, here: _Disc) -> None:
    """Carry what surrounds a spot inwards, where nothing near by could cover it."""
    hole = np.asarray(_distances(small.shape[:2], here) <= _HOLE, np.uint8)
    filled = cv2.inpaint(small, hole, 3, cv2.INPAINT_TELEA)
    size = (part.shape[1], part.shape[0])
    share = cv2.resize(cv2.GaussianBlur(hole * np.float32(1), (0, 0), 1.0), size, interpolation=cv2.INTER_LINEAR)
    new = cv2.resize(filled, size, interpolation=cv2.INTER_CUBIC)
    part[:] = np.rint(new * share[..., None] + part * (1 - share[..., None])).astype(np.uint8)
