"""Files and folders: there whole, or not there, whatever the disk does."""

import errno
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_app import files
from vendor_app.errors import VendorError
from vendor_app.files import clear_drafts, free_space, require_space, safe_name, whole_file, whole_folder, write_whole

DISK_SAYS = [
    (errno.ENOSPC, "เต็ม"),
    (errno.EDQUOT, "เต็ม"),
    (errno.EROFS, "บันทึกลงใน"),
    (errno.EACCES, "บันทึกลงใน"),
    (errno.EPERM, "บันทึกลงใน"),
    (errno.EIO, "ไดรฟ์มีปัญหา"),
    (errno.ENAMETOOLONG, "บันทึกที่"),
    (errno.EINVAL, "บันทึกที่"),
]


def _failing(code: int) -> Callable[..., None]:
    def fail(*_args: object, **_options: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name != "home")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    with whole_file(tmp_path / "ก.txt") as file:
        file.write(b"new")
        assert not (tmp_path / "ก.txt").exists()
    assert (tmp_path / "ก.txt").read_bytes() == b"new"
    write_whole(tmp_path / "ก.txt", b"newer")
    assert (tmp_path / "ก.txt").read_bytes() == b"newer"
    assert _names(tmp_path) == ["ก.txt"]


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")

    def fail() -> None:
        with whole_file(tmp_path / "a") as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert _names(tmp_path) == ["a"]


@pytest.mark.parametrize(("code", "says"), DISK_SAYS)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_the_disk_says_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, says: str
) -> None:
    write_whole(tmp_path / "a", b"old")
    with monkeypatch.context() as patch:
        patch.setattr(files.os, call, _failing(code))
        with pytest.raises(VendorError, match=says) as refused:
            write_whole(tmp_path / "a", b"new")
    assert refused.value.hint
    assert (tmp_path / "a").read_bytes() == b"old"
    assert _names(tmp_path) == ["a"]


def test_a_folder_that_went_with_its_drive_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match=r"ไม่มีโฟลเดอร์ .*nowhere") as refused:
        write_whole(tmp_path / "nowhere" / "a", b"x")
    assert "เสียบไดรฟ์" in refused.value.hint


def test_an_error_that_a_vendor_cannot_mend_stays_a_bug(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), files.plain_words(tmp_path / "a"):
        (tmp_path / "another").read_bytes()


def test_a_place_for_a_file_is_looked_at_before_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    files.require_place(tmp_path / "folder" / "a")
    files.require_place(tmp_path / "file")
    for place, says in (("nowhere/a", "nowhere"), ("file/a", "file"), ("folder", "folder")):
        with pytest.raises(VendorError, match=says) as refused:
            files.require_place(tmp_path / place)
        assert refused.value.hint


@pytest.mark.parametrize("name", ["CON", "con.mp4", "PRN.", "aux .mp4", "NUL.tar.gz", "COM1. ", "lpt9.csv", "COM².jpg"])
def test_a_name_that_windows_keeps_for_itself_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    for write in (
        lambda: files.require_place(tmp_path / name),
        lambda: files.require_folder(tmp_path / name),
        lambda: files.require_folder(tmp_path / name / "below"),
        lambda: files.write_whole(tmp_path / name, b"x"),
    ):
        with pytest.raises(VendorError, match="Windows") as refused:
            write()
        assert name in str(refused.value)
        assert refused.value.hint
    assert _names(tmp_path) == []


@pytest.mark.parametrize("name", ["console.mp4", "CON-1.mp4", "_con", "com10.csv", "my.con", ".con"])
def test_a_name_that_only_looks_like_one_of_windows_is_taken(tmp_path: Path, name: str) -> None:
    files.require_place(tmp_path / name)
    files.write_whole(tmp_path / name, b"x")
    assert _names(tmp_path) == [name]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such folders in Windows")
def test_a_folder_that_linux_has_under_such_a_name_is_used(tmp_path: Path) -> None:
    (tmp_path / "aux").mkdir()
    files.require_folder(tmp_path / "aux")
    files.require_place(tmp_path / "aux" / "a.mp4")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_really_full_disk_is_a_sentence() -> None:
    with pytest.raises(VendorError, match="เต็ม"), files.plain_words(Path("x")), open("/dev/full", "wb") as full:
        full.write(b"x" * 100_000)


def test_a_file_held_open_elsewhere_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a", b"old")
    tries: list[int] = []
    real = os.replace

    def held(source: Path, target: Path) -> None:
        tries.append(1)
        if len(tries) < 4:
            raise PermissionError(errno.EACCES, "held by antivirus")
        real(source, target)

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(files.sys, "platform", "win32")
    write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert len(tries) == 4


@pytest.mark.parametrize(("platform", "reads"), [("win32", True), ("linux", False)])
def test_a_file_that_another_program_keeps_for_itself_is_read_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, reads: bool
) -> None:
    tries: list[Path] = []

    def held(path: Path) -> bytes:
        tries.append(path)
        if len(tries) < 4:
            raise PermissionError(errno.EACCES, "held by antivirus")
        return b"content"

    monkeypatch.setattr(Path, "read_bytes", held)
    monkeypatch.setattr(files.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(files.sys, "platform", platform)
    if reads:
        assert files.read(tmp_path / "a") == b"content"
    else:
        with pytest.raises(PermissionError):
            files.read(tmp_path / "a")
    assert len(tries) == (4 if reads else 1)


def _number(content: bytes) -> int:
    return int(content)


def test_what_cannot_be_read_back_is_kept_under_another_name(tmp_path: Path) -> None:
    file = tmp_path / "count.json"
    assert files.read_back(file, _number, 7) == 7
    for number, content in enumerate((b"x", b"\xff", b"41"), 1):
        write_whole(file, content)
        assert files.read_back(file, _number, 7) == (41 if content == b"41" else 7)
        assert file.is_file() == (number == 3)
    assert _names(tmp_path) == ["count.json", "count.unread-1.json", "count.unread-2.json"]
    assert (tmp_path / "count.unread-2.json").read_bytes() == b"\xff"


def test_what_can_neither_be_read_nor_moved_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "count.json", b"x")
    monkeypatch.setattr(files.os, "replace", _failing(errno.EACCES))
    with pytest.raises(VendorError, match="บันทึก"):
        files.read_back(tmp_path / "count.json", _number, 7)
    assert (tmp_path / "count.json").read_bytes() == b"x"


def test_a_folder_is_there_whole(tmp_path: Path) -> None:
    target = tmp_path / "below" / "bundle"
    with whole_folder(target) as draft:
        (draft / "images").mkdir()
        (draft / "images" / "1.jpg").write_bytes(b"1")
        assert not target.exists()
    with whole_folder(target) as draft:
        (draft / "2.jpg").write_bytes(b"2")
    assert _names(target) == ["2.jpg"]
    assert _names(target.parent) == ["bundle"]


def test_a_folder_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "bundle") as draft:
        (draft / "old").touch()

    def fail() -> None:
        with whole_folder(tmp_path / "bundle") as draft:
            (draft / "half").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert _names(tmp_path / "bundle") == ["old"]
    assert _names(tmp_path) == ["bundle"]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    with whole_folder(tmp_path / "bundle") as draft:
        (draft / "old").touch()
    calls: list[int] = []
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        calls.append(1)
        if len(calls) == failing:
            raise OSError(errno.EIO, "Input/output error")
        real(source, target)

    def fail() -> None:
        with whole_folder(tmp_path / "bundle") as draft:
            (draft / "new").touch()

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", replace)
        with pytest.raises(VendorError, match="ไดรฟ์มีปัญหา"):
            fail()
    assert _names(tmp_path / "bundle") == ["old"]
    assert _names(tmp_path) == ["bundle"]


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_power_cut_between_the_renames_leaves_one_of_the_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    """Play the power cut by stopping before the nth rename or clean-up, undoing nothing."""
    with whole_folder(tmp_path / "bundle") as draft:
        (draft / "old").touch()
    (tmp_path / ".draft-new").mkdir()
    (tmp_path / ".draft-new" / "new").touch()
    steps: list[int] = []

    class PowerCut(BaseException):
        pass

    def step(real: Callable[..., None]) -> Callable[..., None]:
        def do(*args: object, **options: object) -> None:
            steps.append(1)
            if len(steps) >= cut:
                raise PowerCut
            real(*args, **options)

        return do

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", step(os.replace))
        real_rmtree = files.shutil.rmtree
        patch.setattr(
            files.shutil, "rmtree", lambda path, **options: path.exists() and step(real_rmtree)(path, **options)
        )
        with pytest.raises(PowerCut):
            files._exchange(tmp_path / ".draft-new", tmp_path / "bundle")
    clear_drafts(tmp_path)
    assert _names(tmp_path) == ["bundle"]
    assert _names(tmp_path / "bundle") == (["new"] if cut == 3 else ["old"])


def test_drafts_are_cleared_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".draft-1").write_bytes(b"half")
    (tmp_path / ".draft-2").mkdir()
    (tmp_path / ".draft-2" / "half").touch()
    (tmp_path / "draft-3").touch()
    clear_drafts(tmp_path)
    clear_drafts(tmp_path / "nowhere")
    assert _names(tmp_path) == ["draft-3"]


def test_a_draft_that_is_read_only_goes_on_windows_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".draft-photo").write_bytes(b"half")
    (tmp_path / ".draft-photo").chmod(0o444)
    (tmp_path / ".draft-held").write_bytes(b"open in another program")
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if "held" in path.name or not path.stat().st_mode & 0o200:
            raise PermissionError(errno.EACCES, "as Windows does")
        real(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        clear_drafts(tmp_path)
    assert _names(tmp_path) == [".draft-held"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("เสื้อยืด ลาย 1/2: “ใหม่”?", "เสื้อยืด ลาย 1_2_ “ใหม่”_"),
        ("TS-1", "TS-1"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("nul .txt", "_nul .txt"),
        ("COM¹", "_COM¹"),
        ("com9.tar.gz", "_com9.tar.gz"),
        ("console", "console"),
        ("a. . ", "a"),
        ("...", "_"),
        ("", "_"),
        ("a\x00\nb", "a__b"),
        ("../../etc", ".._.._etc"),
    ],
)
def test_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize("letter", ["ก", "กี้", "ผู้", "👗", "a"])
def test_long_names_are_cut_between_letters(letter: str) -> None:
    name = safe_name(letter * 300)
    assert len(name.encode()) <= 120
    assert len(name) % len(letter) == 0
    assert letter * (len(name) // len(letter)) == name


@given(st.text(max_size=80))
def test_any_text_makes_a_name(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= 121
    assert not set('<>:"/\\|?*') & set(name)
    assert name[-1] not in ". "
    assert not [c for c in name if unicodedata.category(c) == "Cc"]
    assert safe_name(name) == name


@pytest.mark.skipif(sys.platform == "win32", reason="a name that Linux takes too")
@given(st.text(min_size=1, max_size=80))
def test_any_name_can_be_made(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / safe_name(text)
    file.touch()
    file.unlink()


def test_space_is_asked_for_before_it_is_needed(tmp_path: Path) -> None:
    free = free_space(tmp_path / "not" / "there" / "yet")
    assert free > 0
    require_space(tmp_path, 1)
    with pytest.raises(VendorError, match="ไม่พอ") as refused:
        require_space(tmp_path, free * 2 + 10_000_000)
    assert "MB" in refused.value.message


def test_a_drive_that_is_not_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def lstat(path: Path) -> None:
        raise FileNotFoundError(errno.ENOENT, "as Windows says of Z:", str(path))

    monkeypatch.setattr(Path, "lstat", lstat)
    with pytest.raises(VendorError, match="ไม่พบไดรฟ์"):
        free_space(Path("/gone/shop"))
