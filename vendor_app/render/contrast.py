"""Whether text can be read on what is behind it: WCAG contrast, 4.5:1 for text."""

from typing import Final

import numpy as np

from vendor_app.render.colour import Pixels
from vendor_app.storyboard.colours import ENOUGH, linear_level, luminance, ratio
from vendor_app.storyboard.model import Colour

_EXTREME: Final = 2
"""Per cent of the pixels that may be worse than the one measured: a glint is no background."""


def readable(colour: Colour, luma: Pixels) -> bool:
    """Whether text of this colour has enough contrast before nearly all of a piece of luma plane (16-235)."""
    own = luminance(colour)
    worst = np.percentile(luma, [_EXTREME, 100 - _EXTREME])
    behind = [linear_level(min(max((float(level) - 16) / 219, 0.0), 1.0)) for level in worst]
    return all(ratio(own, level) >= ENOUGH for level in behind)
