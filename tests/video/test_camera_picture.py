"""Pictures of cameras in every layout: true colours, upright, and no reading beyond what is lent."""

import av
import cv2
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace

from vendor_app.video.camera_picture import CameraPicture, Pixels, Plane, i420_of, i420_of_rgb, rgb_of

WIDTH, HEIGHT = 320, 180
LAYOUTS = ["yuv420p", "yuv422p", "nv12", "nv21", "yuyv422", "uyvy422", "bgra", "bgr0", "argb", "rgba", "p010le"]


def cloth() -> Pixels:
    """Draw soft colours: what a layout with a quarter of the colours can show."""
    coarse = np.random.default_rng(3).integers(30, 225, (6, 9, 3)).astype(np.uint8)
    return cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


def lent(rgb: Pixels, layout: str, matrix: str = "601", *, full: bool = False, pad: int = 0) -> CameraPicture:
    """Return pixels as a camera would hand them over, rows ``pad`` bytes longer than they need be."""
    space = {"601": Colorspace.ITU601, "709": Colorspace.ITU709}[matrix]
    levels = ColorRange.JPEG if full else ColorRange.MPEG
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    frame = frame.reformat(format=layout, dst_colorspace=space, dst_color_range=levels)
    planes = []
    for plane in frame.planes:
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        wide = np.pad(rows, ((0, 0), (0, pad)), constant_values=77)
        planes.append(Plane(memoryview(wide.tobytes()), wide.shape[1]))
    return CameraPicture(layout, WIDTH, HEIGHT, planes, matrix, full)


def seen(i420: Pixels) -> Pixels:
    frame = av.VideoFrame.from_ndarray(i420, format="yuv420p")
    rgb = frame.reformat(format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG)
    return rgb.to_ndarray()


def apart(one: Pixels, other: Pixels) -> float:
    """Return by how much two pictures differ in colour on the whole, in levels."""
    return float(np.abs(np.mean(one.astype(float) - other, axis=(0, 1))).max())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_keeps_its_colours(layout: str) -> None:
    picture = lent(cloth(), layout, pad=24)
    assert np.abs(rgb_of(picture).astype(float) - cloth()).mean() < 2.5
    assert apart(rgb_of(picture), cloth()) < 2
    assert apart(seen(i420_of(picture, (WIDTH, HEIGHT))), cloth()) < 3


@pytest.mark.parametrize(("matrix", "full"), [("709", False), ("601", True), ("709", True)])
def test_what_a_camera_says_of_its_colours_is_heeded(matrix: str, full: bool) -> None:
    picture = lent(cloth(), "nv12", matrix, full=full)
    assert apart(rgb_of(picture), cloth()) < 2
    assert apart(seen(i420_of(picture, (WIDTH, HEIGHT))), cloth()) < 3


def test_a_coded_picture_is_decoded() -> None:
    content = cv2.imencode(".jpg", cv2.cvtColor(cloth(), cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 95])[1]
    picture = CameraPicture("jpeg", WIDTH, HEIGHT, [Plane(memoryview(content.tobytes()), 0)])
    assert apart(rgb_of(picture), cloth()) < 2
    assert rgb_of(picture, (100, 40)).shape == (58, 100, 3)
    assert apart(seen(i420_of(picture, (WIDTH, HEIGHT))), cloth()) < 3


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_camera_on_its_side_is_upright(quarters: int) -> None:
    picture = lent(cloth(), "yuyv422")._replace(quarters=quarters)
    wanted = np.rot90(cloth(), -quarters)
    assert picture.size == wanted.shape[1::-1]
    assert np.abs(rgb_of(picture).astype(float) - wanted).mean() < 2.5
    assert np.abs(seen(i420_of(picture, picture.size)).astype(float) - wanted).mean() < 3


def test_the_small_one_just_covers_what_is_wanted() -> None:
    assert rgb_of(lent(cloth(), "nv12"), (100, 90)).shape == (90, 160, 3)
    assert rgb_of(lent(cloth(), "nv12"), (10_000, 10_000)).shape == (HEIGHT, WIDTH, 3)


@pytest.mark.parametrize("layout", ["yuyv422", "nv12", "bgra"])
def test_memory_that_is_too_short_is_not_read_beyond_its_end(layout: str) -> None:
    whole = lent(cloth(), layout)
    short = [Plane(plane.memory[: len(plane.memory) // 2], plane.stride) for plane in whole.planes]
    with pytest.raises(ValueError, match="rows"):
        rgb_of(whole._replace(planes=short))
    with pytest.raises(ValueError, match="planes"):
        rgb_of(whole._replace(planes=[]))


def test_rgb_becomes_a_frame_of_footage() -> None:
    assert apart(seen(i420_of_rgb(cloth(), (WIDTH, HEIGHT))), cloth()) < 2
    assert i420_of_rgb(cloth(), (160, 90)).shape == (135, 160)
