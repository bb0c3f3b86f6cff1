"""What every test stands on: user folders of its own, and pictures drawn for it."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from vendor_app import language
from vendor_app.shop import Shop

PhotoMaker = Callable[..., Path]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
hypothesis.settings.register_profile("any machine", deadline=None)  # no test asks how quick the machine is
hypothesis.settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: QApplication) -> None:
    """Make the window's application first: the text engine of clips would make a lesser one, and a process has one."""


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """Collect cyclic garbage between tests only, as the window does between two events.

    Widgets of an earlier test would else be deleted on whatever thread Python's collector happens to run on: a
    server's, say, many tests later.
    """
    gc.disable()
    yield
    gc.disable()
    for generation, threshold in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] <= threshold:
            break
        gc.collect(generation)


@pytest.fixture(autouse=True)
def user_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, cache and logs of each test apart from the developer's own."""
    home = tmp_path / "home"
    for variable in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(home / variable.lower()))
    language.use("th")
    return home


def cloth(width: int, height: int, seed: int = 0) -> Image.Image:
    """Draw a piece of striped cloth on a table, different for each seed, with detail at every scale."""
    random = np.random.default_rng(seed)
    base, stripe, table = (random.integers(40, 220, 3) for _ in range(3))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    weave = np.sin(x * 0.9) * np.sin(y * 0.9) * 6
    pixels = np.where((np.sin(x / width * 40) > 0.3)[..., None], stripe, base) + weave[..., None]
    inside = (abs(x / width - 0.5) < 0.34) & (abs(y / height - 0.5) < 0.38)
    pixels = np.where(inside[..., None], pixels, table + random.normal(0, 2, (height, width, 1)))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


@pytest.fixture
def make_photo(tmp_path: Path) -> PhotoMaker:
    """Return a maker of photo files: ``make_photo("a.jpg", width=900, height=1200, seed=1)``."""

    def make(name: str = "photo.jpg", *, width: int = 900, height: int = 1200, seed: int = 0) -> Path:
        path = tmp_path / "photos-in" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        cloth(width, height, seed).save(path)
        return path

    return make


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """Return a new, empty shop, closed after the test."""
    with Shop.create(tmp_path / "ร้าน", "ร้านป้าแดง โบ๊เบ๊") as shop:
        yield shop
