"""The picture behind a shot, prepared once: cut to what the move shows, scaled for it, in planes."""

import math
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np

from vendor_app.render.backdrops import before_blur, ground, inset
from vendor_app.render.colour import Pixels, Planes, to_planes
from vendor_app.render.motion import MARGIN, View, view_of
from vendor_app.storyboard.model import CANVAS, Box, Framing, Shot

OpenPhoto: TypeAlias = Callable[[str, tuple[int, int]], Pixels]
"""Returns a photo, by its id or the key of its look, as RGB (H, W, 3); may be smaller than it is if it still covers
(width, height)."""


class Openers(NamedTuple):
    """How a stage comes to its originals."""

    photo: OpenPhoto
    cutout: OpenPhoto
    """Returns what is partly transparent as RGBA (H, W, 4), not premultiplied."""


OVERSAMPLING = 1.15
"""Pixels of the source for each of the canvas, at the closest view: keeps the moving picture sharp."""
_NEAR_ENOUGH = 0.01


class Source(NamedTuple):
    """What a shot moves over, with its margin, and the view of it at both ends of the move."""

    planes: Planes
    start: View
    end: View


def prepare(shot: Shot, open_photo: OpenPhoto, canvas: tuple[int, int]) -> Source:
    """Open and prepare the picture of a shot."""
    closest = max(shot.motion.start.zoom, shot.motion.end.zoom) * OVERSAMPLING
    wanted = (math.ceil(canvas[0] * closest), math.ceil(canvas[1] * closest))
    picture = _picture(shot, open_photo, wanted)
    size = (picture.shape[1], picture.shape[0])
    start, end = (view_of(framing, size, canvas) for framing in (shot.motion.start, shot.motion.end))
    return _cut(picture, start, end, canvas)


def _picture(shot: Shot, open_photo: OpenPhoto, wanted: tuple[int, int]) -> Pixels:
    """Return what the move goes over: the photo itself, or a picture of the canvas's shape made with it."""
    shown = shot.picture
    if shown is not None and shot.fill == "cover":
        return open_photo(shown, wanted)
    if shown is not None and shot.fill == "blur":
        return before_blur(open_photo(shown, (wanted[0], 1)), wanted)
    back = ground(shot.ground, shot.pattern, wanted)
    if shown is None:
        return back
    window, scale = shot.window or CANVAS, wanted[0] / CANVAS.width
    if shot.part is None:
        return inset(back, open_photo(shown, (round(window.width * scale), 1)), window, scale)
    closest = scale * max(shot.part.zoom, 1.0)
    photo = open_photo(shown, (round(window.width * closest), round(window.height * closest)))
    return inset(back, part_of(photo, window, shot.part), window, scale)


def part_of(photo: Pixels, window: Box, part: Framing) -> Pixels:
    """Return the part of a photo that fills a window, or as much of it as is not outside the photo."""
    width, height = photo.shape[1], photo.shape[0]
    enlarged = max(window.width / width, window.height / height) * max(part.zoom, 1.0)
    across, down = (
        min(max(round(side / enlarged), 1), most) for side, most in ((window.width, width), (window.height, height))
    )
    left = min(max(round(part.x * width - across / 2), 0), width - across)
    top = min(max(round(part.y * height - down / 2), 0), height - down)
    return photo[top : top + down, left : left + across]


def _cut(picture: Pixels, start: View, end: View, canvas: tuple[int, int]) -> Source:
    """Cut away what is never seen, and scale the rest to what the closest view needs."""
    tall = canvas[1] / canvas[0]
    left, top = (math.floor(max(min(a, b) - 2, 0)) for a, b in ((start.left, end.left), (start.top, end.top)))
    right = math.ceil(max(view.left + view.width for view in (start, end)) + 2)
    bottom = math.ceil(max(view.top + view.width * tall for view in (start, end)) + 2)
    part = picture[top:bottom, left:right]
    factor = OVERSAMPLING * canvas[0] / min(start.width, end.width)
    if abs(factor - 1) < _NEAR_ENOUGH:  # as it should come from ``open_photo``: once more would only blur it
        factor, part = 1.0, part[: part.shape[0] // 2 * 2, : part.shape[1] // 2 * 2]
    width, height = (round(side * factor / 2) * 2 for side in (part.shape[1], part.shape[0]))
    scaled = _scaled(part, width, height)
    across, down = width / part.shape[1], height / part.shape[0]
    views = (View((v.left - left) * across, (v.top - top) * down, v.width * across) for v in (start, end))
    return Source(_with_margin(to_planes(scaled)), *views)


def _scaled(part: Pixels, width: int, height: int) -> Pixels:
    if part.shape[:2] == (height, width):
        return part
    method = cv2.INTER_AREA if width < part.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(part, (width, height), interpolation=method), np.uint8)


def _with_margin(planes: Planes) -> Planes:
    """Continue the picture's edge outwards, for the resampling to begin there."""
    sides = (MARGIN, MARGIN // 2, MARGIN // 2)
    return Planes(
        *(
            np.asarray(cv2.copyMakeBorder(plane, side, side, side, side, cv2.BORDER_REPLICATE), np.uint8)
            for plane, side in zip(planes, sides, strict=True)
        )
    )
