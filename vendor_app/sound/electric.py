"""Instruments that need power: electric piano, organ, pads, strings, synthesizers, basses."""

import math

import numpy as np

from vendor_app.sound.effects import Band, equalise
from vendor_app.sound.synth import (
    Floats,
    Signal,
    damped,
    fall,
    mix,
    noise,
    ring,
    samples_in,
    saturate,
    seconds_of,
    shaped,
)


def electric_piano(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike a tine before its pickup: bell-like when soft; the pickup bends harder strokes into a growl.

    The pickup bends one side more than the other, so what is left is lifted off the middle and set back by a filter.
    """
    seconds = held + 0.35
    t60 = 7.0 * (220 / hz) ** 0.5
    tine = ring(hz * np.array([1, 1.0007, 2.003]), [0.75, 0.25, 0.05], [t60, t60 * 0.8, t60 * 0.3], seconds)
    bell = ring(hz * np.array([6.27, 7.02, 17.3]), [0.20, 0.07, 0.05], [0.6, 0.4, 0.12], seconds)
    swing = (0.35 + 0.95 * velocity**1.5) * tine + velocity**2.2 * bell
    offset = 0.42
    bent = (swing + offset) / np.sqrt(1 + (swing + offset) ** 2) - offset / math.sqrt(1 + offset**2)
    thump = noise(0.04, 90, 500, random) * fall(1920, 0.035) * np.float32(0.05 * velocity)
    tone = equalise((bent * velocity**0.4 * 0.6).astype(np.float32), (Band("highpass", hz * 0.4),))
    return damped(mix(shaped(tone, attack=0.002), shaped(thump)), held, 0.30)


def _saw(hz: Floats, cutoff: float, partials: int) -> tuple[Floats, Floats]:
    """Return frequencies and levels of saw waves through a low-pass of 12 dB an octave."""
    k = np.arange(1, partials + 1)
    frequencies = np.outer(hz, k)
    levels = 1 / k / np.sqrt(1 + (frequencies / cutoff) ** 4)
    return frequencies, levels


def _detuned(hz: float, cents: tuple[float, ...]) -> Floats:
    return np.asarray(hz * 2 ** (np.array(cents) / 1200))


def pad(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Bow a soft string machine, shape (2, n): slow in, slow out, wide."""
    frequencies, levels = _saw(_detuned(hz, (-7, -2.5, 3, 8)), 900 + 900 * velocity, 24)
    seconds = held + 0.5
    sides = [
        ring(frequencies.ravel(), levels.ravel(), 0, seconds, random.uniform(0, 2 * math.pi, levels.size))
        for _side in range(2)
    ]
    attack = min(0.28, held * 0.5)
    return np.stack([shaped(side, attack=attack, release=0.5) for side in sides]) * np.float32(0.16 * velocity)


def stab(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Play a short, bright chord tone of many saws, shape (2, n); the filter closes as it sounds."""
    frequencies, levels = _saw(_detuned(hz, (-11, -5, 0, 6, 12)), 2600 + 3500 * velocity, 30)
    t60 = 2.2 / (1 + (frequencies / 700) ** 0.9)
    sides = [
        damped(ring(frequencies.ravel(), levels.ravel(), t60.ravel(), held + 0.12,
                    random.uniform(0, 2 * math.pi, levels.size)), held, 0.10)
        for _side in range(2)
    ]  # fmt: skip
    return np.stack([shaped(side, attack=0.003) for side in sides]) * np.float32(0.16 * velocity)


def organ(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Press a key of a percussive organ, the chord sound of house music."""
    ratios = np.array([0.5, 1, 2, 3, 4, 6])
    levels = np.array([0.35, 1, 0.55, 0.34 * velocity, 0.22 * velocity, 0.10 * velocity])
    t60 = np.array([0.9, 1.4, 0.8, 0.45, 0.35, 0.2])
    tone = ring(hz * ratios, levels * 0.4 * velocity, t60, held + 0.1, random.uniform(0, 0.6, ratios.size))
    return damped(saturate(shaped(tone, attack=0.002), 1.2), held, 0.08)


def synth_bass(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Play an analogue bass: a saw whose filter closes quickly, over a sine that stays."""
    k = np.arange(1, 37)
    t60 = np.where(k == 1, 6.0, (0.55 + 0.5 * velocity) / (1 + 0.16 * (k - 1)))
    levels = 0.62 / k**1.05 / np.sqrt(1 + (hz * k / (700 + 1900 * velocity)) ** 4)
    tone = ring(hz * k, levels * (0.6 + 0.4 * velocity), t60, held + 0.08, random.uniform(-0.2, 0.2, k.size))
    return damped(saturate(shaped(tone, attack=0.003), 1.7), held, 0.07)


def sub_bass(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Play a round, warm bass: little more than its first partials, with a soft push at the front."""
    k = np.array([1, 2, 3, 4, 5])
    levels = np.array([1, 0.42, 0.28, 0.15, 0.08]) * (0.5 + 0.5 * velocity)
    tone = ring(hz * k, levels * 0.62, np.array([4.0, 1.2, 0.6, 0.35, 0.2]), held + 0.12, random.uniform(0, 0.1, 5))
    push = noise(0.03, 150, 700, random) * fall(1440, 0.02) * np.float32(0.06 * velocity)
    return damped(saturate(mix(shaped(tone, attack=0.006), shaped(push)), 1.9), held, 0.11)


def strings(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Bow a small string section, shape (2, n): each player with a vibrato of their own."""
    seconds = held + 0.35
    k = np.arange(1, 21)
    sides = []
    for _side in range(2):
        players = hz * 2 ** (random.normal(0, 4.5, 4) / 1200)
        frequencies = np.outer(players, k)
        colour = 1 / k / np.sqrt(1 + (frequencies / (1700 + 2600 * velocity)) ** 3)
        colour *= 1 + 0.5 * np.exp(-0.5 * (np.log2(frequencies / 2600) / 0.4) ** 2)
        side = ring(frequencies.ravel(), colour.ravel(), 0, seconds, random.uniform(0, 2 * math.pi, colour.size))
        sway = 1 + 0.07 * np.sin(2 * math.pi * (5.3 * seconds_of(side.size) + random.uniform(0, 1)))
        sides.append(shaped((side * sway).astype(np.float32), attack=min(0.11, held * 0.4), release=0.3))
    return np.stack(sides) * np.float32(0.15 * velocity)


def supersaw(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Hold a wall of seven saws, shape (2, n), as festival dance music has it."""
    frequencies, levels = _saw(_detuned(hz, (-17, -10, -4, 0, 5, 11, 18)), 3200 + 5200 * velocity, 30)
    seconds = held + 0.14
    sides = [
        ring(frequencies.ravel(), levels.ravel(), 0, seconds, random.uniform(0, 2 * math.pi, levels.size))
        for _side in range(2)
    ]
    made = [damped(shaped(side, attack=0.006), held, 0.12) for side in sides]
    return np.stack(made) * np.float32(0.13 * velocity)


def pluck_synth(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Pluck a synthesizer: three saws through a filter that shuts at once, shape (2, n)."""
    frequencies, levels = _saw(_detuned(hz, (-6, 0, 7)), 2200 + 6500 * velocity, 34)
    t60 = 0.75 / (1 + (frequencies / 900) ** 0.75) + 0.05
    sides = [
        ring(frequencies.ravel(), levels.ravel(), t60.ravel(), 0.7, random.uniform(0, 2 * math.pi, levels.size))
        for _side in range(2)
    ]
    return np.stack([shaped(side, attack=0.002, release=0.1) for side in sides]) * np.float32(0.24 * velocity)


def deep_bass(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Let an 808 boom: a sine struck a fifth too high that falls into its note at once, warmed by overload."""
    seconds = held + 0.1
    time = seconds_of(samples_in(seconds))
    cycles = hz * (time + 0.55 * 0.028 * (1 - np.exp(-time / 0.028)))
    tone = np.sin(2 * math.pi * cycles) * np.exp(-math.log(1000) / 3.2 * time)
    bent = saturate((tone * (0.9 + 0.9 * velocity)).astype(np.float32), 1.5)
    knock = noise(0.02, 400, 3000, random) * fall(960, 0.012) * np.float32(0.12 * velocity)
    return damped(shaped(mix(bent, knock), attack=0.002) * np.float32(0.55 + 0.45 * velocity), held, 0.08)


def bell(hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike a glassy bell, shape (2, n): soft beats between the sides."""
    ratios = np.array([1, 2.0, 3.01, 4.2, 5.43, 6.8])
    levels = np.array([1, 0.45, 0.3 * velocity, 0.28 * velocity, 0.15 * velocity, 0.1 * velocity])
    t60 = np.array([2.4, 1.7, 1.1, 0.7, 0.5, 0.3]) * (440 / hz) ** 0.4
    sides = [
        ring(hz * ratios * detune, levels * random.uniform(0.85, 1.15, 6), t60, 2.2) for detune in (0.9993, 1.0007)
    ]
    return np.stack([shaped(side, attack=0.002, release=0.2) for side in sides]) * np.float32(0.34 * velocity)
