"""How one picture gives way to the next while both keep moving."""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from vendor_app.render.colour import Pixels, planes_of

_EDGE: Final = 0.16
"""Share of the width over which a wipe is soft."""

Mixer = Callable[[Pixels, Pixels, float], None]


def crossfade(former: Pixels, picture: Pixels, part: float) -> None:
    """Mix ``former`` into ``picture``, in place; ``part`` (0 to 1) of the new one is there."""
    cv2.addWeighted(former, 1 - part, picture, part, 0, dst=picture)


def wipe(former: Pixels, picture: Pixels, part: float) -> None:
    """Uncover ``picture`` from the left by a soft edge, in place."""
    part = part * part * (3 - 2 * part)
    for old, new in zip(planes_of(former), planes_of(picture), strict=True):
        width = new.shape[1]
        place = (np.arange(width) + 0.5) / width
        kept = np.clip((place - part * (1 + _EDGE)) / _EDGE + 1, 0, 1)
        soft = np.flatnonzero((kept > 0) & (kept < 1))
        whole = int(np.searchsorted(kept, 1.0))
        new[:, whole:] = old[:, whole:]
        if soft.size:
            band = slice(int(soft[0]), int(soft[-1]) + 1)
            share = kept[band].astype(np.float32)
            new[:, band] = np.rint(old[:, band] * share + new[:, band] * (1 - share)).astype(np.uint8)


MIXERS: Final[dict[str, Mixer]] = {"crossfade": crossfade, "wipe": wipe}
