"""A JPEG that was overwritten in part is refused, and no sound one is."""

import io
import random

import numpy as np
import pytest
from PIL import Image

from tests.photos.samples import encoded, patches
from vendor_app.photos.jpeg import is_whole
from vendor_app.photos.reading import PhotoUnreadable, read_photo

NOISE = Image.fromarray(np.random.default_rng(5).integers(0, 256, (600, 800, 3)).astype(np.uint8))
FLAT = Image.new("RGB", (2000, 1500), "white")
HALF_FLAT = FLAT.copy()
HALF_FLAT.paste(NOISE, (100, 100))
WAYS = (
    {},
    {"optimize": True},
    {"progressive": True},
    {"quality": 100, "subsampling": 0},
    {"quality": 5, "optimize": True},
    {"restart_marker_rows": 1},
    {"comment": b"\xff\xd9 \xff\x12" + bytes(3000)},
)


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize(
    "image", [NOISE, FLAT, HALF_FLAT, NOISE.convert("L"), FLAT.convert("L"), NOISE.convert("CMYK")]
)
@pytest.mark.parametrize("trailer", [b"", bytes(5000), b"\xff\xd8\xff\xe1 a second picture", b"\xff" * 40])
def test_sound_ones_pass(way: dict[str, object], image: Image.Image, trailer: bytes) -> None:
    assert is_whole(encoded(image, "JPEG", **way) + trailer)


def test_one_made_to_be_decoded_for_hours_is_refused() -> None:
    content = encoded(NOISE, "JPEG", progressive=True)
    last = content.rfind(b"\xff\xda")
    scan = content[last:-2]
    assert is_whole(content[:last] + scan * 20 + content[-2:])
    with pytest.raises(PhotoUnreadable):
        read_photo(content[:last] + scan * 500 + content[-2:])


@pytest.mark.parametrize("at_least", [None, (50, 50)])
@pytest.mark.parametrize("way", [WAYS[0], WAYS[1], WAYS[3], WAYS[5]], ids=str)
def test_a_zeroed_stretch_is_found(way: dict[str, object], at_least: tuple[int, int] | None) -> None:
    content = bytearray(encoded(NOISE, "JPEG", **way))
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(4096)
    with pytest.raises(PhotoUnreadable):
        read_photo(bytes(content), at_least)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_tail_of_zeros_is_found(way: dict[str, object]) -> None:
    content = encoded(NOISE, "JPEG", **way)
    kept = len(content) * 2 // 3
    with pytest.raises(PhotoUnreadable):
        read_photo(content[:kept] + bytes(len(content) - kept))


def test_nearly_every_overwritten_stretch_is_found() -> None:
    content = encoded(NOISE, "JPEG", quality=95)
    dice = random.Random(1)
    places = [dice.randrange(1000, len(content) - 9000) for _ in range(100)]
    passed = sum(is_whole(content[:at] + dice.randbytes(8192) + content[at + 8192 :]) for at in places)
    assert passed <= 3


def test_a_missing_end_marker_alone_is_forgiven() -> None:
    content = encoded(patches(), "JPEG")
    assert is_whole(content[:-2])


@pytest.mark.parametrize("cut", range(2, 700, 3))
def test_no_header_makes_it_stumble(cut: int) -> None:
    content = encoded(patches(), "JPEG")
    assert is_whole(content[:cut]) in (True, False)
    buffer = io.BytesIO(content[:cut] + bytes(20))
    assert is_whole(buffer.getvalue()) in (True, False)
