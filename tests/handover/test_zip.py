"""Bundles in ZIPs: names that no reader has to guess, and several at once."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.handover.conftest import made_bundle
from vendor_app.bundle import write
from vendor_app.bundle.verify import verify_bundle
from vendor_app.bundle.write import pack, pack_all
from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress


def test_names_are_ascii_and_said_to_be_utf8(bundle: Path, tmp_path: Path) -> None:
    pack(bundle, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
    assert all(entry.filename.isascii() and entry.flag_bits & 0x800 for entry in entries)
    assert {entry.compress_type for entry in entries if entry.filename.endswith(("mp4", "jpg"))} == {zipfile.ZIP_STORED}
    content = (tmp_path / "a.zip").read_bytes()
    assert content[6:8] == b"\x00\x08"  # the first file's own header, which quick readers go by
    assert verify_bundle(tmp_path / "a.zip") == ()
    if shutil.which("unzip"):
        told = subprocess.run(["unzip", "-tqq", tmp_path / "a.zip"], capture_output=True, check=False)
        assert (told.returncode, told.stderr) == (0, b"")


def test_several_are_packed_at_once_and_none_is_written_over(bundle: Path, tmp_path: Path) -> None:
    second = made_bundle(bundle.parent, "DR-1-line-20261122-093612")
    place = tmp_path / "ส่งน้อง"
    place.mkdir()
    (place / f"{bundle.name}.zip").write_bytes(b"mine")
    made = pack_all((bundle, second), place)
    assert [one.name for one in made] == [f"{bundle.name}-2.zip", f"{second.name}.zip"]
    assert [verify_bundle(one) for one in made] == [(), ()]
    assert (place / f"{bundle.name}.zip").read_bytes() == b"mine"


def test_none_is_left_when_one_cannot_be(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = made_bundle(bundle.parent, "DR-1-line-20261122-093612")
    reached: list[float] = []
    progress = Progress(lambda done, _note: reached.append(done), lambda: bool(reached) and reached[-1] > 0.6)
    with pytest.raises(Cancelled):
        pack_all((bundle, second), tmp_path / "bundles", progress)
    real = write.pack

    def refuse(folder: Path, target: Path, progress: Progress) -> None:
        if folder == second:
            raise VendorError("full")
        real(folder, target, progress)

    monkeypatch.setattr(write, "pack", refuse)
    with pytest.raises(VendorError, match="full"):
        pack_all((bundle, second), tmp_path / "bundles")
    assert not list((tmp_path / "bundles").glob("*.zip"))
