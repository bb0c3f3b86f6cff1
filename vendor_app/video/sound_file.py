"""Read the sound of a foreign file: WAV, MP3, M4A and what else phones record."""

import io
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Cancelled, Progress, silent

Samples: TypeAlias = NDArray[np.float32]

RATE = 48_000
_FORMATS = "wav,w64,mp3,mov,mp4,m4a,3gp,aac,ogg,flac,matroska,webm,amr,aiff,caf"
_LARGEST_BYTES = 300_000_000
_TUNES = "wav,mp3,mov,mp4,m4a,aac,ogg,flac"
_TUNE_RATE = 22_050
_TUNE_KEPT = 100
"""Seconds."""
_WORTH_SEEKING = 8.0
"""Seconds: what begins earlier is reached by decoding, exactly."""


class SoundUnreadable(VendorError):
    """A file that no sound can be read from."""


class NoSound(SoundUnreadable):
    """A file that is whole and has no sound in it."""


def read_sound(path: Path, longest: float, *, start: float = 0.0, largest: int = _LARGEST_BYTES) -> Samples:
    """Return ``longest`` seconds at most of the sound in ``path``: float32 of shape (2, n), 48 kHz.

    ``start``: seconds left out at the beginning, counted from the first picture where there are pictures; where sound
    begins later there is silence before it. Raises SoundUnreadable with a sentence for a file that is missing, larger
    than ``largest`` bytes or damaged, and NoSound for one without sound, there or after ``start``.
    """
    _require_size(path, largest)
    try:
        made = _decode(path, start, longest)
    except Exception as problem:  # whatever a decoder raises on a foreign file
        raise _unreadable(path) from problem
    if made is None or not made.shape[1]:
        raise NoSound(*_unreadable_words(path))
    return made


class Tune(NamedTuple):
    """What a whole file of music turned out to be."""

    container: str
    """As the decoder calls it: "mp3", "wav", "flac", "ogg", "aac" or "mov"."""
    title: str
    """From its tags; empty where it has none."""
    seconds: float
    peak: float
    beginning: Samples
    """Shape (n,), at ``rate``: enough to find its beat in."""
    rate: int


def read_tune(path: Path, longest: float, progress: Progress = silent) -> Tune | None:
    """Decode all of a music file, at most ``longest`` seconds of it, keeping only its beginning.

    None for a file with moving pictures or without sound. Raises Cancelled, and SoundUnreadable for a damaged one.
    """
    try:
        return _decode_tune(path, longest, progress)
    except Cancelled:
        raise
    except Exception as problem:  # whatever a decoder raises on a foreign file
        raise _unreadable(path) from problem


def _decode_tune(path: Path, longest: float, progress: Progress) -> Tune | None:
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=_TUNE_RATE)
    kept: list[Samples] = []
    count, peak = 0, 0.0
    with path.open("rb") as file, av.open(file, "r", options={"format_whitelist": _TUNES}) as container:
        if not container.streams.audio or any(_moves(stream) for stream in container.streams.video):
            return None
        promised = min(_promised_seconds(container), longest)
        title = container.metadata.get("title", "") or container.streams.audio[0].metadata.get("title", "")
        for frame in chain(container.decode(audio=0), [None]):
            if frame is not None:
                frame.pts = None
            for part in resampler.resample(frame):
                samples = np.nan_to_num(_floats(part)[0], posinf=0.0, neginf=0.0)
                peak = max(peak, float(np.abs(samples).max(initial=0.0)))
                kept += [samples] if count < _TUNE_KEPT * _TUNE_RATE else []
                count += samples.size
            progress.at(min(count / _TUNE_RATE / max(promised or longest, 1.0), 1.0))
            if count >= longest * _TUNE_RATE:
                break
        if not count or count < (promised - 1) * _TUNE_RATE:
            raise EOFError(f"{count / _TUNE_RATE} seconds of {promised}")
        name = container.format.name.split(",")[0]
    return Tune(name, title.strip(), count / _TUNE_RATE, peak, np.concatenate(kept), _TUNE_RATE)


def _moves(stream: VideoStream) -> bool:
    """Return whether a video stream is more than the picture on a record's cover."""
    return not stream.disposition & Disposition.attached_pic


def _require_size(path: Path, largest: int) -> None:
    try:
        size = path.stat().st_size
    except OSError as problem:
        raise SoundUnreadable(
            _("The sound file {name} was not found.").format(name=path.name),
            _("Check where it is, or choose another one."),
        ) from problem
    if size > largest:
        raise SoundUnreadable(
            _("The sound file {name} is too large ({size} MB).").format(name=path.name, size=size // 1_000_000),
            _("Cut it shorter: only the length of the clip is used."),
        )


def _unreadable(path: Path) -> SoundUnreadable:
    return SoundUnreadable(*_unreadable_words(path))


def _unreadable_words(path: Path) -> tuple[str, str]:
    return (
        _("No sound can be read from {name}.").format(name=path.name),
        _("Use a WAV, MP3 or M4A file, or record it again."),
    )


def _decode(path: Path, start: float, longest: float) -> Samples | None:
    """Decode from ``start`` until the end or ``longest``; None without a sound stream.

    Opened as a stream, so that no file can name another one to be read.
    """
    first, last = round(start * RATE), round((start + longest) * RATE)
    blocks: list[Samples] = []
    reached = 0
    with path.open("rb") as file, av.open(file, "r", options={"format_whitelist": _FORMATS}) as container:
        if not container.streams.audio:
            return None
        promised = round(min(_promised_seconds(container), start + longest) * RATE)
        for block in _blocks(container, start):
            reached = block.at + block.samples.shape[1]
            if reached > first:
                if not blocks and block.at > first:
                    blocks.append(np.zeros((2, min(block.at, last) - first), np.float32))
                blocks.append(block.samples[:, max(first - block.at, 0) :])
            if reached >= last:
                break
    made = np.concatenate(blocks, axis=1) if blocks else np.zeros((2, 0), np.float32)
    if reached < promised - RATE:
        raise EOFError(f"{reached} samples of {promised}")
    return np.nan_to_num(made[:, : last - first], posinf=0.0, neginf=0.0)


class _Block(NamedTuple):
    """Decoded sound and the sample, counted from the beginning of the file, at which it begins."""

    at: int
    samples: Samples


def _blocks(container: InputContainer, start: float) -> Iterator[_Block]:
    """Decode a container's sound from somewhere before ``start`` on, in order and without gaps."""
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    zero = _zero(container)
    at: int | None = None
    if start > _WORTH_SEEKING:
        container.seek(round((start - _WORTH_SEEKING / 2 + zero) * av.time_base))
    for frame in chain(container.decode(audio=0), [None]):
        if at is None and frame is not None:
            known = frame.time is not None and (start > _WORTH_SEEKING or zero or container.streams.video)
            at = round((frame.time - zero) * RATE) if known and frame.time is not None else 0
        if frame is not None:
            frame.pts = None
        for part in resampler.resample(frame):
            samples = _floats(part)
            yield _Block(at or 0, samples)
            at = (at or 0) + samples.shape[1]


def _zero(container: InputContainer) -> float:
    """Return the second in a file's own time at which its first picture is shown; 0.0 where there is none."""
    for video in container.streams.video:
        if video.start_time is not None and video.time_base is not None:
            return float(video.start_time * video.time_base)
    return 0.0


def _promised_seconds(container: InputContainer) -> float:
    """Return how long the file says it is; 0 where that is only a guess: for all but MP4 and M4A.

    Of a recording that was cut off in the middle, the decoder says nothing.
    """
    stream = container.streams.audio[0]
    if "mp4" not in container.format.name or stream.duration is None or stream.time_base is None:
        return 0.0
    return float(stream.duration * stream.time_base)


def sound_content(samples: Samples, rate: int, kind: Literal["wav", "flac"]) -> bytes:
    """Return a WAV or FLAC file of 16 bits that holds ``samples``, float32 of shape (n,) or (2, n), -1.0 to 1.0."""
    sides = np.atleast_2d(samples)
    whole = np.round(np.clip(np.nan_to_num(sides), -1, 1) * 32767).astype("<i2")
    file = io.BytesIO()
    with av.open(file, "w", format=kind) as container:
        stream = container.add_stream("flac" if kind == "flac" else "pcm_s16le", rate=rate)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono" if len(sides) == 1 else "stereo"
        for begin in range(0, whole.shape[1], 4096):
            block = np.ascontiguousarray(whole[:, begin : begin + 4096].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout=stream.layout.name)
            frame.sample_rate, frame.pts, frame.time_base = rate, begin, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def _floats(frame: av.AudioFrame) -> Samples:
    return frame.to_ndarray().astype(np.float32)
