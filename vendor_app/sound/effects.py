"""What is done to a sound after it was played: filters, rooms, echoes, glue. Signals of shape (n,) or (2, n)."""

import functools
import itertools
import math
from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from vendor_app.sound.synth import RATE, Floats, Signal, fast_length, samples_in

Spectrum: TypeAlias = NDArray[np.complex128]
Kind: TypeAlias = Literal["highpass", "lowpass", "peak", "lowshelf", "highshelf"]

Triple: TypeAlias = tuple[float, float, float]

_SETTLE = 4800
"""Samples a filter may ring on; the zeros that keep its end from wrapping round to the start."""
_BLOCK = 1 << 16
_STROKE = 1 << 19
"""Samples up to which a curve is kept: a part's strokes share a few lengths; that of a whole piece is used once."""


class Band(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One filter of an equaliser: kind, Hz, decibels (peak and shelves only), Q."""

    kind: Kind
    hz: float
    db: float = 0.0
    q: float = 0.7071


HIGHEST = tuple(Band("lowpass", 17_500.0, 0.0, q) for q in (0.510, 0.601, 0.900, 2.563))
"""Nothing is left above what AAC keeps: a Butterworth of order 8."""


def _coefficients(band: Band) -> tuple[Triple, Triple]:
    """Return numerator and denominator of a biquad (R. Bristow-Johnson's cookbook)."""
    w = 2 * math.pi * band.hz / RATE
    c, alpha, a = math.cos(w), math.sin(w) / (2 * band.q), 10 ** (band.db / 40)
    if band.kind == "highpass":
        return ((1 + c) / 2, -(1 + c), (1 + c) / 2), (1 + alpha, -2 * c, 1 - alpha)
    if band.kind == "lowpass":
        return ((1 - c) / 2, 1 - c, (1 - c) / 2), (1 + alpha, -2 * c, 1 - alpha)
    if band.kind == "peak":
        return (1 + alpha * a, -2 * c, 1 - alpha * a), (1 + alpha / a, -2 * c, 1 - alpha / a)
    side = 1.0 if band.kind == "lowshelf" else -1.0
    root = 2 * math.sqrt(a) * alpha
    return (
        (a * ((a + 1) - side * (a - 1) * c + root), side * 2 * a * ((a - 1) - side * (a + 1) * c),
         a * ((a + 1) - side * (a - 1) * c - root)),
        ((a + 1) + side * (a - 1) * c + root, side * -2 * ((a - 1) + side * (a + 1) * c),
         (a + 1) + side * (a - 1) * c - root),
    )  # fmt: skip


def response(numerator: Triple, denominator: Triple, length: int) -> Spectrum:
    """Return what a biquad filter does at the frequencies of a real FFT of ``length``."""
    z = _delays(length)
    above, below = (first + z * (second + z * third) for first, second, third in (numerator, denominator))
    return np.asarray(above / below)


@functools.lru_cache(maxsize=8)
def _delays(length: int) -> Spectrum:
    """Return the z-transform of a delay of one sample at each frequency of a real FFT."""
    return np.asarray(np.exp(-2j * math.pi * np.arange(length // 2 + 1) / length))


def equalise(signal: Signal, bands: Iterable[Band], *, settle: int = _SETTLE) -> Signal:
    """Return ``signal`` through every band, as the recursive filters would do it, but all samples at once."""
    bands = tuple(bands)
    if not bands:
        return signal
    count = signal.shape[-1]
    length = fast_length(count + settle)
    curve = _kept_curve(bands, length) if length <= _STROKE else _curve(bands, length)
    return np.fft.irfft(np.fft.rfft(signal, length) * curve, length)[..., :count].astype(np.float32)


def forget_curves() -> None:
    """Give back what was kept for the strokes of a piece: tens of megabytes that the next piece has no use for."""
    _kept_curve.cache_clear()
    _delays.cache_clear()


@functools.lru_cache(maxsize=48)
def _kept_curve(bands: tuple[Band, ...], length: int) -> NDArray[np.complex64]:
    return _curve(bands, length)


def _curve(bands: tuple[Band, ...], length: int) -> NDArray[np.complex64]:
    """Return what all bands together do."""
    curve = np.ones(length // 2 + 1, np.complex128)
    for band in bands:
        curve *= response(*_coefficients(band), length)
    return curve.astype(np.complex64)


def convolve(signal: Signal, answer: Signal) -> Signal:
    """Return ``signal`` (2, n) played in the room whose impulse response is ``answer`` (2, m): shape (2, n)."""
    count, tail = signal.shape[1], answer.shape[1]
    length = fast_length(_BLOCK + tail)
    room = np.fft.rfft(answer, length)
    made: Signal = np.zeros((2, count + length), np.float32)
    for start in range(0, count, _BLOCK):
        block = np.fft.rfft(signal[:, start : start + _BLOCK], length)
        made[:, start : start + length] += np.fft.irfft(block * room, length)
    return np.asarray(made[:, :count])


def room(t60: float, *, pre: float, dark: float, random: np.random.Generator) -> Signal:
    """Return the impulse response of a space, shape (2, n), energy 1.

    ``t60`` seconds to fall by 60 dB at 500 Hz, ``pre`` seconds before the first wall, ``dark`` Hz above which the air
    and the walls swallow more.
    """
    count = samples_in(t60 * 1.1)
    length = fast_length(count)
    spectrum = np.fft.rfft(random.standard_normal((2, count)), length)
    hz = np.fft.rfftfreq(length, 1 / RATE)
    time = np.arange(count) / RATE
    tail = np.zeros((2, count))
    edges = (150, 400, 1000, 2400, 5200, 10_500, 17_000)
    for low, high in itertools.pairwise(edges):
        band = (hz >= low) & (hz < high)
        centre = math.sqrt(low * high)
        own = t60 * (1.12 if centre < 400 else 1.0) / (1 + (centre / dark) ** 1.3)
        tail += np.fft.irfft(spectrum * band, length)[:, :count] * np.exp(-math.log(1000) / own * time)
    tail *= 1 - np.exp(-time / 0.012)
    early = np.zeros((2, count))
    for _wall in range(9):
        at = int(random.uniform(0.004, 0.045) * RATE)
        early[random.integers(0, 2), at] += random.choice((-1, 1)) * math.exp(-at / RATE / 0.03)
    tail = tail / np.sqrt(np.sum(tail**2)) + 0.35 * early / np.sqrt(np.sum(early**2))
    made = np.pad(tail, ((0, 0), (samples_in(pre), 0)))
    made *= np.linspace(1, 0, made.shape[1]) ** 0.5
    return np.asarray(made / np.sqrt(np.sum(made**2) / 2), np.float32)


def echo(beat: float, *, feedback: float, repeats: int, dark: float) -> Signal:
    """Return the impulse response of an echo that answers from the left, then from the right, each one duller."""
    gap = samples_in(beat)
    made = np.zeros((2, gap * repeats + _SETTLE), np.float32)
    tap = np.zeros(_SETTLE, np.float32)
    tap[0] = 1.0
    for number in range(repeats):
        tap = equalise(tap, (Band("lowpass", dark), Band("highpass", 220.0)))
        at = gap * (number + 1)
        near = number % 2
        part = made[:, at : at + tap.size]
        part[near] += tap[: part.shape[1]] * feedback**number
        part[1 - near] += 0.25 * tap[: part.shape[1]] * feedback**number
    return made


def ducking(count: int, kicks: Iterable[int], beat: float, depth: float) -> Signal:
    """Return the gain, shape (count,), that makes room for each kick: down by ``depth`` (0 … 1), back within a beat."""
    attack, hold = samples_in(0.004), samples_in(0.03)
    length = samples_in(beat * 0.92)
    x = np.clip((np.arange(length) - hold) / (length - hold), 0, 1)
    dip = depth * (0.5 + 0.5 * np.cos(math.pi * x**0.75))
    dip[:attack] *= np.linspace(0, 1, attack)
    gain = np.zeros(count)
    for kick in kicks:
        part = gain[kick : kick + length]
        np.maximum(part, dip[: part.size], out=part)
    return (1 - gain).astype(np.float32)


def wobble(signal: Signal, cents: float, random: np.random.Generator) -> Signal:
    """Return ``signal`` (2, n) as a tape that does not turn quite evenly: slow wow, faster flutter."""
    count = signal.shape[1]
    time = np.arange(count) / RATE
    depth = 2 ** (cents / 1200) - 1
    shift = np.zeros(count)
    for rate, share in ((0.55, 0.7), (1.27, 0.3), (6.3, 0.06)):
        turn = 2 * math.pi * rate
        shift += share * depth * RATE / turn * np.sin(turn * time + random.uniform(0, 2 * math.pi))
    place = np.clip(np.arange(count) - shift.max() + shift, 0, count - 2)
    whole = place.astype(np.int64)
    part = (place - whole).astype(np.float32)
    return _between(signal, whole, part)


def slid(signal: Signal, semitones: float, seconds: float) -> Signal:
    """Return ``signal`` (n,) or (2, n) begun ``semitones`` away from its pitch, which it reaches within ``seconds``."""
    sides = np.atleast_2d(signal)
    count, turn = sides.shape[1], min(samples_in(seconds), sides.shape[1])
    speed = np.ones(count)
    speed[:turn] = 2 ** (semitones / 12 * (0.5 + 0.5 * np.cos(math.pi * np.arange(turn) / turn)))
    place = np.cumsum(speed) - speed[0]
    count = int(np.searchsorted(place, sides.shape[1] - 2))
    whole = place[:count].astype(np.int64)
    made = _between(sides, whole, (place[:count] - whole).astype(np.float32))
    return np.asarray(made if signal.ndim == 2 else made[0], np.float32)


def _between(signal: Signal, whole: NDArray[np.int64], part: Signal) -> Signal:
    """Read ``signal`` between its samples by cubic (Catmull-Rom) interpolation."""
    last = signal.shape[1] - 1
    a, b, c, d = (signal[:, np.clip(whole + step, 0, last)] for step in (-1, 0, 1, 2))
    return np.asarray(b + 0.5 * part * (c - a + part * (2 * a - 5 * b + 4 * c - d + part * (3 * (b - c) + d - a))))


def tremolo(signal: Signal, hz: float, depth: float) -> Signal:
    """Return ``signal`` (2, n) swaying between the sides, as a stage piano does."""
    sway = (depth * np.sin(2 * math.pi * hz / RATE * np.arange(signal.shape[1]))).astype(np.float32)
    return np.asarray(signal * np.stack([1 + sway, 1 - sway]))


def narrow_lows(signal: Signal, hz: float) -> Signal:
    """Return ``signal`` (2, n) with everything below ``hz`` in the middle, where one small loudspeaker plays it."""
    side = equalise((signal[0] - signal[1]) / 2, (Band("highpass", hz), Band("highpass", hz)))
    middle = (signal[0] + signal[1]) / 2
    return np.stack([middle + side, middle - side])


def compress(signal: Signal, *, threshold: float, ratio: float, attack: float, release: float) -> Signal:
    """Return ``signal`` (2, n) with what is louder than ``threshold`` dB (RMS of 10 ms) held back by ``ratio``."""
    step = RATE // 200
    level = block_levels(signal, step)
    over = np.maximum(10 * np.log10(level + 1e-12) - threshold, 0) * (1 - 1 / ratio)
    return signal * control_curve(10 ** (-followed(over, attack * 200, release * 200) / 20), step, signal.shape[1])


def block_levels(signal: Signal, step: int) -> Floats:
    """Return the mean square of each ``step`` samples, over two such blocks; channels together."""
    count = -(-signal.shape[1] // step)
    padded = np.pad(np.mean(signal.astype(np.float64) ** 2, axis=0), (0, count * step - signal.shape[1]))
    level = padded.reshape(count, step).mean(axis=1)
    return np.asarray((level + np.concatenate([level[:1], level[:-1]])) / 2)


def followed(target: Floats, attack: float, release: float) -> Floats:
    """Follow ``target``: up with a time constant of ``attack`` steps, down with ``release`` steps."""
    up, down = math.exp(-1 / max(attack, 1e-6)), math.exp(-1 / max(release, 1e-6))
    made = np.empty_like(target)
    now = 0.0
    for number, wanted in enumerate(target.tolist()):
        keep = up if wanted > now else down
        now = wanted + (now - wanted) * keep
        made[number] = now
    return made


def control_curve(points: Floats, step: int, count: int) -> Signal:
    """Return a gain for each of ``count`` samples from one for each ``step`` samples, joined by straight lines."""
    places = (np.arange(points.size) + 0.5) * step
    return np.interp(np.arange(count), places, points).astype(np.float32)
