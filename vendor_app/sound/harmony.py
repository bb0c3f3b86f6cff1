"""What players make of a chord: voicings that lead into each other, a ukulele's frets, the degrees of a bass line."""

import functools
import itertools
from collections.abc import Iterable

from vendor_app.sound.notation import Chord

_UKULELE = (67, 60, 64, 69)
"""G4 C4 E4 A4: the open strings, the first one tuned high."""
_FRETS = 6
_GUITAR = (40, 45, 50, 55, 59, 64)
"""E2 A2 D3 G3 B3 E4."""
_RUB = {1: 6.0, 2: 1.5, 10: 1.0, 11: 2.0, 12: 2.0}
"""What it costs when two neighbouring voices are so many semitones apart."""
_DEGREES = {"3": (4, 3, 5, 2), "5": (7, 6), "6": (9,), "7": (10, 11, 9), "9": (2,)}


@functools.cache
def voicing(chord: Chord, low: int, high: int, voices: int, before: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Return ``voices`` rising MIDI notes between ``low`` and ``high``: open ones that move little from ``before``.

    Chords of five tones leave their root to the bass.
    """
    tones = _wanted(chord, voices)
    middle = (low + high) / 2
    found = [
        notes
        for turn in range(len(tones))
        for start in range(low, high)
        if start % 12 == (tones[turn:] + tones[:turn])[0]
        for notes in _spreads(_stacked(start, itertools.islice(itertools.cycle(tones[turn:] + tones[:turn]), voices)))
        if notes[0] >= low and notes[-1] <= high
    ]
    return min(found, key=lambda notes: _cost(notes, before, middle)) if found else _stacked(low, tones)


def _wanted(chord: Chord, voices: int) -> list[int]:
    """Return the pitch classes that matter most, at most ``voices``, in rising order."""
    tones = list(chord.tones)
    for spare in (0, 7) if len(tones) > 4 else (7, 0):
        if len(tones) > voices and spare in tones:
            tones.remove(spare)
    return sorted((chord.root + tone) % 12 for tone in tones[-voices:])


def _stacked(start: int, classes: Iterable[int]) -> tuple[int, ...]:
    notes: list[int] = []
    for wanted in classes:
        floor = notes[-1] + 1 if notes else start
        notes.append(floor + (wanted - floor) % 12)
    return tuple(notes)


def _spreads(notes: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return a close voicing and, from four voices on, its open forms: second or third from the top an octave down."""
    opened = [tuple(sorted((*notes[:-n], notes[-n] - 12, *notes[1 - n :]))) for n in (2, 3) if len(notes) > 3]
    return [notes, *opened]


def _cost(notes: tuple[int, ...], before: tuple[int, ...], middle: float) -> float:
    """Return how far the voices move, how much they rub against each other, and how far they are from the middle."""
    move = sum(min(abs(note - old) for old in before) for note in notes) if before else 0.0
    gaps = [upper - lower for lower, upper in itertools.pairwise(notes)]
    rub = sum(_RUB.get(gap, 0.0) for gap in gaps) + (2.0 if gaps and gaps[-1] <= 2 else 0.0)
    return move + rub + 0.5 * abs(sum(notes) / len(notes) - middle)


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


@functools.cache
def guitar(chord: Chord) -> tuple[int, ...]:
    """Return the notes of a guitar's grip, lowest string first: its bass below, every tone above, within a hand."""
    wanted = {(chord.root + tone) % 12 for tone in chord.tones}
    best: tuple[float, tuple[int, ...]] | None = None
    for base in range(6):
        for skipped in range(3):
            choices = [_frets(string, wanted, base) for string in _GUITAR[skipped:]]
            for frets in itertools.product(*choices):
                notes = tuple(s + f for s, f in zip(_GUITAR[skipped:], frets, strict=True))
                cost = 8 * len(wanted - {note % 12 for note in notes}) + 1.5 * base + 2 * skipped
                cost += (0 if notes[0] % 12 == chord.bass else 20) + 0.3 * sum(frets) + _doubled(notes)
                if best is None or cost < best[0]:
                    best = cost, notes
    return best[1] if best else voicing(chord, 45, 69, 5)


def _frets(string: int, wanted: set[int], base: int) -> list[int]:
    """Return the frets of a string that a hand at ``base`` reaches and that are of the chord."""
    reach = {0, *range(base, base + 4)}
    return [fret for fret in sorted(reach) if (string + fret) % 12 in wanted]


def _doubled(notes: tuple[int, ...]) -> float:
    return 3.0 * sum(upper <= lower for lower, upper in itertools.pairwise(notes))


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
