"""Percussion: kicks, snares, cymbals, hands, and the drums and clappers of Thai music."""

import math
import zlib
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import msgspec
import numpy as np

from vendor_app.sound.synth import (
    RATE,
    Floats,
    Signal,
    fall,
    mix,
    noise,
    ring,
    samples_in,
    saturate,
    seconds_of,
    shaped,
)

Stroke: TypeAlias = Callable[[float, float, np.random.Generator], Signal]
"""(velocity, seconds held, randomness) -> samples, shape (n,) or (2, n)."""


class Kick(msgspec.Struct, frozen=True, kw_only=True):
    """A bass drum: a sine that falls in pitch, and the beater."""

    hz: float
    sweep: float
    """Hz above ``hz`` at the start."""
    sweep_seconds: float
    t60: float
    beater: float
    drive: float


class Skin(msgspec.Struct, frozen=True, kw_only=True):
    """A hand drum."""

    hz: float
    t60: float
    bend: float
    """Share of the pitch it falls by."""
    slap: float
    slap_hz: tuple[float, float]


_SKIN_RATIOS = np.array([1.594, 2.136, 2.296, 2.653, 2.918, 3.6])
_SKIN_LEVELS = np.array([0.55, 0.42, 0.32, 0.24, 0.18, 0.12])


def tuned(name: str, count: int, low: float, high: float) -> Floats:
    """Return the partials of one cymbal, always the same for its name."""
    own = np.random.default_rng(zlib.crc32(name.encode()))
    return np.asarray(np.exp(own.uniform(math.log(low), math.log(high), count)))


def kick(drum: Kick, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike a bass drum; the pitch falls further the harder it is."""
    count = samples_in(drum.t60)
    time = seconds_of(count)
    sweep = drum.sweep * (0.7 + 0.3 * velocity) * random.uniform(0.96, 1.04)
    cycles = drum.hz * time + sweep * drum.sweep_seconds * (1 - np.exp(-time / drum.sweep_seconds))
    body = np.sin(2 * math.pi * cycles).astype(np.float32) * fall(count, drum.t60) ** np.float32(0.8)
    tick = noise(0.012, 900, 5500, random) * fall(576, 0.008) * np.float32(drum.beater * velocity**1.5)
    made = saturate(mix(shaped(body, attack=0.0008), shaped(tick, attack=0.0003)), drum.drive)
    return shaped(made * np.float32(velocity), attack=0.0, release=0.06)


def skin(drum: Skin, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike a hand drum or a tom: its modes, and the slap of the hand or stick."""
    count = samples_in(drum.t60)
    time = seconds_of(count)
    hz = drum.hz * random.uniform(0.99, 1.01)
    cycles = hz * (time + drum.bend * velocity * 0.03 * (1 - np.exp(-time / 0.03)))
    first = np.sin(2 * math.pi * cycles).astype(np.float32) * fall(count, drum.t60)
    modes = ring(
        hz * _SKIN_RATIOS, _SKIN_LEVELS * velocity * random.uniform(0.7, 1.3, 6), drum.t60 * 0.45, drum.t60 * 0.5
    )
    slap = noise(0.05, *drum.slap_hz, random) * fall(2400, 0.035) * np.float32(drum.slap * velocity**1.4)
    return shaped(mix(first, modes, slap) * np.float32(0.6 * velocity), attack=0.0008, release=0.03)


def snare(tone_hz: float, t60: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike a snare drum: the head, the wires under it, the stick."""
    head = ring(np.array([1, 1.78, 2.5]) * tone_hz, [0.5, 0.28, 0.12], [0.16, 0.11, 0.07], 0.16)
    wires = noise(t60, 1400, 8500, random, 1.0)
    wires *= fall(wires.size, t60) * np.float32(0.20)
    stick = noise(0.02, 2500, 9000, random) * fall(960, 0.012) * np.float32(0.3)
    wires = mix(wires, stick)
    made = mix(head * np.float32(velocity), wires * np.float32(velocity**1.25))
    return shaped(saturate(made, 1.3) * np.float32(0.8), attack=0.0006, release=0.03)


def _brush(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Tap a brushed, dusty snare, as lo-fi records have it."""
    head = ring([172, 214, 391], [0.42, 0.2, 0.1], [0.15, 0.12, 0.06], 0.16)
    wires = noise(0.24, 900, 5200, random, 1.0)
    wires *= fall(wires.size, 0.24) * np.float32(0.16)
    return shaped(saturate(mix(head, wires) * np.float32(velocity), 1.6), attack=0.0012, release=0.04)


def _rim(velocity: float, held: float, random: np.random.Generator) -> Signal:
    tone = ring([438, 1010, 1720, 2640], [0.35, 0.5, 0.4, 0.18], [0.06, 0.055, 0.04, 0.03], 0.07)
    tap = noise(0.01, 1200, 5000, random) * fall(480, 0.006) * np.float32(0.25)
    return shaped(mix(tone, tap) * np.float32(0.7 * velocity), attack=0.0004, release=0.01)


def _clapper(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Knock two wooden clappers (krap) together."""
    hz = np.array([1180, 1890, 2730, 4150]) * random.uniform(0.98, 1.02)
    tone = ring(hz, [0.6, 0.45, 0.3, 0.15], [0.07, 0.06, 0.04, 0.03], 0.09)
    return shaped(tone * np.float32(0.55 * velocity), attack=0.0004, release=0.01)


def _clap(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Clap as a few people do, not quite together; shape (2, n)."""
    sides = []
    for _side in range(2):
        made = np.zeros(samples_in(0.26), np.float32)
        for at, level in ((0.0, 0.55), (0.0095, 0.5), (0.0185, 0.6), (0.027, 1.0)):
            hand = noise(0.03 if level < 1 else 0.2, 850, 3600, random, 1.5)
            hand *= fall(hand.size, 0.018 if level < 1 else 0.15) * np.float32(level)
            start = samples_in(max(at + random.normal(0, 0.0012), 0))
            made[start : start + hand.size] += hand[: made.size - start]
        sides.append(shaped(made * np.float32(0.33 * velocity), attack=0.0005, release=0.03))
    return np.stack(sides)


def _snap(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Snap fingers: two hands; shape (2, n)."""
    sides = []
    for _side in range(2):
        body = noise(0.12, 1500 * random.uniform(0.94, 1.06), 3300, random, 2.5)
        body *= fall(body.size, 0.075)
        snap = ring([2150, 2890], [0.5, 0.35], [0.04, 0.03], 0.05) * np.float32(1.2)
        made = np.zeros(samples_in(0.15), np.float32)
        start = samples_in(abs(random.normal(0, 0.004)))
        both = mix(body, snap)
        made[start : start + both.size] += both[: made.size - start]
        sides.append(shaped(made * np.float32(0.42 * velocity), attack=0.0008, release=0.02))
    return np.stack(sides)


def _hat(t60: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    hz = tuned("hat", 90, 3300, 15500)
    levels = random.uniform(0.4, 1.0, hz.size) * np.exp(-(1.1 - velocity) * 0.9 * hz / 9000)
    plate = ring(hz, levels * 0.05, t60 * random.uniform(0.6, 1.1, hz.size), t60, random.uniform(0, 6.28, hz.size))
    sizzle = noise(t60, 6000, 13000, random, 1.5)
    sizzle *= fall(sizzle.size, t60 * 0.8) * np.float32(0.11)
    return shaped(mix(plate, sizzle) * np.float32(velocity), attack=0.0006, release=min(0.03, t60 * 0.3))


def _shaker(velocity: float, held: float, random: np.random.Generator) -> Signal:
    length = random.uniform(0.085, 0.105)
    grains = noise(length, 4300, 10500, random, 1.5)
    position = np.linspace(0, 1, grains.size)
    peak = 0.38
    curve = np.where(position < peak, (position / peak) ** 2.2, ((1 - position) / (1 - peak)) ** 1.7)
    return (grains * curve * 0.26 * velocity).astype(np.float32)


def _tambourine(velocity: float, held: float, random: np.random.Generator) -> Signal:
    made = np.zeros(samples_in(0.3), np.float32)
    hz = tuned("tambourine", 40, 4700, 14000)
    for at, level in ((0.0, 1.0), (0.013, 0.45), (0.029, 0.3)):
        jingle = ring(hz, random.uniform(0, 1, hz.size) * 0.06 * level, 0.24, 0.25, random.uniform(0, 6.28, hz.size))
        start = samples_in(max(at + random.normal(0, 0.0015), 0))
        made[start : start + jingle.size] += jingle
    tap = noise(0.05, 400, 2500, random) * fall(2400, 0.04) * np.float32(0.1)
    return shaped(mix(made, tap) * np.float32(0.75 * velocity), attack=0.0008, release=0.03)


def crash(t60: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Crash a cymbal, shape (2, n): several hundred modes, the high ones gone first."""
    hz = tuned("crash", 420, 320, 15500)
    sides = []
    for _side in range(2):
        levels = random.uniform(0.2, 1.0, hz.size) * (hz / 3000) ** 0.25 * 0.022
        rings = t60 * (3000 / hz) ** 0.35 * random.uniform(0.6, 1.2, hz.size)
        plate = ring(hz, levels, rings, t60, random.uniform(0, 6.28, hz.size))
        burst = noise(0.35, 3500, 14000, random, 1.0)
        burst *= fall(burst.size, 0.3) * np.float32(0.12)
        sides.append(shaped(mix(plate, burst) * np.float32(velocity), attack=0.003, release=t60 * 0.3))
    return np.stack(sides)


def _swell(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Draw breath into the next bar: a cymbal played backwards that ends where the note ends; shape (2, n)."""
    back = crash(max(held, 0.4) * 1.4, velocity, held, random)[:, ::-1]
    count = samples_in(held)
    return np.stack([shaped(side, attack=0.05, release=0.012) for side in back[:, -count:]])


def _ching(t60: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Touch the small Thai cymbals: ching rings, chap is held."""
    hz = np.array([3140, 3169, 5870, 5931, 8240, 9105, 11900]) * random.uniform(0.998, 1.002)
    levels = np.array([0.5, 0.45, 0.35, 0.25, 0.2, 0.12, 0.08]) * random.uniform(0.8, 1.2, 7)
    rings = t60 * np.array([1, 0.9, 0.6, 0.6, 0.4, 0.35, 0.2])
    return shaped(ring(hz, levels * 0.35 * velocity, rings, t60), attack=0.001, release=t60 * 0.25)


def _dust(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Let an old record turn for ``held`` seconds: soft hiss and a few crackles; shape (2, n).

    It fades out over the next stroke's fading in, so that the turning never stops.
    """
    edge = min(0.05, held / 4)
    hiss = np.stack([noise(held + edge, 300, 6000, random, 1.0) for _side in range(2)]) * np.float32(0.012)
    for at in random.uniform(0, held, random.poisson(held * 9)):
        start, side = int(at * RATE), random.integers(0, 2)
        tick = noise(0.004, 1500, 7000, random) * fall(192, 0.003) * np.float32(random.exponential(0.05))
        end = min(start + tick.size, hiss.shape[1])
        hiss[side, start:end] += tick[: end - start]
        hiss[1 - side, start:end] += tick[: end - start] * np.float32(0.4)
    return np.stack([shaped(side, attack=edge, release=edge) for side in hiss]) * np.float32(velocity)


_CLUB = Kick(hz=47, sweep=210, sweep_seconds=0.022, t60=0.42, beater=0.55, drive=1.9)
_ROUND = Kick(hz=52, sweep=95, sweep_seconds=0.026, t60=0.36, beater=0.34, drive=1.3)
_FELT = Kick(hz=49, sweep=70, sweep_seconds=0.030, t60=0.34, beater=0.3, drive=1.8)
_LOW = Skin(hz=112, t60=0.40, bend=0.35, slap=0.30, slap_hz=(400, 2400))
_HIGH = Skin(hz=236, t60=0.24, bend=0.25, slap=0.40, slap_hz=(700, 3600))
_SLAP = Skin(hz=320, t60=0.10, bend=0.2, slap=0.7, slap_hz=(1200, 5600))

HELD = frozenset({"swell", "dust", "riser"})
"""Strokes whose length is written; all others end by themselves."""

KIT: dict[str, Stroke] = {
    "kick-club": partial(kick, _CLUB),
    "kick-round": partial(kick, _ROUND),
    "kick-felt": partial(kick, _FELT),
    "klong-low": partial(skin, _LOW),
    "klong-high": partial(skin, _HIGH),
    "klong-slap": partial(skin, _SLAP),
    "snare": partial(snare, 188.0, 0.24),
    "brush": _brush,
    "rim": _rim,
    "krap": _clapper,
    "clap": _clap,
    "snap": _snap,
    "hat": partial(_hat, 0.085),
    "hat-open": partial(_hat, 0.34),
    "shaker": _shaker,
    "tambourine": _tambourine,
    "crash": partial(crash, 2.6),
    "swell": _swell,
    "ching": partial(_ching, 1.3),
    "chap": partial(_ching, 0.09),
    "dust": _dust,
}
