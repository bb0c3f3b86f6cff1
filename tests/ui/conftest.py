"""What the tests of the window stand on: no screen, the theme, a shop on the disk, and threads that end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.tasks import Tasks
from ui.theme import apply_theme
from vendor_app.catalogue.records import Product
from vendor_app.shop import Shop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Settle = Callable[[], None]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, looking as it does for the vendor."""
    apply_theme(qapp)
    return qapp


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The threads of one test; all have ended after it."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def settle(qtbot: QtBot, tasks: Tasks) -> Settle:
    """Return what waits until no task is under way."""

    def wait() -> None:
        qtbot.waitUntil(lambda: tasks.running == 0, timeout=20_000)

    return wait


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """An empty shop in a folder with a Thai name."""
    with Shop.create(tmp_path / "ร้านทดสอบ", "ร้านป้าแดง") as shop:
        yield shop


@pytest.fixture
def shirt(shop: Shop) -> Product:
    """A product of that shop."""
    return shop.catalogue.add(Product(name="เสื้อยืดคอกลม ผ้านุ่มใส่สบาย", sku="TS-1", category="เสื้อ", price=19900))
