"""Spoken takes on the clip's time line: which one is heard when, retaken, trimmed. Pure; time is frames."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from vendor_app.storyboard.model import VoiceTake


class Heard(NamedTuple):
    """A stretch of the clip in which one take is heard."""

    take: VoiceTake
    start: int
    """Frame of the clip."""
    end: int
    skip: int
    """Frame of the recording heard at ``start``."""


def heard(takes: tuple[VoiceTake, ...], lengths: Mapping[str, int], frames: int) -> tuple[Heard, ...]:
    """Return what is heard of ``takes`` in a clip of ``frames``, in order, nothing over another: the later take wins.

    ``lengths``: frames of each recording; of one that is missing there, as many as the clip has.
    """
    made: list[Heard] = []
    for take in takes:
        start, end = max(take.start, 0), min(_end(take, lengths, frames), frames)
        if end > start:
            made = [rest for one in made for rest in _without(one, start, end)]
            made.append(Heard(take, start, end, take.skip + start - take.start))
    return tuple(sorted(made, key=lambda one: one.start))


def _end(take: VoiceTake, lengths: Mapping[str, int], frames: int) -> int:
    left = max(lengths.get(take.file, take.skip + frames) - take.skip, 0)
    return take.start + (left if take.frames is None else min(take.frames, left))


def _without(one: Heard, start: int, end: int) -> list[Heard]:
    """Return what is left of ``one`` outside ``start`` … ``end``."""
    before = one._replace(end=min(one.end, start))
    begin = max(one.start, end)
    after = one._replace(start=begin, skip=one.skip + begin - one.start)
    return [rest for rest in (before, after) if rest.end > rest.start]


def retaken(
    takes: tuple[VoiceTake, ...], take: VoiceTake, frames: int, lengths: Mapping[str, int]
) -> tuple[VoiceTake, ...]:
    """Put ``take`` in the place of whatever was heard in the ``frames`` from its start on.

    Record a shot anew with the shot's length: what is left of the old words there goes, even where the new take is
    shorter; what was spoken before and after stays where it was.
    """
    last = max([take.start + frames, *(_end(one, lengths, one.start + frames) for one in takes)])
    kept = [rest for one in heard(takes, lengths, last) for rest in _without(one, take.start, take.start + frames)]
    made = [
        msgspec.structs.replace(one.take, start=one.start, skip=one.skip, frames=one.end - one.start) for one in kept
    ]
    return tuple(
        sorted([*made, msgspec.structs.replace(take, frames=take.frames or frames)], key=lambda one: one.start)
    )


def trimmed(take: VoiceTake, first: int, last: int) -> VoiceTake:
    """Leave out a take's silence: keep frames ``first`` … ``last`` of the recording, each word staying where it was."""
    skip = max(first, take.skip)
    end = last if take.frames is None else min(last, take.skip + take.frames)
    if end <= skip:
        return take
    return msgspec.structs.replace(take, start=take.start + skip - take.skip, skip=skip, frames=end - skip)
