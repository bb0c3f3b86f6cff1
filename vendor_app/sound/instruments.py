"""Every instrument by the name that scores call it."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np

from vendor_app.sound import blown, electric
from vendor_app.sound.drums import KIT, Stroke
from vendor_app.sound.percussion import PERCUSSION
from vendor_app.sound.struck import BARS, STRINGS, Bar, pluck, strike
from vendor_app.sound.synth import Signal

Voice: TypeAlias = Callable[[float, float, float, np.random.Generator], Signal]
"""(Hz, velocity 0 … 1, seconds held, randomness) -> samples, shape (n,) or (2, n)."""


def _struck(bar: Bar, hz: float, velocity: float, held: float, random: np.random.Generator) -> Signal:
    """Strike a bar; it rings as long as it likes."""
    return strike(bar, hz, velocity, random)


RINGING = frozenset(BARS) | {"bell", "pluck"} | {name for name, string in STRINGS.items() if not string.release}
"""Instruments whose notes sound the same however long they are held."""

INSTRUMENTS: dict[str, Voice] = {
    **{name: partial(_struck, bar) for name, bar in BARS.items()},
    **{name: partial(pluck, string) for name, string in STRINGS.items()},
    "808": electric.deep_bass,
    "accordion": blown.accordion,
    "bell": electric.bell,
    "brass": blown.brass,
    "electric-piano": electric.electric_piano,
    "flute": partial(blown.blow, blown.FLUTE),
    "khaen": blown.khaen,
    "pi": partial(blown.blow, blown.PI),
    "pluck": electric.pluck_synth,
    "strings": electric.strings,
    "supersaw": electric.supersaw,
    "organ": electric.organ,
    "pad": electric.pad,
    "stab": electric.stab,
    "sub-bass": electric.sub_bass,
    "synth-bass": electric.synth_bass,
}

DRUMS: dict[str, Stroke] = {**KIT, **PERCUSSION}
