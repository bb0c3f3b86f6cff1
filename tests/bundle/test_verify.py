"""What was changed in a bundle is found, in a folder and in a ZIP, and nothing foreign does any harm."""

import json
import os
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from vendor_app.bundle import manifest
from vendor_app.bundle.verify import verify_bundle

Change = Callable[[Path], None]


@pytest.fixture
def bundle(finished: Path, tmp_path: Path) -> Path:
    """Return a folder with a whole bundle, to be spoilt."""
    return Path(shutil.copytree(finished, tmp_path / "bundle"))


def _change_a_byte(folder: Path) -> None:
    content = bytearray((folder / "clip.mp4").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "clip.mp4").write_bytes(content)


def _edit_the_caption(folder: Path) -> None:
    with (folder / "caption.txt").open("a", encoding="utf-8") as file:
        file.write(" ")


def _cut_off_a_picture(folder: Path) -> None:
    os.truncate(folder / "images" / "01_DR-0002.jpg", 1000)


def _take_away_the_cover(folder: Path) -> None:
    (folder / "cover.jpg").unlink()


def _put_something_in(folder: Path) -> None:
    (folder / "images" / "99_DR-0002.jpg").write_bytes(b"x")


def _edit_the_price_in_the_manifest(folder: Path) -> None:
    text = (folder / "bundle.json").read_text(encoding="utf-8")
    (folder / "bundle.json").write_text(text.replace('"price": 35000', '"price": 10000'), encoding="utf-8")


def _put_an_empty_folder_in(folder: Path) -> None:
    (folder / "ใหม่" / "more").mkdir(parents=True)


CHANGES = pytest.mark.parametrize(
    ("change", "said"),
    [
        (_change_a_byte, "“clip.mp4” ถูกแก้ไข"),
        (_edit_the_caption, "“caption.txt” ถูกแก้ไข"),
        (_cut_off_a_picture, "“images/01_DR-0002.jpg” ถูกแก้ไข"),
        (_take_away_the_cover, "“cover.jpg” หายไป"),
        (_put_something_in, "“images/99_DR-0002.jpg” เกินมา"),
        (_put_an_empty_folder_in, "“ใหม่/more/” เกินมา"),
        (_edit_the_price_in_the_manifest, "bundle.json ถูกแก้ไข"),
    ],
)


@CHANGES
def test_a_change_in_a_folder_is_found(bundle: Path, change: Change, said: str) -> None:
    change(bundle)
    (problem,) = verify_bundle(bundle)
    assert said in problem


@CHANGES
def test_a_change_in_a_zip_is_found(bundle: Path, tmp_path: Path, change: Change, said: str) -> None:
    change(bundle)
    shutil.make_archive(str(tmp_path / "b"), "zip", bundle)
    (problem,) = verify_bundle(tmp_path / "b.zip")
    assert said in problem


def test_every_change_is_told(bundle: Path) -> None:
    for change in (_change_a_byte, _take_away_the_cover, _put_something_in):
        change(bundle)
    assert len(verify_bundle(bundle)) == 3


def test_a_folder_whose_files_are_gone_is_told_once_for_each(bundle: Path, tmp_path: Path) -> None:
    pictures = sorted((bundle / "images").iterdir())
    for picture in pictures:
        picture.unlink()
    shutil.make_archive(str(tmp_path / "b"), "zip", bundle)
    for place in (bundle, tmp_path / "b.zip"):
        assert [problem for problem in verify_bundle(place) if "หายไป" not in problem] == []
        assert len(verify_bundle(place)) == len(pictures)


def test_what_a_system_leaves_in_a_folder_is_no_change(bundle: Path) -> None:
    for name in ("Thumbs.db", "desktop.ini", "images/.DS_Store"):
        (bundle / name).write_bytes(b"x")
    assert verify_bundle(bundle) == ()


def test_a_zip_of_the_folder_itself_is_a_bundle_too(bundle: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "by-hand"), "zip", bundle.parent, bundle.name)
    assert verify_bundle(tmp_path / "by-hand.zip") == ()


def _no_manifest(folder: Path) -> None:
    (folder / "bundle.json").unlink()


def _empty_manifest(folder: Path) -> None:
    (folder / "bundle.json").write_bytes(b"")


def _binary_manifest(folder: Path) -> None:
    (folder / "bundle.json").write_bytes(bytes(range(256)))


def _manifest_without_files(folder: Path) -> None:
    (folder / "bundle.json").write_text('{"format": 1}')


def _endless_manifest(folder: Path) -> None:
    with (folder / "bundle.json").open("ab") as file:
        file.truncate(9_000_000)


def _deep_manifest(folder: Path) -> None:
    (folder / "bundle.json").write_text('{"format": 1, "files": ' + "[" * 100_000)


def _manifest_of_the_future(folder: Path) -> None:
    told = json.loads((folder / "bundle.json").read_bytes())
    (folder / "bundle.json").write_text(json.dumps({**told, "format": 2}), encoding="utf-8")


def _link(folder: Path) -> None:
    (folder / "cover.jpg").unlink()
    (folder / "cover.jpg").symlink_to("/etc/hostname")


def _linked_folder(folder: Path) -> None:
    (folder / "more").symlink_to("/etc", target_is_directory=True)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


def _thousands_of_files(folder: Path) -> None:
    for number in range(600):
        (folder / f"{number}.jpg").touch()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_no_manifest, "ไม่มี bundle.json"),
        (_empty_manifest, "bundle.json เสียหาย"),
        (_binary_manifest, "bundle.json เสียหาย"),
        (_manifest_without_files, "bundle.json เสียหาย"),
        (_endless_manifest, "bundle.json เสียหาย"),
        (_deep_manifest, "bundle.json เสียหาย"),
        (_manifest_of_the_future, "รุ่น 2"),
        (_link, "“cover.jpg” เป็นลิงก์"),
        (_linked_folder, "“more” เป็นลิงก์"),
        (_pipe, "“pipe” เป็นลิงก์หรืออุปกรณ์"),
        (_thousands_of_files, "มีไฟล์มากเกิน"),
    ],
)
def test_a_folder_that_is_no_bundle_gives_one_sentence(bundle: Path, change: Change, said: str) -> None:
    change(bundle)
    (problem,) = verify_bundle(bundle)
    assert said in problem


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "a\\b", "C:/x", "ภาพ.jpg", "a/../../b", ""])
def test_a_manifest_cannot_point_out_of_the_bundle(bundle: Path, path: str) -> None:
    (bundle.parent / "outside.txt").write_text("x")
    content = (bundle / "bundle.json").read_bytes()
    told = json.loads(content)
    told["files"][0]["path"] = path
    (bundle / "bundle.json").write_text(json.dumps(told), encoding="utf-8")
    problems = verify_bundle(bundle)
    assert any("ชี้ออกไปนอกชุด" in problem for problem in problems)


def _zip(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)


def _text_as_zip(path: Path) -> None:
    path.write_text("no archive")


def _cut_off_zip(path: Path) -> None:
    _zip(path, ("bundle.json", b"{}" * 1000))
    os.truncate(path, path.stat().st_size // 2)


def _bomb(path: Path) -> None:
    _zip(path, ("bundle.json", bytes(50_000_000)))


def _leading_out(path: Path) -> None:
    _zip(path, ("bundle.json", b"{}"), ("../evil.txt", b"x"))


def _absolute(path: Path) -> None:
    _zip(path, ("bundle.json", b"{}"), ("/tmp/evil.txt", b"x"))


def _with_link(path: Path) -> None:
    link = zipfile.ZipInfo("cover.jpg")
    link.external_attr = 0o120777 << 16
    _zip(path, ("bundle.json", b"{}"), (link, b"/etc/hostname"))


def _twice(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        _zip(path, ("bundle.json", b"{}"), ("a", b"1"), ("a", b"2"))


def _too_many(path: Path) -> None:
    _zip(path, *((f"{number}", b"") for number in range(600)))


def _locked(path: Path) -> None:
    _zip(path, ("bundle.json", b"{}"))
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)


def _damaged(path: Path) -> None:
    _zip(path, ("bundle.json", b'{"format": 1}' * 50))
    content = bytearray(path.read_bytes())
    content[45] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_text_as_zip, "เป็นชุดโพสต์ไม่ได้"),
        (_cut_off_zip, "เป็นชุดโพสต์ไม่ได้"),
        (_bomb, "ใหญ่ผิดปกติ"),
        (_leading_out, "ชี้ออกไปนอกชุด"),
        (_absolute, "ชี้ออกไปนอกชุด"),
        (_with_link, "เป็นลิงก์"),
        (_twice, "ซ้ำกัน"),
        (_too_many, "มีไฟล์มากเกิน"),
        (_locked, "ล็อกรหัสผ่าน"),
        (_damaged, "bundle.json เสียหาย"),
    ],
)
def test_a_hostile_zip_gives_one_sentence_and_writes_nothing(tmp_path: Path, make: Change, said: str) -> None:
    path = tmp_path / "in" / "bundle.zip"
    path.parent.mkdir()
    make(path)
    (problem,) = verify_bundle(path)
    assert said in problem
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["bundle.zip"]


def test_a_bundle_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = verify_bundle(tmp_path / "nowhere")
    assert "ไม่พบชุดโพสต์" in problem


def test_files_are_compared_without_reading_endless_ones(bundle: Path) -> None:
    with (bundle / "caption.txt").open("ab") as file:
        file.truncate(10_000_000_000)
    (problem,) = verify_bundle(bundle)
    assert "“caption.txt” ถูกแก้ไข" in problem


def test_the_manifest_lists_every_file_but_itself(bundle: Path) -> None:
    listed = {entry.path for entry in manifest.read_contents((bundle / "bundle.json").read_bytes()).files}
    present = {file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if file.is_file()}
    assert listed == present - {"bundle.json"}


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_zip_with_wrong_bytes_is_more_than_a_problem(tmp_path: Path, packed: int) -> None:
    listed = b'{"format": 1, "files": [{"path": "a.txt", "size": 100, "sha256": ""}], "seal": ""}'
    with zipfile.ZipFile(tmp_path / "b.zip", "w", packed) as archive:
        archive.writestr("bundle.json", listed)
        archive.writestr("a.txt", b"hello" * 20)
    whole = (tmp_path / "b.zip").read_bytes()
    chance = random.Random(1)
    for _round in range(300):
        content = bytearray(whole)
        for _byte in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        (tmp_path / "b.zip").write_bytes(content)
        assert verify_bundle(tmp_path / "b.zip")
