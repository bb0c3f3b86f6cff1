"""How far one sound steps back for another: down before a word, up again after a pause, never in a jump."""

import numpy as np

from vendor_app.sound.effects import block_levels, control_curve
from vendor_app.sound.gate import STEP, smoothed, widened
from vendor_app.sound.synth import Signal

UNDER_VOICE = 12.0
"""Decibels that music steps back while somebody speaks."""
UNDER_FOOTAGE = 7.0
"""Decibels that music steps back for the sound of footage."""
FOOTAGE_UNDER_VOICE = 10.0
"""Decibels that the sound of footage steps back while somebody speaks."""
_SOFTER = 16.0
"""Decibels under its level that a sound still makes others step back."""
_LEAD, _HOLD, _SLOPE = 0.15, 0.45, 0.30
"""Seconds: before a word, after it, and for the way down and up again."""


def stepping_back(leading: Signal, standing: float, decibels: float) -> Signal:
    """Return the gain of what steps back by ``decibels`` under ``leading`` (2, n), for each of its samples.

    ``standing``: LUFS that ``leading`` was brought to.
    """
    loud = 10 * np.log10(block_levels(leading, STEP) + 1e-12) > standing - _SOFTER
    near = smoothed(widened(loud, _LEAD, _HOLD), _SLOPE)
    return control_curve(10 ** (-decibels * near / 20), STEP, leading.shape[1])
