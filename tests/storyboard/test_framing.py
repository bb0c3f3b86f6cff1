"""Pictures of every shape on the tall canvas."""

import pytest

from tests.storyboard.samples import photo
from vendor_app.storyboard.framing import fill_of, motion
from vendor_app.storyboard.model import CANVAS, Framing

MOVES = ("push-in", "pull-out", "rise", "sink", "slide-left", "slide-right")
SHAPES = [(3024, 4032), (4032, 3024), (1080, 1920), (500, 500), (300, 225), (225, 300), (6000, 400), (400, 6000)]


@pytest.mark.parametrize(
    ("shape", "fill"),
    [
        ((3024, 4032), "cover"),
        ((1080, 1920), "cover"),
        ((500, 500), "cover"),
        ((4032, 3024), "blur"),
        ((6000, 400), "blur"),
        ((400, 6000), "blur"),
    ],
)
def test_no_picture_is_cut_by_nearly_half_at_first_sight(shape: tuple[int, int], fill: str) -> None:
    assert fill_of(photo(0, *shape)) == fill


@pytest.mark.parametrize(
    ("shape", "fill"), [((4000, 800), "blur"), ((9000, 1800), "cover"), ((533, 400), "cover"), ((400, 533), "cover")]
)
def test_a_panorama_too_small_for_a_closer_look_is_shown_whole_again(shape: tuple[int, int], fill: str) -> None:
    assert fill_of(photo(0, *shape), 1) == fill


def _seen(framing: Framing, shape: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return left, right, top, bottom of the view in shares of the picture."""
    width = min(shape[0], shape[1] * CANVAS.width / CANVAS.height) / framing.zoom
    across, down = width / shape[0], width * CANVAS.height / CANVAS.width / shape[1]
    return framing.x - across / 2, framing.x + across / 2, framing.y - down / 2, framing.y + down / 2


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("visit", range(6))
def test_the_view_never_leaves_the_picture(move: str, shape: tuple[int, int], visit: int) -> None:
    picture = photo(0, *shape)
    fill = fill_of(picture, visit)
    shown = shape if fill == "cover" else (CANVAS.width, CANVAS.height)
    moved = motion(picture, fill, move, visit, 60)
    for framing in (moved.start, moved.end):
        left, right, top, bottom = _seen(framing, shown)
        assert min(left, top) >= -1e-3
        assert max(right, bottom) <= 1 + 1e-3


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("visit", range(5))
@pytest.mark.parametrize("frames", [26, 60, 200])
def test_something_moves_in_every_shot_and_not_wildly(move: str, visit: int, frames: int) -> None:
    moved = motion(photo(), "cover", move, visit, frames)
    left, right, top, bottom = _seen(moved.start, (3024, 4032))
    after = _seen(moved.end, (3024, 4032))
    furthest = max(abs(a - b) for a, b in zip((left, right, top, bottom), after, strict=True))
    assert 0.01 <= furthest <= 0.16


def test_a_photo_seen_again_is_seen_closer_and_elsewhere() -> None:
    first, second, third = (motion(photo(), "cover", "push-in", visit, 60) for visit in range(3))
    assert second.start.zoom > first.end.zoom
    assert (second.start.x, second.start.y) != (third.start.x, third.start.y)


def test_a_small_picture_is_not_blown_up() -> None:
    small, large = (
        motion(photo(0, *shape), "cover", "push-in", 1, 60).end.zoom for shape in ((225, 300), (3024, 4032))
    )
    assert small < large
