import pytest

from vendor_app.storyboard.model import VoiceTake
from vendor_app.storyboard.voices import heard, retaken, trimmed

LENGTHS = {"a.wav": 300, "b.wav": 60, "c.wav": 90}
FIRST = VoiceTake(file="a.wav")


def _spans(takes: tuple[VoiceTake, ...], frames: int = 450) -> list[tuple[str, int, int, int]]:
    return [(one.take.file, one.start, one.end, one.skip) for one in heard(takes, LENGTHS, frames)]


@pytest.mark.parametrize(
    ("takes", "spans"),
    [
        ((FIRST,), [("a.wav", 0, 300, 0)]),
        ((VoiceTake(file="a.wav", start=400),), [("a.wav", 400, 450, 0)]),
        ((VoiceTake(file="a.wav", start=-30),), [("a.wav", 0, 270, 30)]),
        ((VoiceTake(file="a.wav", start=10, skip=250, frames=90),), [("a.wav", 10, 60, 250)]),
        ((VoiceTake(file="a.wav", start=10, skip=400),), []),
        ((VoiceTake(file="a.wav", start=500),), []),
        (
            (FIRST, VoiceTake(file="b.wav", start=100)),
            [("a.wav", 0, 100, 0), ("b.wav", 100, 160, 0), ("a.wav", 160, 300, 160)],
        ),
        ((VoiceTake(file="b.wav", start=100), FIRST), [("a.wav", 0, 300, 0)]),
        ((VoiceTake(file="unknown.wav", start=20, skip=5),), [("unknown.wav", 20, 450, 5)]),
    ],
)
def test_the_later_take_is_heard_where_two_lie_over_each_other(takes, spans):
    assert _spans(takes) == spans


def test_a_retake_replaces_all_that_was_heard_in_its_shot_even_if_it_is_shorter():
    made = retaken((FIRST,), VoiceTake(file="b.wav", start=90), 120, LENGTHS)
    assert _spans(made) == [("a.wav", 0, 90, 0), ("b.wav", 90, 150, 0), ("a.wav", 210, 300, 210)]


def test_a_retake_is_cut_where_its_shot_ends():
    made = retaken((FIRST,), VoiceTake(file="c.wav", start=60), 30, LENGTHS)
    assert _spans(made) == [("a.wav", 0, 60, 0), ("c.wav", 60, 90, 0), ("a.wav", 90, 300, 90)]


def test_a_shot_can_be_spoken_again_and_again():
    takes: tuple[VoiceTake, ...] = (FIRST,)
    for name in ("b.wav", "c.wav", "b.wav"):
        takes = retaken(takes, VoiceTake(file=name, start=90), 60, LENGTHS)
    assert _spans(takes) == [("a.wav", 0, 90, 0), ("b.wav", 90, 150, 0), ("a.wav", 150, 300, 150)]


def test_the_first_take_of_all():
    assert _spans(retaken((), VoiceTake(file="c.wav", start=30), 60, LENGTHS)) == [("c.wav", 30, 90, 0)]


@pytest.mark.parametrize(
    ("take", "kept"),
    [
        (FIRST, VoiceTake(file="a.wav", start=12, skip=12, frames=200)),
        (
            VoiceTake(file="a.wav", start=40, skip=30, frames=100),
            VoiceTake(file="a.wav", start=40, skip=30, frames=100),
        ),
        (VoiceTake(file="a.wav", start=40, skip=0, frames=50), VoiceTake(file="a.wav", start=52, skip=12, frames=38)),
        (VoiceTake(file="a.wav", start=40, skip=250), VoiceTake(file="a.wav", start=40, skip=250)),
    ],
)
def test_trimming_takes_silence_away_and_moves_no_word(take: VoiceTake, kept: VoiceTake):
    assert trimmed(take, 12, 212) == kept
