"""An edited photo on its way through the house: its recipe reaches clip, cover, cards and bundles, and nothing else."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.conftest import cloth
from tests.test_making import SHIRT
from vendor_app import rendering
from vendor_app.bundle.platforms import platform
from vendor_app.bundle.write import CLIP, PICTURES
from vendor_app.bundling import check_product, make_bundle
from vendor_app.catalogue.records import Product
from vendor_app.clips import outdated_clips
from vendor_app.errors import VendorError
from vendor_app.making import Clip, finished_clip, make_clip, renew
from vendor_app.originals import files_of, product_files, with_present_looks
from vendor_app.photos.masks import Masks
from vendor_app.photos.reading import read_photo
from vendor_app.photos.recipe import Crop, Cutout, Recipe
from vendor_app.planning import focus_of, plan_clip
from vendor_app.rendering import cards_of, cover_of
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.templates import template
from vendor_app.video.format import ClipFormat

SMALL = ClipFormat(width=180, height=320)
EDIT = ClipEdit(template="new-arrival", seconds=6, music=None)
DARK, GREY = Recipe(light=-1.0, contrast=-0.5), Recipe(turns=1, crop=Crop(x=0.1, y=0.1, width=0.8, height=0.5))

Drawn = list[tuple[int, int]]


@pytest.fixture
def shirt(shop: Shop, tmp_path: Path) -> Product:
    """Return a product with three photos, in ``shop``."""
    shop.catalogue.add(SHIRT)
    for number in range(3):
        cloth(450, 600, number).save(tmp_path / f"{number}.jpg")
    shop.add_photos("SH-1", [tmp_path / f"{number}.jpg" for number in range(3)])
    return shop.catalogue.product("SH-1")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return a list that fills with first frame and length of each stretch that is drawn."""
    found: Drawn = []
    real = rendering.render_stretch

    def render(stage: Any, stretch: Any, *rest: Any) -> Any:
        found.append((stretch.first, stretch.frames))
        return real(stage, stretch, *rest)

    monkeypatch.setattr(rendering, "render_stretch", render)
    return found


def edited(shop: Shop, number: int, recipe: Recipe) -> Product:
    """Edit a photo of the shirt."""
    photo = shop.catalogue.product("SH-1").photos[number]
    return shop.catalogue.set_recipe("SH-1", photo.id, recipe)


def small(shop: Shop, product: Product) -> Clip:
    """Make a small, short clip."""
    return make_clip(shop, product, template("new-arrival"), edit=EDIT, clip_format=SMALL)


def shots_of(storyboard: Storyboard, photo: str) -> list[int]:
    """Return the shots in which a photo is seen, and those that come in over them."""
    seen = {
        at for at, shot in enumerate(storyboard.shots) if photo in {shot.photo, *(one.photo for one in shot.panels)}
    }
    return sorted(seen | {at + 1 for at in seen if at + 1 < len(storyboard.shots)})


def brightness(pixels: NDArray[np.uint8]) -> float:
    """Return the mean level."""
    return float(pixels.mean())


def test_the_cover_and_the_cards_show_the_edited_photo(shop: Shop, shirt: Product) -> None:
    plain = plan_clip(shop, shirt, EDIT)
    first = plain.shots[plain.shot_at(plain.cover or 0)[0]].photo
    number = shirt.photo_ids.index(str(first))
    before = brightness(cover_of(shop, plain))
    planned = plan_clip(shop, edited(shop, number, DARK), EDIT)
    assert brightness(cover_of(shop, planned)) < before - 20
    assert brightness(next(cards_of(shop, planned, 1))) < before - 20


def test_only_the_shots_that_show_it_are_drawn_again(shop: Shop, shirt: Product, drawn: Drawn) -> None:
    clip = small(shop, shirt)
    everything = list(drawn)
    drawn.clear()
    edited(shop, 1, DARK)
    product = shop.catalogue.product("SH-1")
    renewed = renew(shop, product, clip, clip_format=SMALL)
    assert renewed.path != clip.path
    assert renewed.path.is_file()
    shown = shots_of(renewed.storyboard, shirt.photo_ids[1])
    assert drawn
    assert {renewed.storyboard.shot_at(first)[0] for first, _frames in drawn} <= set(shown)
    assert len(drawn) < len(everything)
    drawn.clear()
    assert renew(shop, shop.catalogue.product("SH-1"), renewed, clip_format=SMALL) == renewed
    edited(shop, 1, Recipe())
    again = renew(shop, shop.catalogue.product("SH-1"), renewed, clip_format=SMALL)
    assert again.storyboard.is_same_clip(clip.storyboard)
    assert not drawn  # as it was before: everything is in the cache


def test_a_clip_with_a_since_edited_photo_is_found_and_renewed(shop: Shop, shirt: Product) -> None:
    clip = make_clip(shop, shirt, template("new-arrival"), edit=EDIT, clip_format=SMALL)
    assert outdated_clips(shop) == ()
    edited(shop, 1, DARK)
    (found,) = outdated_clips(shop)
    assert (found.product.sku, found.record.template, found.why) == ("SH-1", "new-arrival", "photo")
    renew(shop, found.product, clip, clip_format=SMALL)
    assert outdated_clips(shop) == ()


def test_the_same_photo_in_two_products_of_a_clip_counts_as_its_own_product_has_it(
    shop: Shop, shirt: Product, tmp_path: Path
) -> None:
    other = shop.catalogue.add(Product(sku="SH-2", name="เสื้ออีกแบบ", price=9900))
    shop.add_photos("SH-2", [tmp_path / "0.jpg"])
    shop.catalogue.set_recipe("SH-2", shirt.photo_ids[0], GREY)
    own = edited(shop, 0, DARK)
    edit = ClipEdit(template="dozen", seconds=10, music=None, others=(other.id,))
    clip = make_clip(shop, own, template("dozen"), edit=edit, clip_format=SMALL)
    assert len({panel.look for shot in clip.storyboard.shots for panel in shot.panels}) > 1
    assert outdated_clips(shop) == ()
    edited(shop, 0, Recipe())
    assert [one.why for one in outdated_clips(shop)] == ["photo"]


def test_a_plan_says_how_each_photo_looks_and_frames_it_by_its_new_shape(shop: Shop, shirt: Product) -> None:
    plain = plan_clip(shop, shirt, EDIT)
    assert {shot.look for shot in plain.shots} == {""}
    product = edited(shop, 0, GREY)
    planned = plan_clip(shop, product, EDIT)
    looks = {(shot.photo, shot.look) for shot in planned.shots if shot.photo is not None}
    assert looks == {(photo.id, "" if photo.recipe.is_plain else photo.look) for photo in product.photos}
    changed = [at for at, (one, other) in enumerate(zip(plain.shots, planned.shots, strict=True)) if one != other]
    assert changed == [at for at, shot in enumerate(planned.shots) if shot.photo == product.photos[0].id]
    assert any(plain.shots[at].fill != planned.shots[at].fill for at in changed)  # it lies across now
    assert focus_of(shop, [product])[product.photos[0].id] != focus_of(shop, [shirt])[shirt.photos[0].id]


def test_the_boards_of_a_dozen_show_edited_photos_too(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    other = shop.catalogue.add(Product(sku="SH-2", name="เสื้ออีกแบบ", price=9900))
    shop.add_photos("SH-2", [tmp_path / "2.jpg"])
    hers = shop.catalogue.set_recipe("SH-2", shop.catalogue.product("SH-2").photos[0].id, GREY).photos[0]
    own = edited(shop, 0, DARK)
    planned = plan_clip(shop, own, ClipEdit(template="dozen", seconds=10, music=None, others=(other.id,)))
    seen = {(panel.photo, panel.look) for shot in planned.shots for panel in shot.panels}
    assert {(photo.id, photo.look) for photo in (own.photos[0], hers)} <= seen
    assert cover_of(shop, planned).shape == (1920, 1080, 3)


def test_a_plan_of_before_is_drawn_as_the_photos_are_now_and_not_mixed_up(
    shop: Shop, shirt: Product, drawn: Drawn
) -> None:
    plan = plan_clip(shop, shirt, EDIT)
    rendering.render(shop, plan, clip_format=SMALL)
    drawn.clear()
    edited(shop, 0, DARK)
    rendering.render(shop, plan, clip_format=SMALL)
    assert drawn  # not the segments of the plain photo
    present = with_present_looks(plan, files_of(shop, plan))
    now = plan_clip(shop, shop.catalogue.product("SH-1"), EDIT)
    assert [shot.look for shot in present.shots] == [shot.look for shot in now.shots]
    edited(shop, 0, Recipe())
    assert with_present_looks(present, files_of(shop, present)).shots == plan.shots


def test_two_products_may_edit_one_photo_differently(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    shop.catalogue.add(Product(sku="SH-2", name="เสื้ออีกแบบ", price=9900))
    shop.add_photos("SH-2", [tmp_path / "0.jpg"])
    edited(shop, 0, DARK)
    products = [shop.catalogue.product(sku) for sku in ("SH-1", "SH-2")]
    files = product_files(shop, products)
    dark, plain = (read_photo(files.photo(product.photos[0].look)) for product in products)
    assert brightness(dark) < brightness(plain) - 20


def test_bundles_show_the_edited_photos(shop: Shop, shirt: Product) -> None:
    listing = platform("website")
    before = make_bundle(shop, shirt, listing, clip=small(shop, shirt))
    product = edited(shop, 0, DARK)
    after = make_bundle(shop, product, listing, clip=small(shop, product))
    plain, dark = (
        [brightness(read_photo(file)) for file in sorted((one.path / PICTURES).iterdir())] for one in (before, after)
    )
    assert dark[0] < plain[0] - 20
    assert dark[1:] == plain[1:]
    for file in (after.path / PICTURES).iterdir():
        with Image.open(file) as image:
            assert image.size == (1200, 1200)


def test_a_lost_white_background_is_a_sentence_and_costs_nothing(shop: Shop, shirt: Product) -> None:
    clip = small(shop, shirt)
    mask = Masks(shop.masks).add(np.full((60, 45), 255, np.uint8))
    product = edited(shop, 0, Recipe(cutout=Cutout(mask=mask)))
    Masks(shop.masks).path(mask).unlink()
    assert product.photos[0].id not in focus_of(shop, [product])
    for attempt in (
        lambda: renew(shop, product, clip, clip_format=SMALL),
        lambda: make_bundle(shop, product, platform("website"), clip=clip),
        lambda: shop.thumbnails.path(product.photos[0]),
        lambda: shop.picture(product.photos[0]),
    ):
        with pytest.raises(VendorError, match="พื้นขาว") as caught:
            attempt()
        assert "แต่งรูป" in caught.value.hint
    assert finished_clip(shop, shop.catalogue.product("SH-1"), "new-arrival") is not None
    assert not list(shop.bundles.iterdir())


def test_the_whole_way_of_a_cutout(shop: Shop, shirt: Product) -> None:
    mask = np.zeros((600, 450), np.uint8)
    mask[120:480, 100:350] = 255
    recipe = Recipe(cutout=Cutout(mask=Masks(shop.masks).add(mask)), crop=Crop(y=0.125, height=0.75))
    product = edited(shop, 0, recipe)
    seen = read_photo(shop.picture(product.photos[0]))
    assert seen.shape == (450, 450, 3)
    bundle = make_bundle(shop, product, platform("website"), clip=small(shop, product))
    white = read_photo(sorted((bundle.path / PICTURES).iterdir())[0])
    assert (white[:40] > 250).all()
    assert white[600, 600].min() < 250
    assert check_product(shop, product, platform("website"))
    assert not (bundle.path / CLIP).exists() or (bundle.path / CLIP).stat().st_size > 0
