"""What a vendor does to a clip, in any order."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storyboard.samples import dress, others, photo
from vendor_app.errors import VendorError
from vendor_app.storyboard import editing
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.editing import MOST_SHOTS
from vendor_app.storyboard.model import CANVAS, Framing, Storyboard, Transition, from_json, to_json
from vendor_app.storyboard.plan import edit_of, plan, told_on, with_shots
from vendor_app.storyboard.templates import templates
from vendor_app.video.footage import Footage

BRAND = Brand(shop_name="ร้านเจ๊หมวย")
FOOTAGE = Footage(id="f" * 64, suffix=".mp4", width=1080, height=1920, frames=240, has_sound=True)
PRODUCT = dress(footage=(FOOTAGE,))
OTHERS = others(2)


def planned(edit: ClipEdit) -> Storyboard:
    return plan(PRODUCT, edit, brand=BRAND, others=OTHERS)


def explicit(**decided: object) -> ClipEdit:
    return with_shots(ClipEdit(**{"template": "new-arrival", **decided}), PRODUCT, OTHERS)  # type: ignore[arg-type]


STYLES = pytest.mark.parametrize("style", [one.name for one in templates()])


@STYLES
@pytest.mark.parametrize("seconds", [6, 15, 41])
def test_shots_written_down_are_the_same_clip(style: str, seconds: int) -> None:
    edit = ClipEdit(template=style, seconds=seconds)
    written = with_shots(edit, PRODUCT, OTHERS)
    assert written.shots
    assert planned(written).is_same_clip(planned(edit))
    assert with_shots(written, PRODUCT, OTHERS) == written


_shares = st.floats(-1, 2, allow_nan=False)
_framings = st.builds(Framing, x=_shares, y=_shares, zoom=st.floats(0.1, 20))
_frames = st.integers(-50, 3000)
_kinds = st.sampled_from(["cut", "crossfade", "wipe", "push", "zoom", "dip", "iris", "blinds", "reveal"])
_transitions = st.none() | st.builds(Transition, kind=_kinds, frames=_frames)
_told = st.sampled_from(["name", "price", "fabric", "sizes", "size_range", "colours", "tiers", "shipping", "eco"])
_moves = st.none() | st.sampled_from(["push-in", "pull-out", "rise", "sink", "slide-left", "slide-right"])
_Step = Callable[[ClipEdit, str], ClipEdit]
_steps: st.SearchStrategy[_Step] = st.one_of(
    st.builds(lambda to: lambda edit, one: editing.move_shot(edit, one, to), st.integers(-3, 50)),
    st.just(editing.remove_shot),
    st.builds(lambda at: lambda edit, _one: editing.add_photo(edit, photo(4).id, at), st.none() | st.integers(-1, 50)),
    st.builds(lambda at: lambda edit, _one: editing.add_take(edit, FOOTAGE, at), st.none() | st.integers(-1, 50)),
    st.builds(lambda frames: lambda edit, one: editing.set_frames(edit, one, frames), st.none() | _frames),
    st.builds(lambda at, frames: lambda edit, one: editing.trim(edit, one, FOOTAGE, at, frames), _frames, _frames),
    st.builds(lambda heard: lambda edit, one: editing.set_sound(edit, one, heard), st.booleans()),
    st.builds(lambda crop: lambda edit, one: editing.set_crop(edit, one, crop), st.none() | _framings),
    st.builds(lambda move: lambda edit, one: editing.set_move(edit, one, move), _moves),
    st.builds(lambda how: lambda edit, one: editing.set_transition(edit, one, how), _transitions),
    st.builds(lambda text: lambda edit, one: editing.set_text(edit, one, text), st.none() | st.text(max_size=300)),
    st.builds(
        lambda told: (
            lambda edit, one: editing.toggle_told(
                edit, one, told, told_on(edit, one, PRODUCT, brand=BRAND, others=OTHERS)
            )
        ),
        _told,
    ),
    st.builds(lambda told: lambda edit, one: editing.set_told(edit, one, told), st.none() | st.lists(_told)),
    st.builds(
        lambda opening: lambda edit, _one: editing.set_opening(edit, opening),
        st.sampled_from(["template", "price", "motion", "question"]),
    ),
    st.builds(lambda frame: lambda edit, _one: editing.set_cover(edit, frame), st.none() | _frames),
    st.builds(
        lambda music: lambda edit, _one: editing.set_music(edit, music),
        st.sampled_from([None, "default", "canal-breeze", "own:เพลง.mp3", "../x"]),
    ),
    st.builds(lambda on: lambda edit, _one: editing.set_on_beat(edit, on), st.booleans()),
    st.builds(lambda seconds: lambda edit, _one: editing.set_seconds(edit, seconds), st.integers(-5, 100)),
    st.builds(lambda lines: lambda edit, _one: editing.set_lines(edit, lines), st.lists(st.text(max_size=80))),
)


def check(storyboard: Storyboard) -> None:
    """Hold what every storyboard promises."""
    shots = storyboard.shots
    assert 6 * 30 <= storyboard.frames <= 58 * 30
    assert min(shot.frames for shot in shots) > 0
    assert shots[0].transition.frames == 0
    for number, shot in enumerate(shots):
        beside = min(shots[max(number - 1, 0)].frames, shot.frames)
        assert 0 <= shot.transition.frames <= beside // 2
        boxes = [*(one.box for one in (*shot.letterings, *shot.panels)), *([shot.window] if shot.window else [])]
        for box in boxes:
            assert min(box.x, box.y) >= 0
            assert min(box.width, box.height) > 0
            assert box.x + box.width <= CANVAS.width
            assert box.y + box.height <= CANVAS.height
        for framing in (shot.motion.start, shot.motion.end):
            assert 0 <= framing.x <= 1
            assert 0 <= framing.y <= 1
            assert framing.zoom >= 1
    assert all(0 <= line.start < line.start + line.frames <= storyboard.frames for line in storyboard.subtitles)
    assert storyboard.cover is None or 0 <= storyboard.cover < storyboard.frames
    assert from_json(to_json(storyboard)) == storyboard


@settings(max_examples=120)
@given(style=st.sampled_from(templates()), steps=st.lists(st.tuples(_steps, st.integers(0, 99)), max_size=12))
def test_whatever_is_done_the_clip_stays_valid(style: object, steps: list[tuple[_Step, int]]) -> None:
    edit = explicit(template=style.name)  # type: ignore[attr-defined]
    before = msgspec.json.encode(edit)
    first = edit
    for step, chosen in steps:
        shots = editing.shots_of(edit)
        edit = step(edit, shots[chosen % len(shots)].id)
        ids = [shot.id for shot in editing.shots_of(edit)]
        assert len(set(ids)) == len(ids) > 0
    check(planned(edit))
    assert msgspec.json.decode(msgspec.json.encode(edit), type=ClipEdit) == edit
    assert edit_of(planned(edit)) == edit
    assert msgspec.json.encode(first) == before


def test_a_moved_shot_keeps_its_words() -> None:
    edit = explicit()
    moved = editing.move_shot(edit, "detail:2", 1)
    assert [shot.id for shot in editing.shots_of(moved)][:3] == ["opening", "detail:2", "detail:0"]
    before, after = planned(edit), planned(moved)
    assert after.shots[1].letterings == before.shots[3].letterings


def test_own_words_stand_where_the_templates_were() -> None:
    edit = editing.set_text(explicit(), "opening", "ลดล้างสต๊อก")
    shown = planned(edit).shots[0].letterings
    texts = [line.text for one in shown for line in one.lines]
    assert "ลดล้างสต๊อก" in texts
    assert PRODUCT.name not in texts
    assert any("฿350" in text for text in texts)


def test_no_words_at_all() -> None:
    edit = editing.set_told(editing.set_text(explicit(), "detail:0", ""), "detail:0", ())
    assert planned(edit).shots[1].letterings == ()


def test_what_is_told_follows_the_catalogue() -> None:
    edit = editing.set_told(explicit(), "detail:0", ["price", "sizes", "fabric"])
    for price, fabric in ((35000, "ผ้าฝ้าย 100%"), (29900, "ลินิน")):
        product = msgspec.structs.replace(
            PRODUCT, price=price, facts=msgspec.structs.replace(PRODUCT.facts, fabric=fabric)
        )
        shot = plan(product, edit, brand=BRAND).shots[1]
        texts = " ".join(line.text for one in shot.letterings for line in one.lines)
        assert f"฿{price // 100}" in texts
        assert fabric in texts
        assert "S · M · L" in texts


def test_the_chips_say_what_a_shot_says() -> None:
    edit = explicit()
    assert told_on(edit, "opening", PRODUCT, brand=BRAND) == ("name", "price")
    assert told_on(edit, "detail:0", PRODUCT, brand=BRAND) == ("fabric",)
    without = editing.toggle_told(edit, "detail:0", "fabric", told_on(edit, "detail:0", PRODUCT, brand=BRAND))
    assert told_on(without, "detail:0", PRODUCT, brand=BRAND) == ()
    with_name = editing.toggle_told(without, "detail:0", "name", ())
    texts = [line.text for one in planned(with_name).shots[1].letterings for line in one.lines]
    assert PRODUCT.name in texts


def test_a_length_that_is_given_is_kept_off_the_beat() -> None:
    edit = editing.set_on_beat(explicit(), False)
    edit = editing.set_frames(edit, "detail:1", 77)
    assert planned(edit).shots[2].frames == 77
    assert planned(edit).frames == 15 * 30


def test_with_every_length_given_their_sum_counts() -> None:
    edit = editing.set_on_beat(explicit(), False)
    for one in editing.shots_of(edit):
        edit = editing.set_frames(edit, one.id, 40)
    assert [shot.frames for shot in planned(edit).shots] == [40] * len(editing.shots_of(edit))
    assert planned(editing.set_seconds(edit, 20)).frames == 600


def test_there_is_an_end_to_adding() -> None:
    edit = explicit()
    while len(editing.shots_of(edit)) < MOST_SHOTS:
        edit = editing.add_photo(edit, photo(1).id)
    with pytest.raises(VendorError, match="40 ช็อต"):
        editing.add_photo(edit, photo(1).id)
    assert len(editing.shots_of(edit)) == MOST_SHOTS
    assert editing.shots_of(edit)[-1].id == "closing"
    check(planned(edit))


def test_the_only_shot_stays() -> None:
    edit = explicit()
    for one in editing.shots_of(edit):
        edit = editing.remove_shot(edit, one.id)
    assert len(editing.shots_of(edit)) == 1
    check(planned(edit))


def test_footage_is_trimmed_within_what_there_is() -> None:
    edit = editing.add_take(explicit(), FOOTAGE, 1)
    new = editing.shots_of(edit)[1].id
    trimmed = editing.shot(editing.trim(edit, new, FOOTAGE, 200, 999), new)
    assert trimmed.take is not None
    assert (trimmed.take.start, trimmed.frames) == (200, 40)


@pytest.mark.parametrize("frames", [None, 30, 500])
def test_no_shot_outlasts_its_footage(frames: int | None) -> None:
    brief = msgspec.structs.replace(FOOTAGE, frames=50)
    product = msgspec.structs.replace(PRODUCT, footage=(brief,))
    edit = editing.add_take(explicit(), brief, 1)
    new = editing.shots_of(edit)[1].id
    edit = editing.set_frames(edit, new, frames)
    shot = plan(product, edit, brand=BRAND).shots[1]
    assert shot.take is not None
    assert shot.frames <= 50 + 4
    edit = editing.set_frames(editing.trim(edit, new, brief, 20, 20), new, 999, brief)
    assert editing.shot(edit, new).frames == 30


def test_a_picture_taken_away_makes_room_for_another() -> None:
    edit = explicit()
    fewer = msgspec.structs.replace(PRODUCT, photos=PRODUCT.photos[1:], footage=())
    storyboard = plan(fewer, edit, brand=BRAND)
    assert len(storyboard.shots) == len(planned(edit).shots)
    assert {shot.photo for shot in storyboard.shots} <= set(fewer.photo_ids)


def test_strangers_ids_and_automatic_shots_are_bugs() -> None:
    with pytest.raises(KeyError):
        editing.remove_shot(explicit(), "no such")
    with pytest.raises(ValueError, match="with_shots"):
        editing.remove_shot(ClipEdit(template="new-arrival"), "opening")
