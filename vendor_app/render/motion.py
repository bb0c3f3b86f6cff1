"""Where the view is at each frame, and the picture there: sub-pixel, so that nothing shakes."""

import math
from typing import Literal, NamedTuple

import cv2
import numpy as np

from vendor_app.render.colour import Pixels, Planes, empty_frame, planes_of
from vendor_app.storyboard.model import Framing

MARGIN = 96
"""Pixels of border that a source's luma carries at each side, so that ``_resize`` has room to begin outside."""

_SOFT = 0.2
"""Share of a glide in which it gathers speed, and of that in which it loses it."""
_TOLERANCE = 1 / 32
"""Pixels by which a plane may be out of place: what ``warpAffine`` itself rounded to for years."""
_SKIPS = np.arange(1, 48)


class View(NamedTuple):
    """The part of a picture that fills the canvas: left, top, width in pixels of that picture, edge to edge."""

    left: float
    top: float
    width: float


def ease(part: float, kind: Literal["glide", "settle"]) -> float:
    """Return how much of a move is done when ``part`` (0 to 1) of its time has passed."""
    if kind == "settle":
        return 1 - (1 - part) ** 2 * (1 - 0.25 * part)
    if part > 1 - _SOFT:
        return 1 - ease(1 - part, kind)
    if part < _SOFT:
        return part * part / (2 * _SOFT * (1 - _SOFT))
    return (part - _SOFT / 2) / (1 - _SOFT)


def between(start: View, end: View, part: float) -> View:
    """Return the view between two: width in log space, edges in step with it, so that a zoom has one fixed point."""
    width = start.width ** (1 - part) * end.width**part
    if abs(end.width - start.width) > 1e-6 * start.width:
        part = (width - start.width) / (end.width - start.width)
    return View((1 - part) * start.left + part * end.left, (1 - part) * start.top + part * end.top, width)


def view_of(framing: Framing, picture: tuple[int, int], canvas: tuple[int, int]) -> View:
    """Return the view of a framing on a picture (width, height), kept inside it."""
    tall = canvas[1] / canvas[0]
    width = min(picture[0], picture[1] / tall) / framing.zoom
    left = framing.x * picture[0] - width / 2
    top = framing.y * picture[1] - width * tall / 2
    return View(min(max(left, 0.0), picture[0] - width), min(max(top, 0.0), picture[1] - width * tall), width)


def nearer(view: View, closer: float, canvas: tuple[int, int]) -> View:
    """Return the view enlarged about its middle."""
    if closer == 1.0:
        return view
    width = view.width / closer
    spared = (view.width - width) / 2
    return View(view.left + spared, view.top + spared * canvas[1] / canvas[0], width)


def draw(source: Planes, view: View, canvas: tuple[int, int]) -> Pixels:
    """Return the I420 frame that shows ``view`` of the source, without its margin, at the canvas's size."""
    frame = empty_frame(*canvas)
    luma, *chroma = planes_of(frame)
    step = view.width / canvas[0]
    left, top = view.left + MARGIN + (step - 1) / 2, view.top + MARGIN + (step - 1) / 2
    _resample(source.y, luma, step, left, top)
    # Chroma of the source sits amid four pixels; of the frame at the left of each pair, as H.264 has it.
    for plane, target in zip(source[1:], chroma, strict=True):
        _resample(plane, target, step, (left - 0.5) / 2, (top + step / 2 - 0.5) / 2)
    return frame


def _resample(plane: Pixels, target: Pixels, step: float, left: float, top: float) -> None:
    """Fill ``target``: its pixel (i, j) shows the plane at (left + i * step, top + j * step), bilinear."""
    if not _resize(plane, target, step, left, top):
        _warp(plane, target, step, left, top)


def _warp(plane: Pixels, target: Pixels, step: float, left: float, top: float) -> None:
    cv2.warpAffine(
        plane,
        np.array([[step, 0, left], [0, step, top]]),
        (target.shape[1], target.shape[0]),
        dst=target,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )


def _resize(plane: Pixels, target: Pixels, step: float, left: float, top: float) -> bool:
    """Do what ``_warp`` does in a third of its time, by ``cv2.resize``; False when it cannot be done so.

    ``resize`` takes any step but begins at whole pixels only. So begin some target pixels further out, where a source
    pixel happens to lie right, and cut those pixels off again. Where none lies right enough, two neighbours are mixed.
    """
    across, down = _beginning(left, step), _beginning(top, step)
    if across is None or down is None:
        return False
    height, width = target.shape
    right, bottom = _end(across, width, step), _end(down, height, step)
    if right > plane.shape[1] or bottom > plane.shape[0]:
        return False
    part = plane[down.pixel : bottom, across.pixel : right]
    scaled = np.asarray(cv2.resize(part, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_LINEAR), np.uint8)
    rows = scaled[down.skip : down.skip + height]
    if down.beyond:
        rows = _mixed(rows, scaled[down.next :][:height], abs(down.beyond))
    columns = rows[:, across.skip : across.skip + width]
    if across.beyond:
        columns = _mixed(columns, rows[:, across.next :][:, :width], abs(across.beyond))
    target[...] = columns
    return True


class _Beginning(NamedTuple):
    """Where ``resize`` begins along one side."""

    pixel: int
    """Of the source."""
    skip: int
    """Target pixels to cut off."""
    beyond: float
    """Target pixels by which the place is further than ``skip``, under one; 0.0 for hardly any."""

    @property
    def next(self) -> int:
        """The pixel on the other side of the place."""
        return self.skip + (1 if self.beyond > 0 else -1)


def _beginning(place: float, step: float) -> _Beginning | None:
    """Return the beginning whose source pixel lies best; None where the picture's margin ends.

    ``resize`` shows its first pixel at (step - 1) / 2 of the source it is given.
    """
    edge = place - (step - 1) / 2
    begins = edge - _SKIPS[: int(edge / step)] * step
    if not len(begins):
        return None
    off = begins - np.rint(begins)
    best = int(np.argmin(np.abs(off)))
    beyond = 0.0 if abs(off[best]) <= _TOLERANCE else float(off[best]) / step
    return _Beginning(round(begins[best]), int(_SKIPS[best]), beyond)


def _end(begin: _Beginning, count: int, step: float) -> int:
    """Return the source pixel behind the last that ``count`` target pixels, and one to mix the last with, need."""
    return begin.pixel + math.ceil((begin.skip + count + bool(begin.beyond)) * step) + 1


def _mixed(one: Pixels, other: Pixels, share: float) -> Pixels:
    return np.asarray(cv2.addWeighted(one, 1 - share, other, share, 0), np.uint8)
