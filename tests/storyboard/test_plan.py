"""From a product to a storyboard."""

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storyboard.samples import dress, photo, planned
from vendor_app import language
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit, ShotEdit
from vendor_app.storyboard.model import Storyboard, Take
from vendor_app.storyboard.plan import LONGEST_SECONDS, SHORTEST_SECONDS, PlanRefused, plan
from vendor_app.storyboard.templates import Template, templates
from vendor_app.video.footage import Footage

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)


def _photos(style: Template, count: int) -> tuple[Photo, ...]:
    """Return so many photos, but two at least for a style that compares."""
    return tuple(photo(number) for number in range(max(count, 2 if "two_photos" in style.needs else 1)))


def _texts(storyboard: Storyboard) -> list[str]:
    return [
        f"{line.text} {line.unit} {line.value}".strip()
        for shot in storyboard.shots
        for lettering in shot.letterings
        for line in lettering.lines
    ]


@STYLES
@pytest.mark.parametrize("seconds", [6, 7, 15, 30, 58])
@pytest.mark.parametrize("photos", [1, 2, 3, 6, 20, 45])
def test_the_length_is_exact_and_no_shot_flashes_by(style: Template, seconds: int, photos: int) -> None:
    product = dress(photos=_photos(style, photos))
    storyboard = planned(product, style.name, "ร้านเจ๊หมวย", seconds=seconds)
    assert storyboard.frames == seconds * 30
    assert min(shot.frames for shot in storyboard.shots) >= 26
    assert all(shot.transition.frames <= shot.frames // 2 for shot in storyboard.shots)


@STYLES
def test_the_first_photo_comes_first_and_all_six_are_seen(style: Template) -> None:
    shots = planned(dress(), style.name, "ร้าน").shots
    assert shots[0].photo == dress().photo_ids[0]
    shown = {photo for shot in shots for photo in (shot.photo, *(panel.photo for panel in shot.panels))}
    assert set(dress().photo_ids) <= shown or style.name == "dozen"


def test_of_too_many_photos_it_takes_them_evenly_and_in_order() -> None:
    product = dress(photos=tuple(photo(number) for number in range(40)))
    shots = planned(product, "new-arrival", "ร้าน", seconds=15).shots[:-1]
    numbers = [int(shot.photo or "", 16) for shot in shots]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 0
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    assert max(steps) - min(steps) <= 1


@STYLES
@pytest.mark.parametrize("seconds", [15, 22, 30, 58])
@pytest.mark.parametrize("photos", [1, 2, 3, 4, 5, 6])
def test_few_photos_come_again_but_never_the_same_view_twice_running(
    style: Template, photos: int, seconds: int
) -> None:
    product = dress(photos=_photos(style, photos))
    shots = planned(product, style.name, "ร้าน", seconds=seconds).shots
    for before, after in itertools.pairwise(shots):
        seen = [
            (shot.photo, shot.fill, shot.motion, shot.panels, shot.window and shot.letterings)
            for shot in (before, after)
        ]
        assert seen[0] != seen[1]
        assert photos == 1 or before.photo != after.photo or after.fill == "inset" or before.panels
    assert photos < 3 or shots[-2].photo != shots[-1].photo


@STYLES
def test_first_and_last_shot_show_a_price_in_arabic_digits_with_its_unit(style: Template) -> None:
    shots = planned(dress(), style.name, "ร้าน").shots
    for shot in (shots[0], shots[-1]):
        prices = [line for lettering in shot.letterings for line in lettering.lines if "฿" in line.text + line.value]
        assert prices
        units = [line.text + line.unit for lettering in shot.letterings for line in lettering.lines]
        assert any("ตัว" in unit for unit in units)


def test_a_changed_price_changes_two_shots_of_the_first_style() -> None:
    old, new = (
        planned(msgspec.structs.replace(dress(), price=price), "new-arrival", "ร้าน").shots for price in (35000, 32000)
    )
    assert [number for number, (one, other) in enumerate(zip(old, new, strict=True)) if one != other] == [
        0,
        len(old) - 1,
    ]


@STYLES
def test_the_first_frame_says_name_and_price(style: Template) -> None:
    opening = planned(dress(), style.name, "ร้าน").shots[0]
    there = {lettering.role: lettering for lettering in opening.letterings if lettering.entry == "none"}
    assert dress().name in [line.text for line in there["name"].lines]
    assert any("฿" in line.text for line in there["price"].lines)
    assert opening.transition.frames == 0


@STYLES
def test_the_end_names_the_shop_and_what_sending_costs(style: Template) -> None:
    end = planned(dress(), style.name, "ร้านเจ๊หมวย").shots[-1]
    texts = [line.text for lettering in end.letterings for line in lettering.lines]
    assert "ร้านเจ๊หมวย" in texts
    assert "ค่าส่ง ฿40" in texts


def test_wholesale_shows_every_tier_in_a_table() -> None:
    texts = _texts(planned(dress(), "wholesale", "ร้าน"))
    assert "ส่ง 6 ตัวขึ้นไป ฿240" in texts
    assert "ยกโหล 12 ตัวขึ้นไป ฿220" in texts
    assert "คละสีคละไซส์ได้" in texts


def test_wholesale_without_tiers_is_a_clip_of_the_retail_price() -> None:
    storyboard = planned(dress(tiers=()), "wholesale", "ร้าน")
    assert not any(lettering.role == "tiers" for shot in storyboard.shots for lettering in shot.letterings)
    assert not any("ส่ง 6" in text for text in _texts(storyboard))
    assert any(text.startswith("฿350") for text in _texts(storyboard))


@STYLES
def test_a_product_of_which_little_is_known_still_makes_a_clip(style: Template) -> None:
    bare = dress(
        tiers=(), variants=(), shipping=None, facts=type(dress().facts)(), category="", photos=_photos(style, 1)
    )
    storyboard = planned(bare, style.name, "")
    assert storyboard.frames == 450
    assert not any("{" in text for text in _texts(storyboard))


@STYLES
def test_nothing_asks_buyers_elsewhere(style: Template) -> None:
    together = " ".join(_texts(planned(dress(), style.name, "ร้าน"))).lower()
    assert not any(word in together for word in ("inbox", "ทัก", "line", "ไลน์", "โทร", "http", "qr"))


@pytest.mark.parametrize(
    ("asked", "played"), [("default", "morning-market"), (None, None), ("canal-breeze", "canal-breeze")]
)
def test_music_is_the_templates_unless_chosen(asked: str | None, played: str | None) -> None:
    assert planned(dress(), "new-arrival", "ร้าน", music=asked).music == played


def test_it_remembers_the_prices_it_shows() -> None:
    assert planned(dress(), "new-arrival", "ร้าน").prices == dress().prices


@pytest.mark.parametrize(
    ("change", "seconds", "message", "hint"),
    [
        ({"price": None}, 15, "ราคา", "ราคาปลีก"),
        ({"photos": ()}, 15, "รูป", "เพิ่มรูป"),
        ({}, SHORTEST_SECONDS - 1, "5", "6"),
        ({}, LONGEST_SECONDS + 1, "59", "58"),
        ({}, 0, "0", "6"),
        ({}, -15, "-15", "6"),
    ],
)
def test_it_refuses_with_what_to_do(change: dict[str, object], seconds: int, message: str, hint: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        planned(dress(**change), "new-arrival", "ร้าน", seconds=seconds)
    assert isinstance(refused.value, VendorError)
    assert message in refused.value.message
    assert hint in refused.value.hint
    language.use("en")
    with pytest.raises(PlanRefused, match=r"^[ -~]+$"):
        planned(dress(**change), "new-arrival", "ร้าน", seconds=seconds)


@pytest.mark.parametrize(
    ("style", "change", "sentence"),
    [
        ("sale", {"price_history": ()}, "ไม่เคยตั้งราคาสูงกว่านี้"),
        ("sale", {"price": 45000}, "ไม่เคยตั้งราคาสูงกว่านี้"),
        ("review", {"reviews": ()}, "คำบอกเล่าจากลูกค้า"),
        ("before-after", {"photos": (photo(),)}, "รูปเดียว"),
    ],
)
def test_a_style_is_refused_when_it_would_not_be_true(style: str, change: dict[str, object], sentence: str) -> None:
    with pytest.raises(PlanRefused, match=sentence):
        planned(dress(**change), style)


def test_several_products_are_not_one() -> None:
    with pytest.raises(PlanRefused, match="เลือกไว้อย่างเดียว"):
        plan(dress(), ClipEdit(template="dozen"), brand=Brand())


@given(
    photos=st.lists(st.tuples(st.integers(1, 12000), st.integers(1, 12000)), min_size=1, max_size=30),
    seconds=st.integers(SHORTEST_SECONDS, LONGEST_SECONDS),
    name=st.text(max_size=500),
    style=st.sampled_from(templates()),
)
def test_any_product_with_a_price_and_photos_can_be_planned(
    photos: list[tuple[int, int]], seconds: int, name: str, style: Template
) -> None:
    if "two_photos" in style.needs:
        photos = [*photos, (300, 400)]
    product = dress(name=name, photos=tuple(photo(number, *shape) for number, shape in enumerate(photos)))
    storyboard = planned(product, style.name, name[:80], seconds=seconds)
    assert storyboard.frames == seconds * 30
    assert storyboard == planned(product, style.name, name[:80], seconds=seconds)
    assert msgspec.json.encode(storyboard)


@pytest.mark.parametrize("start", [-7, 10**9])
def test_a_take_begins_inside_its_footage_whatever_stands_in_the_edit(start: int) -> None:
    film = Footage(id="f" * 64, suffix=".mp4", width=1080, height=1920, frames=60)
    product = dress(footage=(film,))
    wish = ShotEdit(id="a", scene="detail:0", take=Take(footage=film.id, start=start))
    take = planned(product, shots=(wish,)).shots[0].take
    assert take is not None
    assert 0 <= take.start < film.frames
