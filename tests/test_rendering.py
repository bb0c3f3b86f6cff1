"""What is foretold of a render: only what is not in the cache takes time."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import PhotoMaker
from vendor_app import machine, rendering
from vendor_app.catalogue.records import Product
from vendor_app.photos.recipe import Recipe
from vendor_app.planning import plan_clip
from vendor_app.rendering import expected_seconds, render
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.sound.music import samples
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Shot, Storyboard
from vendor_app.video.aac import encode_sound
from vendor_app.video.format import ClipFormat

SMALL = ClipFormat(width=180, height=320)


@pytest.fixture
def known() -> None:
    """Let something be known of the machine: as if one clip had been made on it."""
    shot = Shot(frames=90, photo="0" * 64)
    board = Storyboard(product="", sku="", title="", template="", prices=(), shots=(shot,), music=None)
    machine.learn(board, machine.LARGE, 3.0, board.frames)


@pytest.mark.usefixtures("known")
def test_what_was_made_before_is_not_counted_again(
    shop: Shop, make_photo: PhotoMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "clip_format", lambda: SMALL)
    product = shop.catalogue.add(Product(name="หมวกสาน", sku="H-1", price=9900))
    shop.add_photos(product.sku, [make_photo("1.jpg"), make_photo("2.jpg", seed=2)])
    product = shop.catalogue.product("H-1")
    edit = ClipEdit(template="new-arrival", seconds=6, music=None)
    board = plan_clip(shop, product, edit)
    before = expected_seconds(board)
    render(shop, board, clip_format=SMALL)
    again = expected_seconds(board)
    dearer = expected_seconds(plan_clip(shop, replace(product, price=12900), edit))
    assert again < dearer < before
    assert machine.said(again) == 1


def test_a_plan_older_than_an_edit_teaches_only_what_was_made_of_it(
    shop: Shop, make_photo: PhotoMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = shop.catalogue.add(Product(name="หมวกสาน", sku="H-1", price=9900))
    shop.add_photos(product.sku, [make_photo("1.jpg")])
    product = shop.catalogue.product("H-1")
    board = plan_clip(shop, product, ClipEdit(template="new-arrival", seconds=6, music=None))
    shop.catalogue.set_recipe("H-1", product.photos[0].id, Recipe(light=0.3))
    made: list[int] = []
    monkeypatch.setattr(machine, "learn", lambda _board, _format, _seconds, frames, **_others: made.append(frames))
    for _turn in range(2):
        render(shop, board, clip_format=SMALL)
    assert made == [board.frames, 0]


def test_the_same_sound_is_encoded_once_and_a_damaged_one_again(
    shop: Shop, make_photo: PhotoMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.catalogue.add(Product(name="หมวกสาน", sku="H-1", price=9900))
    shop.add_photos("H-1", [make_photo("1.jpg")])
    board = plan_clip(shop, shop.catalogue.product("H-1"), ClipEdit(template="new-arrival", seconds=6))
    first, encoded = render(shop, board, clip_format=SMALL), []

    def encode(*words: Any) -> Any:
        encoded.append(words)
        return encode_sound(*words)

    monkeypatch.setattr(rendering, "encode_sound", encode)
    assert render(shop, board, clip_format=SMALL) == first
    assert not encoded
    damaged = next((cache_folder() / "render").glob("*.sound"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    assert render(shop, board, clip_format=SMALL) == first
    assert len(encoded) == 1


@pytest.mark.usefixtures("known")
def test_music_is_counted_until_it_is_kept(shop: Shop, make_photo: PhotoMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "clip_format", lambda: SMALL)
    product = shop.catalogue.add(Product(name="หมวกสาน", sku="H-1", price=9900))
    shop.add_photos(product.sku, [make_photo("1.jpg")])
    product = shop.catalogue.product("H-1")
    foretold = {
        music: expected_seconds(plan_clip(shop, product, ClipEdit(template="new-arrival", seconds=6, music=music)))
        for music in (None, "pier-bossa")
    }
    assert foretold["pier-bossa"] > foretold[None]
    samples("pier-bossa", 180)
    board = plan_clip(shop, product, ClipEdit(template="new-arrival", seconds=6, music="pier-bossa"))
    assert expected_seconds(board) == pytest.approx(foretold[None])
