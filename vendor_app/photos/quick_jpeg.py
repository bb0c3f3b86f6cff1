"""Open an ordinary JPEG in half of Pillow's time: its planes are shrunk before they become colours.

Pillow makes RGB of all 12 megapixels, 48 MB, and then shrinks them. libavcodec hands out brightness and colour as the
file holds them, libswscale shrinks these, and only what is left is turned into RGB.
"""

import av
import cv2
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange, Interpolation
from numpy.typing import NDArray

_ORDINARY = ("yuvj420p", "yuvj422p", "yuvj440p", "yuvj444p")
_SHARP, _SMOOTH = Interpolation.BICUBIC, Interpolation.BILINEAR
"""For brightness, and for colour as Pillow enlarges it. Both widen as far as they shrink: cloth makes no moiré."""
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_STRIP = 256
"""Rows that become RGB at a time."""


def read_quickly(content: bytes, had: tuple[int, int], size: tuple[int, int]) -> NDArray[np.uint8] | None:
    """Return a whole JPEG as RGB (height, width, 3) in its own colours, not turned upright, shrunk to ``size``.

    ``had``: the width and height that it has. None for one that is not ordinary, in ink or greys, or not whole. At its
    own size every pixel is within 3 levels of Pillow's, and nearly all within 1.
    """
    if content.rfind(_END) < content.rfind(_SCAN):  # cut short: how much is missing Pillow knows best
        return None
    frame = _decoded(content)
    if frame is None or frame.format.name not in _ORDINARY or frame.color_range != ColorRange.JPEG:
        return None
    if (frame.width, frame.height) != had or had[0] % 2 or had[1] % 2:  # a colour sample may be half outside
        return None
    methods = (_SHARP, _SMOOTH, _SMOOTH)
    planes = [_shrunk(plane, size, method) for plane, method in zip(frame.planes, methods, strict=True)]
    del frame  # 18 MB for a phone's photo, before there is another copy of the smaller one
    return _rgb(*planes)


def _decoded(content: bytes) -> VideoFrame | None:
    decoder = av.CodecContext.create("mjpeg", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.thread_count = 1
    decoder.options = {"err_detect": "explode"}
    try:
        return next(iter(decoder.decode(av.Packet(content))), None)
    except av.FFmpegError:
        return None


def _shrunk(plane: VideoPlane, size: tuple[int, int], method: Interpolation) -> NDArray[np.uint8]:
    samples = _samples(plane)
    if samples.shape == size[::-1]:
        return samples
    grey = VideoFrame.from_numpy_buffer(samples, "gray")
    (scaled,) = grey.reformat(*size, interpolation=method | Interpolation.ACCURATE_RND, threads=1).planes
    return _samples(scaled)


def _samples(plane: VideoPlane) -> NDArray[np.uint8]:
    """Return a view of a plane, which it keeps alive."""
    return np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]


def _rgb(y: NDArray[np.uint8], u: NDArray[np.uint8], v: NDArray[np.uint8]) -> NDArray[np.uint8]:
    pixels = np.empty((*y.shape, 3), np.uint8)
    for top in range(0, len(y), _STRIP):
        rows = slice(top, top + _STRIP)
        cv2.cvtColor(cv2.merge((y[rows], v[rows], u[rows])), cv2.COLOR_YCrCb2RGB, dst=pixels[rows])
    return pixels
