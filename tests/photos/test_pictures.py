"""What leaves the shop is square, small enough, in plain sRGB, and says nothing of where it was taken."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.photos.samples import encoded, exact, patches, pixels_of
from vendor_app.photos import profiles
from vendor_app.photos.pictures import MOST_BYTES, SIDE, export_jpeg, square, square_jpeg
from vendor_app.photos.reading import PhotoUnreadable, read_photo

SHAPES = [
    (900, 1200),
    (1200, 900),
    (533, 400),
    (4000, 300),
    (300, 4000),
    (1200, 1200),
    (1300, 1200),
    (10, 8),
    (1, 1),
    (3, 2000),
]


def _garment(width: int, height: int) -> Image.Image:
    """Return a red garment from edge to edge of the shorter side, before a grey wall."""
    image = Image.new("RGB", (width, height), (150, 150, 150))
    image.paste((200, 30, 40), (width // 8, height // 8, width - width // 8, height - height // 8))
    return image


@pytest.mark.parametrize("size", SHAPES)
def test_every_shape_becomes_a_square(size: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(square_jpeg(encoded(_garment(*size), "PNG"))))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (SIDE, SIDE))


@pytest.mark.parametrize("size", [(900, 1200), (1200, 900), (600, 1200), (1200, 1000)])
def test_nothing_of_the_product_is_cut_off_and_its_shape_stays(size: tuple[int, int]) -> None:
    pixels = square(np.asarray(_garment(*size)), 800).astype(int)
    red = (pixels[..., 0] - pixels[..., 1]) > 100
    scale = 800 / max(size)
    assert red.any(axis=1).sum() == pytest.approx(size[1] * 0.75 * scale, abs=3)
    assert red.any(axis=0).sum() == pytest.approx(size[0] * 0.75 * scale, abs=3)


@pytest.mark.parametrize("size", [(900, 1200), (1200, 900)])
def test_the_wall_goes_on_without_a_seam(size: tuple[int, int]) -> None:
    pixels = square(np.asarray(_garment(*size)), 600).astype(int)
    rim = np.concatenate((pixels[:, :60].reshape(-1, 3), pixels[:60].reshape(-1, 3)))
    assert abs(rim - 150).max() <= 5


def test_a_sleeve_over_the_edge_fades_into_the_wall() -> None:
    image = Image.new("RGB", (600, 800), (180, 170, 160))
    image.paste((20, 20, 20), (0, 380, 300, 440))
    pixels = square(np.asarray(image), 800).astype(int)
    assert abs(pixels[410, 101] - 20).max() <= 3
    assert abs(pixels[410, 5] - (180, 170, 160)).max() <= 12


def test_a_nearly_square_photo_is_cropped_at_the_middle() -> None:
    pixels = square(np.asarray(patches(11, 10, side=20)), 200)
    assert np.array_equal(pixels, np.asarray(patches(11, 10, side=20))[:, 10:210])


def test_colours_are_srgb_and_metadata_are_gone(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 3.6), 3: "E", 4: (100.0, 31.0, 4.8)})
    chart = patches(6, 6, side=200, lowest=70)
    path = tmp_path / "a.jpg"
    path.write_bytes(
        exact(chart, "JPEG", exif=exif, icc_profile=profiles._numbered(12, 13), comment=b"secret", xmp=b"<x>secret</x>")
    )
    content = square_jpeg(path)

    for trace in (b"Exif", b"Phone", b"ICC_PROFILE", b"secret", b"http"):
        assert trace in path.read_bytes() or trace == b"http"
        assert trace not in content
    assert set(Image.open(io.BytesIO(content)).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    wanted = read_photo(path)[100::200, 100::200].astype(int)
    assert abs(pixels_of(Image.open(io.BytesIO(content)))[100::200, 100::200] - wanted).max() <= 2


def test_the_worst_picture_still_fits() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (SIDE, SIDE, 3)).astype(np.uint8)
    content = export_jpeg(noise)
    assert 1_000_000 < len(content) <= MOST_BYTES
    assert len(export_jpeg(noise, most_bytes=900_000)) <= 900_000
    with pytest.raises(ValueError, match="do not fit"):
        export_jpeg(noise, most_bytes=10_000)


def test_the_same_photo_gives_the_same_bytes() -> None:
    content = encoded(_garment(300, 400), "PNG")
    assert square_jpeg(content) == square_jpeg(content)


def test_a_broken_photo_is_refused() -> None:
    with pytest.raises(PhotoUnreadable):
        square_jpeg(b"text")
