"""Motion that neither shakes nor turns back, measured on the frames as a viewer would."""

import itertools

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.conftest import cloth
from tests.storyboard.samples import photo
from vendor_app.render import motion
from vendor_app.render.colour import Pixels, Planes, planes_of, to_planes
from vendor_app.render.motion import MARGIN, View, between, draw, ease
from vendor_app.render.sources import prepare
from vendor_app.storyboard.framing import motion as planned
from vendor_app.storyboard.model import Shot

CANVAS = (360, 640)


def _source(width: int = 600, height: int = 1000) -> Planes:
    planes = to_planes(np.asarray(cloth(width, height, seed=5)))
    sides = (MARGIN, MARGIN // 2, MARGIN // 2)
    return Planes(
        *(
            np.asarray(cv2.copyMakeBorder(plane, side, side, side, side, cv2.BORDER_REPLICATE), np.uint8)
            for plane, side in zip(planes, sides, strict=True)
        )
    )


@pytest.fixture(scope="module")
def marbled() -> Pixels:
    """A picture of 900 x 1200 with something to hold on to everywhere and at every scale."""
    random = np.random.default_rng(1)
    scales = [
        cv2.resize(random.normal(0, 40, (1200 // n, 900 // n)), (900, 1200), interpolation=cv2.INTER_CUBIC)
        for n in (5, 20, 80)
    ]
    return np.dstack([np.clip(sum(scales) + 128, 0, 255).astype(np.uint8)] * 3)


def _tracked(frames: list[Pixels], x: int, y: int, side: int) -> NDArray[np.float64]:
    """Return how far the picture around a place moved from each frame to the next, in pixels."""
    patches = [frame[y : y + side, x : x + side] for frame in frames]
    spots = cv2.goodFeaturesToTrack(patches[0], 80, 0.01, 12)
    steps = []
    for before, after in itertools.pairwise(patches):
        moved, found, _ = cv2.calcOpticalFlowPyrLK(before, after, spots, None)
        steps.append(np.median((moved - spots)[found == 1], axis=0))
    return np.array(steps)


@pytest.mark.parametrize("kind", ["glide", "settle"])
@pytest.mark.parametrize("move", ["push-in", "pull-out", "rise", "slide-left"])
@pytest.mark.parametrize(("visit", "frames"), [(0, 30), (1, 50)])
def test_motion_is_smooth(marbled: Pixels, kind: str, move: str, visit: int, frames: int) -> None:
    shot = Shot(frames=frames, photo="0" * 64, motion=planned(photo(), "cover", move, visit, frames), ease=kind)
    source = prepare(shot, lambda *_: marbled, (1080, 1920))
    views = [between(source.start, source.end, ease(number / (frames - 1), kind)) for number in range(frames)]
    steps = _tracked([planes_of(draw(source.planes, view, (1080, 1920))).y for view in views], 80, 1200, 320)
    along = steps[:, int(np.abs(steps.sum(0)).argmax())]
    assert np.hypot(*np.diff(steps, axis=0).T).mean() <= 0.20
    assert (along * np.sign(along.sum()) >= -0.02).all(), "a frame moves backwards"


@pytest.mark.parametrize("step", [1.0, 1.15, 1.2, 1.2347, 1.25, 1.333, 0.8])
@pytest.mark.parametrize("place", [(0.0, 0.0), (3.37, 11.81), (40.5, 60.25)])
def test_both_ways_of_resampling_show_the_same(
    monkeypatch: pytest.MonkeyPatch, step: float, place: tuple[float, float]
) -> None:
    source = _source()
    view = View(place[0], place[1], step * CANVAS[0])
    quick = draw(source, view, CANVAS)
    monkeypatch.setattr(motion, "_resize", lambda *_: False)
    exact = draw(source, view, CANVAS)
    difference = np.abs(quick.astype(int) - exact)
    assert difference.mean() < 1.0
    assert difference.max() <= 10, "a thirty-second of a pixel on the hardest edge, and what mixing two softens it"


def test_the_quick_way_is_the_usual_one() -> None:
    source = _source()
    target = np.empty((CANVAS[1], CANVAS[0]), np.uint8)
    quick = [motion._resize(source.y, target, 1.15 + 0.0037 * n, 100 + 0.73 * n, 99 + 0.31 * n) for n in range(40)]
    assert all(quick)


def test_a_whole_view_is_the_picture_itself() -> None:
    source = _source(360, 640)
    frame = planes_of(draw(source, View(0, 0, 360), CANVAS))
    assert (frame.y == source.y[MARGIN:-MARGIN, MARGIN:-MARGIN]).all()


def test_chroma_is_sited_as_h264_has_it() -> None:
    ramp = np.tile(np.linspace(16, 235, 600).astype(np.uint8)[None, :], (1000, 1))
    red = np.dstack([ramp, np.zeros_like(ramp), np.zeros_like(ramp)])
    planes = to_planes(red)
    sides = (MARGIN, MARGIN // 2, MARGIN // 2)
    source = Planes(*(np.pad(plane, side, mode="edge") for plane, side in zip(planes, sides, strict=True)))
    frame = planes_of(draw(source, View(0, 0, 360), CANVAS))
    level = np.interp(np.arange(20, 160) * 2, np.arange(600), ramp[0])  # the pixel a chroma sample sits on
    expected = 128 + level * 0.5 * 224 / 255
    assert np.abs(frame.v[100, 20:160] - expected).max() <= 1.0


@pytest.mark.parametrize("kind", ["glide", "settle"])
def test_easing_goes_from_nothing_to_all_without_a_jerk(kind: str) -> None:
    way = np.array([ease(part, kind) for part in np.linspace(0, 1, 200)])
    assert way[0] == pytest.approx(0.0)
    assert way[-1] == pytest.approx(1.0)
    assert (np.diff(way) >= 0).all()
    assert np.abs(np.diff(way, 2)).max() < 0.0004


def test_a_zoom_keeps_one_point_in_place() -> None:
    start, end = View(0, 0, 1000), View(100, 200, 600)
    fixed_x, fixed_y = 250.0, 500.0  # left and top go linearly with the width: x = left + share * width
    for part in (0.0, 0.3, 0.7, 1.0):
        view = between(start, end, part)
        assert (fixed_x - view.left) / view.width == pytest.approx(0.25)
        assert (fixed_y - view.top) / view.width == pytest.approx(0.5)


def test_a_pan_is_straight() -> None:
    assert between(View(0, 10, 500), View(80, 10, 500), 0.25) == View(20, 10, pytest.approx(500))
