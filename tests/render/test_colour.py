"""BT.709 limited range, as every decoder will undo it."""

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace

from tests.conftest import cloth
from vendor_app.render.colour import Pixels, empty_frame, planes_of, to_planes, to_rgb


def _frame(rgb: Pixels) -> Pixels:
    frame = empty_frame(rgb.shape[1], rgb.shape[0])
    for target, plane in zip(planes_of(frame), to_planes(rgb), strict=True):
        target[...] = plane
    return frame


def _ffmpegs(rgb: Pixels) -> Pixels:
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    frame = frame.reformat(
        format="yuv420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
    )
    return np.asarray(frame.to_ndarray(), np.uint8)


def test_it_agrees_with_ffmpeg() -> None:
    rgb = np.asarray(cloth(360, 640, seed=3))
    difference = np.abs(_frame(rgb).astype(int) - _ffmpegs(rgb))
    assert difference[:640].mean() < 0.6
    assert difference[640:].mean() < 1.0


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [
        ((0, 0, 0), (16, 128, 128)),
        ((255, 255, 255), (235, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
    ],
)
def test_the_corners_of_the_colour_cube(rgb: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    planes = to_planes(np.full((4, 4, 3), rgb, np.uint8))
    assert tuple(int(plane[0, 0]) for plane in planes) == yuv


@pytest.mark.parametrize("rgb", [(11, 93, 67), (255, 208, 64), (179, 18, 29), (128, 128, 128), (250, 240, 230)])
def test_there_and_back_a_colour_is_the_same(rgb: tuple[int, int, int]) -> None:
    back = to_rgb(_frame(np.full((16, 8, 3), rgb, np.uint8)))
    assert back.shape == (16, 8, 3)
    assert np.abs(back.astype(int) - rgb).max() <= 2


def test_planes_are_views_of_the_frame() -> None:
    frame = empty_frame(8, 16)
    for value, plane in enumerate(planes_of(frame), 1):
        plane[...] = value
    assert [int((frame == value).sum()) for value in (1, 2, 3)] == [128, 32, 32]
    assert (frame.reshape(-1)[128:160] == 2).all()
