"""Whether text can be read on what is behind it: WCAG contrast, 4.5:1 for text."""

from typing import Final

import numpy as np

from vendor_app.render.colour import Pixels
from vendor_app.storyboard.model import Colour

ENOUGH: Final = 4.5
_EXTREME: Final = 2
"""Per cent of the pixels that may be worse than the one measured: a glint is no background."""


def luminance(colour: Colour) -> float:
    """Return the relative luminance of "#rrggbb", 0.0 to 1.0."""
    linear = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: float, other: float) -> float:
    """Return the contrast of two luminances, 1.0 to 21.0."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def readable(colour: Colour, luma: Pixels) -> bool:
    """Whether text of this colour has enough contrast before nearly all of a piece of luma plane (16-235)."""
    own = luminance(colour)
    worst = np.percentile(luma, [_EXTREME, 100 - _EXTREME])
    behind = [_linear(min(max((float(level) - 16) / 219, 0.0), 1.0)) for level in worst]
    return all(ratio(own, level) >= ENOUGH for level in behind)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
