"""What a check finds leads to the very field, panel or section where it is mended."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clip_shop import dress, music_folder, quick
from tests.ui.conftest import Settle
from ui.main_window import MainWindow
from ui.tasks import Tasks
from vendor_app.bundle.checks.fields import FIELDS
from vendor_app.catalogue.records import Product, Variant
from vendor_app.shop import Shop

__all__ = ["dress", "music_folder", "quick"]
pytestmark = pytest.mark.usefixtures("quick")
PATIENCE = 30_000


@pytest.fixture
def window(qtbot: QtBot, shop: Shop, tasks: Tasks, settle: Settle) -> Iterator[MainWindow]:
    made = MainWindow(shop, tasks)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    yield made
    for page in made.pages.values():
        page.leave()
    settle()
    made.hide()
    made.deleteLater()


def has_keyboard(page: QWidget, widget: QWidget) -> bool:
    """Whether the keyboard is in a widget of a page."""
    focused = page.window().focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


@pytest.mark.parametrize("place", ["name", "price", "description", "shipping", "category", "facts", "stock"])
def test_a_field_of_the_product(qtbot: QtBot, window: MainWindow, dress: Product, settle: Settle, place: str) -> None:
    variants = (Variant(color="ขาว", size="M", stock=0),)
    window._shop.catalogue.save(replace(window._shop.catalogue.product(dress.sku), variants=variants))
    window.export_product(dress.sku)
    settle()
    window.pages["export"].field_wanted.emit(dress.sku, place)
    assert window.page == "editor"
    editor = window.editor._form.editor(place)
    assert editor is not None
    qtbot.waitUntil(lambda: has_keyboard(window.editor, editor), timeout=PATIENCE)
    window.go_back()
    settle()
    window.pages["export"].field_wanted.emit(dress.sku, "name")  # the editor has the product already
    qtbot.waitUntil(lambda: has_keyboard(window.editor, window.editor._form.name), timeout=PATIENCE)
    assert window.editor.sku == dress.sku


@pytest.mark.parametrize("place", ["clip.shots", "clip.length", "clip.voice", "clip.music", "clip.style", "clip"])
def test_a_part_of_the_clip(qtbot: QtBot, window: MainWindow, dress: Product, settle: Settle, place: str) -> None:
    window.reveal(dress.sku, place)
    assert window.page == "clip"
    settle()
    sections = {"clip.length": "whole", "clip.voice": "sound", "clip.music": "sound"}
    assert window.pages["clip"]._desk.side.opened() == sections.get(place, "shot")


def test_a_photo_is_mended_in_the_studio(window: MainWindow, dress: Product, settle: Settle) -> None:
    window.reveal(dress.sku, f"photo.{dress.photos[1].id}")
    settle()
    assert window.page == "studio"
    assert window._sku == dress.sku


def test_the_name_of_the_shop(qtbot: QtBot, window: MainWindow, dress: Product) -> None:
    window.reveal(dress.sku, "shop.name")
    assert window.page == "settings"
    settings = window.pages["settings"]
    qtbot.waitUntil(lambda: has_keyboard(settings, settings._name), timeout=PATIENCE)


def test_every_place_is_somewhere(window: MainWindow) -> None:
    places = {place for place in FIELDS.values() if not place.startswith(("clip", "shop"))}
    assert {place for place in places if window.editor._form.editor(place) is None} == {"photos"}
