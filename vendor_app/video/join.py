"""Join encoded segments and sound to an MP4 without encoding anything again."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from msgspec.structs import replace

from vendor_app.files import whole_file
from vendor_app.video.aac import AAC_FRAME, EncodedSound, describe_sound
from vendor_app.video.encode import Segment, describe
from vendor_app.video.format import ClipFormat
from vendor_app.video.probe import count_frames

Packet: TypeAlias = "av.Packet[Any]"
_MP4 = {"movflags": "+faststart", "use_editlist": "0"}


def join(segments: Sequence[Segment], sound: EncodedSound | None, path: Path, clip_format: ClipFormat) -> None:
    """Write ``path``, an MP4 with the header first and no edit list; whole or not at all.

    Both tracks begin at 0; without sound there is one. The frames are counted again in the written file before it
    takes its place. Raises VendorError when the disk refuses, RuntimeError for segments that do not belong together:
    a bug.
    """
    _require_one_header(segments)
    with whole_file(path) as draft:
        written = Path(draft.name)  # the muxer opens it by itself: it reads what it wrote to put the header first
        with av.open(str(written), "w", format="mp4", options=_MP4) as container:
            _mux(container, segments, sound, clip_format)
        frames = sum(len(segment.packets) for segment in segments)
        if (counted := count_frames(written)) != frames:
            raise RuntimeError(f"{counted} frames were written instead of {frames}")


def _mux(
    container: OutputContainer, segments: Sequence[Segment], sound: EncodedSound | None, clip_format: ClipFormat
) -> None:
    picture = _picture_stream(container, segments[0].header, clip_format)
    audio = None if sound is None else container.add_stream("aac", rate=clip_format.sample_rate)
    if audio is not None:
        describe_sound(audio.codec_context, clip_format)
    container.start_encoding()  # opens the encoders: they are not used, only asked what they would write
    pictures = _picture_packets(segments, picture, clip_format)
    sounds = _sound_packets(sound, audio, clip_format) if sound is not None and audio is not None else ()
    for packet in sorted([*pictures, *sounds], key=_when):
        container.mux(packet)


def _picture_stream(container: OutputContainer, header: bytes, clip_format: ClipFormat) -> VideoStream:
    """Add a stream for pictures with this header. libx264 stands for their own encoder: a chip may be busy by now."""
    picture = container.add_stream("libx264", rate=clip_format.fps)
    assert isinstance(picture, VideoStream)
    describe(picture.codec_context, replace(clip_format, encoder=None))
    picture.codec_context.flags &= ~av.codec.context.Flags.global_header  # or its own would take the place of this one
    picture.codec_context.extradata = header
    return picture


def _require_one_header(segments: Sequence[Segment]) -> None:
    header = segments[0].header
    for number, segment in enumerate(segments):
        if segment.header != header:
            raise RuntimeError(f"segment {number} has the header {segment.header.hex()}, not {header.hex()}")


def _when(packet: Packet) -> Fraction:
    assert packet.pts is not None
    return packet.pts * packet.time_base


def _picture_packets(segments: Sequence[Segment], stream: VideoStream, clip_format: ClipFormat) -> Iterator[Packet]:
    at = 0
    for segment in segments:
        for number, content in enumerate(segment.packets):
            packet = _packet(content, stream, at, clip_format.frame_time)
            packet.duration, packet.is_keyframe = 1, number == 0
            at += 1
            yield packet


def _sound_packets(sound: EncodedSound, stream: AudioStream, clip_format: ClipFormat) -> Iterator[Packet]:
    for number, content in enumerate(sound.packets):
        at = number * AAC_FRAME
        packet = _packet(content, stream, at, Fraction(1, clip_format.sample_rate))
        packet.duration, packet.is_keyframe = min(AAC_FRAME, sound.samples - at), True
        yield packet


def _packet(content: bytes, stream: VideoStream | AudioStream, at: int, time_base: Fraction) -> Packet:
    packet = av.Packet(content)
    packet.stream, packet.time_base = stream, time_base
    packet.pts = packet.dts = at
    return packet
