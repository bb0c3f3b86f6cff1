"""Every format, shape and mode comes out as upright RGB of the right colours, or is refused."""

import io
import struct
import subprocess
import sys
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.photos.samples import FORMATS, encoded, exact, patches, pixels_of
from vendor_app.photos import reading
from vendor_app.photos.reading import PhotoUnreadable, inspect_photo, prove_photo, read_cutout, read_photo

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SUFFIXES = dict(zip(FORMATS, (".jpg", ".png", ".webp", ".heic", ".avif", ".bmp", ".tif", ".gif"), strict=True))


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_known_by_its_content(kind: str, tmp_path: Path) -> None:
    chart = patches()
    path = tmp_path / "รูป.txt"
    path.write_bytes(exact(chart, kind))

    header = inspect_photo(path)
    pixels = read_photo(path)

    assert (header.format, header.suffix) == (kind, SUFFIXES[kind])
    assert (header.width, header.height) == chart.size
    assert pixels.dtype == np.uint8
    assert pixels.flags.writeable
    assert abs(pixels - pixels_of(chart)).max() <= 2


def test_a_fresh_process_reads_every_format(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}" for number, _kind in enumerate(FORMATS)]
    for file, kind in zip(files, FORMATS, strict=True):
        file.write_bytes(exact(patches(), kind))
    script = (
        "import sys, pathlib; from vendor_app.photos.reading import read_photo;"
        "print([read_photo(pathlib.Path(p)).shape for p in sys.argv[1:]])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *map(str, files)], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (str([(96, 128, 3)] * len(FORMATS)), "")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", TURNS)
def test_the_cameras_orientation_is_applied(kind: str, orientation: int) -> None:
    chart = patches()
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"tiffinfo": {0x0112: orientation}} if kind == "TIFF" else {"exif": exif.tobytes()}
    content = exact(chart, kind, **options)
    upright = chart if orientation == 1 else chart.transpose(TURNS[orientation])

    header = inspect_photo(content)
    pixels = read_photo(content)

    assert (header.width, header.height) == upright.size
    assert pixels.shape == pixels_of(upright).shape
    assert abs(pixels - pixels_of(upright)).max() <= 2
    assert read_photo(content, at_least=(upright.width // 2, 1)).shape == (upright.height // 2, upright.width // 2, 3)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("at_least", [(1, 1), (50, 20), (20, 50), (128, 1), (127, 96), (128, 96), (400, 400)])
def test_a_smaller_picture_still_covers_what_was_asked_for(kind: str, at_least: tuple[int, int]) -> None:
    pixels = read_photo(exact(patches(), kind), at_least=at_least)
    height, width = pixels.shape[:2]
    assert width >= min(at_least[0], 128)
    assert height >= min(at_least[1], 96)
    assert abs(width / height - 128 / 96) <= 0.5 * (width + height) / height**2
    assert width <= 128
    assert height <= 96
    assert width in (at_least[0], 128) or height in (at_least[1], 96)


def test_a_shrunk_picture_keeps_its_colours() -> None:
    chart = patches(4, 4, side=400)
    centres = read_photo(exact(chart, "JPEG"), at_least=(160, 160))[20::40, 20::40]
    assert abs(centres - pixels_of(chart)[200::400, 200::400]).max() <= 2


GREY = patches().convert("L")
GREY_16 = Image.fromarray(np.asarray(GREY).astype(np.uint16) * 257)


@pytest.mark.parametrize(
    ("image", "kind", "options", "wanted", "levels"),
    [
        (GREY, "PNG", {}, GREY, 0),
        (GREY, "JPEG", {"quality": 100}, GREY, 2),
        (GREY.convert("1"), "PNG", {}, GREY.convert("1"), 0),
        (GREY.convert("1"), "TIFF", {"compression": "group4"}, GREY.convert("1"), 0),
        (GREY_16, "PNG", {}, GREY, 0),
        (GREY_16, "TIFF", {}, GREY, 0),
        (GREY.convert("I"), "TIFF", {}, GREY, 0),
        (GREY.convert("F"), "TIFF", {}, GREY, 0),
        (Image.fromarray(np.asarray(GREY).astype(np.float32) / 255), "TIFF", {}, GREY, 0),
        (GREY.convert("LA"), "PNG", {}, GREY, 0),
        (patches().convert("P"), "PNG", {}, patches().convert("P"), 0),
        (patches().convert("P"), "TIFF", {"compression": "tiff_lzw"}, patches().convert("P"), 0),
        (patches().convert("RGBA"), "TIFF", {}, patches(), 0),
        (patches().convert("CMYK"), "JPEG", {"quality": 100, "subsampling": 0}, patches(), 4),
        (patches().convert("CMYK"), "TIFF", {}, patches(), 0),
        (patches().convert("YCbCr"), "TIFF", {}, patches(), 3),
        (patches(), "TIFF", {"compression": "tiff_adobe_deflate"}, patches(), 0),
        (patches(), "JPEG", {"quality": 100, "subsampling": 0, "progressive": True}, patches(), 2),
    ],
)
def test_every_mode_becomes_rgb(
    image: Image.Image, kind: str, options: dict[str, object], wanted: Image.Image, levels: int
) -> None:
    content = encoded(image, kind, **options)
    assert abs(read_photo(content) - pixels_of(wanted)).max() <= levels
    assert read_photo(content, at_least=(64, 48)).shape == (48, 64, 3)


def _half_clear(mode: str) -> Image.Image:
    """Return red whose left half is transparent, over black that must not show."""
    image = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (20, 0, 40, 20))
    if mode == "P":
        palette = Image.new("P", (40, 20), 0)
        palette.putpalette([0, 0, 0, 255, 0, 0])
        palette.paste(1, (20, 0, 40, 20))
        palette.info["transparency"] = 0
        return palette
    if mode == "RGB":
        plain = Image.new("RGB", (40, 20), (1, 2, 3))
        plain.paste((255, 0, 0), (20, 0, 40, 20))
        plain.info["transparency"] = (1, 2, 3)
        return plain
    return image


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "PNG"), ("RGBA", "WEBP"), ("RGBA", "AVIF"), ("P", "PNG"), ("P", "GIF"), ("RGB", "PNG")]
)
def test_what_is_transparent_shows_white(mode: str, kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {"quality": 100} if kind == "AVIF" else {}
    image = _half_clear(mode)
    if "transparency" in image.info:
        options["transparency"] = image.info["transparency"]
    pixels = read_photo(encoded(image, kind, **options)).astype(int)
    assert abs(pixels[10, 5] - (255, 255, 255)).max() <= 3
    assert abs(pixels[10, 35] - (255, 0, 0)).max() <= 4


def test_half_transparent_grey_mixes_with_white() -> None:
    image = Image.merge("LA", (Image.new("L", (8, 8), 100), Image.new("L", (8, 8), 128)))
    assert abs(read_photo(encoded(image, "PNG"))[4, 4].astype(int) - 177).max() <= 1


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "TIFF"])
def test_of_many_frames_the_first_is_taken(kind: str) -> None:
    first, others = Image.new("RGB", (32, 32), (200, 40, 40)), [Image.new("RGB", (32, 32), (0, 0, 250))] * 2
    pixels = read_photo(encoded(first, kind, save_all=True, append_images=others))
    assert abs(pixels[16, 16].astype(int) - (200, 40, 40)).max() <= 4


def test_a_picture_of_several_pictures_opens_as_the_jpeg_it_begins_with() -> None:
    content = encoded(
        patches(seed=1), "MPO", save_all=True, append_images=[patches(seed=2)], quality=100, subsampling=0
    )
    assert inspect_photo(content).suffix == ".jpg"
    assert abs(read_photo(content) - pixels_of(patches(seed=1))).max() <= 2


def test_bytes_and_path_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(patches(), "PNG"))
    assert np.array_equal(read_photo(path), read_photo(path.read_bytes()))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("at_least", [None, (20, 20)])
def test_a_picture_cut_short_is_refused(kind: str, share: float, at_least: tuple[int, int] | None) -> None:
    content = encoded(patches(side=32), kind)
    with pytest.raises(PhotoUnreadable):
        read_photo(content[: int(len(content) * share)], at_least)


@pytest.mark.parametrize("size", [(10_001, 10_000), (60_000, 40_000), (1, 100_000_001)])
@pytest.mark.parametrize("look", [inspect_photo, read_photo])
def test_too_many_pixels_are_refused_before_decoding(size: tuple[int, int], look: Callable[[bytes], object]) -> None:
    content = _declared_png(*size)
    with pytest.raises(PhotoUnreadable, match="100 ล้านพิกเซล"):
        look(content)


def _declared_png(width: int, height: int) -> bytes:
    """Return a PNG that says it has this size and has no pixels."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\0\0\0\x10IDAT" + bytes(20)


def test_a_header_is_read_without_the_pixels() -> None:
    header = inspect_photo(_declared_png(9000, 8000))
    assert (header.width, header.height) == (9000, 8000)


def test_an_orientation_behind_the_pixels_of_a_png_counts() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    chunk = b"eXIf" + exif.tobytes().removeprefix(b"Exif\0\0")
    late = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    content = encoded(patches(), "PNG")
    content = content[:-12] + late + content[-12:]
    assert read_photo(content).shape == (128, 96, 3)
    assert read_photo(content, at_least=(48, 64)).shape == (64, 48, 3)
    header, pixels = prove_photo(content, long_side=64)
    assert (header.width, header.height, pixels.shape) == (96, 128, (64, 48, 3))


@pytest.mark.parametrize("kind", FORMATS)
def test_proving_a_photo_gives_header_and_small_picture_at_once(kind: str) -> None:
    content = exact(patches(), kind)
    header, pixels = prove_photo(content, long_side=64)
    assert header == inspect_photo(content)
    assert np.array_equal(pixels, read_photo(content, at_least=(64, 48)))
    assert prove_photo(content, long_side=999)[1].shape == (96, 128, 3)


def test_a_picture_at_the_limit_comes_in_and_beyond_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    content = encoded(patches(), "PNG")
    monkeypatch.setattr(reading, "MOST_PIXELS", 128 * 96)
    assert read_photo(content).shape == (96, 128, 3)
    monkeypatch.setattr(reading, "MOST_PIXELS", 128 * 96 - 1)
    with pytest.raises(PhotoUnreadable, match="100 ล้านพิกเซล"):
        read_photo(content)


ODD_EXIF = bytes.fromhex("45786966 0000 49492a00 08000000 ff00 1201 0300 01000000 06000000 0f01 0200 ffff0000 ffff0000")
"""EXIF that promises more entries than there are, which makes Pillow warn."""


def test_odd_metadata_cost_nothing_and_are_not_mentioned(capfd: pytest.CaptureFixture[str]) -> None:
    content = encoded(patches(), "JPEG", exif=ODD_EXIF)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning):
            Image.open(io.BytesIO(content)).getexif().get_ifd(0x8769)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        read_photo(content)
    assert not heard
    assert capfd.readouterr() == ("", "")


def test_a_cutout_keeps_its_transparency_and_no_hidden_colour_tints_its_edge(tmp_path: Path) -> None:
    pixels = np.zeros((80, 120, 4), np.uint8)
    pixels[..., 1] = 255  # what is hidden is green
    pixels[20:60, 30:90] = (200, 30, 40, 255)
    path = tmp_path / "logo.png"
    Image.fromarray(pixels).save(path)

    whole, small = read_cutout(path), read_cutout(path, (30, 20))

    assert (whole == pixels).all()
    assert small.shape == (20, 30, 4)
    seen = small[..., 3] > 8
    assert seen.any()
    assert not seen.all()
    assert small[seen][:, 1].max() <= 40


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_cutout_of_an_opaque_picture_is_opaque(kind: str) -> None:
    chart = patches()
    pixels = read_cutout(exact(chart, kind))
    assert (pixels[..., 3] == 255).all()
    assert (pixels[..., :3] == read_photo(exact(chart, kind))).all()
