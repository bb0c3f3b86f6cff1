"""Count a text as a platform counts it, and shorten it where a reader would pause."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from vendor_app.bundle.platforms import Unit
from vendor_app.thai import words

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_LEADING_VOWELS = "เแโใไ"
_SARA_AM = "ำ"
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_FLAG = range(0x1F1E6, 0x1F200)
_ELLIPSIS = "…"
_FAIR_SHARE = 0.6  # a sentence's end nearer than this wastes too much of the room


def length(text: str, unit: Unit) -> int:
    """Count ``text`` in the platform's unit: "utf16", "bytes" of UTF-8 or "characters"."""
    if unit == "utf16":
        return len(text.encode("utf-16-le")) // 2
    return len(text.encode()) if unit == "bytes" else len(text)


def clusters(text: str) -> Iterator[str]:
    """Split into what a reader sees as one letter: Thai with its vowels and marks, an emoji with its parts."""
    start = 0
    for end in range(1, len(text)):
        if not _holds_together(text, start, end):
            yield text[start:end]
            start = end
    if text:
        yield text[start:]


def _holds_together(text: str, start: int, at: int) -> bool:
    """Say whether the characters on both sides of ``at`` belong to the cluster that began at ``start``."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or after in (_SARA_AM, _JOINER):
        return True
    if before == _JOINER or before in _LEADING_VOWELS or before + after == "\r\n":
        return True
    if ord(after) in _SKIN:
        return True
    return at - start == 1 and ord(before) in _FLAG and ord(after) in _FLAG


def shorten(text: str, room: int, unit: Unit) -> str:
    """Return as much of ``text`` as ``room`` holds: whole sentences, else whole words and "…", else whole clusters.

    Empty when not even one cluster and the "…" fit.
    """
    if length(text, unit) <= room:
        return text
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    fitting = [text[:end].rstrip() for end in ends if length(text[:end].rstrip(), unit) <= room]
    if fitting and length(fitting[-1], unit) >= room * _FAIR_SHARE:
        return fitting[-1]
    room -= length(_ELLIPSIS, unit)
    letters = set(accumulate(map(len, clusters(text))))
    word_ends = [end for end in accumulate(map(len, words.breaks(text))) if end in letters]
    kept = _longest(text, word_ends, room, unit) or _longest(text, sorted(letters), room, unit)
    return kept + _ELLIPSIS if kept else ""


def _longest(text: str, ends: list[int], room: int, unit: Unit) -> str:
    """Return the longest beginning of ``text`` that stops at one of ``ends`` and fits, without blanks at its end."""
    fitting = bisect_right(ends, room, key=lambda end: length(text[:end], unit))
    return text[: ends[fitting - 1]].rstrip() if fitting else ""
