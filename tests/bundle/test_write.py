"""A bundle as a folder and as a ZIP: every file of it, or nothing."""

import datetime
import errno
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from tests.conftest import cloth
from vendor_app import language
from vendor_app.bundle import manifest
from vendor_app.bundle.platforms import Platform
from vendor_app.bundle.verify import verify_bundle
from vendor_app.bundle.write import Material, bundle_name, free_place, write_folder, write_zip
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT
from vendor_app.photos.kinds import PhotoUnreadable
from vendor_app.progress import Cancelled, Progress

FILES = [
    "README.txt",
    "bundle.json",
    "caption.txt",
    "clip-voice-only.mp4",
    "clip.mp4",
    "cover.jpg",
    "images/01_DR-0002.jpg",
    "images/02_DR-0002.jpg",
]


def _files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_folder_has_every_file_of_a_bundle(material: Material, tmp_path: Path) -> None:
    target = tmp_path / "out" / "bundle"
    checks = write_folder(target, material)
    assert _files(target) == FILES
    assert {check.name for check in checks if check.level == "fail"} == set()
    assert verify_bundle(target) == ()
    assert (target / "clip.mp4").read_bytes() == material.clip.read_bytes()
    assert (target / "clip-voice-only.mp4").read_bytes() == material.voice_only.read_bytes()


def test_pictures_are_square_and_tell_nothing(material: Material, tmp_path: Path) -> None:
    original = tmp_path / "gps.jpg"
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8825)[2] = (13.0, 45.0, 0.0)
    cloth(900, 1200).save(original, exif=exif)
    write_folder(tmp_path / "b", replace(material, originals=(original,)))
    with Image.open(tmp_path / "b" / "images" / "01_DR-0002.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 1200))
        assert not picture.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(picture.info)


def test_no_more_pictures_than_the_platform_takes(material: Material, tmp_path: Path) -> None:
    few = replace(material.platform.limits, pictures=replace(material.platform.limits.pictures, most=1))
    write_folder(tmp_path / "b", replace(material, platform=replace(material.platform, limits=few)))
    assert [file.name for file in (tmp_path / "b" / "images").iterdir()] == ["01_DR-0002.jpg"]


def test_the_texts_are_thai_and_the_caption_is_only_what_is_pasted(material: Material, tmp_path: Path) -> None:
    write_folder(tmp_path / "b", material)
    assert (tmp_path / "b" / "caption.txt").read_bytes().decode().startswith("เดรสแขนตุ๊กตา")
    readme = (tmp_path / "b" / "README.txt").read_text(encoding="utf-8-sig")
    assert "เดรสแขนตุ๊กตา ผ้าฝ้าย สีเขียวมะกอก · ฿350 / ตัว" in readme
    assert "1. ย้ายทั้งโฟลเดอร์นี้เข้ามือถือ" in readme
    assert "! คลิปมีแต่ภาพนิ่ง" in readme
    assert "รูปสินค้า 2 รูป" in readme


def test_the_readme_is_thai_whatever_the_window_speaks(material: Material, tmp_path: Path) -> None:
    language.use("en")
    checks = write_folder(tmp_path / "bundle", material)
    warned = [check for check in checks if check.level != "pass"]
    text = (tmp_path / "bundle" / "README.txt").read_text(encoding="utf-8-sig")
    assert warned
    assert not [check for check in warned if check.message in text or (check.hint and check.hint in text)]
    language.use("th")
    write_folder(tmp_path / "other", material)
    assert text == (tmp_path / "other" / "README.txt").read_text(encoding="utf-8-sig")


def test_the_manifest_says_what_the_bundle_is_made_of(material: Material, tmp_path: Path) -> None:
    write_folder(tmp_path / "b", material)
    told = json.loads((tmp_path / "b" / "bundle.json").read_bytes())
    assert (told["format"], told["template"], told["shop"]) == (1, "new-arrival", material.shop_name)
    assert (told["product"]["sku"], told["product"]["price"]) == ("DR-0002", 35000)
    assert told["platform"]["limits"]["caption"]["date"] == "2026-11-22"
    assert told["checks"][0] == {
        "name": "price_shown",
        "level": "pass",
        "message": "แสดงราคาเป็นเลขอารบิก พร้อมหน่วย",
        "hint": "฿350 / ตัว · ส่ง ฿240 / ตัว (6 ตัวขึ้นไป คละสีคละไซส์ได้)",
    }
    assert [entry["path"] for entry in told["files"]] == [name for name in FILES if name != "bundle.json"]
    for entry in told["files"]:
        content = (tmp_path / "b" / entry["path"]).read_bytes()
        assert (entry["size"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_zip_holds_the_same_always_in_the_same_order(material: Material, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    write_zip(target, material)
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == FILES
        assert archive.testzip() is None
    assert verify_bundle(target) == ()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(DRAFT)] == []


@pytest.mark.parametrize("write", [write_folder, write_zip])
@pytest.mark.parametrize("step", range(1, 4))
def test_a_bundle_that_is_stopped_is_not_there(material: Material, tmp_path: Path, write, step: int) -> None:
    target = tmp_path / "out" / "bundle"
    seen: list[float] = []
    with pytest.raises(Cancelled):
        write(target, material, Progress(lambda done, _note: seen.append(done), lambda: len(seen) >= step))
    assert list((tmp_path / "out").iterdir()) == []


def test_an_unreadable_photo_leaves_no_bundle(material: Material, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0broken")
    with pytest.raises(PhotoUnreadable):
        write_folder(tmp_path / "out" / "b", replace(material, originals=(broken,)))
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("write", [write_folder, write_zip])
@pytest.mark.parametrize(
    "call", ["shutil.copyfile", "vendor_app.bundle.pictures.square_jpeg", "vendor_app.bundle.manifest.to_json"]
)
def test_a_disk_that_fills_up_leaves_no_bundle(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write, call: str
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(call, full)
    with pytest.raises(VendorError, match="เต็มแล้ว"):
        write(tmp_path / "out" / "bundle", material)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_bundle_is_named_by_product_platform_and_time(tiktok: Platform, tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 11, 22, 9, 36, 12, tzinfo=datetime.UTC)
    name = bundle_name("DR-0002", tiktok, moment)
    assert name == "DR-0002-tiktok-20261122-093612"
    assert free_place(tmp_path, name) == tmp_path / name
    (tmp_path / name).mkdir()
    assert free_place(tmp_path, name) == tmp_path / f"{name}-2"
    assert free_place(tmp_path, name, ".zip") == tmp_path / f"{name}.zip"


def test_the_seal_covers_every_byte(material: Material, tmp_path: Path) -> None:
    write_folder(tmp_path / "b", material)
    content = (tmp_path / "b" / "bundle.json").read_bytes()
    seal = manifest.read_contents(content).seal
    assert manifest.is_sealed(content, seal)
    for at in range(0, len(content), 997):
        changed = bytearray(content)
        changed[at] ^= 1
        assert not manifest.is_sealed(bytes(changed), seal)


def test_a_fingerprint_does_not_read_on_for_ever() -> None:
    size, _digest = manifest.fingerprint(io.BytesIO(bytes(5 << 20)), most=10)
    assert size == 1 << 20
