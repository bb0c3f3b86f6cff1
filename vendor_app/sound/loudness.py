"""Loudness and peaks as broadcasters measure them (ITU-R BS.1770-4), and the limiter that keeps to them."""

import functools
import math

import numpy as np
from numpy.typing import NDArray

from vendor_app.sound.effects import response
from vendor_app.sound.synth import RATE, Floats, Signal, fast_length

TARGET = -14.0
"""LUFS, integrated: what the platforms turn their clips to."""
CEILING = -3.0
"""dBTP. A clip may have −1.5; AAC at 160 kbit/s was measured to add up to 1.0 to what it is given."""
SILENCE = -70.0
"""LUFS; the measure's own gate: nothing quieter counts as sound."""

_STAGES = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""The head's shelf and the low cut of BS.1770 for 48 kHz."""
_BLOCK = RATE * 4 // 10
_STEP = RATE // 10
_CHUNK = RATE * 5
_LEAD = RATE
"""Samples filtered before each chunk and thrown away: the low cut has long settled by then."""
_GRID = 16
"""Samples between two points of the limiter's gain."""
_LOOKAHEAD = 15
"""Grid points (5 ms) over which the limiter turns down before a peak."""
_TAPS = 12
_TURNS, _CLOSE = 6, 0.05
"""How often gain and limiter are tried, and how many LU off is good enough."""
_DRIVEN = 12.0
"""Decibels a signal is driven into the limiter at most."""
_LEAST_WORTH = 0.15
"""LU that one more decibel brings at least, for the next guess."""


def loudness(signal: Signal) -> float:
    """Return the integrated loudness of ``signal`` (2, n) in LUFS; SILENCE when nothing passes the gate."""
    power = _block_power(signal)
    loud = power[_lufs(power) > SILENCE]
    if not loud.size:
        return SILENCE
    loud = loud[_lufs(loud) > _lufs(loud.mean()) - 10]
    return float(_lufs(loud.mean()))


def _lufs(power: Floats) -> Floats:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-12)))


def _block_power(signal: Signal) -> Floats:
    """Return the K-weighted power of 400 ms blocks that overlap by three quarters."""
    count = max(signal.shape[1] - _BLOCK, 0) // _STEP + 1
    needed = (count - 1) * _STEP + _BLOCK
    steps = np.concatenate([_weighted_steps(signal, start, needed) for start in range(0, needed, _CHUNK)])
    return np.convolve(steps, np.ones(_BLOCK // _STEP), "valid") / _BLOCK


def _weighted_steps(signal: Signal, start: int, end: int) -> Floats:
    """Return the K-weighted energy of each 100 ms of one chunk."""
    lead = min(start, _LEAD)
    wanted = min(_CHUNK, end - start)
    chunk = signal[:, start - lead : start + wanted]
    length = fast_length(lead + wanted + _LEAD)
    weighted = np.fft.irfft(np.fft.rfft(chunk, length) * _weighting(length), length)[:, lead : lead + wanted]
    return np.asarray(np.sum(weighted.astype(np.float64) ** 2, axis=0).reshape(-1, _STEP).sum(axis=1))


@functools.lru_cache(maxsize=4)
def _weighting(length: int) -> NDArray[np.complex64]:
    """Return what both filters do at the frequencies of an FFT of ``length``."""
    return (response(*_STAGES[0], length) * response(*_STAGES[1], length)).astype(np.complex64)


def _between_samples() -> NDArray[np.float32]:
    """Return three filters, shape (3, 12), that find the wave at a quarter, half and three quarters of a sample."""
    places = np.arange(_TAPS) - (_TAPS // 2 - 1)
    rows = []
    for shift in (0.25, 0.5, 0.75):
        x = places - shift
        row = np.sinc(x) * np.cos(math.pi * x / (_TAPS + 1)) ** 2
        rows.append(row / row.sum())
    return np.array(rows, np.float32)


def true_peaks(signal: Signal, above: float) -> Floats:
    """Return, for each 16 samples, the highest the wave of either channel gets, also between its samples.

    Looks between the samples only where a sample nearby is higher than half of ``above``: elsewhere the wave cannot
    reach it.
    """
    count = -(-signal.shape[1] // _GRID)
    before = _TAPS // 2 - 1
    padded = np.pad(signal, ((0, 0), (before, count * _GRID - signal.shape[1] + _TAPS)))
    peaks = np.abs(padded[:, before : before + count * _GRID]).reshape(2, count, _GRID).max(axis=2)
    near = np.pad(peaks, ((0, 0), (1, 1)))
    near = np.maximum(np.maximum(near[:, :-2], near[:, 2:]), peaks)
    filters = _between_samples()
    for channel, (wave, places) in enumerate(zip(padded, near > above / 2, strict=True)):
        blocks = np.flatnonzero(places)
        for some in np.array_split(blocks, blocks.size // 4096 + 1):
            windows = wave[(some * _GRID)[:, None] + np.arange(_GRID + _TAPS - 1)]
            between = np.einsum("bst,ft->bfs", np.lib.stride_tricks.sliding_window_view(windows, _TAPS, 1), filters)
            peaks[channel, some] = np.maximum(peaks[channel, some], np.abs(between).max(axis=(1, 2)))
    return np.asarray(peaks.max(axis=0), np.float64)


def true_peak(signal: Signal) -> float:
    """Return the true peak of ``signal`` (2, n) in dBTP."""
    return 20 * math.log10(max(float(true_peaks(signal, float(np.abs(signal).max())).max()), 1e-9))


def limit(signal: Signal, ceiling: float = CEILING) -> Signal:
    """Return ``signal`` (2, n) turned down, smoothly and ahead of it, wherever its true peak is over ``ceiling``."""
    top = 10 ** ((ceiling - 0.15) / 20)
    wanted = np.minimum(top / np.maximum(true_peaks(signal, top), 1e-9), 1.0)
    if wanted.min() >= 1:
        return signal
    reach = _LOOKAHEAD + 1
    around = np.pad(wanted, reach, constant_values=1.0)
    lowest = np.lib.stride_tricks.sliding_window_view(around, 2 * reach + 1).min(axis=1)
    held = _recovering(lowest)
    window = np.hanning(2 * _LOOKAHEAD + 3)[1:-1]
    gain = np.convolve(np.pad(held, _LOOKAHEAD, mode="edge"), window / window.sum(), "valid")
    places = (np.arange(gain.size) + 0.5) * _GRID
    return signal * np.interp(np.arange(signal.shape[1]), places, gain).astype(np.float32)


def _recovering(gain: Floats) -> Floats:
    """Let the gain rise again only slowly (60 ms), so that the limiter does not growl at low notes."""
    rate = 1 - math.exp(-_GRID / (0.06 * RATE))
    made = np.empty_like(gain)
    now = 1.0
    for number, wanted in enumerate(gain.tolist()):
        now = min(wanted, now + (1 - now) * rate)
        made[number] = now
    return made


def level(signal: Signal, target: float = TARGET, ceiling: float = CEILING) -> Signal:
    """Return ``signal`` (2, n) at ``target`` LUFS with its true peak under ``ceiling`` dBTP; silence stays silence.

    The limiter takes a little loudness away, so gain and limiter are tried again, the next gain guessed from what the
    last one brought. A signal of nothing but single clicks stays quieter than ``target``.
    """
    measured = loudness(signal)
    if measured <= SILENCE:
        return signal
    before, reached, gain = 0.0, measured, target - measured
    most = gain + _DRIVEN
    for _turn in range(_TURNS):
        last, made = reached, limit(signal * np.float32(10 ** (gain / 20)), ceiling)
        reached = loudness(made)
        if abs(target - reached) < _CLOSE or (gain >= most and reached < target):
            break
        worth = min(max((reached - last) / (gain - before), _LEAST_WORTH), 1.0) if gain != before else 1.0
        before, gain = gain, min(gain + (target - reached) / worth, most)
    return made
