"""What is spoken in a clip: each recording read, cleaned and evened out once, its takes placed and joined."""

from pathlib import Path

import numpy as np

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.sound.effects import HIGHEST, Band, compress, equalise
from vendor_app.sound.files import SoundFiles
from vendor_app.sound.gate import gated
from vendor_app.sound.joints import SAMPLES_PER_FRAME, Placed, joined
from vendor_app.sound.loudness import loudness
from vendor_app.sound.synth import RATE, Signal, samples_in, saturate
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.voices import Heard, heard
from vendor_app.video.sound_file import read_sound

SPOKEN = -18.0
"""LUFS of a voice before it is mixed."""
_HEARD = -58.0
"""LUFS; a recording below it holds no voice that turning up would save."""
_WARMTH = 2.0
"""Drive: rounds the sharpest peaks, so that the loudness need not come from the limiter."""
_CLEAN = (
    Band("highpass", 85.0),
    Band("highpass", 60.0),
    Band("peak", 260.0, -1.5, 0.9),
    Band("peak", 3800.0, 1.5, 0.8),
)
_CUT = 0.25
"""Seconds over which a voice longer than the clip is faded at the clip's end."""
_SPARE = 0.5
"""Seconds read beyond what is heard, for joints and filters."""


def speech(path: Path, longest: float) -> Signal:
    """Return the first ``longest`` seconds of the voice in ``path``: shape (n,), evened out at −18 LUFS, noise gated.

    Raises VendorError for a file without sound that can be heard.
    """
    made = _both(gated(equalise(_one_voice(read_sound(path, longest)), _CLEAN)))
    if (measured := loudness(made)) < _HEARD:
        raise VendorError(
            _("Nothing can be heard in {name}.").format(name=path.name),
            _("Record it again, closer to the microphone."),
        )
    made = made * np.float32(10 ** ((SPOKEN - measured) / 20))
    made = compress(made, threshold=SPOKEN - 3, ratio=3.0, attack=0.006, release=0.14)
    made = equalise(saturate(made, _WARMTH), HIGHEST)
    return np.asarray(made[0] * np.float32(10 ** ((SPOKEN - loudness(made)) / 20)))


def _one_voice(read: Signal) -> Signal:
    """Return one person, long enough to be measured; a phone's two microphones may cancel each other."""
    middle = read.mean(axis=0)
    if np.sqrt(np.mean(middle**2)) < 0.3 * np.sqrt(np.mean(read**2)):
        middle = read[0]
    return np.pad(middle, (0, max(samples_in(0.4) - middle.size, 0))).astype(np.float32)


def _both(mono: Signal) -> Signal:
    return np.stack([mono, mono])


def one_voice(path: Path, frames: int) -> Signal:
    """Return the voice of one file that begins with the clip: shape (2, samples of ``frames``), in the middle."""
    count = frames * SAMPLES_PER_FRAME
    return _both(joined([_cut_short(Placed(speech(path, count / RATE + _SPARE), 0, count), count)], count))


def voices(storyboard: Storyboard, sounds: SoundFiles) -> Signal | None:
    """Return all takes of a storyboard in their places: shape (2, samples of the clip); None when nobody speaks.

    Where takes lie over each other the later one is heard. Raises VendorError for a take that is gone or silent.
    """
    placed = heard(storyboard.voices, {}, storyboard.frames)
    if not placed:
        return None
    needed = {take.take.file: 0 for take in placed}
    for take in placed:
        needed[take.take.file] = max(needed[take.take.file], take.skip + take.end - take.start)
    spoken = {
        name: speech(sounds.recording(name), frames * SAMPLES_PER_FRAME / RATE + _SPARE)
        for name, frames in needed.items()
    }
    lengths = {name: -(-sound.size // SAMPLES_PER_FRAME) for name, sound in spoken.items()}
    count = storyboard.frames * SAMPLES_PER_FRAME
    takes = heard(storyboard.voices, lengths, storyboard.frames)
    return _both(joined([_placed(take, spoken[take.take.file], count) for take in takes], count))


def _placed(take: Heard, sound: Signal, count: int) -> Placed:
    start, end, skip = (frames * SAMPLES_PER_FRAME for frames in (take.start, take.end, take.skip))
    return _cut_short(Placed(sound, start, end, skip), count)


def _cut_short(piece: Placed, count: int) -> Placed:
    """Let a voice that is longer than the clip fade at the clip's end."""
    goes_on = piece.sound.size > piece.skip + piece.end - piece.start
    return piece._replace(fade_out=_CUT) if goes_on and piece.end >= count else piece
