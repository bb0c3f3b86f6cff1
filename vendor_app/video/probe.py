"""What a video file is, from its packets and not its name. Every file is hostile until it has been read to its end."""

import contextlib
import itertools
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import msgspec
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.video.boxes import read_layout

CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"
"""Formats of libav that may be opened. Not ffconcat and its like: text that makes libav open other files."""
_PRIMARIES = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020"}
_RANGES = {1: "tv", 2: "pc"}


class VideoUnreadable(VendorError):
    """No video, or a damaged one."""


class VideoFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a finished video is."""

    codec: str
    """As libav names it: "h264"."""
    profile: str
    """"High"; empty when the codec has none."""
    pixels: str
    """Pixel format: "yuv420p"."""
    width: int
    height: int
    fps: float
    constant: bool
    """Every frame is seen equally long, and the first at 0."""
    frames: int
    """Counted, not what the header says."""
    seconds: float
    """Of the picture."""
    longest_gop: int
    """Most frames from one key frame to the next."""
    colour: str
    """Primaries: "bt709"; empty when not said."""
    colour_range: str
    """"tv" or "pc"; empty when not said."""
    video_bit_rate: int
    """Bits per second of the picture alone."""
    audio_codec: str
    """"aac"; empty without sound."""
    audio_profile: str
    """"LC"."""
    sample_rate: int
    channels: int
    audio_seconds: float
    audio_bit_rate: int
    moov_first: bool
    edit_lists: bool
    size: int
    """Bytes of the file."""

    @property
    def bit_rate(self) -> int:
        """Bits per second of the file as a whole."""
        return round(self.size * 8 / self.seconds) if self.seconds else 0


class _Track:
    """What the packets of one stream add up to."""

    def __init__(self) -> None:
        self.size = self.gop = self.longest_gop = self.end = 0
        self.times: list[int] = []

    def add(self, packet: "av.Packet[Any]") -> None:
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None:
            raise _damaged()
        self.times.append(at)
        self.end = max(self.end, at + (packet.duration or 0))
        self.size += packet.size
        self.gop = 1 if packet.is_keyframe else self.gop + 1
        self.longest_gop = max(self.longest_gop, self.gop)

    @property
    def constant(self) -> bool:
        """Whether time begins at 0 and runs evenly, as exactly as its unit allows."""
        steps = [after - before for before, after in itertools.pairwise(sorted(self.times))]
        return min(self.times) == 0 and max(steps, default=0) - min(steps, default=0) <= 1

    def seconds(self, time_base: Fraction | None) -> float:
        return float((self.end - min(self.times, default=0)) * (time_base or 0))


def probe(path: Path) -> VideoFacts:
    """Read a video to its end, without decoding it. Raises VideoUnreadable for other files and for a damaged one."""
    with _reading(), _open(path) as container:
        if not container.streams.video:
            raise VideoUnreadable(_("There are no moving pictures in this file."), _("Choose a video."))
        video = container.streams.video[0]
        audio = container.streams.audio[0] if container.streams.audio else None
        tracks = _read(container, [video, *([audio] if audio else [])])
        layout = read_layout(path)
        return VideoFacts(
            **_video_facts(video, tracks[video.index]),
            **_audio_facts(audio, tracks[audio.index] if audio else _Track()),
            moov_first=layout is not None and layout.moov_first,
            edit_lists=layout is not None and layout.edit_lists,
            size=path.stat().st_size,
        )


def count_frames(path: Path) -> int:
    """Return how many whole frames are in a video file. Raises VideoUnreadable for a damaged one."""
    with _reading(), _open(path) as container:
        video = container.streams.video[0]
        return len(_read(container, [video])[video.index].times)


def picture_size(path: Path) -> tuple[int, int]:
    """Return width and height of a video in pixels, from its header alone. Raises VideoUnreadable."""
    with _reading(), _open(path) as container:
        picture = container.streams.video[0].codec_context
        return picture.width, picture.height


def _open(path: Path) -> InputContainer:
    return av.open(str(path), options={"format_whitelist": CONTAINERS, "protocol_whitelist": "file"})


@contextlib.contextmanager
def _reading() -> Iterator[None]:
    """Turn whatever a reader of foreign files raises into a sentence."""
    try:
        yield
    except VendorError:
        raise
    except FileNotFoundError as problem:
        raise VideoUnreadable(
            _("The file is not there any more."), _("Check the folder and choose it again.")
        ) from problem
    except Exception as problem:
        raise _damaged() from problem


def _damaged() -> VideoUnreadable:
    return VideoUnreadable(_("The video is damaged or not complete."), _("Make or copy it again."))


def _read(container: InputContainer, streams: list[VideoStream | AudioStream]) -> dict[int, _Track]:
    """Read the packets of the streams. Raises VideoUnreadable unless all that the header promises is there."""
    tracks = {stream.index: _Track() for stream in streams}
    for packet in container.demux(streams):
        if packet.size == 0:  # what PyAV gives at the end, to flush decoders
            continue
        if packet.is_corrupt:
            raise _damaged()
        tracks[packet.stream.index].add(packet)
    for stream in streams:
        track = tracks[stream.index]
        if not track.times or (stream.frames and stream.frames != len(track.times)):
            raise _damaged()
    return tracks


def _video_facts(stream: VideoStream, track: _Track) -> dict[str, Any]:
    context = stream.codec_context
    seconds = track.seconds(stream.time_base)
    return {
        "codec": context.codec.canonical_name,
        "profile": context.profile or "",
        "pixels": context.pix_fmt or "",
        "width": context.width,
        "height": context.height,
        "fps": float(stream.average_rate or 0),
        "constant": track.constant,
        "frames": len(track.times),
        "seconds": seconds,
        "longest_gop": track.longest_gop,
        "colour": _PRIMARIES.get(context.color_primaries, ""),
        "colour_range": _RANGES.get(context.color_range, ""),
        "video_bit_rate": _rate(track, seconds),
    }


def _audio_facts(stream: AudioStream | None, track: _Track) -> dict[str, Any]:
    seconds = track.seconds(stream.time_base) if stream else 0.0
    return {
        "audio_codec": stream.codec_context.codec.canonical_name if stream else "",
        "audio_profile": (stream.codec_context.profile or "") if stream else "",
        "sample_rate": stream.codec_context.sample_rate if stream else 0,
        "channels": stream.codec_context.channels if stream else 0,
        "audio_seconds": seconds,
        "audio_bit_rate": _rate(track, seconds),
    }


def _rate(track: _Track, seconds: float) -> int:
    return round(track.size * 8 / seconds) if seconds else 0
