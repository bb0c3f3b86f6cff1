"""Pictures for the window: what is kept, what is read anew, and that one that cannot be read holds up no other."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.conftest import PhotoMaker
from ui.tasks import Tasks
from ui.widgets import pictures
from ui.widgets.pictures import Pictures
from vendor_app.photos.photo import Photo
from vendor_app.photos.thumbnails import Thumbnails
from vendor_app.shop import Shop

SIZE = QSize(40, 40)


@pytest.fixture
def photos(shop: Shop, make_photo: PhotoMaker) -> tuple[Photo, ...]:
    return tuple(shop.photos.add(make_photo(f"{seed}.jpg", width=90, height=120, seed=seed)) for seed in range(4))


def has_arrived(kept: Pictures, photo: Photo) -> bool:
    return kept.picture(photo, SIZE) is not None


def test_pictures_that_meet_a_bug_keep_no_other_from_being_read(
    qtbot: QtBot, shop: Shop, tasks: Tasks, photos: Sequence[Photo], monkeypatch: pytest.MonkeyPatch
) -> None:
    *odd, sound = photos
    path = Thumbnails.path

    def stumbling(self: Thumbnails, photo: Photo, size: int) -> Path:
        if photo in odd:
            raise ZeroDivisionError
        return path(self, photo, size)

    monkeypatch.setattr(Thumbnails, "path", stumbling)
    kept = Pictures(shop.thumbnails, tasks)
    for photo in odd:
        assert not has_arrived(kept, photo)
    qtbot.waitUntil(lambda: has_arrived(kept, sound))
    assert all(kept.is_broken(photo) for photo in odd)
    assert not kept.is_broken(sound)


def test_of_too_many_those_go_that_were_shown_longest_ago(
    qtbot: QtBot, shop: Shop, tasks: Tasks, photos: Sequence[Photo], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_MOST_PIXELS", 2 * SIZE.width() * SIZE.height())
    kept = Pictures(shop.thumbnails, tasks)
    for photo in photos[:2]:
        qtbot.waitUntil(lambda photo=photo: has_arrived(kept, photo))
    assert has_arrived(kept, photos[0])
    qtbot.waitUntil(lambda: has_arrived(kept, photos[2]))
    assert has_arrived(kept, photos[0])
    assert not has_arrived(kept, photos[1])
