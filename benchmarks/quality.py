"""How a finished clip looks: how smoothly it moves, and how near its frames are to what was composed."""

import itertools
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.render.compose import Stage
from vendor_app.storyboard.model import Storyboard

WIDTH, HEIGHT, PATCH = 1080, 1920, 480
SLOW = 0.05
"""Pixels a frame: below it a direction is not a direction."""


class Motion(NamedTuple):
    """How the pictures of a clip move."""

    jerk: float
    """Mean second difference of the tracked displacement, px/frame²."""
    backwards: int
    """Frames that move against the shot."""
    tracked: int


def grey_frames(clip: Path) -> Iterator[NDArray[np.float32]]:
    """Decode a clip with ffmpeg, luma only: float32 (1920, 1080)."""
    command = ["ffmpeg", "-v", "error", "-i", str(clip), "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as decoder:
        assert decoder.stdout is not None
        while content := decoder.stdout.read(WIDTH * HEIGHT):
            yield np.frombuffer(content, np.uint8).reshape(HEIGHT, WIDTH).astype(np.float32)


def motion(clip: Path, storyboard: Storyboard) -> Motion:
    """Track a patch below the lettering from frame to frame of each shot, without its transitions and its card."""
    window = cv2.createHanningWindow((PATCH, PATCH), cv2.CV_32F)
    left, top = (WIDTH - PATCH) // 2, HEIGHT - PATCH - 100
    patches = [frame[top : top + PATCH, left : left + PATCH].copy() for frame in grey_frames(clip)]
    jerks: list[float] = []
    backwards = tracked = 0
    for number, shot in enumerate(storyboard.shots[:-1]):
        start = storyboard.start(number) + shot.transition.frames
        shown = patches[start : storyboard.start(number) + shot.frames]
        steps = [_step(one, two, window) for one, two in itertools.pairwise(shown)]
        if len(steps) < 3 or all(step is None for step in steps):
            continue
        track = np.array([step for step in steps if step is not None])
        tracked += len(track)
        jerks += list(np.hypot(*np.diff(track, axis=0).T))
        backwards += _against(track)
    return Motion(float(np.mean(jerks)) if jerks else 0.0, backwards, tracked)


def _step(one: NDArray[Any], two: NDArray[Any], window: NDArray[Any]) -> tuple[float, float] | None:
    """Return how far the patch moved; None where there is too little to hold on to."""
    if one.std() < 4:
        return None
    (x, y), response = cv2.phaseCorrelate(one, two, window)
    return (x, y) if response > 0.2 else None


def _against(track: NDArray[Any]) -> int:
    """Count the steps against the way the shot as a whole goes."""
    way = track.sum(axis=0)
    along = track @ way / max(float(np.hypot(*way)), 1e-9)
    return int((along < -SLOW).sum())


class Likeness(NamedTuple):
    """ffmpeg's SSIM: of the light alone, and of light and colours."""

    luma: float
    all_planes: float


def ssim(clip: Path, stage: Stage) -> Likeness:
    """Return how like the clip's frames are to those that were composed."""
    size = f"{WIDTH}x{HEIGHT}"
    raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", "30", "-i", "-"]
    command = ["ffmpeg", "-hide_banner", *raw, "-i", str(clip), "-lavfi", "[0:v][1:v]ssim", "-f", "null", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as judge:
        assert judge.stdin is not None
        assert judge.stderr is not None
        for frame in stage.frames():
            judge.stdin.write(frame.tobytes())
        judge.stdin.close()
        said = judge.stderr.read().decode()
    found = re.search(r"Y:([0-9.]+).*All:([0-9.]+)", said)
    assert found, said
    return Likeness(float(found[1]), float(found[2]))
