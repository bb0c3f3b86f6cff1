"""Encode one piece of a clip in one thread. Pieces are encoded beside each other and joined as they are."""

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import av
import msgspec
import numpy as np
from av.video.codeccontext import VideoCodecContext

from vendor_app.progress import Progress, silent
from vendor_app.video.format import BT709, LIMITED, ClipFormat

Frame: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""I420: uint8 (height * 3 // 2, width), contiguous, BT.709 limited range."""


_ANNEX_B = (b"\0\0\1", b"\0\0\0\1")


class EncoderFailed(Exception):
    """An encoder other than libx264 did not do what it did when it was tried. libx264 can do the work instead."""


class Segment(msgspec.Struct, frozen=True):
    """Encoded frames that begin with a key frame and need no other frames: at most one group of pictures."""

    header: bytes
    """SPS and PPS, the same for every segment of one format."""
    packets: tuple[bytes, ...]
    """One per frame, in Annex B form."""


def describe(context: VideoCodecContext, clip_format: ClipFormat) -> None:
    """Set up a context that is to encode, or to stand for, video of this format."""
    context.width, context.height, context.pix_fmt = clip_format.width, clip_format.height, clip_format.pixels
    context.framerate = 1 / clip_format.frame_time
    context.time_base = clip_format.frame_time
    context.color_range = LIMITED
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.thread_count = 1
    context.flags |= av.codec.context.Flags.global_header
    context.options = clip_format.encoder_options()
    if clip_format.encoder is not None and clip_format.encoder.bit_rate:
        context.bit_rate = clip_format.encoder.bit_rate


def encode_segment(frames: Iterable[Frame], clip_format: ClipFormat, progress: Progress = silent) -> Segment:
    """Encode the frames, at least one and at most ``clip_format.gop``. Raises Cancelled between two of them.

    The memory of a frame may be drawn over as soon as the next one is asked for.
    """
    packets: list[av.Packet[Any]] = []
    with _blaming(clip_format):
        context = av.CodecContext.create(clip_format.codec, "w")
        assert isinstance(context, VideoCodecContext)
        describe(context, clip_format)
    for number, frame in enumerate(frames):
        progress.check()
        with _blaming(clip_format):
            packets += context.encode(_video_frame(frame, number, clip_format))
    with _blaming(clip_format):
        packets += context.encode(None)
        _require_sound(packets, clip_format)
    return Segment(bytes(context.extradata or b""), tuple(bytes(packet) for packet in packets))


@contextlib.contextmanager
def _blaming(clip_format: ClipFormat) -> Iterator[None]:
    """Turn whatever a foreign encoder's driver raises into EncoderFailed; with libx264 it is a bug of ours."""
    try:
        yield
    except Exception as problem:
        if clip_format.encoder is None:
            raise
        raise EncoderFailed(clip_format.codec) from problem


def _video_frame(frame: Frame, number: int, clip_format: ClipFormat) -> av.VideoFrame:
    if frame.shape != clip_format.frame_shape or frame.dtype != np.uint8 or not frame.flags.c_contiguous:
        raise ValueError(f"frame {number} is {frame.dtype} {frame.shape}, not uint8 {clip_format.frame_shape} in a row")
    if clip_format.encoder is None:
        picture = av.VideoFrame.from_numpy_buffer(frame, "yuv420p")  # no copy: x264 takes its own before it returns
    else:  # a chip may still be reading when the next one is drawn
        picture = av.VideoFrame.from_ndarray(frame, format="yuv420p").reformat(format=clip_format.pixels)
    picture.pts, picture.time_base = number, clip_format.frame_time
    picture.color_range, picture.colorspace = LIMITED, BT709
    picture.color_primaries = picture.color_trc = BT709
    return picture


def _require_sound(packets: "list[av.Packet[Any]]", clip_format: ClipFormat) -> None:
    """Hold the encoder to what the join stands on: frames in order, the first and only the first a key frame.

    They are in Annex B form, so that they fit any header written in it.
    """
    if not 0 < len(packets) <= clip_format.gop:
        raise ValueError(f"a segment has 1 to {clip_format.gop} frames, not {len(packets)}")
    for number, packet in enumerate(packets):
        if packet.pts != number or packet.dts != number or packet.is_keyframe != (number == 0):
            raise RuntimeError(f"got frame {packet.pts} (key: {packet.is_keyframe}) where frame {number} belongs")
    if not bytes(packets[0]).startswith(_ANNEX_B):
        raise RuntimeError("the packets are not in Annex B form")
