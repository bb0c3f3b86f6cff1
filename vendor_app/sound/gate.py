"""Tell speech from the noise around it: where somebody speaks, and how far to turn the rest down."""

import numpy as np
from numpy.typing import NDArray

from vendor_app.sound.effects import Band, block_levels, control_curve, equalise
from vendor_app.sound.synth import RATE, Floats, Signal

STEPS = 100
"""A second has so many steps; each is judged by itself."""
STEP = RATE // STEPS
_VOICE = (Band("highpass", 140.0), Band("highpass", 140.0), Band("lowpass", 5500.0))
"""What of a recording tells whether somebody speaks: neither the hum below nor the hiss above."""
_SILENT = -90.0
_OVER_NOISE, _UNDER_VOICE, _NEVER_ABOVE = 9.0, 36.0, 15.0
"""Decibels: a word begins so far over the noise, at least so far under loud speech, and never nearer to it."""
_HYSTERESIS = 5.0
"""Decibels that the end of a word may be softer than its beginning."""
_LEAD, _HOLD, _SLOPE = 0.05, 0.22, 0.16
"""Seconds: open before a word, after its end, and for the way down and up again."""
_DEEPEST = 18.0
"""Decibels; a gate that shuts quite is heard as a hole."""


def is_spoken(mono: Signal) -> NDArray[np.bool_]:
    """Return for each 10 ms of ``mono`` (n,) whether somebody speaks. A steady noise beside speech is none."""
    return _judged(_voice_levels(mono))


def _voice_levels(mono: Signal) -> Floats:
    heard = equalise(np.stack([mono, mono]), _VOICE)
    return np.asarray(10 * np.log10(block_levels(heard, STEP) + 1e-12))


def _range(levels: Floats) -> tuple[float, float]:
    """Return the levels of the noise and of loud speech; stretches of digital silence count as neither."""
    sounding = levels[levels > _SILENT]
    if not sounding.size:
        return _SILENT, _SILENT
    return float(np.percentile(sounding, 8)), float(np.percentile(sounding, 95))


def _judged(levels: Floats) -> NDArray[np.bool_]:
    noise, loud = _range(levels)
    opens = min(max(noise + _OVER_NOISE, loud - _UNDER_VOICE), loud - _NEVER_ABOVE)
    made = np.zeros(levels.size, np.bool_)
    is_open = False
    for number, level in enumerate(levels.tolist()):
        is_open = level > max(opens - (_HYSTERESIS if is_open else 0.0), _SILENT)
        made[number] = is_open
    return made


def gated(mono: Signal) -> Signal:
    """Return ``mono`` (n,) with the noise between its words turned down: early open, late and slowly shut."""
    levels = _voice_levels(mono)
    noise, loud = _range(levels)
    depth = min(max(0.9 * (loud - noise) - 4, 0.0), _DEEPEST)
    near = smoothed(widened(_judged(levels), _LEAD, _HOLD), _SLOPE)
    gain = control_curve(10 ** (-depth * (1 - near) / 20), STEP, mono.size)
    return np.asarray(mono * gain)


def widened(steps: NDArray[np.bool_], before: float, after: float) -> Floats:
    """Return 1.0 wherever a step is true within ``after`` seconds before or ``before`` seconds later."""
    count = np.concatenate([[0], np.cumsum(steps)])
    places = np.arange(steps.size)
    first = np.clip(places - round(after * STEPS), 0, steps.size)
    last = np.clip(places + round(before * STEPS) + 1, 0, steps.size)
    return (count[last] > count[first]).astype(np.float64)


def smoothed(steps: Floats, slope: float) -> Floats:
    """Return ``steps`` with each edge a slope of ``slope`` seconds."""
    half = round(slope * STEPS / 2)
    window = np.hanning(2 * half + 3)[1:-1]
    return np.convolve(np.pad(steps, half, mode="edge"), window / window.sum(), "valid")
