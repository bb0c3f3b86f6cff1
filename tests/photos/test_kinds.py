"""What is no photo is named for what it is, each in a sentence of its own, with what to do."""

import errno
import io
import os
import re
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.photos.samples import FORMATS, encoded, patches
from vendor_app import language
from vendor_app.photos import reading
from vendor_app.photos.reading import PhotoUnreadable, inspect_photo, read_photo


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.jpg", encoded(patches(), "JPEG"))
    return buffer.getvalue()


OTHER_FILES = {
    "empty": b"",
    "text": "เสื้อยืด 199 บาท\n".encode() * 50,
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "SVG": b'<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="http://www.w3.org/2000/svg" width="9"/>',
    "web page": b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>404</body></html>",
    "video": b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(200),
    "archive": _zip(),
    "raw": b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + bytes(100),
    "shortcut": b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46" + bytes(60),
    "other picture": b"8BPS\0\x01" + bytes(100),
    "cut short": encoded(patches(side=64), "JPEG")[:3000],
}
ALIKE = {
    "plain SVG": ("SVG", b"  <svg></svg>"),
    "HTML in capitals": ("web page", b"<HTML><head>"),
    "QuickTime": ("video", b"\0\0\0\x14ftypqt  \0\0\x02\0qt  " + bytes(30)),
    "Matroska": ("video", b"\x1a\x45\xdf\xa3" + bytes(30)),
    "AVI": ("video", b"RIFF\x10\0\0\0AVI LIST"),
    "JPEG XL": ("other picture", b"\xff\x0a\xfa\x1f" + bytes(30)),
    "icon": ("other picture", b"\0\0\x01\0\x01\0\x10\x10" + bytes(30)),
    "RAR": ("archive", b"Rar!\x1a\x07\x01\0" + bytes(30)),
    "a JPEG's first bytes": ("cut short", b"\xff\xd8\xff\xe0"),
    "noise": ("text", bytes(range(128, 256)) * 4),
    "one byte": ("text", b"\xff"),
}


def _sentence(look: Callable[[], object]) -> str:
    with pytest.raises(PhotoUnreadable) as caught:
        look()
    return str(caught.value)


@pytest.mark.parametrize("kind", OTHER_FILES)
@pytest.mark.parametrize("look", [inspect_photo, read_photo])
def test_other_files_are_refused_by_content_whatever_their_name(
    kind: str, look: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(OTHER_FILES[kind])
    if kind == "cut short" and look is inspect_photo:
        return
    sentence = _sentence(lambda: look(path))
    assert re.search("[ก-๙]", sentence)
    assert len(sentence) < 100


def test_every_reason_is_its_own() -> None:
    sentences = {kind: _sentence(lambda content=content: read_photo(content)) for kind, content in OTHER_FILES.items()}
    assert len(set(sentences.values())) == len(OTHER_FILES)


@pytest.mark.parametrize("name", ALIKE)
def test_relatives_get_the_same_reason(name: str) -> None:
    kind, content = ALIKE[name]
    assert _sentence(lambda: read_photo(content)) == _sentence(lambda: read_photo(OTHER_FILES[kind]))


def test_every_reason_says_what_to_do() -> None:
    for content in OTHER_FILES.values():
        with pytest.raises(PhotoUnreadable) as caught:
            read_photo(content)
        assert caught.value.message
        assert caught.value.hint


def test_reasons_follow_the_language() -> None:
    language.use("en")
    assert (
        _sentence(lambda: read_photo(b"%PDF-1.4"))
        == "This is a PDF, not a photo. Open it, take a screenshot and add that."
    )


def test_folders_sockets_and_what_is_gone_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.jpg"))
        sentences = [
            _sentence(lambda name=name: read_photo(tmp_path / name))
            for name in (".", "gone.jpg", "missing.jpg", "pipe.jpg", "socket.jpg")
        ]
    assert len(set(sentences)) == 4
    assert sentences[3] == sentences[4]


def test_a_link_to_a_photo_is_that_photo(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded(patches(), "JPEG"))
    (tmp_path / "link.jpg").symlink_to(tmp_path / "a.jpg")
    assert inspect_photo(tmp_path / "link.jpg") == inspect_photo(tmp_path / "a.jpg")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    assert "ทางลัด" in _sentence(lambda: read_photo(tmp_path / "loop.jpg"))


@pytest.mark.parametrize(("number", "word"), [(errno.EACCES, "เปิดไฟล์นี้ไม่ได้"), (errno.EIO, "การ์ด")])
def test_a_file_that_the_disk_does_not_give_is_refused(
    number: int, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(patches(), "JPEG"))

    def refuse(_path: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert word in _sentence(lambda: read_photo(path))


def test_a_file_beyond_100_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.truncate(reading.MOST_BYTES + 1)
    assert "101 MB" in _sentence(lambda: read_photo(path))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_decoder_may_raise_whatever_it_likes(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = encoded(patches(), kind)
    for problem in (
        SyntaxError("x"),
        KeyError(3),
        EOFError(),
        UnicodeDecodeError("utf-8", b"", 0, 1, "x"),
        MemoryError(),
    ):

        def explode(*_args: object, problem: Exception = problem) -> None:
            raise problem

        monkeypatch.setattr(reading, "embedded_profile", explode)
        with pytest.raises(PhotoUnreadable) as caught:
            read_photo(content)
        assert ("หน่วยความจำ" in str(caught.value)) == isinstance(problem, MemoryError)
