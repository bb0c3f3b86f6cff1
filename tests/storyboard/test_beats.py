"""Changes of picture on the beat."""

from hypothesis import given
from hypothesis import strategies as st

from vendor_app.storyboard.beats import Beat, beat_of, on_the_beat


def test_our_pieces_have_a_beat_and_strangers_none() -> None:
    assert beat_of("morning-market") == Beat(30 * 60 / 112)
    assert beat_of("unknown") is None


def test_every_change_is_on_a_beat() -> None:
    changed = on_the_beat([70, 55, 52, 60, 63], Beat(15.0), 26)
    assert changed == [75, 45, 60, 60, 60]


@given(st.lists(st.integers(1, 200), min_size=1, max_size=40), st.floats(5, 60))
def test_no_frame_is_lost_and_no_shot_gets_too_brief(lengths: list[int], beat: float) -> None:
    changed = on_the_beat(lengths, Beat(beat), 26)
    assert sum(changed) == sum(lengths)
    assert all(new >= min(old, 26) for old, new in zip(lengths, changed, strict=True))
