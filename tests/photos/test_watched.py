"""Photos that come by themselves: told once, when they are whole; cards by day."""

import os
from pathlib import Path

import pytest

from vendor_app.errors import VendorError
from vendor_app.photos.watched import WatchedFolder, cards, days_on

NOON = 1_772_600_400
DAY = 86_400


def put(path: Path, content: bytes = b"photo", when: int | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if when is not None:
        os.utime(path, (when, when))
    return path


def test_what_is_there_already_is_not_new(tmp_path: Path) -> None:
    put(tmp_path / "old.jpg")
    watched = WatchedFolder(tmp_path)
    assert [watched.look(), watched.look()] == [(), ()]


def test_a_new_photo_is_told_once_when_it_does_not_grow_any_more(tmp_path: Path) -> None:
    watched = WatchedFolder(tmp_path)
    new = put(tmp_path / "กล้อง" / "2.JPG", b"half")
    assert watched.look() == ()
    put(new, b"half and half")
    assert [watched.look(), watched.look(), watched.look()] == [(), (new,), ()]


def test_a_photo_put_over_an_old_one_is_new(tmp_path: Path) -> None:
    same = put(tmp_path / "front.jpg", when=NOON)
    watched = WatchedFolder(tmp_path)
    put(same, b"another one", when=NOON + 60)
    assert [watched.look(), watched.look()] == [(), (same,)]


@pytest.mark.parametrize(
    "name", ["notes.txt", ".hidden.jpg", "photo.jpg.part", "photo.jpg.crdownload", "Thumbs.db", "clip.mp4", "empty.jpg"]
)
def test_what_is_no_photo_yet_is_left_alone(tmp_path: Path, name: str) -> None:
    watched = WatchedFolder(tmp_path)
    put(tmp_path / name, b"" if name == "empty.jpg" else b"some")
    assert [watched.look() for _ in range(3)] == [(), (), ()]


def test_a_file_that_goes_away_again_is_not_told(tmp_path: Path) -> None:
    watched = WatchedFolder(tmp_path)
    new = put(tmp_path / "a.jpg")
    watched.look()
    new.unlink()
    assert watched.look() == ()


def test_a_folder_that_is_gone_is_said_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "ไดรฟ์"
    folder.mkdir()
    watched = WatchedFolder(folder)
    folder.rmdir()
    with pytest.raises(VendorError, match="ไดรฟ์"):
        watched.look()
    new = put(folder / "a.jpg")
    assert [watched.look(), watched.look()] == [(), (new,)]


def test_no_folder_at_all_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", put(tmp_path / "a.jpg")):
        with pytest.raises(VendorError):
            WatchedFolder(path)


def test_cards_are_drives_with_pictures_of_a_camera(tmp_path: Path) -> None:
    card, stick = tmp_path / "CANON", tmp_path / "stick"
    (card / "DCIM").mkdir(parents=True)
    stick.mkdir()
    assert cards([card, stick, tmp_path / "gone", card]) == (card,)


def test_photos_of_a_card_come_by_day_the_newest_first(tmp_path: Path) -> None:
    folder = tmp_path / "DCIM" / "100CANON"
    second = put(folder / "IMG_2.JPG", when=NOON + 60)
    first = put(folder / "IMG_9.JPG", when=NOON)
    last = put(folder / "IMG_10.HEIC", when=NOON + 3 * DAY)
    put(folder / "MVI_3.MP4", when=NOON)
    put(tmp_path / "other.jpg", when=NOON)
    days = days_on(tmp_path)
    assert [[photo.path for photo in day.photos] for day in days] == [[last], [first, second]]
    assert days[0].day > days[1].day


def test_a_card_that_was_taken_out_is_said(tmp_path: Path) -> None:
    with pytest.raises(VendorError):
        days_on(tmp_path / "taken out")
