"""From a score to the notes of one clip: the form is laid out to its length, then every line is played by its part."""

import itertools
import math
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from vendor_app.sound import harmony, notation
from vendor_app.sound.notation import BEATS, Chord, Step
from vendor_app.sound.score import Part, Score

LEAD = 0.024
"""Seconds before the first beat: a decoder of AAC fades in over the first 21 ms."""
RING = 1.35
"""Seconds that the last stroke has at least, to ring and to fade."""
_GRACE = 0.065
"""Seconds a grace note, a whole tone below, comes before its note."""
_HALF = 2
"""Beats: a clip's form is cut to whole or half bars."""


class Note(NamedTuple):
    """One stroke as it will be heard."""

    at: float
    """Seconds from the start."""
    held: float
    midi: int
    """0 for percussion."""
    velocity: float
    slide: int = 0
    """Semitones away from which it slides into its pitch."""


class Block(NamedTuple):
    """A section, or its first beats, at its place in the clip."""

    section: str
    start: int
    """Beat of the clip."""
    skip: int
    """Beats of the section left out at its front: a turn is entered late."""
    beats: int


class _Moment(NamedTuple):
    """A written step at its place in the clip, with the chords of its time."""

    start: float
    length: float
    token: str
    chord: Chord
    following: Chord
    energy: float


class _Draft(NamedTuple):
    """A note in beats, before swing and hands."""

    start: float
    length: float
    midi: int
    velocity: float
    delay: float = 0.0
    """Seconds after its beat: one string of a strum after another; a grace note comes before it."""
    slide: int = 0


def layout(score: Score, seconds: float) -> tuple[Block, ...]:
    """Fit the form to ``seconds``: intro, sections, one bar that leads home, and the last stroke with time to ring.

    What is left over is never more than half a bar of longer ringing: a rest of a bar or less becomes a turn, a longer
    one the beginning of ``score.rest``. The intro is left out where that lets the sections be whole, and in very short
    clips.
    """
    total = max(math.floor((seconds - LEAD - RING) / score.beat / _HALF), 0) * _HALF
    intro, ending = (score.bars(name) * BEATS for name in (score.intro, score.ending))
    body = max(total - ending, 0)
    blocks: list[Block] = []
    at = 0

    def add(section: str, beats: int, *, late: bool = False) -> None:
        nonlocal at
        blocks.append(Block(section, at, score.bars(section) * BEATS - beats if late else 0, beats))
        at += beats

    first = score.bars(score.form[0]) * BEATS
    has_room = body - intro >= 2 * BEATS and not body - intro < first <= body
    if has_room and (_are_whole(score, body - intro) or not _are_whole(score, body)):
        add(score.intro, intro)
    for section in itertools.cycle(score.form):
        left = body - at
        if left <= 0:
            break
        if left <= BEATS and blocks:
            add(score.turn, left, late=True)
        else:
            whole = score.bars(section) * BEATS
            add(section if whole <= left or not blocks else score.rest, min(whole, left))
    add(score.ending, min(ending, total), late=True)
    add(score.last, score.bars(score.last) * BEATS)
    return tuple(blocks)


def _are_whole(score: Score, beats: int) -> bool:
    """Return whether the sections of the form fill ``beats`` without a rest."""
    for section in itertools.cycle(score.form):
        if beats <= 0:
            break
        beats -= score.bars(section) * BEATS
    return beats == 0


def arrange(score: Score, seconds: float) -> dict[str, tuple[Note, ...]]:
    """Return the notes of each part for a clip of ``seconds``, in time order."""
    blocks = layout(score, seconds)
    return {name: _play(score, name, blocks, seconds) for name in score.parts}


def _moments(score: Score, part: str, blocks: tuple[Block, ...]) -> Iterator[_Moment]:
    """Hand out every step of one part's lines through the whole clip."""
    for number, block in enumerate(blocks):
        section = score.section(block.section)
        following = score.section(blocks[min(number + 1, len(blocks) - 1)].section)
        changes = notation.chords(section.chords)
        home = notation.chords(following.chords)[0][2]
        for step in notation.steps(section.lines.get(part, ""), len(section.chords.split("|"))):
            start = step.start - block.skip
            if 0 <= start < block.beats:
                now, then = _chords_at(changes, step, home)
                length = min(step.length, block.beats - start)
                yield _Moment(block.start + start, length, step.token, now, then, section.energy)


def _chords_at(changes: list[tuple[float, float, Chord]], step: Step, home: Chord) -> tuple[Chord, Chord]:
    """Return the chord under a step and the one after it."""
    for number, (start, length, chord) in enumerate(changes):
        if start <= step.start < start + length:
            return chord, changes[number + 1][2] if number + 1 < len(changes) else home
    raise AssertionError("chords fill every bar of their section")


def _play(score: Score, name: str, blocks: tuple[Block, ...], seconds: float) -> tuple[Note, ...]:
    part = score.parts[name]
    hand = _Hand(part, np.random.default_rng((score.seed, zlib.crc32(name.encode()))))
    notes = []
    for draft in _PLAYERS[part.plays](part, _moments(score, name, blocks)):
        at = max(LEAD + _swung(draft.start, score) * score.beat + draft.delay + hand.delay(draft.start), 0.0)
        end = LEAD + _swung(draft.start + draft.length, score) * score.beat
        velocity = draft.velocity * _accent(draft.start) * hand.strength()
        if at < seconds:
            notes.append(Note(at, max(end - at, 0.03), draft.midi, min(max(velocity, 0.05), 1.0), draft.slide))
    return tuple(sorted(notes))


class _Hand:
    """A player's own unevenness: the notes of one stroke stray together, and a little from each other."""

    def __init__(self, part: Part, random: np.random.Generator) -> None:
        self._late, self._loose, self._random = part.late / 1000, part.loose / 1000, random
        self._stroke, self._strayed = -1.0, 0.0

    def delay(self, beat: float) -> float:
        """Return the seconds that a note of the stroke at ``beat`` comes late, or early."""
        if beat != self._stroke:
            self._stroke, self._strayed = beat, self._normal()
        return self._late + self._loose * (self._strayed + 0.3 * self._normal())

    def strength(self) -> float:
        """Return a factor for the force of a note."""
        return 1 + 0.07 * self._normal()

    def _normal(self) -> float:
        return float(np.clip(self._random.normal(), -2, 2))


def _swung(beat: float, score: Score) -> float:
    """Return where a written beat is played: the second of each pair of notes comes late."""
    pair_beats = 2 * BEATS / score.swung
    pair, x = divmod(beat / pair_beats, 1)
    late = score.swing / 2
    bent = x * (1 + 2 * late) if x < 0.5 else 0.5 + late + (x - 0.5) * (1 - 2 * late)
    return (pair + bent) * pair_beats


def _accent(beat: float) -> float:
    """Return how much weight a place in the bar has by itself."""
    place = beat % BEATS
    if place % 1 == 0:
        return 1.04 if place == 0 else 1.0
    return 0.95 if place % 0.5 == 0 else 0.9


def _notes(part: Part, moments: Iterator[_Moment]) -> Iterator[_Draft]:
    for moment in moments:
        stroke = notation.read_token("notes", moment.token)
        for midi in stroke.pitches:
            velocity = stroke.force * moment.energy * _contour(midi)
            if stroke.roll:
                yield from _roll(moment, midi, velocity, part.double)
                continue
            if stroke.grace:
                yield _Draft(moment.start, 0.1, midi - 2, velocity * 0.6, -_GRACE)
            yield _Draft(moment.start, moment.length, midi, velocity, 0.0, stroke.slide)
            if part.double:
                yield _Draft(moment.start, moment.length, midi + part.double, velocity * 0.82, 0.004, stroke.slide)


def _contour(midi: int) -> float:
    """Return how a player leans into high notes of a melody and lets low ones go."""
    return 1 + 0.008 * min(max(midi - 76, -10), 10)


def _roll(moment: _Moment, midi: int, velocity: float, double: int) -> Iterator[_Draft]:
    """Roll with two mallets: right and left hand by turns, swelling and easing; a doubled part rolls on the octave."""
    count = max(round(moment.length * 8), 2)
    for number in range(count):
        swell = 0.62 + 0.38 * math.sin(math.pi * (number + 1) / (count + 1))
        hand = 1.0 if number % 2 == 0 else 0.86
        note = midi + double * (number % 2) if double else midi
        yield _Draft(moment.start + number * moment.length / count, 0.2, note, velocity * swell * hand)


def _bass(part: Part, moments: Iterator[_Moment]) -> Iterator[_Draft]:
    low = notation.pitch(part.low)
    for moment in moments:
        stroke = notation.read_token("bass", moment.token)
        midi = (
            stroke.pitches[0] if stroke.pitches else harmony.bass_note(stroke.kind, moment.chord, moment.following, low)
        )
        yield _Draft(moment.start, moment.length * 0.96, midi, stroke.force * moment.energy, 0.0, stroke.slide)


def _voiced(part: Part, moments: Iterator[_Moment]) -> Iterator[tuple[_Moment, tuple[int, ...]]]:
    """Hand out each moment with its chord's voicing, each voicing led on from the one before."""
    low, high = notation.pitch(part.low), notation.pitch(part.high)
    before: tuple[int, ...] = ()
    for moment in moments:
        before = harmony.voicing(moment.chord, low, high, part.voices, before)
        yield moment, before


def _chords(part: Part, moments: Iterator[_Moment]) -> Iterator[_Draft]:
    for moment, tones in _voiced(part, moments):
        force = notation.read_token("chords", moment.token).force * moment.energy
        for number, midi in enumerate(tones):
            top = 1.0 if number == len(tones) - 1 else 0.88
            yield _Draft(moment.start, moment.length, midi, force * top, 0.004 * number)


def _arp(part: Part, moments: Iterator[_Moment]) -> Iterator[_Draft]:
    for moment, tones in _voiced(part, moments):
        stroke = notation.read_token("arp", moment.token)
        octave, tone = divmod(int(stroke.kind) - 1, len(tones))
        yield _Draft(moment.start, moment.length, tones[tone] + 12 * octave, stroke.force * moment.energy)


def _strum(part: Part, moments: Iterator[_Moment]) -> Iterator[_Draft]:
    """Strum: down strokes over all strings from the first, up strokes lighter, from the last, over the upper ones."""
    for moment in moments:
        stroke = notation.read_token("strum", moment.token)
        strings = _GRIPS[part.neck](moment.chord)
        up, muted = stroke.kind in "Uu", stroke.kind == "x"
        played = strings[: -4 if len(strings) > 4 else 0 : -1] if up else strings
        for number, midi in enumerate(played):
            velocity = stroke.force * moment.energy * (1 - 0.05 * number)
            length = 0.06 if muted else moment.length + 0.5
            yield _Draft(moment.start, length, midi, velocity, number * (0.009 if up else 0.012))


def _hits(part: Part, moments: Iterator[_Moment]) -> Iterator[_Draft]:
    for moment in moments:
        stroke = notation.read_token("hits", moment.token)
        velocity = stroke.force * moment.energy
        yield _Draft(moment.start, moment.length, 0, velocity)
        if stroke.roll:
            yield _Draft(moment.start + moment.length / 2, moment.length / 2, 0, velocity * 0.85)


_GRIPS = {"ukulele": harmony.ukulele, "guitar": harmony.guitar}
_PLAYERS: dict[str, Callable[[Part, Iterator[_Moment]], Iterator[_Draft]]] = {
    "notes": _notes,
    "bass": _bass,
    "chords": _chords,
    "arp": _arp,
    "strum": _strum,
    "hits": _hits,
}
