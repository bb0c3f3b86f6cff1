"""Footage as a shot sees it, beside what ffmpeg sees in the same file."""

import itertools
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from tests.video.films import AS_709, H264, HLG, PQ, WIDE, Pixels, ffmpeg, film, psnr, seen_by_ffmpeg, turned
from vendor_app.errors import VendorError
from vendor_app.settings import cache_folder
from vendor_app.video.footage_file import FootageUnreadable
from vendor_app.video.footage_hdr import ToneMapper
from vendor_app.video.footage_picture import planes
from vendor_app.video.footage_proof import prove_footage
from vendor_app.video.footage_reader import footage_sound, footage_still, open_footage
from vendor_app.video.tone import tone_mapped

VP9 = f"-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M {AS_709}"
ODD = f"-vf format=yuv444p,pad=321:241 -c:v libx264 -preset ultrafast -pix_fmt yuv444p {AS_709}"
AAC = "-c:a aac -shortest"
AS_IT_IS = (9999, 9999)


def _all(path: Path, size: tuple[int, int] = AS_IT_IS, start: int = 0) -> list[Pixels]:
    return list(open_footage(path, size=size, start=start))


def _luma(frame: Pixels) -> Pixels:
    return frame[: frame.shape[0] * 2 // 3]


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for films that several tests look at."""
    return tmp_path_factory.mktemp("films")


@pytest.fixture(scope="module")
def plain(films: Path) -> Path:
    """Return two seconds of H.264 with a key frame each half second."""
    return film(films / "plain.mp4", f"{H264} -g 15 -bf 2", sound=AAC)


KINDS = {
    "h264.mp4": (f"{H264} -bf 2", "320x240", 30),
    "h264.mov": (H264, "320x240", "30000/1001"),
    "24.mp4": (H264, "320x240", 24),
    "60.mp4": (H264, "320x240", 60),
    "240.mp4": (H264, "160x120", 240),
    "odd.mp4": (ODD, "320x240", 30),
    "hevc.mp4": (f"-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 {AS_709}", "320x240", 30),
    "ten-bits.mp4": (f"-c:v libx264 -preset ultrafast -pix_fmt yuv420p10le {AS_709}", "320x240", 30),
    "vp9.webm": (VP9, "320x240", 30),
    "vp9.mkv": (VP9, "322x242", 50),
    "av1.mp4": (f"-c:v libsvtav1 -preset 12 -crf 30 {AS_709}", "320x240", 30),
    "mpeg4.3gp": ("-c:v mpeg4 -q:v 3", "176x144", 15),
    "mjpeg.mov": ("-c:v mjpeg -q:v 2 -pix_fmt yuvj420p", "320x240", 30),
    "old-matrix.mp4": ("-c:v libx264 -preset ultrafast -pix_fmt yuv420p -colorspace smpte170m", "640x360", 30),
    "untagged-sd.mp4": ("-c:v libx264 -preset ultrafast -pix_fmt yuv420p", "640x360", 30),
    "full-range.mp4": (f"-c:v libx264 -preset ultrafast -pix_fmt yuvj420p -color_range pc {AS_709}", "320x240", 30),
    "interlaced.mp4": (f"{H264} -flags +ilme+ildct", "320x240", 25),
}


@pytest.mark.parametrize("name", KINDS)
def test_frames_are_those_that_ffmpeg_sees(films: Path, name: str) -> None:
    how, size, rate = KINDS[name]
    path = film(films / name, how, size=size, rate=rate)
    facts = prove_footage(path)
    ours, theirs = _all(path), seen_by_ffmpeg(path, (facts.width, facts.height))
    assert ours[0].shape == (facts.height * 3 // 2, facts.width)
    assert facts.width == (322 if name == "odd.mp4" else int(size.split("x")[0]))
    assert len(ours) == facts.frames == 60
    assert abs(len(theirs) - 60) <= 1
    likeness = [psnr(one, other) for one, other in zip(ours, theirs, strict=False)]
    assert min(likeness) > 34, "every frame is the same moment in the same colours"


@pytest.mark.parametrize("name", ["plain.mp4", "vp9.webm", "240.mp4", "24.mp4", "trimmed.mp4"])
def test_a_shot_begins_with_exactly_the_frame_it_asks_for(films: Path, plain: Path, name: str) -> None:
    path = films / name
    if name == "trimmed.mp4":
        ffmpeg("-ss", 0.7, "-i", plain, "-c", "copy", path)
    elif not path.exists():
        film(path, *KINDS[name][:1], size=KINDS[name][1], rate=KINDS[name][2])
    whole = _all(path)
    for start in (1, 7, 14, 15, 16, 29, 31, len(whole) - 1):
        rest = _all(path, start=start)
        assert len(rest) == len(whole) - start
        assert all((one == other).all() for one, other in zip(rest, whole[start:], strict=True))
    (last,) = _all(path, start=len(whole) + 500)
    assert (last == whole[-1]).all()


def test_a_trimmed_film_begins_where_its_edit_list_says(films: Path, plain: Path) -> None:
    ffmpeg("-ss", 0.7, "-i", plain, "-c", "copy", films / "cut.mp4")
    ours, theirs = _all(films / "cut.mp4"), seen_by_ffmpeg(films / "cut.mp4", (320, 240))
    assert len(ours) == prove_footage(films / "cut.mp4").frames
    assert abs(len(ours) - len(theirs)) <= 1
    assert psnr(ours[0], theirs[0]) > 40
    assert psnr(ours[20], theirs[20]) > 40


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_turned_phone_films_upright(films: Path, plain: Path, degrees: int, mirrored: bool) -> None:
    path = turned(plain, films / f"turned-{degrees}-{mirrored}.mp4", degrees, mirrored=mirrored)
    facts = prove_footage(path)
    assert (facts.width, facts.height) == ((240, 320) if degrees % 180 else (320, 240))
    luma = _luma(next(open_footage(plain, size=AS_IT_IS)))
    wanted = np.rot90(np.fliplr(luma) if mirrored else luma, -degrees // 90)
    assert (_luma(next(open_footage(path, size=AS_IT_IS))) == wanted).all()
    rotations = {0: "null", 90: "transpose=clock", 180: "hflip,vflip", 270: "transpose=cclock"}
    if not mirrored:
        theirs = seen_by_ffmpeg(path, (facts.width, facts.height))
        assert psnr(next(open_footage(path, size=AS_IT_IS)), theirs[0]) > 40, rotations[degrees]


@pytest.mark.parametrize(
    ("size", "wanted", "made"),
    [
        ("320x240", (160, 120), (160, 120)),
        ("320x240", (108, 192), (256, 192)),
        ("320x240", (300, 20), (300, 226)),
        ("320x240", (1080, 1920), (320, 240)),
        ("321x241", (1080, 1920), (322, 242)),
        ("240x426", (108, 192), (110, 192)),
    ],
)
def test_a_picture_just_covers_what_is_asked_for(
    films: Path, size: str, wanted: tuple[int, int], made: tuple[int, int]
) -> None:
    path = films / f"{size}.mp4"
    if not path.exists():
        film(path, ODD if size == "321x241" else H264, size="320x240" if size == "321x241" else size, seconds=0.6)
    frame = next(open_footage(path, size=wanted))
    assert (frame.shape[1], frame.shape[0] * 2 // 3) == made
    assert psnr(frame, seen_by_ffmpeg(path, made)[0]) > 30


def test_pixels_that_are_not_square_become_square(films: Path) -> None:
    path = film(films / "narrow.mp4", f"{H264} -aspect 16:9", size="240x240")
    facts = prove_footage(path)
    assert (facts.width, facts.height) == (428, 240)
    assert next(open_footage(path, size=AS_IT_IS)).shape == (360, 428)


def test_a_changing_rate_becomes_constant_and_stays_with_its_sound(films: Path) -> None:
    """A white flash each second of a film whose frames come anyhow; a click with each."""
    flash = "geq=lum='if(lt(mod(T\\,1)\\,0.3)\\,235\\,16)':cb=128:cr=128"
    uneven = "select='not(mod(n\\,7))+lt(mod(n\\,50)\\,20)'"
    click = "aevalsrc='if(lt(mod(t\\,1)\\,0.3)\\,0.9*sin(5000*t)\\,0)':sample_rate=48000:duration=20"
    path = films / "uneven.mp4"
    ffmpeg(
        "-f", "lavfi", "-i", f"color=black:size=64x64:rate=60:duration=20,{flash},{uneven}",
        "-f", "lavfi", "-i", click, "-vsync", "vfr", *H264.split(), *AAC.split(), path,
    )  # fmt: skip
    frames = _all(path)
    assert abs(len(frames) - 600) <= 5
    bright = np.array([_luma(frame).mean() > 120 for frame in frames])
    loud = np.abs(footage_sound(path, 0, len(frames))).max(0).reshape(len(frames), -1).max(1) > 0.3
    seen, heard = (np.flatnonzero(np.diff(one.astype(int)) == 1) + 1 for one in (bright, loud))
    assert len(seen) == len(heard) == 19
    assert np.abs(seen - heard).max() <= 3, "frames 7/60 s apart cannot be nearer"
    assert np.abs(seen[:9] - heard[:9]).mean() == pytest.approx(np.abs(seen[9:] - heard[9:]).mean(), abs=1)


def test_a_picture_that_stands_is_seen_until_the_next_comes(films: Path) -> None:
    path = films / "slow.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1:duration=4", "-vsync", "vfr", *H264.split(), path)
    frames = _all(path)
    changes = [n for n, (one, other) in enumerate(itertools.pairwise(frames), 1) if one is not other]
    assert changes == [30, 60, 90]
    assert len(frames) == 120


@pytest.mark.parametrize(("name", "how"), [("hlg", HLG), ("pq", PQ), ("wide", WIDE)], ids=["hlg", "pq", "wide"])
def test_high_dynamic_range_looks_natural_on_an_ordinary_screen(films: Path, name: str, how: str) -> None:
    path = film(films / f"{name}.mov", how, source="color", chain="format=yuv444p,geq=lum=X*235/320+10:cb=128:cr=128")
    frame = next(open_footage(path, size=AS_IT_IS))
    row = _luma(frame)[120].astype(int)
    assert row.min() < 30
    assert row.max() > 220
    assert (np.diff(row if row[0] < row[-1] else row[::-1]) >= -2).all(), "brighter stays brighter"
    _y, u, v = planes(frame)
    assert np.abs(u.astype(int) - 128).max() <= 3
    assert np.abs(v.astype(int) - 128).max() <= 3, "grey stays grey"


@pytest.mark.parametrize(
    ("coded", "shown"),
    [((0.38, 0.38, 0.38), (109, 109, 109)), ((0.75, 0.75, 0.75), (242, 242, 242)), ((0.45, 0.3, 0.25), None)],
)
def test_the_quick_way_shows_what_the_table_says(
    coded: tuple[float, float, float], shown: tuple[int, int, int] | None
) -> None:
    """18 % grey and paper white of ITU-R BT.2408, and a colour, as R'G'B'."""
    rgb = np.full((64, 48, 3), np.round(np.array(coded) * 1023), np.uint16)
    deep = av.VideoFrame.from_ndarray(rgb, format="gbrp10le").reformat(
        format="yuv420p10le", dst_colorspace=Colorspace.BT2020, dst_color_range=ColorRange.MPEG
    )
    made = ToneMapper((48, 64), "hlg").i420(deep, Colorspace.BT2020, ColorRange.MPEG, Interpolation.BICUBIC)
    seen = av.VideoFrame.from_ndarray(made, format="yuv420p").reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG
    )
    wanted = shown or tone_mapped(np.array([coded]), "hlg")[0] * 255
    assert np.abs(seen.to_ndarray()[32, 24].astype(float) - wanted).max() <= 3


def test_a_table_that_the_disk_refuses_is_no_fault_of_the_video(films: Path) -> None:
    path = film(films / "refused.mov", HLG, seconds=0.2)
    place = cache_folder() / "tone"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"in the way")
    with pytest.raises(VendorError, match="tone") as refused:
        next(open_footage(path, size=AS_IT_IS))
    assert not isinstance(refused.value, FootageUnreadable)
    place.unlink()
    seen = next(open_footage(path, size=AS_IT_IS))
    (table,) = place.iterdir()
    for spoil in (table.unlink, lambda: table.write_bytes(b"\0" * table.stat().st_size)):  # a cache that was cleared
        spoil()
        assert (next(open_footage(path, size=AS_IT_IS)) == seen).all()


def test_a_still_is_a_picture_of_its_frame(plain: Path) -> None:
    still = footage_still(plain, 31, (160, 120))
    assert still.shape == (120, 160, 3)
    raw = ffmpeg(
        "-i",
        plain,
        "-vf",
        "select=eq(n\\,31),scale=160:120",
        "-frames:v",
        1,
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-",
    )
    assert psnr(still, np.frombuffer(raw, np.uint8).reshape(120, 160, 3)) > 25


@pytest.mark.parametrize("sound", ["-c:a aac -ac 1", "-c:a pcm_s16le -ac 2", "-c:a libopus", "-c:a libmp3lame"])
def test_its_own_sound_is_read_whatever_its_kind(films: Path, sound: str) -> None:
    path = (
        film(films / f"sound{sound.split()[1]}.mov", H264, sound=f"{sound} -shortest")
        if "opus" not in sound
        else film(films / "opus.webm", VP9, sound=f"{sound} -shortest")
    )
    assert prove_footage(path).has_sound
    samples = footage_sound(path, 15, 30)
    assert (samples.shape, samples.dtype) == ((2, 48000), np.float32)
    pitch = np.argmax(np.abs(np.fft.rfft(samples[0])))
    assert abs(int(pitch) - 440) <= 1


def test_no_sound_is_silence(films: Path) -> None:
    path = film(films / "mute.mp4", seconds=1)
    assert not prove_footage(path).has_sound
    assert not footage_sound(path, 0, 30).any()


def test_sound_that_is_damaged_is_silence_and_the_film_is_seen(plain: Path, tmp_path: Path) -> None:
    content = bytearray(plain.read_bytes())
    with av.open(str(plain)) as container:
        for packet in container.demux(audio=0):
            if packet.size:
                content[packet.pos : packet.pos + packet.size] = b"\xff" * packet.size
    (tmp_path / "loud.mp4").write_bytes(content)
    assert not prove_footage(tmp_path / "loud.mp4").has_sound
    assert not footage_sound(tmp_path / "loud.mp4", 0, 30).any()
    assert len(_all(tmp_path / "loud.mp4")) == 60
    with pytest.raises(VendorError):
        footage_sound(tmp_path / "gone.mp4", 0, 30)


def test_a_film_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FootageUnreadable, match="ไม่พบไฟล์นี้แล้ว"):
        next(open_footage(tmp_path / "gone.mp4", size=AS_IT_IS))


def test_closing_early_lets_go_of_the_file(plain: Path) -> None:
    frames = open_footage(plain, size=AS_IT_IS)
    next(frames)
    frames.close()  # type: ignore[attr-defined]
    open_files = subprocess.run(["ls", "-l", "/proc/self/fd"], capture_output=True, check=True).stdout.decode()
    assert str(plain) not in open_files
