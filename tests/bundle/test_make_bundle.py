"""From a product to its bundle: with the clip there is, or a new one."""

import os
import time
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from tests.bundle.conftest import DRESS, SMALL
from tests.conftest import cloth
from vendor_app import bundling, machine, making
from vendor_app.bundle.platforms import Platform
from vendor_app.bundle.verify import verify_bundle
from vendor_app.bundling import check_product, make_bundle
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT
from vendor_app.making import Clip, current_clip, make_clip
from vendor_app.photos.reading import Pixels
from vendor_app.progress import Cancelled, Progress
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import PlanRefused
from vendor_app.storyboard.templates import template


@pytest.fixture
def dress(shop: Shop, tmp_path: Path) -> Product:
    """Return a product with a photo, in ``shop``."""
    shop.catalogue.add(DRESS)
    cloth(900, 1200).save(tmp_path / "0.jpg")
    shop.add_photos(DRESS.sku, [tmp_path / "0.jpg"])
    return shop.catalogue.product(DRESS.sku)


@pytest.fixture
def clip(clip: Clip, dress: Product) -> Clip:
    """Return a clip that was made in another shop as one of this dress."""
    return replace(clip, storyboard=replace(clip.storyboard, product=dress.id))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Make every clip small, and return the list of what each was asked to be."""
    asked: list[dict[str, object]] = []

    def small(shop: Shop, product: Product, style: object, **options: object) -> Clip:
        asked.append(options)
        options = {"seconds": 6, "music": None, **options, "clip_format": SMALL}
        return make_clip(shop, product, style, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "make_clip", small)
    return asked


def small_clip(shop: Shop, product: Product, **options: object) -> Product:
    """Give the product a small clip of 6 seconds and return it as it is then."""
    options = {"seconds": 6, "music": None, **options}
    make_clip(shop, product, template("wholesale"), clip_format=SMALL, **options)  # type: ignore[arg-type]
    return shop.catalogue.product(product.sku)


def test_a_clip_that_shows_the_product_as_it_is_is_taken(
    shop: Shop, dress: Product, tiktok: Platform, made: list[dict[str, object]]
) -> None:
    product = small_clip(shop, dress)
    first = make_bundle(shop, product, tiktok)
    second = make_bundle(shop, product, tiktok)
    assert made == []
    assert first.path.parent == shop.bundles
    assert first.path != second.path
    for bundle in (first, second):
        assert verify_bundle(bundle.path) == ()
        assert (bundle.path / "clip.mp4").read_bytes() == (shop.folder / product.clips[0].file).read_bytes()
    levels = {check.name: check.level for check in first.checks}
    assert {name for name, level in levels.items() if level == "fail"} == set()
    assert levels["price_of_clip"] == "pass"

    current_clip(shop, shop.catalogue.save(replace(product, name="ชื่อใหม่")))
    assert [asked["voice"] for asked in made] == [None]


def test_a_changed_price_makes_the_clip_anew_as_it_was_with_its_voice(
    shop: Shop, dress: Product, made: list[dict[str, object]], tmp_path: Path
) -> None:
    import wave

    with wave.open(str(tmp_path / "voice.wav"), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        tone = np.sin(np.arange(96_000) / 40) * 12_000
        file.writeframes(tone.astype("<i2").tobytes())
    product = small_clip(shop, dress, voice=tmp_path / "voice.wav")
    dearer = shop.catalogue.save(replace(product, price=39000))
    clip = current_clip(shop, dearer)
    (asked,) = made
    assert asked["voice"] is None, "the recording itself is used again, not what was heard in the old clip"
    assert len(clip.storyboard.voices) == 1
    assert clip.storyboard.prices == dearer.prices
    assert (clip.storyboard.template, clip.storyboard.seconds, clip.storyboard.music) == ("wholesale", 6, None)
    assert shop.catalogue.product(DRESS.sku).clips[0].prices == dearer.prices


def test_a_clip_whose_file_is_gone_is_made_anew(shop: Shop, dress: Product, made: list[dict[str, object]]) -> None:
    product = small_clip(shop, dress)
    (shop.folder / product.clips[0].file).unlink()
    current_clip(shop, product)
    assert len(made) == 1


def test_a_clip_that_is_replaced_meanwhile_is_in_the_bundle_whole(
    shop: Shop, dress: Product, tiktok: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = small_clip(shop, dress)
    shown = (shop.folder / product.clips[0].file).read_bytes()
    draw_cover = bundling.cover_of

    def while_the_queue_renews_it(of: Shop, storyboard: Storyboard) -> Pixels:
        small_clip(of, of.catalogue.save(replace(product, name="ชื่อใหม่")))
        return draw_cover(of, storyboard)

    monkeypatch.setattr(bundling, "cover_of", while_the_queue_renews_it)
    bundle = make_bundle(shop, product, tiktok)
    assert not (shop.folder / product.clips[0].file).exists()
    assert (bundle.path / "clip.mp4").read_bytes() == shown
    assert verify_bundle(bundle.path) == ()
    assert shop.catalogue.product(product.sku).postings[0].clip == product.clips[0].file


def test_a_zip_in_a_folder_of_ones_own(
    shop: Shop, dress: Product, tiktok: Platform, clip: Clip, tmp_path: Path
) -> None:
    bundle = make_bundle(shop, dress, tiktok, clip=clip, out=tmp_path / "usb" / "bundles", zipped=True)
    assert (bundle.path.parent, bundle.path.suffix) == (tmp_path / "usb" / "bundles", ".zip")
    assert list(bundle.path.parent.iterdir()) == [bundle.path]
    assert verify_bundle(bundle.path) == ()


@pytest.mark.parametrize("changes", [{"price": None}, {"photos": ()}])
def test_a_product_that_cannot_be_shown_gets_no_bundle(
    shop: Shop, dress: Product, tiktok: Platform, changes: dict[str, object]
) -> None:
    with pytest.raises(PlanRefused):
        make_bundle(shop, shop.catalogue.save(replace(dress, **changes)), tiktok)
    assert list(shop.bundles.iterdir()) == []


def test_a_file_where_the_folder_should_be(
    shop: Shop, dress: Product, tiktok: Platform, clip: Clip, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for out in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(VendorError, match="ไม่ใช่โฟลเดอร์"):
            make_bundle(shop, dress, tiktok, clip=clip, out=out)


def test_too_little_room_is_told_before_the_work(
    shop: Shop, dress: Product, tiktok: Platform, clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendor_app.files.free_space", lambda _folder: 1_000_000)
    with pytest.raises(VendorError, match="MB"):
        make_bundle(shop, dress, tiktok, clip=clip, out=tmp_path / "usb")
    assert not (tmp_path / "usb").exists()


def test_stopped_while_the_bundle_is_put_together(shop: Shop, dress: Product, tiktok: Platform, clip: Clip) -> None:
    seen: list[float] = []
    with pytest.raises(Cancelled):
        make_bundle(
            shop, dress, tiktok, clip=clip, progress=Progress(lambda at, _n: seen.append(at), lambda: bool(seen))
        )
    assert list(shop.bundles.iterdir()) == []


def test_a_product_can_be_asked_about_before_it_has_a_clip(shop: Shop, dress: Product, tiktok: Platform) -> None:
    assert "price_of_clip" not in {check.name for check in check_product(shop, dress, tiktok)}


def test_a_product_whose_clip_is_out_of_date_is_told_so(shop: Shop, dress: Product, tiktok: Platform) -> None:
    product = shop.catalogue.save(replace(small_clip(shop, dress), price=99900))
    levels = {check.name: check.level for check in check_product(shop, product, tiktok)}
    assert (levels["price_of_clip"], levels["clip_format"], "cover" in levels) == ("fail", "pass", False)


def test_a_clip_of_a_slow_machine_is_a_good_one(shop: Shop, dress: Product, tiktok: Platform) -> None:
    style = template("new-arrival")
    clip = make_clip(shop, dress, style, seconds=6, music=None, clip_format=machine.SMALL)
    bundle = make_bundle(shop, dress, tiktok, clip=clip)
    asked = {check.name: check for check in bundle.checks if check.name.startswith("clip_")}
    assert "720×1280" in asked["clip_format"].hint
    assert {name for name, check in asked.items() if check.level != "pass"} == set()
    assert verify_bundle(bundle.path) == ()


def test_what_a_power_cut_left_in_the_cache_goes_with_the_next_bundle(
    shop: Shop, dress: Product, tiktok: Platform, clip: Clip
) -> None:
    left, being_made = (cache_folder() / f"{DRAFT}{name}" for name in ("left", "now"))
    for folder in (left, being_made):
        folder.mkdir(parents=True)
        (folder / "clip.mp4").write_bytes(b"x")
    yesterday = time.time() - 25 * 3600
    os.utime(left, (yesterday, yesterday))
    make_bundle(shop, dress, tiktok, clip=clip)
    assert list(cache_folder().glob(f"{DRAFT}*")) == [being_made]
