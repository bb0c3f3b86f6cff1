"""How a picture of any shape meets the tall canvas, and how the view moves over it."""

from vendor_app.photos.photo import Photo
from vendor_app.storyboard.model import CANVAS, Fill, Framing, Motion
from vendor_app.storyboard.templates import Move

LARGEST_CROP = 0.45
"""Share of a picture that may be cut away before it is shown whole instead."""
_REACH = 1.12
"""Zoom between the two ends of a move."""
_SHARPEST = 2.2
"""How much a picture may be enlarged before it looks soft."""
_SPOTS = ((0.5, 0.36), (0.36, 0.55), (0.64, 0.5), (0.5, 0.66))
"""Centres of close-ups, one after the other."""


def fill_of(photo: Photo) -> Fill:
    """Return "cover" when little is cut away by that, else "blur"."""
    kept = min(photo.width / photo.height, CANVAS.width / CANVAS.height)
    kept /= max(photo.width / photo.height, CANVAS.width / CANVAS.height)
    return "cover" if kept >= 1 - LARGEST_CROP else "blur"


def motion(photo: Photo, fill: Fill, move: Move, visit: int) -> Motion:
    """Return the move over a picture seen for the ``visit``-th time: whole at first, then closer at other spots."""
    if fill != "cover":
        return _moved(move, 0.5, 0.5, 1.0, 1.06)
    if visit == 0:
        return _moved(move, 0.5, 0.48, 1.0, _REACH)
    x, y = _SPOTS[(visit - 1) % len(_SPOTS)]
    return _moved(move, x, y, _close_up(photo), _REACH)


def _close_up(photo: Photo) -> float:
    """Return the zoom of a close-up, smaller for a small picture."""
    enlarged = max(CANVAS.width / photo.width, CANVAS.height / photo.height)
    return min(max(_SHARPEST / (enlarged * _REACH), 1.15), 1.7)


def _moved(move: Move, x: float, y: float, zoom: float, reach: float) -> Motion:
    near = zoom * reach
    drift = 0.5 * (1 - 1 / near)
    step = {"rise": (0, -drift), "sink": (0, drift), "slide-left": (-drift, 0), "slide-right": (drift, 0)}.get(move)
    wide, close = Framing(x=x, y=y, zoom=zoom), Framing(x=x, y=y, zoom=near)
    if step is not None:
        dx, dy = step
        return Motion(
            start=_inside(Framing(x=x - dx / 2, y=y - dy / 2, zoom=near)),
            end=_inside(Framing(x=x + dx / 2, y=y + dy / 2, zoom=near)),
        )
    ends = {"push-in": (wide, close), "pull-out": (close, wide), "rest": (wide, wide)}[move]
    return Motion(start=_inside(ends[0]), end=_inside(ends[1]))


def _inside(framing: Framing) -> Framing:
    """Move the centre so that the view does not leave a picture of the canvas's own shape."""
    half = 0.5 / framing.zoom
    x, y = (round(min(max(at, half), 1 - half), 4) for at in (framing.x, framing.y))
    return Framing(x=x, y=y, zoom=round(framing.zoom, 4))
