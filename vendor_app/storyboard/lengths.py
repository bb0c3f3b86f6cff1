"""How the time of a clip is shared out among its shots."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from vendor_app.storyboard.shots import FPS

SHORTEST_SECONDS: Final = 6
LONGEST_SECONDS: Final = 58
SHORTEST_SHOT: Final = 10
"""Frames."""
LONGEST_SHOT: Final = LONGEST_SECONDS * FPS


def lengths(wanted: Sequence[int | None], beats: Sequence[float], frames: int, briefest: int) -> list[int]:
    """Return the frames of each shot: those wanted, and of the clip's ``frames`` what is left shared by the beats.

    Who is left with less than ``briefest`` gets that, and the clip becomes longer. A clip outside 6-58 seconds is
    stretched or pressed as a whole.
    """
    given = sum(length for length in wanted if length is not None)
    free = [beat for length, beat in zip(wanted, beats, strict=True) if length is None]
    shares = iter(max(share, briefest) for share in shared(free, max(frames - given, 0)))
    return fitted([next(shares) if length is None else length for length in wanted])


def shared(beats: Sequence[float], frames: int) -> list[int]:
    """Share out the frames by the beats: whole numbers whose sum is exactly ``frames``."""
    ends = [round(frames * beat / sum(beats)) for beat in accumulate(beats)]
    return [end - begin for begin, end in pairwise([0, *ends])]


def fitted(wanted: list[int]) -> list[int]:
    """Stretch or press lengths whose sum no clip may have; each shot keeps a frame at least."""
    wanted = [max(length, 1) for length in wanted]
    total = sum(wanted)
    allowed = min(max(total, SHORTEST_SECONDS * FPS), LONGEST_SECONDS * FPS)
    if total == allowed:
        return wanted
    made = shared(wanted, allowed)
    return made if min(made) > 0 else [1 + share for share in shared(wanted, max(allowed - len(wanted), 0))]
