"""Where in a clip somebody speaks: what typed lines are timed by."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from vendor_app.sound.files import SoundFiles
from vendor_app.sound.gate import STEPS, is_spoken
from vendor_app.sound.voice import voices
from vendor_app.storyboard.model import FPS, Storyboard
from vendor_app.storyboard.subtitles import Span, timed
from vendor_app.video.sound_file import Samples, read_sound

__all__ = ["Span", "pauses", "spoken_in", "spoken_spans", "timed"]

_BREATH = 0.22
"""Seconds; a shorter gap is part of a word."""
_WORD = 0.06
"""Seconds; what is shorter is a click."""
_LONGEST = 180.0
"""Seconds of a recording that are looked at: three times the longest clip."""


def spoken_spans(recording: Path | Samples) -> tuple[Span, ...]:
    """Return from which to which frame (30 a second) of a recording, a file or samples (2, n), somebody speaks.

    Raises SoundUnreadable for a file that cannot be read; a recording without speech has no spans.
    """
    sound = read_sound(recording, _LONGEST) if isinstance(recording, Path) else recording
    spoken = is_spoken(np.asarray(sound.mean(axis=0), np.float32))
    edges = np.flatnonzero(np.diff(np.pad(spoken.astype(np.int8), 1)))
    made: list[tuple[int, int]] = []
    for begin, end in edges.reshape(-1, 2).tolist():
        if made and begin - made[-1][1] < _BREATH * STEPS:
            made[-1] = (made[-1][0], end)
        else:
            made.append((begin, end))
    return tuple((begin * FPS // STEPS, -(-end * FPS // STEPS)) for begin, end in made if end - begin >= _WORD * STEPS)


def pauses(recording: Path | Samples) -> tuple[Span, ...]:
    """Return the frames between the stretches of ``spoken_spans``: where the speaker takes breath."""
    return tuple((before[1], after[0]) for before, after in pairwise(spoken_spans(recording)))


def spoken_in(storyboard: Storyboard, sounds: SoundFiles) -> tuple[Span, ...]:
    """Return the frames of the clip in which its takes are heard speaking. Raises VendorError as ``soundtrack``."""
    made = voices(storyboard, sounds)
    return () if made is None else spoken_spans(made)
