"""Further pictures on a shot: rasterised once, with round corners and a soft shadow, as lettering is."""

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.render.colour import Pixels
from vendor_app.render.lettering import Drawn
from vendor_app.render.sources import Openers
from vendor_app.storyboard.model import Panel

_SHADOW_REACH: Final = 40
"""Pixels of canvas that the shadow reaches beyond the panel."""
_SHADOW_BLUR, _SHADOW_DROP, _SHADOW_STRENGTH = 14, 8, 0.34
_OPAQUE: Final = 255

_Plane = NDArray[np.float32]


def draw_panel(panel: Panel, openers: Openers, canvas: tuple[int, int], scale: float) -> Drawn:
    """Draw a panel for a canvas enlarged by ``scale``."""
    box = panel.box
    place = (box.x * scale, box.y * scale, box.width * scale, box.height * scale)
    sides = (max(round(place[2]), 2), max(round(place[3]), 2))
    if panel.fit == "cover":
        card = _covered(openers.photo(panel.picture, sides), sides, (panel.x, panel.y))
    else:
        shape = openers.cutout(panel.picture, (1, 1)).shape
        picture = openers.cutout(panel.picture, fitting((shape[1], shape[0]), sides))
        if picture.shape[2] == 4 and picture[..., 3].min() < _OPAQUE:
            return _logo(picture, place[:2], sides, canvas)
        card = _on_white(picture, sides)
    return _card(card, place, panel.radius * scale, scale, canvas)


def fitting(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of a picture's shape that fits into a box."""
    scale = min(box[0] / size[0], box[1] / size[1])
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def _covered(picture: Pixels, sides: tuple[int, int], centre: tuple[float, float]) -> Pixels:
    """Return the part of a picture around ``centre`` that fills the sides."""
    scale = max(sides[0] / picture.shape[1], sides[1] / picture.shape[0])
    across, down = (
        min(max(round(side / scale), 1), most) for side, most in zip(sides, picture.shape[1::-1], strict=True)
    )
    left, top = (
        min(max(round(at * most - kept / 2), 0), most - kept)
        for at, most, kept in zip(centre, picture.shape[1::-1], (across, down), strict=True)
    )
    return _resized(picture[top : top + down, left : left + across, :3], sides)


def _on_white(picture: Pixels, sides: tuple[int, int]) -> Pixels:
    fitted = _resized(picture[..., :3], fitting((picture.shape[1], picture.shape[0]), sides))
    card = np.full((sides[1], sides[0], 3), 255, np.uint8)
    left, top = (sides[0] - fitted.shape[1]) // 2, (sides[1] - fitted.shape[0]) // 2
    card[top : top + fitted.shape[0], left : left + fitted.shape[1]] = fitted
    return card


def _resized(picture: Pixels, size: tuple[int, int]) -> Pixels:
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    method = cv2.INTER_AREA if size[0] < picture.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=method), np.uint8)


def _logo(picture: Pixels, corner: tuple[float, float], sides: tuple[int, int], canvas: tuple[int, int]) -> Drawn:
    """Put a transparent picture, whole, into the middle of its box."""
    size = fitting((picture.shape[1], picture.shape[0]), sides)
    alpha = picture[..., 3:].astype(np.float32) / 255
    premultiplied = np.concatenate((picture[..., :3] * alpha, alpha * 255), axis=2).astype(np.float32)
    method = cv2.INTER_AREA if size[0] < picture.shape[1] else cv2.INTER_LINEAR
    scaled = cv2.resize(premultiplied, size, interpolation=method)
    left, top = (round(begin + (room - side) / 2) for begin, room, side in zip(corner, sides, size, strict=True))
    even = (left // 2 * 2, top // 2 * 2)
    width, height = (math.ceil((side + odd) / 2) * 2 for side, odd in zip(size, (left % 2, top % 2), strict=True))
    rgba = np.zeros((height, width, 4), np.float32)
    rgba[top % 2 : top % 2 + size[1], left % 2 : left % 2 + size[0]] = scaled
    return _within(np.rint(rgba).astype(np.uint8), even, canvas)


def _card(
    card: Pixels, place: tuple[float, float, float, float], radius: float, scale: float, canvas: tuple[int, int]
) -> Drawn:
    """Round the corners of a picture at its place and put its shadow under it, premultiplied."""
    left, top, width, height = place
    reach = _SHADOW_REACH * scale
    begin = (math.floor((left - reach) / 2) * 2, math.floor((top - reach) / 2) * 2)
    end = (math.ceil((left + width + reach) / 2) * 2, math.ceil((top + height + reach) / 2) * 2)
    room = (end[0] - begin[0], end[1] - begin[1])
    inner = (left - begin[0], top - begin[1])
    alpha = _rounded(room, (*inner, width, height), radius)
    drop = _rounded(room, (inner[0], inner[1] + _SHADOW_DROP * scale, width, height), radius)
    shadow = cv2.GaussianBlur(drop, (0, 0), max(_SHADOW_BLUR * scale, 0.5)) * (_SHADOW_STRENGTH * (1 - alpha))
    x, y = round(inner[0]), round(inner[1])
    below, beside = max(room[1] - y - card.shape[0], 0), max(room[0] - x - card.shape[1], 0)
    spread = cv2.copyMakeBorder(card, y, below, x, beside, borderType=cv2.BORDER_REPLICATE)
    colours = spread[: room[1], : room[0]].astype(np.float32) * alpha[..., None]
    rgba = np.dstack((colours, (alpha + shadow) * 255))
    return _within(np.rint(rgba).astype(np.uint8), begin, canvas)


def _rounded(room: tuple[int, int], place: tuple[float, float, float, float], radius: float) -> _Plane:
    """Return how much of each pixel a rectangle with round corners covers, at a place between pixels."""
    left, top, width, height = place
    radius = min(max(radius, 0.0), width / 2, height / 2)
    across = np.abs(np.arange(room[0], dtype=np.float32) + 0.5 - left - width / 2) - (width / 2 - radius)
    down = np.abs(np.arange(room[1], dtype=np.float32) + 0.5 - top - height / 2) - (height / 2 - radius)
    outside = np.hypot(np.maximum(across, 0)[None, :], np.maximum(down, 0)[:, None])
    inside = np.minimum(np.maximum(across[None, :], down[:, None]), 0)
    return np.asarray(np.clip(radius + 0.5 - outside - inside, 0, 1), np.float32)


def _within(rgba: Pixels, corner: tuple[int, int], canvas: tuple[int, int]) -> Drawn:
    """Cut off what would lie beyond the canvas."""
    left, top = (max(-begin, 0) for begin in corner)
    right, bottom = (
        min(side - begin, length) for side, begin, length in zip(canvas, corner, rgba.shape[1::-1], strict=True)
    )
    inside = np.ascontiguousarray(rgba[top : max(bottom, top), left : max(right, left)])
    return Drawn(inside, corner[0] + left, corner[1] + top)
