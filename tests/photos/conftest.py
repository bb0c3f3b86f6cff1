"""A photo store of its own for each test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.photos.samples import encoded, patches
from vendor_app.photos.store import PhotoStore

FileMaker = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    """Return an empty store."""
    (tmp_path / "ร้าน").mkdir()
    return PhotoStore(tmp_path / "ร้าน" / "photos")


@pytest.fixture
def make_file(tmp_path: Path) -> FileMaker:
    """Return a maker of small JPEG files, each of its own: ``make_file("a.jpg", seed=1)``."""

    def make(name: str, *, seed: int = 0, image: Image.Image | None = None, content: bytes | None = None) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(image or patches(seed=seed), "JPEG") if content is None else content)
        return path

    return make
