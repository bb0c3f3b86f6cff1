"""How a picture of any shape meets the tall canvas, and how the view moves over it."""

from typing import Final, Protocol

from vendor_app.storyboard.shots import CANVAS, Box, Fill, Framing, Motion, Move


class Shape(Protocol):
    """A photo or a piece of footage, in pixels."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


LARGEST_CROP: Final = 0.45
"""Share of a picture that may be cut away before it is shown whole instead."""
_ZOOM_SPEED: Final = 0.0019
"""What a frame adds to the zoom of a move: brief shots go less far, not faster."""
_PAN_SPEED: Final = 2.0
"""Pixels of canvas that a move to a side goes in a frame."""
_LEAST_REACH, _MOST_REACH = 0.05, 0.16
"""What a move adds to the zoom at its usual pace."""
_CALM_REACH: Final = 1.05
"""Of pictures that stand whole in a window or before their blur."""
_SHARPEST: Final = 2.2
"""How much a picture may be enlarged before it looks soft."""
_LEAST_CLOSE_UP, _MOST_CLOSE_UP = 1.15, 1.65
_SOFTEST: Final = 1.35
"""Zoom that a style which looks from near by has over any picture."""
_SPOTS: Final = ((0.5, 0.36), (0.36, 0.55), (0.64, 0.48), (0.5, 0.66))
"""Centres of close-ups, one after the other: where the neck is, the sides, the hem."""


def fill_of(photo: Shape, visit: int = 0) -> Fill:
    """Return "cover" when little of the picture is cut away by that, or when it was shown whole before; else "blur"."""
    shape, canvas = photo.width / photo.height, CANVAS.width / CANVAS.height
    kept = min(shape, canvas) / max(shape, canvas)
    return "cover" if kept >= 1 - LARGEST_CROP or visit else "blur"


def fitted_window(photo: Shape, box: Box) -> Box:
    """Return the window in the middle of ``box`` in which a picture stands whole, as large as it may be."""
    scale = min(box.width / photo.width, box.height / photo.height)
    width, height = (max(round(side * scale) // 2 * 2, 2) for side in (photo.width, photo.height))
    return Box(box.x + (box.width - width) // 2, box.y + (box.height - height) // 2, width, height)


def motion(
    photo: Shape, fill: Fill, move: Move, visit: int, frames: int, *, pace: float = 1.0, closeness: float = 1.0
) -> Motion:
    """Return the move over a picture seen for the ``visit``-th time: whole at first, then closer at other spots.

    ``pace``: how fast, 1.0 as usual. ``closeness``: the zoom to be at from the first visit on, if it stays sharp.
    """
    if fill != "cover":
        return _moved(photo, "push-in" if move != "pull-out" else move, (0.5, 0.5), 1.0, _CALM_REACH)
    reach = min(max(1 + _ZOOM_SPEED * frames * pace, 1 + _LEAST_REACH * pace), 1 + _MOST_REACH * pace)
    if visit == 0 and closeness <= 1.0:
        return _moved(photo, move, (0.5, 0.5), 1.0, reach)
    if fill_of(photo) == "blur":
        if visit % 2:
            return _across(photo, visit, frames)
        return _moved(photo, move, (0.5, 0.5), max(closeness, _LEAST_CLOSE_UP), reach)
    spot = visit if closeness > 1.0 else visit - 1
    return _moved(photo, move, _SPOTS[spot % len(_SPOTS)], _close_up(photo, reach, closeness), reach)


def _close_up(photo: Shape, reach: float, closeness: float) -> float:
    """Return the zoom of a close-up, smaller for a small picture."""
    enlarged = max(CANVAS.width / photo.width, CANVAS.height / photo.height)
    sharp = min(max(_SHARPEST / (enlarged * reach), _LEAST_CLOSE_UP), max(_MOST_CLOSE_UP, closeness))
    return min(closeness, max(sharp, _SOFTEST)) if closeness > 1.0 else sharp


def _moved(photo: Shape, move: Move, spot: tuple[float, float], zoom: float, reach: float) -> Motion:
    """Return a move of one kind about a spot, between ``zoom`` and ``zoom * reach``."""
    x, y = spot
    wide, near = Framing(x=x, y=y, zoom=zoom), Framing(x=x, y=y, zoom=zoom * reach)
    if move in ("push-in", "pull-out"):
        start, end = (wide, near) if move == "push-in" else (near, wide)
        return Motion(start=_inside(photo, start), end=_inside(photo, end))
    frames = (reach - 1) / _ZOOM_SPEED
    dx, dy = {"rise": (0, -1), "sink": (0, 1), "slide-left": (-1, 0), "slide-right": (1, 0)}[move]
    return _panned(photo, near, (dx * frames, dy * frames))


def _across(photo: Shape, visit: int, frames: int) -> Motion:
    """Return a move along the long side of a picture too long to be covered, to and fro by turns."""
    wide = photo.width / photo.height > CANVAS.width / CANVAS.height
    way = (1.3 if visit % 4 == 1 else -1.3) * frames
    return _panned(photo, Framing(zoom=1.04), (way, 0) if wide else (0, way))


def _panned(photo: Shape, middle: Framing, frames: tuple[float, float]) -> Motion:
    """Return a move to a side about a framing, by as many frames' way across and down."""
    view = _view(photo, middle.zoom)
    x, y = (way * _PAN_SPEED / 2 / side for way, side in zip(frames, (CANVAS.width, CANVAS.height), strict=True))
    ends = (
        Framing(x=middle.x + sign * x * view[0], y=middle.y + sign * y * view[1], zoom=middle.zoom) for sign in (-1, 1)
    )
    start, end = (_inside(photo, framing) for framing in ends)
    return Motion(start=start, end=end)


def _view(photo: Shape, zoom: float) -> tuple[float, float]:
    """Return the share of the picture's width and height that is seen."""
    shape, canvas = photo.width / photo.height, CANVAS.width / CANVAS.height
    return min(canvas / shape, 1.0) / zoom, min(shape / canvas, 1.0) / zoom


def _inside(photo: Shape, framing: Framing) -> Framing:
    """Move the centre so that the view does not leave the picture."""
    x, y = (
        min(max(at, view / 2), 1 - view / 2)
        for at, view in zip((framing.x, framing.y), _view(photo, framing.zoom), strict=True)
    )
    return Framing(x=round(x, 4), y=round(y, 4), zoom=round(framing.zoom, 4))
