"""Where the view is at each frame, and the picture there: sub-pixel, so that nothing shakes."""

import math
from typing import NamedTuple

import cv2
import numpy as np

from vendor_app.render.colour import Pixels, Planes, empty_frame, planes_of
from vendor_app.storyboard.model import Motion


class View(NamedTuple):
    """The part of a picture that fills the canvas: left, top, width in pixels of that picture, edge to edge."""

    left: float
    top: float
    width: float


def ease(part: float, kind: str) -> float:
    """Return how much of a move is done when ``part`` (0 to 1) of its time has passed."""
    if kind == "settle":
        return 1 - (1 - part) ** 2 * (1 - 0.35 * part)
    # Velocity rises over the first fifth, holds, and falls over the last: no jerk at either end.
    soft = 0.2
    if part < soft:
        return part * part / (2 * soft * (1 - soft))
    if part > 1 - soft:
        return 1 - ease(1 - part, kind)
    return (part - soft / 2) / (1 - soft)


def between(start: View, end: View, part: float) -> View:
    """Return the view between two: width in log space, edges in step with it, so a zoom has one fixed point."""
    width = math.exp((1 - part) * math.log(start.width) + part * math.log(end.width))
    if abs(end.width - start.width) > 1e-6 * start.width:
        part = (width - start.width) / (end.width - start.width)
    return View(
        (1 - part) * start.left + part * end.left,
        (1 - part) * start.top + part * end.top,
        width,
    )


def view_of(motion_end: "Motion | object", picture: tuple[int, int], canvas: tuple[int, int]) -> View:
    """Return the view of a framing on a picture (width, height), kept inside it."""
    width, height = picture
    tall = canvas[1] / canvas[0]
    view_width = min(width, height / tall) / motion_end.zoom  # type: ignore[union-attr]
    left = motion_end.x * width - view_width / 2  # type: ignore[union-attr]
    top = motion_end.y * height - view_width * tall / 2  # type: ignore[union-attr]
    return View(min(max(left, 0.0), width - view_width), min(max(top, 0.0), height - view_width * tall), view_width)


def draw(source: Planes, view: View, canvas: tuple[int, int]) -> Pixels:
    """Return the I420 frame that shows ``view`` of the source at the canvas's size."""
    width, height = canvas
    frame = empty_frame(width, height)
    luma, *chroma = planes_of(frame)
    step = view.width / width
    left, top = view.left + step / 2 - 0.5, view.top + step / 2 - 0.5
    _warp(source.y, luma, step, left, top)
    # Chroma of the source sits amid four pixels; of the frame at the left of each pair, as H.264 has it.
    for plane, target in zip(source[1:], chroma, strict=True):
        _warp(plane, target, step, (left - 0.5) / 2, (top + step / 2 - 0.5) / 2)
    return frame


def _warp(plane: Pixels, target: Pixels, step: float, left: float, top: float) -> None:
    move = np.array([[step, 0, left], [0, step, top]])
    cv2.warpAffine(
        plane,
        move,
        (target.shape[1], target.shape[0]),
        dst=target,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
