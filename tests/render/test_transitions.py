"""One picture giving way to the next."""

from itertools import pairwise

import numpy as np
import pytest

from vendor_app.render.colour import Pixels, empty_frame, planes_of
from vendor_app.render.transitions import MIXED, Moment, closer, mixed, text_shares
from vendor_app.storyboard.model import TransitionKind

KINDS = pytest.mark.parametrize("kind", MIXED)
OLD, NEW, GROUND = (60, 90, 180), (200, 170, 80), (90, 110, 118)


def _frame(y: int, u: int, v: int) -> Pixels:
    frame = empty_frame(108, 192)
    for plane, level in zip(planes_of(frame), (y, u, v), strict=True):
        plane[...] = level
    return frame


def _at(kind: TransitionKind, part: float) -> Pixels:
    return mixed(kind, _frame(*OLD), _frame(*NEW), Moment(part, 1 / 25, GROUND))


@KINDS
def test_it_goes_from_all_the_old_to_all_the_new(kind: TransitionKind) -> None:
    assert np.abs(_at(kind, 0.0).astype(int) - _frame(*OLD)).max() <= 1
    assert np.abs(_at(kind, 1.0).astype(int) - _frame(*NEW)).max() <= 1
    assert closer(kind, 0.0) == 1.0


@KINDS
def test_nothing_flashes_and_nothing_goes_backwards(kind: TransitionKind) -> None:
    parts = np.linspace(0, 1, 41)
    means = np.array([[plane.mean() for plane in planes_of(_at(kind, float(part)))] for part in parts])
    if kind in ("dip", "blinds"):  # the one by way of the ground's colour, the other through the slats' own shadow
        assert np.abs(np.diff(means, axis=0)).max() < 12
        return
    shares = (means - OLD) / (np.array(NEW) - OLD)
    tolerance = 0.04 if kind == "reveal" else 0.006
    assert (np.diff(shares, axis=0) >= -tolerance).all()
    assert np.abs(np.diff(shares, axis=0)).max() < 0.09
    assert np.abs(shares - shares[:, :1]).max() < (0.1 if kind == "reveal" else 0.03), "luma and chroma part company"


@KINDS
def test_the_former_picture_is_left_alone(kind: TransitionKind) -> None:
    former = _frame(*OLD)
    mixed(kind, former, _frame(*NEW), Moment(0.4))
    assert (former == _frame(*OLD)).all()


@pytest.mark.parametrize(("kind", "along"), [("wipe", 1), ("reveal", 1), ("wipe-up", 0)])
def test_an_edge_moves_by_fractions_of_a_pixel_and_never_jerks(kind: TransitionKind, along: int) -> None:
    places = []
    for part in np.linspace(0.2, 0.8, 61):
        luma = planes_of(_at(kind, float(part))).y.astype(float)
        profile = luma.mean(axis=1 - along)
        places.append(((profile - OLD[0]) / (NEW[0] - OLD[0])).sum())
    moves = np.diff(places)
    assert (moves > 0).all()
    assert np.abs(np.diff(moves)).max() < 0.35, "pixels per frame and frame"


@pytest.mark.parametrize(("kind", "axis"), [("push", 1), ("push-up", 0)])
def test_both_pictures_are_shoved_in_step(kind: TransitionKind, axis: int) -> None:
    """A bright stripe in each picture, both in the middle: they stay one canvas apart, chroma with luma."""
    length = (192, 108)[axis]
    places: list[tuple[float, float]] = []
    for part in np.linspace(0.3, 0.44, 8):
        former, picture = _frame(60, 128, 128), _frame(60, 128, 128)
        for plane, half in zip(planes_of(former), (1, 2, 2), strict=True):
            stripe = slice(length * 3 // 8 * 2 // half, (length * 3 // 8 * 2 + 12) // half)
            plane[(slice(None), stripe) if axis else (stripe, slice(None))] = 200
        shown = mixed(kind, former, picture, Moment(float(part), 1 / 600))
        luma, chroma = (
            np.average(np.arange(plane.shape[axis]) + 0.5, weights=plane.mean(axis=1 - axis) - low)
            for plane, low in zip(planes_of(shown)[:2], (60, 128), strict=True)
        )
        places.append((luma, chroma * 2))
    assert np.abs(np.diff(places, n=2, axis=0)).max() < 0.25
    assert all(abs(luma - chroma) < 0.3 for luma, chroma in places)
    assert all(after < before for (before, _), (after, _) in pairwise(places))


@pytest.mark.parametrize(("along", "kept"), [(1, 0.6), (0, 0.99)])
def test_a_shoved_picture_is_blurred_along_its_way_only(along: int, kept: float) -> None:
    stripes = np.indices((192, 108))[along] % 4 // 2 * 120 + 60
    former, picture = _frame(*OLD), _frame(*NEW)
    planes_of(former).y[...] = stripes
    shoved = planes_of(mixed("push", former, picture, Moment(0.4, 1 / 6))).y[:, :30]
    contrast = shoved.std() / stripes.std()
    assert contrast < kept if along else contrast > kept


def test_an_iris_is_round_and_soft() -> None:
    luma = planes_of(_at("iris", 0.5)).y.astype(int)
    across, down = (np.abs(row - OLD[0]).sum() for row in (luma[96], luma[42:150, 54]))
    assert across == pytest.approx(down, rel=0.03)
    assert np.abs(np.diff(luma[96])).max() < 60


def test_slats_turn_one_after_the_other() -> None:
    luma = planes_of(_at("blinds", 0.5)).y
    left = [(luma[top : top + 24] != NEW[0]).mean() for top in range(0, 192, 24)]
    assert left == sorted(left)
    assert left[0] < 0.3 < left[-1]


def test_a_zoom_comes_nearer_all_the_time() -> None:
    near = [closer("zoom", part) for part in np.linspace(0, 1, 30)]
    assert all(after > before for before, after in pairwise(near))
    assert {closer(kind, 0.7) for kind in MIXED if kind != "zoom"} == {1.0}


@KINDS
def test_former_text_is_gone_before_the_next_comes(kind: TransitionKind) -> None:
    shares = [text_shares(kind, part) for part in np.linspace(0, 1, 101)]
    assert shares[0] == (1.0, 0.0)
    assert shares[-1] == (0.0, 1.0)
    assert not any(gone and comes for gone, comes in shares)
