"""Put a garment on a table or a wall, fold it, light it and photograph it at a phone's size."""

from typing import Any, TypeAlias

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from vendor_app.workshop.drawing.fabric import PATTERNS, TILE, Cloth, Pixels, colour, noise, weave_tile
from vendor_app.workshop.drawing.grounds import GROUNDS
from vendor_app.workshop.drawing.shapes import Garment, Mark, Part, Stroke, spline

WIDTH, HEIGHT = 1512, 2016
"""Drawn at half a phone's size; weave and grain are added at the whole of it."""
SUBPIXEL_BITS = 4
COARSE = 4
"""Folds and shadows are soft: they are worked out on every fourth pixel."""
Affine: TypeAlias = NDArray[np.float64]
"""(2, 3): garment units to pixels."""
Points: TypeAlias = NDArray[Any]
"""float32 (n, 2) in garment units."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Where the phone is held."""

    zoom: float = 1.0
    centre: tuple[float, float] = (0.0, 0.0)
    turn: float = 0.0
    """Degrees."""
    ground: str = "wood"
    light: tuple[float, float] = (-0.7, -0.7)
    """Where the light comes from."""


class Lit(msgspec.Struct):
    """A picture being drawn: RGB so far, and where cloth is (for the weave)."""

    rgb: Pixels
    cloth: Pixels


class Sewn(msgspec.Struct, frozen=True):
    """The cloth of one garment, its pattern drawn, and the chance that folds it."""

    cloth: Cloth
    tile: Pixels
    random: np.random.Generator


class Patch(msgspec.Struct, frozen=True):
    """The rectangle of the picture that one part is drawn in; sides are multiples of ``COARSE``."""

    x: int
    y: int
    width: int
    height: int
    affine: Affine
    """From garment units to pixels of the patch."""

    def of(self, whole: Pixels) -> Pixels:
        """Return the patch's view of a picture."""
        return whole[self.y : self.y + self.height, self.x : self.x + self.width]

    @property
    def scale(self) -> float:
        """Pixels to a garment unit, against a picture three units wide."""
        return float(np.hypot(*self.affine[:, 0])) / (WIDTH / 3)


def _to_pixels(view: View) -> Affine:
    """Return the transform from garment units to pixels."""
    scale = WIDTH / 3 * view.zoom
    turn = np.deg2rad(view.turn)
    matrix = scale * np.array(((np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))))
    shift = np.array((WIDTH, HEIGHT)) / 2 - matrix @ np.asarray(view.centre)
    return np.concatenate([matrix, shift[:, None]], axis=1)


def _patch(points: Points, affine: Affine, margin: int) -> Patch | None:
    """Return the patch around ``points`` (garment units); None when it lies outside the picture."""
    pixels = points @ affine[:, :2].T + affine[:, 2]
    low = np.maximum(np.floor((pixels.min(axis=0) - margin) / COARSE) * COARSE, 0).astype(int)
    high = np.minimum(np.ceil((pixels.max(axis=0) + margin) / COARSE) * COARSE, (WIDTH, HEIGHT)).astype(int)
    if (high - low < 2 * COARSE).any():
        return None
    moved = affine.copy()
    moved[:, 2] -= low
    return Patch(int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1]), moved)


def _project(points: Points, affine: Affine) -> NDArray[Any]:
    """Return pixels as the fixed-point numbers that OpenCV draws without steps."""
    return np.asarray(np.round((points @ affine[:, :2].T + affine[:, 2]) * 2**SUBPIXEL_BITS), np.int32)


def _grow(coarse: Pixels, patch: Patch) -> Pixels:
    """Return a coarse field at the size of the patch."""
    return cv2.resize(coarse, (patch.width, patch.height))


def _mask(part: Part, patch: Patch) -> Pixels:
    """Return the part's coverage, 0-1."""
    mask = np.zeros((patch.height, patch.width), np.uint8)
    cv2.fillPoly(mask, [_project(part.outline, patch.affine)], 255, cv2.LINE_AA, SUBPIXEL_BITS)
    return mask.astype(np.float32) / 255


def _heights(part: Part, mask: Pixels, patch: Patch, random: np.random.Generator) -> Pixels:
    """Return how high the cloth lies, in coarse pixels: folds, pleats and a rounded edge."""
    height, width, scale = patch.height // COARSE, patch.width // COARSE, patch.scale
    units = np.array((height, width)) * COARSE * 3 / WIDTH / scale
    soft = np.zeros((height, width), np.float32)
    for bumps, lift in ((2.3, 2.2), (5.5, 0.7), (13.0, 0.22)):
        cells = np.maximum(2, np.round(units * bumps)).astype(int)
        soft += noise(height, width, (int(cells[0]), int(cells[1])), random) * lift * scale
    for fold in (*part.folds, *_chance_folds(part, random)):
        soft += _ridge(fold, patch, random.uniform(1.6, 4.6) * scale, random.uniform(7, 13) * scale)
    if part.pleats:
        soft += _pleats(part, patch) * scale
    inside = cv2.distanceTransform((cv2.resize(mask, (width, height)) > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    rim = np.sin(np.clip(inside / (4.5 * scale), 0, 1) * np.pi / 2)
    return np.asarray(soft + 2.0 * scale * rim, np.float32)


def _chance_folds(part: Part, random: np.random.Generator) -> list[Stroke]:
    """Return a few soft creases somewhere on the part, mostly hanging down."""
    low, high = part.outline.min(axis=0), part.outline.max(axis=0)
    size = high - low
    folds = []
    for _ in range(int(2 + 2.2 * size[0] * size[1])):
        start = low + size * random.uniform(0.1, 0.9, 2)
        length = random.uniform(0.25, 0.8) * min(size[1], 1.6)
        end = start + np.array((random.normal(0, 0.25), 0.8)) * length
        bend = (start + end) / 2 + random.normal(0, 0.06, 2)
        folds.append(tuple((float(x), float(y)) for x, y in (start, bend, end)))
    return folds


def _ridge(fold: Stroke, patch: Patch, lift: float, breadth: float) -> Pixels:
    """Return one crease as a soft ridge of ``lift`` coarse pixels."""
    line = np.zeros((patch.height // COARSE, patch.width // COARSE), np.float32)
    points = _project(spline(fold), patch.affine / COARSE)
    cv2.polylines(line, [points], False, 1.0, max(1, round(breadth / 2)), cv2.LINE_8, SUBPIXEL_BITS)
    ridge = cv2.GaussianBlur(line, (0, 0), breadth / 2)
    peak = float(ridge.max())
    return ridge * (lift / peak) if peak > 0 else ridge


def _pleats(part: Part, patch: Patch) -> Pixels:
    """Return folds that fan out from the part's top edge to its bottom; many of them are ribbing."""
    y, x = _garment_grid(patch, COARSE)
    low, high = part.outline.min(axis=0), part.outline.max(axis=0)
    along = np.clip((y - low[1]) / (high[1] - low[1]), 0, 1)
    ribbing = part.pleats >= 25
    fan = np.ones_like(along) if ribbing else 0.55 + 0.45 * along
    phase = x / (fan * (high[0] - low[0])) * part.pleats * np.pi
    lift = 1.5 if ribbing else 3.2 * (0.6 + 0.6 * along)
    return np.asarray(np.abs(np.sin(phase)) ** 0.7 * lift, np.float32)


def _garment_grid(patch: Patch, step: int) -> tuple[Pixels, Pixels]:
    """Return y and x in garment units of every ``step``-th pixel."""
    inverse = cv2.invertAffineTransform(patch.affine).astype(np.float32)
    y = np.arange(0, patch.height, step, dtype=np.float32)[:, None]
    x = np.arange(0, patch.width, step, dtype=np.float32)[None]
    return (
        inverse[1, 0] * x + inverse[1, 1] * y + inverse[1, 2],
        inverse[0, 0] * x + inverse[0, 1] * y + inverse[0, 2],
    )


def _slopes(heights: Pixels, patch: Patch) -> tuple[Pixels, Pixels]:
    """Return the slope down and across, at the size of the patch."""
    down, across = (cv2.Sobel(heights, cv2.CV_32F, *order, ksize=3, scale=1 / 8) for order in ((0, 1), (1, 0)))
    return _grow(down, patch), _grow(across, patch)


def _dye(part: Part, cloth: Cloth, tile: Pixels, patch: Patch, slopes: tuple[Pixels, Pixels]) -> Pixels:
    """Return the part's colours: the pattern turned along the grain and drawn in by the folds."""
    if part.plain or cloth.pattern == "plain":
        return np.broadcast_to(colour(cloth.ground) * np.float32(part.tint), (patch.height, patch.width, 3))
    y, x = _garment_grid(patch, 1)
    cos, sin, scale = np.float32(np.cos(part.grain)), np.float32(np.sin(part.grain)), np.float32(TILE / cloth.repeat)
    drawn_in = np.float32(0.014)
    u = (cos * x - sin * y + drawn_in * slopes[1]) * scale
    v = (sin * x + cos * y + drawn_in * slopes[0]) * scale
    dyed = cv2.remap(tile, u % TILE, v % TILE, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return dyed * np.float32(part.tint)


def _add_part(picture: Lit, part: Part, sewn: Sewn, affine: Affine, view: View) -> None:
    """Lay one part on the picture: its shadow first, then its lit cloth."""
    patch = _patch(part.outline, affine, round(70 * view.zoom))
    if patch is None:
        return
    mask = _mask(part, patch)
    heights = _heights(part, mask, patch, sewn.random)
    slopes = _slopes(heights, patch)
    light = np.asarray(view.light) / np.hypot(*view.light)
    away = slopes[1] * np.float32(light[0]) + slopes[0] * np.float32(light[1])
    valley = _grow(cv2.GaussianBlur(heights, (0, 0), 9) - heights, patch) / np.float32(patch.scale)
    shade = np.clip(1 - away * np.float32(0.40 + 0.5 * sewn.cloth.sheen) - np.clip(valley, -2, 8) * 0.022, 0.35, 1.5)
    gloss = np.clip(-away - 0.35, 0, 1) * np.float32(0.25 * sewn.cloth.sheen)
    rgb = _dye(part, sewn.cloth, sewn.tile, patch, slopes) * shade[..., None] + gloss[..., None]
    target = patch.of(picture.rgb)
    _cast_shadow(target, mask, light, view.zoom)
    target += mask[..., None] * (rgb - target)
    np.maximum(patch.of(picture.cloth), mask, out=patch.of(picture.cloth))


def _cast_shadow(rgb: Pixels, mask: Pixels, light: NDArray[np.float64], zoom: float) -> None:
    """Darken what lies beside the part, away from the light: a tight shadow and a wide one."""
    height, width = mask.shape
    coarse = cv2.resize(mask, (width // COARSE, height // COARSE))
    dark = np.ones_like(coarse)
    for reach, blur, depth in ((7, 4, 0.30), (26, 24, 0.34)):
        x, y = -light * reach * zoom / COARSE
        shifted = cv2.warpAffine(coarse, np.array(((1, 0, x), (0, 1, y))), (width // COARSE, height // COARSE))
        dark = dark * (1 - depth * cv2.GaussianBlur(shifted, (0, 0), max(blur * zoom / COARSE, 0.8)))
    np.multiply(rgb, cv2.resize(dark, (width, height))[..., None], out=rgb)


def _add_mark(picture: Lit, mark: Mark, cloth: Cloth, affine: Affine) -> None:
    """Sew a seam, button or cord onto the picture."""
    patch = _patch(np.asarray(mark.points, np.float32), affine, 60)
    if patch is None:
        return
    ink = colour(mark.colour) if mark.colour else colour(cloth.ground) * np.float32(0.62)
    mask = _mark_mask(mark, patch)
    target = patch.of(picture.rgb)
    if mark.kind != "seam":
        _cast_shadow(target, mask, np.array((-0.7, -0.7)), max(patch.scale / 3, 0.3))
    strength = 0.75 if mark.kind == "seam" and mark.colour is None else 1.0
    target += (mask * np.float32(strength))[..., None] * (ink - target)


def _mark_mask(mark: Mark, patch: Patch) -> Pixels:
    """Return where the mark covers its patch, 0-1."""
    pixels = patch.scale * WIDTH / 3
    drawn = np.zeros((patch.height, patch.width), np.uint8)
    if mark.kind == "button":
        at = _project(np.asarray(mark.points, np.float32), patch.affine)[0]
        radius = round(mark.width * pixels * 2**SUBPIXEL_BITS)
        cv2.circle(drawn, (int(at[0]), int(at[1])), radius, 255, -1, cv2.LINE_AA, SUBPIXEL_BITS)
    else:
        points = _project(spline(mark.points, 40), patch.affine)
        pieces = _stitches(points) if mark.kind == "seam" else [points]
        cv2.polylines(drawn, pieces, False, 255, max(1, round(mark.width * pixels)), cv2.LINE_AA, SUBPIXEL_BITS)
    return drawn.astype(np.float32) / 255


def _stitches(points: NDArray[Any]) -> list[NDArray[Any]]:
    """Cut a line into stitches of equal length with gaps between them."""
    steps = np.hypot(*np.diff(points.astype(np.float64), axis=0).T)
    length = np.concatenate([[0], np.cumsum(steps)])
    stitch = 14 * 2**SUBPIXEL_BITS
    marks = np.arange(0, length[-1], stitch)
    at = [np.interp([m, m + stitch * 0.68], length, points[:, axis]) for m in marks for axis in (0, 1)]
    pairs = np.asarray(at, np.int32).reshape(-1, 2, 2)
    return [pair.T.copy() for pair in pairs]


def draw(garments: list[tuple[Garment, Cloth, tuple[float, float]]], view: View, seed: int) -> NDArray[np.uint8]:
    """Photograph garments, each at its place in garment units: RGB uint8 (4032, 3024, 3)."""
    random = np.random.default_rng(seed)
    ground = GROUNDS[view.ground](HEIGHT, WIDTH, random)
    picture = Lit(rgb=ground, cloth=np.zeros((HEIGHT, WIDTH), np.float32))
    for garment, cloth, place in garments:
        sewn = Sewn(cloth, PATTERNS[cloth.pattern](cloth, random), random)
        affine = _to_pixels(
            msgspec.structs.replace(view, centre=(view.centre[0] - place[0], view.centre[1] - place[1]))
        )
        for part in garment.parts:
            _add_part(picture, part, sewn, affine, view)
        for mark in garment.marks:
            _add_mark(picture, mark, cloth, affine)
    return _develop(picture, garments[-1][1], view, random)


def _room_light(view: View, random: np.random.Generator) -> Pixels:
    """Return how the room's light falls off, a factor around 1, on the coarse grid."""
    height, width = HEIGHT // COARSE, WIDTH // COARSE
    fall = noise(height, width, (1, 1), random)
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    room = 1.02 + 0.10 * (x * view.light[0] + y * view.light[1]) - 0.07 * (x * x + y * y) + 0.015 * fall
    return np.asarray(room, np.float32)


def _develop(picture: Lit, cloth: Cloth, view: View, random: np.random.Generator) -> NDArray[np.uint8]:
    """Light the whole room, grow to a phone's size, weave the cloth and add the sensor's grain."""
    picture.rgb *= cv2.resize(_room_light(view, random), (WIDTH, HEIGHT))[..., None]
    size = (WIDTH * 2, HEIGHT * 2)
    large = cv2.resize(cv2.convertScaleAbs(picture.rgb, alpha=255), size, interpolation=cv2.INTER_CUBIC)
    weave = weave_tile(cloth, view.zoom, random) - 1
    repeats = (-(-size[1] // weave.shape[0]), -(-size[0] // weave.shape[1]))
    relief = np.tile(weave * 150, repeats)[: size[1], : size[0]]
    relief *= cv2.resize(picture.cloth, size)
    relief += np.tile(random.standard_normal((size[1] // 8, size[0]), np.float32) * 3, (8, 1))
    grown = cv2.add(large, cv2.merge([relief] * 3), dtype=cv2.CV_8U)
    return np.asarray(grown, np.uint8)
