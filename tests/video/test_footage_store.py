"""Videos taken into a shop: whole or not there, each once, the broken ones listed."""

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.video.films import H264, film
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress
from vendor_app.shop import Shop
from vendor_app.video import footage_store
from vendor_app.video.footage import Footage
from vendor_app.video.footage_intake import take_in
from vendor_app.video.footage_store import FootageStore


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two films, 2.mp4 and 10.mov."""
    folder = tmp_path_factory.mktemp("films")
    film(folder / "2.mp4", H264, size="160x120", seconds=1, sound="-c:a aac -shortest")
    film(folder / "10.mov", H264, size="120x160", seconds=0.7)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> FootageStore:
    """Return an empty store."""
    (tmp_path / "ร้าน").mkdir()
    return FootageStore(tmp_path / "ร้าน" / "footage")


def _files(store: FootageStore) -> list[Path]:
    return sorted(path for path in store.root.rglob("*") if path.is_file())


def test_a_video_is_kept_byte_for_byte_and_read_only(store: FootageStore, films: Path) -> None:
    intake = take_in(store, [films / "2.mp4"])
    (added,) = intake.added
    piece = added.footage
    assert piece == Footage(id=piece.id, suffix=".mp4", width=160, height=120, frames=30, has_sound=True, name="2.mp4")
    assert piece in store
    assert store.path(piece).read_bytes() == (films / "2.mp4").read_bytes()
    assert stat.S_IMODE(store.path(piece).stat().st_mode) == 0o444
    assert _files(store) == [store.path(piece)]


def test_the_same_video_twice_is_one(store: FootageStore, films: Path, tmp_path: Path) -> None:
    shutil.copy(films / "2.mp4", tmp_path / "อีกชื่อ.mov")
    intake = take_in(store, [films / "2.mp4", tmp_path / "อีกชื่อ.mov"])
    again = take_in(store, [films / "2.mp4"])
    assert len({one.footage.id for one in (*intake.added, *again.added)}) == 1
    assert [one.footage.suffix for one in intake.added] == [".mp4", ".mp4"], "its content says what it is"
    assert len(_files(store)) == 1


def test_a_stored_file_that_a_bad_disk_spoilt_is_put_back(store: FootageStore, films: Path) -> None:
    (added,) = take_in(store, [films / "2.mp4"]).added
    place = store.path(added.footage)
    place.chmod(0o644)
    place.write_bytes(bytes(place.stat().st_size))
    take_in(store, [films / "2.mp4"])
    assert place.read_bytes() == (films / "2.mp4").read_bytes()


def test_three_broken_of_twenty_are_listed_and_the_rest_comes_in(
    store: FootageStore, films: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "มือถือ"
    for number in range(17):
        target = folder / f"วัน{number % 2}" / f"VID_{number}.mp4"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((films / "2.mp4").read_bytes() + b"\x00\x00\x00\x0cfree" + number.to_bytes(4))
    (folder / "VID_100.mp4").write_bytes((films / "2.mp4").read_bytes()[:9000])
    (folder / "VID_101.mp4").write_text("ffconcat version 1.0")
    (folder / "VID_102.mp4").touch()
    (folder / "IMG_1.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "Thumbs.db").touch()
    told: list[tuple[float, str]] = []
    intake = take_in(store, [folder], Progress(lambda done, note: told.append((done, note))))
    assert (len(intake.added), len(_files(store))) == (17, 17)
    assert [one.path.name for one in intake.rejected] == ["VID_100.mp4", "VID_101.mp4", "VID_102.mp4"]
    assert all(one.reason for one in intake.rejected)
    assert [done for done, _note in told] == sorted(done for done, _note in told)
    assert told[-1][0] == pytest.approx(1.0)
    assert {note for _done, note in told} == {"กำลังอ่านวิดีโอ"}


def test_a_folder_without_videos_is_said(store: FootageStore, tmp_path: Path) -> None:
    (tmp_path / "IMG_1.jpg").touch()
    (refused,) = take_in(store, [tmp_path]).rejected
    assert "ไม่มีวิดีโอ" in refused.reason


@pytest.mark.parametrize("checks", [2, 6, 9])
def test_a_cancelled_intake_leaves_nothing(store: FootageStore, films: Path, checks: int) -> None:
    told: list[float] = []
    progress = Progress(lambda done, _note: told.append(done), lambda: len(told) >= checks)
    with pytest.raises(Cancelled):
        take_in(store, [films / "2.mp4", films / "10.mov"], progress)
    assert _files(store) == []


def _full(*_args: Any, **_keywords: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["replace", "sync_folder"])
def test_a_disk_that_is_full_at_the_end_leaves_nothing(
    store: FootageStore, films: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(footage_store, call, _full)
        with pytest.raises(VendorError, match="เต็ม"):
            take_in(store, [films / "2.mp4", films / "10.mov"])
    assert _files(store) == []
    assert len(take_in(store, [films / "2.mp4", films / "10.mov"]).added) == 2


def test_a_disk_without_room_is_said_before_anything_is_copied(
    store: FootageStore, films: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(footage_store, "_SPARE", 1 << 60)
    with pytest.raises(VendorError, match="MB"):
        take_in(store, [films / "2.mp4"])
    assert _files(store) == []


@pytest.mark.parametrize(("problem", "says"), [(errno.EIO, "การ์ด"), (errno.EACCES, "โปรแกรม")])
def test_a_card_that_cannot_be_read_costs_its_own_file(
    store: FootageStore, films: Path, monkeypatch: pytest.MonkeyPatch, problem: int, says: str
) -> None:
    read: Callable[[int, int], bytes] = os.read

    def fails(descriptor: int, count: int) -> bytes:
        if os.readlink(f"/proc/self/fd/{descriptor}").endswith("2.mp4"):
            raise OSError(problem, os.strerror(problem))
        return read(descriptor, count)

    with monkeypatch.context() as patch:
        patch.setattr(footage_store.os, "read", fails)
        intake = take_in(store, [films / "2.mp4", films / "10.mov"])
    assert [one.path.name for one in intake.added] == ["10.mov"]
    assert says in intake.rejected[0].reason
    assert len(_files(store)) == 1


@pytest.mark.parametrize(("identity", "suffix"), [("../../x", ".mp4"), ("a" * 64, ".exe"), ("A" * 64, ".mp4")])
def test_a_record_that_others_wrote_leads_nowhere(store: FootageStore, identity: str, suffix: str) -> None:
    piece = Footage(id=identity, suffix=suffix, width=1, height=1, frames=1, name="ก.mp4")
    assert piece not in store
    with pytest.raises(VendorError, match=r"ไม่พบวิดีโอ ก\.mp4"):
        store.path(piece)


def test_footage_comes_behind_what_the_product_has(shop: Shop, films: Path, tmp_path: Path) -> None:
    sku = shop.catalogue.add(Product(name="เสื้อ")).sku
    shop.add_footage(sku, [films])
    product = shop.catalogue.product(sku)
    assert [piece.name for piece in product.footage] == ["2.mp4", "10.mov"]
    assert all(piece in shop.footage for piece in product.footage)
    (tmp_path / "x.mp4").touch()
    intake = shop.add_footage(sku, [tmp_path / "x.mp4"])
    assert (intake.added, len(intake.rejected)) == ((), 1)
    assert shop.catalogue.product(sku) == product
    with pytest.raises(VendorError):
        shop.add_footage("X-9", [films])
