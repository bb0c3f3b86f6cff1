"""Shapes of plates, and prices crossed out."""

import msgspec
import numpy as np
import pytest

from vendor_app.render.layout import BUBBLE_TAIL, lay_out
from vendor_app.render.lettering import draw, measure
from vendor_app.storyboard.model import Box, Lettering, Plate, TextLine

BOX = Box(120, 300, 660, 400)


def _plated(shape: str, **more: object) -> Lettering:
    plate = msgspec.convert({"colour": "#ffd040", "shape": shape, "opacity": 1.0, "shadow": False, **more}, Plate)
    return Lettering(role="name", box=BOX, anchor="top", plate=plate, lines=(TextLine(text="ของดี", size=100),))


def _opaque(lettering: Lettering) -> np.ndarray:
    """Return which pixels of the canvas are covered."""
    canvas = np.zeros((1920, 1080), bool)
    for part in draw(lettering, 1.0):
        height, width = part.rgba.shape[:2]
        canvas[part.top : part.top + height, part.left : part.left + width] |= part.rgba[..., 3] > 200
    return canvas


def _outside(covered: np.ndarray, box: Box) -> int:
    rest = covered.copy()
    rest[box.y : box.y + box.height, box.x : box.x + box.width] = False
    return int(rest.sum())


@pytest.mark.parametrize("shape", ["rounded", "tag", "lines", "bubble", "ticket"])
@pytest.mark.parametrize("anchor", ["top", "middle", "bottom"])
def test_every_shape_stays_in_its_box(shape: str, anchor: str) -> None:
    lettering = msgspec.structs.replace(_plated(shape), anchor=anchor)
    covered = _opaque(lettering)
    assert covered.sum() > 20_000
    assert _outside(covered, BOX) == 0


def test_a_bubble_has_its_tail_under_its_left() -> None:
    covered = _opaque(_plated("bubble"))
    rows = np.flatnonzero(covered.any(axis=1))
    tail = covered[rows[-1] - BUBBLE_TAIL // 2 : rows[-1] + 1]
    columns = np.flatnonzero(tail.any(axis=0))
    assert BOX.x < columns[0] < columns[-1] < BOX.x + 140
    assert 0 < tail.sum() < covered[rows[0] + 20].sum() * BUBBLE_TAIL / 2


def test_a_ticket_has_a_bite_out_of_each_side() -> None:
    whole, bitten = _opaque(_plated("rounded")), _opaque(_plated("ticket"))
    bites = np.argwhere(whole & ~bitten)
    middle = BOX.x + (np.flatnonzero(whole.any(axis=0)) - BOX.x).mean()
    assert (bites[:, 1] < middle).any()
    assert (bites[:, 1] > middle).any()


def test_a_plate_may_fill_its_box() -> None:
    covered = _opaque(_plated("rounded", wide=True, tall=True, radius=0))
    assert covered[BOX.y : BOX.y + BOX.height, BOX.x : BOX.x + BOX.width].all()
    assert _outside(covered, BOX) == 0


def test_a_wide_plate_is_as_wide_as_its_box_whatever_the_text() -> None:
    (area,) = lay_out(_plated("rounded", wide=True), measure).plates
    assert (area.left, area.right) == (BOX.x, BOX.x + BOX.width)


def test_a_former_price_is_crossed_out_from_end_to_end() -> None:
    line = TextLine(text="฿450", size=100, colour="#000000", strike="#ff0000", max_lines=1)
    (drawn,) = draw(Lettering(role="old_price", box=BOX, anchor="top", lines=(line,)), 1.0)
    red = (drawn.rgba[..., 0] > 150) & (drawn.rgba[..., 1] < 60) & (drawn.rgba[..., 3] > 150)
    columns = np.flatnonzero(red.any(axis=0))
    assert columns[-1] - columns[0] >= measure("฿450", lay_out(_plain(line), measure).rows[0].texts[0].font) * 0.95
    assert len(columns) == columns[-1] - columns[0] + 1


def test_what_stands_behind_a_price_is_not_crossed_out() -> None:
    with_unit = TextLine(text="฿450", unit="/ ตัว", size=100, strike="#ff0000", max_lines=1)
    price, unit = lay_out(_plain(with_unit), measure).rows[0].texts
    assert (price.strike, unit.strike) == ("#ff0000", None)


def test_text_that_no_box_is_tall_enough_for_is_still_there() -> None:
    low = Lettering(role="name", box=Box(120, 300, 660, 30), lines=(TextLine(text="ที่นี่", size=60, floor=40),))
    assert [text.text for row in lay_out(low, measure).rows for text in row.texts] == ["ที่นี่"]


def test_rows_of_a_table_have_room_for_thai_at_either_end() -> None:
    rows = [
        lay_out(_plain(TextLine(text="S", value=value, size=60)), measure).rows[0].texts[0].baseline - BOX.y
        for value in ("3", "ที่นี่")
    ]
    assert rows[1] > rows[0] + 5


def _plain(line: TextLine) -> Lettering:
    return Lettering(role="name", box=BOX, anchor="top", lines=(line,))
