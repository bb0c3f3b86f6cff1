"""The pieces of music that a vendor can choose, and their sound at any length. Each is played once and then kept."""

import contextlib
import hashlib
import io
import math
import wave
import zlib
from pathlib import Path

import msgspec
import numpy as np

from vendor_app import __version__
from vendor_app.errors import VendorError
from vendor_app.files import mark_used, plain_words, write_whole
from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.resources import resource
from vendor_app.settings import cache_folder
from vendor_app.sound import score as scores
from vendor_app.sound.arrange import LEAD
from vendor_app.sound.joints import SAMPLES_PER_FRAME
from vendor_app.sound.perform import VERSION, perform
from vendor_app.sound.score import Score, Words
from vendor_app.sound.synth import RATE, Signal
from vendor_app.storyboard.model import FPS

PREVIEW_FRAMES = 24 * FPS
"""Length of what is played to let a vendor choose."""
_KEPT = 24
"""Files kept in the cache, the latest used: at most 270 MB."""
_FULL = 32767.0


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One piece as a vendor chooses it."""

    name: str
    """Stands in storyboards, templates and on the command line."""
    titles: Words
    moods: Words
    bpm: int

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return str(self.titles)

    @property
    def mood(self) -> str:
        """A few words on the mood, in the language in use."""
        return str(self.moods)

    def beats(self, seconds: float) -> tuple[float, ...]:
        """Return the seconds of every beat of a clip of ``seconds``, from just after 0; each fourth begins a bar."""
        return tuple(LEAD + number * 60 / self.bpm for number in range(math.ceil((seconds - LEAD) * self.bpm / 60)))


def pieces() -> tuple[Piece, ...]:
    """Return every piece, in the order of their names. Raises ScoreError for a damaged one."""
    return tuple(_piece(name) for name in scores.names())


def piece(name: str) -> Piece:
    """Return one piece. Raises VendorError, listing the known ones, for an unknown name."""
    known = scores.names()
    if name not in known:
        raise VendorError(
            _("There is no music called “{name}”.").format(name=name),
            _("Choose one of: {names}.").format(names=", ".join(known)),
        )
    return _piece(name)


def _piece(name: str) -> Piece:
    score = scores.load(name)
    return Piece(name=name, titles=score.title, moods=score.mood, bpm=score.bpm)


def samples(name: str, frames: int, progress: Progress = silent) -> Signal:
    """Return the piece arranged for a clip of ``frames`` at 30 fps: float32 (frames * 1600, 2), 48 kHz.

    It begins on its first beat, comes home musically and has faded to silence at the last sample; −14 LUFS, −3 dBTP.
    Played in a few seconds the first time, read from the cache after that. Raises Cancelled, and VendorError for an
    unknown name.
    """
    piece(name)
    _file, kept = _cached(name, frames)
    if kept is not None:
        progress.at(1.0)
        return kept
    content = _played(name, frames, progress)
    with contextlib.suppress(VendorError):
        _keep(name, frames, content)
    return _decoded(content)


def is_to_be_played(name: str | None, frames: int) -> bool:
    """Whether it is a piece of ours that ``samples`` would play first, as far as can be told without reading it."""
    return name in scores.names() and not any(_folder().glob(f"{_stem(str(name), frames)}-*.wav"))


def _folder() -> Path:
    return cache_folder() / "music"


def _stem(name: str, frames: int) -> str:
    """Return the first part of the name of a cached file: changes with the score and with the way it is played."""
    content = resource("music", f"{name}.toml").read_bytes()
    key = hashlib.sha256(f"{VERSION} {__version__} {frames} ".encode() + content).hexdigest()[:16]
    return f"{name}-{key}"


def _cached(name: str, frames: int) -> tuple[Path | None, Signal | None]:
    """Return the kept file and its samples, or None twice when there is none, or only a damaged one."""
    for file in _folder().glob(f"{_stem(name, frames)}-*.wav"):
        with contextlib.suppress(OSError, EOFError, wave.Error):
            content = file.read_bytes()
            if file.stem.endswith(f"-{zlib.crc32(content):08x}"):
                mark_used(file)
                return file, _decoded(content)
    return None, None


def _keep(name: str, frames: int, content: bytes) -> Path:
    """Write a WAV file into the cache, its checksum in its name, and drop what was not used for longest.

    Raises VendorError when the disk refuses.
    """
    folder = _folder()
    stem = _stem(name, frames)
    file = folder / f"{stem}-{zlib.crc32(content):08x}.wav"
    with plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for damaged in folder.glob(f"{stem}-*.wav"):
            damaged.unlink(missing_ok=True)
        write_whole(file, content)
    with contextlib.suppress(OSError):  # another thread may be tidying as well
        for old in sorted(folder.glob("*.wav"), key=lambda each: each.stat().st_mtime, reverse=True)[_KEPT:]:
            old.unlink(missing_ok=True)
    return file


def _played(name: str, frames: int, progress: Progress) -> bytes:
    """Play the piece: a WAV file of 16 bits."""
    score: Score = scores.load(name)
    made = perform(score, frames * SAMPLES_PER_FRAME, progress)
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(np.round(np.clip(made.T, -1, 1) * _FULL).astype("<i2").tobytes())
    return file.getvalue()


def _decoded(content: bytes) -> Signal:
    with wave.open(io.BytesIO(content)) as sound:
        numbers = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").reshape(-1, 2)
    return numbers.astype(np.float32) / np.float32(_FULL)
