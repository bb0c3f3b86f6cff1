"""What players make of a chord: voicings that lead into each other, a ukulele's frets, the degrees of a bass line."""

import functools
import itertools
from collections.abc import Iterable

from vendor_app.sound.notation import Chord

_UKULELE = (67, 60, 64, 69)
"""G4 C4 E4 A4: the open strings, the first one tuned high."""
_FRETS = 6
_DEGREES = {"3": (4, 3, 5, 2), "5": (7, 6), "6": (9,), "7": (10, 11, 9), "9": (2,)}


@functools.cache
def voicing(chord: Chord, low: int, high: int, voices: int, before: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Return ``voices`` rising MIDI notes between ``low`` and ``high`` that move least from those of ``before``.

    Four voices or more of a chord with a seventh or ninth leave root and fifth to the bass.
    """
    tones = [(chord.root + tone) % 12 for tone in _wanted(chord, voices)]
    found = []
    for turn in range(len(tones)):
        order = tones[turn:] + tones[:turn]
        for start in range(low, low + 24):
            if start % 12 == order[0]:
                notes = _stacked(start, itertools.islice(itertools.cycle(order), voices))
                if notes[-1] <= high:
                    found.append(notes)
    middle = (low + high) / 2
    return min(found or [_stacked(low + (tones[0] - low) % 12, tones)], key=lambda notes: _cost(notes, before, middle))


def _wanted(chord: Chord, voices: int) -> list[int]:
    """Return the chord's tones in the order of their importance, at most ``voices`` of them, sorted by pitch class."""
    tones = list(chord.tones)
    for spare in (7, 0):
        if len(tones) > voices or (len(tones) > 4 and spare == 0):
            tones = [tone for tone in tones if tone != spare]
    return sorted(tones[-voices:], key=lambda tone: tone % 12)


def _stacked(start: int, classes: Iterable[int]) -> tuple[int, ...]:
    notes: list[int] = []
    for wanted in classes:
        floor = notes[-1] + 1 if notes else start
        notes.append(floor + (wanted - floor) % 12)
    return tuple(notes)


def _cost(notes: tuple[int, ...], before: tuple[int, ...], middle: float) -> float:
    """Return how far each voice moves, and a little for leaving the middle of the range."""
    move = sum(min(abs(note - old) for old in before) for note in notes) if before else 0.0
    return move + 0.35 * abs(sum(notes) / len(notes) - middle)


@functools.cache
def ukulele(chord: Chord) -> tuple[int, ...]:
    """Return the notes of the four strings, in the order of the strings, for the easiest grip that has every tone."""
    wanted = {(chord.root + tone) % 12 for tone in chord.tones}
    keep = {(chord.root + tone) % 12 for tone in chord.tones if tone != 7 or len(chord.tones) < 4}
    grips = []
    for frets in itertools.product(range(_FRETS), repeat=4):
        notes = [string + fret for string, fret in zip(_UKULELE, frets, strict=True)]
        classes = {note % 12 for note in notes}
        if classes <= wanted:
            pressed = [fret for fret in frets if fret]
            reach = max(pressed) - min(pressed) if pressed else 0
            grips.append((4 * len(keep - classes) + sum(frets) + 1.5 * reach, tuple(notes)))
    return min(grips)[1] if grips else tuple(voicing(chord, 60, 76, 4))


def bass_note(degree: str, chord: Chord, following: Chord, low: int) -> int:
    """Return the MIDI note of a degree of the chord; the lowest root is at ``low`` or above.

    "<" and ">" are the semitone below and the whole tone above the root that follows.
    """
    if degree in "<>":
        root = low + (following.bass - low) % 12
        return root - 1 if degree == "<" else root + 2
    root = low + (chord.bass - low) % 12
    name, octave = degree[0], 12 * (degree.endswith("^") - degree.endswith("_"))
    if name in "18":
        return root + octave + 12 * (name == "8")
    return root + octave + (_interval(name, chord) + chord.root - chord.bass) % 12


def _interval(name: str, chord: Chord) -> int:
    """Return the semitones of a degree above the chord's root: the chord's own kind of it where it has one."""
    kinds = _DEGREES[name]
    return next((kind for kind in kinds if kind in chord.tones), kinds[0])
