"""A piece of music as its author wrote it: a score in ``resources/music``, typed, every line tried when it is read."""

import functools
from typing import Literal

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import _, current
from vendor_app.resources import resource
from vendor_app.sound import notation
from vendor_app.sound.effects import Band
from vendor_app.sound.instruments import DRUMS, INSTRUMENTS
from vendor_app.sound.notation import NotationError


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A title or a mood in both languages."""

    th: str
    en: str

    def __str__(self) -> str:
        return self.th if current() == "th" else self.en


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One player: the instrument, what its lines mean, and its place in the mix."""

    instrument: str
    plays: Literal["notes", "bass", "chords", "arp", "strum", "hits"]
    """notes: pitches; bass: degrees of the chord; chords, arp: voicings of the chord; strum: D d u; hits: x."""
    low: str = "C3"
    high: str = "C6"
    """Range of chords and arp; bass puts its roots at ``low`` or above."""
    voices: int = 4
    neck: Literal["ukulele", "guitar"] = "ukulele"
    """Whose grips are strummed."""
    double: int = 0
    """Semitones away at which each note is struck again, as a ranat plays in octaves."""
    gain: float = 0.0
    """Decibels."""
    pan: float = 0.0
    """-1 left … 1 right."""
    spread: float = 0.0
    """How far low notes go to the left and high ones to the right."""
    room: float = 0.0
    hall: float = 0.0
    echo: float = 0.0
    """Shares sent to the two rooms and to the echo."""
    pump: float = 0.0
    """0 … 1: how far the kick pushes this part down."""
    drive: float = 0.0
    sway: float = 0.0
    """0 … 1: depth of the stage piano's tremolo."""
    late: float = 0.0
    loose: float = 5.0
    """Milliseconds behind the beat, and of a player's own unevenness."""
    eq: tuple[Band, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Some bars: what is played over which chords."""

    chords: str = ""
    like: str = ""
    """Another section whose chords and lines hold wherever this one writes none."""
    energy: float = 1.0
    """Factor of every stroke."""
    lines: dict[str, str] = {}
    """Line of each part; an empty one silences a part that ``like`` would play."""


class Space(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A room of the mix."""

    seconds: float
    pre: float = 0.0
    dark: float = 4000.0
    level: float = 0.0
    """Decibels."""


class Echo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The echo, in time with the beat."""

    beats: float = 0.75
    feedback: float = 0.4
    repeats: int = 5
    dark: float = 3500.0


class Master(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done to the whole mix."""

    drive: float = 0.5
    wobble: float = 0.0
    """Cents by which the tape does not turn evenly."""
    threshold: float = -16.0
    ratio: float = 1.6
    eq: tuple[Band, ...] = ()


class Score(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece."""

    format: Literal[1]
    title: Words
    mood: Words
    idea: str
    """The musical idea in the composer's words."""
    bpm: int
    swing: float = 0.0
    """0 straight … 0.33 triplets."""
    swung: Literal[8, 16] = 16
    """Which notes: every second sixteenth, or every second eighth."""
    seed: int = 1
    kick: str = ""
    """Part that pumps the others."""
    intro: str
    form: tuple[str, ...]
    """Sections in order, begun again for a long clip."""
    rest: str
    """Section begun where the time left is too short for the next one."""
    turn: str
    """One bar that fills what is left before the ending."""
    ending: str
    """One bar that leads home."""
    last: str
    """The final stroke, ringing out."""
    parts: dict[str, Part]
    sections: dict[str, Section]
    room: Space
    hall: Space
    echo: Echo = Echo()
    master: Master = Master()

    @property
    def beat(self) -> float:
        """Seconds of one beat."""
        return 60 / self.bpm

    def section(self, name: str) -> Section:
        """Return a section with everything that it takes over from others written out."""
        own = self.sections[name]
        if not own.like:
            return own
        base = self.section(own.like)
        lines = {**base.lines, **own.lines}
        return msgspec.structs.replace(own, chords=own.chords or base.chords, lines=lines, like="")

    def bars(self, name: str) -> int:
        """Return how many bars a section has."""
        return len(self.section(name).chords.split("|"))


class ScoreError(VendorError):
    """A score that cannot be played; the message names file and field."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(
            _("The music file {name}.toml cannot be read: {problem}").format(name=name, problem=problem),
            _("Install the program again, or choose another piece of music."),
        )


def names() -> tuple[str, ...]:
    """Return the names of all pieces, in order."""
    return tuple(sorted(file.stem for file in resource("music").glob("*.toml")))


@functools.cache
def load(name: str) -> Score:
    """Read the score of one piece. Raises ScoreError."""
    return decode(name, resource("music", f"{name}.toml").read_bytes())


def decode(name: str, content: bytes) -> Score:
    """Read a score and try every line of it. Raises ScoreError that names the field."""
    try:
        score = msgspec.toml.decode(content, type=Score)
        _check(score)
    except (msgspec.DecodeError, NotationError, UnicodeDecodeError) as problem:
        raise ScoreError(name, str(problem)) from problem
    return score


def _check(score: Score) -> None:
    for name, part in score.parts.items():
        known = DRUMS if part.plays == "hits" else INSTRUMENTS
        if part.instrument not in known:
            raise NotationError(f"“{part.instrument}” is none of {', '.join(sorted(known))}: parts.{name}.instrument")
        for field, text in (("low", part.low), ("high", part.high)):
            _try(f"parts.{name}.{field}", notation.pitch, text)
    if score.kick and score.kick not in score.parts:
        raise NotationError(f"there is no part “{score.kick}”: kick")
    for field, section in _named_sections(score):
        if section not in score.sections:
            raise NotationError(f"there is no section “{section}”: {field}")
    for name in score.sections:
        _check_likes(score, name)
        _check_section(score, name)


def _named_sections(score: Score) -> list[tuple[str, str]]:
    roles = [(role, getattr(score, role)) for role in ("intro", "rest", "turn", "ending", "last")]
    likes = [(f"sections.{name}.like", part.like) for name, part in score.sections.items() if part.like]
    return [*roles, *(("form", name) for name in score.form), *likes]


def _check_likes(score: Score, name: str) -> None:
    seen = [name]
    while like := score.sections[seen[-1]].like:
        if like in seen:
            raise NotationError(f"sections are like each other in a circle: sections.{name}.like")
        seen.append(like)


def _check_section(score: Score, name: str) -> None:
    section = score.section(name)
    _try(f"sections.{name}.chords", notation.chords, section.chords)
    for part, line in section.lines.items():
        if part not in score.parts:
            raise NotationError(f"there is no part “{part}”: sections.{name}.lines")
        _try(f"sections.{name}.lines.{part}", _read_line, (score.parts[part].plays, line, score.bars(name)))


def _read_line(asked: tuple[str, str, int]) -> None:
    plays, line, count = asked
    for step in notation.steps(line, count):
        notation.read_token(plays, step.token)


def _try(field: str, read: object, value: object) -> None:
    """Read one value, adding the field's name to what is wrong with it."""
    assert callable(read)
    try:
        read(value)
    except NotationError as problem:
        raise NotationError(f"{problem}: {field}") from problem
