"""Bundles on a stick: whole or not there, whatever the stick does."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.handover.conftest import CLIP, made_bundle
from vendor_app.bundle.verify import verify_bundle
from vendor_app.bundle.write import pack
from vendor_app.errors import VendorError
from vendor_app.handover import stick_words, usb
from vendor_app.handover.drives import Drive
from vendor_app.handover.usb import FOLDER, BundleChanged, copy_to_drive
from vendor_app.language import _
from vendor_app.progress import Cancelled, Progress


def on(stick: Drive) -> list[str]:
    """Return every file on the stick."""
    return sorted(file.relative_to(stick.path).as_posix() for file in stick.path.rglob("*") if file.is_file())


def test_a_bundle_is_copied_whole(bundle: Path, stick: Drive) -> None:
    (bundle / "Thumbs.db").write_bytes(b"of a look at the folder")
    copied = copy_to_drive([bundle], stick)
    (place,) = copied.places
    assert place == stick.path / FOLDER / bundle.name
    assert verify_bundle(place) == ()
    assert (copied.files, copied.size > len(CLIP)) == (4, True)
    assert len(on(stick)) == 4


def test_what_is_there_already_is_not_written_again(bundle: Path, stick: Drive) -> None:
    (place,) = copy_to_drive([bundle], stick).places
    before = (place / "clip.mp4").stat().st_mtime_ns
    arrived: list[Path] = []
    again = copy_to_drive([bundle, bundle], stick, arrived=arrived.append)
    assert arrived == [bundle]
    assert (again.places, again.files, again.size) == ((place,), 0, 0)
    assert (place / "clip.mp4").stat().st_mtime_ns == before


def test_a_spoilt_copy_is_replaced_and_another_bundle_of_the_name_is_kept(bundle: Path, stick: Drive) -> None:
    (place,) = copy_to_drive([bundle], stick).places
    (place / "caption.txt").write_text("x", encoding="utf-8")
    assert copy_to_drive([bundle], stick).files == 4
    assert verify_bundle(place) == ()
    other = made_bundle(bundle.parent / "elsewhere", bundle.name, words="ราคา ฿99")
    (beside,) = copy_to_drive([other], stick).places
    assert beside.name == f"{bundle.name}-2"
    assert (verify_bundle(place), verify_bundle(beside)) == ((), ())


def test_a_name_as_long_as_may_be_leaves_room_for_a_number(bundle: Path, stick: Drive, tmp_path: Path) -> None:
    packed = []
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        packed.append(tmp_path / str(number) / f"{'ชุดเดรสผ้าฝ้าย' * 3}.zip")
        packed[-1].write_bytes(b"zip %d" % number)
    places = copy_to_drive(packed, stick).places
    assert [place.read_bytes() for place in places] == [b"zip 0", b"zip 1", b"zip 2"]
    assert len({place.name for place in places}) == 3
    assert [place.suffix for place in places] == [".zip"] * 3
    assert all(len(place.name.encode()) <= 120 for place in places)


def test_what_others_put_under_the_name_stays(bundle: Path, stick: Drive) -> None:
    folder = stick.path / FOLDER / bundle.name
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    (place,) = copy_to_drive([bundle], stick).places
    assert place.name == f"{bundle.name}-2"
    assert (folder / "mine.txt").read_text("utf-8") == "mine"
    (stick.path / FOLDER / f"{bundle.name}-2" / "images" / "01_DR-1.jpg").unlink()
    assert copy_to_drive([bundle], stick).places == (place,)
    assert verify_bundle(place) == ()


def test_names_that_differ_in_case_only_get_places_of_their_own(bundle: Path, stick: Drive) -> None:
    other = made_bundle(bundle.parent, bundle.name.lower(), words="ราคา ฿99")
    places = copy_to_drive([bundle, other], stick).places
    assert len({place.name.casefold() for place in places}) == 2


def test_a_zip_goes_as_it_is(bundle: Path, stick: Drive) -> None:
    packed = bundle.with_name(f"{bundle.name}.zip")
    pack(bundle, packed)
    (place,) = copy_to_drive([packed], stick).places
    assert place.read_bytes() == packed.read_bytes()
    assert copy_to_drive([packed], stick).files == 0
    packed.write_bytes(packed.read_bytes() + b"0")
    assert copy_to_drive([packed], stick).places[0].name == f"{bundle.name}-2.zip"


def _changed(bundle: Path) -> None:
    (bundle / "clip.mp4").write_bytes(CLIP[:-1] + b"?")


def _gone(bundle: Path) -> None:
    (bundle / "caption.txt").unlink()


def _unlisted(bundle: Path) -> None:
    (bundle / "bundle.json").write_bytes(b"{}")


def _relisted(bundle: Path) -> None:
    told = (bundle / "bundle.json").read_bytes()
    (bundle / "bundle.json").write_bytes(told.replace(b"caption.txt", b"caption.tyt"))


@pytest.mark.parametrize("spoil", [_changed, _gone, _unlisted, _relisted])
def test_a_bundle_that_is_not_as_it_was_made_is_refused(
    bundle: Path, stick: Drive, spoil: Callable[[Path], None]
) -> None:
    spoil(bundle)
    with pytest.raises(BundleChanged, match=bundle.name):
        copy_to_drive([bundle], stick)
    assert on(stick) == []


def test_cancelling_leaves_what_was_whole_and_nothing_else(bundle: Path, stick: Drive) -> None:
    second = made_bundle(bundle.parent, "DR-1-shopee-20261122-093612")
    reached: list[float] = []
    arrived: list[Path] = []
    progress = Progress(lambda done, _note: reached.append(done), lambda: bool(reached) and reached[-1] > 0.7)
    with pytest.raises(Cancelled):
        copy_to_drive([bundle, second], stick, progress, arrived=arrived.append)
    assert [entry.name for entry in (stick.path / FOLDER).iterdir()] == [bundle.name]
    assert arrived == [bundle]
    assert reached == sorted(reached)


def test_a_stick_that_is_pulled_out_says_so(bundle: Path, stick: Drive, tmp_path: Path) -> None:
    reached: list[float] = []

    def pull(done: float, _note: str) -> None:
        reached.append(done)
        if done > 0.3 and stick.path.exists():
            stick.path.rename(tmp_path / "pocket")

    with pytest.raises(VendorError) as refused:
        copy_to_drive([bundle], stick, Progress(pull))
    assert refused.value.message == _("The stick was pulled out before all was on it.")
    (tmp_path / "pocket").rename(stick.path)  # plugged in again: what was half there is cleared
    assert copy_to_drive([bundle], stick).files == 4
    assert len(on(stick)) == 4


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The stick is full."),
        (errno.EROFS, "The stick is locked: nothing can be written to it."),
        (errno.EIO, "The stick reported an error."),
    ],
)
def test_what_the_stick_reports_is_said_of_the_stick(
    bundle: Path, stick: Drive, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(usb.os, "fsync", refuse)
    with pytest.raises(VendorError) as refused:
        copy_to_drive([bundle], stick)
    assert refused.value.message == _(sentence)
    assert on(stick) == []


def test_a_stick_that_lies_is_found_out(bundle: Path, stick: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(descriptor: int) -> None:
        target = os.readlink(f"/proc/self/fd/{descriptor}") if os.path.isdir("/proc/self/fd") else ""
        if target.endswith("clip.mp4"):
            os.truncate(target, 1000)

    monkeypatch.setattr(usb, "_forget", lose)
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("no table of open files")
    with pytest.raises(VendorError, match=r"clip\.mp4"):
        copy_to_drive([bundle], stick)
    assert on(stick) == []


def _with_usage(monkeypatch: pytest.MonkeyPatch, stick: Drive, **fields: int) -> None:
    real = shutil.disk_usage

    def usage(path: Any) -> Any:
        told = real(path)
        return told._replace(**fields) if Path(path).is_relative_to(stick.path) else told

    monkeypatch.setattr(shutil, "disk_usage", usage)


def test_room_is_asked_for_first(bundle: Path, stick: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_usage(monkeypatch, stick, free=1_000_000)
    with pytest.raises(VendorError, match="1 MB"):
        copy_to_drive([bundle], stick)
    assert on(stick) == []


def test_a_folder_that_is_not_the_stick_any_more_gets_nothing(
    bundle: Path, stick: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_usage(monkeypatch, stick, total=stick.size + 1)
    with pytest.raises(VendorError) as refused:
        copy_to_drive([bundle], stick)
    assert refused.value.message == stick_words.pulled_out().message
    assert on(stick) == []


def test_a_locked_stick_is_refused(bundle: Path, stick: Drive) -> None:
    with pytest.raises(VendorError) as refused:
        copy_to_drive([bundle], replace(stick, read_only=True))
    assert refused.value.message == _("The stick is locked: nothing can be written to it.")


def test_a_file_of_four_gigabytes_does_not_go_onto_fat(
    tmp_path: Path, stick: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "A-tiktok-20261122-093612.zip"
    with large.open("wb") as file:
        file.truncate(2**32)
    monkeypatch.setattr(usb.manifest, "fingerprint", lambda _file: (2**32, "0" * 64))  # reading it takes seconds
    with pytest.raises(VendorError, match="4 GB"):
        copy_to_drive([large], stick)
    assert replace(stick, file_system="exfat").most_file_bytes is None


def test_a_file_in_the_way_of_the_folder_is_named(bundle: Path, stick: Drive) -> None:
    (stick.path / FOLDER).write_text("mine", encoding="utf-8")
    with pytest.raises(VendorError, match=FOLDER):
        copy_to_drive([bundle], stick)
    assert (stick.path / FOLDER).read_text("utf-8") == "mine"
