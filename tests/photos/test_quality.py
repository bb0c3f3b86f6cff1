"""Marks of stored photos: measured from the picture as it is seen, kept, and said with what mends them."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from tests.photos.test_hints import shirt
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import speaking
from vendor_app.photos.photo import Photo
from vendor_app.photos.quality import Mark, MarkName, Measures, Qualities, marks, measure, product_marks
from vendor_app.photos.reading import Pixels
from vendor_app.photos.recipe import Recipe
from vendor_app.shop import Shop

BOTH = ("size", "lean")


def photo(number: int = 1, shot: str = "front", width: int = 960, height: int = 1280) -> Photo:
    return Photo(id=f"{number:064x}", suffix=".jpg", width=width, height=height, shot=shot)


def names(pixels: Pixels, judged: tuple[str, ...] = BOTH, one: Photo | None = None) -> list[MarkName]:
    return [mark.name for mark in marks(one or photo(), measure(pixels), judged)]


def grainy(pixels: Pixels) -> Pixels:
    return np.clip(pixels + np.random.default_rng(3).normal(0, 9, pixels.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("pixels", "expected"),
    [
        (shirt(), []),
        (shirt(brightness=0.5), ["dark"]),
        (shirt(brightness=2.0), ["bright"]),
        (np.asarray(cv2.GaussianBlur(shirt(), (0, 0), 3), np.uint8), ["blurred"]),
        (grainy(shirt()), ["noisy"]),
        (shirt(scale=0.35), ["far"]),
        (shirt(degrees=10), ["crooked"]),
    ],
    ids=["good", "dark", "bright", "blurred", "noisy", "far", "crooked"],
)
def test_what_is_not_good_is_marked_and_nothing_else(pixels: Pixels, expected: list[MarkName]) -> None:
    assert names(pixels) == expected


def test_a_photo_with_few_pixels_is_small_also_when_it_was_cropped() -> None:
    assert names(shirt(), one=photo(width=599, height=1200)) == ["small"]
    assert names(shirt(), one=replace(photo(), recipe=Recipe(turns=1))) == []


def test_a_product_on_white_is_not_taken_for_too_bright() -> None:
    picture = shirt()
    picture[(picture > 190).all(axis=2)] = 255
    assert names(picture) == []


def again(pixels: Pixels) -> Pixels:
    """Take the same picture once more: a little aside, a little brighter, with other grain."""
    moved = np.roll(pixels, (1, -2), (0, 1)).astype(np.float32) * 1.03
    return np.clip(moved + np.random.default_rng(9).normal(0, 2, pixels.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("shots", "is_double"),
    [(("front", ""), True), (("front", "front"), True), (("", ""), True), (("front", "back"), False)],
)
def test_two_of_one_picture_are_said_unless_they_are_two_shots(shots: tuple[str, str], is_double: bool) -> None:
    first, second = photo(1, shots[0]), photo(2, shots[1])
    product = Product(name="เสื้อยืด", photos=(first, second))
    found = product_marks(product, {first.look: measure(shirt()), second.look: measure(again(shirt()))})
    assert found[first.id] == ()
    assert found[second.id] == ((Mark("duplicate", first.id),) if is_double else ())


def test_other_pictures_are_no_doubles() -> None:
    first, second = photo(1, ""), photo(2, "")
    measured = {first.look: measure(shirt()), second.look: measure(np.ascontiguousarray(shirt(degrees=90)))}
    assert product_marks(Product(name="เสื้อ", photos=(first, second)), measured)[second.id] == ()


@pytest.mark.parametrize(
    ("place", "shot", "expected"), [(0, "front", 1), (0, "", 1), (1, "back", 1), (1, "", 0), (1, "label", 0)]
)
def test_size_is_asked_of_whole_shots_and_of_the_cover(place: int, shot: str, expected: int) -> None:
    photos = [photo(1, "ruler"), photo(2, "worn")]
    photos[place] = replace(photos[place], shot=shot)
    measured = {photos[place].look: measure(shirt(scale=0.35))}
    found = product_marks(Product(name="เสื้อยืด", photos=tuple(photos)), measured)
    assert [mark.name for mark in found[photos[place].id]] == ["far"] * expected


def test_every_mark_is_said_in_thai_with_what_to_do() -> None:
    with speaking("th"):
        for name in ("blurred", "dark", "bright", "small", "noisy", "crooked", "far", "duplicate"):
            mark = Mark(name)
            assert all(any("ก" <= letter <= "ฮ" for letter in text) for text in (mark.says, mark.short))
            assert mark.fix == "" or any("ก" <= letter <= "ฮ" for letter in mark.fix)


# Kept in the cache


@pytest.fixture
def stored(shop: Shop, tmp_path: Path) -> Photo:
    file = tmp_path / "dark.png"
    Image.fromarray(shirt(brightness=0.5)).save(file)
    shop.catalogue.add(Product(name="เสื้อยืด", sku="TS-1"))
    (added,) = shop.add_photos("TS-1", [file]).added
    return added.photo


def test_what_was_measured_is_known_to_another_program(shop: Shop, stored: Photo) -> None:
    assert shop.qualities.known(stored) is None
    found = shop.qualities.measured(stored)
    assert [mark.name for mark in marks(stored, found)] == ["dark", "small"]
    other = Qualities(shop.qualities._folder.parent, lambda *_: pytest.fail("measured again"))
    assert other.known(stored) == found
    assert other.measured(stored) == found


def test_an_edited_photo_is_measured_as_it_is_seen(shop: Shop, stored: Photo) -> None:
    shop.qualities.measured(stored)
    edited = replace(stored, recipe=Recipe(light=1.0))
    assert shop.qualities.known(edited) is None
    assert shop.qualities.measured(edited).brightness > shop.qualities.measured(stored).brightness + 20


@pytest.mark.parametrize("content", [b"", b"{", b'{"brightness": "much"}'])
def test_a_damaged_cache_is_measured_again(shop: Shop, stored: Photo, content: bytes) -> None:
    found = shop.qualities.measured(stored)
    shop.qualities._place(stored).write_bytes(content)
    other = Qualities(shop.qualities._folder.parent, shop.picture)
    assert other.known(stored) is None
    assert isinstance(other.measured(stored), Measures)
    assert other.known(stored) == found


def test_a_lost_original_is_said(shop: Shop, stored: Photo) -> None:
    shop.photos.path(stored).unlink()
    with pytest.raises(VendorError):
        shop.qualities.measured(stored)
