"""The sound that was recorded with footage: cut with its shots, evened out, under the pictures it belongs to."""

import numpy as np

from vendor_app.sound.effects import HIGHEST, Band, block_levels, equalise
from vendor_app.sound.files import SoundFiles
from vendor_app.sound.joints import JOINT, SAMPLES_PER_FRAME, Placed, joined
from vendor_app.sound.loudness import loudness
from vendor_app.sound.synth import RATE, Signal
from vendor_app.storyboard.model import FPS, Storyboard
from vendor_app.video.footage_reader import footage_sound as recorded

STANDING = -20.0
"""LUFS of footage before it is mixed."""
_MOST = 18.0
"""Decibels that a soft recording is turned up at most: what is still softer then is seldom more than noise."""
_STEADY = 6.0
"""Decibels between the soft and the loud moments of a room where nobody speaks, or of the recorder's own hiss."""
_MOMENT = RATE // 20
_UNHEARD = -55.0
"""LUFS; what is below is left out."""
_CLEAN = (Band("highpass", 70.0), *HIGHEST)


def footage_sound(storyboard: Storyboard, sounds: SoundFiles) -> Signal | None:
    """Return the sound of all footage with its own, in its place: shape (2, samples of the clip); None without any.

    It goes as its picture does: over into the next with the transition. Raises VendorError for footage that is gone.
    """
    pieces = [piece for number in range(len(storyboard.shots)) if (piece := _piece(storyboard, number, sounds))]
    return joined(pieces, storyboard.frames * SAMPLES_PER_FRAME) if pieces else None


def _piece(storyboard: Storyboard, number: int, sounds: SoundFiles) -> Placed | None:
    """Return the sound of one shot; None for a picture, and for footage that has none, or is not to be heard."""
    shot = storyboard.shots[number]
    if shot.take is None or not shot.take.sound:
        return None
    before = min(shot.take.start, 1)
    start, frames = shot.take.start - before, before + storyboard.seen_frames(number) + 1
    read = recorded(sounds.footage(shot.take.footage), start, frames)
    if (made := _evened_out(read)) is None:
        return None
    first = storyboard.start(number)
    coming, going = shot.transition.frames, storyboard.seen_frames(number) - shot.frames
    late = coming * SAMPLES_PER_FRAME // 2
    return Placed(
        made,
        first * SAMPLES_PER_FRAME + late,
        (first + shot.frames) * SAMPLES_PER_FRAME + going * SAMPLES_PER_FRAME // 2,
        before * SAMPLES_PER_FRAME + late,
        max(coming / FPS, JOINT),
        max(going / FPS, JOINT),
    )


def _evened_out(read: Signal) -> Signal | None:
    """Return the sound at its level; None when there is nothing to hear in it."""
    made = equalise(np.pad(read, ((0, 0), (0, max(RATE * 2 // 5 - read.shape[1], 0)))), _CLEAN)
    measured = loudness(made)
    if measured < _UNHEARD or (measured < STANDING - _MOST and _is_steady(made)):
        return None
    return np.asarray(made * np.float32(10 ** (min(STANDING - measured, _MOST) / 20)))


def _is_steady(sound: Signal) -> bool:
    """Whether a sound (2, n) has no word and no step in it. No music steps back for that, and no twin is made of it."""
    soft, loud = np.percentile(10 * np.log10(block_levels(sound, _MOMENT) + 1e-12), [8, 95])
    return bool(loud - soft < _STEADY)
