"""Pictures as cameras hand them over, in any of their layouts, as RGB for a photo and as frames for footage."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray

from vendor_app.video.footage_picture import Turn, covering_size
from vendor_app.video.footage_picture import turned as _turned_i420

Pixels: TypeAlias = NDArray[np.uint8]

_EXACT = Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP | Interpolation.FULL_CHR_H_INT
_TURNS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}
_MATRICES = {"601": Colorspace.ITU601, "709": Colorspace.ITU709, "2020": Colorspace.BT2020}


class Plane(NamedTuple):
    """One plane in memory that is somebody else's."""

    memory: memoryview
    stride: int
    """Bytes from one row to the next."""


class CameraPicture(NamedTuple):
    """What a camera saw, as it lies in memory. Valid as long as the memory is."""

    layout: str
    """libav's name of the pixel format: "yuyv422", "nv12", "bgra" …; "jpeg" for a coded picture."""
    width: int
    height: int
    planes: Sequence[Plane]
    matrix: str = "601"
    """"601", as webcams have it, "709" or "2020". Of no weight for RGB and JPEG."""
    full_range: bool = False
    quarters: int = 0
    """Quarter turns clockwise until it is upright."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, upright."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)


def rgb_of(picture: CameraPicture, covering: tuple[int, int] | None = None) -> Pixels:
    """Return a picture upright as RGB, uint8 (height, width, 3): whole, or just large enough to cover a size.

    Raises ValueError for a layout that is not known, and for memory that holds less than the picture.
    """
    width, height = picture.width, picture.height
    if covering is not None:
        width, height = covering_size((width, height), covering[::-1] if picture.quarters % 2 else covering)
    if picture.layout == "jpeg":
        return _turned(_decoded(picture, (width, height)), picture.quarters)
    is_small = (width, height) != (picture.width, picture.height)
    made = _frame(picture).reformat(
        width,
        height,
        "rgb24",
        _MATRICES[picture.matrix],
        interpolation=Interpolation.FAST_BILINEAR if is_small else Interpolation.BICUBIC | _EXACT,
        src_color_range=_range(picture),
        threads=1,
    )
    return _turned(np.asarray(made.to_ndarray(), np.uint8), picture.quarters)


def i420_of(picture: CameraPicture, size: tuple[int, int]) -> Pixels:
    """Return a picture upright as a frame of footage: I420 of even ``size``, BT.709, limited range. Raises ValueError.

    Made for thirty a second: sharp enough for what moves, not as exact as a photo.
    """
    if picture.layout == "jpeg":
        return i420_of_rgb(rgb_of(picture), size)
    stored = size[::-1] if picture.quarters % 2 else size
    made = _reformatted(_frame(picture), stored, "yuv420p", picture)
    return _turned_i420(made.to_ndarray().astype(np.uint8, copy=False), Turn(False, picture.quarters % 4))


def i420_of_rgb(rgb: Pixels, size: tuple[int, int]) -> Pixels:
    """Return RGB pixels as a frame of footage, as ``i420_of`` does."""
    whole = CameraPicture("rgb24", rgb.shape[1], rgb.shape[0], ())
    made = _reformatted(av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24"), size, "yuv420p", whole)
    return made.to_ndarray().astype(np.uint8, copy=False)


def _reformatted(frame: av.VideoFrame, size: tuple[int, int], layout: str, picture: CameraPicture) -> av.VideoFrame:
    is_colours = frame.format.is_rgb
    return frame.reformat(
        *size,
        layout,
        None if is_colours else _MATRICES[picture.matrix],
        Colorspace.ITU709,
        interpolation=Interpolation.BILINEAR | _EXACT,  # without exact rounding cloth would be 5 levels darker
        src_color_range=ColorRange.JPEG if is_colours else _range(picture),
        dst_color_range=ColorRange.MPEG,
        threads=1,
    )


def _range(picture: CameraPicture) -> ColorRange:
    return ColorRange.JPEG if picture.full_range else ColorRange.MPEG


def _turned(rgb: Pixels, quarters: int) -> Pixels:
    return np.asarray(cv2.rotate(rgb, _TURNS[quarters % 4]), np.uint8) if quarters % 4 else rgb


def _decoded(picture: CameraPicture, size: tuple[int, int]) -> Pixels:
    coded = np.frombuffer(picture.planes[0].memory, np.uint8)
    bgr = cv2.imdecode(coded, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    if bgr is None:
        raise ValueError("the camera's JPEG cannot be decoded")
    rgb = cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
    if rgb.shape[1::-1] != size:
        rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    return np.asarray(rgb, np.uint8)


def _frame(picture: CameraPicture) -> av.VideoFrame:
    """Return a copy in libav's memory, whose rows are aligned otherwise."""
    frame = av.VideoFrame(picture.width, picture.height, picture.layout)
    if len(frame.planes) != len(picture.planes):
        raise ValueError(f"{picture.layout} has {len(frame.planes)} planes, not {len(picture.planes)}")
    for ours, theirs in zip(frame.planes, picture.planes, strict=True):
        rows = ours.buffer_size // ours.line_size
        target = np.frombuffer(memoryview(ours), np.uint8)[: rows * ours.line_size].reshape(rows, ours.line_size)
        columns = min(ours.line_size, theirs.stride)
        source = np.frombuffer(theirs.memory, np.uint8)
        last = (rows - 1) * theirs.stride
        if source.size < last + columns:
            columns = source.size - last  # the last row may end with its pixels, not with its stride
        if columns <= 0:
            raise ValueError(f"{source.size} bytes are no {rows} rows of {theirs.stride}")
        view = np.lib.stride_tricks.as_strided(source, (rows, columns), (theirs.stride, 1), writeable=False)
        target[:, :columns] = view
    return frame
