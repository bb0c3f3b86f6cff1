"""What a viewer sees, decoded by ffmpeg as players do: the colours of the photo, the frames of the footage."""

import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.conftest import cloth
from tests.render.samples import board
from tests.video.films import film, psnr, seen_by_ffmpeg
from vendor_app.render.colour import Pixels
from vendor_app.render.compose import PREVIEW, Stage
from vendor_app.storyboard.model import Framing, Motion, Shot, Take
from vendor_app.video.encode import encode_segment
from vendor_app.video.footage import FootageId
from vendor_app.video.footage_reader import open_footage
from vendor_app.video.format import CLIP

FORMAT = CLIP
MOST = 4
"""Levels by which the mean error of a channel may differ from the photo."""


def _decoded(stage: Stage, path: Path) -> Pixels:
    """Encode the first frames of a clip and return the first as RGB (1920, 1080, 3), as BT.709 asks for."""
    segment = encode_segment(islice(stage.frames(), 3), FORMAT)
    path.write_bytes(segment.header + b"".join(segment.packets))
    shown = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int,format=rgb24"
    command = ["ffmpeg", "-v", "error", "-i", path, "-frames:v", "1", "-vf", shown, "-f", "rawvideo", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(1920, 1080, 3)


def _chart() -> Pixels:
    """Return saturated and pale patches beside each other, the colours that a wrong matrix shifts most."""
    levels = (0, 90, 180, 255)
    patches = np.array([(r, g, b) for r in levels for g in levels for b in levels], np.uint8).reshape(8, 8, 3)
    return np.asarray(cv2.resize(patches, (1242, 2208), interpolation=cv2.INTER_NEAREST), np.uint8)


@pytest.mark.parametrize(
    "photo", [_chart(), np.asarray(cloth(1242, 2208, 3)), np.asarray(cloth(1242, 2208, 8))], ids=["chart", "3", "8"]
)
def test_the_first_frame_has_the_colours_of_the_photo(photo: Pixels, tmp_path: Path) -> None:
    stage = Stage(board(Shot(frames=3, photo="1", motion=Motion(end=Framing(zoom=1.05)))), lambda *_: photo)
    seen = _decoded(stage, tmp_path / "clip.h264").astype(int)
    wanted = cv2.resize(photo, (1080, 1920), interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(seen - wanted).mean(axis=(0, 1)).max() <= MOST
    assert np.abs((seen - wanted).mean(axis=(0, 1))).max() <= 1, "and none of them leans to one side"


def test_a_still_has_them_too() -> None:
    photo = np.asarray(cloth(1242, 2208, 3))
    still = Stage(board(Shot(frames=3, photo="1")), lambda *_: photo, PREVIEW).still(0).astype(int)
    wanted = cv2.resize(photo, PREVIEW, interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(still - wanted).mean(axis=(0, 1)).max() <= MOST


@pytest.mark.parametrize(("rate", "start"), [(30, 0), (30, 11), (60, 7), ("24000/1001", 5)])
def test_footage_shows_the_frames_of_its_time(rate: object, start: int, tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", size="270x480", rate=rate, seconds=2)

    def open_one(_footage: FootageId, size: tuple[int, int], begin: int) -> Iterator[Pixels]:
        return open_footage(path, size=size, start=begin)

    shot = Shot(frames=30, take=Take(footage="f", start=start))
    frames = list(Stage(board(shot), lambda *_: np.zeros(0), (270, 480), open_footage=open_one).frames())
    truth = seen_by_ffmpeg(path, (270, 480))[start : start + 30]
    for number, (frame, wanted) in enumerate(zip(frames, truth, strict=True)):
        alike = psnr(frame, wanted)
        assert alike > 30, number
        neighbours = [psnr(frame, truth[other]) for other in (number - 1, number + 1) if 0 <= other < 30]
        assert alike >= max(neighbours), number
