"""Film with a camera: pictures come as the camera gives them, footage of 30 frames a second goes out."""

import itertools
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

import numpy as np

from vendor_app.progress import Progress, silent
from vendor_app.video.aac import EncodedSound, encode_sound
from vendor_app.video.encode import Segment, encode_segment
from vendor_app.video.footage_picture import Pixels
from vendor_app.video.format import ClipFormat
from vendor_app.video.join import join
from vendor_app.video.sound_file import read_sound, sound_content

FPS = 30
_LARGEST = (1920, 1080)
_QUEUE = 12
"""Pictures that may wait to be encoded. A camera has few buffers of its own, and they are lent, not given."""
_LOOK_UP = 0.1
"""Seconds between two looks at whether filming is called off, while no picture comes."""
_MOST_SOUND = 64_000_000

Mono = np.ndarray[tuple[int], np.dtype[np.float32]]


class FilmedPicture(Protocol):
    """One picture of a camera."""

    @property
    def at(self) -> float:
        """When it was taken, in seconds of ``time.monotonic``."""
        ...

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, upright."""
        ...

    def i420(self, size: tuple[int, int]) -> Pixels:
        """Return it as a frame of footage, scaled to an even size."""
        ...


class Heard(NamedTuple):
    """What a microphone heard meanwhile."""

    samples: Mono
    rate: int
    began: float
    """When the first sample was heard, in seconds of ``time.monotonic``."""


class FilmRoll:
    """What is filmed, on its way from the window to the encoder's thread. All but ``pictures`` returns at once."""

    def __init__(self, seconds: float) -> None:
        self._door = threading.Condition()
        self._queue: deque[FilmedPicture] = deque()
        self._seconds = seconds
        self._first: float | None = None
        self._reached = 0.0
        self._is_full = self._has_ended = False

    @property
    def is_full(self) -> bool:
        """Whether the longest footage is reached, and no more is taken."""
        with self._door:
            return self._is_full

    @property
    def first(self) -> float | None:
        """When the first picture was taken; None before there is one."""
        with self._door:
            return self._first

    @property
    def most_frames(self) -> int:
        """How many frames the longest footage has."""
        return round(self._seconds * FPS)

    @property
    def seconds(self) -> float:
        """How long it has been filmed, the longest at most."""
        with self._door:
            return min(self._reached, self._seconds)

    def add(self, picture: FilmedPicture) -> None:
        """Take a picture; when the encoder is far behind, one fewer is taken."""
        with self._door:
            if self._has_ended or self._is_full:
                return
            self._first = picture.at if self._first is None else self._first
            self._reached = picture.at - self._first
            self._is_full = self._reached >= self._seconds
            if not self._is_full and len(self._queue) < _QUEUE:
                self._queue.append(picture)
            self._door.notify_all()

    def end(self) -> None:
        """Take no more."""
        with self._door:
            self._has_ended = True
            self._door.notify_all()

    def pictures(self, progress: Progress) -> Iterator[FilmedPicture]:
        """Yield what is filmed until it ends. Raises Cancelled."""
        while (picture := self._next(progress)) is not None:
            yield picture

    def _next(self, progress: Progress) -> FilmedPicture | None:
        with self._door:
            while not self._queue:
                progress.check()
                if self._has_ended:
                    return None
                self._door.wait(_LOOK_UP)
            return self._queue.popleft()


def film_format(size: tuple[int, int]) -> ClipFormat:
    """Return how a camera's pictures of this size are encoded: quickly, as more are coming, with bits to spare."""
    wanted = _LARGEST if size[0] >= size[1] else _LARGEST[::-1]
    scale = min(wanted[0] / size[0], wanted[1] / size[1], 1.0)
    width, height = (max(int(side * scale) // 2 * 2, 2) for side in size)
    return ClipFormat(width=width, height=height, crf=19, preset="ultrafast", tuning="", most_kbps=20_000)


def encode_film(roll: FilmRoll, progress: Progress = silent) -> tuple[list[Segment], ClipFormat]:
    """Encode what comes on a roll while it is filmed; return when it has ended. Raises Cancelled.

    Without a single picture there are no segments.
    """
    pictures = roll.pictures(progress)
    first = next(pictures, None)
    clip_format = film_format(first.size if first is not None else (2, 2))
    frames = _frames(itertools.chain([first] if first else [], pictures), roll, (clip_format.width, clip_format.height))
    segments: list[Segment] = []
    for frame in frames:
        group = itertools.chain([frame], itertools.islice(frames, clip_format.gop - 1))
        segments.append(encode_segment(group, clip_format, progress))
    return segments, clip_format


def _frames(pictures: Iterator[FilmedPicture], roll: FilmRoll, size: tuple[int, int]) -> Iterator[Pixels]:
    """Yield 30 frames a second: a picture stands until the next one was taken, the last until filming ended."""
    begin, number = 0.0, 0
    shown: Pixels | None = None
    for picture in pictures:
        begin = picture.at if shown is None else begin
        due = round((picture.at - begin) * FPS)
        if shown is not None and not number <= due < roll.most_frames:
            continue  # a second one of the same thirtieth, or one too many
        while shown is not None and number < due:
            yield shown
            number += 1
        shown = picture.i420(size)
        yield shown
        number += 1
    if shown is not None:
        wanted = min(round(roll.seconds * FPS) + 1, roll.most_frames)
        yield from itertools.repeat(shown, max(wanted - number, 0))


def write_film(segments: list[Segment], heard: Heard | None, first: float, path: Path, clip_format: ClipFormat) -> None:
    """Write an MP4 of what was filmed, with what was heard from ``first`` on. Raises VendorError for a full disk."""
    frames = sum(len(segment.packets) for segment in segments)
    sound = None if heard is None or not heard.samples.size else _sound(heard, first, frames, clip_format)
    join(segments, sound, path, clip_format)


def _sound(heard: Heard, first: float, frames: int, clip_format: ClipFormat) -> EncodedSound:
    """Encode what was heard so that it begins with the picture; silence where nothing was."""
    wanted = clip_format.samples(frames)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "heard.wav"
        file.write_bytes(sound_content(heard.samples, heard.rate, "wav"))
        read = read_sound(file, heard.samples.size / heard.rate + 1, largest=_MOST_SOUND)
    made = np.zeros((wanted, 2), np.float32)
    skip = round((first - heard.began) * clip_format.sample_rate)
    said = read.T[max(skip, 0) :]
    begin = max(-skip, 0)
    said = said[: max(wanted - begin, 0)]
    made[begin : begin + len(said)] = said
    return encode_sound(made, clip_format)
