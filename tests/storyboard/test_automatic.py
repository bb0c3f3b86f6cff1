"""The shots that a template makes by itself: footage, further products, boards."""

from itertools import pairwise
from typing import get_args

import pytest

from tests.storyboard.samples import dress, others, photo, planned
from vendor_app.catalogue.records import PriceTier, Product, Review
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit, Opening
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import MOST_OTHERS, plan, with_shots
from vendor_app.storyboard.templates import Template, templates
from vendor_app.video.footage import Footage

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)


def film(number: int = 0, frames: int = 300, width: int = 1080, height: int = 1920) -> Footage:
    return Footage(id=f"f{number:063x}", suffix=".mp4", width=width, height=height, frames=frames, has_sound=True)


def filmed(storyboard: Storyboard) -> list[int]:
    return [number for number, shot in enumerate(storyboard.shots) if shot.take is not None]


def test_footage_comes_first_where_a_style_lives_from_it() -> None:
    board = planned(dress(footage=(film(0, 400), film(1, 200))), "worn")
    places = filmed(board)
    assert places == list(range(len(places)))
    assert {shot.take.footage for shot in board.shots if shot.take} == {film(0).id, film(1).id}
    assert board.shots[len(places)].photo is not None
    starts = [shot.take.start for shot in board.shots if shot.take and shot.take.footage == film(0).id]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("seconds", [6, 15, 31])
@pytest.mark.parametrize("frames", [200, 270, 400, 1200])
def test_two_shots_of_the_same_footage_are_further_apart_than_a_jump(seconds: int, frames: int) -> None:
    board = planned(dress(footage=(film(frames=frames),)), "worn", seconds=seconds)
    shown = [(shot.take.start, board.seen_frames(at)) for at, shot in enumerate(board.shots) if shot.take]
    for (start, seen), (following, _seen) in pairwise(shown):
        assert following - (start + seen) >= 15


@STYLES
def test_footage_is_shown_once_at_least_and_not_beyond_its_end(style: Template) -> None:
    board = planned(dress(footage=(film(frames=300),)), style.name)
    places = filmed(board)
    if style.name == "dozen":
        return  # its details are about the other products
    assert places
    for number in places:
        shot = board.shots[number]
        assert shot.photo is None
        assert shot.take is not None
        assert shot.take.start + board.seen_frames(number) <= 300


@STYLES
def test_a_clip_that_begins_moving_begins_with_footage(style: Template) -> None:
    board = planned(dress(footage=(film(),)), style.name, opening="motion")
    assert (board.shots[0].take is not None) == (style.opening.picture == "next" and style.opening.shows == "product")


@pytest.mark.parametrize("count", [2, 3, 4, 7])
def test_a_clip_of_before_and_after_ends_with_what_it_became(count: int) -> None:
    product = dress(photos=tuple(photo(number) for number in range(count)))
    shots = planned(product, "before-after").shots
    assert shots[-1].photo == product.photos[1].id
    assert count == 2 or shots[-2].photo != shots[-1].photo


@pytest.mark.parametrize("opening", get_args(Opening))
def test_what_was_before_is_called_so_however_the_clip_begins(opening: Opening) -> None:
    shot = planned(dress(), "before-after", opening=opening).shots[0]
    assert "ก่อน" in [line.text for one in shot.letterings for line in one.lines]


@pytest.mark.parametrize("frames", [0, 5, 40])
def test_the_briefest_footage_spoils_nothing(frames: int) -> None:
    board = planned(dress(footage=(film(frames=frames),)), "worn", seconds=6)
    assert board.frames == 180


@pytest.mark.parametrize("count", [1, 2, 5, 11, 14])
@pytest.mark.parametrize("seconds", [6, 15, 58])
def test_a_dozen_shows_every_product_with_its_own_price(count: int, seconds: int) -> None:
    beside = others(count)
    board = plan(dress(), ClipEdit(template="dozen", seconds=seconds), brand=Brand(), others=beside)
    assert board.frames == seconds * 30
    if seconds == 6 and count > 5:
        assert 5 <= len(board.others) <= MOST_OTHERS
        return
    assert len(board.others) == min(count, MOST_OTHERS)
    seen = {panel.photo for shot in board.shots for panel in shot.panels}
    said = " ".join(line.text for shot in board.shots for one in shot.letterings for line in one.lines)
    for other in beside[:MOST_OTHERS]:
        assert other.photos[0].id in seen
        assert f"฿{(other.price or 0) // 100}" in said
    assert [one.prices for one in board.others] == [one.prices for one in beside[:MOST_OTHERS]]


@pytest.mark.parametrize(("count", "seconds"), [(3, 6), (4, 10), (5, 10), (7, 10), (8, 15), (11, 15), (11, 20)])
def test_a_dozen_gives_every_product_a_shot_of_its_own(count: int, seconds: int) -> None:
    board = plan(dress(), ClipEdit(template="dozen", seconds=seconds), brand=Brand(), others=others(count))
    own = {photo.id for other in others(count) for photo in other.photos}
    shots = [shot for shot in board.shots if shot.photo in own]
    assert len({shot.photo for shot in shots}) == count
    assert min(shot.frames for shot in shots) >= 24
    assert board.frames == seconds * 30


@pytest.mark.parametrize(("count", "seconds"), [(5, 6), (11, 10), (5, 15)])
def test_a_dozen_counts_what_gets_a_shot(count: int, seconds: int) -> None:
    board = plan(dress(), ClipEdit(template="dozen", seconds=seconds), brand=Brand(), others=others(count))
    details = [shot for shot in board.shots if shot.scene.startswith("detail:")]
    numbers = [(line.text, line.unit) for shot in details for line in shot.letterings[0].lines]
    last = max(int(number) for number, _of in numbers)
    assert {of for _number, of in numbers} == {f"/ {last}"}
    assert last == len(details) + 1


def test_each_product_of_a_dozen_tells_its_own_wholesale_price() -> None:
    from msgspec.structs import replace

    beside = tuple(
        replace(other, tiers=(PriceTier(label="ส่ง", min_quantity=12, price=9000 + number * 100),))
        for number, other in enumerate(others(4))
    )
    board = plan(dress(), ClipEdit(template="dozen"), brand=Brand(), others=beside)
    said = " ".join(line.text for shot in board.shots for one in shot.letterings for line in one.lines)
    assert [number for number in range(4) if f"฿{90 + number}" not in said] == []


@pytest.mark.parametrize("like", [dress(), others(3)[0]], ids=["the clip's own", "one of the others"])
def test_products_with_the_same_photo_each_tell_their_own_name_and_price(like: Product) -> None:
    from msgspec.structs import replace

    first, second, third = others(3)
    beside, edit = (first, second, replace(third, photos=like.photos)), ClipEdit(template="dozen")
    for decided in (edit, with_shots(edit, dress(), beside)):
        board = plan(dress(), decided, brand=Brand(), others=beside)
        details = [shot for shot in board.shots if shot.scene.startswith("detail:")]
        for place, (shot, other) in enumerate(zip(details, beside, strict=True), 2):
            said = {line.text for one in shot.letterings for line in one.lines}
            assert shot.photo == other.photos[0].id
            assert {str(place), other.name, f"฿{(other.price or 0) // 100}"} <= said


@pytest.mark.parametrize("lack", [{"photos": ()}, {"price": None}])
def test_other_products_that_cannot_be_shown_are_left_out(lack: dict[str, object]) -> None:
    from msgspec.structs import replace

    good, bad = others(2)
    board = plan(dress(), ClipEdit(template="dozen"), brand=Brand(), others=(replace(bad, **lack), good))
    assert [one.product for one in board.others] == [good.id]


def test_each_review_is_told_with_its_photo() -> None:
    board = planned(dress(), "review", seconds=25)
    quotes = [shot for shot in board.shots if any(one.role == "quote" for one in shot.letterings)]
    assert len(quotes) == 2
    assert quotes[0].photo == photo(3).id


def test_a_review_whose_photo_was_taken_away_is_told_all_the_same() -> None:
    board = planned(dress(reviews=(Review(text="ดีมาก", photo="0" * 64),), photos=(photo(1),)), "review")
    assert any(one.role == "quote" for shot in board.shots for one in shot.letterings)
    assert {shot.photo for shot in board.shots} <= {photo(1).id, None}


@STYLES
def test_boards_written_down_are_no_empty_cards_when_there_is_nothing_for_them(style: Template) -> None:
    edit = with_shots(ClipEdit(template=style.name, seconds=30), dress(), others(2))
    bare = dress(tiers=(), variants=(), facts=type(dress().facts)(), footage=())
    board = plan(bare, edit, brand=Brand(shop_name="ร้าน"), others=others(2))
    assert len(board.shots) == len(edit.shots or ())
    assert all(shot.photo or shot.panels for shot in board.shots)
