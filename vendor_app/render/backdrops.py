"""Pictures of the canvas's shape: a plain or patterned ground, a photo in a window on it, a photo before its blur."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.render.colour import Pixels
from vendor_app.render.patterns import drawn
from vendor_app.storyboard.colours import levels, tones
from vendor_app.storyboard.framing import LARGEST_CROP
from vendor_app.storyboard.model import CANVAS, Box, Colour, Pattern

_RADIUS = 44
_FRAME = 10
"""Pixels of canvas: the pale frame of a window."""
_SHADOW = 34
_DIM = 0.68
"""How bright the blurred copy is beside the picture: also white on white then has an edge."""
_LOW = 0.7
"""Where a picture before its blur sits: share of the free height that is above it, for the lettering."""
_LONGEST = 2.2
"""A picture longer than this, or taller, is cut a little: as a thin strip it would show nothing."""


class _Place(NamedTuple):
    """A rectangle in pixels."""

    left: int
    top: int
    width: int
    height: int


def ground(colour: Colour, pattern: Pattern, size: tuple[int, int]) -> Pixels:
    """Return a ground (H, W, 3) of one colour, or of it and a tone near it."""
    base, furthest = (np.array(levels(tone), np.float32) for tone in tones(colour, pattern))
    shades = np.rint(base + (furthest - base) * np.linspace(0, 1, 256, dtype=np.float32)[:, None, None])
    return np.asarray(cv2.LUT(cv2.merge([drawn(pattern, size)] * 3), shades.astype(np.uint8)), np.uint8)


def before_blur(photo: Pixels, size: tuple[int, int]) -> Pixels:
    """Return the whole photo before a blurred, darker copy of itself that covers ``size``."""
    width, height = size
    blurred = cv2.GaussianBlur(covering(photo, width // 12, height // 12), (0, 0), width / 400)
    back = np.asarray(
        cv2.convertScaleAbs(cv2.resize(blurred, size, interpolation=cv2.INTER_CUBIC), alpha=_DIM), np.uint8
    )
    place = _fitting(photo, _Place(0, 0, width, height), _LOW)
    _cast_shadow(back, place, radius=0, scale=width / CANVAS.width)
    _put(back, covering(photo, place.width, place.height), place, None)
    return back


def inset(back: Pixels, photo: Pixels, window: Box, scale: float) -> Pixels:
    """Put the photo into a window with round corners and a pale frame; changes and returns ``back``."""
    sides = (round(side * scale) for side in (window.x, window.y, window.width, window.height))
    place = _Place(*sides)
    if not _covers(photo, place):
        place = _fitting(photo, place, _LOW if place.height > place.width else 0.5)
    radius, frame = round(_RADIUS * scale), round(_FRAME * scale)
    outer = _Place(place.left - frame, place.top - frame, place.width + 2 * frame, place.height + 2 * frame)
    _cast_shadow(back, outer, radius + frame, scale)
    pale = np.full((outer.height, outer.width, 3), (255, 252, 244), np.uint8)
    _put(back, pale, outer, _round_mask(outer.width, outer.height, radius + frame))
    _put(back, covering(photo, place.width, place.height), place, _round_mask(place.width, place.height, radius))
    return back


def covering(photo: Pixels, width: int, height: int) -> Pixels:
    """Return the middle of the photo, scaled to cover width x height exactly."""
    scale = max(width / photo.shape[1], height / photo.shape[0])
    across, down = (
        min(max(round(side / scale), 1), most) for side, most in ((width, photo.shape[1]), (height, photo.shape[0]))
    )
    left, top = (photo.shape[1] - across) // 2, (photo.shape[0] - down) // 2
    part = photo[top : top + down, left : left + across]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))


def _fitting(photo: Pixels, window: _Place, above: float) -> _Place:
    """Return the largest part of the window that has the photo's shape; of very long ones, the middle's shape.

    ``above``: share of the free height that is above it.
    """
    shape = photo.shape[1] / photo.shape[0]
    long_shape, tall_shape = max(_LONGEST, shape * (1 - LARGEST_CROP)), min(1 / _LONGEST, shape / (1 - LARGEST_CROP))
    shape = min(max(shape, tall_shape), long_shape)
    width = max(min(window.width, round(window.height * shape)), 2)
    height = max(min(window.height, round(window.width / shape)), 2)
    left, top = window.left + (window.width - width) // 2, window.top + round((window.height - height) * above)
    return _Place(left, top, width, height)


def _covers(photo: Pixels, window: _Place) -> bool:
    """Whether the photo may fill the window without losing too much."""
    shape, wanted = photo.shape[1] / photo.shape[0], window.width / window.height
    return bool(min(shape, wanted) / max(shape, wanted) >= 1 - LARGEST_CROP)


def _cast_shadow(back: Pixels, place: _Place, radius: int, scale: float) -> None:
    """Darken the ground around a place, softly, in place; worked out at a quarter of the size."""
    small = np.zeros((back.shape[0] // 4, back.shape[1] // 4), np.uint8)
    mask = _round_mask(max(place.width // 4, 1), max(place.height // 4, 1), radius // 4)
    left, top = max(place.left // 4, 0), max(place.top // 4 + round(3 * scale), 0)
    target = small[top : top + mask.shape[0], left : left + mask.shape[1]]
    target[...] = mask[: target.shape[0], : target.shape[1]]
    soft = cv2.GaussianBlur(small, (0, 0), _SHADOW * scale / 4)
    soft = cv2.resize(soft, (back.shape[1], back.shape[0]), interpolation=cv2.INTER_LINEAR)
    kept = 255 - cv2.convertScaleAbs(soft, alpha=0.45)
    cv2.multiply(back, cv2.merge([kept] * 3), dst=back, scale=1 / 255)


def _put(back: Pixels, picture: Pixels, place: _Place, mask: NDArray[np.uint8] | None) -> None:
    target = back[place.top : place.top + place.height, place.left : place.left + place.width]
    if mask is None:
        target[...] = picture
        return
    soft = mask < 255
    share = mask[soft, None].astype(np.float32) / 255
    edge = np.rint(target[soft] * (1 - share) + picture[soft] * share).astype(np.uint8)
    target[...] = picture
    target[soft] = edge


def _round_mask(width: int, height: int, radius: int) -> NDArray[np.uint8]:
    """Return 255 inside a rectangle with round corners, 0 outside, soft over one pixel."""
    radius = max(min(radius, width // 2, height // 2), 0)
    x = np.maximum(np.abs(np.arange(width) - (width - 1) / 2) - ((width - 1) / 2 - radius), 0)
    y = radius - np.arange(radius + 1)  # all rows between the corners are as the last of these
    distance = np.hypot(x[None, :], y[:, None]).astype(np.float32)
    rows = np.clip((radius + 0.5 - distance) * 255, 0, 255).astype(np.uint8)
    mask = np.tile(rows[-1], (height, 1))
    mask[:radius], mask[height - radius :] = rows[:-1], rows[-2::-1]
    return mask
