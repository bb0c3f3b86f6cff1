"""Encode one piece of a clip in one thread. Pieces are encoded beside each other and joined as they are."""

from collections.abc import Iterable
from typing import Any, TypeAlias

import av
import msgspec
import numpy as np
from av.video.codeccontext import VideoCodecContext

from vendor_app.progress import Progress, silent
from vendor_app.video.format import BT709, LIMITED, ClipFormat

Frame: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""I420: uint8 (height * 3 // 2, width), contiguous, BT.709 limited range."""


class Segment(msgspec.Struct, frozen=True):
    """Encoded frames that begin with a key frame and need no other frames: at most one group of pictures."""

    header: bytes
    """SPS and PPS, the same for every segment of one format."""
    packets: tuple[bytes, ...]
    """One per frame, in Annex B form."""


def describe(context: VideoCodecContext, clip_format: ClipFormat) -> None:
    """Set up a context that is to encode, or to stand for, video of this format."""
    context.width, context.height, context.pix_fmt = clip_format.width, clip_format.height, "yuv420p"
    context.framerate = 1 / clip_format.frame_time
    context.time_base = clip_format.frame_time
    context.color_range = LIMITED
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.thread_count = 1
    context.flags |= av.codec.context.Flags.global_header
    context.options = clip_format.x264_options()


def encode_segment(frames: Iterable[Frame], clip_format: ClipFormat, progress: Progress = silent) -> Segment:
    """Encode the frames, at least one and at most ``clip_format.gop``. Raises Cancelled between two of them.

    The memory of a frame may be drawn over as soon as the next one is asked for.
    """
    context = av.CodecContext.create("libx264", "w")
    assert isinstance(context, VideoCodecContext)
    describe(context, clip_format)
    packets = []
    for number, frame in enumerate(frames):
        progress.check()
        packets += context.encode(_video_frame(frame, number, clip_format))
    packets += context.encode(None)
    _require_sound(packets, clip_format)
    return Segment(bytes(context.extradata or b""), tuple(bytes(packet) for packet in packets))


def _video_frame(frame: Frame, number: int, clip_format: ClipFormat) -> av.VideoFrame:
    if frame.shape != clip_format.frame_shape or frame.dtype != np.uint8 or not frame.flags.c_contiguous:
        raise ValueError(f"frame {number} is {frame.dtype} {frame.shape}, not uint8 {clip_format.frame_shape} in a row")
    picture = av.VideoFrame.from_numpy_buffer(frame, "yuv420p")  # no copy: x264 takes its own before it returns
    picture.pts, picture.time_base = number, clip_format.frame_time
    picture.color_range, picture.colorspace = LIMITED, BT709
    picture.color_primaries = picture.color_trc = BT709
    return picture


def _require_sound(packets: "list[av.Packet[Any]]", clip_format: ClipFormat) -> None:
    """Hold the encoder to what the join stands on: frames in order, the first and only the first a key frame."""
    if not 0 < len(packets) <= clip_format.gop:
        raise ValueError(f"a segment has 1 to {clip_format.gop} frames, not {len(packets)}")
    for number, packet in enumerate(packets):
        if packet.pts != number or packet.dts != number or packet.is_keyframe != (number == 0):
            raise RuntimeError(f"x264 gave frame {packet.pts} (key: {packet.is_keyframe}) where frame {number} belongs")
