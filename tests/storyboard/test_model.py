"""Storyboards: counting frames, saving and reading."""

import msgspec
import pytest

from tests.storyboard.samples import dress, planned
from vendor_app.storyboard.model import SAFE, SAFE_WITH_CARD, Shot, Storyboard, Transition, from_json, to_json
from vendor_app.storyboard.templates import templates


def _storyboard(*lengths: int) -> Storyboard:
    shots = tuple(
        Shot(frames=length, transition=Transition(frames=4 * bool(number))) for number, length in enumerate(lengths)
    )
    return Storyboard(product="p", sku="A", title="t", template="x", prices=(100,), shots=shots, music=None)


def test_length_is_the_sum_of_the_shots() -> None:
    assert (_storyboard(30, 45).frames, _storyboard(30, 45).seconds) == (75, 2.5)


@pytest.mark.parametrize(("frame", "place"), [(0, (0, 0)), (29, (0, 29)), (30, (1, 0)), (74, (1, 44)), (75, (2, 0))])
def test_every_frame_belongs_to_one_shot(frame: int, place: tuple[int, int]) -> None:
    storyboard = _storyboard(30, 45, 10)
    assert storyboard.shot_at(frame) == place
    assert storyboard.start(place[0]) + place[1] == frame


def test_no_frame_beyond_the_end() -> None:
    with pytest.raises(IndexError):
        _storyboard(30).shot_at(30)


def test_a_picture_is_seen_on_into_the_next_transition() -> None:
    storyboard = _storyboard(30, 45)
    assert [storyboard.seen_frames(number) for number in (0, 1)] == [34, 45]


@pytest.mark.parametrize("template", templates(), ids=lambda one: one.name)
def test_saved_and_read_it_is_the_same(template: object) -> None:
    storyboard = planned(dress(), template.name, "ร้านเจ๊หมวย")
    assert from_json(to_json(storyboard)) == storyboard


def test_what_is_no_storyboard_is_named() -> None:
    content = to_json(_storyboard(30)).replace(b'"frames": 30', b'"frames": "30"')
    with pytest.raises(msgspec.DecodeError, match=r"shots\[0\]|shots\[...\].frames"):
        from_json(content)


def test_the_box_with_a_card_is_the_upper_part_of_the_other() -> None:
    assert (SAFE.x, SAFE.y, SAFE.width) == (SAFE_WITH_CARD.x, SAFE_WITH_CARD.y, SAFE_WITH_CARD.width)
    assert SAFE_WITH_CARD.y + SAFE_WITH_CARD.height == 906
    assert SAFE.y + SAFE.height == 1248
