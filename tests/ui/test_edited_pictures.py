"""The window shows photos as they are edited now: on tiles and cards, in previews and where a part is chosen."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from ui.tasks import Tasks
from ui.widgets.pictures import Pictures
from ui.widgets.preview_reels import Originals, stage_of
from vendor_app.catalogue.records import Product
from vendor_app.originals import product_files
from vendor_app.photos.masks import Masks
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Cutout, Recipe
from vendor_app.planning import plan_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit

DARK = Recipe(light=-1.0)
SIZE = QSize(60, 80)


@pytest.fixture
def shirt(shop: Shop, make_photo: PhotoMaker) -> Product:
    """Return a product with two photos, in ``shop``."""
    shop.catalogue.add(Product(sku="SH-1", name="เสื้อ", price=9900))
    shop.add_photos("SH-1", [make_photo(f"{at}.jpg", width=300, height=400, seed=at) for at in range(2)])
    return shop.catalogue.product("SH-1")


def arrived_picture(qtbot: QtBot, pictures: Pictures, photo: Photo) -> QPixmap:
    """Return the picture of a photo once it was read."""
    assert pictures.picture(photo, SIZE) is None
    qtbot.waitUntil(lambda: pictures.picture(photo, SIZE) is not None, timeout=30_000)
    found = pictures.picture(photo, SIZE)
    assert found is not None
    return found


def test_a_tile_shows_the_edited_photo_and_again_the_plain_one(
    shop: Shop, shirt: Product, tasks: Tasks, qtbot: QtBot
) -> None:
    pictures = Pictures(shop.thumbnails, tasks)
    arrived: list[str] = []
    pictures.arrived.connect(arrived.append)
    plain, edited = shirt.photos[0], shop.catalogue.set_recipe("SH-1", shirt.photos[0].id, DARK).photos[0]
    images = [arrived_picture(qtbot, pictures, photo).toImage() for photo in (plain, edited)]
    levels = [image.pixelColor(30, 40).lightness() for image in images]
    assert levels[1] < levels[0] - 10
    assert arrived == [plain.id, plain.id]
    assert pictures.picture(plain, SIZE) is not None


def test_a_lost_white_background_spoils_no_other_look(shop: Shop, shirt: Product, tasks: Tasks, qtbot: QtBot) -> None:
    pictures = Pictures(shop.thumbnails, tasks)
    mask = Masks(shop.masks).add(np.full((40, 30), 255, np.uint8))
    Masks(shop.masks).path(mask).unlink()
    cut = shop.catalogue.set_recipe("SH-1", shirt.photos[0].id, Recipe(cutout=Cutout(mask=mask))).photos[0]
    assert pictures.picture(cut, SIZE) is None
    qtbot.waitUntil(lambda: pictures.is_broken(cut), timeout=30_000)
    assert not pictures.is_broken(shirt.photos[0])
    assert not arrived_picture(qtbot, pictures, shirt.photos[0]).isNull()


def test_a_preview_follows_the_edits_of_its_photos(shop: Shop, shirt: Product) -> None:
    edit = ClipEdit(template="new-arrival", seconds=6, music=None)
    originals = Originals(product_files(shop, (shirt,)))
    before = stage_of(plan_clip(shop, shirt, edit), originals, (180, 320)).still(20).mean()
    photo = shirt.photos[0].id
    whole = originals.open_photo(photo, (100, 100)).mean()
    for one in shirt.photo_ids:
        product = shop.catalogue.set_recipe("SH-1", one, DARK)
    originals.files = product_files(shop, (product,))
    assert stage_of(plan_clip(shop, product, edit), originals, (180, 320)).still(20).mean() < before - 8
    assert originals.open_photo(photo, (100, 100)).mean() < whole - 8
    originals.files = product_files(shop, (shirt,))
    assert originals.open_photo(photo, (100, 100)).mean() == whole
