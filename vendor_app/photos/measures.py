"""What can be measured in a picture without knowing what it shows: light, sharpness, grain. Quick, for a camera."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.photos.reading import Pixels

_BRIGHT_PERCENTILE: Final = 95.0
_LOST: Final = 252
"""From here on a channel is taken as cut off: the colour of the cloth is lost."""
_WHITE: Final = 245
_GROUND: Final = 0.98
"""Share of the picture's rim that is white when the whole ground is."""
_SOFTENED: Final = 0.7
"""Sigma in pixels of what is always smoothed, against grain and the squares of JPEG."""
_BLURRED: Final = 1.5
"""Sigma in pixels of what it is blurred with again."""
_LEAST_STEP: Final = 2.5
"""Levels per pixel that an edge rises by at least."""
_EDGES: Final = 12.0
"""Per cent of the picture that are edges at most."""
_ALONG: Final = 1.5
"""How many times more an edge rises across than along: rounded corners say nothing of one direction."""
_FEWEST: Final = 300
"""Pixels of edges of one direction below which it tells nothing."""
_STRONGEST: Final = 3.0
"""Per cent of the edges of a direction that are looked at: a step of colour, no fold."""
_SHARPEST: Final = 20.0
"""Per cent of those that count: behind a product much may be out of focus."""
_DIRECTIONS: Final = tuple((float(np.cos(a)), float(np.sin(a))) for a in np.radians((0, 45, 90, 135)))

_Plane = NDArray[np.float32]


def brightness(pixels: Pixels) -> float:
    """Return how bright the bright parts of RGB (H, W, 3) are, 0-255: even a black dress has something bright by it."""
    return float(np.percentile(cv2.blur(_strongest_channel(pixels), (3, 3)), _BRIGHT_PERCENTILE))


def overexposed(pixels: Pixels) -> float:
    """Return which share of RGB (H, W, 3), or of its middle, has lost its colour to too much light.

    Before a white ground, which reaches all around the picture, only what is not white itself is asked.
    """
    few = pixels[::2, ::2]
    lost = _strongest_channel(pixels) >= _LOST
    white = few[..., 1] >= _WHITE
    white &= (few[..., 0] >= _WHITE) & (few[..., 2] >= _WHITE)
    height, width = lost.shape
    if np.concatenate([white[0], white[-1], white[:, 0], white[:, -1]]).mean() >= _GROUND:
        return float(lost[~white].mean()) if not white.all() else 0.0
    middle = lost[height // 6 : height - height // 6, width // 6 : width - width // 6]
    return max(float(lost.mean()), float(middle.mean()))


def _strongest_channel(pixels: Pixels) -> NDArray[np.uint8]:
    """Return the brightest of three channels, of every other pixel both ways: NumPy's own maximum takes 6 ms of all."""
    red, green, blue = (np.ascontiguousarray(pixels[::2, ::2, channel]) for channel in range(3))
    return np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)


def blur(pixels: Pixels) -> float:
    """Return how blurred RGB (H, W, 3) is: the sigma, in pixels, of its sharpest edges; of four directions the worst.

    An edge blurred by s and then by r is sqrt(1 + r²/s²) times less steep, whatever its height: no cloth is taken
    for blurred because it is plain. Moving the camera blurs one direction only. 0.0 where there is no edge to judge by.
    """
    light = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    once = cv2.GaussianBlur(light, (0, 0), _SOFTENED)
    across, down = _slopes(once)
    twice_across, twice_down = _slopes(cv2.GaussianBlur(once, (0, 0), _BLURRED))
    steep = np.abs(across) + np.abs(down)
    edges = np.flatnonzero(steep > max(_LEAST_STEP, float(np.percentile(steep[::4, ::4], 100 - _EDGES))))
    first, again = (
        np.stack([plane.ravel()[edges] for plane in planes]) for planes in ((across, down), (twice_across, twice_down))
    )
    return max(_width(first, again, *direction) for direction in _DIRECTIONS)


def _slopes(light: cv2.typing.MatLike) -> tuple[_Plane, _Plane]:
    """Return the levels per pixel that the light rises by, to the right and downwards."""
    across, down = (np.asarray(cv2.Sobel(light, cv2.CV_32F, *way, scale=0.125), np.float32) for way in ((1, 0), (0, 1)))
    return across, down


def _width(first: _Plane, again: _Plane, cos: float, sin: float) -> float:
    """Return how wide edges that rise in one direction are; 0.0 when there are too few.

    ``first`` and ``again``: the slopes (2, n) of each edge to the right and downwards, before and after blurring it.
    """
    steep = np.abs(cos * first[0] + sin * first[1])
    there = (steep > _LEAST_STEP / 2) & (steep > _ALONG * np.abs(cos * first[1] - sin * first[0]))
    if np.count_nonzero(there) < _FEWEST:
        return 0.0
    steep = steep[there]
    strong = steep >= np.percentile(steep, 100 - _STRONGEST)
    later = np.abs(cos * again[0][there][strong] + sin * again[1][there][strong])
    ratio = np.maximum(steep[strong] / np.maximum(later, 1e-3), 1.0001)
    widths = np.maximum(_BLURRED**2 / (ratio**2 - 1) - _SOFTENED**2, 0)
    return float(np.sqrt(np.percentile(widths, _SHARPEST)))


def grain(pixels: Pixels) -> float:
    """Return the noise of RGB (H, W, 3) in levels of its light, measured where hardly anything is to be seen."""
    light = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = cv2.filter2D(light, cv2.CV_32F, np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 6)
    size = (max(light.shape[1] // 16, 1), max(light.shape[0] // 16, 1))
    squares = cv2.resize(fine * fine, size, interpolation=cv2.INTER_AREA)
    return float(np.sqrt(np.percentile(squares, 20)))
