"""The time of a clip shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_app.storyboard.lengths import LONGEST_SECONDS, SHORTEST_SECONDS, lengths


@pytest.mark.parametrize(
    ("wanted", "beats", "frames", "shared"),
    [
        ([None, None, None], [1, 1, 1], 300, [100, 100, 100]),
        ([None, None], [2, 1], 300, [200, 100]),
        ([120, None, None], [1, 1, 1], 300, [120, 90, 90]),
        ([280, None, None], [1, 1, 1], 300, [280, 20, 20]),
        ([100, 100, 100], [1, 1, 1], 900, [100, 100, 100]),
        ([30, 30], [1, 1], 900, [90, 90]),
        ([1740, 1740], [1, 1], 300, [870, 870]),
        ([-5, 300], [1, 1], 300, [1, 300]),
    ],
    ids=["even", "beats", "one given", "no room", "all given", "stretched", "pressed", "written by hand"],
)
def test_time_is_shared(wanted: list[int | None], beats: list[float], frames: int, shared: list[int]) -> None:
    assert lengths(wanted, beats, frames, 20) == shared


def test_a_shot_beside_very_long_ones_keeps_a_frame() -> None:
    made = lengths([1740] * 39 + [10], [1] * 40, 300, 20)
    assert (made[-1], sum(made)) == (1, 1740)


@given(
    wanted=st.lists(st.none() | st.integers(10, 1740), min_size=1, max_size=40),
    seconds=st.integers(SHORTEST_SECONDS, LONGEST_SECONDS),
)
def test_a_clip_has_a_length_that_is_allowed(wanted: list[int | None], seconds: int) -> None:
    made = lengths(wanted, [1.0] * len(wanted), seconds * 30, 20)
    assert len(made) == len(wanted)
    assert min(made) > 0
    assert SHORTEST_SECONDS * 30 <= sum(made) <= LONGEST_SECONDS * 30
    if sum(length or 20 for length in wanted) <= seconds * 30 and None in wanted:
        assert sum(made) == seconds * 30
