"""Find out whether a video is whole, and what it is: every packet read, pictures decoded from beginning to end."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import msgspec
from av.audio.stream import AudioStream

from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.video.boxes import is_cut_off
from vendor_app.video.footage_file import (
    MOST_BYTES,
    Film,
    FootageUnreadable,
    cut_off,
    damaged,
    kind_of,
    locked,
    open_film,
    reading,
)
from vendor_app.video.footage_picture import covering_size, turn_of, upright_size
from vendor_app.video.footage_reader import FPS
from vendor_app.video.sound_file import SoundUnreadable, read_sound

LONGEST, SHORTEST = 600, 0.5
"""Seconds."""
_PROVED_EACH = 2.0
"""Seconds from one picture that is decoded to prove the file to the next."""
_HEARD = 5.0
"""Seconds of sound that are decoded."""
_MAY_LACK = 0.5
"""Seconds that may be missing of what the header promises: cameras round, and end sound and picture apart."""


class FilmFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a video turned out to be."""

    suffix: str
    width: int
    """Upright, in square pixels."""
    height: int
    frames: int
    """At 30 a second."""
    has_sound: bool


class _Track:
    """What the packets of one stream add up to, in ticks."""

    def __init__(self) -> None:
        self.first: int | None = None
        self.end = 0

    def add(self, packet: "av.Packet[Any]", length: int) -> None:
        if packet.pts is None or packet.is_discard:
            return
        self.first = packet.pts if self.first is None else min(self.first, packet.pts)
        self.end = max(self.end, packet.pts + length)


def prove_footage(path: Path, progress: Progress = silent) -> FilmFacts:
    """Read a video to its end; return what it is.

    Decodes the picture that each two seconds begin with, and the last that stands for itself. Raises FootageUnreadable
    for one that is cut off, damaged, too short, too long, or none at all; and Cancelled.
    """
    with reading():
        suffix = kind_of(path)
        if is_cut_off(path):
            raise cut_off()
    with open_film(path) as film:
        sound = _sound_of(film)
        video, heard = _Track(), _Track()
        picture = _Proof(film)
        for packet in _packets(film, sound, progress):
            if packet.stream is film.stream:
                video.add(packet, film.length(packet.duration))
                picture.add(packet)
            else:
                heard.add(packet, packet.duration or 0)
        picture.finish()
        _require_whole(suffix, film, video, heard, sound)
        seconds = float((video.end - film.origin) * film.time_base)
        _require_length(seconds)
        width, height = picture.size
        has_sound = sound is not None and heard.first is not None and _is_heard(path)
    return FilmFacts(
        suffix=suffix, width=width, height=height, frames=max(round(seconds * FPS), 1), has_sound=has_sound
    )


class _Proof:
    """Decodes some pictures of a film."""

    def __init__(self, film: Film) -> None:
        self._film = film
        self._last: av.Packet[Any] | None = None
        self._proved: int | None = None
        self._frame: av.VideoFrame | None = None

    def add(self, packet: "av.Packet[Any]") -> None:
        """Take the next packet; decode it when it stands for itself and the last that was is some time ago."""
        if packet.is_corrupt:
            raise damaged()
        if self._proved is None and packet.has_sidedata("encryption_info"):
            raise locked()
        if not packet.is_keyframe or packet.pts is None:
            return
        apart = _PROVED_EACH / float(self._film.time_base)
        if self._proved is None or packet.pts - self._proved >= apart:
            self._decode(packet)
            self._proved, self._last = packet.pts, None
        else:
            self._last = packet

    def finish(self) -> None:
        """Decode the last picture that stands for itself, and let the decoder give what it holds back."""
        if self._last is not None:
            self._decode(self._last)
        self._decode(None)
        if self._frame is None:
            raise damaged()

    def _decode(self, packet: "av.Packet[Any] | None") -> None:
        for frame in self._film.stream.codec_context.decode(packet):
            self._frame = self._frame or frame

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright picture."""
        assert self._frame is not None
        stored = (self._frame.width, self._frame.height)
        upright = upright_size(stored, self._film.stream.sample_aspect_ratio, turn_of(self._frame))
        return covering_size(upright, upright)


def _sound_of(film: Film) -> AudioStream | None:
    """Return the first stream of sound that can be decoded."""
    return next((one for one in film.container.streams.audio if one.codec_context is not None), None)


def _is_heard(path: Path) -> bool:
    """Whether the beginning of the sound can be decoded."""
    try:
        read_sound(path, _HEARD, largest=MOST_BYTES)
    except SoundUnreadable:
        return False
    return True


def _packets(film: Film, sound: AudioStream | None, progress: Progress) -> "Iterator[av.Packet[Any]]":
    """Yield the packets of picture and sound, until the end or until it is too long anyway."""
    streams = [film.stream, *([sound] if sound else [])]
    furthest = 0.0
    for packet in film.container.demux(streams):
        if packet.size == 0:  # what PyAV gives at the end, to flush decoders
            continue
        yield packet
        if packet.stream is film.stream and packet.pts is not None:
            seconds = float((packet.pts - film.origin) * film.time_base)
            if seconds > LONGEST + _PROVED_EACH:
                return
            furthest = max(furthest, seconds)  # packets come in the order of decoding: a bar would go back and forth
            progress.at(min(furthest / max(film.promised, furthest, 1.0), 1.0))


def _require_whole(suffix: str, film: Film, video: _Track, heard: _Track, sound: AudioStream | None) -> None:
    """Raise FootageUnreadable for a file in which less is than its header says."""
    if video.first is None:
        raise damaged()
    ends = [float(video.end * film.time_base)]
    if sound is not None and sound.time_base is not None:
        ends.append(float(heard.end * sound.time_base))
    promised = film.promised + (film.container.start_time or 0) / av.time_base
    there = max(ends)
    is_boxed = suffix in (".mp4", ".mov", ".3gp")
    own = float((film.stream.duration or 0) * film.time_base) + float(film.origin * film.time_base)
    lacks = max(own - ends[0], 0.0 if is_boxed else promised - there)  # an MP4 may have other streams, longer ones
    if there <= LONGEST and lacks > _MAY_LACK:
        raise cut_off()


def _require_length(seconds: float) -> None:
    if seconds < SHORTEST:
        raise FootageUnreadable(
            _("The video is too short: less than half a second."), _("Film a few seconds and add that.")
        )
    if seconds > LONGEST:
        raise FootageUnreadable(
            _("The video is too long: more than 10 minutes."), _("Trim it on the phone first, then add it.")
        )
