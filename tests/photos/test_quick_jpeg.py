"""The quick way to an ordinary JPEG leads to the picture that Pillow makes, and leaves the others to Pillow."""

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.photos.samples import encoded, patches, profile_bytes
from vendor_app.photos import profiles, reading
from vendor_app.photos.quick_jpeg import read_quickly
from vendor_app.photos.reading import PhotoUnreadable, prove_photo, read_photo

SIZE = (600, 400)


def _scene(size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a picture with soft colours and sharp edges."""
    rough = np.asarray(patches(9, 6, side=1).resize(size, Image.Resampling.BICUBIC))
    return Image.fromarray(cv2.circle(rough.copy(), (size[0] // 3, size[1] // 2), size[1] // 4, (20, 60, 210), -1))


def _by_pillow(content: bytes) -> np.ndarray:
    return prove_photo(content, long_side=9999)[1].astype(int)


@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
@pytest.mark.parametrize("progressive", [False, True])
def test_at_its_own_size_each_pixel_is_within_three_levels(subsampling: str, progressive: bool) -> None:
    content = encoded(_scene(), "JPEG", quality=92, subsampling=subsampling, progressive=progressive)
    quick = read_quickly(content, SIZE, SIZE)
    assert quick is not None
    off = abs(quick - _by_pillow(content))
    assert off.max() <= 3
    assert (off <= 1).mean() > 0.95


@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:0"])
@pytest.mark.parametrize("size", [(450, 300), (367, 245), (302, 201)])
def test_shrunk_it_is_the_picture_that_a_bicubic_filter_makes(subsampling: str, size: tuple[int, int]) -> None:
    content = encoded(_scene(), "JPEG", quality=95, subsampling=subsampling)
    whole = Image.fromarray(prove_photo(content, long_side=9999)[1])
    quick = read_quickly(content, SIZE, size)
    assert quick is not None
    off = abs(quick - np.asarray(whole.resize(size, Image.Resampling.BICUBIC)).astype(int))
    assert off.mean() < 0.5
    assert np.percentile(off, 95) <= 2


def test_colour_stands_where_it_belongs() -> None:
    pixels = np.zeros((400, 600, 3), np.uint8)
    pixels[:, :300], pixels[:, 300:] = (190, 60, 60), (60, 60, 190)
    quick = read_quickly(encoded(Image.fromarray(pixels), "JPEG", quality=95), SIZE, (450, 300))
    assert quick is not None
    reds = quick[150, :, 0].astype(int)
    assert abs(reds + reds[::-1] - (190 + 60)).max() <= 5  # the edge is as soft on both sides: nothing was moved


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_comes_upright_by_either_way(orientation: int, monkeypatch: pytest.MonkeyPatch) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(_scene(), "JPEG", quality=92, exif=exif.tobytes())
    quick = read_photo(content, at_least=(9999, 9999))
    monkeypatch.setattr(reading, "_read_quickly", lambda *_: None)
    assert abs(quick - read_photo(content, at_least=(9999, 9999)).astype(int)).max() <= 3


@pytest.mark.parametrize("profile", [None, profile_bytes("sRGB"), profiles._numbered(12, 13)], ids=["-", "sRGB", "P3"])
def test_a_profile_counts_by_either_way(profile: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    content = encoded(_scene(), "JPEG", quality=92, icc_profile=profile)
    quick = read_photo(content, at_least=(400, 9))
    monkeypatch.setattr(reading, "_read_quickly", lambda *_: None)
    slow = read_photo(content, at_least=(400, 9)).astype(int)
    assert quick.shape == slow.shape
    assert abs(quick.mean((0, 1)) - slow.mean((0, 1))).max() < 0.3
    assert abs(quick - slow).mean() < 1


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_what_is_not_ordinary_is_left_to_pillow(mode: str) -> None:
    assert read_quickly(encoded(_scene().convert(mode), "JPEG"), SIZE, SIZE) is None


def test_a_picture_of_odd_sides_is_left_to_pillow() -> None:
    assert read_quickly(encoded(_scene((601, 401)), "JPEG"), (601, 401), (601, 401)) is None


@pytest.mark.parametrize("missing", [1, 2, 5, 17, 400, 9000])
@pytest.mark.parametrize("progressive", [False, True])
def test_one_cut_short_is_left_to_pillow_and_refused(missing: int, progressive: bool) -> None:
    content = encoded(_scene(), "JPEG", quality=92, progressive=progressive)[:-missing]
    assert read_quickly(content, SIZE, SIZE) is None
    if missing > 2:
        with pytest.raises(PhotoUnreadable):
            read_photo(content, at_least=SIZE)
