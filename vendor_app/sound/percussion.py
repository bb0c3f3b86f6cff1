"""More percussion: toms, congas, cow bell and claves, ride, the drums and gongs of a Thai fair, risers and booms."""

import math
from functools import partial

import numpy as np

from vendor_app.sound.drums import Kick, Skin, Stroke, crash, kick, skin, snare, tuned
from vendor_app.sound.synth import Signal, fall, mix, noise, ring, samples_in, saturate, seconds_of, shaped


def _ride(bell: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Touch a ride cymbal: the stick's tip, and a wash that is only felt; ``bell`` 0 … 1 rings its dome."""
    hz = tuned("ride", 150, 380, 15000)
    levels = random.uniform(0.3, 1.0, hz.size) * (hz / 4000) ** 0.4 * 0.016 * (0.5 + velocity)
    wash = ring(hz, levels, 1.5 * (3000 / hz) ** 0.3, 1.3, random.uniform(0, 6.28, hz.size))
    ping = ring(np.array([3120, 4390, 5230, 7810]), [0.12, 0.10, 0.08, 0.05], [0.5, 0.35, 0.3, 0.2], 0.5)
    dome = ring(np.array([742, 1180, 1960, 2890]), np.array([0.2, 0.16, 0.12, 0.08]) * bell, 0.9, 0.9)
    tip = noise(0.01, 4000, 12000, random) * fall(480, 0.006) * np.float32(0.14)
    return shaped(mix(wash, ping, dome, tip) * np.float32(velocity), attack=0.0006, release=0.2)


def _cowbell(velocity: float, held: float, random: np.random.Generator) -> Signal:
    hz = np.array([562, 845, 1710, 2540, 3620]) * random.uniform(0.995, 1.005)
    tone = ring(hz, [0.5, 0.55, 0.22, 0.15, 0.08], [0.16, 0.22, 0.1, 0.08, 0.05], 0.24)
    return shaped(saturate(tone * np.float32(0.8 * velocity), 0.8), attack=0.0005, release=0.02)


def _claves(velocity: float, held: float, random: np.random.Generator) -> Signal:
    tone = ring(np.array([2470, 2498, 5200]) * random.uniform(0.995, 1.005), [0.5, 0.3, 0.1], [0.07, 0.06, 0.03], 0.09)
    return shaped(tone * np.float32(0.7 * velocity), attack=0.0004, release=0.01)


def _triangle(t60: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    hz = np.array([2630, 4120, 5870, 7340, 9480, 12200]) * random.uniform(0.998, 1.002)
    levels = np.array([0.2, 0.3, 0.3, 0.22, 0.16, 0.1]) * random.uniform(0.8, 1.2, 6)
    rings = np.minimum(t60 * np.array([1, 1, 0.9, 0.7, 0.5, 0.4]), t60)
    return shaped(ring(hz, levels * 0.4 * velocity, rings, t60), attack=0.0008, release=t60 * 0.2)


def _mong(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike the hanging gong that marks the rounds of Thai music: low, blooming, long; shape (2, n)."""
    ratios = np.array([1, 1.49, 2.02, 2.66, 3.31, 4.1, 5.3])
    levels = np.array([1, 0.4, 0.55, 0.3, 0.22, 0.15, 0.1]) * 0.3
    sides = []
    for drift in (0.998, 1.002):
        tone = ring(146 * ratios * drift, levels, 3.4 / ratios**0.7, 3.2, random.uniform(0, 0.5, 7))
        bloom = 1 - 0.5 * np.exp(-seconds_of(tone.size) / 0.06)
        sides.append(shaped((tone * bloom * velocity).astype(np.float32), attack=0.004, release=0.6))
    return np.stack(sides)


def _riser(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Rise into the next part for ``held`` seconds, shape (2, n): noise that opens, and a tone that climbs."""
    count = samples_in(held)
    x = np.linspace(0, 1, count)
    sides = []
    for _side in range(2):
        low, high = (noise(held, lowest, top, random, 1.0)[:count] for lowest, top in ((300, 1800), (2500, 12000)))
        wind = 0.10 * low * (1 - x) * x + 0.13 * high * x**2
        climb = np.cumsum(2 * math.pi * 220 * 2 ** (2 * x**1.5) / 48_000)
        tone = 0.05 * x**2 * (np.sin(climb) + 0.4 * np.sin(2 * climb + random.uniform(0, 6)))
        sides.append(shaped((velocity * (wind + tone)).astype(np.float32), attack=0.05, release=0.012))
    return np.stack(sides)


def _boom(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Land on a new part, shape (2, n): a sub that falls, and a long burst of air."""
    time = seconds_of(samples_in(1.6))
    cycles = 38 * time + 70 * 0.09 * (1 - np.exp(-time / 0.09))
    sub = (np.sin(2 * math.pi * cycles) * np.exp(-time / 0.32)).astype(np.float32) * np.float32(0.8)
    sides = []
    for _side in range(2):
        air = noise(1.6, 200, 7000, random, 1.0) * fall(samples_in(1.6), 1.3) * np.float32(0.07)
        sides.append(shaped(mix(sub, air) * np.float32(velocity), attack=0.002, release=0.3))
    return np.stack(sides)


def _guiro(velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Scrape a gourd."""
    made = np.zeros(samples_in(0.2), np.float32)
    at = 0.0
    for number in range(22):
        grain = noise(0.006, 2300, 6500, random) * fall(288, 0.005) * np.float32(0.25 * (0.4 + 0.6 * number / 22))
        start = samples_in(at)
        made[start : start + grain.size] += grain[: made.size - start]
        at += 0.0068 * random.uniform(0.9, 1.1)
    return shaped(made * np.float32(velocity), attack=0.004, release=0.02)


_808 = Kick(hz=44, sweep=150, sweep_seconds=0.030, t60=0.75, beater=0.35, drive=1.6)
_TIGHT = Kick(hz=56, sweep=130, sweep_seconds=0.018, t60=0.26, beater=0.5, drive=1.5)

PERCUSSION: dict[str, Stroke] = {
    "kick-808": partial(kick, _808),
    "kick-tight": partial(kick, _TIGHT),
    "snare-tight": partial(snare, 224.0, 0.15),
    "snare-fat": partial(snare, 164.0, 0.34),
    "tom-low": partial(skin, Skin(hz=88, t60=0.55, bend=0.45, slap=0.25, slap_hz=(300, 2600))),
    "tom-mid": partial(skin, Skin(hz=128, t60=0.45, bend=0.40, slap=0.28, slap_hz=(400, 3200))),
    "tom-high": partial(skin, Skin(hz=182, t60=0.36, bend=0.35, slap=0.30, slap_hz=(500, 3800))),
    "conga-low": partial(skin, Skin(hz=172, t60=0.32, bend=0.12, slap=0.25, slap_hz=(500, 2800))),
    "conga-high": partial(skin, Skin(hz=232, t60=0.26, bend=0.10, slap=0.30, slap_hz=(700, 3400))),
    "conga-slap": partial(skin, Skin(hz=268, t60=0.09, bend=0.10, slap=0.85, slap_hz=(1200, 5200))),
    "surdo": partial(skin, Skin(hz=62, t60=0.62, bend=0.25, slap=0.12, slap_hz=(200, 1200))),
    "yao-low": partial(skin, Skin(hz=78, t60=0.52, bend=0.60, slap=0.22, slap_hz=(250, 1800))),
    "yao-high": partial(skin, Skin(hz=164, t60=0.20, bend=0.30, slap=0.65, slap_hz=(800, 4200))),
    "ride": partial(_ride, 0.0),
    "ride-bell": partial(_ride, 1.0),
    "splash": partial(crash, 0.9),
    "cowbell": _cowbell,
    "claves": _claves,
    "guiro": _guiro,
    "triangle": partial(_triangle, 1.4),
    "triangle-held": partial(_triangle, 0.08),
    "mong": _mong,
    "riser": _riser,
    "boom": _boom,
}
