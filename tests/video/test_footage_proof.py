"""What is no video, or no whole one, is refused in words; nothing that can be in a file does more than that."""

import random
import struct
from pathlib import Path

import pytest

from tests.video.films import H264, ffmpeg, film
from vendor_app.progress import Cancelled, Progress
from vendor_app.video import footage_file, footage_proof
from vendor_app.video.footage_file import FootageUnreadable
from vendor_app.video.footage_proof import FilmFacts, prove_footage
from vendor_app.video.footage_reader import open_footage

VP9 = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 300k -g 15"
FAST_START = f"{H264} -g 15 -movflags +faststart"


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with plain.mp4, header first, and plain.webm."""
    folder = tmp_path_factory.mktemp("films")
    film(folder / "plain.mp4", FAST_START, size="160x120", sound="-c:a aac -shortest")
    film(folder / "plain.webm", VP9, size="160x120", sound="-c:a libopus -shortest")
    return folder


def _says(path: Path) -> str:
    with pytest.raises(FootageUnreadable) as refused:
        prove_footage(path)
    assert refused.value.hint
    return str(refused.value)


def test_a_whole_film_is_known(films: Path) -> None:
    facts = prove_footage(films / "plain.mp4")
    assert facts == FilmFacts(suffix=".mp4", width=160, height=120, frames=60, has_sound=True)
    assert prove_footage(films / "plain.webm").suffix == ".webm"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "ว่างเปล่า"),
        (b"hello", "ไม่ใช่วิดีโอ"),
        (b"ffconcat version 1.0\nfile plain.mp4\n", "ไม่ใช่วิดีโอ"),
        (b"#EXTM3U\n#EXTINF:1,\nplain.mp4\n", "ไม่ใช่วิดีโอ"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "นี่คือรูปถ่าย"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "นี่คือรูปถ่าย"),
        (b"RIFF\x00\x00\x00\x00AVI " + bytes(100), "AVI"),
        (b"\x30\x26\xb2\x75" + bytes(100), "WMV"),
        (b"\x00\x00\x01\xba" + bytes(100), "MPEG"),
        (b"ID3\x04" + bytes(100), "มีแต่เสียง"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "ขาด"),
        (b"\x1a\x45\xdf\xa3" + bytes(8) + b"webm" + bytes(100), "ขาด"),
    ],
)
def test_what_is_no_video_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "วิดีโอ.mp4").write_bytes(content)
    assert says in _says(tmp_path / "วิดีโอ.mp4")


def test_nothing_else_than_the_file_is_opened(films: Path, tmp_path: Path) -> None:
    """A QuickTime film may refer to another file: the pictures are not looked for there."""
    content = bytearray((films / "plain.mp4").read_bytes())
    at = content.index(b"url \x00\x00\x00\x01")
    content[at : at + 8] = b"alis\x00\x00\x00\x00"
    mdat = content.index(b"mdat")
    (tmp_path / "refers.mov").write_bytes(bytes(content[: mdat + 4]) + bytes(len(content) - mdat - 4))
    _says(tmp_path / "refers.mov")


@pytest.mark.parametrize("name", ["plain.mp4", "plain.webm"])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.5, 0.7, 0.9])
def test_a_film_cut_off_anywhere_is_refused(films: Path, tmp_path: Path, name: str, part: float) -> None:
    content = (films / name).read_bytes()
    (tmp_path / name).write_bytes(content[: int(len(content) * part)])
    assert "ขาด" in _says(tmp_path / name)


def test_a_recording_that_was_never_finished_is_refused(films: Path, tmp_path: Path) -> None:
    path = film(tmp_path / "no-header.mp4", H264, size="160x120")
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"moov") - 4])
    assert "ขาด" in _says(path)


def test_only_sound_is_no_video(films: Path, tmp_path: Path) -> None:
    ffmpeg("-i", films / "plain.mp4", "-vn", "-c:a", "copy", tmp_path / "a.mp4")
    assert "มีแต่เสียง" in _says(tmp_path / "a.mp4")
    ffmpeg("-f", "lavfi", "-i", "color=size=64x64:duration=0.04", "-frames:v", 1, tmp_path / "cover.png")
    inputs = ("-i", films / "plain.mp4", "-i", tmp_path / "cover.png", "-map", "0:a", "-map", "1:v")
    ffmpeg(*inputs, "-c", "copy", "-disposition:v", "attached_pic", tmp_path / "cover.mp4")
    assert "มีแต่เสียง" in _says(tmp_path / "cover.mp4")


def test_a_locked_film_is_named(films: Path, tmp_path: Path) -> None:
    key = ("-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb", "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8")
    locked = tmp_path / "locked.mp4"
    ffmpeg("-i", films / "plain.mp4", "-an", "-c", "copy", "-encryption_scheme", "cenc-aes-ctr", *key, locked)
    assert "DRM" in _says(locked)


def test_pictures_of_a_kind_that_is_not_decoded_are_named(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=64x64:duration=1", "-c:v", "prores_ks", tmp_path / "editing.mov")
    assert "prores" in _says(tmp_path / "editing.mov")


@pytest.mark.parametrize(("seconds", "says"), [(0.2, "สั้นเกินไป"), (12, "ยาวเกินไป")])
def test_too_short_and_too_long_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, says: str
) -> None:
    monkeypatch.setattr(footage_proof, "LONGEST", 8)
    assert says in _says(film(tmp_path / "a.mp4", f"{H264} -g 10", size="64x64", rate=10, seconds=seconds))


def test_too_many_pixels_and_bytes_are_said(films: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.mp4").write_bytes((films / "plain.mp4").read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(footage_file, "MOST_PIXELS", 100 * 100)
        assert "160 × 120" in _says(tmp_path / "a.mp4")
    with (tmp_path / "a.mp4").open("r+b") as file:
        file.truncate(500_000_001)
    assert "501 MB" in _says(tmp_path / "a.mp4")


def test_a_size_that_grows_in_the_middle_is_no_bomb(tmp_path: Path) -> None:
    """The header says 64 x 64; the pictures say otherwise."""
    path = film(tmp_path / "a.mp4", H264, size="320x240", seconds=1)
    content = bytearray(path.read_bytes())
    at = content.index(b"avc1") + 28
    content[at : at + 4] = struct.pack(">2H", 64, 64)
    path.write_bytes(content)
    facts = prove_footage(path)
    assert (facts.width, facts.height) == (320, 240)


def test_proving_is_stopped(films: Path) -> None:
    told: list[float] = []
    with pytest.raises(Cancelled):
        prove_footage(films / "plain.mp4", Progress(lambda done, _note: told.append(done), lambda: len(told) > 3))
    assert told == sorted(told)


def _spoilt(content: bytes, seed: int) -> bytes:
    """Cut a file off, or spoil some of its bytes, somewhere else for each seed."""
    dice = random.Random(seed)
    if seed % 3 == 0:
        return content[: dice.randrange(len(content))]
    spoilt = bytearray(content)
    reach = len(content) if seed % 3 == 1 else 4096
    for _count in range(dice.choice([1, 3, 30, 300])):
        spoilt[dice.randrange(min(reach, len(spoilt)))] = dice.randrange(256)
    return bytes(spoilt)


def _survives(path: Path) -> bool:
    """Prove and read a spoilt film; whatever happens is one of ours. Return whether it was taken."""
    try:
        facts = prove_footage(path)
    except FootageUnreadable:
        return False
    assert 0 < facts.frames <= footage_proof.LONGEST * 30
    try:
        shapes = {frame.shape for frame in open_footage(path, size=(90, 160), start=facts.frames // 2)}
    except FootageUnreadable:
        return True
    assert len(shapes) == 1
    return True


@pytest.mark.parametrize("name", ["plain.mp4", "plain.webm"])
def test_spoilt_films_are_refused_or_read(films: Path, tmp_path: Path, name: str) -> None:
    content = (films / name).read_bytes()
    for seed in range(18):
        (tmp_path / name).write_bytes(_spoilt(content, seed))
        _survives(tmp_path / name)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plain.mp4", "plain.webm", "turned.mov", "hevc.mp4"])
def test_hundreds_of_spoilt_films_are_refused_or_read(films: Path, tmp_path: Path, name: str) -> None:
    made = {
        "turned.mov": FAST_START,
        "hevc.mp4": "-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 -movflags +faststart",
    }
    if name in made:
        film(films / name, made[name], size="160x120", sound="-c:a aac -shortest")
    content = (films / name).read_bytes()
    taken = 0
    for seed in range(100, 300):
        (tmp_path / name).write_bytes(_spoilt(content, seed))
        taken += _survives(tmp_path / name)
    assert taken < 200
