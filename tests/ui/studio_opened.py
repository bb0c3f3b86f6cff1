"""The photo studio on a real shop, with a photo up, and short words for what a vendor does there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui.models import Changes
from ui.pages.studio import StudioPage
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.recipe import Recipe
from vendor_app.shop import Shop

PATIENCE = 30_000
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def garment(path: Path, *, colour: str, size: tuple[int, int] = (480, 640)) -> Path:
    """Draw a plain shirt with a stain on a plain wall."""
    image = Image.new("RGB", size, "#cfc8bd")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((width * 0.3, height * 0.25, width * 0.7, height * 0.8), fill=colour)
    draw.polygon(
        [(width * x, height * y) for x, y in ((0.3, 0.25), (0.12, 0.5), (0.2, 0.55), (0.32, 0.4))], fill=colour
    )
    draw.polygon(
        [(width * x, height * y) for x, y in ((0.7, 0.25), (0.88, 0.5), (0.8, 0.55), (0.68, 0.4))], fill=colour
    )
    draw.ellipse((width * 0.48, height * 0.5, width * 0.52, height * 0.53), fill="#111111")
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, quality=95)
    return path


@pytest.fixture
def photos(shop: Shop, shirt: Product, tmp_path: Path) -> tuple[PhotoId, ...]:
    files = [garment(tmp_path / "in" / f"{colour}.jpg", colour=colour) for colour in ("darkgreen", "firebrick", "navy")]
    shop.add_photos(shirt.sku, files)
    return shop.catalogue.product(shirt.sku).photo_ids


class Opened:
    """The page with a photo up, and short words for what a vendor does there."""

    def __init__(self, qtbot: QtBot, page: StudioPage, shop: Shop, settle: Settle) -> None:
        self.qtbot, self.page, self.shop, self.settle = qtbot, page, shop, settle
        self.canvas, self.panels, self.hands = page._stage.canvas, page.panels, page._hands

    @property
    def recipe(self) -> Recipe:
        return self.page.recipe()

    @property
    def up(self) -> PhotoId:
        photo = self.page._draft.photo
        assert photo is not None
        return photo.id

    def stored(self, photo_id: PhotoId = "") -> Recipe:
        wanted = photo_id or self.up
        return next(one.recipe for one in self.shop.catalogue.product("TS-1").photos if one.id == wanted)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def shown(self) -> QImage:
        """Return the picture of the recipe as it is now, when it is on the canvas."""
        self.wait(lambda: self.page.shows_newest())
        return self.canvas.image()

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, LEFT)

    def at(self, x: float, y: float) -> QPoint:
        """Return where on the canvas a place of the original is."""
        return self.canvas.view().from_original.map(QPointF(x, y)).toPoint()

    def pixel(self, point: QPoint) -> QPoint:
        """Return which pixel of the picture is at a place of the canvas."""
        part, size = self.canvas.view().picture(QPointF(point)), self.canvas.image().size()
        return QPointF(part.x() * size.width(), part.y() * size.height()).toPoint()

    def drag(self, *points: QPoint) -> None:
        self.qtbot.mousePress(self.canvas, LEFT, pos=points[0])
        for point in points[1:]:
            self.qtbot.mouseMove(self.canvas, point)
            assert not self.canvas.grab().isNull()
        self.qtbot.mouseRelease(self.canvas, LEFT, pos=points[-1])

    def take(self, tool: str) -> None:
        self.click(self.page._tools.button(tool))
        self.shown()

    def cut_out(self) -> None:
        self.take("white")
        self.click(self.panels.white.make)
        self.wait(lambda: self.recipe.cutout is not None and not self.page.is_busy())


@pytest.fixture
def opened(
    qtbot: QtBot, shop: Shop, shirt: Product, photos: tuple[PhotoId, ...], tasks: Tasks, settle: Settle
) -> Iterator[Opened]:
    page = StudioPage(shop, tasks)
    Changes(shop.catalogue, page).changed.connect(page.catalogue_changed)
    page.resize(1270, 768)
    with qtbot.waitExposed(page):
        page.show()
    page.open_product(shirt.sku)
    opened = Opened(qtbot, page, shop, settle)
    opened.wait(lambda: page._draft.photo is not None and page.shows_newest())
    yield opened
    page.leave()
    settle()
    page.hide()
    page.deleteLater()


def mean(image: QImage) -> float:
    small = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
    return float(pixels[:, : small.width()].mean())
