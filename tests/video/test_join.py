"""Joined clips, read back with other people's programs."""

import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec.structs import replace

from tests.video.conftest import LENGTHS, SMALL, ffprobe, frames, tone
from vendor_app.video import join as joining
from vendor_app.video.aac import encode_sound
from vendor_app.video.encode import Segment, encode_segment
from vendor_app.video.format import ClipFormat, Encoder
from vendor_app.video.join import join

FRAMES = sum(LENGTHS)


def _namespaces() -> bool:
    tool = shutil.which("unshare")
    return bool(tool) and subprocess.run([tool or "", "-rm", "true"], capture_output=True, check=False).returncode == 0


def decoded(clip: Path) -> np.ndarray:
    """Return the luma of every frame (n, height, width), decoded by ffmpeg, which must not complain."""
    command = ["ffmpeg", "-v", "warning", "-xerror", "-i", clip, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    ended = subprocess.run(command, capture_output=True, check=True)
    assert ended.stderr == b""
    planes = np.frombuffer(ended.stdout, np.uint8).reshape(-1, *SMALL.frame_shape)
    return planes[:, : SMALL.height]


def heard(clip: Path) -> np.ndarray:
    """Return the samples (n, 2) that ffmpeg decodes."""
    command = ["ffmpeg", "-v", "warning", "-xerror", "-i", clip, "-map", "0:a", "-f", "f32le", "-"]
    ended = subprocess.run(command, capture_output=True, check=True)
    assert ended.stderr == b""
    return np.frombuffer(ended.stdout, np.float32).reshape(-1, 2)


def test_the_picture_is_what_platforms_take(clip: Path) -> None:
    found = ffprobe(clip)
    video = found["streams"][0]
    wanted = {
        "codec_name": "h264",
        "codec_tag_string": "avc1",
        "profile": "High",
        "pix_fmt": "yuv420p",
        "has_b_frames": 0,
        "width": SMALL.width,
        "height": SMALL.height,
        "field_order": "progressive",
        "r_frame_rate": "30/1",
        "avg_frame_rate": "30/1",
        "start_pts": 0,
        "start_time": "0.000000",
        "nb_frames": str(FRAMES),
        "color_range": "tv",
        "color_space": "bt709",
        "color_transfer": "bt709",
        "color_primaries": "bt709",
    }
    assert {name: video[name] for name in wanted} == wanted


def test_time_runs_evenly_from_zero(clip: Path) -> None:
    packets = [packet for packet in ffprobe(clip)["packets_and_frames"] if packet["type"] == "packet"]
    video = [packet for packet in packets if packet["codec_type"] == "video"]
    assert [packet["pts"] for packet in video] == [packet["dts"] for packet in video]
    assert [packet["pts"] for packet in video] == [512 * number for number in range(FRAMES)]
    audio = [packet for packet in packets if packet["codec_type"] == "audio"]
    assert [packet["pts"] for packet in audio] == [1024 * number for number in range(len(audio))]


def test_each_segment_begins_with_a_key_frame_that_closes_off_what_was_before(clip: Path) -> None:
    found = [one for one in ffprobe(clip)["packets_and_frames"] if one["type"] == "frame"]
    shown = [frame for frame in found if frame["media_type"] == "video"]
    keys = [number for number, frame in enumerate(shown) if frame["key_frame"]]
    assert keys == [0, LENGTHS[0], LENGTHS[0] + LENGTHS[1]]
    assert {frame["pict_type"] for frame in shown} == {"I", "P"}
    types = subprocess.run(
        ["ffmpeg", "-v", "info", "-i", clip, "-c", "copy", "-bsf:v", "trace_headers", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert types.count("nal_unit_type                                           00101 = 5") == len(keys)


def test_the_sound_is_what_platforms_take(clip: Path) -> None:
    audio = ffprobe(clip)["streams"][1]
    wanted = {"codec_name": "aac", "profile": "LC", "sample_rate": "48000", "channels": 2, "channel_layout": "stereo"}
    wanted |= {"start_pts": 0, "duration_ts": SMALL.samples(FRAMES)}
    assert {name: audio[name] for name in wanted} == wanted


def test_music_gets_the_bit_rate_it_needs(segments: list[Segment], tmp_path: Path) -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, (SMALL.samples(FRAMES), 2)).astype(np.float32)
    join(segments, encode_sound(noise, SMALL), tmp_path / "a.mp4", SMALL)
    assert 128_000 <= int(ffprobe(tmp_path / "a.mp4")["streams"][1]["bit_rate"]) <= 192_000


def test_the_header_comes_first_and_there_is_no_edit_list(clip: Path) -> None:
    content = clip.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert b"elst" not in content[: content.index(b"mdat")]
    assert b"edts" not in content[: content.index(b"mdat")]


def test_every_frame_is_there_once_in_order_and_true(clip: Path) -> None:
    drawn = [frame for seed, count in enumerate(LENGTHS) for frame in frames(count, seed)]
    shown = decoded(clip)
    assert len(shown) == FRAMES
    for number, (was, became) in enumerate(zip(drawn, shown, strict=True)):
        was = was[: SMALL.height]
        assert abs(float(became[8:24, 8:24].mean()) - float(was[8:24, 8:24].mean())) < 1.5, number
        assert cv2.PSNR(np.ascontiguousarray(was), np.ascontiguousarray(became)) > 32, number


def test_the_twin_has_the_same_picture_packets(clip: Path, silent_twin: Path) -> None:
    def fingerprint(path: Path) -> bytes:
        command = ["ffmpeg", "-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-f", "framehash", "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout

    assert fingerprint(clip) == fingerprint(silent_twin)
    assert clip.read_bytes() != silent_twin.read_bytes()


def test_silence_stays_silence(silent_twin: Path) -> None:
    assert np.abs(heard(silent_twin)).max() < 1e-4


def test_sound_begins_with_the_picture_and_ends_with_it(clip: Path) -> None:
    was, became = tone(FRAMES), heard(clip)
    assert 0 <= len(became) - len(was) < 1024
    for click in range(SMALL.sample_rate // 2, len(was), SMALL.sample_rate // 2):
        around = became[click - 2000 : click + 2000, 0]
        assert abs(int(np.abs(around).argmax()) - 2000) <= 2
    steady = slice(30_000, 40_000)
    assert np.abs(became[steady] - was[steady]).max() < 0.02


def test_sound_comes_in_without_a_click(clip: Path) -> None:
    """The tone begins at its loudest: cut off there, its first samples would jump."""
    was, became = tone(FRAMES), heard(clip)
    steepest = np.abs(np.diff(was[:20_000], axis=0)).max()
    begin = np.vstack([np.zeros((1, 2), np.float32), became[:4096]])
    assert np.abs(np.diff(begin, axis=0)).max() < 1.5 * steepest


def test_a_clip_as_long_as_an_odd_number_of_frames_has_as_much_sound(tmp_path: Path) -> None:
    join([encode_segment(frames(37), SMALL)], encode_sound(tone(37), SMALL), tmp_path / "a.mp4", SMALL)
    streams = ffprobe(tmp_path / "a.mp4")["streams"]
    assert [float(stream["duration"]) for stream in streams] == pytest.approx([37 / 30, 37 / 30], abs=1e-4)


def test_a_segment_of_another_format_is_a_bug_and_leaves_nothing(segments: list[Segment], tmp_path: Path) -> None:
    other = ClipFormat(width=272, height=480)
    strange = encode_segment(frames(5, clip_format=other), other)
    with pytest.raises(RuntimeError, match="segment 3 has the header"):
        join([*segments, strange], encode_sound(tone(65), SMALL), tmp_path / "a.mp4", SMALL)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_what_a_graphics_chip_encoded_is_joined_without_it(segments: list[Segment], clip: Path, tmp_path: Path) -> None:
    chip = replace(SMALL, encoder=Encoder(codec="h264_nvenc", pixels="nv12"))  # of which this machine has none
    join(segments, None, tmp_path / "a.mp4", chip)
    assert ffprobe(tmp_path / "a.mp4")["streams"] == ffprobe(clip)["streams"][:1]
    assert (decoded(tmp_path / "a.mp4") == decoded(clip)).all()


def test_a_frame_lost_in_writing_is_found_before_the_older_clip_goes(
    segments: list[Segment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.mp4"
    target.write_bytes(b"older")
    real = joining._picture_packets
    monkeypatch.setattr(joining, "_picture_packets", lambda *found: list(real(*found))[:-1])
    with pytest.raises(RuntimeError, match="59 frames were written instead of 60"):
        join(segments, encode_sound(tone(FRAMES), SMALL), target, SMALL)
    assert target.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.mp4"]


_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from tests.video.conftest import SMALL, frames, tone
from vendor_app.errors import VendorError
from vendor_app.video.aac import encode_sound
from vendor_app.video.encode import encode_segment
from vendor_app.video.join import join
disk = Path(sys.argv[1])
(disk / "a.mp4").write_bytes(b"older")
segments = [encode_segment(frames(60, seed), SMALL) for seed in range(6)]
try:
    join(segments, encode_sound(tone(360), SMALL), disk / "a.mp4", SMALL)
except VendorError as problem:
    print(problem.message, [path.name for path in disk.iterdir()], (disk / "a.mp4").read_bytes())
"""


@pytest.mark.skipif(not _namespaces(), reason="no user namespaces")
def test_a_full_disk_is_a_sentence_and_the_older_clip_stays(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=200k tmpfs "$0" && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", script, disk, sys.executable, "-c", _ON_A_FULL_DISK, disk]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120)
    assert ended.stdout.strip() == "พื้นที่ในเครื่องเต็มแล้ว ['a.mp4'] b'older'"
