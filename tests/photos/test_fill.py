"""How much of a picture the product fills, and the crop that makes it fill as much as platforms want."""

import cv2
import msgspec
import numpy as np
import pytest

from tests.photos.scenes import scene
from vendor_app.photos.develop import develop
from vendor_app.photos.fill import FILL, fill_share, filled, white_recipe
from vendor_app.photos.photo import Photo
from vendor_app.photos.pictures import square
from vendor_app.photos.recipe import Crop, Cutout, Recipe, Stroke

CUTOUT = Cutout(mask="ab" * 32)


def _box(left: int, top: int, width: int, height: int, size: tuple[int, int] = (300, 400)) -> np.ndarray:
    mask = np.zeros(size[::-1], np.uint8)
    mask[top : top + height, left : left + width] = 255
    return mask


def _photo(width: int, height: int, **recipe: object) -> Photo:
    return Photo(id="ab" * 32, suffix=".jpg", width=width, height=height, recipe=Recipe(**recipe))


@pytest.mark.parametrize(
    ("mask", "seen", "share"),
    [
        (_box(100, 100, 100, 200), Crop(), 0.5),
        (_box(50, 100, 200, 100), Crop(), 0.5),
        (_box(0, 0, 300, 400), Crop(), 1.0),
        (_box(0, 0, 0, 0), Crop(), 0.0),
        (_box(100, 100, 100, 200), Crop(x=0.25, y=0.2, width=0.5, height=0.6), 200 / 240),
        (_box(0, 0, 50, 50), Crop(x=0.5, y=0.5, width=0.5, height=0.5), 0.0),
        (_box(100, 100, 100, 200), Recipe(turns=1), 0.5),
        (_box(50, 50, 200, 100, (300, 300)), Crop(), 2 / 3),
        (_box(50, 50, 200, 100, (300, 290)), Crop(), 200 / 290),
    ],
)
def test_the_share_is_that_of_the_longer_side(mask: np.ndarray, seen: Crop | Recipe, share: float) -> None:
    assert fill_share(mask, seen) == pytest.approx(share, abs=0.005)


def test_it_is_said_in_a_sentence() -> None:
    assert filled(0.7249) == "สินค้าเต็ม 72% ของภาพ"


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("degrees", [0.0, 6.0])
def test_the_crop_is_a_square_that_the_product_fills(turns: int, degrees: float) -> None:
    photo = _photo(1200, 1600, turns=turns, degrees=degrees, light=0.3)
    mask = _box(90, 150, 90, 120)
    recipe = white_recipe(photo, CUTOUT, mask)
    assert fill_share(mask, recipe) == pytest.approx(FILL, abs=0.02)
    assert (recipe.turns, recipe.degrees, recipe.light, recipe.cutout) == (turns, degrees, 0.3, CUTOUT)
    assert develop(np.zeros((1600, 1200, 3), np.uint8), msgspec.structs.replace(recipe, cutout=None)).shape[0] == (
        pytest.approx(develop(np.zeros((1600, 1200, 3), np.uint8), recipe).shape[1], abs=2)
    )


def test_where_the_picture_ends_so_does_the_crop() -> None:
    photo = _photo(300, 400)
    for mask in (_box(0, 0, 300, 400), _box(10, 20, 280, 370), _box(200, 300, 100, 100)):
        crop = white_recipe(photo, CUTOUT, mask).crop
        assert 0 <= crop.x <= crop.x + crop.width <= 1
        assert 0 <= crop.y <= crop.y + crop.height <= 1
        msgspec.convert(msgspec.to_builtins(crop), Crop)


def test_the_crop_may_be_left_alone() -> None:
    crop = Crop(x=0.1, y=0.1, width=0.5, height=0.5)
    assert white_recipe(_photo(300, 400, crop=crop), CUTOUT, _box(90, 150, 90, 120), fill=None).crop == crop
    assert white_recipe(_photo(300, 400, crop=crop), CUTOUT, _box(0, 0, 0, 0)).crop == crop


def test_the_listing_picture_is_filled_as_said() -> None:
    made = scene()
    mask = np.asarray(cv2.resize(made.truth.astype(np.uint8) * 255, (600, 800)), np.uint8)
    recipe = white_recipe(_photo(300, 400), CUTOUT, mask)
    picture = square(develop(made.picture, recipe, mask=mask), 400)
    rows, columns = (np.flatnonzero((picture.min(axis=2) < 240).any(axis=axis)) for axis in (1, 0))
    longer = max(rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1)
    assert longer / 400 == pytest.approx(fill_share(mask, recipe), abs=0.02)
    assert (picture[[0, 0, -1, -1], [0, -1, 0, -1]] >= 250).all()


def test_strokes_and_shadow_are_kept_with_the_mask() -> None:
    line = Stroke(keep=True, radius=0.02, points=((0.1, 0.2),))
    cutout = Cutout(mask="cd" * 32, strokes=(line,), shadow=True)
    assert white_recipe(_photo(300, 400), cutout, _box(90, 150, 90, 120)).cutout == cutout
