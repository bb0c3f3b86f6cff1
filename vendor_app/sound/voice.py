"""A spoken text: read, cleaned, evened out; and how far music steps back for it."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.sound.effects import Band, block_levels, compress, control_curve, equalise
from vendor_app.sound.loudness import loudness
from vendor_app.sound.perform import faded
from vendor_app.sound.synth import RATE, Floats, Signal, samples_in, saturate
from vendor_app.video.sound_file import read_sound

DUCK = 12.0
"""Decibels that music steps back while somebody speaks."""
_SPOKEN = -18.0
"""LUFS of a voice before it is mixed."""
_HEARD = -58.0
"""LUFS; a recording below it holds no voice that turning up would save."""
_WARMTH = 1.3
"""Drive: rounds the sharpest peaks, so that the loudness need not come from the limiter."""
_STEP = RATE // 100
_LEAD, _HOLD, _SLOPE = 0.15, 0.45, 0.30
"""Seconds: before a word, after it, and for the way down and up again."""
_CUT = 0.25
"""Seconds over which a voice longer than the clip is faded at the clip's end."""
_CLEAN = (Band("highpass", 80.0), Band("peak", 260.0, -1.5, 0.9), Band("peak", 3800.0, 1.5, 0.8))


def speech(path: Path, count: int) -> Signal:
    """Return the voice in ``path``, evened out at −18 LUFS, in the middle: shape (2, count), silent after its end.

    Raises VendorError for a file without sound that can be heard.
    """
    read = read_sound(path, count / RATE + 0.5)
    made = equalise(_one_voice(read), _CLEAN)
    if (measured := loudness(made)) < _HEARD:
        raise VendorError(
            _("Nothing can be heard in {name}.").format(name=path.name),
            _("Record it again, closer to the microphone."),
        )
    made = made * np.float32(10 ** ((_SPOKEN - measured) / 20))
    made = compress(made, threshold=_SPOKEN - 3, ratio=3.0, attack=0.006, release=0.14)
    made = saturate(made, _WARMTH)
    made *= np.float32(10 ** ((_SPOKEN - loudness(made)) / 20))
    longer = made.shape[1] > count
    made = faded(made[:, :count], _CUT if longer else 0.02)
    return np.pad(made, ((0, 0), (0, count - made.shape[1])))


def _one_voice(read: Signal) -> Signal:
    """Return one person in the middle, long enough to be measured; a phone's two microphones may cancel each other."""
    middle = read.mean(axis=0)
    if np.sqrt(np.mean(middle**2)) < 0.3 * np.sqrt(np.mean(read**2)):
        middle = read[0]
    middle = np.pad(middle, (0, max(samples_in(0.4) - middle.size, 0)))
    return np.stack([middle, middle]).astype(np.float32)


def stepping_back(voice: Signal) -> Signal:
    """Return the gain of the music under ``voice`` (2, n) for each sample: down before a word, up after a pause."""
    power = block_levels(voice, _STEP)
    spoken = 10 * np.log10(power + 1e-12) > _SPOKEN - 16
    near = _widened(spoken, round(_LEAD * 100), round(_HOLD * 100))
    half = round(_SLOPE * 50)
    window = np.hanning(2 * half + 3)[1:-1]
    smooth = np.convolve(np.pad(near, half, mode="edge"), window / window.sum(), "valid")
    return control_curve(10 ** (-DUCK * smooth / 20), _STEP, voice.shape[1])


def _widened(spoken: NDArray[np.bool_], before: int, after: int) -> Floats:
    """Return 1.0 wherever something is spoken within ``after`` steps before or ``before`` steps later."""
    count = np.concatenate([[0], np.cumsum(spoken)])
    places = np.arange(spoken.size)
    first = np.clip(places - after, 0, spoken.size)
    last = np.clip(places + before + 1, 0, spoken.size)
    return (count[last] > count[first]).astype(np.float64)
