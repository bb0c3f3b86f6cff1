"""Developed pictures in the cache: made once, found again, made again when they are gone or spoilt."""

import errno
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from tests.conftest import cloth
from vendor_app.errors import VendorError
from vendor_app.photos import developed as developed_module
from vendor_app.photos.develop import develop
from vendor_app.photos.developed import Developed
from vendor_app.photos.geometry import developed_size
from vendor_app.photos.masks import Masks
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import Pixels, read_photo
from vendor_app.photos.recipe import Crop, Cutout, Recipe, Veil
from vendor_app.photos.store import PhotoStore
from vendor_app.photos.thumbnails import LARGE, SMALL, Thumbnails

RECIPE = Recipe(turns=1, degrees=2.5, light=0.5, crop=Crop(x=0.1, width=0.8))


@pytest.fixture
def masks(tmp_path: Path) -> Masks:
    """Return an empty store of masks."""
    return Masks(tmp_path / "masks")


@pytest.fixture
def developed(store: PhotoStore, masks: Masks, tmp_path: Path) -> Developed:
    """Return an empty cache of developed pictures."""
    return Developed(tmp_path / "cache", store, masks)


@pytest.fixture
def photo(store: PhotoStore, tmp_path: Path) -> Photo:
    """Return a photo of 1500 × 2000 pixels that was edited."""
    cloth(375, 500).resize((1500, 2000)).save(tmp_path / "เดรส.jpg")
    return replace(store.add(tmp_path / "เดรส.jpg"), recipe=RECIPE)


def files(tmp_path: Path) -> list[Path]:
    """Return all files of the cache."""
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_a_photo_as_it_came_is_its_original(developed: Developed, store: PhotoStore, photo: Photo) -> None:
    plain = replace(photo, recipe=Recipe())
    assert developed.path(plain) == developed.path(plain, (100, 100)) == store.path(plain)


def test_an_edited_one_is_developed_whole(developed: Developed, store: PhotoStore, photo: Photo) -> None:
    path = developed.path(photo)
    made, wanted = read_photo(path), develop(read_photo(store.path(photo)), RECIPE)
    assert made.shape[1::-1] == developed_size(1500, 2000, RECIPE) == wanted.shape[1::-1]
    assert np.abs(made.astype(int) - wanted).mean() < 2
    with Image.open(path) as image:
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert developed.path(photo) == path


@pytest.mark.parametrize("at_least", [(300, 200), (900, 600), (1, 1100), (9999, 1)])
def test_a_smaller_one_covers_what_was_asked_for(developed: Developed, photo: Photo, at_least: tuple[int, int]) -> None:
    whole = developed_size(1500, 2000, RECIPE)
    width, height = read_photo(developed.path(photo, at_least)).shape[1::-1]
    assert width >= min(at_least[0], whole[0])
    assert height >= min(at_least[1], whole[1])
    assert width / height == pytest.approx(whole[0] / whole[1], rel=0.01)
    assert width <= whole[0]
    if at_least == (300, 200):
        assert width < 0.7 * whole[0]


def test_the_whole_one_serves_for_smaller_ones_too(developed: Developed, photo: Photo, tmp_path: Path) -> None:
    whole, small = developed.path(photo), developed.path(photo, (300, 200))
    assert small.name != whole.name or len(files(tmp_path)) == 1
    assert developed.pixels(photo, (300, 200)).shape[1] >= 300


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-5000]),
        lambda path: path.write_bytes(path.read_bytes()[:9000] + b"\0" * 3000 + path.read_bytes()[12000:]),
    ],
    ids=["gone", "empty", "cut short", "overwritten"],
)
@pytest.mark.parametrize("restarted", [False, True])
def test_what_is_spoilt_is_made_again(
    photo: Photo, store: PhotoStore, masks: Masks, tmp_path: Path, spoil: Callable[[Path], object], restarted: bool
) -> None:
    developed = Developed(tmp_path / "cache", store, masks)
    path = developed.path(photo)
    content = path.read_bytes()
    spoil(path)
    if path.exists():
        os.utime(path, (1, 1))  # the clock of a disk may be too coarse to tell two moments of a test apart
    if restarted:
        developed = Developed(tmp_path / "cache", store, masks)
    assert developed.path(photo).read_bytes() == content
    assert len(files(tmp_path)) == 1


def test_threads_that_ask_together_make_it_once(
    developed: Developed, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    all_here = threading.Barrier(6)

    def counted(*args: object, **options: object) -> Pixels:
        made.append(1)
        return develop(*args, **options)  # type: ignore[arg-type]

    def ask() -> Path:
        all_here.wait()
        return developed.path(photo)

    monkeypatch.setattr(developed_module, "develop", counted)
    with ThreadPoolExecutor(6) as workers:
        paths = {future.result() for future in [workers.submit(ask) for _ in range(6)]}
    assert len(paths) == len(made) == 1


def test_a_missing_original_is_a_sentence_each_time(developed: Developed, photo: Photo, store: PhotoStore) -> None:
    store.path(photo).unlink()
    for _again in range(2):
        with pytest.raises(VendorError, match="เดรส") as caught:
            developed.path(photo)
        assert caught.value.hint
    with pytest.raises(VendorError, match="เดรส"):
        developed.pixels(photo, (10, 10))


@pytest.mark.parametrize("lost", ["never there", "gone", "spoilt", "no store"])
def test_a_lost_mask_is_a_sentence(photo: Photo, store: PhotoStore, masks: Masks, tmp_path: Path, lost: str) -> None:
    mask = masks.add(np.full((80, 60), 255, np.uint8))
    developed = Developed(tmp_path / "cache", store, None if lost == "no store" else masks)
    if lost == "gone":
        masks.path(mask).unlink()
    elif lost == "spoilt":
        masks.path(mask).chmod(0o644)
        masks.path(mask).write_bytes(b"\x89PNG")
    cut = replace(photo, recipe=Recipe(cutout=Cutout(mask="0" * 64 if lost == "never there" else mask)))
    with pytest.raises(VendorError, match=r"พื้นขาว.*เดรส") as caught:
        developed.path(cut)
    assert "แต่งรูป" in caught.value.hint
    with pytest.raises(VendorError, match="พื้นขาว"):
        Thumbnails(store, tmp_path / "cache", developed).path(cut)
    assert not files(tmp_path)


def test_a_cutout_is_developed_with_its_mask(developed: Developed, photo: Photo, masks: Masks) -> None:
    mask = np.zeros((80, 60), np.uint8)
    mask[20:60, 15:45] = 255
    cut = replace(photo, recipe=Recipe(cutout=Cutout(mask=masks.add(mask))))
    made = read_photo(developed.path(cut))
    assert (made[:300] > 250).all()
    assert made[1000, 750].min() < 250


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    developed: Developed, photo: Photo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(VendorError, match="เต็ม"):
            developed.path(photo)
    assert not files(tmp_path)
    assert developed.path(photo).exists()


def test_the_cache_grows_no_further_than_it_may(
    developed: Developed, photo: Photo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(developed_module, "_MOST_BYTES", 300_000)
    monkeypatch.setattr(developed_module, "_TRIMMED_EVERY", 1)
    first = developed.path(photo)
    developed.path(replace(photo, recipe=Recipe(light=0.9)))
    assert first.exists()  # it was used a moment ago
    monkeypatch.setattr(developed_module, "_IN_USE", -1)
    for number in range(8):
        newest = developed.path(replace(photo, recipe=Recipe(light=(number + 1) / 10)), (900, 900))
    assert newest.exists()
    assert sum(file.stat().st_size for file in files(tmp_path)) < 300_000 + 2 * newest.stat().st_size


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_thumbnail_shows_the_edited_photo(
    developed: Developed, photo: Photo, store: PhotoStore, tmp_path: Path, size: int
) -> None:
    thumbnails = Thumbnails(store, tmp_path / "thumbnails", developed)
    before = thumbnails.path(replace(photo, recipe=Recipe()), size)
    assert thumbnails.made(photo, size) is None
    after = thumbnails.path(photo, size)
    width, height = developed_size(1500, 2000, RECIPE)
    with Image.open(before) as plain, Image.open(after) as seen:
        assert max(plain.size) == max(seen.size) == size
        assert plain.height > plain.width
        assert seen.width / seen.height == pytest.approx(width / height, rel=0.01)
    assert thumbnails.made(photo, size) == after
    assert not files(tmp_path)  # of the photo itself nothing larger was made


def test_a_veiled_face_is_in_no_file_made_of_the_photo(
    developed: Developed, photo: Photo, store: PhotoStore, tmp_path: Path
) -> None:
    veiled = replace(photo, recipe=Recipe(veils=(Veil(x=0.25, y=0.25, width=0.5, height=0.5),)))
    for path in (
        developed.path(veiled),
        developed.path(veiled, (400, 400)),
        Thumbnails(store, tmp_path / "thumbnails", developed).path(veiled),
    ):
        pixels = read_photo(path)
        height, width = (side // 4 for side in pixels.shape[:2])
        inside = pixels[height + 12 : 3 * height - 12, width + 12 : 3 * width - 12].astype(int)
        assert np.abs(np.diff(inside, axis=0)).mean() < 1.5  # no stripe is left
        assert np.abs(np.diff(inside, axis=1)).mean() < 1.5
