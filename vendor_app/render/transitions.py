"""How one picture gives way to the next while both keep moving. ``part`` (0 to 1): how much of it is done."""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from vendor_app.render.colour import Pixels, planes_of

_EDGE: Final = 0.16
"""Share of the width over which a wipe is soft."""


def crossfaded(former: Pixels, picture: Pixels, part: float) -> Pixels:
    """Mix ``former`` into ``picture``, in place, and return it."""
    cv2.addWeighted(former, 1 - part, picture, part, 0, dst=picture)
    return picture


def wiped(former: Pixels, picture: Pixels, part: float) -> Pixels:
    """Uncover ``picture`` from the left by a soft edge: put ``former`` on the rest of it, in place, and return it."""
    part = part * part * (3 - 2 * part)
    for old, new in zip(planes_of(former), planes_of(picture), strict=True):
        width = new.shape[1]
        kept = np.clip(((np.arange(width) + 0.5) / width - part * (1 + _EDGE)) / _EDGE + 1, 0, 1).astype(np.float32)
        soft, whole = np.flatnonzero((kept > 0) & (kept < 1)), int(np.searchsorted(kept, 1.0))
        new[:, whole:] = old[:, whole:]
        if soft.size:
            band = slice(int(soft[0]), int(soft[-1]) + 1)
            new[:, band] = np.rint(old[:, band] * kept[band] + new[:, band] * (1 - kept[band])).astype(np.uint8)
    return picture


MIXED: Final[dict[str, Callable[[Pixels, Pixels, float], Pixels]]] = {"crossfade": crossfaded, "wipe": wiped}
"""Kind of a transition -> how it mixes two pictures; a cut mixes nothing."""
