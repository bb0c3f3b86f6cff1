"""A text as a cheat's reader sees it: one kind of digit and letter, and words that were spaced out joined again."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from vendor_app.thai.text import MARKS

_THAI: Final = range(0x0E00, 0x0E80)
_GAP: Final = r"(?:[^\wก-๙\n]|_){1,2}"
"""Whatever is no letter: a space, a dot, a heart."""
_SPACED: Final = (
    re.compile(rf"(?<![a-z])[a-z](?:{_GAP}[a-z]){{3,}}(?![a-z])", re.IGNORECASE),
    re.compile(rf"(?<![ก-๙])[ก-ฮะ-ไ][{MARKS}]*(?:{_GAP}[ก-ฮะ-ไ][{MARKS}]*){{2,}}(?![ก-๙])"),
)
"""L.I.N.E and i n b o x, ไ ล น์; "S M L XL" is too short to be one."""
_BETWEEN: Final = re.compile(_GAP)
_DRAWN: Final = re.compile(r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER) ([A-Z])")
"""Letters of ornament that Unicode does not take back to plain ones itself."""

_FOREIGN: Final = (
    ("АВЕЅІЈКМНОРСТУХԚԜѴҮԌ", "ABESIJKMHOPCTYXQWVYG"),
    ("авеѕіјкмнорстухԛԝѵүһԁӏпгԍ", "abesijkmhopctyxqwvyhdlnrg"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧΛϹͿ", "ABEZHIKMNOPTYXACJ"),
    ("αβεικνορτυχηγωϲϳ", "abeikvoptuxnywcj"),
    ("ՕօոսհցԼՏ", "OonuhgLS"),
    ("ıɡɩʟ", "igil"),
)
"""Cyrillic, Greek, Armenian and phonetic letters that a reader takes for Latin ones."""
_LOOKS: Final = {ord(one): other for letters, latin in _FOREIGN for one, other in zip(letters, latin, strict=True)}
_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u0531-\u0587]+")


class Folded(NamedTuple):
    """What patterns look at, and of each of its letters where it began and ended in the text as it was written."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a place of the folded text as one of the written."""
        return self.starts[start], self.ends[end - 1]

    def found(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield each place of the written text where ``pattern`` is met."""
        return (self.span(*match.span()) for match in pattern.finditer(self.text) if match.group())

    def spread(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield the places of the written text whose first group has more between its letters than the folded text."""
        for match in pattern.finditer(self.text):
            start, end = self.span(*match.span(1))
            if end - start > len(match.group(1)):
                yield self.span(*match.span())

    def replaced(self, pattern: re.Pattern[str], write: Callable[[str], str]) -> "Folded":
        """Write each match otherwise; an empty answer takes it out."""
        parts: list[tuple[str, int, int]] = []
        at = 0
        for match in pattern.finditer(self.text):
            parts += self._letters(at, match.start())
            first, last = self.span(*match.span())
            parts += [(letter, first, last) for letter in write(match.group())]
            at = match.end()
        return _of(parts + self._letters(at, len(self.text)))

    def _letters(self, start: int, end: int) -> list[tuple[str, int, int]]:
        return list(zip(self.text[start:end], self.starts[start:end], self.ends[start:end], strict=True))


@functools.lru_cache(maxsize=32)  # each check of words asks for the same texts
def folded(text: str) -> Folded:
    """Return ``text`` with Arabic digits and plain Latin letters, spaced-out words joined; Thai stays as it is.

    A word of another alphabet is Latin when every letter of it could be: a Russian or Greek one nearly never is.
    """
    parts: list[tuple[str, int, int]] = []
    for place, letter in enumerate(_WORD.sub(_latin, text)):
        plain = _plain(letter)
        if not plain and parts:  # what a digit of a key is drawn with goes with the digit
            parts[-1] = (parts[-1][0], parts[-1][1], place + 1)
        elif plain:
            parts.append((plain, place, place + 1))
    made = _of(parts)
    for pattern in _SPACED:
        made = _joined(made, pattern)
    return made


def _latin(word: re.Match[str]) -> str:
    """Return a word in Latin letters, as many of them, if it looks like one in those."""
    written = word.group()
    seen = "".join(map(_base, written)).translate(_LOOKS)
    return seen if seen.isascii() else written


def _base(letter: str) -> str:
    """Return a letter without its accents and ornament."""
    drawn = _DRAWN.fullmatch(unicodedata.name(letter, ""))
    return drawn[1] if drawn else unicodedata.normalize("NFKD", letter)[0]


def _joined(text: Folded, pattern: re.Pattern[str]) -> Folded:
    """Take out what stands between the letters of a spaced-out word."""
    spaces = {place for match in pattern.finditer(text.text) for place in _gaps(match)}
    if not spaces:
        return text
    return _of([part for place, part in enumerate(text._letters(0, len(text.text))) if place not in spaces])


def _gaps(match: re.Match[str]) -> Iterator[int]:
    for gap in _BETWEEN.finditer(match.group()):
        yield from range(match.start() + gap.start(), match.start() + gap.end())


@functools.lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Return one letter as it is looked at; empty for what only decorates the one before."""
    if letter in "\ufe0f\u20e3\u200b\u200c\u200d\u2060":
        return ""
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)
    if ord(letter) in _THAI or letter.isspace():
        return letter
    if (drawn := _DRAWN.fullmatch(unicodedata.name(letter, ""))) is not None:
        return drawn[1]
    simple = unicodedata.normalize("NFKD", letter)
    return simple[0] if all(map(unicodedata.combining, simple[1:])) else letter


def _of(parts: list[tuple[str, int, int]]) -> Folded:
    letters, starts, ends = zip(*parts, strict=True) if parts else ((), (), ())
    return Folded("".join(letters), tuple(starts), tuple(ends))
