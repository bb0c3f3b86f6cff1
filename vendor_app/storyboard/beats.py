"""Where the beats of the music fall, for pictures to change on them."""

import functools
import re
from itertools import accumulate, pairwise

import msgspec

from vendor_app.resources import resource
from vendor_app.storyboard.model import FPS

_NAME = re.compile("[a-z0-9-]{1,60}")
"""Of a piece. Whatever else is typed is no piece of ours, and may be no name of a file."""


class _Tempo(msgspec.Struct):
    """What of a piece's score counts here."""

    bpm: int


@functools.cache
def frames_per_beat(music: str) -> float | None:
    """Return the frames between two beats of a piece; None for one that is not among ours."""
    score = resource("music", f"{music}.toml")
    if not _NAME.fullmatch(music) or not score.is_file():
        return None
    return FPS * 60 / msgspec.toml.decode(score.read_bytes(), type=_Tempo).bpm


def on_the_beat(lengths: list[int], beat: float, briefest: int) -> list[int]:
    """Move each end of a shot to the nearest beat; the sum stays.

    ``lengths``: in frames. Unchanged when a shot would become shorter than ``briefest`` and shorter than it was.
    """
    ends = list(accumulate(lengths))
    moved = [*(round(round(end / beat) * beat) for end in ends[:-1]), ends[-1]]
    changed = [end - begin for begin, end in pairwise([0, *moved])]
    fits = all(new >= min(old, briefest) for old, new in zip(lengths, changed, strict=True))
    return changed if fits else lengths
