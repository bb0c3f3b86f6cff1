"""A clip style in three seconds, to be played as a moving thumbnail."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from vendor_app.storyboard.entries import in_time, last_entry
from vendor_app.storyboard.model import Shot, Storyboard
from vendor_app.storyboard.shot_plan import joined

_SHOT: Final = 32
"""Frames of each of its three shots."""


def at_a_glance(storyboard: Storyboard) -> Storyboard:
    """Return the opening of a clip, what comes next, and its closing card, in some three seconds."""
    shots = tuple(joined(list(_shortened(storyboard.shots))))
    return msgspec.structs.replace(storyboard, shots=shots, subtitles=(), voices=(), cover=None, edit=None)


def _shortened(shots: Sequence[Shot]) -> Iterator[Shot]:
    for shot in (shots[0], shots[min(1, len(shots) - 1)], shots[-1]):
        last = last_entry(shot.letterings, shot.panels)
        yield msgspec.structs.replace(
            shot,
            frames=_SHOT,
            letterings=in_time(shot.letterings, _SHOT, last),
            panels=in_time(shot.panels, _SHOT, last),
        )
