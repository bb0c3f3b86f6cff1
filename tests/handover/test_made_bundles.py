"""What making a bundle leaves behind: a history, the picture on white first, addresses of the shop's website."""

import csv
import shutil
from pathlib import Path

import pytest

from tests.bundle.conftest import SMALL
from tests.conftest import PhotoMaker
from vendor_app.bundle.edited import Words, edited_words, keep_words
from vendor_app.bundle.pictures import white_first
from vendor_app.bundle.platforms import platform
from vendor_app.bundle.verify import verify_bundle
from vendor_app.bundling import make_bundles
from vendor_app.catalogue.records import PriceTier, Product
from vendor_app.errors import VendorError
from vendor_app.making import Clip, make_clip
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Cutout, Recipe
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import template

PLAIN, WHITE = Recipe(), Recipe(cutout=Cutout(mask="a" * 64))
TIERS = (PriceTier(label="ส่ง", min_quantity=6, price=24000),)


def photo(number: int, shot: str = "", recipe: Recipe = PLAIN) -> Photo:
    return Photo(id=f"{number:064x}", suffix=".jpg", width=10, height=10, shot=shot, recipe=recipe)


@pytest.mark.parametrize(
    ("photos", "order"),
    [
        ((), []),
        ((photo(1), photo(2)), [1, 2]),
        ((photo(1), photo(2, recipe=WHITE), photo(3, recipe=WHITE)), [2, 1, 3]),
        ((photo(1), photo(2, "back", WHITE), photo(3, "front", WHITE)), [3, 1, 2]),
        ((photo(1, "front"), photo(2, "back", WHITE)), [2, 1]),
    ],
)
def test_a_picture_on_white_comes_first(photos: tuple[Photo, ...], order: list[int]) -> None:
    assert [int(one.id, 16) for one in white_first(photos)] == order


@pytest.fixture
def dress(shop: Shop, make_photo: PhotoMaker) -> Product:
    """Return a product with two photos."""
    shop.catalogue.add(Product(name="เดรสแขนตุ๊กตา ผ้าฝ้าย", sku="DR-1", price=35000, tiers=TIERS, category="เดรส"))
    shop.add_photos("DR-1", [make_photo("0.jpg", seed=0), make_photo("1.jpg", seed=1)])
    return shop.catalogue.product("DR-1")


@pytest.fixture
def clip(shop: Shop, dress: Product) -> Clip:
    """Return its clip, short and small."""
    return make_clip(shop, dress, template("new-arrival"), seconds=6, music=None, clip_format=SMALL)


def test_what_is_made_is_in_the_history_and_nowhere_else(
    shop: Shop, dress: Product, clip: Clip, tmp_path: Path
) -> None:
    shop.set_site("www.padaeng.com/ผ้า/")
    made = make_bundles(shop, dress, (platform("line"), platform("website")), clip=clip)
    stored = shop.catalogue.product("DR-1")
    assert [(one.platform, one.price, one.tiers) for one in stored.postings] == [
        ("line", 35000, (24000,)),
        ("website", 35000, (24000,)),
    ]
    assert [shop.folder / one.folder for one in stored.postings] == [one.path for one in made]
    assert shop.folder / stored.postings[0].clip == clip.path
    (elsewhere,) = make_bundles(shop, stored, (platform("line"),), clip=clip, out=tmp_path / "out", zipped=True)
    newest = shop.catalogue.product("DR-1").postings[0]
    assert (newest.platform, newest.folder, verify_bundle(elsewhere.path)) == ("line", "", ())
    (once_more,) = make_bundles(shop, shop.catalogue.product("DR-1"), (platform("website"),), clip=clip)
    manifest = (once_more.path / "bundle.json").read_bytes()
    assert b'"postings": []' in manifest
    with (once_more.path / "google.csv").open(encoding="utf-8-sig", newline="") as file:
        line = next(iter(csv.DictReader(file)))
    assert line["image_link"] == "https://www.padaeng.com/%E0%B8%9C%E0%B9%89%E0%B8%B2/01_DR-1.jpg"


def test_a_bundle_that_cannot_be_remembered_is_not_there(
    shop: Shop, dress: Product, clip: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_all: object) -> None:
        raise VendorError("full")

    monkeypatch.setattr(shop.catalogue, "add_posting", refuse)
    with pytest.raises(VendorError, match="full"):
        make_bundles(shop, dress, (platform("line"),), clip=clip)
    assert list(shop.bundles.iterdir()) == []


@pytest.mark.parametrize(
    "typed", ["ร้านป้าแดง", "http://localhost/", "https://a.com/?x=1", "https://u:p@a.com", "a" * 600]
)
def test_what_is_no_website_is_refused(shop: Shop, typed: str) -> None:
    shop.set_site("http://Shop.Example.com/")
    assert shop.site == "https://shop.example.com"
    with pytest.raises(VendorError):
        shop.set_site(typed)
    assert shop.site == "https://shop.example.com"
    shop.set_site(" ")
    assert shop.site == ""


def test_typed_texts_and_answers_move_with_the_shop(shop: Shop, dress: Product, tmp_path: Path) -> None:
    keep_words(shop, dress.id, "line", Words(caption="ของป้าแดงเอง"))
    shop.set_site("padaeng.com")
    (shop.folder / "texts" / ".draft-half").write_text("{", encoding="utf-8")
    shop.close()
    moved = shutil.copytree(shop.folder, tmp_path / "ย้าย", ignore=shutil.ignore_patterns(".lock*"))
    with Shop.open(moved) as there:
        assert edited_words(there, dress.id)["line"].caption == "ของป้าแดงเอง"
        assert (there.site, there.catalogue.product("DR-1").name) == ("https://padaeng.com", dress.name)
        assert [file.name for file in (moved / "texts").iterdir()] == [f"{dress.id}.json"]
        assert (moved / "answers").is_dir()
