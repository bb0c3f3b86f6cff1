"""The dialog that gives other photos the same: what is chosen in it to begin with."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.studio_copy import CopyRecipe
from ui.tasks import Tasks
from ui.widgets.pictures import Pictures
from vendor_app.photos.photo import Photo
from vendor_app.shop import Shop

SHOTS = ("back", "fabric", "", "label")


@pytest.mark.parametrize(
    ("parts", "chosen"),
    [(("white",), ("back", "")), (("tone", "white"), SHOTS), (("crop",), SHOTS)],
    ids=["white", "tone and white", "crop"],
)
def test_white_ground_begins_without_the_close_ups(
    qtbot: QtBot, shop: Shop, tasks: Tasks, parts: tuple[str, ...], chosen: tuple[str, ...]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    photos = [
        Photo(id=f"{number:064x}", suffix=".jpg", width=9, height=9, shot=shot) for number, shot in enumerate(SHOTS)
    ]
    dialog = CopyRecipe(parent, photos, Pictures(shop.thumbnails, tasks), parts=frozenset(parts))
    shots = lambda: tuple(tile.photo.shot for tile in dialog.tiles if tile.isChecked() and tile.photo)  # noqa: E731
    assert shots() == chosen
    dialog.white.setChecked(True)
    assert shots() == ("back", "")
    dialog.white.setChecked(False)
    assert shots() == SHOTS
