"""Settings of the encoder beside each other, each at the CRF that gives the default's SSIM: what they cost, what comes.

A vendor waits for the encoder once, and for a market's hotspot as often as there are platforms. So the best setting is
the one whose clip is posted soonest from a shop's PC: encoding on all its cores, then the file three times at 5 Mbit/s.
"""

import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from benchmarks import peers
from benchmarks.stage import Job
from vendor_app.parallel import cores
from vendor_app.render.colour import Pixels
from vendor_app.render.stretches import stretches
from vendor_app.video.encode import Segment, encode_segment
from vendor_app.video.format import CLIP, ClipFormat

HOTSPOT, PLATFORMS = 5_000_000, 3
"""Bits a second; uploads of each clip."""
SHOP_PC = 2.5
"""Times as long as here a shop's PC of ten years ago is taken to encode: it has neither the clock nor AVX-512."""
_EVERY = 3
"""One stretch in so many is encoded: a sample of all kinds of shots."""
_STEP = 1.5
"""Distance of the two CRFs that are tried first."""
_FAR = 2.0
"""Steps from there to the SSIM wanted, beyond which a third one is tried."""
_TUNED = "me=dia:partitions=i8x8:aq-mode=2"
SETTINGS: tuple[tuple[str, str], ...] = (
    ("veryfast", ""),
    ("veryfast", f"{_TUNED}:subme=0:rc-lookahead=5"),
    ("veryfast", f"{_TUNED}:subme=1:rc-lookahead=2"),
    ("veryfast", f"{_TUNED}:subme=1:rc-lookahead=10"),
    ("veryfast", f"{_TUNED}:subme=1:rc-lookahead=0:mbtree=0:weightp=0"),
    ("veryfast", "me=dia:partitions=i8x8,i4x4:aq-mode=2:subme=1:rc-lookahead=5"),
    ("veryfast", "me=dia:partitions=i8x8,i4x4:aq-mode=2:rc-lookahead=4"),
    ("veryfast", f"{_TUNED}:trellis=1:rc-lookahead=5"),
    ("superfast", ""),
    ("faster", "rc-lookahead=4:aq-mode=2"),
    ("faster", f"{_TUNED}:ref=1:rc-lookahead=5"),
    ("medium", "rc-lookahead=4:aq-mode=2"),
)


class Point(NamedTuple):
    """One setting, for the whole clip."""

    preset: str
    tuning: str
    crf: float
    seconds: float
    """Of encoding, with all cores at it."""
    megabytes: float
    ssim: float

    @property
    def posted(self) -> float:
        """Seconds until the clip is on every platform, from a shop's PC."""
        return SHOP_PC * self.seconds + PLATFORMS * self.megabytes * 8e6 / HOTSPOT


def measure(job: Job) -> list[Point]:
    """Return the settings at the SSIM of the first one, the default, in their order."""
    stage = peers.open_stage(job)
    drawn = [
        [frame.copy() for frame, _number in zip(stage.frames(one.first), range(one.frames), strict=False)]
        for one in stretches(stage.storyboard, CLIP)[::_EVERY]
    ]
    scale = stage.storyboard.frames / sum(map(len, drawn))
    default = _tried(drawn, CLIP, scale)
    others = [replace(CLIP, preset=preset, tuning=tuning) for preset, tuning in SETTINGS]
    return [default, *(_at(default.ssim, drawn, one, scale) for one in others if one != CLIP)]


def _at(ssim: float, drawn: Sequence[list[Pixels]], clip_format: ClipFormat, scale: float) -> Point:
    """Look for the CRF that gives a setting this SSIM, as Newton would; bits count by their logarithm."""
    fine = _tried(drawn, clip_format, scale)
    step = _STEP if fine.ssim > ssim else -_STEP
    coarse = _tried(drawn, replace(clip_format, crf=clip_format.crf + step), scale)
    if abs((ssim - fine.ssim) / (coarse.ssim - fine.ssim)) > _FAR:
        fine, coarse = coarse, _tried(drawn, replace(clip_format, crf=_between(ssim, fine, coarse).crf), scale)
    return _between(ssim, fine, coarse)


def _between(ssim: float, fine: Point, coarse: Point) -> Point:
    """Return what lies on the line through two tries where it has this SSIM."""
    part = (ssim - fine.ssim) / (coarse.ssim - fine.ssim)
    size = float(np.exp((1 - part) * np.log(fine.megabytes) + part * np.log(coarse.megabytes)))
    crf = (1 - part) * fine.crf + part * coarse.crf
    seconds = (1 - part) * fine.seconds + part * coarse.seconds
    return Point(fine.preset, fine.tuning, crf, seconds, size, ssim)


def _tried(drawn: Sequence[list[Pixels]], clip_format: ClipFormat, scale: float) -> Point:
    begin = time.process_time()
    segments = [encode_segment(frames, clip_format) for frames in drawn]
    seconds = (time.process_time() - begin) / cores()
    size = sum(len(packet) for segment in segments for packet in segment.packets)
    return Point(
        clip_format.preset, clip_format.tuning, clip_format.crf, seconds * scale, size * scale / 1e6,
        _ssim(drawn, segments),
    )  # fmt: skip


def _ssim(drawn: Sequence[list[Pixels]], segments: list[Segment]) -> float:
    """Return ffmpeg's SSIM of all planes between what was drawn and what is decoded."""
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder, "coded.h264")
        coded.write_bytes(b"".join(one.header + b"".join(one.packets) for one in segments))
        raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{CLIP.width}x{CLIP.height}", "-r", "30", "-i", "-"]
        command = [
            "ffmpeg",
            "-hide_banner",
            *raw,
            "-r",
            "30",
            "-i",
            str(coded),
            "-lavfi",
            "[0:v][1:v]ssim",
            "-f",
            "null",
            "-",
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as judge:
            assert judge.stdin is not None
            assert judge.stderr is not None
            for frame in (frame for frames in drawn for frame in frames):
                judge.stdin.write(frame.tobytes())
            judge.stdin.close()
            said = judge.stderr.read().decode()
    found = re.search(r"All:([0-9.]+)", said)
    assert found, said
    return float(found[1])


def table(points: list[Point]) -> list[str]:
    """Return the lines to print: the default first, then by how soon the clip is posted."""
    default, *others = points
    uploads = f"{PLATFORMS} uploads at {HOTSPOT / 1e6:.0f} Mbit/s"
    lines = [
        f"Encoder settings at SSIM {default.ssim:.4f}, and seconds until posted: {SHOP_PC} encodings, {uploads}",
        f"{'posted':>8} {'encode':>8} {'size':>9} {'crf':>6}  setting",
    ]
    for point in [default, *sorted(others, key=lambda one: one.posted)]:
        name = f"{point.preset} {point.tuning}{'   <- default' if point is default else ''}"
        lines.append(f"{point.posted:6.1f} s {point.seconds:6.1f} s {point.megabytes:6.2f} MB {point.crf:6.2f}  {name}")
    return lines
