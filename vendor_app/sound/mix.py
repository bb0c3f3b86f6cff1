"""The soundtrack of a clip: voice and music together at the loudness that platforms expect."""

from pathlib import Path

import numpy as np

from vendor_app.progress import Progress, silent
from vendor_app.sound import music as pieces
from vendor_app.sound.loudness import level
from vendor_app.sound.synth import Signal
from vendor_app.sound.voice import speech, stepping_back
from vendor_app.storyboard.model import Storyboard

_UNDER = 10 ** (-1.0 / 20)
"""Music beside a voice, also where nobody speaks."""
_BESIDE = 10 ** (4.0 / 20)
"""A voice stands at −18 LUFS, music at −14: this makes them equal before the music steps back."""


def soundtrack(storyboard: Storyboard, voice: Path | None, *, music: bool, progress: Progress = silent) -> Signal:
    """Return the sound of a clip: float32 (storyboard.frames * 1600, 2), 48 kHz, −14 LUFS.

    Its true peak is at most −3 dBTP, so that it stays under −1.5 dBTP as AAC.

    ``voice`` is a sound file with a spoken text that begins with the clip; one that is longer is faded at the end.
    ``music`` False, or a storyboard without music, leaves the voice alone; neither gives digital silence.
    Raises Cancelled, and VendorError for a voice that cannot be read or heard and for unknown music.
    """
    count = storyboard.frames * pieces.SAMPLES_PER_FRAME
    spoken = speech(voice, count) if voice is not None else None
    progress.at(0.1)
    played = None
    if music and storyboard.music is not None:
        played = pieces.samples(storyboard.music, storyboard.frames, progress.part(0.7))
    made = _together(spoken, played, count)
    progress.at(1.0)
    return np.ascontiguousarray(made)


def _together(spoken: Signal | None, played: Signal | None, count: int) -> Signal:
    if spoken is None:
        return np.zeros((count, 2), np.float32) if played is None else played
    if played is None:
        return level(spoken).T
    under = played.T * stepping_back(spoken) * np.float32(_UNDER)
    return level(spoken * np.float32(_BESIDE) + under).T
