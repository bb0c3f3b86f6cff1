"""What a file is, and that a hostile one is a sentence."""

import contextlib
import subprocess
from pathlib import Path

import pytest

from tests.video.conftest import LENGTHS, SMALL
from vendor_app.video.boxes import read_layout
from vendor_app.video.probe import VideoUnreadable, count_frames, probe


def made(path: Path, *options: str, source: str = "testsrc2=size=320x240:rate=30:duration=2") -> Path:
    """Have ffmpeg make a video."""
    sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, *sound, "-shortest", *options, str(path)]
    subprocess.run(command, check=True)
    return path


def test_a_clip_of_ours(clip: Path) -> None:
    facts = probe(clip)
    assert (facts.codec, facts.profile, facts.pixels) == ("h264", "High", "yuv420p")
    assert (facts.width, facts.height, facts.fps, facts.constant) == (SMALL.width, SMALL.height, 30.0, True)
    assert (facts.frames, facts.seconds, facts.longest_gop) == (60, 2.0, max(LENGTHS))
    assert (facts.colour, facts.colour_range) == ("bt709", "tv")
    assert (facts.audio_codec, facts.audio_profile, facts.sample_rate, facts.channels) == ("aac", "LC", 48000, 2)
    assert facts.audio_seconds == pytest.approx(2.0, abs=1e-4)
    assert facts.video_bit_rate + facts.audio_bit_rate == pytest.approx(facts.bit_rate, rel=0.05)
    assert (facts.moov_first, facts.edit_lists, facts.size) == (True, False, clip.stat().st_size)
    assert facts.bit_rate == facts.size * 4


def test_a_clip_of_others_with_all_that_ours_has_not(tmp_path: Path) -> None:
    facts = probe(made(tmp_path / "a.mp4", "-c:v", "libx264", "-bf", "2", "-c:a", "aac"))
    assert (facts.moov_first, facts.edit_lists) == (False, True)
    assert (facts.frames, facts.seconds, facts.channels, facts.colour) == (60, 2.0, 1, "")


def test_a_film_with_changing_speed_is_seen(tmp_path: Path) -> None:
    options = ("-vf", "setpts='N*(1+0.5*mod(N,2))/30/TB'", "-fps_mode", "vfr", "-c:v", "libx264", "-bf", "0")
    assert not probe(made(tmp_path / "a.mp4", *options)).constant


def test_matroska_has_no_boxes(tmp_path: Path) -> None:
    facts = probe(made(tmp_path / "a.mkv", "-c:v", "libx264", "-c:a", "aac"))
    assert (facts.codec, facts.moov_first, facts.edit_lists) == ("h264", False, False)


def test_a_video_without_sound(tmp_path: Path) -> None:
    facts = probe(made(tmp_path / "a.mp4", "-an", "-c:v", "libx264"))
    assert (facts.audio_codec, facts.sample_rate, facts.channels, facts.audio_seconds) == ("", 0, 0, 0.0)


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    with pytest.raises(VideoUnreadable, match="ไม่มีภาพเคลื่อนไหว"):
        probe(made(tmp_path / "a.mp4", "-vn", "-c:a", "aac"))


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_clip_cut_short_is_damaged_although_its_header_is_whole(clip: Path, tmp_path: Path, share: float) -> None:
    content = clip.read_bytes()
    (tmp_path / "a.mp4").write_bytes(content[: int(len(content) * share)])
    for ask in (probe, count_frames):
        with pytest.raises(VideoUnreadable, match="เสียหรือมาไม่ครบ"):
            ask(tmp_path / "a.mp4")


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.webm"])
@pytest.mark.parametrize("content", ["ffconcat version 1.0\nfile clip.mp4\n", "#EXTM3U\n#EXTINF:2,\nclip.mp4\n", ""])
def test_a_text_that_names_another_file_opens_nothing(clip: Path, tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "clip.mp4").write_bytes(clip.read_bytes())
    (tmp_path / name).write_text(content)
    with pytest.raises(VideoUnreadable):
        probe(tmp_path / name)


@pytest.mark.parametrize("place", range(0, 4000, 97))
def test_wrong_bytes_in_the_header_are_a_sentence_or_facts(clip: Path, tmp_path: Path, place: int) -> None:
    content = bytearray(clip.read_bytes())
    content[place : place + 4] = b"\xff\xff\xff\xff"
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    read_layout(path)
    with contextlib.suppress(VideoUnreadable):
        assert probe(path).frames > 0


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(VideoUnreadable, match="ไม่"):
        probe(tmp_path / "gone.mp4")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00\x00\x08moov",
        b"\x00\x00\x00\x04moov\x00\x00\x00\x08mdat",
        b"\x00\x00\x00\x01moov\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x00\x00\x00\x08free" * 20_000,
        b"\x7f\xff\xff\xffmdat",
    ],
)
def test_boxes_that_lead_nowhere_have_no_layout(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp4").write_bytes(content)
    assert read_layout(tmp_path / "a.mp4") is None
