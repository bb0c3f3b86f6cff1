"""Where the product is: in drawn photos of which it is known."""

import itertools

import cv2
import numpy as np
import pytest

from tests.photos.scenes import GROUNDS, HEIGHT, WIDTH, alike, scene, shaken
from vendor_app.errors import VendorError
from vendor_app.photos.cutout import MASK_SIDE, NothingFound, cut_out, drawn
from vendor_app.photos.difference import fits
from vendor_app.photos.recipe import Stroke
from vendor_app.progress import Cancelled, Progress

BOARD = (170, 126, 88)
"""The colour of the boards: cloth that nothing but the empty stand can tell from them."""


def _line(*points: tuple[float, float], keep: bool = True, radius: float = 0.02) -> Stroke:
    return Stroke(keep=keep, radius=radius, points=points)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(("goods", "cloth"), [("shirt", (190, 40, 60)), ("trousers", (40, 42, 60))])
def test_a_product_is_found_by_itself(ground: str, goods: str, cloth: tuple[int, int, int]) -> None:
    made = scene(goods, cloth, ground)
    assert alike(cut_out(made.picture), made.truth) > 0.96


def test_its_shadow_is_background_and_so_is_what_is_seen_between_the_legs() -> None:
    made = scene("trousers")
    mask = cut_out(made.picture)
    assert mask[300, 150] == 0
    assert mask[280:330, 228:240].max() == 0


@pytest.mark.parametrize("ground", ["wall", "tiles"])
def test_a_white_shirt_is_more_than_the_print_on_it(ground: str) -> None:
    made = scene(cloth=(240, 238, 232), ground=ground)
    picture = made.picture.copy()
    cv2.circle(picture, (150, 200), 34, (200, 30, 50), -1)
    assert alike(cut_out(picture), made.truth) > 0.9


@pytest.mark.parametrize(
    ("ground", "cloth", "least"),
    [
        ("boards", BOARD, 0.75),
        ("boards", (150, 118, 92), 0.93),
        ("tiles", (232, 228, 220), 0.93),
        ("wall", (120, 118, 114), 0.93),
    ],
)
def test_with_the_empty_stand_it_is_found_whatever_its_colour(
    ground: str, cloth: tuple[int, int, int], least: float
) -> None:
    made = scene(cloth=cloth, ground=ground)
    assert alike(cut_out(made.picture, stand=shaken(made.stand)), made.truth) > least


def test_the_stand_may_have_another_size() -> None:
    made = scene(cloth=(150, 118, 92), ground="boards")
    stand = np.asarray(cv2.resize(made.stand, None, fx=2.5, fy=2.5), np.uint8)
    assert alike(cut_out(made.picture, stand=stand), made.truth) > 0.93


def test_a_stand_of_another_shape_or_place_is_refused() -> None:
    made = scene(ground="tiles")
    with pytest.raises(VendorError, match="สัดส่วน"):
        cut_out(made.picture, stand=np.ascontiguousarray(np.rot90(made.stand)))
    noise = np.random.default_rng(1).integers(0, 255, (20, 15, 3), np.uint8)
    elsewhere = np.asarray(cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST), np.uint8)
    with pytest.raises(VendorError, match="คนละที่"):
        cut_out(made.picture, stand=elsewhere)
    assert fits(made.picture, shaken(made.stand))
    assert not fits(made.picture, elsewhere)
    assert not fits(made.picture, np.ascontiguousarray(np.rot90(made.stand)))


def test_a_line_adds_what_was_lost_and_another_takes_away_what_was_too_much() -> None:
    made = scene()
    picture = made.picture.copy()
    picture[200:320, 90:210] = (207, 199, 184)  # the lower half in nearly the colour of the wall
    alone = cut_out(picture)
    assert alike(alone, made.truth) < 0.8
    line = _line((0.37, 0.55), (0.6, 0.62), (0.38, 0.72))
    helped = cut_out(picture, strokes=[line])
    assert alike(helped, made.truth) > max(alike(alone, made.truth) + 0.1, 0.8)
    again = cut_out(picture, start=alone, strokes=[line])
    assert alike(again, made.truth) > alike(alone, made.truth) + 0.1
    sleeve = _line((0.2, 0.38), (0.24, 0.42), keep=False)
    assert cut_out(made.picture, strokes=[sleeve])[int(0.4 * HEIGHT), int(0.22 * WIDTH)] == 0


def test_what_a_line_goes_over_is_as_it_says() -> None:
    made = scene()
    lines = [_line((0.1, 0.9), (0.3, 0.92)), _line((0.45, 0.5), (0.55, 0.5), keep=False)]
    mask = cut_out(made.picture, strokes=lines)
    assert mask[int(0.91 * HEIGHT), int(0.2 * WIDTH)] == 255
    assert mask[HEIGHT // 2, WIDTH // 2] == 0


def test_the_later_line_wins_where_two_cross() -> None:
    labels = np.zeros((100, 100), np.uint8)
    drawn(labels, [_line((0.5, 0.1), (0.5, 0.9)), _line((0.1, 0.5), (0.9, 0.5), keep=False), _line()])
    assert labels[50, 50] == cv2.GC_BGD
    assert labels[20, 50] == cv2.GC_FGD


@pytest.mark.parametrize(
    "picture",
    [
        np.full((400, 300, 3), 200, np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.full((3, 700, 3), 90, np.uint8),
        np.full((2, 2, 3), 255, np.uint8),
    ],
    ids=["bare", "one pixel", "strip", "four pixels"],
)
def test_where_there_is_nothing_it_says_so(picture: np.ndarray) -> None:
    with pytest.raises(NothingFound, match="แยกสินค้า"):
        cut_out(picture)


@pytest.mark.parametrize("side", [np.s_[120:280, 270:], np.s_[340:, 60:240]], ids=["right", "bottom"])
def test_cloth_that_fills_the_picture_is_not_turned_white(side: tuple[slice, slice]) -> None:
    close_up = np.random.default_rng(3).integers(24, 34, (400, 300, 3)).astype(np.uint8)
    close_up[side] = (214, 190, 150)
    with pytest.raises(NothingFound):
        cut_out(close_up)
    assert cut_out(close_up, strokes=[_line((0.3, 0.5), (0.7, 0.5))])[200, 150] == 255


def test_a_finger_alone_is_enough() -> None:
    mask = cut_out(np.full((400, 300, 3), 200, np.uint8), strokes=[_line((0.3, 0.5), (0.7, 0.5))])
    assert mask[200, 150] == 255
    assert mask[5, 5] == 0


@pytest.mark.parametrize(("width", "height"), [(300, 400), (1500, 2000), (2000, 900)])
def test_a_mask_is_small_and_of_the_pictures_shape(width: int, height: int) -> None:
    picture = np.asarray(cv2.resize(scene().picture, (width, height)), np.uint8)
    mask = cut_out(picture)
    assert mask.dtype == np.uint8
    assert max(mask.shape) == min(MASK_SIDE, max(width, height))
    assert mask.shape[1] / mask.shape[0] == pytest.approx(width / height, rel=0.01)
    assert {0, 255} < set(np.unique(mask).tolist())


def test_the_same_picture_gets_the_same_mask() -> None:
    made = scene(ground="tiles")
    first = cut_out(made.picture)
    cv2.setRNGSeed(99)
    assert (cut_out(made.picture) == first).all()


def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    told: list[float] = []
    cut_out(scene().picture, progress=Progress(lambda done, _note: told.append(done)))
    assert len(told) >= 4
    assert all(one < other for one, other in itertools.pairwise(told))
    assert told[-1] == 1
    with pytest.raises(Cancelled):
        cut_out(scene().picture, progress=Progress(is_cancelled=lambda: True))
