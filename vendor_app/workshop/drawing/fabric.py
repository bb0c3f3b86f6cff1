"""Cloth: patterns as square tiles that repeat without a seam, RGB float32 0-1, and the weave over them."""

from collections.abc import Callable
from typing import Any, TypeAlias

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[Any]
"""float32 (height, width) or (height, width, 3), 0-1; OpenCV does not tell mypy so."""
Rgb: TypeAlias = tuple[int, int, int]
TILE = 512


class Cloth(msgspec.Struct, frozen=True, kw_only=True):
    """What a garment is sewn from."""

    pattern: str
    """A name in ``PATTERNS``."""
    ground: Rgb
    inks: tuple[Rgb, ...] = ()
    repeat: float = 1.0
    """Size of one tile in garment units."""
    weave: str = "jersey"
    """A name in ``WEAVES``."""
    sheen: float = 0.0
    """0 cotton, 1 satin: how strongly folds catch the light."""


def colour(rgb: Rgb) -> Pixels:
    """Return a colour as three floats."""
    return np.asarray(rgb, np.float32) / 255


def noise(height: int, width: int, cells: tuple[int, int], random: np.random.Generator) -> Pixels:
    """Return smooth noise of mean 0 and deviation about 1 with ``cells`` bumps down and across."""
    grid = random.standard_normal((cells[0] + 3, cells[1] + 3)).astype(np.float32)
    return cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)


def _wrapped(draw: Callable[[NDArray[np.uint8], int, int], None], tile: NDArray[np.uint8]) -> None:
    """Draw nine times around, so that what leaves the tile on one side comes in on the other."""
    for dx in (-TILE, 0, TILE):
        for dy in (-TILE, 0, TILE):
            draw(tile, dx, dy)


def _plain(cloth: Cloth, random: np.random.Generator) -> Pixels:
    return np.broadcast_to(colour(cloth.ground), (TILE, TILE, 3)).copy()


def _stripes(cloth: Cloth, random: np.random.Generator) -> Pixels:
    tile = _plain(cloth, random)
    height = TILE // (len(cloth.inks) + 1)
    for number, ink in enumerate(cloth.inks):
        tile[number * height : number * height + height * 2 // 3] = colour(ink)
    return cv2.GaussianBlur(tile, (3, 3), 0)


def _plaid(cloth: Cloth, random: np.random.Generator) -> Pixels:
    """Weave bands of the inks both ways; where they cross, both show."""
    bands = np.zeros((TILE, 4), np.float32)
    for number, ink in enumerate(cloth.inks):
        start = number * TILE // len(cloth.inks)
        for offset, width in ((0, TILE // 6), (TILE // 4, TILE // 40)):
            bands[start + offset : start + offset + width] = (*colour(ink), 1.0)
    across, down = bands[:, None], bands[None]
    tile = _plain(cloth, random)
    for band in (across, down):
        tile = tile * (1 - 0.55 * band[..., 3:]) + band[..., :3] * 0.55 * band[..., 3:]
    return tile.astype(np.float32)


def _floral(cloth: Cloth, random: np.random.Generator) -> Pixels:
    """Scatter leaves, then flowers of five petals, in the inks; the last ink is the leaf's."""
    tile = np.full((TILE, TILE, 3), cloth.ground, np.uint8)
    cells = [(x, y) for x in range(4) for y in range(4)]
    for number, (column, row) in enumerate(cells):
        centre = (np.array((column, row)) + 0.5 + random.uniform(-0.22, 0.22, 2)) * TILE / 4
        size, turn = random.uniform(34, 58), random.uniform(0, 360)
        for leaf in range(3):
            _petal(tile, centre, size * 1.35, turn + leaf * 120 + 40, cloth.inks[-1], 0.22)
        ink = cloth.inks[number % max(len(cloth.inks) - 1, 1)]
        for petal in range(5):
            shade = tuple(int(channel * (0.9 + 0.1 * (petal % 2))) for channel in ink)
            _petal(tile, centre, size, turn + petal * 72, (shade[0], shade[1], shade[2]), 0.36)
        _wrapped(lambda t, dx, dy, c=centre, s=size: _dot(t, c, dx, dy, s * 0.2, (250, 214, 96)), tile)  # type: ignore[misc]
    return cv2.GaussianBlur(tile, (3, 3), 0).astype(np.float32) / 255


def _dot(tile: NDArray[np.uint8], centre: NDArray[np.float64], dx: int, dy: int, radius: float, ink: Rgb) -> None:
    cv2.circle(tile, (round(centre[0]) + dx, round(centre[1]) + dy), round(radius), ink, -1, cv2.LINE_AA)


def _petal(
    tile: NDArray[np.uint8], centre: NDArray[np.float64], size: float, angle: float, ink: Rgb, width: float
) -> None:
    """Draw an ellipse that starts at ``centre`` and points along ``angle`` (degrees)."""
    turn = np.deg2rad(angle)
    middle = centre + np.array((np.cos(turn), np.sin(turn))) * size * 0.5

    def draw(t: NDArray[np.uint8], dx: int, dy: int) -> None:
        at = (round(middle[0]) + dx, round(middle[1]) + dy)
        cv2.ellipse(t, at, (round(size / 2), round(size * width)), angle, 0, 360, ink, -1, cv2.LINE_AA)

    _wrapped(draw, tile)


_ELEPHANT = (
    ("ellipse", (0.0, 0.0), (0.30, 0.21)),
    ("ellipse", (0.30, -0.08), (0.15, 0.15)),
    ("line", (0.42, -0.04), (0.47, 0.26)),
    ("line", (-0.2, 0.1), (-0.2, 0.33)),
    ("line", (0.16, 0.1), (0.16, 0.33)),
    ("line", (-0.29, -0.04), (-0.36, 0.14)),
)
"""Body, head, trunk, two legs, tail, in units of the elephant's length."""


def _elephants(cloth: Cloth, random: np.random.Generator) -> Pixels:
    """Walk elephants in rows between bands of diamonds, as on the trousers every visitor takes home."""
    tile = np.full((TILE, TILE, 3), cloth.ground, np.uint8)
    for column in range(3):
        for row in range(2):
            centre = np.array(((column + 0.5 * row + 0.5) * TILE / 3, (row + 0.34) * TILE / 2))
            _elephant(tile, centre, TILE / 4, cloth.inks[0], cloth.ground)
    for row in range(2):
        y = round((row + 0.86) * TILE / 2)
        for edge in (-34, 34):
            cv2.line(tile, (0, y + edge), (TILE, y + edge), cloth.inks[-1], 5, cv2.LINE_AA)
        for x in range(0, TILE + 1, 32):
            diamond = np.array(((x, y - 20), (x + 13, y), (x, y + 20), (x - 13, y)))
            cv2.fillPoly(tile, [diamond], cloth.inks[0], cv2.LINE_AA)
    return tile.astype(np.float32) / 255


def _elephant(tile: NDArray[np.uint8], centre: NDArray[np.float64], size: float, ink: Rgb, ground: Rgb) -> None:
    def draw(t: NDArray[np.uint8], dx: int, dy: int) -> None:
        origin = centre + np.array((dx, dy))
        for kind, first, second in _ELEPHANT:
            a, b = np.array(first) * size, np.array(second) * size
            at = (round(origin[0] + a[0]), round(origin[1] + a[1]))
            if kind == "ellipse":
                cv2.ellipse(t, at, (round(b[0]), round(b[1])), 0, 0, 360, ink, -1, cv2.LINE_AA)
            else:
                cv2.line(t, at, (round(origin[0] + b[0]), round(origin[1] + b[1])), ink, round(size * 0.1), cv2.LINE_AA)
        ear = (round(origin[0] + size * 0.22), round(origin[1] - size * 0.06))
        cv2.ellipse(t, ear, (round(size * 0.09), round(size * 0.13)), 15, 0, 360, ground, 4, cv2.LINE_AA)

    _wrapped(draw, tile)


def _dots(cloth: Cloth, random: np.random.Generator) -> Pixels:
    tile = np.full((TILE, TILE, 3), cloth.ground, np.uint8)
    for column in range(4):
        for row in range(4):
            at = np.array(((column + 0.5 * (row % 2)) * TILE / 4, (row + 0.5) * TILE / 4))
            ink = cloth.inks[(column + row) % len(cloth.inks)]
            _wrapped(lambda t, dx, dy, a=at, i=ink: _dot(t, a, dx, dy, TILE / 22, i), tile)  # type: ignore[misc]
    return tile.astype(np.float32) / 255


PATTERNS: dict[str, Callable[[Cloth, np.random.Generator], Pixels]] = {
    "plain": _plain,
    "stripes": _stripes,
    "plaid": _plaid,
    "floral": _floral,
    "elephants": _elephants,
    "dots": _dots,
}


def _jersey(y: Pixels, x: Pixels) -> Pixels:
    """Knit: columns of small loops."""
    return np.sin(x * 1.9) * (0.6 + 0.4 * np.sin(y * 1.3 + np.sin(x * 0.95) * 1.2))


def _twill(y: Pixels, x: Pixels) -> Pixels:
    """Denim: diagonal ribs."""
    return np.sin((x + y) * 1.25) * (0.75 + 0.25 * np.sin((x - y) * 0.7))


def _canvas(y: Pixels, x: Pixels) -> Pixels:
    """Over one, under one."""
    return np.sin(x * 1.1) * np.sin(y * 1.1)


def _knit(y: Pixels, x: Pixels) -> Pixels:
    """Wool: thick stitches like rows of V."""
    return np.sin(y * 0.42 + np.abs(((x * 0.34) % (2 * np.pi)) - np.pi) * 1.1)


WEAVES: dict[str, Callable[[Pixels, Pixels], Pixels]] = {
    "jersey": _jersey,
    "twill": _twill,
    "canvas": _canvas,
    "knit": _knit,
}
WEAVE_PERIOD = 256


def weave_tile(cloth: Cloth, zoom: float, random: np.random.Generator) -> Pixels:
    """Return the weave as a factor around 1, with slubs: (256, 256), drawn ``zoom`` times closer."""
    y, x = np.mgrid[0:WEAVE_PERIOD, 0:WEAVE_PERIOD].astype(np.float32) / zoom
    slub = cv2.resize(random.standard_normal((64, 8)).astype(np.float32), (WEAVE_PERIOD, WEAVE_PERIOD))
    strength = 0.05 if cloth.weave in {"knit", "twill"} else 0.025
    return (1 + strength * min(zoom, 2.0) * WEAVES[cloth.weave](y, x) + 0.012 * slub).astype(np.float32)
