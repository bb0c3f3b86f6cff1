"""A clip read back to be watched: from any frame on, at any size, and told when it cannot be."""

import contextlib
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.video.conftest import LENGTHS
from vendor_app.video.playback import ClipUnreadable, clip_frames

NUMBERS = [number for length in LENGTHS for number in range(length)]


def corner(frame: np.ndarray) -> int:
    """Return the number that a frame's left upper corner tells."""
    return round((float(frame[4:20, 4:20].mean()) - 20) / 2)


def test_every_frame_comes_once_and_in_order(clip: Path) -> None:
    assert [corner(frame) for frame in clip_frames(clip, (270, 480))] == NUMBERS


@pytest.mark.parametrize("start", [0, 1, 19, 20, 21, 52, 53, 59])
def test_reading_begins_at_the_frame_that_is_wanted(clip: Path, start: int) -> None:
    assert [corner(frame) for frame in islice(clip_frames(clip, (270, 480), start), 3)] == NUMBERS[start : start + 3]


def test_frames_come_at_the_size_of_the_screen(clip: Path) -> None:
    frame = next(clip_frames(clip, (134, 240)))
    assert (frame.shape, frame.dtype) == ((360, 134), np.uint8)


@pytest.mark.parametrize("content", [None, b"", b"ffconcat version 1.0\nfile clip.mp4\n"])
def test_what_is_no_clip_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "คลิป.mp4"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ClipUnreadable, match=path.name):
        list(clip_frames(path, (270, 480)))


def test_a_clip_cut_short_plays_as_far_as_it_goes_or_is_told(clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "short.mp4"
    path.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    shown = []
    with contextlib.suppress(ClipUnreadable):
        shown.extend(corner(frame) for frame in clip_frames(path, (270, 480)))
    assert len(shown) < len(NUMBERS)
