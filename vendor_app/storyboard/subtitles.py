"""Typed lines become subtitles: each is shown while it is spoken, found by the pauses of the voice. Pure."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias

from vendor_app.storyboard.model import Subtitle

Span: TypeAlias = tuple[int, int]
"""First frame, and the frame after the last, of a stretch in which somebody speaks."""

_AFTER = 10
"""Frames that a line stays when its last word is spoken, if nothing follows."""
_LEAST = 24
"""Frames that a line is to be read, where there is room."""
_INSIDE = 0.6
"""What it costs to end a line where the speaker does not pause; as much as missing its place by 0.8 of a line."""
_SHORT = 6
"""Frames: two lines do not end nearer to each other than this."""
_STEP = 3
"""Frames between the places tried within a stretch of speech."""


class _Place(NamedTuple):
    """Where a line may end."""

    spoken: int
    """Frames of speech until there."""
    cost: float


def timed(lines: Sequence[str], spans: Sequence[Span], frames: int) -> tuple[Subtitle, ...]:
    """Spread ``lines`` over the stretches of speech ``spans``, each by its length, to end at a pause where one is near.

    Without speech they share the ``frames`` of the clip by their length. Empty lines are left out.
    """
    texts = [line.strip() for line in lines if line.strip()]
    spoken = _joined(spans, frames) or [(0, frames)]
    if not texts or frames <= 0:
        return ()
    weights = [_weight(text) for text in texts]
    ends = _ends(weights, spoken)
    times = [_times(spoken, begin, end) for begin, end in pairwise([0, *ends])]
    made = []
    for number, (text, (start, end)) in enumerate(zip(texts, times, strict=True)):
        following = times[number + 1][0] if number + 1 < len(times) else frames
        shown = min(max(end + _AFTER, start + _LEAST), following)
        if shown > start:
            made.append(Subtitle(text=text, start=start, frames=shown - start))
    return tuple(made)


def _joined(spans: Sequence[Span], frames: int) -> list[Span]:
    """Return the spans inside the clip, in order, overlapping ones as one."""
    made: list[Span] = []
    for start, end in sorted((max(start, 0), min(end, frames)) for start, end in spans):
        if end <= start:
            continue
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _weight(text: str) -> int:
    """Return roughly how long a line takes to say: its letters and digits, without marks and spaces."""
    digits = sum(letter.isdigit() for letter in text)
    return max(sum(unicodedata.category(letter)[0] in "LN" for letter in text) + digits, 1)


def _places(spoken: list[Span]) -> list[_Place]:
    """Return where a line may end: at each pause, the better the longer it is, or dearer within speech."""
    made, before = [], 0
    for number, (start, end) in enumerate(spoken):
        made += [_Place(before + at, _INSIDE) for at in range(_STEP, end - start, _STEP)]
        before += end - start
        pause = spoken[number + 1][0] - end if number + 1 < len(spoken) else 0
        made.append(_Place(before, -0.25 * min(pause / 15, 1)))
    return made


def _ends(weights: list[int], spoken: list[Span]) -> list[int]:
    """Return the frame of speech in which each line ends: the cheapest rising row of places, the last one the end."""
    total = sum(end - start for start, end in spoken)
    line = total / len(weights)
    ideal = [total * weight / sum(weights) for weight in accumulate(weights)]
    apart = min(_SHORT, int(line / 2))
    places = _places(spoken)
    costs: list[list[float]] = []
    came: list[list[int]] = []
    for number in range(len(weights) - 1):
        own = [((place.spoken - ideal[number]) / line) ** 2 + place.cost for place in places]
        best, step = _cheapest(places, costs[-1] if costs else None, apart)
        costs.append([cost + before for cost, before in zip(own, best, strict=True)])
        came.append(step)
    if not costs:
        return [total]
    at = min((n for n, place in enumerate(places) if total - place.spoken >= apart), key=costs[-1].__getitem__)
    found = [total]
    for step in reversed(came):
        found.append(places[at].spoken)
        at = step[at]
    return found[::-1]


def _cheapest(places: list[_Place], before: list[float] | None, apart: int) -> tuple[list[float], list[int]]:
    """Return for each place what the lines before cost at least, and where the last of them ended then."""
    best, step = [], []
    low, at, reach = float("inf"), 0, 0
    for place in places:
        if before is None:
            best.append(0.0 if place.spoken >= apart else float("inf"))
            step.append(0)
            continue
        while reach < len(places) and places[reach].spoken <= place.spoken - max(apart, 1):
            if before[reach] < low:
                low, at = before[reach], reach
            reach += 1
        best.append(low)
        step.append(at)
    return best, step


def _times(spoken: list[Span], begin: int, end: int) -> Span:
    """Return from which to which frame of the clip the frames ``begin`` … ``end`` of speech are heard."""
    first = last = None
    before = 0
    for start, stop in spoken:
        after = before + stop - start
        if first is None and begin < after:
            first = start + begin - before
        if end <= after and last is None:
            last = start + end - before
        before = after
    final = spoken[-1][1]
    return (final if first is None else first), (final if last is None else last)
