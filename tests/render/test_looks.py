"""Rules that every clip style keeps, whatever the product, the length and the shop's colours."""

import itertools
from collections.abc import Iterator

import cv2
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.conftest import OpenCloth
from tests.storyboard.odd import BRANDS, CASES, WANTED
from tests.storyboard.samples import others, photo
from vendor_app.render.compose import Stage
from vendor_app.render.layout import Area, LaidRow, lay_out
from vendor_app.render.lettering import measure
from vendor_app.render.shots import ENTRY
from vendor_app.storyboard.colours import contrast, mixed, tones
from vendor_app.storyboard.edit import ClipEdit, Opening
from vendor_app.storyboard.model import SAFE, SAFE_WITH_CARD, Box, Lettering, Shot, Storyboard
from vendor_app.storyboard.palette import painted
from vendor_app.storyboard.plan import plan
from vendor_app.storyboard.templates import Template, templates

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)
SHAPES = [(3024, 4032), (6000, 900), (300, 225), (1080, 1920), (500, 500), (4032, 3024)]
SMALL = (270, 480)


def _planned(
    style: Template,
    case: str = "all",
    *,
    photos: int = 6,
    seconds: int = 15,
    brand: str = "none",
    opening: Opening = "template",
    beside: int = 7,
) -> Storyboard:
    photos = max(photos, 2 if "two_photos" in style.needs else 1)
    pictures = tuple(photo(number, *SHAPES[number % len(SHAPES)]) for number in range(photos))
    product = msgspec.structs.replace(WANTED, photos=pictures, **CASES[case])
    edit = ClipEdit(template=style.name, seconds=seconds, opening=opening)
    return plan(product, edit, brand=BRANDS[brand], others=others(beside))


def _letterings(storyboard: Storyboard) -> Iterator[tuple[Shot, Lettering]]:
    return ((shot, one) for shot in storyboard.shots for one in shot.letterings)


def _ink(row: LaidRow) -> Iterator[Area]:
    for text in row.texts:
        size = text.font.size
        yield Area(text.x, text.baseline - 0.7 * size, text.x + measure(text.text, text.font), text.baseline)


def _holds(box: Box, area: Area) -> bool:
    return (
        box.x - 1 <= area.left
        and box.y - 1 <= area.top
        and area.right <= box.x + box.width + 1
        and area.bottom <= box.y + box.height + 1
    )


@STYLES
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("photos", "seconds"), [(1, 6), (3, 15), (6, 15), (12, 30), (20, 58)])
def test_plates_and_text_stay_clear_of_the_platforms_buttons(
    style: Template, case: str, photos: int, seconds: int
) -> None:
    for _, one in _letterings(_planned(style, case, photos=photos, seconds=seconds)):
        safe = SAFE_WITH_CARD if one.role in ("name", "price", "old_price") else SAFE
        laid = lay_out(one, measure)
        for area in (*laid.plates, *(ink for row in laid.rows for ink in _ink(row))):
            assert _holds(one.box, area), one
            assert _holds(safe, area), one


@STYLES
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("opening", ["template", "price", "motion", "question"])
def test_no_text_is_cut_before_it_is_as_small_as_it_may_be(style: Template, case: str, opening: Opening) -> None:
    for _, one in _letterings(_planned(style, case, opening=opening)):
        written = {line.text for line in one.lines} | {line.unit for line in one.lines}
        smallest = max(line.floor for line in one.lines)
        for text in (text for row in lay_out(one, measure).rows for text in row.texts):
            if text.text.endswith("…") and text.text not in written:
                assert text.font.size <= smallest, one


@STYLES
@pytest.mark.parametrize("case", ["all", "short", "english", "one", "nothing"])
def test_of_what_most_products_have_no_word_is_cut(style: Template, case: str) -> None:
    for _, one in _letterings(_planned(style, case)):
        assert not any("…" in text.text for row in lay_out(one, measure).rows for text in row.texts), one


@STYLES
@pytest.mark.parametrize(
    "name",
    [
        "เสื้อยืดคอกลมแขนสั้นผ้าฝ้ายพรีเมียมโอเวอร์ไซส์สไตล์เกาหลีผู้หญิง",
        "Vintage Oversized Denim Trucker Jacket with Contrast Stitching",
    ],
)
def test_sixty_letters_of_a_name_are_told_also_of_the_other_products(style: Template, name: str) -> None:
    called = tuple(msgspec.structs.replace(other, name=name) for other in others(3))
    product = msgspec.structs.replace(WANTED, name=name, photos=(photo(0), photo(1)))
    storyboard = plan(product, ClipEdit(template=style.name), brand=BRANDS["none"], others=called)
    for _, one in _letterings(storyboard):
        assert not any("…" in text.text for row in lay_out(one, measure).rows for text in row.texts), one


@STYLES
@pytest.mark.parametrize("case", ["all", "many", "one", "short", "english", "word", "latin"])
def test_no_line_is_left_out_for_want_of_room(style: Template, case: str) -> None:
    for shot, one in _letterings(_planned(style, case)):
        assert len(lay_out(one, measure).rows) >= len(one.lines), (shot.scene, one)


@STYLES
@pytest.mark.parametrize("case", CASES)
def test_prices_are_never_cut(style: Template, case: str) -> None:
    for _, one in _letterings(_planned(style, case)):
        for text in (text.text for row in lay_out(one, measure).rows for text in row.texts):
            assert not (text.startswith("฿") and text.endswith("…")), one


@STYLES
@pytest.mark.parametrize("seconds", [6, 15, 58])
def test_all_text_is_there_long_enough_to_be_read(style: Template, seconds: int) -> None:
    for shot, one in _letterings(_planned(style, seconds=seconds)):
        rows = len(lay_out(one, measure).rows)
        complete = one.enters + one.stagger * rows + (0 if one.entry == "none" else ENTRY)
        assert complete <= shot.frames * 0.8, (shot.scene, shot.frames, one.role)


def _behind(shot: Shot, one: Lettering) -> list[str]:
    if one.plate is None:
        return list(tones(shot.ground, shot.pattern))
    return [mixed(one.plate.colour, end, 1 - one.plate.opacity) for end in ("#ffffff", "#000000")]


@STYLES
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("opening", ["template", "price", "question"])
def test_every_text_can_be_read(style: Template, brand: str, opening: Opening) -> None:
    for shot, one in _letterings(_planned(style, "many", brand=brand, opening=opening)):
        assert one.plate is not None or shot.fill == "inset" or shot.photo is None, "no plate before a photo"
        for line in one.lines:
            for colour in filter(None, (line.colour, line.value_colour)):
                assert min(contrast(colour, ground) for ground in _behind(shot, one)) >= 4.5, (shot.scene, one)


_colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(style=st.sampled_from(templates()), main=_colours, accent=st.none() | _colours)
def test_a_shop_may_have_any_colours(style: Template, main: str, accent: str | None) -> None:
    own = painted(style, main, accent)
    for scene in own.scenes:
        for one in scene.letterings:
            behind = (
                list(tones(scene.ground, scene.pattern))
                if one.plate is None
                else [mixed(one.plate.colour, end, 1 - one.plate.opacity) for end in ("#ffffff", "#000000")]
            )
            assert all(contrast(line.colour, ground) >= 4.5 for line in one.lines for ground in behind), one


def _apart(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


def _small(picture: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.resize(picture, (54, 96), interpolation=cv2.INTER_AREA))


@pytest.mark.parametrize(("place", "least"), [("opening", 7.0), ("closing", 14.0)])
def test_no_style_looks_like_another(open_cloth: OpenCloth, place: str, least: float) -> None:
    pictures = {}
    for style in templates():
        storyboard = _planned(style)
        frame = 0 if place == "opening" else storyboard.frames - 1
        pictures[style.name] = _small(Stage(storyboard, open_cloth, SMALL).still(frame))
    apart = {
        (one, other): round(_apart(pictures[one], pictures[other]), 1)
        for one, other in itertools.combinations(pictures, 2)
    }
    assert min(apart.values()) >= least, sorted(apart.items(), key=lambda pair: pair[1])[:6]


@STYLES
def test_each_style_has_its_own_rhythm_and_change(style: Template) -> None:
    own = (style.details[0].transition.kind, style.shot_frames, style.ease)
    assert [own] == [
        (one.details[0].transition.kind, one.shot_frames, one.ease)
        for one in templates()
        if one.name == style.name or (one.details[0].transition.kind, one.shot_frames, one.ease) == own
    ]
