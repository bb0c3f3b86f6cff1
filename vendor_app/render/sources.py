"""The picture behind a shot, prepared once: cut to what the move shows, scaled for it, in planes."""

import math
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np

from vendor_app.photos.photo import PhotoId
from vendor_app.render.colour import Pixels, Planes, to_planes
from vendor_app.render.motion import View, view_of
from vendor_app.storyboard.model import CANVAS, Box, Shot

OpenPhoto: TypeAlias = Callable[[PhotoId, tuple[int, int]], Pixels]
"""Returns the photo as RGB (H, W, 3); may be smaller than the original if it still covers (width, height)."""

OVERSAMPLING = 1.15
"""Pixels of the source for each of the canvas, at the closest view: keeps the moving picture sharp."""


class Source(NamedTuple):
    """What a shot moves over, and its view of it at both ends of the move."""

    planes: Planes
    start: View
    end: View


def prepare(shot: Shot, open_photo: OpenPhoto, canvas: tuple[int, int]) -> Source:
    """Open and prepare the picture of a shot."""
    closest = max(shot.motion.start.zoom, shot.motion.end.zoom) * OVERSAMPLING
    wanted = (math.ceil(canvas[0] * closest), math.ceil(canvas[1] * closest))
    picture = _background(shot, open_photo, wanted, canvas)
    size = (picture.shape[1], picture.shape[0])
    start, end = (view_of(framing, size, canvas) for framing in (shot.motion.start, shot.motion.end))
    return _cut(picture, start, end, canvas)


def _background(shot: Shot, open_photo: OpenPhoto, wanted: tuple[int, int], canvas: tuple[int, int]) -> Pixels:
    if shot.photo is None:
        return _ground(shot, wanted)
    photo = open_photo(shot.photo, wanted)
    if shot.fill == "cover":
        return photo
    scale = wanted[0] / CANVAS.width
    if shot.fill == "inset":
        ground, window = _ground(shot, wanted), shot.window or CANVAS
        return _inset(ground, photo, window, scale)
    return _before_blur(photo, wanted)


def _cut(picture: Pixels, start: View, end: View, canvas: tuple[int, int]) -> Source:
    """Cut away what is never seen, and scale the rest to what the closest view needs."""
    tall = canvas[1] / canvas[0]
    left, top = (math.floor(max(min(a, b) - 2, 0)) for a, b in ((start.left, end.left), (start.top, end.top)))
    right = math.ceil(max(view.left + view.width for view in (start, end)) + 2)
    bottom = math.ceil(max(view.top + view.width * tall for view in (start, end)) + 2)
    part = picture[top:bottom, left:right]
    factor = OVERSAMPLING * canvas[0] / min(start.width, end.width)
    width, height = (round(side * factor / 2) * 2 for side in (part.shape[1], part.shape[0]))
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(part, (width, height), interpolation=method)
    across, down = width / part.shape[1], height / part.shape[0]
    views = (View((v.left - left) * across, (v.top - top) * down, v.width * across) for v in (start, end))
    return Source(to_planes(scaled), *views)


def _ground(shot: Shot, size: tuple[int, int]) -> Pixels:
    colour = [int(shot.ground[at : at + 2], 16) for at in (1, 3, 5)]
    return np.full((size[1], size[0], 3), colour, np.uint8)


def _before_blur(photo: Pixels, size: tuple[int, int]) -> Pixels:
    width, height = size
    back = _covering(photo, width // 12, height // 12)
    back = cv2.GaussianBlur(back, (0, 0), max(width / 320, 1.0))
    back = cv2.convertScaleAbs(cv2.resize(back, size, interpolation=cv2.INTER_CUBIC), alpha=0.62)
    scale = min(width / photo.shape[1], height / photo.shape[0])
    inner = (round(photo.shape[1] * scale), round(photo.shape[0] * scale))
    front = cv2.resize(photo, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    left, top = (width - inner[0]) // 2, round((height - inner[1]) * 0.56)
    back[top : top + inner[1], left : left + inner[0]] = front
    return back


def _inset(ground: Pixels, photo: Pixels, window: Box, scale: float) -> Pixels:
    left, top, width, height = (round(side * scale) for side in (window.x, window.y, window.width, window.height))
    ground[top : top + height, left : left + width] = _covering(photo, width, height)
    return ground


def _covering(photo: Pixels, width: int, height: int) -> Pixels:
    """Return the middle of the photo that covers width x height."""
    scale = max(width / photo.shape[1], height / photo.shape[0])
    across, down = min(round(width / scale), photo.shape[1]), min(round(height / scale), photo.shape[0])
    left, top = (photo.shape[1] - across) // 2, (photo.shape[0] - down) // 2
    part = photo[top : top + down, left : left + across]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))
