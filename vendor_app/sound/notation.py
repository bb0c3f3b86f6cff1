"""How music is written down in a score: pitches, chords, and lines of steps on an even grid.

A line is bars divided by ``|``; each bar is divided evenly among its steps, which are separated by spaces, or are the
single characters of the bar when it has no spaces. ``-`` holds the step before, ``.`` rests, a bar ``%`` repeats the
bar before. A line shorter than its section begins again.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

BEATS = 4
"""Beats in a bar."""

_NAMES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_PITCH = re.compile(r"([A-G])([#b]?)(\d)")
_ROOT = re.compile(r"([A-G])([#b]?)")
_GRIDS = {1, 2, 4, 6, 8, 12, 16, 24, 32}
_QUALITIES = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "5": (0, 7),
    "6": (0, 4, 7, 9),
    "69": (0, 4, 7, 9, 14),
    "m6": (0, 3, 7, 9),
    "7": (0, 4, 7, 10),
    "9": (0, 4, 7, 10, 14),
    "13": (0, 4, 10, 14, 21),
    "7sus4": (0, 5, 7, 10),
    "9sus4": (0, 5, 7, 10, 14),
    "7b9": (0, 4, 7, 10, 13),
    "maj7": (0, 4, 7, 11),
    "maj9": (0, 4, 7, 11, 14),
    "m7": (0, 3, 7, 10),
    "m9": (0, 3, 7, 10, 14),
    "m11": (0, 3, 7, 10, 14, 17),
    "m7b5": (0, 3, 6, 10),
    "dim": (0, 3, 6),
    "add9": (0, 4, 7, 14),
    "madd9": (0, 3, 7, 14),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
}


_PLAIN = {"X": 1.0, "x": 0.8, "o": 0.56, ",": 0.34}
_LETTERS = {
    "hits": {**_PLAIN, "r": 0.6},
    "chords": _PLAIN,
    "strum": {"D": 0.95, "d": 0.72, "U": 0.8, "u": 0.55, "x": 0.5},
}
"""How hard each letter is played."""
_DEGREE = re.compile(r"[135-9][_^]?|[<>]")
_TONE = re.compile(r"[1-9]")


class NotationError(ValueError):
    """Something in a score that cannot be read; says what and, after a colon, where."""


class Chord(NamedTuple):
    """A chord: its root and bass as pitch classes 0-11, its tones in semitones above the root, root first."""

    root: int
    tones: tuple[int, ...]
    bass: int


class Step(NamedTuple):
    """One written step: from which beat of the section, for how many beats, and what."""

    start: float
    length: float
    token: str


class Stroke(NamedTuple):
    """What one step says, before chords and swing: a letter, degree or tone, or the pitches themselves."""

    kind: str
    pitches: tuple[int, ...]
    force: float
    roll: bool
    grace: bool
    slide: int = 0
    """Semitones away from which it slides into its pitch."""


def pitch(text: str) -> int:
    """Return the MIDI number of a pitch: 60 for "C4", 66 for "F#4". Raises NotationError."""
    if not (found := _PITCH.fullmatch(text)):
        raise NotationError(f"“{text}” is no pitch such as G4, F#5 or Bb3")
    return _pitch_class(found[1], found[2]) + 12 * (int(found[3]) + 1)


def _pitch_class(letter: str, sign: str) -> int:
    return _NAMES[letter] + {"#": 1, "b": -1, "": 0}[sign]


def chord(text: str) -> Chord:
    """Read a chord such as "Em7", "C", "D/F#" or "Bbmaj9". Raises NotationError."""
    name, _slash, bass = text.partition("/")
    root = _ROOT.match(name)
    under = _ROOT.fullmatch(bass) if bass else root
    if not root or not under or name[root.end() :] not in _QUALITIES:
        raise NotationError(f"“{text}” is no chord such as G, Em7, D/F# or Bbmaj9")
    return Chord(
        _pitch_class(root[1], root[2]) % 12, _QUALITIES[name[root.end() :]], _pitch_class(under[1], under[2]) % 12
    )


def read_token(plays: str, token: str) -> Stroke:
    """Read one step of a line of a part that ``plays`` "notes", "bass", "arp", "chords", "strum" or "hits".

    Notes are "B5" or "B5+D6"; bass is degrees of the chord (1 3 5 6 7 8 9, "_" an octave down, "^" up; "<" and ">" lead
    to the next root from below and above) or pitches; arp is tones of the voicing counted from 1. These take "!" for
    loud, "?" for soft, "~" for a roll, "'" for a grace note, "/" and "\\" for a slide up or down into the pitch. The
    others are one letter for a kind of stroke.
    Raises NotationError.
    """
    if plays in _LETTERS:
        if token not in _LETTERS[plays]:
            raise NotationError(f"“{token}” is none of {' '.join(_LETTERS[plays])}")
        return Stroke(token, (), _LETTERS[plays][token], token == "r", False)
    core = token.rstrip("!?~'/\\")
    marks = token[len(core) :]
    slide = -2 if "/" in marks else 2 if "\\" in marks else 0
    force = 1.0 if "!" in marks else 0.52 if "?" in marks else 0.78
    if plays == "notes" or (plays == "bass" and _PITCH.fullmatch(core)):
        return Stroke("", tuple(pitch(part) for part in core.split("+")), force, "~" in marks, "'" in marks, slide)
    if not (_DEGREE if plays == "bass" else _TONE).fullmatch(core):
        raise NotationError(f"“{token}” is no step of a {plays} line")
    return Stroke(core, (), force, "~" in marks, "'" in marks, slide)


def bars(line: str) -> list[list[str]]:
    """Return the tokens of each bar, repeats written out. Raises NotationError."""
    made: list[list[str]] = []
    for number, text in enumerate(line.split("|"), 1):
        tokens = text.split() if len(text.split()) > 1 else list(text.strip())
        if text.strip() == "%":
            if not made:
                raise NotationError("the first bar cannot repeat the one before")
            tokens = made[-1]
        if len(tokens) not in _GRIDS:
            raise NotationError(f"bar {number} has {len(tokens)} steps; 1, 2, 4, 6, 8, 12, 16, 24 or 32 divide evenly")
        made.append(tokens)
    return made


def steps(line: str, count: int) -> Iterator[Step]:
    """Hand out the steps of ``count`` bars, the line beginning again as often as needed. Raises NotationError."""
    if not line.strip():
        return
    written = bars(line)
    pending: Step | None = None
    for number in range(count):
        tokens = written[number % len(written)]
        length = BEATS / len(tokens)
        for place, token in enumerate(tokens):
            if token == "-" and pending:
                pending = pending._replace(length=pending.length + length)
                continue
            if pending:
                yield pending
            pending = None if token in ".-" else Step(number * BEATS + place * length, length, token)
    if pending:
        yield pending


def chords(line: str) -> list[tuple[float, float, Chord]]:
    """Return (first beat, beats, chord) for each chord of a section. Raises NotationError."""
    made: list[tuple[float, float, Chord]] = []
    for number, text in enumerate(line.split("|")):
        names = text.split()
        if len(names) not in (1, 2, 4):
            raise NotationError(f"bar {number + 1} has {len(names)} chords; 1, 2 or 4 divide evenly")
        length = BEATS / len(names)
        for place, name in enumerate(names):
            start = number * BEATS + place * length
            made.append((start, length, made[-1][2] if name == "%" else chord(name)))
    return made
