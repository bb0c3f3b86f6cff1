"""Instruments of breath and bellows: flute, pi, khaen, accordion, brass."""

import math
from collections.abc import Sequence

import msgspec
import numpy as np

from vendor_app.sound.synth import RATE, Floats, Signal, damped, noise, ring, samples_in, saturate, seconds_of, shaped

_TOP = 16_000.0


class Pipe(msgspec.Struct, frozen=True, kw_only=True):
    """One player blowing one note: scooped up to, then steady, then with a vibrato that comes late."""

    levels: tuple[float, ...]
    """Of each partial; the upper ones grow with the force."""
    bright: float
    """How much more the upper partials grow than the first when blown harder."""
    scoop: float
    """Cents below the note at its beginning."""
    vibrato: float
    """Cents."""
    hz: float
    """Of the vibrato."""
    breath: float
    onset: float
    """Seconds."""
    level: float


FLUTE = Pipe(
    levels=(1.0, 0.30, 0.16, 0.05, 0.03), bright=1.0, scoop=55, vibrato=11, hz=5.1, breath=0.078, onset=0.045,
    level=0.42,
)  # fmt: skip
PI = Pipe(
    levels=(0.45, 0.7, 1.0, 0.8, 0.9, 0.55, 0.42, 0.3, 0.22, 0.16, 0.1, 0.07, 0.05), bright=0.6, scoop=90, vibrato=17,
    hz=5.7, breath=0.012, onset=0.025, level=0.16,
)  # fmt: skip


def blow(pipe: Pipe, hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Blow one note."""
    seconds = held + 0.12
    time = seconds_of(samples_in(seconds))
    turn = pipe.hz * random.uniform(0.95, 1.05)
    vibrato = np.clip((time - 0.22) / 0.35, 0, 1) * np.sin(2 * math.pi * (turn * time + random.uniform(0, 1)))
    cents = pipe.vibrato * vibrato - pipe.scoop * np.exp(-time / 0.035) + 4 * np.exp(-time / 0.3)
    phase = np.cumsum(2 * math.pi * hz * 2 ** (cents / 1200) / RATE)
    tone = np.zeros(time.size)
    for k, level in enumerate(pipe.levels, 1):
        if hz * k < _TOP:
            tone += level * (velocity**pipe.bright if k > 1 else 1.0) * np.sin(k * phase + 0.3 * k)
    swell = (1 - 0.75 * np.exp(-time / pipe.onset)) * (1 + 0.10 * vibrato)
    air = noise(seconds, max(hz * 0.9, 500), hz * 4.5, random)[: time.size]
    breath = air * pipe.breath * (0.22 + np.exp(-time / 0.03)) * (0.6 + 0.4 * velocity)
    made = (tone * swell * pipe.level + breath) * velocity
    return shaped(made.astype(np.float32), attack=pipe.onset / 2, release=0.12)


def _reeds(
    hz: Floats, slope: float, formants: Sequence[tuple[float, float, float]], partials: int
) -> tuple[Floats, Floats]:
    """Return frequencies and levels of metal reeds: rich, and coloured by their chamber."""
    k = np.arange(1, partials + 1)
    frequencies = np.outer(hz, k)
    colour = np.full(frequencies.shape, 0.35)
    for centre, width, gain in formants:
        colour += gain * np.exp(-0.5 * (np.log2(frequencies / centre) / width) ** 2)
    return frequencies, colour / k**slope


def _bellows(seconds: float, velocity: float, random: np.random.Generator) -> Floats:
    """Return the pressure over a note: a push, a slight sinking, the player's own unsteadiness."""
    time = seconds_of(samples_in(seconds))
    push = 1 + 0.25 * velocity * np.exp(-time / 0.09) - 0.06 * np.clip(time, 0, 2)
    turn = random.uniform(3.2, 4.4)
    return np.asarray(push * (1 + 0.035 * np.sin(2 * math.pi * (turn * time + random.uniform(0, 1)))))


def accordion(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Press a key of an accordion, shape (2, n): three reeds, two of them off by a few cents."""
    cents = np.array([0.0, 8.5, -7.0])
    frequencies, levels = _reeds(
        hz * 2 ** (cents / 1200), 0.8, ((700, 0.8, 0.7), (1700, 0.6, 0.8), (3200, 0.5, 0.35)), 26
    )
    levels *= (0.5 + 0.5 * velocity) ** (np.arange(26) * 0.14)
    seconds = held + 0.09
    pressure = _bellows(seconds, velocity, random)
    sides = []
    for lean in (0.75, 1.25):
        share = np.array([1.0, lean, 2 - lean])[:, None]
        tone = ring(frequencies.ravel(), (levels * share).ravel(), 0, seconds, random.uniform(0, 6.28, levels.size))
        sides.append(damped(shaped((tone * pressure[: tone.size]).astype(np.float32), attack=0.022), held, 0.08))
    return np.stack(sides) * np.float32(0.12 * velocity)


def khaen(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Blow a pipe of a khaen, the mouth organ of Isan: a free reed, bright, driven by the player's breath."""
    frequencies, levels = _reeds(
        hz * np.array([1.0, 1.0012]), 0.55, ((900, 0.7, 0.6), (2300, 0.5, 0.9), (4200, 0.4, 0.35)), 30
    )
    levels *= (0.45 + 0.55 * velocity) ** (np.arange(30) * 0.12) / (1 + (frequencies / 6500) ** 4)
    seconds = held + 0.06
    tone = ring(frequencies.ravel(), levels.ravel(), 0, seconds, random.uniform(0, 6.28, levels.size))
    air = noise(seconds, 1500, 7000, random)[: tone.size] * np.float32(0.05)
    made = (tone + air) * _bellows(seconds, velocity, random)[: tone.size]
    return damped(shaped(made.astype(np.float32), attack=0.012), held, 0.05) * np.float32(0.11 * velocity)


def brass(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Blow a small brass section, shape (2, n): three players, whose tone opens as they get into the note."""
    k = np.arange(1, 25)
    seconds = held + 0.1
    sides = []
    for _side in range(2):
        players = hz * 2 ** (random.normal(0, 5, 3) / 1200)
        frequencies = np.outer(players, k)
        dark = 1 / k / np.sqrt(1 + (frequencies / 900) ** 4)
        open_ = 1 / k**0.85 / np.sqrt(1 + (frequencies / (1800 + 3200 * velocity)) ** 4)
        phase = random.uniform(0, 6.28, frequencies.size)
        soft, bright = (ring(frequencies.ravel(), levels.ravel(), 0, seconds, phase) for levels in (dark, open_))
        time = seconds_of(soft.size)
        opening = (1 - np.exp(-time / 0.05)) * (0.75 + 0.25 * np.exp(-time / 0.25))
        made = soft * (1 - opening) * 0.6 + bright * opening
        sides.append(damped(shaped(saturate(made.astype(np.float32), 0.25), attack=0.014), held, 0.08))
    return np.stack(sides) * np.float32(0.20 * velocity)
