"""What is made strip by strip, for the sake of memory, is what the whole would be."""

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, WebPImagePlugin

from tests.photos.samples import encoded, profile_bytes
from vendor_app.photos import colour, reading
from vendor_app.photos.colour import coloured, to_srgb, to_srgba
from vendor_app.photos.kinds import PhotoUnreadable
from vendor_app.photos.reading import read_photo

SIZE = (203, 701)
MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "LAB", "YCbCr")
SIZES = (None, (150, 518), (67, 231), (9, 31))


def _noisy(mode: str) -> Image.Image:
    """Return a picture in which no two pixels are alike, longer than two strips; a part of it is opaque."""
    levels = np.random.default_rng(5).integers(0, 256, (SIZE[1], SIZE[0], 4), np.uint8)
    levels[300:600, :, 3] = 255
    whole = Image.fromarray(levels)
    if mode == "LAB":
        return Image.frombytes("LAB", SIZE, levels[..., :3].tobytes())
    return whole if mode == "RGBA" else whole.convert(mode) if mode == "LA" else whole.convert("RGB").convert(mode)


def _keyed(mode: str) -> Image.Image:
    """Return a picture of which one colour is transparent."""
    image = _noisy(mode)
    image.info["transparency"] = image.getpixel((3, 650))
    return image


def _pictures() -> list[Image.Image]:
    return [*map(_noisy, MODES), _keyed("P"), _keyed("L"), _keyed("RGB")]


@pytest.mark.parametrize("picture", range(len(_pictures())))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("colours", [to_srgb, to_srgba])
def test_a_picture_in_strips_is_the_same_to_the_level(
    monkeypatch: pytest.MonkeyPatch, picture: int, size: tuple[int, int] | None, colours: colour.Colours
) -> None:
    wide = profile_bytes("sRGB") if picture % 2 else None

    def made(image: Image.Image, size: tuple[int, int] | None = None) -> Image.Image:
        return colours(image, wide, size)

    strips = coloured(_pictures()[picture], size, made)
    monkeypatch.setattr(colour, "_BY_PIXEL", frozenset[str]())
    whole = coloured(_pictures()[picture], size, made)
    assert strips.shape[1::-1] == (size or SIZE)
    assert np.array_equal(strips, whole)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("options", [{"quality": 70}, {"lossless": True, "exact": True}])
@pytest.mark.parametrize("at_least", [None, (40, 40)])
def test_a_large_webp_comes_out_as_pillow_reads_it(
    monkeypatch: pytest.MonkeyPatch, mode: str, options: dict[str, object], at_least: tuple[int, int] | None
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = encoded(_noisy(mode), "WEBP", exif=exif, **options)
    usual = read_photo(content, at_least)
    monkeypatch.setattr(reading, "_BIG_PIXELS", 0)
    monkeypatch.setattr(WebPImagePlugin.WebPImageFile, "load", _no_load)
    large = read_photo(content, at_least)
    assert np.array_equal(large, usual)
    assert usual.shape[0] < usual.shape[1], "it lies on its side"


def _no_load(_image: Image.Image) -> None:
    raise AssertionError("Pillow takes four times its room")


@pytest.mark.parametrize("left", [40, 1000])
def test_a_large_webp_cut_short_is_refused(monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    monkeypatch.setattr(reading, "_BIG_PIXELS", 0)
    with pytest.raises(PhotoUnreadable):
        read_photo(encoded(_noisy("RGB"), "WEBP")[:left])


def test_of_a_large_webp_that_moves_the_first_picture_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Image.new("RGB", (60, 40), "red")
    content = encoded(first, "WEBP", save_all=True, append_images=[Image.new("RGB", (60, 40), "blue")], lossless=True)
    monkeypatch.setattr(reading, "_BIG_PIXELS", 0)
    assert np.array_equal(read_photo(content), np.asarray(first))


PEAK = """
import re, sys
from pathlib import Path
from vendor_app.photos.reading import read_cutout, read_photo
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024
before = peak()
pixels = eval(sys.argv[3])(Path(sys.argv[1]), eval(sys.argv[2]))
print((peak() - before) / 42_250_000)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux tells it")
@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
@pytest.mark.parametrize(
    ("read", "at_least"), [("read_photo", None), ("read_photo", (1080, 1920)), ("read_cutout", (300, 300))]
)
def test_a_large_transparent_picture_is_not_in_memory_three_times(
    tmp_path: Path, kind: str, read: str, at_least: tuple[int, int] | None
) -> None:
    content, picture = io.BytesIO(), Image.new("RGBA", (6500, 6500), (200, 30, 60, 90))
    picture.save(content, kind, **({"method": 0, "quality": 50} if kind == "WEBP" else {"compress_level": 1}))
    (tmp_path / "large").write_bytes(content.getvalue())
    del picture
    command = [sys.executable, "-c", PEAK, str(tmp_path / "large"), repr(at_least), read]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    assert float(told.stdout) < 9.5, "bytes for a pixel, of which the picture takes four; it were sixteen and more"
