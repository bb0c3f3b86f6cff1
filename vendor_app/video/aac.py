"""Encode the sound of a clip, so that it starts with the first frame although the file has no edit list."""

import hashlib
from fractions import Fraction
from typing import Any, TypeAlias

import av
import msgspec
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from vendor_app.progress import Progress, silent
from vendor_app.video.format import ClipFormat

Samples: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""float32 (n, 2), -1.0 to 1.0."""
AAC_FRAME = 1024
"""Samples in one packet, and of run-in that the encoder puts first."""


_LOUDEST = 0.84
"""Of full scale, −1.5 dBFS: no peak of a finished clip is higher, unless it was before."""
_CODED = 1
"""Counted up when the same samples are encoded differently: what is kept of before is not used any more."""
_GAINS = (1.0, 0.98, 0.95, 0.91)
"""Now and then the coder spoils a frame, by as much as 3 dB; a hair softer, it divides its bits otherwise."""


class EncodedSound(msgspec.Struct, frozen=True):
    """AAC-LC packets, each of 1024 samples but the last, without the encoder's run-in."""

    packets: tuple[bytes, ...]
    samples: int
    """How many samples there are to hear."""


def describe_sound(context: AudioCodecContext, clip_format: ClipFormat) -> None:
    """Set up a context that is to encode, or to stand for, sound of this format."""
    context.sample_rate, context.layout, context.format = clip_format.sample_rate, "stereo", "fltp"
    context.bit_rate = clip_format.audio_bit_rate
    # The default coder, twoloop, now and then spoils a frame so that its peaks stand 2.6 dB higher; fast adds 1 dB.
    context.options = {"profile": "aac_low", "aac_coder": "fast"}


def sound_key(samples: Samples, clip_format: ClipFormat) -> str:
    """Return a hash, 64 hexadecimal digits, of all that ``encode_sound`` depends on."""
    digest = hashlib.sha256(f"{_CODED} {samples.shape} {clip_format.key()}".encode())
    digest.update(np.ascontiguousarray(samples).data)
    return digest.hexdigest()


def encode_sound(samples: Samples, clip_format: ClipFormat, progress: Progress = silent) -> EncodedSound:
    """Encode float32 samples (n, 2). Raises Cancelled.

    The encoder's first packet only leads in: it would delay all by 1024 samples, and the edit list that hides it is
    forbidden here. It is left out; the decoder then fades in over these 21 ms, without a click.
    """
    if samples.ndim != 2 or samples.shape[1] != 2 or samples.dtype != np.float32 or not len(samples):
        raise ValueError(f"sound is {samples.dtype} {samples.shape}, not float32 (n, 2)")
    most = max(_LOUDEST, float(np.abs(samples).max()))
    for gain in _GAINS:
        made = _encoded(samples * np.float32(gain) if gain < 1 else samples, clip_format, progress)
        if _peak(made, clip_format) <= most:
            break
    return made


def _peak(sound: EncodedSound, clip_format: ClipFormat) -> float:
    """Return the highest sample that a player will make of the packets."""
    context, like = av.CodecContext.create("aac", "r"), av.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    assert isinstance(like, AudioCodecContext)
    describe_sound(like, clip_format)
    like.open()
    context.extradata, context.sample_rate, context.layout = like.extradata, clip_format.sample_rate, "stereo"
    decoded = (frame for packet in sound.packets for frame in context.decode(av.Packet(packet)))
    return max((float(np.abs(frame.to_ndarray()).max()) for frame in decoded), default=0.0)


def _encoded(samples: Samples, clip_format: ClipFormat, progress: Progress) -> EncodedSound:
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    describe_sound(context, clip_format)
    packets: list[av.Packet[Any]] = []
    for begin in range(0, len(samples), AAC_FRAME):
        progress.check()
        packets += context.encode(_audio_frame(samples[begin : begin + AAC_FRAME], begin, clip_format))
    packets += context.encode(None)
    if packets[0].pts != -AAC_FRAME or len(packets) != 1 + -(-len(samples) // AAC_FRAME):
        raise RuntimeError(f"the AAC encoder begins at {packets[0].pts} with {len(packets)} packets")
    return EncodedSound(tuple(bytes(packet) for packet in packets[1:]), len(samples))


def _audio_frame(samples: Samples, begin: int, clip_format: ClipFormat) -> av.AudioFrame:
    planar = np.ascontiguousarray(np.clip(samples, -1.0, 1.0).T)
    frame = av.AudioFrame.from_ndarray(planar, format="fltp", layout="stereo")
    frame.sample_rate = clip_format.sample_rate
    frame.pts, frame.time_base = begin, Fraction(1, clip_format.sample_rate)
    return frame
