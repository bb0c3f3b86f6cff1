"""Finished files as their viewers see and hear them: codes to scan, white backgrounds, loudness. Decodes them once."""

import functools
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import cv2
import msgspec
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from vendor_app.bundle.lettering import has_lettering
from vendor_app.sound.loudness import SILENCE, loudness, true_peak
from vendor_app.video.probe import CONTAINERS
from vendor_app.video.sound_file import NoSound, read_sound

Grey = NDArray[np.uint8]
_PICTURE_SIDE: Final = 1200
"""Pixels: a code of a tenth of a picture's side was found at this size and not at 800."""
_FRAME_WIDTH: Final = 720
_LONGEST: Final = 70
"""Seconds of a clip that are looked at: no platform's clip is longer, and a file may say anything of itself."""
_RIM: Final = 0.03
"""Of a picture's side: as wide is the rim that shows whether its background is white."""
_WHITE: Final = 244
_ENTIRELY: Final = 0.97
_PRINT: Final = 12
"""Side of the small grey copy by which pictures are compared."""
_OWN_TAGS: Final = frozenset(
    {"major_brand", "minor_version", "compatible_brands", "encoder", "handler_name", "vendor_id", "language"}
)
"""What every MP4 says of its own format."""


class ClipSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a finished clip."""

    codes: tuple[str, ...] = ()
    """What each QR code in it says."""
    loudness: float | None = None
    """LUFS; None where nothing can be heard."""
    peak: float | None = None
    """dBTP."""
    metadata: tuple[str, ...] = ()
    """Names of what the file tells beside its format: a place, a camera, a date."""


class PictureSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a finished picture."""

    name: str
    codes: tuple[str, ...] = ()
    white: bool = False
    """Whether it has a white background all around."""
    share: float = 1.0
    """Of the picture's side that the longer side of the product's box takes, where the background is white.

    By area trousers, which are four times as long as wide, could never fill a square picture."""
    lettered: bool = False
    """Whether words were surely put on it: see ``bundle.lettering``."""
    print: bytes = b""
    """Grey levels of a tiny copy: those of two copies of one photo hardly differ."""


_MOST_SEEN: Final = 128
_SEEN: Final[dict[bytes, PictureSeen]] = {}
"""By the SHA-256 of a file: the bundles of one product share their pictures."""


def look_into_clip(path: Path) -> ClipSeen:
    """Look at a frame for each second of the clip, and listen to it. A file that did not change is looked at once.

    Raises av.FFmpegError, OSError and ValueError for a file that ``probe`` would refuse.
    """
    facts = path.stat()
    return _clip_seen(path, facts.st_mtime_ns, facts.st_size)


def look_into_pictures(paths: Sequence[Path]) -> tuple[PictureSeen, ...]:
    """Look at pictures that the program has made itself."""
    with ThreadPoolExecutor(2) as pool:
        return tuple(pool.map(_picture_seen, paths))


def look_into_picture(name: str, content: bytes) -> PictureSeen:
    """Look at a picture that the program has made itself, and that is no file yet."""
    key = hashlib.sha256(content).digest()
    seen = _SEEN.get(key) or _seen_in(content)
    while len(_SEEN) >= _MOST_SEEN:
        _SEEN.pop(next(iter(_SEEN)), None)
    _SEEN[key] = seen
    return msgspec.structs.replace(seen, name=name)


def is_same_picture(one: PictureSeen, other: PictureSeen) -> bool:
    """Whether two pictures were made from one photo, or from two that nobody can tell apart."""
    if not one.print or len(one.print) != len(other.print):
        return False
    levels = np.frombuffer(one.print, np.uint8).astype(np.int16) - np.frombuffer(other.print, np.uint8)
    return bool(np.abs(levels).max() <= 6)


def codes_in(grey: Grey) -> tuple[str, ...]:
    """Return what each QR code in a picture says; one that cannot be read is a pattern of cloth."""
    found, texts, _corners, _straight = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(np.ascontiguousarray(grey))
    return tuple(text for text in texts if text) if found else ()


@functools.lru_cache(maxsize=16)
def _clip_seen(path: Path, _changed: int, _size: int) -> ClipSeen:
    with ThreadPoolExecutor(2) as pool:
        heard = pool.submit(_heard, path)
        with av.open(str(path), options={"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}) as container:
            stream = container.streams.video[0]
            tags = {**container.metadata, **stream.metadata}
            codes = pool.map(codes_in, map(_grey, _frames(container, stream)))
            seen = tuple(dict.fromkeys(itertools.chain.from_iterable(codes)))
        level, peak = heard.result()
    told = sorted(key for key, value in tags.items() if value and key not in _OWN_TAGS)
    return ClipSeen(codes=seen, loudness=level, peak=peak, metadata=tuple(told))


def _heard(path: Path) -> tuple[float | None, float | None]:
    try:
        signal = read_sound(path, _LONGEST, largest=path.stat().st_size)
    except NoSound:
        return None, None
    level = loudness(signal)
    return (level, true_peak(signal)) if level > SILENCE else (None, None)


def _frames(container: Any, stream: Any) -> Iterator[VideoFrame]:
    """Yield a frame for each second: the key frame in it, or else its first one.

    Only what such a frame is built upon is decoded: where a group of pictures has given what was wanted of it, the rest
    is left out.
    """
    stream.thread_type = "SLICE"  # frame by frame: threads over frames hold some of them back
    stream.codec_context.options = {"skip_loop_filter": "all"}
    packets = [packet for packet in container.demux(stream) if packet.pts is not None]
    for group, wanted in _wanted(packets, stream.time_base):
        for packet in group:
            yield from (frame for frame in packet.decode() if frame.pts in wanted)
        yield from (frame for frame in stream.codec_context.decode(None) if frame.pts in wanted)
        stream.codec_context.flush_buffers()


def _wanted(packets: Sequence[Any], time_base: Fraction) -> Iterator[tuple[Sequence[Any], frozenset[int]]]:
    """Yield the packets to decode of each group of pictures, and the times of the frames to look at."""
    by_second: dict[int, Any] = {}
    for packet in packets:
        second = int(packet.pts * time_base)
        if second < _LONGEST and (second not in by_second or (packet.is_keyframe > by_second[second].is_keyframe)):
            by_second[second] = packet
    times = frozenset(packet.pts for packet in by_second.values())
    group: list[Any] = []
    for packet in packets:
        if packet.is_keyframe and group:
            yield from _needed(group, times)
            group = []
        group.append(packet)
    yield from _needed(group, times)


def _needed(group: list[Any], times: frozenset[int]) -> Iterator[tuple[Sequence[Any], frozenset[int]]]:
    last = max((number for number, packet in enumerate(group) if packet.pts in times), default=None)
    if last is not None:
        yield group[: last + 1], times


def _grey(frame: VideoFrame) -> Grey:
    """Return the luma plane, small enough to be searched quickly."""
    plane = frame.planes[0]
    luma = np.frombuffer(bytes(plane), np.uint8).reshape(-1, plane.line_size)[: frame.height, : frame.width]
    return _at_most(luma, _FRAME_WIDTH / frame.width)


def _at_most(grey: Grey, scale: float) -> Grey:
    if scale >= 1:
        return grey.copy()
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _picture_seen(path: Path) -> PictureSeen:
    return look_into_picture(path.name, path.read_bytes())


def _seen_in(content: bytes) -> PictureSeen:
    pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise ValueError
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    dark = np.asarray(pixels.min(axis=2), np.uint8)
    tiny = cv2.resize(grey, (_PRINT, _PRINT), interpolation=cv2.INTER_AREA)
    return PictureSeen(
        name="",
        codes=codes_in(_at_most(grey, _PICTURE_SIDE / max(grey.shape))),
        white=_is_white_around(dark),
        share=_share(dark),
        lettered=has_lettering(_at_most(grey, _PICTURE_SIDE / max(grey.shape))),
        print=bytes(tiny.tobytes()),
    )


def _is_white_around(dark: Grey) -> bool:
    """Whether the rim is white in all channels; the product may touch it at the foot."""
    wide = max(round(min(dark.shape) * _RIM), 1)
    rims = dark[:wide], dark[:, :wide], dark[:, -wide:]
    return all(float((rim >= _WHITE).mean()) >= _ENTIRELY for rim in rims)


def _share(dark: Grey) -> float:
    """Return how much of the picture's side the longer side of the box around all that is not white takes."""
    small = cv2.resize(dark, (200, 200), interpolation=cv2.INTER_AREA) < _WHITE
    rows, columns = np.flatnonzero(small.any(axis=1)), np.flatnonzero(small.any(axis=0))
    if not rows.size:
        return 0.0
    return float(max(rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1) / small.shape[0])
