"""Cut pieces of sound and join them on a time line, without a click at any cut."""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from vendor_app.sound.synth import RATE, Floats, Signal, samples_in
from vendor_app.storyboard.model import FPS

SAMPLES_PER_FRAME = RATE // FPS
JOINT = 0.024
"""Seconds of the cross-fade at a joint, half of it on either side of the cut."""
_EDGE = 0.012
"""Seconds over which a recording that begins or ends in the middle of a sound is faded."""


class Placed(NamedTuple):
    """A stretch of a sound and where it is heard. All in samples."""

    sound: Signal
    """Shape (n,) or (2, n): the whole recording."""
    start: int
    end: int
    skip: int = 0
    """Sample of ``sound`` heard at ``start``."""
    fade_in: float = JOINT
    fade_out: float = JOINT
    """Seconds; the fade's middle is at ``start`` and ``end``."""


def joined(pieces: Iterable[Placed], count: int) -> Signal:
    """Return the pieces on a time line of ``count`` samples: pieces that touch are cross-faded around their joint.

    Two pieces that go on with each other are heard as if they had not been cut. The time line's own ends are faded too.
    """
    pieces = list(pieces)
    made = np.zeros((*(pieces[0].sound.shape[:-1] if pieces else ()), count), np.float32)
    for piece in pieces:
        _add(made, piece, count)
    return made


def _add(made: Signal, piece: Placed, count: int) -> None:
    sound = _edged(piece.sound)
    rise, fall = samples_in(piece.fade_in) // 2, samples_in(piece.fade_out) // 2
    start, end = max(piece.start, rise), min(piece.end, count - fall)
    offset = piece.skip - piece.start
    first = max(start - rise, -offset, 0)
    last = min(end + fall, sound.shape[-1] - offset, count)
    if last <= first:
        return
    place = np.arange(first, last).astype(np.float64)
    gain = _ramp(place + 0.5 - start, rise) * _ramp(end - place - 0.5, fall)
    made[..., first:last] += sound[..., first + offset : last + offset] * gain


def _ramp(place: Floats, half: int) -> Signal:
    """Return 0 before −half, 1 after half, half a cosine between: two that meet make 1 everywhere."""
    x = np.clip(place / max(2 * half, 1) + 0.5, 0, 1)
    return (0.5 - 0.5 * np.cos(math.pi * x)).astype(np.float32)


def _edged(sound: Signal) -> Signal:
    """Return ``sound`` rising from nothing and falling to nothing, wherever it was cut off."""
    count = min(samples_in(_EDGE), sound.shape[-1] // 2)
    if not count:
        return sound
    made = sound.copy()
    curve = (0.5 - 0.5 * np.cos(math.pi * (np.arange(count) + 0.5) / count)).astype(np.float32)
    made[..., :count] *= curve
    made[..., -count:] *= curve[::-1]
    return made
