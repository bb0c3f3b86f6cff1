"""A video that came from somewhere, opened: nothing in it is trusted, its name least."""

import contextlib
import os
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.kinds import PhotoUnreadable, picture_format
from vendor_app.progress import Cancelled
from vendor_app.video.footage import suffix_of

MOST_BYTES = 500_000_000
MOST_PIXELS = 4096 * 4096
CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"
"""Formats of libav that may be opened. Not ffconcat, HLS and their like: text that makes libav open other files."""
CODECS = {
    "h264": "H.264",
    "hevc": "HEVC",
    "vp8": "VP8",
    "vp9": "VP9",
    "av1": "AV1",
    "mjpeg": "Motion JPEG",
    "mpeg4": "MPEG-4",
    "h263": "H.263",
}
"""What is decoded, as libav and people name it."""

_START = 1024
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (rb"RIFF....AVI ", "AVI"),
    (rb"\x30\x26\xb2\x75", "WMV"),
    (rb"FLV\x01", "FLV"),
    (rb"\x00\x00\x01[\xb3\xba]|\x47.{187}\x47", "MPEG"),
)
_NAMED = tuple((re.compile(mark, re.DOTALL), name) for mark, name in _OTHERS)
_SOUNDS = re.compile(rb"....ftypM4[AB] |ID3|\xff[\xe2-\xfb]|RIFF....WAVE|OggS|fLaC|#!AMR", re.DOTALL)


class FootageUnreadable(VendorError):
    """A file that is no video, or one that cannot be used; says which of the two, and what to do."""


class Film(NamedTuple):
    """An open video and its moving picture."""

    container: InputContainer
    stream: VideoStream

    @property
    def time_base(self) -> Fraction:
        """Seconds in one tick."""
        return Fraction(self.stream.time_base or Fraction(1, 90_000))

    @property
    def origin(self) -> int:
        """When the first picture is shown, in ticks: the footage counts from there."""
        return int(self.stream.start_time or 0)

    def length(self, duration: int | None) -> int:
        """Return how long a picture is shown, in ticks, where the file may not say it."""
        return duration or round(1 / (Fraction(self.stream.average_rate or 30) * self.time_base))

    @property
    def promised(self) -> float:
        """Seconds of the longest stream, as the header says; 0 when it says nothing."""
        return (self.container.duration or 0) / av.time_base


def damaged() -> FootageUnreadable:
    """Return what to say of a video that is not whole."""
    return FootageUnreadable(
        _("The video is damaged or not complete."), _("Send or copy it from the phone again, and see that it plays.")
    )


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Turn whatever a decoder of foreign files raises into a sentence."""
    try:
        yield
    except (VendorError, Cancelled):
        raise
    except FileNotFoundError as problem:
        raise FootageUnreadable(
            _("The file is not there any more."), _("Check the folder and choose it again.")
        ) from problem
    except MemoryError as problem:
        raise FootageUnreadable(
            _("There is not enough memory for this video."), _("Close other programs, or save it smaller.")
        ) from problem
    except Exception as problem:
        raise damaged() from problem


def kind_of(path: Path) -> str:
    """Return the suffix that the file's first bytes ask for, one of SUFFIXES. Raises FootageUnreadable for no video."""
    size = os.stat(path).st_size
    if size == 0:
        raise FootageUnreadable(_("The file is empty."), _("Send or copy the video again."))
    if size > MOST_BYTES:
        raise FootageUnreadable(
            _("The file is too big: {size} MB; the most is 500 MB.").format(size=-(-size // 1_000_000)),
            _("Trim the video on the phone, or send it at 1080p, and add that."),
        )
    with path.open("rb") as file:
        start = file.read(_START)
    suffix = suffix_of(start)
    if suffix is None:
        raise refusal(start)
    return suffix


def is_other_video(start: bytes) -> bool:
    """Whether a file's first bytes are of a kind of video that is known, and not taken."""
    return any(mark.match(start) for mark, _name in _NAMED)


def refusal(start: bytes) -> FootageUnreadable:
    """Say what a file is that is no video to be used."""
    for mark, name in _NAMED:
        if mark.match(start):
            return FootageUnreadable(
                _("This kind of video cannot be used: {kind}.").format(kind=name), _("Save it as MP4 and add that.")
            )
    if _SOUNDS.match(start):
        return sound_only()
    with contextlib.suppress(PhotoUnreadable):
        picture_format(start)
        return FootageUnreadable(_("This is a photo, not a video."), _("Add it to the photos of the product."))
    return FootageUnreadable(
        _("This is not a video."), _("Choose an MP4, MOV or WebM, such as a phone's camera makes.")
    )


def cut_off() -> FootageUnreadable:
    """Return what to say of a video that ends too early."""
    return FootageUnreadable(
        _("The video was cut off: its last part is missing."),
        _("Send or copy it from the phone again, and see that it plays."),
    )


def locked() -> FootageUnreadable:
    """Return what to say of a video that only its seller's own program can open."""
    return FootageUnreadable(
        _("The video is locked against copying (DRM)."), _("Use a video that you filmed yourself.")
    )


def sound_only() -> FootageUnreadable:
    """Return what to say of a file without moving pictures."""
    return FootageUnreadable(_("There is only sound in this file."), _("Choose a video."))


@contextlib.contextmanager
def open_film(path: Path) -> Iterator[Film]:
    """Open a video for one thread. Raises FootageUnreadable for what is none, or cannot be decoded."""
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
    with reading(), _opened(path, options) as container:
        moving = [one for one in container.streams.video if not one.disposition & Disposition.attached_pic]
        if not moving:
            raise sound_only()
        stream = moving[0]
        _require_usable(stream)
        stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}  # a stream may grow in the middle
        stream.thread_type = "NONE"
        stream.codec_context.thread_count = 1
        yield Film(container, stream)


def _opened(path: Path, options: dict[str, str]) -> InputContainer:
    try:
        return av.open(os.path.abspath(path), options=options, metadata_errors="replace")
    except av.error.InvalidDataError as problem:
        raise cut_off() from problem


def _require_usable(stream: VideoStream) -> None:
    context = stream.codec_context
    name = context.codec.canonical_name if context is not None else ""
    if name not in CODECS:
        raise FootageUnreadable(
            _("The pictures of this video are stored in a way that cannot be opened here: {codec}.").format(
                codec=name or _("unknown")
            ),
            _("Save it as MP4 (H.264) and add that."),
        )
    if not context.width or not context.height:
        raise damaged()
    if context.width * context.height > MOST_PIXELS:
        raise FootageUnreadable(
            _("The video is too large: {width} × {height} pixels.").format(width=context.width, height=context.height),
            _("Record or save it at 4K or 1080p."),
        )
