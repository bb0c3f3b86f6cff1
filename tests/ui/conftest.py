"""What the tests of the window stand on: no screen, the theme, a shop on the disk, and threads that end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

from ui.tasks import Tasks
from ui.theme import apply_theme
from ui.widgets.words import Words
from vendor_app.catalogue.records import Product
from vendor_app.shop import Shop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Settle = Callable[[], None]
PATIENCE = 60_000
"""Milliseconds: what is waited for comes, or the test fails; how soon is the machine's affair."""


class PatientBot(QtBot):
    """Waits as long as a busy machine may need: by itself pytest-qt gives up after five seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 0) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(self, signal: Any, *, timeout: int = 0, **wishes: Any) -> SignalBlocker:
        return super().waitSignal(signal, timeout=max(timeout, PATIENCE), **wishes)

    def waitSignals(self, signals: list[Any], *, timeout: int = 0, **wishes: Any) -> MultiSignalBlocker:
        return super().waitSignals(signals, timeout=max(timeout, PATIENCE), **wishes)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, looking as it does for the vendor."""
    apply_theme(qapp)
    return qapp


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """What drives the window, in no hurry."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrap texts as before the dictionary of Thai words is loaded: a program that was started loads it for good."""
    monkeypatch.setattr(Words, "_loaded", False)


@pytest.fixture(autouse=True)
def _clean_desk(qapp: QApplication) -> Iterator[None]:
    """Leave no menu or dialog open, which would take the next test's keys, and nothing on the clipboard.

    What Python put there cannot outlive Python.
    """
    yield
    for widget in qapp.topLevelWidgets():
        if widget.isVisible():
            widget.hide()
    qapp.clipboard().clear()


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
        qtbot.waitUntil(lambda: tasks.running == 0)

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
