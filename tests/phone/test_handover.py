"""What the files of a bundle are called on the phone: last week's clips lie there too."""

import json
from pathlib import Path

import pytest

from vendor_app.bundle.manifest import MANIFEST
from vendor_app.phone.handover import handover_of

FILES = ("clip.mp4", "clip-voice-only.mp4", "listing-video.mp4", "cover.jpg", "images/01_DR-2.jpg")
PLAIN = ["clip.mp4", "clip-voice-only.mp4", "listing-video.mp4", "cover.jpg", "images-01_DR-2.jpg"]


def _names(folder: Path, **origin: object) -> list[str]:
    """Return what the files of a bundle are called whose manifest says this of where it came from."""
    (folder / "images").mkdir()
    for name in FILES:
        (folder / name).write_bytes(b"x")
    files = [{"path": name, "size": 1, "sha256": "0" * 64} for name in FILES]
    (folder / MANIFEST).write_text(json.dumps({"format": 1, "files": files, "seal": "0" * 64, **origin}), "utf-8")
    return [gift.name for gift in handover_of(folder, "เดรส").gifts]


def test_each_file_carries_the_code_of_its_product(tmp_path: Path) -> None:
    assert _names(tmp_path, template="wholesale", product={"sku": "DR-2", "name": "เดรส"}) == [
        "DR-2-wholesale.mp4",
        "DR-2-wholesale-voice-only.mp4",
        "DR-2-listing-video.mp4",
        "DR-2-cover.jpg",
        "images-01_DR-2.jpg",
    ]


def test_a_bundle_that_names_no_style_still_has_the_code(tmp_path: Path) -> None:
    assert _names(tmp_path, product={"sku": "DR-2"})[:2] == ["DR-2-clip.mp4", "DR-2-clip-voice-only.mp4"]


@pytest.mark.parametrize("sku", ["", "../../x", 'x"y', "เดรส", "x\r\ny", "x" * 51])
def test_a_code_that_is_none_is_left_out(tmp_path: Path, sku: str) -> None:
    assert _names(tmp_path, template="wholesale", product={"sku": sku}) == PLAIN


@pytest.mark.parametrize("style", ["", "../x", 'x"y', "มาใหม่", "x" * 31])
def test_a_style_that_is_none_is_left_out(tmp_path: Path, style: str) -> None:
    assert _names(tmp_path, template=style, product={"sku": "DR-2"})[0] == "DR-2-clip.mp4"
