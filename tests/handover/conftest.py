"""A small bundle, and a folder that stands for a stick."""

import shutil
from pathlib import Path

import pytest

from vendor_app import language
from vendor_app.bundle import manifest
from vendor_app.bundle.manifest import MANIFEST, Manifest
from vendor_app.bundle.platforms import platform
from vendor_app.catalogue.records import Product
from vendor_app.handover.drives import Drive
from vendor_app.thai import dates

CLIP = bytes(range(256)) * 12_000
"""Three blocks and a bit."""


def made_bundle(folder: Path, name: str = "DR-1-tiktok-20261122-093612", *, words: str = "ราคา ฿199") -> Path:
    """Write a small folder that is a bundle by its own list."""
    bundle = folder / name
    (bundle / "images").mkdir(parents=True)
    (bundle / "clip.mp4").write_bytes(CLIP)
    (bundle / "caption.txt").write_text(words, encoding="utf-8")
    (bundle / "images" / "01_DR-1.jpg").write_bytes(b"jpeg" * 900)
    told = Manifest(
        made=dates.now(),
        shop="ร้านป้าแดง",
        template="sale",
        product=Product(name="เดรส", sku="DR-1"),
        platform=platform("tiktok"),
        checks=(),
        files=manifest.list_files(bundle),
    )
    (bundle / MANIFEST).write_bytes(manifest.to_json(told))
    return bundle


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return a whole bundle."""
    language.use("th")
    return made_bundle(tmp_path / "bundles")


@pytest.fixture
def stick(tmp_path: Path) -> Drive:
    """Return an empty stick with a Thai name."""
    place = tmp_path / "แฟลชไดรฟ์ ป้าแดง"
    place.mkdir()
    usage = shutil.disk_usage(place)
    return Drive(path=place, name=place.name, device="", file_system="vfat", free=usage.free, size=usage.total)
