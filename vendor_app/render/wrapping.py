"""Lines of text broken by our own knowledge of Thai, evenly filled. No text engine decides here."""

import functools
import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from math import ceil
from typing import NamedTuple, TypeAlias

from vendor_app.thai.text import MARKS
from vendor_app.thai.words import BREAK, HOLD, wrap_points

Measure: TypeAlias = Callable[[str], float]
"""Width of one line of text."""

ELLIPSIS = "…"
_PIECE = re.compile(f"[^ {BREAK}]+( *)")
_CLUSTER = re.compile(f".[{MARKS}ำ\u200d\ufe0f]*", re.DOTALL)
_SHORT_WORD = 12
"""Letters of a word that is never parted, nor measured for that."""
_WORD_BREAK_COST, _SLASH_BREAK_COST = 0.05, 0.3
"""Of a whole line's width squared: a space is the better place to break, between two words of a phrase the worse, and
after the slash of ดี๊/ดี or บาท/ตัว the last.
"""


class Piece(NamedTuple):
    """Text that is never parted, and the space behind it."""

    text: str
    space: str


@functools.lru_cache(maxsize=512)
def pieces(text: str) -> tuple[Piece, ...]:
    """Part ``text`` where a line may end."""
    drawn = wrap_points(" ".join(text.split()))
    return tuple(
        Piece(match[0][: len(match[0]) - len(match[1])].replace(HOLD, " "), match[1])
        for match in _PIECE.finditer(drawn)
    )


def wrap(text: str, width: float, last: float, most: int, measure: Measure) -> list[str] | None:
    """Break ``text`` into as few lines as fit ``width``, evenly; None when more than ``most`` are needed.

    ``last`` is kept free at the end of the last line.
    """
    parts = pieces(text)
    if not _fits(parts, width, most, measure):
        return None
    for count in range(1, most + 1):
        lines = _evenly(parts, count, width, last, measure)
        if lines is not None:
            return lines
    return None


def _fits(parts: tuple[Piece, ...], width: float, most: int, measure: Measure) -> bool:
    """Whether lines filled one after the other hold all: told at once, also of five hundred colours."""
    begin = 0
    for _line in range(most):
        end = begin
        while end < len(parts) and measure(_joined(parts[begin : end + 1])) <= width:
            end += 1
        begin = end
    return begin == len(parts)


def cut(text: str, width: float, last: float, most: int, measure: Measure) -> list[str]:
    """Break ``text`` into ``most`` lines, words wider than a line too; end it in "…" if it is still too long.

    It ends behind the last word that fits, or behind a whole letter with its marks.
    """
    parted = _parted(text, width, measure)
    if (lines := wrap(parted, width, last, most, measure)) is not None:
        return lines
    parts = pieces(parted)

    def lines_of(kept: int) -> list[str] | None:
        shorter = "".join(part.text + (part.space or BREAK) for part in parts[:kept])
        return wrap(shorter.rstrip(f" ,·-–({BREAK}") + ELLIPSIS, width, last, most, measure)

    kept = bisect_left(range(1, len(parts)), True, key=lambda count: lines_of(count) is None)
    for fewer in range(kept, 0, -1):  # cutting a mark of punctuation away can make room where there was none
        if (lines := lines_of(fewer)) is not None:
            return lines
    clusters = _CLUSTER.findall(parts[0].text) if parts else []
    while clusters and measure("".join(clusters) + ELLIPSIS) > width - last:
        clusters.pop()
    return ["".join(clusters) + ELLIPSIS]


def _parted(text: str, width: float, measure: Measure) -> str:
    """Allow lines to end within words that are wider than a line, evenly; "…" still fits behind each part."""
    room = width - measure(ELLIPSIS)
    if room <= 0:
        return text
    return "".join(
        (BREAK.join(_parts_of(piece.text, room, measure)) if _is_wide(piece.text, room, measure) else piece.text)
        + (piece.space or BREAK)
        for piece in pieces(text)
    ).strip(f" {BREAK}")


def _is_wide(word: str, room: float, measure: Measure) -> bool:
    return len(word) > _SHORT_WORD and measure(word) > room


def _parts_of(word: str, room: float, measure: Measure) -> list[str]:
    """Part a word into as few even parts as have room; a letter wider than that is a part of its own."""
    clusters = _CLUSTER.findall(word)
    count = min(ceil(measure(word) / room), len(clusters))
    while True:
        ends = [len(clusters) * number // count for number in range(count + 1)]
        parts = ["".join(clusters[begin:end]) for begin, end in pairwise(ends)]
        if count == len(clusters) or all(measure(part) <= room for part in parts):
            return parts
        count += 1


def _joined(parts: tuple[Piece, ...]) -> str:
    return "".join(part.text + part.space for part in parts).rstrip()


def _evenly(parts: tuple[Piece, ...], count: int, width: float, last: float, measure: Measure) -> list[str] | None:
    """Break into exactly ``count`` lines with the least sum of squared free space; None when they do not fit."""
    best: list[tuple[float, list[str]] | None] = [(0.0, []), *[None] * len(parts)]
    for line in range(count):
        room = width - (last if line == count - 1 else 0)
        best = _next_line(parts, best, room, measure)
    found = best[-1]
    return None if found is None else found[1]


def _next_line(
    parts: tuple[Piece, ...], best: list[tuple[float, list[str]] | None], room: float, measure: Measure
) -> list[tuple[float, list[str]] | None]:
    """Extend the best breakings that end before each piece by one line."""
    longer: list[tuple[float, list[str]] | None] = [None] * len(best)
    for begin, known in enumerate(best[:-1]):
        if known is None:
            continue
        for end in range(begin + 1, len(best)):
            text = _joined(parts[begin:end])
            free = room - measure(text)
            if free < 0:
                break
            cost = known[0] + (free / room) ** 2
            cost += 0.0 if end == len(parts) else _break_cost(parts[end - 1])
            there = longer[end]
            if there is None or cost < there[0]:
                longer[end] = (cost, [*known[1], text])
    return longer


def _break_cost(piece: Piece) -> float:
    """Return what it costs to end a line behind a piece."""
    if piece.space:
        return 0.0
    return _SLASH_BREAK_COST if piece.text.endswith("/") else _WORD_BREAK_COST
