"""The key of all that is made from a photo."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.photos.test_develop import CALM, recipes
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Crop, Cutout, Recipe, Stroke

PHOTO = Photo(id="ab" * 32, suffix=".jpg", width=300, height=400)
FINGER = (Stroke(keep=True, radius=0.02, points=((0.5, 0.5), (0.6, 0.5))),)


@CALM
@given(recipes, recipes)
def test_what_looks_the_same_has_one_key_and_what_does_not_has_two(one: Recipe, other: Recipe) -> None:
    first, second = (replace(PHOTO, recipe=recipe).look for recipe in (one, other))
    assert (first == second) == (one == other)
    kept = msgspec.json.decode(msgspec.json.encode(one), type=Recipe)
    assert replace(PHOTO, recipe=kept).look == first


@CALM
@given(st.sampled_from((0.0, -0.0, 0)))
def test_nothing_is_nothing_however_it_is_written(nothing: float) -> None:
    calculated = Crop(x=nothing, y=0.3 - 0.3, width=0.5)
    looks = {replace(PHOTO, recipe=Recipe(crop=crop)).look for crop in (calculated, Crop(width=0.5))}
    assert len(looks) == 1
    assert replace(PHOTO, recipe=Recipe(light=nothing)).look == PHOTO.id


def test_how_a_mask_came_about_is_not_seen() -> None:
    cut = Cutout(mask="cd" * 32)
    drawn, other = replace(cut, strokes=FINGER, stand="ef" * 32), replace(cut, mask="ef" * 32)
    looks = [replace(PHOTO, recipe=Recipe(cutout=one)).look for one in (cut, drawn, other)]
    assert looks[0] == looks[1] != looks[2]
    assert PHOTO.edited_look == ""
    assert replace(PHOTO, recipe=Recipe(cutout=cut)).edited_look == looks[0]
