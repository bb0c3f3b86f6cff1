"""Decoded pictures of any camera as our own frames: upright, square pixels, 8 bits of BT.709 in limited range."""

import math
import struct
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from vendor_app.video.footage_hdr import ToneMapper
from vendor_app.video.tone import Transfer

Pixels: TypeAlias = NDArray[np.uint8]

_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
_SD_LINES = 576
_FULL, _BT2020 = 2, 9
_TRANSFERS: dict[int, Transfer] = {16: "pq", 18: "hlg"}
_EXACT = Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP | Interpolation.FULL_CHR_H_INT


class Turn(NamedTuple):
    """How a camera was held: first mirrored, then turned clockwise by quarters."""

    mirrored: bool
    quarters: int


UPRIGHT = Turn(False, 0)


def turn_of(frame: av.VideoFrame) -> Turn:
    """Return how the file says that the frame is to be shown."""
    matrix: Any = frame.side_data.get("DISPLAYMATRIX")
    return UPRIGHT if matrix is None else _turn(struct.unpack("=9i", bytes(matrix)[:36]))


def _turn(matrix: tuple[int, ...]) -> Turn:
    """Read a display matrix; anything but quarter turns and mirrors becomes the nearest of them."""
    a, b, c, d = matrix[0], matrix[1], matrix[3], matrix[4]
    mirrored = a * d - b * c < 0
    if mirrored:
        a, b = -a, -b
    return Turn(mirrored, round(math.degrees(math.atan2(b, a)) / 90) % 4)


def upright_size(size: tuple[int, int], aspect: Fraction | None, turn: Turn) -> tuple[int, int]:
    """Return width and height as they are to be seen, square pixels, of a picture stored in ``size``."""
    wide = Fraction(aspect or 1)
    if not Fraction(1, 4) <= wide <= 4:
        wide = Fraction(1)
    width, height = max(round(size[0] * wide), 2), size[1]
    return (height, width) if turn.quarters % 2 else (width, height)


def covering_size(size: tuple[int, int], wanted: tuple[int, int]) -> tuple[int, int]:
    """Return ``size`` shrunk until it just covers ``wanted``, even; never larger than itself but for its last pixel."""
    scale = min(max(want / have for want, have in zip(wanted, size, strict=True)), 1.0)
    width, height = (max(math.ceil(side * scale / 2 - 1e-6) * 2, 2) for side in size)
    return width, height


class Converter:
    """Makes our frames of one stream's pictures. For one thread."""

    def __init__(self, wanted: tuple[int, int], aspect: Fraction | None, *, is_jpeg: bool) -> None:
        self._wanted, self._aspect, self._is_jpeg = wanted, aspect, is_jpeg
        self._reformat = VideoReformatter().reformat
        self._turn: Turn | None = None
        self._size = (0, 0)
        self._mapper: ToneMapper | None = None

    def frame(self, decoded: av.VideoFrame) -> Pixels:
        """Return I420 of shape (height * 3 // 2, width), uint8. All of a stream have the size of its first."""
        if self._turn is None:
            self._turn = turn_of(decoded)
            upright = upright_size((decoded.width, decoded.height), self._aspect, self._turn)
            self._size = covering_size(upright, self._wanted)
        size = self._size[::-1] if self._turn.quarters % 2 else self._size
        return turned(self._i420(decoded, size), self._turn)

    def _i420(self, decoded: av.VideoFrame, size: tuple[int, int]) -> Pixels:
        transfer, matrix, levels = transfer_of(decoded), self._matrix(decoded), self._range(decoded)
        method = _method(decoded, size)
        if transfer is not None:
            self._mapper = self._mapper or ToneMapper(size, transfer)
            return self._mapper.i420(decoded, matrix, levels, method)
        ordinary = self._reformat(
            decoded,
            *size,
            "yuv420p",
            matrix,
            Colorspace.ITU709,
            interpolation=method,
            src_color_range=levels,
            dst_color_range=ColorRange.MPEG,
            threads=1,
        )
        return ordinary.to_ndarray().astype(np.uint8, copy=False)

    def _matrix(self, decoded: av.VideoFrame) -> Colorspace:
        """Return the matrix of a picture; small ones that do not say are of the older kind, as are all JPEGs."""
        older = self._is_jpeg or max(min(decoded.width, decoded.height), decoded.height) <= _SD_LINES
        return _MATRICES.get(decoded.colorspace, Colorspace.ITU601 if older else Colorspace.ITU709)

    def _range(self, decoded: av.VideoFrame) -> ColorRange:
        full = decoded.color_range == _FULL or decoded.format.name.startswith("yuvj")
        return ColorRange.JPEG if full else ColorRange.MPEG


def transfer_of(decoded: av.VideoFrame) -> Transfer | None:
    """Return how a picture codes more than an ordinary screen shows; None for one that does not."""
    wide: Transfer | None = "wide" if decoded.color_primaries == _BT2020 else None
    return _TRANSFERS.get(decoded.color_trc, wide)


def _method(decoded: av.VideoFrame, size: tuple[int, int]) -> Interpolation:
    smaller = size[0] < decoded.width or size[1] < decoded.height
    return Interpolation((Interpolation.AREA if smaller else Interpolation.BICUBIC) | _EXACT)


def turned(frame: Pixels, turn: Turn) -> Pixels:
    """Return an I420 frame mirrored and turned."""
    if turn == UPRIGHT:
        return frame
    rows, width = frame.shape
    made = np.empty((width * 3 // 2, rows * 2 // 3) if turn.quarters % 2 else (rows, width), np.uint8)
    for source, target in zip(planes(frame), planes(made), strict=True):
        plane = cv2.flip(source, 1) if turn.mirrored else source
        target[...] = plane if turn.quarters == 0 else cv2.rotate(plane, _ROTATIONS[turn.quarters])
    return made


_ROTATIONS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


def planes(frame: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Return Y, U and V of an I420 frame with even sides, as views of it."""
    rows, width = frame.shape
    height = rows * 2 // 3
    flat = frame.reshape(-1)
    luma, quarter = width * height, width * height // 4
    u, v = (flat[luma + n * quarter : luma + (n + 1) * quarter].reshape(height // 2, width // 2) for n in (0, 1))
    return frame[:height], u, v
