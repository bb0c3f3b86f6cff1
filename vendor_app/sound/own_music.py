"""A vendor's own music: copied into the shop, measured once, cut or looped to the length of a clip."""

import hashlib
from pathlib import Path

import msgspec
import numpy as np

from vendor_app.errors import VendorError
from vendor_app.files import read, write_whole
from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.shop_folder import make_within
from vendor_app.sound.arrange import LEAD
from vendor_app.sound.beat import Beat, find_beat
from vendor_app.sound.effects import HIGHEST, Band, equalise
from vendor_app.sound.joints import SAMPLES_PER_FRAME, Placed, joined
from vendor_app.sound.loudness import SILENCE, level, loudness
from vendor_app.sound.perform import FADE, faded
from vendor_app.sound.synth import RATE, Signal, samples_in
from vendor_app.storyboard.model import FPS
from vendor_app.video.sound_file import SoundUnreadable, Tune, read_sound, read_tune

OWN = "own:"
"""Begins the name of own music in a storyboard."""
LONGEST = 20 * 60
"""Seconds."""
LARGEST = 100_000_000
"""Bytes."""
_SHORTEST = 3.0
_SUFFIXES = {"mp3": ".mp3", "wav": ".wav", "flac": ".flac", "ogg": ".ogg", "aac": ".aac", "mov": ".m4a"}
"""What a container is called by the decoder, and its copy's suffix."""
_QUIET = 0.003
"""Of the loudest sample: what stands below it at the beginning and end is no music yet, or no more."""
_SPARE = 1.0
_LOOP = 0.4
"""Seconds of the cross-fade where a piece begins again."""
_BAR = 4
_SLOWEST, _QUICKEST = 20.0, 400.0
"""Beats per minute; whatever else stands in a file was not found by us, and nothing can be cut by it."""


class OwnMusic(msgspec.Struct, frozen=True, kw_only=True):
    """A piece in the shop's ``music`` folder, as remembered beside it."""

    name: str
    """Of the file; with "own:" before it, it stands in storyboards."""
    title: str
    seconds: float
    bpm: float | None = None
    """None when no steady beat was found."""
    first_beat: float = 0.0
    """Seconds from the beginning of the file."""
    is_allowed: bool = False
    """Whether the vendor said that it may be used: their own, bought, or free."""

    @property
    def frames_per_beat(self) -> float | None:
        """Frames of a clip between two beats; the clip begins on one of them."""
        return FPS * 60 / self.bpm if self.bpm else None


def import_music(folder: Path, path: Path, *, is_allowed: bool = False, progress: Progress = silent) -> OwnMusic:
    """Copy a sound file into ``folder``, the shop's ``music``, and look for its beat. The same file twice is one piece.

    What the vendor said before of its use stays said.
    Raises Cancelled, and VendorError for what is no music that can be played: then nothing is left in ``folder``.
    """
    content = _content(path)
    tune = _tune(path, progress.part(0.8))
    name = f"{hashlib.sha256(content).hexdigest()[:12]}{_SUFFIXES[tune.container]}"
    beat = find_beat(tune.beginning, tune.rate)
    made = OwnMusic(
        name=name,
        title=tune.title or path.stem,
        seconds=tune.seconds,
        bpm=round(beat.bpm, 2) if beat else None,
        first_beat=round(beat.first, 4) if beat else 0.0,
        is_allowed=is_allowed or remembered(folder / name).is_allowed,
    )
    make_within(folder.parent, folder)
    progress.check()
    if not (folder / name).is_file():
        write_whole(folder / name, content)
    _remember(folder, made)
    progress.at(1.0)
    return made


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size <= LARGEST:
            return path.read_bytes()
    except OSError as problem:
        raise SoundUnreadable(
            _("The sound file {name} was not found.").format(name=path.name),
            _("Check where it is, or choose another one."),
        ) from problem
    raise SoundUnreadable(
        _("The music {name} is too large ({size} MB).").format(name=path.name, size=size // 1_000_000),
        _("Music may have {most} MB. Save it as MP3 or M4A, or cut it shorter.").format(most=LARGEST // 1_000_000),
    )


def _tune(path: Path, progress: Progress) -> Tune:
    tune = read_tune(path, LONGEST + 1, progress)
    if tune is None or tune.container not in _SUFFIXES:
        raise SoundUnreadable(
            _("{name} is no music that can be used here.").format(name=path.name),
            _("Choose a sound file: MP3, M4A, WAV, FLAC or OGG."),
        )
    if tune.seconds > LONGEST:
        raise VendorError(
            _("The music {name} is longer than {most} minutes.").format(name=path.name, most=LONGEST // 60),
            _("Cut it shorter, then add it again."),
        )
    if tune.seconds < _SHORTEST:
        raise VendorError(
            _("The music {name} is shorter than {least} seconds.").format(name=path.name, least=round(_SHORTEST)),
            _("Choose a longer piece."),
        )
    if tune.peak < 0.003:
        raise VendorError(
            _("Nothing can be heard in {name}.").format(name=path.name), _("Choose another piece of music.")
        )
    return tune


def _remember(folder: Path, music: OwnMusic) -> None:
    write_whole((folder / music.name).with_suffix(".json"), msgspec.json.encode(music))


def own_music(folder: Path) -> tuple[OwnMusic, ...]:
    """Return all pieces in the shop's ``music`` folder, by title; a file without its notes counts by its name."""
    if not folder.is_dir():
        return ()
    files = [file for file in folder.iterdir() if file.suffix in _SUFFIXES.values()]
    return tuple(sorted((remembered(file) for file in files), key=lambda each: (each.title, each.name)))


def remembered(file: Path) -> OwnMusic:
    """Return what is known of a piece. One whose notes are gone or damaged has no beat, and nobody allowed it."""
    try:
        known = msgspec.json.decode(read(file.with_suffix(".json")), type=OwnMusic)
    except (OSError, ValueError, RecursionError):
        return OwnMusic(name=file.name, title=file.stem, seconds=0.0)
    has_beat = known.bpm is not None and _SLOWEST <= known.bpm <= _QUICKEST and 0 <= known.first_beat <= LONGEST
    return known if has_beat else msgspec.structs.replace(known, bpm=None, first_beat=0.0)


def own_samples(path: Path, frames: int, progress: Progress = silent) -> Signal:
    """Return own music for a clip of ``frames``: shape (2, frames * 1600), −14 LUFS, faded to silence at its end.

    It begins on its first beat, as our own pieces do; one that is shorter than the clip begins again, on a bar where
    its beat is known. Raises Cancelled, and VendorError for a file that cannot be read.
    """
    known, count = remembered(path), frames * SAMPLES_PER_FRAME
    beat = Beat(known.bpm, known.first_beat) if known.bpm else None
    begin = max(beat.first - LEAD, 0.0) if beat else 0.0
    read = read_sound(path, count / RATE + _SPARE + 1.0, start=begin)
    progress.at(0.4)
    made = equalise(read, (Band("highpass", 25.0), *HIGHEST))
    made = made[:, 0 if beat else _first(made) : _last(made)]
    made = made[:, :count] if made.shape[1] >= count else _looped(made, count, beat)
    progress.at(0.6)
    if loudness(made) <= SILENCE:
        return np.zeros((2, count), np.float32)
    made = level(faded(_entered(made), FADE))
    progress.at(1.0)
    return made


def _entered(signal: Signal) -> Signal:
    """Return ``signal`` without the step of a piece that is entered in its middle."""
    made = signal.copy()
    count = samples_in(LEAD / 2)
    made[:, :count] *= np.linspace(0, 1, count, dtype=np.float32) ** 2
    return made


def _first(signal: Signal) -> int:
    loud = np.flatnonzero(np.abs(signal).max(axis=0) > _QUIET * np.abs(signal).max())
    return max(int(loud[0]) - samples_in(0.005), 0) if loud.size else 0


def _last(signal: Signal) -> int:
    loud = np.flatnonzero(np.abs(signal).max(axis=0) > _QUIET * np.abs(signal).max())
    return int(loud[-1]) + 1 if loud.size else signal.shape[1]


def _looped(signal: Signal, count: int, beat: Beat | None) -> Signal:
    """Return ``signal`` again and again: each time from its beginning, after its last whole bar."""
    length, fade = signal.shape[1], samples_in(_LOOP)
    if beat:
        bar = _BAR * 60 / beat.bpm * RATE
        if whole := int((length - samples_in(LEAD)) / bar) * bar:
            length, fade = round(whole), samples_in(LEAD * 0.8)
    half = min(fade, signal.shape[1] // 4) // 2
    length = max(min(length, signal.shape[1] - 2 * half), 1)
    pieces = [
        Placed(signal, turn * length + half * (turn > 0), (turn + 1) * length + half, half * (turn > 0),
               2 * half / RATE * (turn > 0), 2 * half / RATE)
        for turn in range(-(-count // length))
    ]  # fmt: skip
    return joined(pieces, count + 2 * half)[:, :count]
