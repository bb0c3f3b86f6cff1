"""vendor-cli photo marks and photo watch."""

from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import PhotoMaker
from tests.test_cli import Cli
from tests.test_cli_footage import cli, dress
from vendor_app.cli import photo_marks

__all__ = ["cli", "dress"]


def test_marks_and_what_is_missing(cli: Cli, dress: str, make_photo: PhotoMaker) -> None:
    dark = make_photo("มืด.jpg", width=700, height=900)
    Image.open(dark).point(lambda level: level // 3).save(dark)
    cli("photo", "add", dress, dark, make_photo("ดี.jpg", width=700, height=900, seed=1))
    ended = cli("--json", "photo", "marks", dress)
    assert ended.status == 0
    assert ended.json["list"] == "dress"
    first, second = ended.json["photos"]
    assert (first["name"], [mark["name"] for mark in first["marks"]]) == ("มืด.jpg", ["dark"])
    assert "มืด" in first["marks"][0]["message"]
    assert second["marks"] == []
    assert [shot["name"] for shot in ended.json["missing"]][:2] == ["front", "back"]
    words = cli("photo", "marks", dress).out
    assert "มืดไปนิด" in words
    assert "ดีแล้ว" in words
    assert "ป้ายไซส์" in words


def test_marks_of_a_product_without_photos(cli: Cli, dress: str) -> None:
    ended = cli("--json", "photo", "marks", dress)
    assert (ended.status, ended.json["photos"], len(ended.json["missing"])) == (0, [], 7)


def test_new_photos_in_a_folder_come_into_the_product(
    cli: Cli, dress: str, make_photo: PhotoMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "กล้อง"
    folder.mkdir()
    (folder / "old.jpg").write_bytes(make_photo("old.jpg", seed=7).read_bytes())
    coming = [("เสีย.jpg", b"no photo"), ("new.jpg", make_photo("new.jpg", seed=8).read_bytes())]

    def wait(_seconds: float) -> None:
        if coming:
            name, content = coming.pop(0)
            (folder / name).write_bytes(content)

    monkeypatch.setattr(photo_marks.time, "sleep", wait)
    ended = cli("--json", "photo", "watch", folder, dress, "--count", 1)
    assert ended.status == 1
    assert [Path(one["path"]).name for one in ended.json["added"]] == ["new.jpg"]
    assert [Path(one["path"]).name for one in ended.json["rejected"]] == ["เสีย.jpg"]
    assert "new.jpg" in ended.err
    shown = cli("--json", "product", "show", dress).json
    assert "old.jpg" not in str(shown)


def test_watching_a_folder_that_is_not_there_says_so(cli: Cli, dress: str, tmp_path: Path) -> None:
    ended = cli("photo", "watch", tmp_path / "ไม่มี", dress)
    assert ended.status == 1
    assert "ไม่พบโฟลเดอร์" in ended.err
    assert "Traceback" not in ended.err
