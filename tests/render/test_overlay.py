"""Lettering blended into frames."""

import numpy as np
import pytest

from vendor_app.render.colour import Pixels, empty_frame, planes_of, to_planes, to_rgb
from vendor_app.render.lettering import Drawn
from vendor_app.render.overlay import blend, overlay

GREY = (120, 130, 140)
YELLOW = (255, 208, 64)


def _frame(rgb: tuple[int, int, int] = GREY) -> Pixels:
    frame = empty_frame(64, 96)
    for target, plane in zip(planes_of(frame), to_planes(np.full((96, 64, 3), rgb, np.uint8)), strict=True):
        target[...] = plane
    return frame


def _drawn(alpha: int, rgb: tuple[int, int, int] = YELLOW) -> Drawn:
    rgba = np.zeros((24, 32, 4), np.uint8)
    rgba[4:20, 4:28, :3] = np.rint(np.array(rgb) * alpha / 255)
    rgba[4:20, 4:28, 3] = alpha
    return Drawn(rgba, 16, 40)


@pytest.mark.parametrize("alpha", [0, 64, 128, 255])
def test_it_mixes_as_any_compositor_does(alpha: int) -> None:
    frame = _frame()
    blend(frame, overlay(_drawn(alpha)))
    expected = np.array(GREY) + (np.array(YELLOW) - GREY) * (alpha / 255)
    assert np.abs(to_rgb(frame)[46:58, 24:40].astype(int) - expected).max() <= 4


def test_outside_its_rectangle_nothing_changes() -> None:
    frame = _frame()
    blend(frame, overlay(_drawn(255)))
    for plane, before, share in zip(planes_of(frame), planes_of(_frame()), (1, 2, 2), strict=True):
        rows, columns = (np.flatnonzero((plane != before).any(axis)) for axis in (1, 0))
        assert (rows[0] * share, (rows[-1] + 1) * share) == (44, 60)
        # Chroma stands at the left of its pair: the sample at 44 is half of pixel 44, a quarter each of 43 and 45.
        assert (columns[0] * share, (columns[-1] + 1) * share) == (20, 44 if share == 1 else 46)


@pytest.mark.parametrize(("opacity", "share"), [(0.0, 0.0), (0.25, 0.25), (0.5, 0.5), (1.0, 1.0)])
def test_opacity_fades_it_in(opacity: float, share: float) -> None:
    frame = _frame()
    blend(frame, overlay(_drawn(255)), opacity)
    expected = np.array(GREY) + (np.array(YELLOW) - GREY) * share
    assert np.abs(to_rgb(frame)[50, 32].astype(int) - expected).max() <= 5


@pytest.mark.parametrize("lower", [0.0, 0.5, 1.0, 2.0, 3.25, 7.9])
def test_lowered_it_comes_by_fractions_of_a_pixel(lower: float) -> None:
    frame = _frame((0, 0, 0))
    blend(frame, overlay(_drawn(255, (255, 255, 255))), lower=lower)
    luma = planes_of(frame).y[:, 32].astype(float) - 16
    centre = (luma * np.arange(96)).sum() / luma.sum()
    assert centre == pytest.approx(51.5 + lower, abs=0.05)


def test_at_the_lower_edge_of_the_frame_it_is_cut() -> None:
    frame = _frame()
    blend(frame, overlay(_drawn(255)._replace(top=84)), lower=6.5)
    assert frame.shape == (144, 64)
