"""A recording while it is made and when it is done: how loud it is, and its file."""

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from vendor_app.files import write_whole
from vendor_app.video.sound_file import Samples, sound_content

_NOTHING = -120.0


class Levels(NamedTuple):
    """How loud a moment is, in dBFS; a sine of full scale has a peak of 0 and an RMS of −3."""

    peak: float
    rms: float


def levels(samples: Samples) -> Levels:
    """Return the levels of a moment: float32 of shape (n,) or (2, n), -1.0 to 1.0; −120 for silence or no samples."""
    if not samples.size:
        return Levels(_NOTHING, _NOTHING)
    peak = float(np.abs(samples).max())
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return Levels(_decibels(peak), _decibels(math.sqrt(power)))


def _decibels(level: float) -> float:
    return max(20 * math.log10(level), _NOTHING) if level > 0 else _NOTHING


def write_recording(path: Path, samples: Samples, rate: int = 48_000) -> None:
    """Write samples (n,) or (2, n) to ``path``, whole or not at all: FLAC when it ends in .flac, else WAV of 16 bits.

    Raises VendorError when the disk refuses.
    """
    write_whole(path, sound_content(samples, rate, "flac" if path.suffix.lower() == ".flac" else "wav"))
