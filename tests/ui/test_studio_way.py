"""From a photo's tile to the studio and back, in the real window; closing it loses nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from tests.ui.conftest import Settle
from tests.ui.test_main_window import window
from ui.main_window import MainWindow
from ui.widgets.photo_tile import edit_area
from ui.widgets.photo_tiles import PhotoTiles
from vendor_app.photos.photo import PhotoId
from vendor_app.shop import Shop

__all__ = ["window"]


@pytest.fixture
def photos(window: MainWindow, shop: Shop, make_photo: PhotoMaker, settle: Settle) -> tuple[PhotoId, ...]:
    """The photos of the shirt, whose editor is up."""
    shop.add_photos("TS-1", [make_photo(f"{number}.png", width=300, height=400, seed=number) for number in (1, 2)])
    window.edit_product("TS-1")
    settle()
    return shop.catalogue.product("TS-1").photo_ids


def _middle(tiles: PhotoTiles, row: int) -> QPoint:
    return edit_area(tiles._tile.tile(tiles.visualRect(tiles.model().index(row, 0)))).center()


def _click(qtbot: QtBot, tiles: PhotoTiles) -> None:
    qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=_middle(tiles, 1))


def _double_click(qtbot: QtBot, tiles: PhotoTiles) -> None:
    corner = tiles.visualRect(tiles.model().index(1, 0)).topLeft() + QPoint(8, 8)
    qtbot.mouseDClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=corner)


def _enter(qtbot: QtBot, tiles: PhotoTiles) -> None:
    tiles.setCurrentIndex(tiles.model().index(1, 0))
    qtbot.keyClick(tiles, Qt.Key.Key_Return)


@pytest.mark.parametrize("way", [_click, _double_click, _enter])
def test_a_tile_opens_its_photo(
    qtbot: QtBot, window: MainWindow, photos: tuple[PhotoId, ...], way: Callable[[QtBot, PhotoTiles], None]
) -> None:
    way(qtbot, window.editor.findChild(PhotoTiles))
    assert window.page == "studio"
    qtbot.waitUntil(window.studio.shows_newest, timeout=30_000)
    assert window.studio.photo_id == photos[1]


def test_what_was_done_is_in_the_editor_when_the_vendor_comes_back(
    qtbot: QtBot, window: MainWindow, shop: Shop, photos: tuple[PhotoId, ...], settle: Settle
) -> None:
    window.editor.photo_wanted.emit("TS-1", photos[1])
    assert window._sidebar._buttons["products"].isChecked()
    qtbot.waitUntil(window.studio.shows_newest, timeout=30_000)
    window.studio.panels.tone.amounts["light"].slider.setValue(40)
    qtbot.keyClick(window.studio, Qt.Key.Key_Escape)
    assert window.page == "editor"
    settle()
    assert shop.catalogue.product("TS-1").photos[1].recipe.light == 0.4
    shown = window.editor.findChild(PhotoTiles)
    qtbot.waitUntil(lambda: shown.photos[1].recipe.light == 0.4, timeout=30_000)


def test_closing_right_after_a_slider_loses_nothing(
    qtbot: QtBot, window: MainWindow, shop: Shop, photos: tuple[PhotoId, ...]
) -> None:
    window.edit_photo("TS-1", photos[0])
    qtbot.waitUntil(window.studio.shows_newest, timeout=30_000)
    window.studio.panels.tone.amounts["warmth"].slider.setValue(-25)
    with qtbot.waitSignal(window.closed, timeout=30_000):
        window.close()
    assert shop.catalogue.product("TS-1").photos[0].recipe.warmth == -0.25


def test_another_language_in_the_middle_of_editing_loses_nothing(
    qtbot: QtBot, window: MainWindow, shop: Shop, photos: tuple[PhotoId, ...], settle: Settle
) -> None:
    window.edit_photo("TS-1", photos[0])
    qtbot.waitUntil(window.studio.shows_newest, timeout=30_000)
    window.studio.panels.tone.amounts["contrast"].slider.setValue(12)
    window.rebuild()
    settle()
    assert shop.catalogue.product("TS-1").photos[0].recipe.contrast == 0.12
    qtbot.waitUntil(window.studio.shows_newest, timeout=30_000)
    assert window.studio.recipe().contrast == 0.12
