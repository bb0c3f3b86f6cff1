import pytest

from vendor_app.sound.notation import Chord, NotationError, Step, bars, chord, chords, pitch, read_token, steps


@pytest.mark.parametrize(("text", "midi"), [("C4", 60), ("A4", 69), ("F#5", 78), ("Bb3", 58), ("Cb4", 59), ("B#3", 60)])
def test_pitch(text: str, midi: int):
    assert pitch(text) == midi


@pytest.mark.parametrize("text", ["H4", "C", "4", "c4", "C##4", ""])
def test_no_pitch(text: str):
    with pytest.raises(NotationError, match="no pitch"):
        pitch(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("G", Chord(7, (0, 4, 7), 7)),
        ("Em7", Chord(4, (0, 3, 7, 10), 4)),
        ("D/F#", Chord(2, (0, 4, 7), 6)),
        ("Bbmaj9", Chord(10, (0, 4, 7, 11, 14), 10)),
    ],
)
def test_chord(text: str, expected: Chord):
    assert chord(text) == expected


@pytest.mark.parametrize("text", ["Gm8", "x", "G/", "G/x", "G/Bb7"])
def test_no_chord(text: str):
    if text == "G/":
        assert chord(text) == chord("G")
        return
    with pytest.raises(NotationError, match="no chord"):
        chord(text)


def test_bars_are_words_or_letters_and_repeat():
    assert bars("x..x | % | C4 - D4 .") == [["x", ".", ".", "x"], ["x", ".", ".", "x"], ["C4", "-", "D4", "."]]


@pytest.mark.parametrize(("line", "problem"), [("% | x...", "first bar"), ("xxx", "3 steps"), ("x... |", "0 steps")])
def test_bars_that_cannot_be(line: str, problem: str):
    with pytest.raises(NotationError, match=problem):
        bars(line)


def test_steps_hold_over_the_bar_line_and_begin_again():
    assert list(steps("A4 - - . | - B4", 3)) == [Step(0, 3, "A4"), Step(6, 2, "B4"), Step(8, 3, "A4")]
    assert list(steps("x... | -.x.", 2)) == [Step(0, 1, "x"), Step(6, 1, "x")]
    assert list(steps("x--- | --..", 2)) == [Step(0, 6, "x")]
    assert list(steps("", 2)) == []


def test_chords_share_their_bar():
    assert [(start, length) for start, length, _chord in chords("G | C D | %")] == [(0, 4), (4, 2), (6, 2), (8, 4)]
    assert chords("G | %")[1][2] == chord("G")


@pytest.mark.parametrize(
    ("plays", "token", "problem"),
    [
        ("hits", "y", "none of"),
        ("strum", "q", "none of"),
        ("notes", "5", "no pitch"),
        ("bass", "4", "bass line"),
        ("arp", "0", "arp line"),
    ],
)
def test_steps_a_part_cannot_play(plays: str, token: str, problem: str):
    with pytest.raises(NotationError, match=problem):
        read_token(plays, token)


def test_marks_of_a_step():
    loud, soft, plain = (read_token("notes", token) for token in ("A4!", "A4?", "A4"))
    assert loud.force > plain.force > soft.force
    assert read_token("notes", "A4~?").roll
    assert read_token("notes", "A4'").grace
    assert read_token("notes", "A4+C5!").pitches == (69, 72)
    assert read_token("bass", "G1").pitches == (31,)
