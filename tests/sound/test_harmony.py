import itertools

import pytest

from vendor_app.sound.harmony import bass_note, ukulele, voicing
from vendor_app.sound.notation import chord

NAMES = ("G", "Em7", "Bbmaj9", "D7b9", "C13", "Gm9", "F", "Am7", "D9sus4", "C5", "Cadd9")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("voices", [3, 4])
def test_voicing_is_in_range_and_of_the_chord(name: str, voices: int):
    asked = chord(name)
    notes = voicing(asked, 50, 77, voices)
    assert len(notes) == voices
    assert list(notes) == sorted(set(notes))
    assert notes[0] >= 50
    assert notes[-1] <= 77
    assert {(note - asked.root) % 12 for note in notes} <= {tone % 12 for tone in asked.tones}


@pytest.mark.parametrize("name", ["Bbmaj9", "Gm9", "C13", "Fmaj9"])
def test_large_chords_leave_the_root_to_the_bass_and_keep_third_and_seventh(name: str):
    asked = chord(name)
    tones = {(note - asked.root) % 12 for note in voicing(asked, 50, 77, 4)}
    assert 0 not in tones
    assert tones & {3, 4}
    assert tones & {10, 11}


def test_voices_do_not_rub_and_move_little():
    before: tuple[int, ...] = ()
    for name in ("Bbmaj9", "Am7", "D7b9", "Gm9", "C13", "Fmaj9"):
        notes = voicing(chord(name), 50, 77, 4, before)
        assert all(upper - lower > 1 for lower, upper in itertools.pairwise(notes))
        if before:
            assert sum(min(abs(note - old) for old in before) for note in notes) <= 8
        before = notes


@pytest.mark.parametrize(
    ("name", "strings"),
    [("C", (67, 60, 64, 72)), ("G", (67, 62, 67, 71)), ("Em7", (67, 62, 64, 71)), ("Am7", (67, 60, 64, 69))],
)
def test_ukulele_grips_are_the_usual_ones(name: str, strings: tuple[int, ...]):
    assert ukulele(chord(name)) == strings


@pytest.mark.parametrize(
    ("degree", "name", "midi"),
    [("1", "G", 31), ("8", "G", 43), ("1^", "G", 43), ("3", "Em7", 31), ("5", "Am7", 40), ("5_", "Am7", 28),
     ("7", "C13", 46), ("5", "C13", 43), ("9", "C", 38), ("1", "D/F#", 30), ("3", "D/F#", 30), ("<", "G", 39),
     (">", "G", 42)],
)  # fmt: skip
def test_bass_degrees(degree: str, name: str, midi: int):
    assert bass_note(degree, chord(name), chord("E"), 28 if degree not in "<>" else 40) == midi
