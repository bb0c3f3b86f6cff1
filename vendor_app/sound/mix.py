"""The soundtrack of a clip: voice, footage and music together at the loudness that platforms expect."""

from pathlib import Path

import numpy as np

from vendor_app.progress import Progress, silent
from vendor_app.sound import music as pieces
from vendor_app.sound.ducking import FOOTAGE_UNDER_VOICE, UNDER_FOOTAGE, UNDER_VOICE, stepping_back
from vendor_app.sound.files import NOWHERE, SoundFiles
from vendor_app.sound.filmed import STANDING, footage_sound
from vendor_app.sound.joints import SAMPLES_PER_FRAME
from vendor_app.sound.loudness import level
from vendor_app.sound.own_music import OWN, own_samples
from vendor_app.sound.synth import Signal
from vendor_app.sound.voice import SPOKEN, one_voice, voices
from vendor_app.storyboard.model import Storyboard

_UNDER = 10 ** (-1.0 / 20)
"""Music beside a voice or footage, also where neither is heard."""
_BESIDE = 10 ** (4.0 / 20)
"""A voice stands at −18 LUFS, music at −14: this makes them equal before the music steps back."""


def soundtrack(
    storyboard: Storyboard,
    sounds: SoundFiles = NOWHERE,
    *,
    music: bool,
    voice: Path | None = None,
    progress: Progress = silent,
) -> Signal:
    """Return the sound of a clip: float32 (storyboard.frames * 1600, 2), 48 kHz, −14 LUFS.

    Its true peak is at most −3 dBTP, so that it stays under −1.5 dBTP as AAC.

    The takes of ``storyboard.voices`` and the footage's own sound are heard in their places; ``voice``, a sound file
    with a spoken text that begins with the clip, is heard instead of the takes and faded if it is longer. ``music``
    False, or a storyboard without music, leaves music out; with nothing to hear there is digital silence.
    Raises Cancelled, and VendorError for a sound that is gone, or cannot be read or heard, and for unknown music.
    """
    spoken = _spoken(storyboard, sounds, voice)
    progress.at(0.1)
    filmed = footage_sound(storyboard, sounds)
    progress.at(0.15)
    played = _played(storyboard, sounds, progress.part(0.65)) if music else None
    made = _together(spoken, filmed, played, storyboard.frames * SAMPLES_PER_FRAME)
    progress.at(1.0)
    return np.ascontiguousarray(made)


def _spoken(storyboard: Storyboard, sounds: SoundFiles, path: Path | None) -> Signal | None:
    if path is not None:
        return one_voice(path, storyboard.frames)
    return voices(storyboard, sounds)


def _played(storyboard: Storyboard, sounds: SoundFiles, progress: Progress) -> Signal | None:
    """Return the music, shape (2, n)."""
    name = storyboard.music
    if name is None:
        return None
    if name.startswith(OWN):
        return own_samples(sounds.music(name.removeprefix(OWN)), storyboard.frames, progress)
    return pieces.samples(name, storyboard.frames, progress).T


def _together(spoken: Signal | None, filmed: Signal | None, played: Signal | None, count: int) -> Signal:
    """Mix what there is: shape (count, 2). Footage steps back under speech, music under both."""
    if spoken is None and filmed is None:
        return np.zeros((count, 2), np.float32) if played is None else played.T
    under: Signal = np.ones(count, np.float32)
    made: Signal = np.zeros((2, count), np.float32)
    if filmed is not None:
        under = stepping_back(filmed, STANDING, UNDER_FOOTAGE)
        made += filmed
    if spoken is not None:
        made *= stepping_back(spoken, SPOKEN, FOOTAGE_UNDER_VOICE)
        made += spoken
        under = np.minimum(under, stepping_back(spoken, SPOKEN, UNDER_VOICE))
    made *= np.float32(_BESIDE)
    if played is not None:
        made += played * under * np.float32(_UNDER)
    return level(made).T
