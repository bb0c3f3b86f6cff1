"""Thumbnails are right, made once, and made again when the cache is gone."""

import errno
import io
import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from tests.photos.conftest import FileMaker
from tests.photos.samples import encoded, exact, patches, pixels_of
from vendor_app.errors import VendorError
from vendor_app.photos import developed as developed_module
from vendor_app.photos import profiles
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import Pixels, fit_within, read_photo
from vendor_app.photos.store import PhotoStore
from vendor_app.photos.thumbnails import LARGE, SMALL, Thumbnails


def _opened(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


@pytest.fixture
def thumbnails(store: PhotoStore, tmp_path: Path) -> Thumbnails:
    return Thumbnails(store, tmp_path / "cache" / "รูปย่อ")


@pytest.fixture
def photo(store: PhotoStore, make_file: FileMaker) -> Photo:
    """Return a stored photo, upright 600 × 800, turned by its EXIF, in Display P3, with a place it was taken at."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    chart = patches(side=100, lowest=70)
    content = exact(chart, "JPEG", exif=exif, icc_profile=profiles._numbered(12, 13))
    return store.add(make_file("a.jpg", content=content))


@pytest.mark.parametrize("size", [SMALL, LARGE, 100])
def test_a_thumbnail_is_small_upright_srgb_and_bare(
    size: int, photo: Photo, thumbnails: Thumbnails, store: PhotoStore
) -> None:
    assert (photo.width, photo.height) == (600, 800)
    path = thumbnails.path(photo, size)
    image = _opened(path)
    assert image.size == (size * 3 // 4, size)
    assert {"exif", "icc_profile"}.isdisjoint(image.info)
    step = size // 8
    wanted = read_photo(store.path(photo))[50::100, 50::100].astype(int)
    assert abs(pixels_of(image)[step // 2 :: step, step // 2 :: step][:8, :6] - wanted).mean() < 2.5


@pytest.mark.parametrize("size", [(100, 50), (48, 48), (48, 4000)])
def test_a_small_or_narrow_photo_is_not_enlarged(
    size: tuple[int, int], store: PhotoStore, thumbnails: Thumbnails, make_file: FileMaker
) -> None:
    photo = store.add(make_file("a.png", content=encoded(Image.new("RGB", size, "red"), "PNG")))
    assert _opened(thumbnails.path(photo)).size == fit_within(size, LARGE)
    assert all(after <= before for after, before in zip(fit_within(size, LARGE), size, strict=True))


def test_it_is_made_on_demand_and_kept(photo: Photo, thumbnails: Thumbnails) -> None:
    assert thumbnails.made(photo) is None
    path = thumbnails.path(photo)
    written = path.stat().st_mtime_ns
    assert thumbnails.made(photo) == thumbnails.path(photo) == path
    assert path.stat().st_mtime_ns == written


def test_a_cleared_cache_is_filled_again(photo: Photo, thumbnails: Thumbnails, tmp_path: Path) -> None:
    path = thumbnails.path(photo)
    content = path.read_bytes()
    shutil.rmtree(tmp_path / "cache")
    assert thumbnails.made(photo) is None
    assert thumbnails.path(photo).read_bytes() == content


@pytest.mark.parametrize(
    "damage", [lambda content: b"", lambda content: content[:-50], lambda content: bytes(len(content))]
)
def test_a_thumbnail_cut_off_by_a_power_failure_is_made_again(
    damage: Callable[[bytes], bytes], photo: Photo, thumbnails: Thumbnails
) -> None:
    path = thumbnails.path(photo)
    content = path.read_bytes()
    path.write_bytes(damage(content))
    assert thumbnails.made(photo) is None
    assert thumbnails.path(photo).read_bytes() == content


def test_threads_that_ask_together_make_it_once(
    photo: Photo, thumbnails: Thumbnails, monkeypatch: pytest.MonkeyPatch
) -> None:
    decodes: list[int] = []
    all_here = threading.Barrier(8)

    def counted(*args: object) -> Pixels:
        decodes.append(1)
        return read_photo(*args)

    def ask() -> Path:
        all_here.wait()
        return thumbnails.path(photo)

    monkeypatch.setattr(developed_module, "read_photo", counted)
    with ThreadPoolExecutor(8) as workers:
        paths = {future.result() for future in [workers.submit(ask) for _ in range(8)]}
    assert len(paths) == 1
    assert len(decodes) == 1


def test_the_small_one_comes_from_the_large_one(photo: Photo, thumbnails: Thumbnails, store: PhotoStore) -> None:
    thumbnails.path(photo, LARGE)
    store.path(photo).unlink()
    assert _opened(thumbnails.path(photo, SMALL)).size == (180, 240)


def test_a_missing_original_is_a_sentence_each_time(photo: Photo, thumbnails: Thumbnails, store: PhotoStore) -> None:
    store.path(photo).unlink()
    for _again in range(2):
        with pytest.raises(VendorError, match=r"a\.jpg") as caught:
            thumbnails.path(photo)
        assert caught.value.hint


def test_a_damaged_original_is_a_sentence(photo: Photo, thumbnails: Thumbnails, store: PhotoStore) -> None:
    path = store.path(photo)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(VendorError, match="เสีย"):
        thumbnails.path(photo)


def test_a_full_disk_is_a_sentence_and_leaves_no_draft(
    photo: Photo, thumbnails: Thumbnails, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(VendorError, match="เต็ม"):
            thumbnails.path(photo)
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert thumbnails.path(photo).exists()


def test_a_record_that_leads_out_of_the_cache_leads_nowhere(thumbnails: Thumbnails) -> None:
    photo = Photo(id="../../../../x", suffix=".jpg", width=10, height=10)
    assert thumbnails.made(photo) is None
    with pytest.raises(VendorError):
        thumbnails.path(photo)


def test_a_thumbnail_of_transparency_is_on_white(
    store: PhotoStore, thumbnails: Thumbnails, make_file: FileMaker
) -> None:
    clear = encoded(Image.new("RGBA", (600, 600)), "PNG")
    path = thumbnails.path(store.add(make_file("a.png", content=clear)))
    assert pixels_of(_opened(path)).min() == 255
