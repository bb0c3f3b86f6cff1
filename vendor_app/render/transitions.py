"""How one picture gives way to the next while both keep moving. Planes only; every edge has fractions of a pixel."""

import functools
import math
from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.render.colour import Pixels, planes_of
from vendor_app.storyboard.model import TransitionKind

_EDGE: Final = 0.16
"""Share of the way over which a wipe is soft."""
_RING: Final = 0.07
"""Share of the width over which an iris is soft."""
_SHUTTER: Final = 0.4
"""Share of a frame in which a shoved picture is caught: without its blur the eye would see it jump."""
_LARGEST_BLUR: Final = 0.06
_SLATS: Final = 8
_STAGGER: Final = 0.5
"""Of a slat's own turn: how much later than the first the last slat begins."""
_DARKEST: Final = 0.45
"""How bright a slat is when it is seen edge on."""
_SMALLEST: Final = 0.6
"""Of the canvas: how large the next picture is when a zoom begins to show it."""
_CLOSEST: Final = 1.7
"""How much nearer the former picture comes meanwhile."""
_FEATHER: Final = 0.45
"""Of the canvas around the smaller picture: how softly that ends."""
_LINE: Final = 6 / 1080
_SHADE: Final = 16 / 1080
_SHADE_STRENGTH: Final = 0.3
_TEXT: Final = (0.4, 0.4)
"""Shares of a transition after which the former text has gone, and the next one begins to come."""
_TEXTS: Final[dict[TransitionKind, tuple[float, float]]] = {
    "push": (0.3, 0.6),
    "push-up": (0.3, 0.6),
    "zoom": (0.25, 0.6),
    "dip": (0.4, 0.6),
    "blinds": (0.3, 0.6),
    "reveal": (0.25, 0.75),
}
_UNITS: Final = 16
"""Steps per pixel in a map of distances."""
_BLACK, _WHITE, _NEUTRAL = 16, 235, 128


class Moment(NamedTuple):
    """Where in a transition a frame is."""

    part: float
    """How much of it is done, 0 to 1."""
    step: float = 1 / 13
    """By how much ``part`` grows from frame to frame."""
    ground: tuple[int, int, int] = (_BLACK, _NEUTRAL, _NEUTRAL)
    """The former shot's ground colour in Y, U, V."""


Mix: TypeAlias = Callable[[Pixels, Pixels, Moment], Pixels]
"""Makes the frame in the place of its second picture and returns that; the first, the former one, stays as it is."""
_Shares: TypeAlias = NDArray[np.float32]


def closer(kind: TransitionKind, part: float) -> float:
    """Return how much nearer the former picture has to be drawn."""
    return float(_CLOSEST ** (_eased(part) ** 1.5)) if kind == "zoom" else 1.0


def mixed(kind: TransitionKind, former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Mix two I420 frames of the same size into ``picture``, and return it."""
    return MIXED[kind](former, picture, moment)


def enlarged(frame: Pixels, closer: float) -> Pixels:
    """Return an I420 frame enlarged about its middle: for one that could not be drawn ``closer``."""
    large = np.empty_like(frame)
    for plane, target, chroma in zip(planes_of(frame), planes_of(large), (False, True, True), strict=True):
        target[...] = _scaled(plane, closer, slice(0, plane.shape[1]), slice(0, plane.shape[0]), chroma)
    return large


def text_shares(kind: TransitionKind, part: float) -> tuple[float, float]:
    """Return how much of the former text and of the next one is there: never both."""
    gone, comes = _TEXTS.get(kind, _TEXT)
    return max(1 - part / gone, 0.0), max((part - comes) / (1 - comes), 0.0)


def _crossfade(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    cv2.addWeighted(former, 1 - moment.part, picture, moment.part, 0, dst=picture)
    return picture


def _dip(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Fade the former picture into the ground, then the next one out of it: slowest where the colour is alone."""
    shown, there = (former, 1 - 2 * moment.part) if moment.part < 0.5 else (picture, 2 * moment.part - 1)
    there = math.sin(there * math.pi / 2)
    for source, target, level in zip(planes_of(shown), planes_of(picture), moment.ground, strict=True):
        cv2.convertScaleAbs(source, dst=target, alpha=there, beta=level * (1 - there))
    return picture


def _wipe(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Uncover from the left."""
    width = picture.shape[1]
    edge = _eased(moment.part) * (1 + _EDGE) * width
    for old, new, (across, _down) in _planes(former, picture):
        _uncover(old, new, np.clip((across - edge) / (_EDGE * width) + 1, 0, 1))
    return picture


def _wipe_up(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Uncover from below."""
    height = picture.shape[0] * 2 // 3
    edge = _eased(moment.part) * (1 + _EDGE) * height
    for old, new, (_across, down) in _planes(former, picture):
        _uncover(old[::-1].T, new[::-1].T, np.clip(((height - down[::-1]) - edge) / (_EDGE * height) + 1, 0, 1))
    return picture


def _uncover(old: Pixels, new: Pixels, kept: _Shares) -> None:
    """Put ``old`` on those columns of ``new`` where ``kept`` says so, from 0 at one side to 1 at the other."""
    whole, soft = int(np.searchsorted(kept, 1.0)), int(np.searchsorted(kept, 0.0, side="right"))
    new[:, whole:] = old[:, whole:]
    if whole > soft:
        band, shares = slice(soft, whole), np.rint(kept[soft:whole] * 255).astype(np.uint8)
        _blend(old[:, band], new[:, band], np.ascontiguousarray(np.broadcast_to(shares, (new.shape[0], whole - soft))))


def _push(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Shove the former picture out to the left."""
    part, blur = _shoved(moment)
    for (old, new, _), share in zip(_planes(former, picture), (1, 2, 2), strict=True):
        new[...] = _window(np.hstack((old, new)), part * new.shape[1], blur * picture.shape[1] / share)
    return picture


def _push_up(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    part, blur = _shoved(moment)
    height = picture.shape[0] * 2 // 3
    for (old, new, _), share in zip(_planes(former, picture), (1, 2, 2), strict=True):
        both = np.vstack((old, new))
        new[...] = _window(both, part * new.shape[0], blur * height / share, down=True)
    return picture


def _shoved(moment: Moment) -> tuple[float, float]:
    """Return how far the pictures have moved and how far they move while the shutter is open, in shares."""
    speed = _eased(min(moment.part + moment.step / 2, 1)) - _eased(max(moment.part - moment.step / 2, 0))
    return _eased(moment.part), min(speed * _SHUTTER, _LARGEST_BLUR)


def _window(both: Pixels, begin: float, blur: float, *, down: bool = False) -> Pixels:
    """Cut out the half of ``both`` that begins at a place between two pixels, blurred along the way."""
    reach = int(blur) // 2
    axis = 0 if down else 1
    length, whole = both.shape[axis] // 2, int(begin)
    places = slice(max(whole - reach, 0), whole + length + reach + 1)
    part = both[places] if down else both[:, places]
    if reach:
        size = 2 * reach + 1
        part = np.asarray(cv2.blur(part, (1, size) if down else (size, 1), borderType=cv2.BORDER_REPLICATE), np.uint8)
    first = whole - places.start
    one, other = (part[at : at + length] if down else part[:, at : at + length] for at in (first, first + 1))
    if other.shape != one.shape:  # the last frame of all: nothing is left behind it
        return one
    share = begin - whole
    return np.asarray(cv2.addWeighted(one, 1 - share, other, share, 0), np.uint8)


def _zoom(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Fly through: the next picture grows out of the middle of the former one, which was drawn ``closer``."""
    height, width = picture.shape[0] * 2 // 3, picture.shape[1]
    size = 1 - (1 - _SMALLEST) * (1 - _eased(moment.part))
    there = _eased(min(max((moment.part - 0.12) / 0.6, 0), 1))
    for (old, new, (across, down)), chroma in zip(_planes(former, picture), (False, True, True), strict=True):
        columns, rows = _middle(new.shape[1], size), _middle(new.shape[0], size)
        inside = np.minimum(_inside(across[columns], width, size)[None, :], _inside(down[rows], height, size)[:, None])
        grown = _scaled(new, size, columns, rows, chroma)
        _blend(old[rows, columns], grown, cv2.bitwise_not(cv2.convertScaleAbs(inside, alpha=there)))
        new[...] = old
        new[rows, columns] = grown
    return picture


def _middle(length: int, size: float) -> slice:
    """Return which columns or rows a picture of that share of the canvas touches."""
    begin = max(math.floor(length * (1 - size) / 2), 0)
    return slice(begin, length - begin)


def _scaled(plane: Pixels, size: float, columns: slice, rows: slice, chroma: bool) -> Pixels:
    """Return a plane enlarged by ``size`` about the middle of the canvas: these columns and rows of that."""
    left, top = ((1 - 1 / size) / 2 * (side - 1) for side in (plane.shape[1], plane.shape[0]))
    if chroma:  # its samples stand left of their pair's middle, and stay there
        left += 0.25 * (1 - 1 / size)
    move = np.array([[1 / size, 0, left + columns.start / size], [0, 1 / size, top + rows.start / size]])
    room = (columns.stop - columns.start, rows.stop - rows.start)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(plane, move, room, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _inside(places: _Shares, length: int, size: float) -> Pixels:
    """Return how much of a picture of that share of the canvas is there, fading out towards its edge; 255: all."""
    soft = max((1 - size) * _FEATHER * length, 0.5)
    far = np.abs(places - length / 2)
    return np.asarray(np.rint(np.clip((size * length / 2 - far) / soft, 0, 1) * 255).astype(np.uint8))


def _iris(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Uncover by a growing circle."""
    height, width = picture.shape[0] * 2 // 3, picture.shape[1]
    soft = _RING * width
    radius = _eased(moment.part) * (math.hypot(width, height) / 2 + soft)
    for (old, new, _), chroma in zip(_planes(former, picture), (False, True, True), strict=True):
        far = cv2.subtract(_distances(width, height, chroma), (radius - soft) * _UNITS)
        _blend(old, new, cv2.convertScaleAbs(far, alpha=255 / (soft * _UNITS)))
    return picture


@functools.lru_cache(maxsize=4)
def _distances(width: int, height: int, chroma: bool) -> NDArray[np.uint16]:
    """Return how far each sample of a plane is from the middle of the canvas."""
    across, down = _places(width, height, chroma)
    far = np.hypot((across - width / 2)[None, :], (down - height / 2)[:, None])
    return np.asarray(np.rint(far * _UNITS).astype(np.uint16))


def _blinds(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Turn the former picture away on slats, one after the other from above; the next one is behind them."""
    for old, new, _ in _planes(former, picture):
        level = _BLACK if new.shape[1] == picture.shape[1] else _NEUTRAL
        ends = [round(new.shape[0] * number / _SLATS) for number in range(_SLATS + 1)]
        for number in range(_SLATS):
            begun = _STAGGER * number / (_SLATS - 1)
            turned = _eased(min(max(moment.part * (1 + _STAGGER) - begun, 0), 1))
            slat = slice(ends[number], ends[number + 1])
            _turn(old[slat], new[slat], math.cos(turned * math.pi / 2), level)
    return picture


def _turn(old: Pixels, new: Pixels, tall: float, level: int) -> None:
    """Put a slat of the former picture on ``new``, seen so obliquely that only ``tall`` of its height is left."""
    height = old.shape[0]
    middle = (height - 1) / 2
    kept = np.clip(tall * height / 2 - np.abs(np.arange(height) - middle) + 0.5, 0, 1).astype(np.float32)
    rows = np.flatnonzero(kept)
    if not rows.size:
        return
    begin, end = int(rows[0]), int(rows[-1]) + 1
    move = np.array([[1, 0, 0], [0, 1 / tall, middle + (begin - middle) / tall]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    slat = cv2.warpAffine(old, move, (old.shape[1], end - begin), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    light = _DARKEST + (1 - _DARKEST) * tall
    slat = cv2.convertScaleAbs(slat, alpha=light, beta=level * (1 - light))
    for row in {begin, end - 1}:
        cv2.addWeighted(slat[row - begin], kept[row], new[row], 1 - kept[row], 0, dst=slat[row - begin])
    new[begin:end] = slat


def _reveal(former: Pixels, picture: Pixels, moment: Moment) -> Pixels:
    """Uncover from the left by a sharp white line."""
    width = picture.shape[1]
    line, shade = max(_LINE * width, 2.0), _SHADE * width
    edge = _eased(moment.part) * (width + 2 * shade) - shade
    for (old, new, (across, _down)), share in zip(_planes(former, picture), (1, 2, 2), strict=True):
        _uncover(old, new, np.clip((across - edge) / share + 0.5, 0, 1))
        far = np.abs(across - edge)
        near = np.flatnonzero(far < shade)
        if not near.size:
            continue
        band = new[:, int(near[0]) : int(near[-1]) + 1]
        cover = np.clip((line / 2 - far[near]) / share + 0.5, 0, 1)
        dark = _SHADE_STRENGTH * (1 - far[near] / shade) * (share == 1)
        under = _BLACK + (band.astype(np.float32) - _BLACK) * (1 - dark)
        band[...] = np.rint(under * (1 - cover) + (_WHITE if share == 1 else _NEUTRAL) * cover).astype(np.uint8)
    return picture


def _blend(old: Pixels, new: Pixels, kept: cv2.typing.MatLike) -> None:
    """Mix ``old`` into ``new``, in place; ``kept``: how much of it, 255 for all."""
    before = cv2.multiply(np.ascontiguousarray(old), kept, scale=1 / 255)
    after = cv2.multiply(np.ascontiguousarray(new), cv2.bitwise_not(kept), scale=1 / 255)
    new[...] = cv2.add(before, after)


def _planes(former: Pixels, picture: Pixels) -> list[tuple[Pixels, Pixels, tuple[_Shares, _Shares]]]:
    """Return old and new of each plane, and where its columns and rows are in pixels of luma."""
    height, width = picture.shape[0] * 2 // 3, picture.shape[1]
    places = [_places(width, height, chroma) for chroma in (False, True, True)]
    return list(zip(planes_of(former), planes_of(picture), places, strict=True))


@functools.lru_cache(maxsize=8)
def _places(width: int, height: int, chroma: bool) -> tuple[_Shares, _Shares]:
    """Return the middle of each column and row of a plane; chroma stands at the left of each pair of pixels."""
    if not chroma:
        return np.arange(width, dtype=np.float32) + 0.5, np.arange(height, dtype=np.float32) + 0.5
    return np.arange(0, width, 2, dtype=np.float32) + 0.5, np.arange(0, height, 2, dtype=np.float32) + 1


def _eased(part: float) -> float:
    return part * part * (3 - 2 * part)


MIXED: Final[dict[TransitionKind, Mix]] = {
    "crossfade": _crossfade,
    "wipe": _wipe,
    "wipe-up": _wipe_up,
    "push": _push,
    "push-up": _push_up,
    "zoom": _zoom,
    "dip": _dip,
    "iris": _iris,
    "blinds": _blinds,
    "reveal": _reveal,
}
"""Kind of a transition -> how it mixes two pictures; a cut mixes nothing."""
