"""One picture giving way to the next."""

from collections.abc import Callable

import numpy as np
import pytest

from vendor_app.render.colour import Pixels, empty_frame, planes_of
from vendor_app.render.transitions import crossfaded, wiped

BOTH = pytest.mark.parametrize("mix", [crossfaded, wiped])


def _frame(y: int, u: int, v: int) -> Pixels:
    frame = empty_frame(108, 192)
    for plane, level in zip(planes_of(frame), (y, u, v), strict=True):
        plane[...] = level
    return frame


@BOTH
def test_it_goes_from_all_the_old_to_all_the_new(mix: Callable[[Pixels, Pixels, float], Pixels]) -> None:
    shares = []
    for part in np.linspace(0, 1, 21):
        picture = _frame(200, 100, 150)
        mix(_frame(20, 120, 140), picture, float(part))
        shares.append(
            [
                (plane.mean() - old) / (new - old)
                for plane, old, new in zip(planes_of(picture), (20, 120, 140), (200, 100, 150), strict=True)
            ]
        )
    there = np.array(shares)
    assert there[0] == pytest.approx([0, 0, 0])
    assert there[-1] == pytest.approx([1, 1, 1])
    assert (np.diff(there, axis=0) >= -1e-6).all()
    assert np.abs(there - there[:, :1]).max() < 0.06, "luma and chroma part company"


@BOTH
def test_the_former_picture_is_left_alone(mix: Callable[[Pixels, Pixels, float], Pixels]) -> None:
    former = _frame(20, 120, 140)
    mix(former, _frame(200, 100, 150), 0.4)
    assert (former == _frame(20, 120, 140)).all()


def test_a_wipe_uncovers_from_the_left_by_a_soft_edge() -> None:
    picture = _frame(200, 100, 150)
    wiped(_frame(20, 120, 140), picture, 0.5)
    row = planes_of(picture).y[96].astype(int)
    assert (row[0], row[-1]) == (200, 20)
    assert (np.diff(row) <= 0).all()
    assert np.diff(row).min() > -30
