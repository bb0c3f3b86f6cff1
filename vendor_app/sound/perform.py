"""From notes to sound: every part plays its own track, the tracks are mixed in their rooms, the mix is mastered."""

import math
import zlib
from typing import NamedTuple

import numpy as np

from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.sound import effects
from vendor_app.sound.arrange import Note, arrange
from vendor_app.sound.drums import HELD
from vendor_app.sound.effects import Band
from vendor_app.sound.instruments import DRUMS, INSTRUMENTS, RINGING
from vendor_app.sound.loudness import level
from vendor_app.sound.score import Part, Score
from vendor_app.sound.synth import RATE, Signal, samples_in, saturate

VERSION = 4
"""Raise it whenever the same score would sound otherwise: kept files are then played anew."""
FADE = 1.2
"""Seconds over which the last ringing goes to nothing."""
_HIT_TAKES, _NOTE_TAKES = 4, 2
"""Different recordings of one and the same stroke, used in turn: no two drum hits in a row are alike."""
_SHADES = 8
"""Steps of loudness that an instrument has a timbre of its own for."""
_LOWEST = Band("highpass", 28.0)
"""Nothing is left below what a loudspeaker plays."""
_SLIDE = 0.09
"""Seconds that a finger takes to slide into a note."""
_GRAIN = 0.06
"""Seconds: notes of nearly equal length share a recording."""


class _Key(NamedTuple):
    """What makes a recorded stroke itself."""

    part: str
    midi: int
    shade: int
    held: int
    take: int
    slide: int


class _Desk:
    """The mixing desk of one performance: the sum so far, and what goes to the rooms and the echo."""

    def __init__(self, count: int) -> None:
        self.dry, self.room, self.hall, self.echo = (np.zeros((2, count), np.float32) for _bus in range(4))

    def take(self, track: Signal, part: Part) -> None:
        """Add one part's track at its loudness."""
        track *= np.float32(10 ** (part.gain / 20))
        self.dry += track
        for bus, share in ((self.room, part.room), (self.hall, part.hall), (self.echo, part.echo)):
            if share:
                bus += track * np.float32(share)


def perform(score: Score, count: int, progress: Progress = silent) -> Signal:
    """Play ``score`` for ``count`` samples: shape (2, count), at the loudness of ``loudness.TARGET``, faded at its end.

    The same score and count give the same samples. Raises Cancelled.
    """
    try:
        random = np.random.default_rng(score.seed + 1)
        # The desk is let go before the mastering: its buses are as long as the piece.
        made = _in_their_rooms(score, _desk(score, count, progress.part(0.7)), random, progress.part(0.15))
        return _mastered(score, made, random, progress)
    finally:
        effects.forget_curves()


def _desk(score: Score, count: int, progress: Progress) -> _Desk:
    """Play every part into the desk."""
    notes = arrange(score, count / RATE)
    kicks = [samples_in(note.at) for note in notes.get(score.kick, ())]
    desk = _Desk(count)
    for name, part in progress.track(score.parts.items(), _("Playing the music")):
        track = _track(name, part, notes[name], count)
        if part.drive:
            track = saturate(track, part.drive)
        if part.sway:
            track = effects.tremolo(track, 4.6, part.sway)
        if part.pump:
            track *= effects.ducking(count, kicks, score.beat, part.pump)
        desk.take(track, part)
    return desk


def _track(name: str, part: Part, notes: tuple[Note, ...], count: int) -> Signal:
    """Play one part's notes, shape (2, count). Each different stroke is played once and used again."""
    track = np.zeros((2, count), np.float32)
    recorded: dict[_Key, Signal] = {}
    rings = part.instrument in RINGING or (part.plays == "hits" and part.instrument not in HELD)
    takes = _HIT_TAKES if part.plays == "hits" else _NOTE_TAKES
    for number, note in enumerate(notes):
        held = 1 if rings else max(round(note.held / _GRAIN), 1)
        key = _Key(name, note.midi, max(round(note.velocity * _SHADES), 1), held, number % takes, note.slide)
        if key not in recorded:
            recorded[key] = _stroke(part, key)
        wave = recorded[key]
        start = samples_in(note.at)
        end = min(start + wave.shape[-1], count)
        sides = _sides(part, note.midi, wave.ndim == 2) * np.float32(note.velocity / (key.shade / _SHADES))
        track[:, start:end] += sides[:, None] * wave[..., : end - start]
    return track


def _stroke(part: Part, key: _Key) -> Signal:
    random = np.random.default_rng(zlib.crc32(repr(key).encode()))
    velocity, held = key.shade / _SHADES, key.held * _GRAIN
    if part.plays == "hits":
        wave = DRUMS[part.instrument](velocity, held, random)
    else:
        hz = 440 * 2 ** ((key.midi - 69) / 12)
        wave = INSTRUMENTS[part.instrument](hz, velocity, held, random)
        wave = effects.slid(wave, key.slide, _SLIDE) if key.slide else wave
    return effects.equalise(wave, part.eq)


def _sides(part: Part, midi: int, stereo: bool) -> Signal:
    """Return the gain of each side: equal power for a mono stroke, a balance for a stereo one."""
    place = part.pan + (part.spread * (midi - 69) / 24 if midi else 0.0)
    angle = (min(max(place, -1.0), 1.0) + 1) * math.pi / 4
    sides = np.array([math.cos(angle), math.sin(angle)])
    return np.minimum(sides * math.sqrt(2), 1.0 if stereo else 2.0).astype(np.float32)


def _in_their_rooms(score: Score, desk: _Desk, random: np.random.Generator, progress: Progress) -> Signal:
    """Return the dry sound with what its rooms and its echo answer."""
    made = desk.dry
    for bus, space in ((desk.room, score.room), (desk.hall, score.hall)):
        answer = effects.room(space.seconds, pre=space.pre, dark=space.dark, random=random)
        answer = effects.equalise(answer, (Band("highpass", 190.0),)) * np.float32(10 ** (space.level / 20))
        made += effects.convolve(bus, answer)
        progress.check()
    if desk.echo.any():
        written = score.echo
        answer = effects.echo(
            written.beats * score.beat, feedback=written.feedback, repeats=written.repeats, dark=written.dark
        )
        made += effects.convolve(desk.echo, answer)
    progress.at(1.0)
    return made


def _mastered(score: Score, made: Signal, random: np.random.Generator, progress: Progress) -> Signal:
    master = score.master
    made = effects.narrow_lows(effects.equalise(made, (_LOWEST, *master.eq)), 130.0)
    made = effects.compress(made, threshold=master.threshold, ratio=master.ratio, attack=0.02, release=0.18)
    made = effects.equalise(saturate(made, master.drive), effects.HIGHEST)
    if master.wobble:
        made = effects.wobble(made, master.wobble, random)
    progress.at(0.94)
    made = level(faded(made, FADE))
    progress.at(1.0)
    return made


def faded(signal: Signal, seconds: float) -> Signal:
    """Return ``signal`` (2, n) going smoothly to nothing over its last ``seconds``."""
    count = min(samples_in(seconds), signal.shape[1])
    made = signal.copy()
    x = np.linspace(0, 1, count, dtype=np.float32)
    made[:, signal.shape[1] - count :] *= np.cos(x * np.float32(math.pi / 2)) ** 2
    return made
