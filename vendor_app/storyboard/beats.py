"""Where the beats of the music fall, for pictures to change on them."""

import functools
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from vendor_app.resources import resource
from vendor_app.storyboard.shots import FPS

_NAME = re.compile("[a-z0-9-]{1,60}")
"""Of a piece. Whatever else is typed is no piece of ours, and may be no name of a file."""

_ANY = 10**9
"""Frames: no shot is too long."""


class Beat(NamedTuple):
    """The beats of a piece of music, in frames of the clip; not whole ones."""

    frames: float
    """From one to the next."""
    first: float = 0.0


class _Tempo(msgspec.Struct):
    """What of a piece's score counts here."""

    bpm: float


@functools.cache
def beat_of(music: str) -> Beat | None:
    """Return the beats of one of our own pieces; None for one that is not among them."""
    score = resource("music", f"{music}.toml")
    if not _NAME.fullmatch(music) or not score.is_file():
        return None
    return Beat(FPS * 60 / msgspec.toml.decode(score.read_bytes(), type=_Tempo).bpm)


def on_the_beat(
    lengths: list[int], beat: Beat, briefest: int, longest: Sequence[int | None] | None = None
) -> list[int]:
    """Move each end of a shot to the nearest beat; the sum stays.

    ``lengths``: in frames. An end stays where it is when a shot beside it would become shorter than ``briefest`` and
    shorter than it was, or longer than its ``longest`` and longer than it was.
    """
    most = [max(length, limit or _ANY) for length, limit in zip(lengths, longest or [None] * len(lengths), strict=True)]
    ends = [0, *accumulate(lengths)]
    for at in range(1, len(ends) - 1):
        moved = round(beat.first + round((ends[at] - beat.first) / beat.frames) * beat.frames)
        before, after = lengths[at - 1], lengths[at]
        new_before, new_after = moved - ends[at - 1], ends[at + 1] - moved
        if new_before > most[at - 1] or new_after > most[at]:
            continue
        if new_before >= min(before, briefest) and new_after >= min(after, briefest):
            ends[at] = moved
    return [end - begin for begin, end in pairwise(ends)]
