"""What is drawn tone on tone on a ground: for each pixel 0 for the ground's own colour, 255 for the other tone."""

import math
from collections.abc import Callable
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.storyboard.model import CANVAS, Pattern

Levels: TypeAlias = NDArray[np.float32]
"""0.0 to 1.0; one axis may be 1 long."""


def drawn(pattern: Pattern, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return a pattern (H, W) of the canvas's shape, 0 to 255."""
    step = CANVAS.width / size[0]
    across = ((np.arange(size[0], dtype=np.float32) + 0.5) * step)[None, :]
    down = ((np.arange(size[1], dtype=np.float32) + 0.5) * step)[:, None]
    shade = cv2.convertScaleAbs(np.maximum(_PATTERNS[pattern](across, down, step), 0), alpha=255)
    return np.ascontiguousarray(np.broadcast_to(np.asarray(shade, np.uint8), (size[1], size[0])))


def _edge(distance: Levels, step: float) -> Levels:
    """Return 1 where a distance in pixels of canvas is positive, soft over one pixel of the picture."""
    return np.asarray(np.clip(distance / step + 0.5, 0, 1), np.float32)


def _bands(at: Levels, period: float, begin: float, end: float, step: float) -> Levels:
    """Return 1 in a band of each period."""
    place = at % period
    return np.asarray(_edge(np.minimum(place - begin, end - place), step), np.float32)


def _plain(across: Levels, down: Levels, step: float) -> Levels:
    return np.zeros((1, 1), np.float32)


def _check(across: Levels, down: Levels, step: float) -> Levels:
    """A pha khao ma: bands and fine threads, both ways."""

    def threads(at: Levels) -> Levels:
        broad, fine = _bands(at, 180, 0, 84, step), _bands(at, 180, 108, 116, step) + _bands(at, 180, 146, 154, step)
        return np.asarray(0.36 * broad + 0.27 * fine, np.float32)

    return threads(down) + threads(across)


def _rays(across: Levels, down: Levels, step: float) -> Levels:
    """Rays from a point in the lower half."""
    x, y = across / CANVAS.width - 0.5, down / CANVAS.width - 1.2
    wave = np.sin(np.arctan2(y, x) * 14) * np.hypot(x, y) * CANVAS.width / step / 28
    return np.asarray(wave + 0.5, np.float32)


def _stripes(across: Levels, down: Levels, step: float) -> Levels:
    return _bands((across + down) * math.sqrt(0.5), 132, 0, 66, step)


def _dots(across: Levels, down: Levels, step: float) -> Levels:
    row = np.floor(down / 78)
    x, y = (across + row % 2 * 45) % 90 - 45, down % 78 - 39
    return _edge(15 - np.hypot(x, y), step)


def _weave(across: Levels, down: Levels, step: float) -> Levels:
    """Twill: slanted ribs, each of short threads."""
    ribs = np.sin((across + down) * (2 * math.pi / 30))
    threads = np.sin((across - down * 0.5) * (2 * math.pi / 42))
    return np.asarray(0.5 + 0.32 * ribs + 0.18 * threads, np.float32)


def _squares(across: Levels, down: Levels, step: float) -> Levels:
    """An exercise book's."""
    return np.asarray(np.maximum(_bands(across, 60, 0, 3, step), _bands(down, 60, 0, 3, step)), np.float32)


def _halves(across: Levels, down: Levels, step: float) -> Levels:
    return _edge(across - CANVAS.width / 2 - (CANVAS.height / 2 - down) * 0.22, step)


def _leaves(across: Levels, down: Levels, step: float) -> Levels:
    """Scattered leaves, each with its rib."""
    picture = np.zeros((down.shape[0], across.shape[1]), np.uint8)
    random = np.random.default_rng(4)
    for row in range(10):
        for column in range(6):
            jitter, turn = random.uniform(-46, 46, 2), random.uniform(0, 2 * math.pi)
            middle = np.array([column * 205 + row % 2 * 102 + jitter[0], row * 205 + jitter[1]])
            _put_leaf(picture, middle / step, turn, random.uniform(52, 78) / step)
    return np.asarray(picture.astype(np.float32) / 255)


def _put_leaf(picture: NDArray[np.uint8], middle: NDArray[np.float64], turn: float, length: float) -> None:
    along = np.linspace(-1, 1, 25)
    side = 0.42 * (1 - along**2) * (1 - 0.25 * along)
    outline = np.concatenate([np.stack([along, side], 1), np.stack([along, -side], 1)[::-1]])
    way = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    points = np.rint((outline @ way * length + middle) * 16).astype(np.int32)
    cv2.fillPoly(picture, [points], 255, cv2.LINE_AA, shift=4)
    rib = np.rint((np.array([[-0.9, 0.0], [0.8, 0.0]]) @ way * length + middle) * 16).astype(np.int32)
    cv2.polylines(picture, [rib], False, 60, max(round(length / 22), 1), cv2.LINE_AA, shift=4)


def _tarpaulin(across: Levels, down: Levels, step: float) -> Levels:
    """The market's big striped bags: upright stripes, woven of flat threads."""
    broad, beside = _bands(across, 216, 0, 96, step), _bands(across, 216, 120, 136, step)
    fine = _bands(across, 216, 160, 176, step)
    return np.asarray(
        (0.8 * broad + 0.6 * beside + 0.6 * fine) * (0.82 + 0.18 * np.cos(down * (math.pi / 6))), np.float32
    )


def _halftone(across: Levels, down: Levels, step: float) -> Levels:
    """Slanted rows of dots that grow downwards, as in cheap print."""
    u, v = (across + down) * math.sqrt(0.5), (across - down) * math.sqrt(0.5)
    x, y = u % 44 - 22, v % 44 - 22
    return _edge(4 + 17 * down / CANVAS.height - np.hypot(x, y), step)


_PATTERNS: Final[dict[Pattern, Callable[[Levels, Levels, float], Levels]]] = {
    "plain": _plain,
    "check": _check,
    "rays": _rays,
    "stripes": _stripes,
    "dots": _dots,
    "weave": _weave,
    "squares": _squares,
    "halves": _halves,
    "leaves": _leaves,
    "tarpaulin": _tarpaulin,
    "halftone": _halftone,
}
