"""Frames of clips in every style."""

import itertools

import msgspec
import numpy as np
import pytest

from tests.render.conftest import OpenCloth
from tests.render.samples import SMALL
from tests.storyboard.samples import dress, others, photo
from vendor_app.render.colour import planes_of
from vendor_app.render.compose import Stage, cover, segment_key
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import plan
from vendor_app.storyboard.templates import Template, templates

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)


def _storyboard(style: str = "new-arrival", seconds: int = 6, **changes: object) -> Storyboard:
    changes.setdefault("photos", tuple(photo(number, 900, 1200) for number in range(4)))
    if style == "before-after":
        changes["photos"] *= 2  # type: ignore[operator]  # it compares two
    brand = Brand(shop_name="ร้านเจ๊หมวย โบ๊เบ๊")
    beside = others(2) if style == "dozen" else ()
    return plan(dress(**changes), ClipEdit(template=style, seconds=seconds), brand=brand, others=beside)


@STYLES
def test_segments_one_after_the_other_are_the_clip(open_cloth: OpenCloth, style: Template) -> None:
    storyboard = _storyboard(style.name)
    stage = Stage(storyboard, open_cloth, SMALL)
    whole = list(stage.frames())
    parts = [frame for number in range(len(storyboard.shots)) for frame in stage.segment(number)]
    assert len(whole) == len(parts) == storyboard.frames == 180
    assert all((a == b).all() for a, b in zip(whole, parts, strict=True))
    assert all(frame.shape == (720, 270) and frame.dtype == np.uint8 and frame.flags.c_contiguous for frame in whole)
    assert whole[0] is not whole[1]


@STYLES
def test_neither_end_is_black_and_nothing_stands_still(open_cloth: OpenCloth, style: Template) -> None:
    storyboard = _storyboard(style.name)
    frames = [planes_of(frame).y.astype(int) for frame in Stage(storyboard, open_cloth, SMALL).frames()]
    assert min(frames[0].mean(), frames[-1].mean()) > 40
    assert min(frames[0].std(), frames[-1].std()) > 8
    still = [
        number
        for number, (before, after) in enumerate(itertools.pairwise(frames))
        if np.abs(after - before).mean() < 0.02 and not storyboard.shots[storyboard.shot_at(number)[0]].panels
    ]
    assert len(still) <= 8, "both ends of an eased move; a page of panels may be read in peace"


@STYLES
@pytest.mark.parametrize("shape", [(900, 1200), (1200, 900), (300, 225), (1600, 200), (200, 1600), (500, 500)])
def test_no_shape_leaves_a_hole(open_cloth: OpenCloth, style: Template, shape: tuple[int, int]) -> None:
    storyboard = _storyboard(style.name, photos=(photo(7, *shape),))
    stage = Stage(storyboard, lambda *_: np.full((shape[1], shape[0], 3), 200, np.uint8), SMALL)
    for number, shot in enumerate(storyboard.shots):
        border = stage.still(storyboard.start(number) + shot.frames - 1).astype(int)
        assert min(edge.max(axis=1).min() for edge in (border[0], border[-1], border[:, 0], border[:, -1])) > 14


def test_the_cover_has_its_title_in_the_middle_square(open_cloth: OpenCloth) -> None:
    storyboard = _storyboard()
    bare = msgspec.structs.replace(
        storyboard, shots=(msgspec.structs.replace(storyboard.shots[0], letterings=()), *storyboard.shots[1:])
    )
    titled, plain = cover(storyboard, open_cloth), cover(bare, open_cloth)
    assert titled.shape == (1920, 1080, 3)
    changed = np.abs(titled.astype(int) - plain).max(axis=2) > 60
    rows = np.flatnonzero(changed[400:].any(axis=1)) + 400
    assert rows[0] >= 420
    assert rows[-1] < 1500
    assert changed[420:906].mean() > 0.1


def test_a_new_shipping_fee_changes_only_the_end() -> None:
    old, new = _storyboard(), _storyboard(shipping=5500)
    changed = [segment_key(old, number) != segment_key(new, number) for number in range(len(old.shots))]
    assert changed == [False] * (len(old.shots) - 1) + [True]
