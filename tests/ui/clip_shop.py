"""What the tests of the clip and export pages share: products worth a clip, and clips small enough to make often."""

import math
import wave
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSlider, QWidget

from vendor_app.catalogue.records import PriceTier, Product
from vendor_app.making import make_clip
from vendor_app.photos.reading import Pixels
from vendor_app.shop import Shop
from vendor_app.video.format import ClipFormat

SMALL = ClipFormat(width=216, height=384)
"""A clip of the same make as a real one, in a hundredth of the time."""
MakePhoto = Callable[..., Path]


@pytest.fixture(scope="session")
def music_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where music stays once it is played: it takes seconds each time."""
    return tmp_path_factory.mktemp("music")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, music_folder: Path) -> None:
    """Make small clips, and play each piece once in all tests."""
    small = partial(make_clip, clip_format=SMALL)
    monkeypatch.setattr("ui.pages.clip_making.make_clip", small)
    monkeypatch.setattr("vendor_app.making.make_clip", small)
    monkeypatch.setattr("vendor_app.sound.music.cache_folder", lambda: music_folder)


@pytest.fixture
def dress(shop: Shop, make_photo: MakePhoto) -> Product:
    """A product with everything a clip needs."""
    tier = PriceTier(label="ส่ง", min_quantity=6, price=24000)
    added = shop.catalogue.add(
        Product(name="เดรสแขนตุ๊กตา ผ้าฝ้าย", sku="DR-1", category="เดรส", price=35000, tiers=(tier,), shipping=4000)
    )
    shop.add_photos(added.sku, [make_photo(f"{seed}.jpg", width=480, height=640, seed=seed) for seed in range(3)])
    return shop.catalogue.product("DR-1")


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A WAV file in which something like a voice is heard for two seconds."""
    times = np.arange(96_000) / 48_000
    tone = np.sin(times * 2 * math.pi * 180) * np.clip(np.sin(times * 2 * math.pi * 3), 0, 1) * 0.4
    file = tmp_path / "เสียงพูด.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(48_000)
        sound.writeframes((tone * 32767).astype("<i2").tobytes())
    return file


def pixels_of(image: QImage) -> Pixels:
    """Return a picture as RGB (H, W, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()  # the picture goes


def difference(image: QImage, wanted: Pixels) -> float:
    """Return by how much two pictures of the same shape differ, in levels of 255, in the mean."""
    shown = pixels_of(image)
    return float(np.abs(shown.astype(int) - wanted.astype(int)).mean())


def controls(page: QWidget) -> Iterator[QWidget]:
    """Yield everything on a page that can be pressed or dragged."""
    for kind in (QAbstractButton, QComboBox, QSlider):
        yield from (one for one in page.findChildren(kind) if one.isVisible() and not _is_inside(one))


def _is_inside(widget: QWidget) -> bool:
    """Whether Qt put it into another control: the arrow of a list, the cross of a search field."""
    return widget.objectName().startswith("qt_") or type(widget).__name__ == "QToolButton"
