"""Several things side by side on a shot."""

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storyboard.samples import dress, others, photo
from vendor_app.catalogue.records import Review, Variant
from vendor_app.storyboard.colours import contrast
from vendor_app.storyboard.grids import boxes, cells, laid_out, pages
from vendor_app.storyboard.model import Box, Lettering, Plate, TextLine
from vendor_app.storyboard.templates import Grid

AREA = Box(120, 366, 660, 540)
LABEL = Lettering(
    role="price",
    box=Box(8, 10, 0, 60),
    plate=Plate(colour="#ffffff"),
    lines=(TextLine(text="{price}", unit="/ {unit}", size=46),),
)


def _grid(of: str, **more: object) -> Grid:
    return msgspec.convert({"of": of, "box": msgspec.to_builtins(AREA), **more}, Grid)


def _inside(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


@given(count=st.integers(1, 30), columns=st.integers(1, 6), gap=st.integers(0, 30))
def test_boxes_share_out_the_area_without_meeting(count: int, columns: int, gap: int) -> None:
    found = boxes(_grid("photos", columns=columns, gap=gap), count)
    assert len(found) == count
    assert all(_inside(AREA, box) and box.width > 0 for box in found)
    for one, other in itertools.combinations(found, 2):
        assert (
            one.x + one.width + gap <= other.x
            or other.x + other.width + gap <= one.x
            or one.y + one.height + gap <= other.y
            or other.y + other.height + gap <= one.y
        )
    assert max(box.x + box.width for box in found) == AREA.x + AREA.width


@given(count=st.integers(1, 40), most=st.integers(1, 9))
def test_what_does_not_fit_on_one_page_is_shared_out_evenly(count: int, most: int) -> None:
    found = cells(_grid("photos"), dress(photos=tuple(photo(number) for number in range(count))))
    shared = pages(_grid("photos", most=most), found)
    assert [cell for page in shared for cell in page] == list(found)
    assert max(map(len, shared)) <= most
    assert max(map(len, shared)) - min(map(len, shared)) <= 1


def test_each_product_has_its_picture_and_its_own_price() -> None:
    grid = _grid("products", label=msgspec.to_builtins(LABEL), columns=3)
    panels, letterings = laid_out(grid, cells(grid, dress(), others(3)))
    assert [panel.photo for panel in panels] == [dress().photo_ids[0], *(one.photo_ids[0] for one in others(3))]
    assert [one.lines[0].text for one in letterings] == ["฿350", "฿99", "฿109", "฿119"]
    assert all(_inside(panel.box, one.box) for panel, one in zip(panels, letterings, strict=True))


def test_a_product_without_a_picture_or_a_price_is_not_among_them() -> None:
    bare = [msgspec.structs.replace(others(1)[0], **change) for change in ({"photos": ()}, {"price": None})]
    assert len(cells(_grid("products"), dress(), bare)) == 1


def test_they_are_counted_up_one_after_the_other() -> None:
    grid = _grid("photos", enters=3, stagger=4, entry="rise")
    panels, _ = laid_out(grid, cells(grid, dress()))
    assert [panel.enters for panel in panels] == [3, 7, 11, 15, 19, 23]


def test_a_label_below_its_panel_leaves_the_picture_alone() -> None:
    grid = _grid("products", label=msgspec.to_builtins(LABEL), label_below=80)
    panels, letterings = laid_out(grid, cells(grid, dress(), others(1)))
    for panel, one in zip(panels, letterings, strict=True):
        assert panel.box.y + panel.box.height <= one.box.y


@pytest.mark.parametrize("names", [("ดำ",), ("ขาว", "ดำ"), tuple(f"สีที่ {number}" for number in range(8))])
def test_colours_are_painted_with_their_names_legible(names: tuple[str, ...]) -> None:
    label = Lettering(role="note", box=Box(0, 0, 0, 0), lines=(TextLine(text="{colour}", size=46, colour="#0b2347"),))
    grid = _grid("colours", label=msgspec.to_builtins(label), columns=4, most=8)
    product = dress(variants=tuple(Variant(color=name, size="M") for name in names))
    panels, letterings = laid_out(grid, cells(grid, product))
    assert not panels
    assert [one.lines[0].text for one in letterings] == list(names)
    for one in letterings:
        assert one.plate is not None
        assert (one.plate.wide, one.plate.tall) == (True, True)
        assert contrast(one.lines[0].colour, one.plate.colour) >= 4.5


def test_a_pair_is_before_and_after_and_wants_two_photos() -> None:
    assert [cell.words["side"] for cell in cells(_grid("pair"), dress())] == ["ก่อน", "หลัง"]
    assert cells(_grid("pair"), dress(photos=(photo(),))) == ()


def test_a_review_brings_the_customers_photo_if_there_is_one() -> None:
    with_photo, without = Review(text="ดี", photo=photo(3).id), Review(text="ดี")
    assert [cell.photo for cell in cells(_grid("review"), dress(), (), with_photo)] == [photo(3).id]
    assert cells(_grid("review"), dress(), (), without) == ()
