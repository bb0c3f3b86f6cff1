"""Struck bars and plucked strings, as sums of the partials that such bodies really have."""

import math

import msgspec
import numpy as np

from vendor_app.sound.synth import Floats, Signal, damped, fall, mix, noise, ring, saturate, shaped

_MIDDLE = 220.0
"""Hz of the note that the ring times below are given for."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A wooden or metal bar under a mallet."""

    ratios: tuple[float, ...]
    """Partials, in multiples of the note."""
    levels: tuple[float, ...]
    t60: tuple[float, ...]
    """Seconds at 440 Hz; higher notes ring shorter."""
    hardness: float
    """0 felt … 1 wood: how much of the upper partials a soft stroke still wakes."""
    knock: float
    """Level of the mallet's and the trough's own sound."""
    knock_hz: tuple[float, float] = (350.0, 1400.0)
    sustain: float = 0.4
    """Share of the sound that rings on alone."""


class String(msgspec.Struct, frozen=True, kw_only=True):
    """A string over a body."""

    partials: int
    slope: float
    """How fast partials get weaker: level ~ 1 / k**slope."""
    place: float
    """Where it is plucked or hit, as a fraction of its length."""
    t60: float
    """Seconds the first partial of a 220 Hz string rings."""
    loss: float
    """How much faster each further partial dies."""
    stiffness: float = 1e-4
    courses: tuple[float, ...] = (-0.5, 0.5)
    """Cents each string of a course is off: the shimmer of a khim. A single string swings in two directions."""
    body: tuple[tuple[float, float, float], ...] = ()
    """Resonances of the body: Hz, Q, gain."""
    pick: float = 0.1
    """Level of the finger or plectrum."""
    pick_hz: tuple[float, float] = (1500.0, 6000.0)
    release: float = 0.0
    """Seconds to fall silent when the note ends; 0 lets it ring."""
    drive: float = 0.0
    soften: float = 1.0
    """How much darker a soft stroke is; 0 not at all."""
    attack: float = 0.0008
    """Seconds; a hammer of felt is slower than a finger."""


BARS = {
    "ranat": Bar(
        ratios=(1, 1.83, 2.94, 4.4, 5.9, 9.4, 13.1), levels=(1, 0.16, 0.62, 0.15, 0.42, 0.24, 0.12),
        t60=(0.80, 0.12, 0.38, 0.08, 0.20, 0.11, 0.07), hardness=0.8, knock=0.6, knock_hz=(600.0, 4200.0), sustain=0.25,
    ),
    "marimba": Bar(
        ratios=(1, 2.2, 3.98, 9.7), levels=(1, 0.1, 0.26, 0.09), t60=(1.2, 0.1, 0.38, 0.13), hardness=0.5, knock=0.25,
        knock_hz=(250.0, 1600.0), sustain=0.35,
    ),
    "vibraphone": Bar(
        ratios=(1, 3.98, 10.5), levels=(1, 0.20, 0.05), t60=(3.6, 1.0, 0.25), hardness=0.35, knock=0.06,
        knock_hz=(300.0, 1500.0), sustain=0.5,
    ),
    "kalimba": Bar(
        ratios=(1, 2.02, 5.9, 13.6), levels=(1, 0.12, 0.16, 0.05), t60=(1.5, 0.5, 0.14, 0.05), hardness=0.55,
        knock=0.32, knock_hz=(250.0, 1800.0), sustain=0.45,
    ),
    "khong": Bar(
        ratios=(1, 1.52, 2.01, 2.73, 3.62, 4.9, 6.3), levels=(1, 0.22, 0.46, 0.24, 0.22, 0.12, 0.08),
        t60=(1.9, 0.6, 1.2, 0.6, 0.5, 0.3, 0.2), hardness=0.6, knock=0.16, knock_hz=(350.0, 2600.0), sustain=0.5,
    ),
    "glockenspiel": Bar(
        ratios=(1, 2.756, 5.404), levels=(1, 0.3, 0.1), t60=(2.6, 1.1, 0.5), hardness=0.7, knock=0.05,
        knock_hz=(2500.0, 7000.0),
    ),
}  # fmt: skip

STRINGS = {
    "ukulele": String(
        partials=26, slope=0.8, place=0.31, t60=1.1, loss=0.30, body=((380, 4, 1.4), (720, 3, 0.9), (2400, 1.5, 0.8)),
        pick=0.16, pick_hz=(1400, 7000), release=0.12, stiffness=5e-5, soften=0.6,
    ),
    "guitar": String(
        partials=30, slope=1.0, place=0.22, t60=2.6, loss=0.24, body=((110, 5, 1.2), (205, 5, 1.2), (420, 3, 0.7)),
        pick=0.06, pick_hz=(700, 3500), release=0.15, stiffness=4e-5, soften=0.7,
    ),
    "nylon": String(
        partials=28, slope=1.12, place=0.27, t60=2.4, loss=0.30, body=((105, 5, 1.3), (200, 5, 1.2), (400, 3, 0.8)),
        pick=0.09, pick_hz=(500, 2600), release=0.14, stiffness=3e-5, soften=0.8,
    ),
    "steel": String(
        partials=40, slope=0.78, place=0.19, t60=4.6, loss=0.11, body=((100, 5, 1.0), (196, 5, 1.0), (2700, 1.5, 0.7)),
        pick=0.16, pick_hz=(1800, 8500), release=0.16, stiffness=7e-5, courses=(-0.7, 0.6), soften=0.6,
    ),
    "clean-guitar": String(
        partials=34, slope=0.85, place=0.24, t60=3.6, loss=0.15, body=((900, 1.2, 0.6), (2600, 1.4, 0.9)), pick=0.12,
        pick_hz=(1500, 7000), release=0.05, stiffness=6e-5, courses=(-0.4, 0.4), soften=0.6, drive=0.8,
    ),
    "finger-bass": String(
        partials=26, slope=0.95, place=0.21, t60=3.4, loss=0.22, body=((160, 2, 0.4), (700, 1.5, 0.7)), pick=0.22,
        pick_hz=(250, 2200), release=0.06, drive=1.3,
    ),
    "slap-bass": String(
        partials=38, slope=0.66, place=0.09, t60=2.6, loss=0.12, body=((110, 2, 0.6), (2300, 1.2, 0.8)), pick=0.6,
        pick_hz=(1200, 6500), release=0.05, drive=1.4,
    ),
    "piano": String(
        partials=34, slope=1.05, place=0.12, t60=9.0, loss=0.16, stiffness=3.6e-4, courses=(-0.9, 0.15, 0.8),
        body=((110, 1.5, 0.4), (380, 1.2, 0.4), (1500, 1.0, 0.3)), pick=0.10, pick_hz=(150, 1600), release=0.20,
        soften=1.1, attack=0.0014,
    ),
    "felt-piano": String(
        partials=26, slope=1.28, place=0.13, t60=7.0, loss=0.22, stiffness=3.2e-4, courses=(-1.3, 0.2, 1.2),
        body=((140, 1.4, 0.6), (420, 1.2, 0.4)), pick=0.30, pick_hz=(90, 620), release=0.28, soften=1.0, attack=0.004,
    ),
    "khim": String(
        partials=36, slope=0.8, place=0.13, t60=2.8, loss=0.14, stiffness=1.6e-4, courses=(-2.6, 0.4, 2.3),
        body=((290, 3, 0.8), (610, 3, 0.7), (2600, 1.5, 0.7)), pick=0.24, pick_hz=(900, 7000), soften=0.8,
    ),
    "phin": String(
        partials=38, slope=0.62, place=0.16, t60=1.7, loss=0.13, stiffness=9e-5, courses=(-1.5, 1.5), soften=0.6,
        body=((240, 3, 0.8), (950, 2, 0.8), (2800, 1.5, 0.9)), pick=0.32, pick_hz=(1800, 8000), release=0.07, drive=1.2,
    ),
    "upright": String(
        partials=28, slope=0.95, place=0.23, t60=1.5, loss=0.22, body=((98, 4, 0.6), (190, 3, 0.6), (820, 2, 0.6)),
        pick=0.3, pick_hz=(400, 3000), release=0.10, drive=1.5,
    ),
}  # fmt: skip


def strike(bar: Bar, hz: float, velocity: float, random: np.random.Generator) -> Signal:
    """Hit a bar: harder strokes wake more of the upper partials, and the mallet itself is heard.

    Each partial falls fast at first, while the air takes its sound, and slower when it rings alone.
    """
    ratios, levels = np.array(bar.ratios), np.array(bar.levels)
    softness = (1 - bar.hardness) * (1.15 - velocity)
    levels = (
        levels * velocity * np.exp(-softness * 2.2 * (ratios - 1) / ratios[1]) * random.uniform(0.85, 1.15, ratios.size)
    )
    t60 = np.array(bar.t60) * (440 / hz) ** 0.55 * random.uniform(0.93, 1.07, ratios.size)
    alone = hz * ratios * (1 + random.uniform(0.0006, 0.0016))
    tone = ring(
        np.concatenate([hz * ratios, alone]),
        np.concatenate([(1 - bar.sustain) * levels, bar.sustain * levels]),
        np.concatenate([t60 * 0.45, t60]),
        float(t60[0]) * 0.95,
    )
    low, high = bar.knock_hz
    tap = noise(0.05, low, high, random) * fall(2400, 0.045) * np.float32(bar.knock * velocity**1.3 * 0.4)
    return shaped(mix(shaped(tone, attack=0.0015 - 0.001 * bar.hardness), shaped(tap, attack=0.0005)), attack=0.0)


def pluck(string: String, hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Pluck or hammer a string for ``held`` seconds."""
    k = np.arange(1, string.partials + 1)
    place = string.place * random.uniform(0.92, 1.08)
    levels = np.abs(np.sin(math.pi * k * place)) / k**string.slope
    levels *= np.exp(-string.soften * (1.05 - velocity) * 0.22 * (k - 1))
    partials = hz * k * np.sqrt(1 + string.stiffness * k**2)
    levels *= _body(string, partials)
    t60 = string.t60 * (_MIDDLE / hz) ** 0.45 / (1 + string.loss * (k - 1) * (hz / _MIDDLE) ** 0.4)
    seconds = min(float(t60[0]), held + string.release if string.release else math.inf)
    tone = _courses(string, partials, levels * velocity / np.sum(levels), t60, seconds, random)
    scratch = noise(0.03, *string.pick_hz, random) * fall(1440, 0.022) * np.float32(string.pick * velocity**1.4 * 0.5)
    made = mix(shaped(tone, attack=string.attack), shaped(scratch, attack=0.0004))
    if string.drive:
        made = saturate(made * np.float32(2), string.drive) / np.float32(2)
    return damped(made, held, string.release) if string.release else shaped(made, attack=0.0, release=0.05)


def _body(string: String, hz: Floats) -> Floats:
    """Return how strongly the body answers at each frequency."""
    answer = np.ones_like(hz)
    for centre, q, gain in string.body:
        answer += gain / np.sqrt(1 + (q * (hz / centre - centre / hz)) ** 2)
    return answer


def _courses(
    string: String, hz: Floats, levels: Floats, t60: Floats, seconds: float, random: np.random.Generator
) -> Signal:
    """Ring every string of the course, or both directions in which one string swings, each a little off the other.

    They fall at different speeds, so that the sound beats slowly and thins out as it dies.
    """
    cents = np.array(string.courses) + random.normal(0, 0.7, len(string.courses))
    factors = 2 ** (cents / 1200)
    share = random.uniform(0.85, 1.15, (factors.size, hz.size)) / factors.size**0.75
    phase = random.uniform(-0.5, 0.5, (factors.size, hz.size))
    return ring(
        np.outer(factors, hz).ravel(),
        (share * levels).ravel(),
        (t60 * np.linspace(1.1, 0.6, factors.size)[:, None]).ravel(),
        seconds,
        phase.ravel(),
    )
