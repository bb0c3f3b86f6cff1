"""Thousands of spoilt files give a picture or one known error; never a hang, a crash, or a word on the terminal."""

import random
import struct
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.photos.samples import FORMATS, encoded, patches, profile_bytes
from vendor_app.photos.kinds import SUFFIXES
from vendor_app.photos.reading import PhotoUnreadable, inspect_photo, read_photo

EXIF = Image.Exif()
EXIF.update({0x0112: 6, 0x010F: "Phone", 0x0132: "2026:11:01 10:00:00"})
EXIF.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 3.6)})
RICH = {"exif": EXIF.tobytes(), "icc_profile": profile_bytes("sRGB")}
SOUND = [
    encoded(patches(seed=4), kind, **(RICH if kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF") else {}))
    for kind in FORMATS
]
SOUND += [
    encoded(patches(), "JPEG", progressive=True),
    encoded(patches().convert("CMYK"), "JPEG"),
    encoded(patches().convert("P"), "PNG"),
    encoded(Image.fromarray(np.arange(96 * 64, dtype=np.uint16).reshape(64, 96) * 10), "PNG"),
    *(encoded(patches(), "TIFF", compression=way) for way in ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits")),
    encoded(patches().convert("1"), "TIFF", compression="group4"),
    encoded(patches(), "GIF", save_all=True, append_images=[patches(seed=2)]),
    encoded(patches(), "WEBP", lossless=True),
    encoded(patches(), "MPO", save_all=True, append_images=[patches(seed=2)]),
]
BAD_NUMBERS = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]


def _flip(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 2, 8, 64))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _number(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(min(len(content) - 4, 800))
    content[at : at + 4] = struct.pack(dice.choice("<>") + "I", dice.choice(BAD_NUMBERS))


def _cut(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(len(content)) :]


def _hole(content: bytearray, dice: random.Random) -> None:
    at, length = dice.randrange(len(content)), dice.choice((4, 100, 2000))
    content[at : at + length] = bytes(length) if dice.random() < 0.5 else dice.randbytes(length)


def _move(content: bytearray, dice: random.Random) -> None:
    begin, length, to = dice.randrange(len(content)), dice.randrange(1, 200), dice.randrange(len(content))
    content[to:to] = content[begin : begin + length]


def _drop(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content))
    del content[at : at + dice.randrange(1, 200)]


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (_flip, _number, _cut, _hole, _move, _drop)


def _spoilt(seed: int) -> bytes:
    dice = random.Random(seed)
    content = bytearray(SOUND[seed % len(SOUND)])
    for _ in range(dice.choice((1, 1, 2, 4))):
        dice.choice(WAYS)(content, dice)
        if len(content) < 8:
            break
    return bytes(content)


def _require_picture_or_known_error(content: bytes, at_least: tuple[int, int] | None) -> None:
    try:
        header = inspect_photo(content)
        pixels = read_photo(content, at_least)
    except PhotoUnreadable:
        return
    assert header.suffix in SUFFIXES.values()
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
    assert min(pixels.shape) > 0


@pytest.mark.timeout(60)
@pytest.mark.parametrize("batch", [0, 1, 2, 3, *(pytest.param(n, marks=pytest.mark.slow) for n in range(4, 120))])
def test_spoilt_files_give_a_picture_or_a_sentence(batch: int, capfd: pytest.CaptureFixture[str]) -> None:
    for seed in range(batch * 75, batch * 75 + 75):
        content = _spoilt(seed)
        _require_picture_or_known_error(content, None if seed % 2 else (40, 40))
        out, err = capfd.readouterr()
        assert out == ""
        assert err == "" or content.startswith((b"II", b"MM"))  # libtiff writes to the terminal past Pillow


@given(st.binary(max_size=300), st.sampled_from(SOUND))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_behind_a_sound_beginning(tail: bytes, sound: bytes) -> None:
    _require_picture_or_known_error(sound[:40] + tail, None)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_at_all(content: bytes) -> None:
    _require_picture_or_known_error(content, (10, 10))
