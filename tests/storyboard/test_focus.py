"""What matters in a photo stays in view."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storyboard.samples import dress, photo
from tests.storyboard.test_framing import _seen
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.framing import fill_of, motion
from vendor_app.storyboard.plan import plan


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    sure: bool = True


@pytest.mark.parametrize(
    ("shape", "focus", "fill"),
    [
        ((4032, 3024), Box(0.4, 0.1, 0.2, 0.8), "cover"),
        ((4032, 3024), Box(0.4, 0.1, 0.2, 0.8, sure=False), "blur"),
        ((4032, 3024), Box(0.1, 0.1, 0.8, 0.8), "blur"),
        ((3024, 4032), Box(0.02, 0.1, 0.96, 0.8), "cover"),
        ((3000, 3000), Box(0.2, 0.1, 0.6, 0.8), "cover"),
        ((3000, 3000), Box(0.1, 0.1, 0.8, 0.8), "blur"),
        ((3024, 4032), Box(0.2, 0.05, 0.6, 0.9), "cover"),
        ((6000, 400), Box(0.5, 0.1, 0.02, 0.8), "blur"),
    ],
)
def test_a_picture_covers_when_all_that_matters_fits(shape: tuple[int, int], focus: Box, fill: str) -> None:
    assert fill_of(photo(0, *shape), 0, focus) == fill


_sizes = st.tuples(st.integers(300, 5000), st.integers(300, 5000))


@given(
    shape=_sizes,
    left=st.floats(0, 0.9),
    top=st.floats(0, 0.9),
    wide=st.floats(0.05, 1),
    high=st.floats(0.05, 1),
    move=st.sampled_from(["push-in", "pull-out", "rise", "sink", "slide-left", "slide-right"]),
    frames=st.integers(20, 300),
    pace=st.floats(0.5, 2.2),
)
def test_at_first_sight_nothing_of_it_is_cut_away(
    shape: tuple[int, int], left: float, top: float, wide: float, high: float, move: str, frames: int, pace: float
) -> None:
    focus = Box(left, top, min(wide, 1 - left), min(high, 1 - top))
    picture = photo(0, *shape)
    kept = min(shape[0] / shape[1], 9 / 16) / max(shape[0] / shape[1], 9 / 16)
    if fill_of(picture, 0, focus) != "cover" or kept >= 0.7:
        return
    made = motion(picture, "cover", move, 0, frames, pace=pace, focus=focus)  # type: ignore[arg-type]
    assert made.start != made.end
    for framing in (made.start, made.end):
        x0, x1, y0, y1 = _seen(framing, shape)
        grazed = 0.1
        assert x0 <= focus.x + grazed
        assert x1 >= focus.x + focus.width - grazed
        assert y0 <= focus.y + grazed
        assert y1 >= focus.y + focus.height - grazed


@pytest.mark.parametrize("visit", [1, 2, 3, 4])
def test_seen_again_the_view_is_within_it(visit: int) -> None:
    focus = Box(0.6, 0.6, 0.3, 0.3)
    made = motion(photo(), "cover", "push-in", visit, 60, focus=focus)
    assert made.end.x > 0.55
    assert made.end.y > 0.55


def test_one_that_is_not_sure_changes_nothing() -> None:
    doubt = {one.id: Box(0.1, 0.1, 0.2, 0.2, sure=False) for one in dress().photos}
    edit = ClipEdit(template="new-arrival")
    assert plan(dress(), edit, brand=Brand(), focus=doubt) == plan(dress(), edit, brand=Brand())


def test_panels_show_the_middle_of_it() -> None:
    focus = {one.id: Box(0.6, 0.2, 0.2, 0.2) for one in dress().photos}
    board = plan(dress(), ClipEdit(template="before-after"), brand=Brand(), focus=focus)
    panels = [panel for shot in board.shots for panel in shot.panels if panel.fit == "cover"]
    assert {(panel.x, panel.y) for panel in panels} == {(0.7, 0.3)}
