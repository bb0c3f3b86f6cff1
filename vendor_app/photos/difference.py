"""What a photo shows that the photo of the empty stand does not: the two are laid on each other and lit alike first."""

import itertools
import math
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.reading import Pixels

_SIDE: Final = 320
"""Pixels on the long side while the two are laid on each other."""
_BORDER: Final = 0.12
"""Of the short side: the rim in which there is mostly no product."""
_RATIO: Final = 0.04
"""How much the shapes of two photos may differ."""
_MOST_SHIFT: Final = 0.12
"""Of the long side: more is another place, not a hand that shook."""
_BETTER: Final = 0.97
"""What is left of the misfit when a way is worth going: on a bare wall none is."""
_DARK: Final = 12.0
"""Levels added before logarithms: the grain of black cloth is no colour."""
_SHADOW: Final = 0.5
"""What being darker counts beside being brighter or of another colour: it may be the product's shadow."""
_SURELY: Final = 0.3
"""Logarithm of the ratio of two lights from which on they are surely different things."""
_GRAIN, _MOST_GRAIN = 3.0, 0.04
"""Times the grain that nothing is made of, and what is taken for grain at most."""
_ALIKE: Final = 0.3
"""Likelihood up to which a pixel is the stand's own."""
_MOSTLY, _HARDLY = 0.8, 0.35
"""Shares of the rim that are the stand's own: from here on surely the same place; below, surely another one."""
_LEVELS: Final = 160.0
"""Levels of the compared picture for a ratio of e."""

_Lights = NDArray[np.float32]
"""(height, width, 3): logarithms of the light in R, G, B."""


class Compared(NamedTuple):
    """Two photos of one place, with and without the product."""

    picture: Pixels
    """(height, width, 3): how they differ in lightness and two colours; 128 where they do not."""
    likely: NDArray[np.float32]
    """(height, width): 0 where they are alike, 1 where surely different."""

    @property
    def agreement(self) -> float:
        """Share of the rim, where there is hardly a product, in which the two are alike."""
        return float((self.likely[_rim(self.likely.shape)] < _ALIKE).mean())


def compare(pixels: Pixels, stand: Pixels) -> Compared:
    """Compare upright RGB with the same place without the product, of any size, shifted, turned and lit a little else.

    Raises VendorError when the stand was photographed in another shape, upright against lying, or is another place.
    """
    if not _is_of_shape(pixels, stand):
        raise VendorError(
            _("The photo of the empty stand has another shape than this photo."),
            _("Hold the phone the same way for both, or photograph the empty stand again."),
        )
    compared = _laid_on(pixels, stand)
    if compared.agreement < _HARDLY:
        raise VendorError(
            _("The photo of the empty stand shows another place."), _("Choose another one, or leave it out.")
        )
    return compared


def fits(pixels: Pixels, stand: Pixels) -> bool:
    """Whether a photo was taken before the stand that another one shows: their rims are alike."""
    if not _is_of_shape(pixels, stand):
        return False
    scale = min(_SIDE / max(pixels.shape[:2]), 1.0)
    small = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    return _laid_on(small, stand).agreement >= _MOSTLY


def _laid_on(pixels: Pixels, stand: Pixels) -> Compared:
    height, width = pixels.shape[:2]
    empty = np.asarray(cv2.resize(stand, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    way, flags = _way(pixels, empty), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(empty, way, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return _compared(_lights(pixels), _lights(np.asarray(moved, np.uint8)))


def _is_of_shape(pixels: Pixels, stand: Pixels) -> bool:
    return abs(math.log(stand.shape[1] / stand.shape[0] * pixels.shape[0] / pixels.shape[1])) <= _RATIO


def _lights(pixels: Pixels) -> _Lights:
    smooth = cv2.GaussianBlur(pixels, (0, 0), 0.8)
    return np.asarray(np.log(smooth.astype(np.float32) + _DARK), np.float32)


def _compared(seen: _Lights, empty: _Lights) -> Compared:
    empty = empty + _lighting(seen - empty)
    # Whatever lies within a pixel's neighbours is alike: patterns need not lie on each other to the pixel.
    least, most = cv2.erode(empty, _square(3)), cv2.dilate(empty, _square(3))
    off = seen - np.clip(seen, least, most)
    light = off.mean(axis=2)
    colours = (off[..., 0] - off[..., 1]) / 2**0.5, (off[..., 0] + off[..., 1] - 2 * off[..., 2]) / 6**0.5
    weighed = np.where(light < 0, light * _SHADOW, light)
    apart = np.sqrt(weighed**2 + 2 * colours[0] ** 2 + 2 * colours[1] ** 2)
    grain = min(float(np.median(apart[_rim(apart.shape)])), _MOST_GRAIN)
    likely = np.clip((apart - _GRAIN * grain) / _SURELY, 0, 1)
    picture = np.stack([weighed, *colours], axis=2) * _LEVELS + 128
    return Compared(np.clip(picture, 0, 255).astype(np.uint8), np.asarray(likely, np.float32))


def _lighting(ratio: _Lights) -> _Lights:
    """Return how the light changed over the picture: a slope and a bow per channel, fitted to what did not change."""
    height, width = ratio.shape[:2]
    step = max(max(height, width) // 100, 1)
    few = ratio[::step, ::step]
    wanted, at = few.reshape(-1, 3), _curves(*few.shape[:2])
    weights = _rim(few.shape[:2]).astype(np.float32).ravel() + 1e-3
    fit = np.zeros((at.shape[1], 3), np.float32)
    for spread in (0.12, 0.08, 0.06, 0.05):
        scaled = at * weights[:, None]
        fit = np.linalg.solve(at.T @ scaled + 1e-3 * np.eye(at.shape[1]), scaled.T @ wanted).astype(np.float32)
        off = np.abs(wanted - at @ fit).max(axis=1)
        weights = 1 / (1 + (off / spread) ** 4)
    return np.asarray((_curves(height, width) @ fit).reshape(height, width, 3), np.float32)


def _curves(height: int, width: int) -> NDArray[np.float32]:
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32).reshape(2, -1)
    return np.asarray(np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1), np.float32)


def _rim(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return the left, top and right rim: things stand or lie on the lower one."""
    band = max(round(min(shape) * _BORDER), 1)
    rim = np.zeros(shape, bool)
    rim[:band] = rim[:, :band] = rim[:, -band:] = True
    return rim


def _way(pixels: Pixels, empty: Pixels) -> NDArray[np.float32]:
    """Return the 2 × 3 way from places in ``pixels`` to those in ``empty``; none where nothing can be recognised."""
    scale = min(_SIDE / max(pixels.shape[:2]), 1.0)
    one, other = (
        _structure(cv2.resize(each, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)) for each in (pixels, empty)
    )
    stay = np.eye(2, 3, dtype=np.float32)
    ways = [stay, _shift(one, other)]
    for motion in (cv2.MOTION_EUCLIDEAN, cv2.MOTION_AFFINE):
        ways.append(_refined(one, other, ways[-1], motion))
    ways = [way for way in ways if _is_small(way, one.shape)]
    best = min(ways, key=lambda way: _misfit(one, other, way))
    if _misfit(one, other, best) > _BETTER * _misfit(one, other, stay):
        best = stay
    best = best.copy()
    best[:, 2] /= scale
    return best


def _shift(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the shift by which the rims fit best: all are tried, in steps of two pixels and then of one."""
    most = round(_MOST_SHIFT * max(one.shape))
    rows, columns = (places[::3] for places in np.nonzero(_rim(one.shape)))
    seen = one[rows, columns]

    def misfit(place: tuple[int, int]) -> float:
        at = np.clip(rows + place[1], 0, one.shape[0] - 1), np.clip(columns + place[0], 0, one.shape[1] - 1)
        return float(np.abs(seen - other[at]).mean())

    steps = range(-most, most + 1, 2)
    # The nearest of those that fit alike: tiles fit again one tile farther.
    best = min(sorted(itertools.product(steps, steps), key=lambda place: abs(place[0]) + abs(place[1])), key=misfit)
    best = min(((best[0] + x, best[1] + y) for x in (0, -1, 1) for y in (0, -1, 1)), key=misfit)
    return np.array([[1, 0, best[0]], [0, 1, best[1]]], np.float32)


def _structure(pixels: cv2.typing.MatLike) -> NDArray[np.float32]:
    """Return edges and patterns of a picture however it is lit."""
    grey = np.log(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) + _DARK)
    grey = cv2.GaussianBlur(grey, (0, 0), 1.0)
    return np.asarray(grey - cv2.GaussianBlur(grey, (0, 0), 12.0), np.float32)


def _refined(
    one: NDArray[np.float32], other: NDArray[np.float32], way: NDArray[np.float32], motion: int
) -> NDArray[np.float32]:
    """Return the way made better by some pixels, by the rim and by whatever else fits already."""
    off = np.abs(one - _moved(other, way))
    rim = _rim(one.shape)
    fit = rim | (cv2.GaussianBlur(off, (0, 0), 3) < 2 * np.median(off[rim]))
    mask = np.asarray(fit, np.uint8) * np.uint8(255)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 40, 1e-5)
    try:
        _likeness, found = cv2.findTransformECC(one, other, way.copy(), motion, criteria, mask, 5)
    except cv2.error:  # a bare wall: nothing to hold on to
        return way
    return np.asarray(found, np.float32)


def _moved(picture: NDArray[np.float32], way: NDArray[np.float32]) -> NDArray[np.float32]:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(picture, way, picture.shape[::-1], flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def _misfit(one: NDArray[np.float32], other: NDArray[np.float32], way: NDArray[np.float32]) -> float:
    off = np.abs(one - _moved(other, way))[_rim(one.shape)]
    return float(np.minimum(off, 4 * np.median(off) + 1e-6).mean())


def _is_small(way: NDArray[np.float32], shape: tuple[int, ...]) -> bool:
    return bool(np.abs(way[:, 2]).max() <= _MOST_SHIFT * max(shape) and np.abs(way[:, :2] - np.eye(2)).max() < 0.1)


def _square(side: int) -> NDArray[np.uint8]:
    return np.ones((side, side), np.uint8)
