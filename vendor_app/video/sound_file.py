"""Read the sound of a foreign file: WAV, MP3, M4A and what else phones record."""

from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.language import _

Samples: TypeAlias = NDArray[np.float32]

RATE = 48_000
_FORMATS = "wav,w64,mp3,mov,mp4,m4a,3gp,aac,ogg,flac,matroska,webm,amr,aiff,caf"
_LARGEST_BYTES = 300_000_000


class SoundUnreadable(VendorError):
    """A file that no sound can be read from."""


def read_sound(path: Path, longest: float) -> Samples:
    """Return the first ``longest`` seconds of the sound in ``path``: float32 of shape (2, n), 48 kHz.

    Raises SoundUnreadable with a sentence for a file that is missing, too large, damaged or without sound.
    """
    try:
        size = path.stat().st_size
    except OSError as problem:
        raise SoundUnreadable(
            _("The sound file {name} was not found.").format(name=path.name),
            _("Check where it is, or choose another one."),
        ) from problem
    if size > _LARGEST_BYTES:
        raise SoundUnreadable(
            _("The sound file {name} is too large ({size} MB).").format(name=path.name, size=size // 1_000_000),
            _("Cut it shorter: only the length of the clip is used."),
        )
    try:
        made = _decode(path, longest)
    except Exception as problem:  # whatever a decoder raises on a foreign file
        raise _unreadable(path) from problem
    if not made.shape[1]:
        raise _unreadable(path)
    return made


def _unreadable(path: Path) -> SoundUnreadable:
    return SoundUnreadable(
        _("No sound can be read from {name}.").format(name=path.name),
        _("Use a WAV, MP3 or M4A file, or record it again."),
    )


def _decode(path: Path, longest: float) -> Samples:
    """Decode until the end or ``longest``. Opened as a stream, so that no file can name another one to be read."""
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    blocks: list[Samples] = []
    missing = round(longest * RATE)
    with path.open("rb") as file, av.open(file, "r", options={"format_whitelist": _FORMATS}) as container:
        promised = round(min(_promised_seconds(container), longest) * RATE)
        for frame in container.decode(audio=0):
            frame.pts = None
            for part in resampler.resample(frame):
                blocks.append(_floats(part))
                missing -= part.samples
            if missing <= 0:
                break
        else:
            blocks.extend(_floats(part) for part in resampler.resample(None))
    made = np.concatenate(blocks, axis=1) if blocks else np.zeros((2, 0), np.float32)
    if made.shape[1] < promised - RATE:
        raise EOFError(f"{made.shape[1]} samples of {promised}")
    return np.nan_to_num(made[:, : round(longest * RATE)], posinf=0.0, neginf=0.0)


def _promised_seconds(container: InputContainer) -> float:
    """Return how long the file says it is; 0 where that is only a guess: for all but MP4 and M4A.

    Of a recording that was cut off in the middle, the decoder says nothing.
    """
    stream = container.streams.audio[0]
    if "mp4" not in container.format.name or stream.duration is None or stream.time_base is None:
        return 0.0
    return float(stream.duration * stream.time_base)


def _floats(frame: av.AudioFrame) -> Samples:
    return frame.to_ndarray().astype(np.float32)
