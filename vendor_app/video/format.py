"""What a clip is, in one value: everything the encoder and the muxer are told."""

import hashlib
import itertools
from fractions import Fraction

import av
import msgspec
from msgspec.structs import replace

BT709, LIMITED = 1, 1
"""Numbers of H.264 and libav: primaries, transfer and matrix of BT.709; range 16-235."""


class Encoder(msgspec.Struct, frozen=True, kw_only=True):
    """An encoder of H.264 other than libx264, such as a graphics chip's."""

    codec: str
    """libav's name: "h264_nvenc"."""
    pixels: str = "yuv420p"
    """What it takes."""
    options: tuple[tuple[str, str], ...] = ()
    bit_rate: int = 0
    """Bits per second to aim at; 0 where an option says how good it shall be."""


class ClipFormat(msgspec.Struct, frozen=True, kw_only=True):
    """H.264 High, yuv420p, BT.709 limited, closed groups of pictures without B-frames; AAC-LC stereo."""

    width: int = 1080
    height: int = 1920
    fps: int = 30
    gop: int = 60
    """Most frames from one key frame to the next; also the most that are encoded in one piece."""
    crf: int = 20
    preset: str = "veryfast"
    tuning: str = "me=dia:subme=1:partitions=i8x8:aq-mode=2:rc-lookahead=5"
    """For x264, after the preset. Pictures that glide as a whole need no split blocks, no wide search and no second
    look at fractions of a pixel: the same picture and size in two thirds of the time. A short lookahead halves the
    memory."""
    most_kbps: int = 6000
    """What the picture may take at most, on average over a second: knitwear and night photos would take three times."""
    encoder: Encoder | None = None
    """None: libx264, as the fields above say. Pieces by different encoders are never joined."""
    sample_rate: int = 48_000
    audio_bit_rate: int = 160_000

    @property
    def frame_time(self) -> Fraction:
        """Seconds from one frame to the next."""
        return Fraction(1, self.fps)

    @property
    def frame_shape(self) -> tuple[int, int]:
        """Shape of an I420 frame: (height * 3 // 2, width)."""
        return self.height * 3 // 2, self.width

    def for_transition(self) -> "ClipFormat":
        """Return how pieces are encoded in which one picture turns into another. They join all others.

        Half a second of two pictures at once is what would suffer from a bound that all else hardly meets.
        """
        return replace(self, most_kbps=self.most_kbps * 3 // 2)

    def samples(self, frames: int) -> int:
        """Return how many samples of sound go with ``frames``."""
        return round(frames * self.sample_rate / self.fps)

    def parts(self, frames: int, transition: int = 0) -> list[range]:
        """Share out the frames of a shot into pieces of nearly equal length, none longer than a group of pictures.

        ``transition``: how many of its first frames show the shot before it as well. They are a piece of their own:
        when the shot before changes, nothing else of this one has to be made again.
        """
        ends = [0]
        for begin, stop in ((0, transition), (transition, frames)):
            count = -(-(stop - begin) // self.gop)
            ends += [begin + (stop - begin) * number // count for number in range(1, count + 1)]
        return [range(begin, end) for begin, end in itertools.pairwise(ends)]

    @property
    def codec(self) -> str:
        """libav's name of the encoder."""
        return self.encoder.codec if self.encoder else "libx264"

    @property
    def pixels(self) -> str:
        """Pixel format that the encoder takes."""
        return self.encoder.pixels if self.encoder else "yuv420p"

    def encoder_options(self) -> dict[str, str]:
        """Return the options of the encoder."""
        if self.encoder is None:
            return self.x264_options()
        return {"g": str(self.gop), "bf": "0", "flags": "+cgop", **dict(self.encoder.options)}

    def x264_options(self) -> dict[str, str]:
        """Return the options of libx264."""
        bounds = f"vbv-maxrate={self.most_kbps}:vbv-bufsize={self.most_kbps}"
        tuning = f":{self.tuning}" if self.tuning else ""
        return {
            "preset": self.preset,
            "profile": "high",
            "crf": str(self.crf),
            "bf": "0",
            "g": str(self.gop),
            "flags": "+cgop",
            "x264-params": f"scenecut=0:open-gop=0:force-cfr=1:{bounds}{tuning}",
        }

    def key(self) -> str:
        """Return a hash, 64 hexadecimal digits, that changes when the same frames would be encoded otherwise."""
        made_by = (av.__version__, av.library_versions["libavcodec"])
        return hashlib.sha256(msgspec.json.encode((self, self.encoder_options(), made_by))).hexdigest()


CLIP = ClipFormat()
