"""How a picture of any shape meets the tall canvas, and how the view moves over it."""

from typing import Final, Protocol

from vendor_app.storyboard.shots import CANVAS, Box, Fill, Framing, Motion, Move


class Shape(Protocol):
    """A photo or a piece of footage, in pixels."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


class Focus(Protocol):
    """The box of what matters in a picture, in fractions of it: left, top and size."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def sure(self) -> bool: ...


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
_LEAST_KEPT: Final = 0.3
"""Share of a picture that must be seen, however small what matters in it is."""
_NEARLY: Final = 0.7
"""Share of a picture that is seen from which on it always fills the canvas: in a window it would look small."""
_ENOUGH: Final = 0.84
"""Share of what matters that is seen at least: its box is no outline, and the ends of sleeves are not the dress."""
_LONGEST: Final = 2.2
"""Long side over short side that a picture has at most in a window of its own."""
_NUDGE: Final = 0.03
"""What the zoom grows by over a picture that what matters fills."""
_SPOTS: Final = ((0.5, 0.36), (0.36, 0.55), (0.64, 0.48), (0.5, 0.66))
"""Centres of close-ups, one after the other: where the neck is, the sides, the hem."""


def fill_of(photo: Shape, visit: int = 0, focus: Focus | None = None) -> Fill:
    """Return "cover" when little of the picture is cut away by that, or when it was shown whole before; else "blur".

    A panorama too small to be looked at in parts is shown whole again.
    With a ``focus`` that is sure, it decides about pictures of another shape than the canvas: "cover" cuts hardly
    anything of that away.
    """
    shape, canvas = photo.width / photo.height, CANVAS.width / CANVAS.height
    kept = min(shape, canvas) / max(shape, canvas)
    if kept >= _NEARLY or (visit and (kept >= _LEAST_KEPT or _enlarged(photo) <= _SHARPEST)):
        return "cover"
    if visit:
        return "blur"
    if focus is not None and focus.sure:
        across, down = _view(photo, 1.0)
        whole = focus.width * _ENOUGH <= across and focus.height * _ENOUGH <= down
        least = _LEAST_KEPT if CANVAS.height / photo.height <= _SHARPEST else 1 - LARGEST_CROP
        return "cover" if whole and kept >= least else "blur"
    return "cover" if kept >= 1 - LARGEST_CROP else "blur"


def fitted_window(photo: Shape, box: Box) -> Box:
    """Return the window in the middle of ``box`` in which a picture stands whole, as large as it may be.

    Of a panorama, which would be a strip, the ends are left out.
    """
    shape = min(max(photo.width / photo.height, 1 / _LONGEST), _LONGEST)
    height = min(box.width / shape, box.height)
    width, height = (max(round(side) // 2 * 2, 2) for side in (height * shape, height))
    return Box(box.x + (box.width - width) // 2, box.y + (box.height - height) // 2, width, height)


def motion(
    photo: Shape,
    fill: Fill,
    move: Move,
    visit: int,
    frames: int,
    *,
    pace: float = 1.0,
    closeness: float = 1.0,
    focus: Focus | None = None,
) -> Motion:
    """Return the move over a picture seen for the ``visit``-th time: whole at first, then closer at other spots.

    ``pace``: how fast, 1.0 as usual. ``closeness``: the zoom to be at from the first visit on, if it stays sharp.
    ``focus``: of what matters nothing is cut away at the first visit; later ones look at parts of it.
    """
    focus = focus if focus is not None and focus.sure else None
    if fill != "cover":
        return _moved(photo, "push-in" if move != "pull-out" else move, (0.5, 0.5), 1.0, _CALM_REACH)
    reach = min(max(1 + _ZOOM_SPEED * frames * pace, 1 + _LEAST_REACH * pace), 1 + _MOST_REACH * pace)
    if visit == 0 and closeness <= 1.0:
        made = _moved(photo, move, _middle(focus), 1.0, reach)
        return made if focus is None else _kept(photo, made, focus)
    if fill_of(photo) == "blur":
        if visit % 2:
            return _across(photo, visit, frames)
        return _moved(photo, move, _middle(focus), max(closeness, _LEAST_CLOSE_UP), reach)
    spot = visit if closeness > 1.0 else visit - 1
    x, y = _SPOTS[spot % len(_SPOTS)]
    if focus is not None:
        x, y = focus.x + x * focus.width, focus.y + y * focus.height
    return _moved(photo, move, (x, y), _close_up(photo, reach, closeness), reach)


def about(photo: Shape, crop: Framing, move: Move, frames: int, *, pace: float = 1.0) -> Motion:
    """Return the move about the part of the picture that a vendor chose."""
    reach = min(max(1 + _ZOOM_SPEED * frames * pace, 1 + _LEAST_REACH * pace), 1 + _MOST_REACH * pace)
    return _moved(photo, move, (crop.x, crop.y), max(crop.zoom, 1.0), reach)


def inside(photo: Shape, wanted: Motion) -> Motion:
    """Return the move that a vendor chose, kept within the picture."""
    start, end = (
        _inside(photo, Framing(x=one.x, y=one.y, zoom=max(one.zoom, 1.0))) for one in (wanted.start, wanted.end)
    )
    return Motion(start=start, end=end)


def _middle(focus: Focus | None) -> tuple[float, float]:
    return (0.5, 0.5) if focus is None else (focus.x + focus.width / 2, focus.y + focus.height / 2)


def _kept(photo: Shape, wanted: Motion, focus: Focus) -> Motion:
    """Return the move with all that matters in view from its beginning to its end."""
    start, end = (_keeping(photo, framing, focus) for framing in (wanted.start, wanted.end))
    if start != end:
        return Motion(start=start, end=end)
    near = _keeping(photo, Framing(x=start.x, y=start.y, zoom=start.zoom * (1 + _LEAST_REACH)), focus)
    if near.zoom <= start.zoom:  # it fills the view: the least that is still a move
        near = _inside(photo, Framing(x=start.x, y=start.y, zoom=start.zoom * (1 + _NUDGE)))
    return Motion(start=start, end=near)


def _keeping(photo: Shape, framing: Framing, focus: Focus) -> Framing:
    """Return the nearest framing in which nothing of what matters is cut away, as far as the canvas allows."""
    across, down = _view(photo, 1.0)
    most = max(min(across / max(focus.width, 0.01), down / max(focus.height, 0.01)), 1.0)
    zoom = min(framing.zoom, most)
    x, y = (
        min(max(at, begin + size - view / 2), begin + view / 2) if size <= view else begin + size / 2
        for at, begin, size, view in zip(
            (framing.x, framing.y),
            (focus.x, focus.y),
            (focus.width, focus.height),
            _view(photo, zoom),
            strict=True,
        )
    )
    return _inside(photo, Framing(x=x, y=y, zoom=zoom))


def _close_up(photo: Shape, reach: float, closeness: float) -> float:
    """Return the zoom of a close-up, smaller for a small picture."""
    sharp = min(max(_SHARPEST / (_enlarged(photo) * reach), _LEAST_CLOSE_UP), max(_MOST_CLOSE_UP, closeness))
    return min(closeness, max(sharp, _SOFTEST)) if closeness > 1.0 else sharp


def _enlarged(photo: Shape) -> float:
    """Return by how much a picture grows to cover the canvas."""
    return max(CANVAS.width / photo.width, CANVAS.height / photo.height)


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
