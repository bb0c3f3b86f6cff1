"""Read footage as a shot needs it: at 30 frames a second whatever the phone's own rate, from any frame on."""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from vendor_app.video.footage_file import Film, damaged, open_film
from vendor_app.video.footage_picture import Converter, Pixels
from vendor_app.video.sound_file import SoundUnreadable, read_sound

Samples: TypeAlias = NDArray[np.float32]

FPS = 30
RATE = 48_000
_EARLIER = (0, 2, 10)
"""Seconds before a place from which it is looked for, should the index of the file lead behind it."""
_LARGEST = 4_000_000_000


def open_footage(path: Path, *, size: tuple[int, int], start: int = 0) -> Iterator[Pixels]:
    """Yield the frames of footage from number ``start`` on, at 30 a second, until it ends; at least one.

    Each is I420, uint8 (height * 3 // 2, width), BT.709 limited range, upright, with even sides, in the footage's own
    shape: just large enough to cover ``size`` (width, height), and no larger than it was filmed. A frame that stands is
    the same array again: do not write on it. One thread decodes, the caller's. Raises FootageUnreadable.
    """
    with open_film(path) as film:
        converter = Converter(
            size, film.stream.sample_aspect_ratio, is_jpeg=film.stream.codec_context.codec.canonical_name == "mjpeg"
        )
        shown: av.VideoFrame | None = None
        made: Pixels | None = None
        for decoded in _timed(film, start):
            if made is None or decoded is not shown:
                shown, made = decoded, converter.frame(decoded)
            yield made


def footage_still(path: Path, frame: int, size: tuple[int, int]) -> Pixels:
    """Return frame ``frame`` as RGB, uint8 (height, width, 3), covering ``size``. Raises FootageUnreadable."""
    pictures = open_footage(path, size=size, start=frame)
    try:
        coded = av.VideoFrame.from_ndarray(next(pictures), format="yuv420p")
    finally:
        pictures.close()  # type: ignore[attr-defined]  # a generator
    rgb = coded.reformat(format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG)
    return np.asarray(rgb.to_ndarray(), np.uint8)


def footage_sound(path: Path, start: int, frames: int) -> Samples:
    """Return what was recorded with ``frames`` frames from ``start`` on: float32 (2, frames * 1600), 48 kHz.

    Silence where there is none, or none that can be decoded: footage is to be seen first. Raises SoundUnreadable for a
    file that is gone.
    """
    made = np.zeros((2, frames * RATE // FPS), np.float32)
    try:
        read = read_sound(path, frames / FPS, start=start / FPS, largest=_LARGEST)
    except SoundUnreadable:
        if not path.is_file():
            raise
        return made
    length = min(read.shape[1], made.shape[1])
    made[:, :length] = read[:, :length]
    return made


def _timed(film: Film, start: int) -> Iterator[av.VideoFrame]:
    """Yield, for each frame of 30 a second, the picture that is nearest to it in time, until the film ends."""
    number, begins = start, -1
    current: av.VideoFrame | None = None
    before: av.VideoFrame | None = None
    for decoded in _from(film, start):
        if slot(film, decoded) > begins:
            before, begins = current, slot(film, decoded)
        while current is not None and number < begins:
            yield current
            number += 1
        current = decoded
    if current is None:
        raise damaged()
    end = _slot(film, (current.pts or 0) + film.length(current.duration))
    last = before if before is not None and begins >= end else current  # of 240 a second some come after the last frame
    yield from itertools.repeat(last, max(end - number, 1 if number == start else 0))


def slot(film: Film, decoded: av.VideoFrame) -> int:
    """Return the number of the frame, of 30 a second, from which on a picture is shown."""
    return _slot(film, decoded.pts or 0)


def _slot(film: Film, ticks: int) -> int:
    """Round to the nearest frame, halves up, so that of 60 frames a second just every other one is shown."""
    return int(((ticks - film.origin) * film.time_base * FPS + Fraction(1, 2)) // 1)


def _from(film: Film, start: int) -> Iterator[av.VideoFrame]:
    """Yield the decoded pictures from the one that is shown in frame ``start`` or one before it."""
    if start <= 0:
        yield from _decoded(film)
        return
    for earlier in _EARLIER:
        at = film.origin + int((Fraction(start, FPS) - earlier) / film.time_base)
        if at <= film.origin:
            break
        film.container.seek(at, stream=film.stream)
        pictures = _decoded(film)
        first = next(pictures, None)
        if first is not None and slot(film, first) <= start:
            yield from itertools.chain([first], pictures)
            return
    film.container.seek(film.origin, stream=film.stream)
    yield from _decoded(film)


def _decoded(film: Film) -> Iterator[av.VideoFrame]:
    """Yield the pictures of all packets to come; a packet that is spoilt costs its own pictures only."""
    for packet in film.container.demux(film.stream):
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            continue
