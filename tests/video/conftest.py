"""Small moving pictures and sounds, and clips joined from them once for all who only look."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from vendor_app.video.aac import Samples, encode_sound
from vendor_app.video.encode import Frame, Segment, encode_segment
from vendor_app.video.format import ClipFormat
from vendor_app.video.join import join

SMALL = ClipFormat(width=270, height=480)
LENGTHS = (20, 33, 7)


def frames(count: int, seed: int = 0, clip_format: ClipFormat = SMALL) -> Iterator[Frame]:
    """Yield a grainy texture that glides; how bright its left upper corner is tells the frame's number."""
    random = np.random.default_rng(seed)
    rows, width = clip_format.frame_shape
    coarse = random.integers(40, 200, (12, 10)).astype(np.float32)
    cloth = cv2.resize(coarse, (width + 60, rows), interpolation=cv2.INTER_CUBIC)
    cloth = cloth + random.normal(0, 4, cloth.shape)
    for number in range(count):
        frame = np.clip(cloth[:, number % 60 : number % 60 + width], 16, 235).astype(np.uint8)
        frame[clip_format.height :] = 128
        frame[:32, :32] = 20 + 2 * (number % 100)
        yield np.ascontiguousarray(frame)


def tone(count: int, clip_format: ClipFormat = SMALL) -> Samples:
    """Return a steady tone from the first sample on, another note on each side, with a click every half second."""
    at = np.arange(clip_format.samples(count)) / clip_format.sample_rate
    sound = np.stack([0.3 * np.cos(2 * np.pi * note * at) for note in (440, 660)], axis=1)
    sound[clip_format.sample_rate // 2 :: clip_format.sample_rate // 2] = 0.9
    return sound.astype(np.float32)


def ffprobe(path: Path) -> dict[str, Any]:
    """Return all that ffprobe says of a file's streams, packets and frames."""
    shows = ["-show_streams", "-show_packets", "-show_frames", "-show_format"]
    command = ["ffprobe", "-v", "error", *shows, "-of", "json", str(path)]
    answer: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return answer


@pytest.fixture(scope="session")
def segments() -> list[Segment]:
    """Return three encoded segments of different pictures."""
    return [encode_segment(frames(count, seed), SMALL) for seed, count in enumerate(LENGTHS)]


@pytest.fixture(scope="session")
def clip(segments: list[Segment], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a joined clip of 60 frames with sound."""
    path = tmp_path_factory.mktemp("joined") / "คลิป.mp4"
    join(segments, encode_sound(tone(sum(LENGTHS)), SMALL), path, SMALL)
    return path


@pytest.fixture(scope="session")
def silent_twin(segments: list[Segment], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same pictures with silence."""
    path = tmp_path_factory.mktemp("joined") / "twin.mp4"
    nothing = np.zeros((SMALL.samples(sum(LENGTHS)), 2), np.float32)
    join(segments, encode_sound(nothing, SMALL), path, SMALL)
    return path
