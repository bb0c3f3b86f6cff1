"""Cloth has the same colour whatever profile its photo came with."""

import io
import struct
import zlib

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from tests.photos.samples import encoded, exact, ink_profile, patches, pixels_of, profile_bytes
from vendor_app.photos import profiles
from vendor_app.photos.colour import to_srgb
from vendor_app.photos.profiles import embedded_profile
from vendor_app.photos.reading import read_photo

D65 = np.array((0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290))
PRIMARIES = {
    "sRGB": ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    "P3": ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    "BT.2020": ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    "Adobe": ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060)),
}
Levels = NDArray[np.float64]


def _to_xyz(name: str) -> Levels:
    columns = np.array([(x / y, 1, (1 - x - y) / y) for x, y in PRIMARIES[name]]).T
    return columns * np.linalg.solve(columns, D65)


def _light(levels: Levels) -> Levels:
    share = levels / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _levels(light: Levels) -> Levels:
    light = np.clip(light, 0, 1)
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def _in_srgb(levels: NDArray[np.int16], name: str, gamma: float | None = None) -> Levels:
    """Work out what sRGB shows for ``levels`` of another colour space, from its definition."""
    light = _light(levels.astype(float)) if gamma is None else (levels / 255.0) ** gamma
    return _levels(light @ (np.linalg.inv(_to_xyz("sRGB")) @ _to_xyz(name)).T)


def _as_coded(content: bytes) -> NDArray[np.int16]:
    """Return the levels in the file as they are: what coding lost is not the profile's fault."""
    return pixels_of(Image.open(io.BytesIO(content)))


def _p3() -> bytes:
    """Return the Display P3 profile, checked by LittleCMS for what it is."""
    profile = profiles._numbered(12, 13)
    assert profile is not None
    return profile


def test_the_written_profile_is_display_p3() -> None:
    opened = ImageCms.ImageCmsProfile(io.BytesIO(_p3())).profile
    assert opened.xcolor_space.strip() == "RGB"
    published = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
    written = (opened.red_colorant[0], opened.green_colorant[0], opened.blue_colorant[0])
    assert np.allclose(written, published, atol=0.0005)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("at_least", [None, (64, 48)])
def test_display_p3_comes_out_as_srgb(kind: str, at_least: tuple[int, int] | None) -> None:
    chart = patches(side=64, lowest=70)
    content = exact(chart, kind, icc_profile=_p3())
    pixels = read_photo(content, at_least)
    step = 64 if at_least is None else 8
    wanted = _in_srgb(_as_coded(content), "P3")[32::64, 32::64]
    assert abs(pixels[step // 2 :: step, step // 2 :: step] - wanted).max() <= 2
    assert abs(pixels_of(chart)[32::64, 32::64] - wanted).max() > 10


def test_a_profile_agrees_with_littlecms_own_conversion() -> None:
    chart = patches()
    wanted = ImageCms.profileToProfile(chart, io.BytesIO(_p3()), ImageCms.createProfile("sRGB"))
    assert abs(read_photo(encoded(chart, "PNG", icc_profile=_p3())) - pixels_of(wanted)).max() <= 1


def test_srgb_under_its_own_name_changes_no_pixel() -> None:
    content = encoded(patches(), "PNG", icc_profile=profile_bytes("sRGB"))
    assert np.array_equal(read_photo(content), pixels_of(patches()))


@pytest.mark.parametrize(("primaries", "name"), [(12, "P3"), (9, "BT.2020"), (1, "sRGB")])
def test_colours_named_by_number_in_heic(primaries: int, name: str) -> None:
    content = exact(patches(), "HEIF", color_primaries=primaries, transfer_characteristics=13, full_range_flag=1)
    assert b"colrnclx" in content
    assert abs(read_photo(content) - _in_srgb(pixels_of(patches()), name)).max() <= 2


@pytest.mark.parametrize("primaries", [1, 2, 9, 12, 99])
def test_colours_named_by_number_in_avif(primaries: int) -> None:
    content = exact(patches(lowest=70), "AVIF")
    number = content.index(b"colrnclx") + len(b"colrnclx")
    content = content[:number] + struct.pack(">HH", primaries, 13) + content[number + 4 :]
    name = {9: "BT.2020", 12: "P3"}.get(primaries, "sRGB")
    assert abs(read_photo(content) - _in_srgb(_as_coded(content), name)).max() <= 1.5


def test_colours_named_by_number_in_png() -> None:
    content = encoded(patches(), "PNG")
    chunk = b"cICP" + bytes((12, 13, 0, 1))
    content = content[:33] + struct.pack(">I", 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + content[33:]
    assert abs(read_photo(content) - _in_srgb(pixels_of(patches()), "P3")).max() <= 1.5


@pytest.mark.parametrize("tags", [{0xA005: {1: "R03"}}, {0x8769: {0xA001: 2}}])
def test_a_camera_that_notes_adobe_rgb_in_its_exif_is_believed(tags: dict[int, dict[int, object]]) -> None:
    exif = Image.Exif()
    for folder, entries in tags.items():
        exif.get_ifd(0x8769 if folder == 0x8769 else 0xA005).update(entries)
    if 0xA005 in tags:
        exif.get_ifd(0x8769)[0xA005] = tags[0xA005]
    content = exact(patches(lowest=70), "JPEG", exif=exif)
    assert abs(read_photo(content) - _in_srgb(_as_coded(content), "Adobe", 563 / 256)).max() <= 2


@pytest.mark.parametrize(("transfer", "white"), [(16, 0.5807), (18, 0.7498)])
def test_the_white_of_an_hdr_picture_is_white(transfer: int, white: float) -> None:
    grey = Image.new("RGB", (32, 32), (round(white * 255),) * 3)
    content = exact(grey, "HEIF", color_primaries=9, transfer_characteristics=transfer, full_range_flag=1)
    assert read_photo(content).min() >= 250


def test_linear_light_is_brightened() -> None:
    content = exact(Image.new("RGB", (32, 32), (55, 55, 55)), "HEIF", color_primaries=1, transfer_characteristics=8)
    assert abs(read_photo(content).astype(int) - 128).max() <= 2


def test_a_grey_picture_follows_its_grey_profile() -> None:
    gamma_one = _grey_profile()
    content = encoded(Image.new("L", (16, 16), 55), "PNG", icc_profile=gamma_one)
    assert abs(read_photo(content).astype(int) - 128).max() <= 1


def _grey_profile() -> bytes:
    """Return a profile of grey in linear light."""
    body = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061) + b"curv\0\0\0\0\0\0\0\0"
    head = struct.pack(">I4xI4s4s4s12x4s", 156 + len(body), 0x02400000, b"mntr", b"GRAY", b"XYZ ", b"acsp")
    head = (head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)).ljust(128, b"\0")
    return head + struct.pack(">I4sII4sII", 2, b"wtpt", 156, 20, b"kTRC", 176, 12) + body


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
@pytest.mark.parametrize(
    ("inks", "wanted"),
    [((255, 0, 0, 0), (255, 255, 0)), ((0, 0, 255, 0), (0, 255, 255)), ((0, 0, 0, 0), (255, 255, 255))],
)
def test_ink_follows_the_profile_of_its_press(kind: str, inks: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    content = encoded(Image.new("CMYK", (16, 16), inks), kind, icc_profile=ink_profile())
    assert abs(read_photo(content)[8, 8].astype(int) - wanted).max() <= 6
    assert read_photo(content, (8, 8)).shape == (8, 8, 3)


def test_lab_needs_no_profile() -> None:
    chart = patches(lowest=70)
    lab = ImageCms.profileToProfile(
        chart, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    lab.info.pop("icc_profile")
    assert abs(read_photo(encoded(lab, "TIFF")) - pixels_of(chart)).max() <= 4


@pytest.mark.parametrize("profile", [b"no profile", profile_bytes("LAB"), ink_profile(), _p3()[:200], b"\0" * 300])
def test_a_profile_that_does_not_fit_is_as_good_as_none(profile: bytes) -> None:
    assert np.array_equal(read_photo(encoded(patches(), "PNG", icc_profile=profile)), pixels_of(patches()))


def test_transparent_p3_is_converted_before_it_meets_white() -> None:
    image = Image.new("RGBA", (16, 16), (200, 30, 30, 255))
    image.paste((0, 0, 0, 0), (8, 0, 16, 16))
    pixels = read_photo(encoded(image, "PNG", icc_profile=_p3()))
    assert abs(pixels[4, 4] - _in_srgb(np.array((200, 30, 30), np.int16), "P3")).max() <= 1.5
    assert pixels[4, 12].tolist() == [255, 255, 255]


def test_a_file_silent_on_colour_is_srgb() -> None:
    content = encoded(patches(), "JPEG")
    assert embedded_profile(Image.open(io.BytesIO(content)), content) is None


def test_a_large_picture_shrinks_in_strips_as_it_would_at_once() -> None:
    random = np.random.default_rng(3)
    large = Image.fromarray(random.integers(0, 256, (2600, 2100, 3), np.uint8))
    size = (1300, 1609)
    at_once = np.asarray(large.resize(size, Image.Resampling.BOX)).astype(int)
    assert np.abs(np.asarray(to_srgb(large, None, size)).astype(int) - at_once).max() <= 1
