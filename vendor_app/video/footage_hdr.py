"""Pictures of high dynamic range as ordinary ones, in a third of the time that a table of colours takes for them.

The table is looked up for the small picture that the colour planes are anyway, half as wide and high. How bright each
pixel is follows from the curve that greys take, and from what the table says beyond it for the colour around.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

import av
import cv2
import numpy as np
from av.filter import Graph
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from vendor_app.files import plain_words
from vendor_app.video.tone import Transfer, table_file, tone_mapped

Pixels: TypeAlias = NDArray[np.uint8]
Deep: TypeAlias = NDArray[np.int16]
"""10 bits, 64 to 940."""

_YUV, _RGB, _SMALL_YUV = "yuv420p10le", "gbrp10le", "yuv444p10le"
_STRIP = 128
"""Rows at a time: what is between steps stays in the processor's cache."""
_BLACK, _RANGE = 64, 876
_EXACT = Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP | Interpolation.FULL_CHR_H_INT
_FINE = Interpolation(Interpolation.AREA | _EXACT)


class ToneMapper:
    """Maps the pictures of one stream to I420 of one even size. For one thread."""

    def __init__(self, size: tuple[int, int], transfer: Transfer) -> None:
        self._size, self._half = size, (size[0] // 2, size[1] // 2)
        self._shrink, self._halve, self._code = (VideoReformatter().reformat for _step in range(3))
        self._map = _table_graph(self._half, transfer)
        self._greys = _greys(transfer)

    def i420(self, decoded: av.VideoFrame, matrix: Colorspace, levels: ColorRange, method: Interpolation) -> Pixels:
        """Return a picture in BT.709, limited range: uint8 (height * 3 // 2, width)."""
        (width, height), (wide, high) = self._size, self._half
        own = {"src_colorspace": matrix, "dst_colorspace": matrix, "src_color_range": levels}
        limited = ColorRange.MPEG
        deep = self._shrink(
            decoded, width, height, _YUV, interpolation=method, dst_color_range=limited, threads=1, **own
        )
        small = self._halve(deep, wide, high, _RGB, matrix, None, _FINE, limited, ColorRange.JPEG, threads=1)
        coded = self._code(
            self._map(small),
            None,
            None,
            _SMALL_YUV,
            None,
            Colorspace.ITU709,
            _FINE,
            ColorRange.JPEG,
            limited,
            threads=1,
        )
        return self._joined(_plane(deep, 0), [_plane(coded, number) for number in range(3)])

    def _joined(self, luma: Deep, small: list[Deep]) -> Pixels:
        """Put the full brightness and the small colours together."""
        (width, height), (wide, high) = self._size, self._half
        coarse = cv2.resize(luma, (wide, high), interpolation=cv2.INTER_AREA)
        beyond = cv2.subtract(small[0], _looked_up(self._greys, np.asarray(coarse, np.int16)))
        lift = cv2.resize(beyond, (width, height), interpolation=cv2.INTER_LINEAR)
        frame = np.empty((height * 3 // 2, width), np.uint8)
        for top in range(0, height, _STRIP):
            rows = slice(top, min(top + _STRIP, height))
            cv2.convertScaleAbs(cv2.add(_looked_up(self._greys, luma[rows]), lift[rows]), dst=frame[rows], alpha=0.25)
        flat = frame.reshape(-1)[width * height :].reshape(2, high, wide)
        for plane, colour in zip(flat, small[1:], strict=True):
            cv2.convertScaleAbs(colour, dst=plane, alpha=0.25)
        return frame


def _greys(transfer: Transfer) -> Deep:
    """Return what each brightness becomes when it has no colour: int16 (65536,)."""
    codes = np.clip((np.arange(1 << 16) - _BLACK) / _RANGE, 0, 1)
    mapped = tone_mapped(np.repeat(codes[:1024, None], 3, axis=1), transfer)[:, 0]
    table = np.full(1 << 16, mapped[-1])
    table[:1024] = mapped
    return np.asarray(np.round(_BLACK + _RANGE * table), np.int16)


def _looked_up(table: Deep, levels: Deep) -> Deep:
    if cv2.__version__.startswith("4."):  # whose tables have 256 entries
        return np.asarray(np.take(table, levels), np.int16)
    return np.asarray(cv2.LUT(levels.view(np.uint16), table), np.int16)


def _plane(frame: av.VideoFrame, number: int) -> Deep:
    """Return a plane of 16-bit numbers, as a view of the frame's own."""
    plane = frame.planes[number]
    return np.asarray(np.frombuffer(memoryview(plane), np.int16)).reshape(plane.height, plane.line_size // 2)[
        :, : plane.width
    ]


def _table_graph(size: tuple[int, int], transfer: Transfer) -> Callable[[av.VideoFrame], av.VideoFrame]:
    """Return what looks up the colours of deep RGB frames of one size."""
    graph = Graph()
    graph.threads = 1
    source = graph.add_buffer(width=size[0], height=size[1], format=av.VideoFormat(_RGB), time_base=Fraction(1, 30))
    file = table_file(transfer)
    with plain_words(file):  # it is no video that cannot be read then
        table = graph.add("lut3d", file=str(file), interp="tetrahedral")
    sink = graph.add("buffersink")
    source.link_to(table)
    table.link_to(sink)
    graph.configure()

    def mapped(frame: av.VideoFrame) -> av.VideoFrame:
        frame.pts = None
        graph.push(frame)
        made = graph.pull()
        assert isinstance(made, av.VideoFrame)
        return made

    return mapped
