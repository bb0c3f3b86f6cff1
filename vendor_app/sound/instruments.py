"""Every pitched instrument by the name that scores call it."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np

from vendor_app.sound import electric
from vendor_app.sound.struck import BARS, STRINGS, Bar, pluck, strike
from vendor_app.sound.synth import Signal

Voice: TypeAlias = Callable[[float, float, float, np.random.Generator], Signal]
"""(Hz, velocity 0 … 1, seconds held, randomness) -> samples, shape (n,) or (2, n)."""


def _struck(bar: Bar, hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike a bar; it rings as long as it likes."""
    return strike(bar, hz, velocity, random)


RINGING = frozenset(BARS) | {name for name, string in STRINGS.items() if not string.release}
"""Instruments whose notes sound the same however long they are held."""

INSTRUMENTS: dict[str, Voice] = {
    **{name: partial(_struck, bar) for name, bar in BARS.items()},
    **{name: partial(pluck, string) for name, string in STRINGS.items()},
    "electric-piano": electric.electric_piano,
    "flute": electric.flute,
    "organ": electric.organ,
    "pad": electric.pad,
    "stab": electric.stab,
    "sub-bass": electric.sub_bass,
    "synth-bass": electric.synth_bass,
}
