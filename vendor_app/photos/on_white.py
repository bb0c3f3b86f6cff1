"""A cut-out product on white paper, with its own soft shadow or without."""

from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels

Mask: TypeAlias = NDArray[np.uint8]
"""(height, width): 255 where the product is, 0 where it is not, between at its edge."""
_STRIP: Final = 256
_WHITE: Final = 255
_STEEPEST: Final = 3.0
"""A mask is small: enlarged, its outline is made as much crisper, up to this."""
_OWN_SIDE: Final = 400
"""Pixels on the long side while the product's own colours at its outline are looked for."""
_NEAR, _WIDE = 1.0, 4.0
"""Of those pixels: colours come from as near where there are any all of the product, else from wider around."""
_SHADOW_SIDE: Final = 300
_REACH: Final = 0.1
"""Of the long side: as far as a shadow is kept; beyond it the paper is plain white."""
_BLUR: Final = 0.012
_FAINT, _DEEPEST = 0.03, 0.45
"""Share of the light that any ground varies by, and that a shadow takes at most."""
_CLOSE: Final = 0.015
"""Of the long side: as near to the outline nothing is taken for the ground, for it may be the product."""
_LEAST_GROUND: Final = 0.05
"""Share of the picture; with less ground to be seen there is no shadow."""

_Levels: TypeAlias = NDArray[np.float32]


def put_on_white(pixels: Pixels, mask: Mask, *, shadow: bool) -> None:
    """Replace by white, in place, all of RGB (H, W, 3) that is not the product; the product's own pixels stay.

    ``mask`` has the picture's shape at any size. A pixel at the outline gets the product's colour from beside it, mixed
    with white, so that nothing of the old background shines. ``shadow``: the light that the product took from the
    ground around it is missing from the paper, softly.
    """
    height, width = pixels.shape[:2]
    shares = _enlarged(mask, (width, height))
    own = _own_colours(pixels, mask)
    paper = _resized(_paper(pixels, mask), (width, height)) if shadow else None
    columns = np.arange(width) * own.shape[1] // width
    for top in range(0, height, _STRIP):
        rows = np.arange(top, min(top + _STRIP, height))
        strip, share = pixels[rows[0] : rows[-1] + 1], shares[rows[0] : rows[-1] + 1]
        white = np.full(share.shape, _WHITE, np.uint8) if paper is None else paper[rows[0] : rows[-1] + 1]
        y, x = np.nonzero((share > 0) & (share < _WHITE))
        part = share[y, x].astype(np.float32)[:, None] / _WHITE
        edge = part * own[rows[y] * own.shape[0] // height, columns[x]] + (1 - part) * white[y, x][:, None]
        np.copyto(strip, white[..., None], where=(share < _WHITE)[..., None])
        strip[y, x] = np.rint(edge).astype(np.uint8)


def _resized(mask: Mask, size: tuple[int, int]) -> Mask:
    method = cv2.INTER_AREA if size[0] < mask.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(mask, size, interpolation=method), np.uint8)


def _enlarged(mask: Mask, size: tuple[int, int]) -> Mask:
    """Return the mask at another size, its outline as crisp as that size deserves."""
    steep = min(max(size[0] / mask.shape[1], 1.0), _STEEPEST)
    levels = np.rint(np.clip((np.arange(256) - 127.5) * steep + 127.5, 0, _WHITE))
    return np.asarray(cv2.LUT(_resized(mask, size), levels.astype(np.uint8)), np.uint8)


def _own_colours(pixels: Pixels, mask: Mask) -> Pixels:
    """Return a small picture with the product's colours carried outwards over its outline."""
    size = _small(pixels, _OWN_SIDE)
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    shares = _resized(mask, size)
    inside = cv2.erode(shares, np.ones((3, 3), np.uint8)).astype(np.float32) / _WHITE
    # A strap may have no inside: there its middle has to do.
    weights = (inside**4 + 1e-3 * (shares.astype(np.float32) / _WHITE) ** 4)[..., None]
    colours, amount = np.zeros_like(small), np.full((*weights.shape[:2], 1), 1e-9, np.float32)
    for sigma, counts in ((_NEAR, 1.0), (_WIDE, 1e-3)):
        colours += counts * cv2.GaussianBlur(small * weights, (0, 0), sigma)
        amount += counts * cv2.GaussianBlur(weights, (0, 0), sigma)[..., None]
    return np.clip(colours / amount, 0, _WHITE).astype(np.uint8)


def _paper(pixels: Pixels, mask: Mask) -> Mask:
    """Return a small picture of the paper's lightness: white but where the product took light from the ground."""
    size = _small(pixels, _SHADOW_SIDE)
    grey = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    product = np.asarray(_resized(mask, size) > 0, np.uint8)
    close = 2 * max(round(max(size) * _CLOSE), 1) + 1
    near = cv2.dilate(product, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (close, close)))
    ground = np.asarray(near == 0, np.float32)
    if ground.mean() < _LEAST_GROUND:
        return np.full(grey.shape, _WHITE, np.uint8)
    lit = grey.astype(np.float32) / _unshaded(np.asarray(grey, np.float32), ground)
    sigma = max(size) * _BLUR
    around = cv2.GaussianBlur(lit * ground, (0, 0), sigma) + 1e-6
    taken = 1 - around / (cv2.GaussianBlur(ground, (0, 0), sigma) + 1e-6) - _FAINT
    away = cv2.distanceTransform(1 - product, cv2.DIST_L2, 3) / (max(size) * _REACH)
    kept = 0.5 + 0.5 * np.cos(np.pi * np.clip(away, 0, 1))
    return np.asarray(np.rint((1 - np.clip(taken, 0, _DEEPEST) * kept) * _WHITE), np.uint8)


def _unshaded(grey: _Levels, ground: _Levels) -> _Levels:
    """Return how bright the ground is without a shadow: a slope over the picture that counts bright places more."""
    height, width = grey.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32).reshape(2, -1)
    slope = np.stack([np.ones_like(x), x, y], axis=1)
    wanted, weights = grey.ravel(), ground.ravel()
    fitted = wanted
    for _round in range(4):
        scaled = slope * weights[:, None]
        fitted = slope @ np.linalg.solve(slope.T @ scaled + 1e-3 * np.eye(3, dtype=np.float32), scaled.T @ wanted)
        weights = ground.ravel() * np.where(wanted < fitted, np.float32(0.2), np.float32(1))
    return np.asarray(np.maximum(fitted.reshape(height, width), 1), np.float32)


def _small(pixels: Pixels, side: int) -> tuple[int, int]:
    scale = min(side / max(pixels.shape[:2]), 1.0)
    return max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1)
