"""What lies or stands behind a garment: tables, tiles, walls. Each returns RGB float32 (height, width, 3), 0-1."""

from collections.abc import Callable

import cv2
import numpy as np

from vendor_app.workshop.drawing.fabric import Pixels, Rgb, colour, noise


def _wood(height: int, width: int, random: np.random.Generator, base: Rgb = (172, 128, 88)) -> Pixels:
    """Return planks that run across, each with a grain of its own."""
    ground = np.empty((height, width, 3), np.float32)
    plank = height // 6
    for top in range(0, height, plank):
        rows = min(plank, height - top)
        bend = noise(rows, width, (2, 3), random) * 14
        rings = noise(rows, width, (26, 2), random) + 0.5 * noise(rows, width, (90, 5), random)
        grain = np.sin((np.arange(rows, dtype=np.float32)[:, None] + bend) * 0.16 + rings * 1.6)
        tone = 1 + 0.05 * grain + 0.04 * rings + random.normal(0, 0.05)
        ground[top : top + rows] = colour(base) * tone[..., None]
        ground[top : top + 3] *= 0.55
        ground[top + 3 : top + 6] *= 1.06
    return ground


def _pale_wood(height: int, width: int, random: np.random.Generator) -> Pixels:
    return _wood(height, width, random, (214, 190, 158))


def _tiles(height: int, width: int, random: np.random.Generator) -> Pixels:
    """Return ceramic floor tiles laid askew, with grout between them."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = (x * 0.94 + y * 0.34) / 560, (y * 0.94 - x * 0.34) / 560
    edge = np.minimum(np.abs(u - np.round(u)), np.abs(v - np.round(v)))
    speckle = cv2.GaussianBlur(random.standard_normal((height, width)).astype(np.float32), (0, 0), 1.6)
    cloudy = noise(height, width, (7, 5), random)
    tone = 0.95 + 0.05 * speckle + 0.012 * cloudy + random.normal(0, 0.01)
    ground = np.asarray(colour((205, 196, 180)) * tone[..., None], np.float32)
    grout = np.clip(1.6 - edge * 150, 0, 1)[..., None]
    return np.asarray(ground * (1 - grout) + colour((132, 122, 110)) * grout, np.float32)


def _wall(height: int, width: int, random: np.random.Generator, base: Rgb = (226, 222, 212)) -> Pixels:
    """Return a plastered wall that the light falls across."""
    rough = cv2.GaussianBlur(random.standard_normal((height, width)).astype(np.float32), (0, 0), 2.2)
    stains = noise(height, width, (5, 4), random) + 0.4 * noise(height, width, (19, 15), random)
    tone = 1 + 0.05 * rough + 0.012 * stains
    return np.asarray(colour(base) * tone[..., None], np.float32)


def _mint_wall(height: int, width: int, random: np.random.Generator) -> Pixels:
    return _wall(height, width, random, (196, 216, 206))


def _sheet(height: int, width: int, random: np.random.Generator) -> Pixels:
    """Return a bed sheet spread out, not quite smooth."""
    heights = sum(
        noise(height // 4, width // 4, cells, random) * lift for cells, lift in (((5, 4), 9.0), ((12, 9), 3.0))
    )
    heights = np.asarray(heights, np.float32)
    across = cv2.Sobel(heights, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 9)
    slope = across + cv2.Sobel(heights, cv2.CV_32F, 1, 1, ksize=5, scale=1 / 40)
    shade = 1 - np.clip(cv2.resize(slope, (width, height)), -0.4, 0.4) * 0.22
    return np.asarray(colour((150, 62, 74)) * shade[..., None], np.float32)


GROUNDS: dict[str, Callable[[int, int, np.random.Generator], Pixels]] = {
    "wood": _wood,
    "pale wood": _pale_wood,
    "tiles": _tiles,
    "wall": _wall,
    "mint wall": _mint_wall,
    "sheet": _sheet,
}
