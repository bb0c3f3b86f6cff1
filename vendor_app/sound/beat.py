"""Find the beat of foreign music: how fast, and where. No answer rather than a guess."""

from typing import NamedTuple

import numpy as np

from vendor_app.sound.synth import Floats, Signal

_HOP = 128
_WINDOW = 1024
_SLOWEST, _FASTEST = 62.0, 185.0
"""Beats a minute; what is slower or faster is counted double or half."""
_USUAL, _SPREAD = 115.0, 0.75
"""Most music that people sell to is around so many beats a minute; octaves by which it strays."""
_LEAST_SECONDS = 6.0
_STEADY = 0.96
"""What of the beat must remain when all parts of the piece are laid over each other, for it to be one."""
_CLEAR = 3.5
"""How far the beat must stand out from the strokes at any other speed."""
_PARTS = 6
_BANDS = 24
_SLOW = 173
"""Steps over which the sound's usual unrest is taken off."""
_LOW = 160.0
"""Hz: a kick or a bass is where the beat is, a hat or a strum may be between two."""
_EARLY = 0.012
"""Seconds: a stroke is seen so long before it is felt, by the window it is looked at through."""


class Beat(NamedTuple):
    """A steady beat."""

    bpm: float
    first: float
    """Seconds from the beginning to the first one."""


def find_beat(mono: Signal, rate: int) -> Beat | None:
    """Return the beat of ``mono`` (n,), or None where there is no steady, clear one."""
    if mono.size < _LEAST_SECONDS * rate:
        return None
    strokes, steps = _strokes(mono, rate), rate / _HOP
    if not strokes.any():
        return None
    bpm = _refined(strokes, steps, _rough(strokes, steps))
    if not _is_steady(strokes, steps, bpm):
        return None
    return Beat(bpm, _first(strokes + 3 * _strokes(mono, rate, _LOW), steps, bpm) + _EARLY)


def _strokes(mono: Signal, rate: int, highest: float = 9000.0) -> Floats:
    """Return how suddenly the sound grows, in all pitches up to ``highest`` Hz together, once for each 128 samples."""
    window = np.hanning(_WINDOW).astype(np.float32)
    padded = np.pad(mono, (_WINDOW // 2, _WINDOW))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    bands = _bands(rate, highest)
    levels = [
        np.log1p(200 * np.abs(np.fft.rfft(part * window)).astype(np.float32) @ bands)
        for part in np.array_split(frames, max(len(frames) // 2048, 1))
    ]
    level = np.concatenate(levels)
    grown = np.maximum(level[2:] - level[:-2], 0).sum(axis=1)
    slow = np.convolve(grown, np.ones(_SLOW) / _SLOW, "same")
    return np.asarray(np.maximum(grown - slow, 0), np.float64)


def _bands(rate: int, highest: float) -> Signal:
    """Return which of the bands, each a bit wider than the last, a line of the spectrum belongs to."""
    hz = np.fft.rfftfreq(_WINDOW, 1 / rate)
    number = np.digitize(hz, np.geomspace(40, 9000, _BANDS + 1)) - 1
    number[hz > min(highest, rate / 2)] = -1
    return np.asarray((number[:, None] == np.arange(_BANDS)) / _WINDOW * 4, np.float32)


def _rough(strokes: Floats, steps: float) -> float:
    """Return the beats a minute by which the strokes repeat themselves best."""
    length = 1 << (2 * strokes.size - 1).bit_length()
    centred = strokes - strokes.mean()
    repeats = np.fft.irfft(np.abs(np.fft.rfft(centred, length)) ** 2)[: strokes.size]
    repeats /= np.maximum(np.arange(strokes.size, 0, -1), strokes.size / 4)
    bpm = np.arange(_SLOWEST, _FASTEST, 0.5)
    lag = 60 * steps / bpm
    places = np.arange(repeats.size)
    total = sum(np.interp(lag * turn, places, repeats) / turn**0.5 for turn in (1, 2, 3, 4))
    usual = np.exp(-0.5 * (np.log2(bpm / _USUAL) / _SPREAD) ** 2)
    return float(bpm[np.argmax(total * usual)])


def _wave(strokes: Floats, steps: float, bpm: Floats | float) -> Floats:
    """Return how much of the strokes is a beat at each speed."""
    turns = np.outer(np.atleast_1d(bpm) / 60 / steps, np.arange(strokes.size))
    return np.asarray(np.abs(np.exp(-2j * np.pi * turns) @ strokes), np.float64)


def _refined(strokes: Floats, steps: float, rough: float) -> float:
    for reach, count in ((2.0, 81), (0.1, 41)):
        near = np.linspace(rough - reach, rough + reach, count)
        strength = _wave(strokes, steps, near) + 0.5 * _wave(strokes, steps, near * 2)
        rough = float(near[np.argmax(strength)])
    return rough


def _is_steady(strokes: Floats, steps: float, bpm: float) -> bool:
    """Return whether the beat stands out from other speeds, and stays in its place from part to part."""
    others = np.concatenate([np.linspace(0.55, 0.9, 60), np.linspace(1.1, 1.8, 60)]) * bpm
    others = others[np.abs(others / bpm - 1.5) > 0.03]
    own = float(_wave(strokes, steps, bpm)[0] + _wave(strokes, steps, bpm * 2)[0])
    usual = float(np.median(_wave(strokes, steps, others) + _wave(strokes, steps, others * 2)))
    return bool(own > _CLEAR * max(usual, 1e-9)) and _agreement(strokes, steps, bpm) > _STEADY


def _agreement(strokes: Floats, steps: float, bpm: float) -> float:
    """Return 1 when the beat has the same place in every part of the piece, towards 0 when it wanders."""
    angles = []
    for part in np.array_split(np.arange(strokes.size), _PARTS):
        turns = bpm * 2 / 60 / steps * part
        angles.append(complex(np.sum(np.exp(-2j * np.pi * turns) * strokes[part])))
    return abs(sum(angles)) / max(sum(abs(angle) for angle in angles), 1e-9)


def _first(strokes: Floats, steps: float, bpm: float) -> float:
    """Return the seconds to the first beat: where strokes on every beat are strongest, kicks and chords before hats."""
    period = 60 * steps / bpm
    count = int((strokes.size - period) / period)
    places = np.arange(strokes.size)
    shifts = np.linspace(0, period, 200, endpoint=False)
    grid = shifts[:, None] + np.arange(max(count, 1)) * period
    smooth = np.convolve(strokes, np.hanning(7) / np.hanning(7).sum(), "same")
    best = float(shifts[np.argmax(np.interp(grid, places, smooth).sum(axis=1))])
    return best / steps
