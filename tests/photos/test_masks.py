"""Masks are kept once, read-only, and whatever lies in their folder is read without harm."""

import hashlib
import io
import stat
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vendor_app.errors import VendorError
from vendor_app.photos.masks import MaskMissing, Masks

MASK = np.random.default_rng(1).integers(0, 256, (60, 45), np.uint8)


@pytest.fixture
def masks(tmp_path: Path) -> Masks:
    (tmp_path / "ร้าน").mkdir()
    return Masks(tmp_path / "ร้าน" / "masks")


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _planted(masks: Masks, content: bytes) -> str:
    """Put any bytes where a mask of their hash is looked for."""
    name = hashlib.sha256(content).hexdigest()
    masks.path(name).parent.mkdir(parents=True, exist_ok=True)
    masks.path(name).write_bytes(content)
    return name


def test_a_mask_comes_back_as_it_was(masks: Masks) -> None:
    name = masks.add(MASK)
    assert (masks.read(name) == MASK).all()
    assert masks.add(MASK.copy()) == name
    assert name in masks
    assert masks.path(name).relative_to(masks.folder).as_posix() == f"{name[:2]}/{name}.png"
    assert [file.name for file in masks.folder.rglob("*.*")] == [f"{name}.png"]
    if sys.platform != "win32":
        assert not masks.path(name).stat().st_mode & stat.S_IWUSR


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        _png(Image.new("RGB", (20, 20))),
        _png(Image.new("L", (801, 20))),
        _png(Image.new("1", (20, 20))),
        _png(Image.new("L", (50, 50)))[:60],
        b"\x89PNG\r\n\x1a\n" + bytes(3_000_000),
    ],
    ids=["empty", "text", "colours", "too large", "bits", "cut short", "endless"],
)
def test_what_is_no_mask_is_said_to_be_missing(masks: Masks, content: bytes) -> None:
    with pytest.raises(MaskMissing, match="ทำพื้นขาว"):
        masks.read(_planted(masks, content))


@pytest.mark.parametrize("name", ["", "ab", "../" * 20 + "x", "AB" * 32, "ab" * 32])
def test_no_other_file_can_be_asked_for(masks: Masks, name: str) -> None:
    assert name not in masks
    with pytest.raises(MaskMissing):
        masks.read(name)


def test_a_damaged_mask_is_seen_and_mended_when_it_is_made_again(masks: Masks) -> None:
    name = masks.add(MASK)
    place = masks.path(name)
    content = place.read_bytes()
    place.chmod(0o644)
    place.write_bytes(content[:-20] + bytes(20))
    with pytest.raises(MaskMissing):
        masks.read(name)
    assert masks.add(MASK) == name
    assert place.read_bytes() == content


@pytest.mark.parametrize(
    "mask", [MASK.astype(float), MASK[..., None], np.zeros((0, 5), np.uint8), np.zeros((900, 5), np.uint8)]
)
def test_what_is_no_mask_is_not_kept(masks: Masks, mask: np.ndarray) -> None:
    with pytest.raises(ValueError, match="no mask"):
        masks.add(mask)
    assert not masks.folder.exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "masks").write_bytes(b"")
    with pytest.raises(VendorError):
        Masks(tmp_path / "masks").add(MASK)
