"""The raw material of every instrument: decaying partials, shaped noise, envelopes. Mono, float32, 48 kHz."""

import functools
import math
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

RATE = 48_000
"""Samples in a second of everything in ``sound``."""

Signal: TypeAlias = NDArray[np.float32]
"""Samples, shape (n,) or (2, n)."""
Floats: TypeAlias = NDArray[np.float64]

_HIGHEST = 19_000.0
"""Hz; partials above it are left out, so nothing can fold back."""
_FAINT = 3e-4
"""Partials 70 dB below the strongest are left out too."""
_COLUMNS = 256
_SILENT_FOREVER = 1e9


def samples_in(seconds: float) -> int:
    """Return the whole number of samples nearest to ``seconds``."""
    return round(seconds * RATE)


def fast_length(count: int) -> int:
    """Return a length of at least ``count`` that an FFT takes in its stride: 2^n or 3·2^n, so few are different."""
    power = 1 << max(count - 1, 1).bit_length()
    return power * 3 // 4 if power * 3 // 4 >= count else power


def ring(hz: ArrayLike, level: ArrayLike, t60: ArrayLike, seconds: float, phase: ArrayLike = 0.0) -> Signal:
    """Sum sine partials that each fall by 60 dB in their own ``t60`` seconds (0: for ever steady).

    A decaying sine is exp(st), and exp(s(a+b)) = exp(sa)·exp(sb): all partials and all samples together are one small
    matrix product, a hundred times faster than a sine for each.
    """
    hz, level, t60, phase = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(part, np.float64)) for part in (hz, level, t60, phase))
    )
    audible = (hz < _HIGHEST) & (np.abs(level) > np.abs(level).max() * _FAINT)
    damping = math.log(1000) / np.where(t60 > 0, t60, _SILENT_FOREVER)
    s = ((-damping + 2j * math.pi * hz) / RATE)[audible]
    count = max(samples_in(seconds), 1)
    rows = -(-count // _COLUMNS)
    coarse = np.exp(np.outer(np.arange(rows) * _COLUMNS, s)) * (level * np.exp(1j * phase))[audible]
    fine = np.exp(np.outer(s, np.arange(_COLUMNS)))
    left = np.concatenate([coarse.real, coarse.imag], axis=1).astype(np.float32)
    right = np.concatenate([fine.imag, fine.real]).astype(np.float32)
    made = np.einsum("rk,kc->rc", left, right)  # not @: OpenBLAS wakes its threads, far dearer on a busy machine
    return np.asarray(made.reshape(-1)[:count])


def noise(seconds: float, low: float, high: float, random: np.random.Generator, slope: float = 2.0) -> Signal:
    """Return Gaussian noise between ``low`` and ``high`` Hz, RMS 1; ``slope`` is the order of both edges."""
    count = max(samples_in(seconds), 16)
    length = fast_length(count)
    spectrum = np.fft.rfft(random.standard_normal(length, np.float32))
    spectrum *= _edges(length, low, high, slope)
    made = np.fft.irfft(spectrum, length)[:count]
    return np.asarray(made / max(float(np.sqrt(np.mean(made**2))), 1e-12), np.float32)


@functools.lru_cache(maxsize=64)
def _edges(length: int, low: float, high: float, slope: float) -> Signal:
    hz = np.maximum(np.fft.rfftfreq(length, 1 / RATE), 1.0)
    return np.asarray(1 / np.sqrt((1 + (low / hz) ** (2 * slope)) * (1 + (hz / high) ** (2 * slope))), np.float32)


def seconds_of(count: int) -> Floats:
    """Return the time in seconds of each of ``count`` samples."""
    return np.arange(count) / RATE


def fall(count: int, t60: float) -> Signal:
    """Return a curve from 1 that falls by 60 dB in ``t60`` seconds."""
    return np.exp(-math.log(1000) / t60 * seconds_of(count)).astype(np.float32)


def shaped(signal: Signal, *, attack: float = 0.001, release: float = 0.01) -> Signal:
    """Return ``signal`` with raised-cosine edges, ``attack`` seconds in and ``release`` seconds out: nothing clicks."""
    made = signal.copy()
    rise, end = min(samples_in(attack), made.size), min(samples_in(release), made.size)
    if rise:
        made[:rise] *= _half_cosine(rise)
    if end:
        made[-end:] *= _half_cosine(end)[::-1]
    return made


def _half_cosine(count: int) -> Signal:
    return (0.5 - 0.5 * np.cos(math.pi * (np.arange(count) + 0.5) / count)).astype(np.float32)


def damped(signal: Signal, held: float, release: float) -> Signal:
    """Return ``signal`` stopped after ``held`` seconds, as by a hand on the string, silent after ``release`` more."""
    end = min(samples_in(held + release), signal.size)
    return shaped(signal[:end], attack=0.0, release=min(release, end / RATE))


def mix(*layers: Signal) -> Signal:
    """Return the sum of signals of different lengths that begin together."""
    made = np.zeros(max(layer.size for layer in layers), np.float32)
    for layer in layers:
        made[: layer.size] += layer
    return made


def saturate(signal: Signal, drive: float) -> Signal:
    """Return ``signal`` bent as tape bends it: quiet parts as they were, peaks rounded; ``drive`` 0 changes nothing."""
    return np.tanh(signal * drive) / np.float32(drive) if drive > 0 else signal
