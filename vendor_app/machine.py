"""How quickly this machine makes clips: measured once with the real pipeline, then learnt from every clip it makes.

From that come the size of its clips, 1080p or on a slow machine 720p, and the seconds that a clip will take. While
nothing is known no number is told: a guess would be right on one machine and three times too high on the next.
"""

import contextlib
import logging
import os
import time
from functools import partial
from pathlib import Path
from typing import Any, Final

import cv2
import msgspec
import numpy as np
from msgspec.structs import replace

from vendor_app.errors import VendorError
from vendor_app.files import plain_words, read, read_back, write_whole
from vendor_app.language import _
from vendor_app.parallel import Piece, cores, side_by_side
from vendor_app.photos.reading import Pixels
from vendor_app.progress import Cancelled, Progress, silent
from vendor_app.render.compose import Stage
from vendor_app.settings import cache_folder
from vendor_app.storyboard.model import CANVAS, FPS, SAFE, Framing, Lettering, Motion, Plate, Shot, Storyboard, TextLine
from vendor_app.video import encoders
from vendor_app.video.encode import encode_segment
from vendor_app.video.format import CLIP, ClipFormat

log = logging.getLogger(__name__)
LARGE: Final = CLIP
SMALL: Final = ClipFormat(width=720, height=1280, most_kbps=3500)
_SIZES: Final = {(one.width, one.height) for one in (LARGE, SMALL)}
_PATIENCE: Final = 3.0
"""How many times a clip's own length its making may take before smaller clips are made."""
_SAMPLE: Final = 16
"""Frames that each core makes to be measured."""
_GLANCE: Final = 8
"""Frames that each core makes for a first look."""
_PHOTO_FRAMES: Final = 7.0
"""Frames that take as long as opening a photo of 12 megapixels."""
_FILMED: Final = 2.0
"""How much longer a frame of footage takes than one of a photo."""
_FIXED: Final = 0.5
"""Seconds for a clip however short: its sound, its two files."""
STARTING: Final = 1.5
"""Seconds until the process is there that makes the clips of a window's queue."""
_PLAYED: Final = 0.11
"""Frames that take as long as playing a frame's length of music that is not kept yet."""
_FEWEST: Final = 60
"""Frames that must have been made for a clip to teach anything."""
_TRUST: Final = 0.5
"""Weight of the newest clip."""
_OWN_PACE: Final = 3.0
"""How much a clip's own pace counts, for each share of it that is done."""
_WILD: Final = 4.0
"""A clip that took so many times longer or shorter than expected counts as one that took this much: the machine was
busy or asleep."""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one size of clips."""

    width: int
    height: int
    frame_seconds: float
    """From one finished frame to the next, with all cores at work."""
    learnt: int = 0
    """From how many clips, besides the first measurement."""


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of this machine."""

    paces: tuple[Pace, ...] = ()
    measured_on: tuple[str, ...] = ()
    """What the measurement depends on; empty before the first."""
    suits: int = LARGE.width
    """Width of clips, decided by the measurement and kept: clips do not change their size with a busy day."""
    width: int | None = None
    """That the vendor wants instead; None: what suits the machine."""

    def frame_seconds(self, clip_format: ClipFormat) -> float | None:
        """Return the seconds a frame, None while nothing is known; another size is scaled by its pixels."""
        pixels = clip_format.width * clip_format.height
        known = [one for one in self.paces if one.width * one.height == pixels]
        nearest = known or sorted(self.paces, key=lambda one: abs(one.width * one.height - pixels))
        if not nearest:
            return None
        return nearest[0].frame_seconds * pixels / (nearest[0].width * nearest[0].height)

    def clip_format(self) -> ClipFormat:
        """Return what its clips are: 1080p, or 720p where that would try anybody's patience."""
        return SMALL if (self.width or self.suits) == SMALL.width else LARGE

    def expected_for(self, frames: int, wanted: ClipFormat | None = None) -> float | None:
        """Return how long ``frames`` of a clip will take of which nothing else is known; None as ``frame_seconds``."""
        a_frame = self.frame_seconds(wanted or self.clip_format())
        return None if a_frame is None else _FIXED + a_frame * frames


def load(file: Path | None = None) -> Machine:
    """Return what is known of this machine; nothing, before the first measurement."""
    try:
        return _decode(read(file or _file()))
    except (OSError, ValueError, RecursionError):
        return Machine()


def is_measured(file: Path | None = None) -> bool:
    """Whether the machine was measured with the processor, the encoder and the drivers it has now."""
    return load(file).measured_on == _conditions()


def clip_format(file: Path | None = None) -> ClipFormat:
    """Return what clips are on this machine: 1080p, or 720p where that would try anybody's patience."""
    return load(file).clip_format()


def want_width(width: int | None, file: Path | None = None) -> None:
    """Let the vendor choose how wide clips are, 1080 or 720; None: what suits the machine.

    Raises VendorError when the disk refuses.
    """
    _change(file, width=width)


def expected_seconds(
    storyboard: Storyboard,
    wanted: ClipFormat | None = None,
    cached_frames: int = 0,
    file: Path | None = None,
    *,
    plays_music: bool = False,
) -> float | None:
    """Return how long making this clip will take, None while nobody knows; ``cached_frames`` of it are there already.

    ``wanted``: what it will be; None: what clips are on this machine. ``plays_music``: its music is not kept yet.
    """
    a_frame = load(file).frame_seconds(wanted or clip_format(file))
    if a_frame is None:
        return None
    return _FIXED + a_frame * _effort(storyboard, storyboard.frames - cached_frames, plays_music)


def expected_for(frames: int, wanted: ClipFormat | None = None, file: Path | None = None) -> float | None:
    """Return how long ``frames`` of a clip will take of which nothing else is known; None while nobody knows."""
    return load(file).expected_for(frames, wanted)


def remaining(expected: float, done: float, elapsed: float) -> float:
    """Return the seconds that are left of work that was ``expected`` to take so many and is ``done`` 0.0 to 1.0.

    In the beginning what was foretold counts, then more and more the work's own pace: its first steps, such as
    playing music, say little of the others.
    """
    own = elapsed / done if done > 0 else expected
    trust = min(_OWN_PACE * done, 1.0)
    return (own * trust + max(expected, elapsed) * (1 - trust)) * (1 - done)


def said(seconds: float) -> int:
    """Return a number of seconds as a person would say it: to the second up to 20, then to five."""
    step = 1 if seconds < 20 else 5
    return max(1, round(seconds / step) * step)


def _effort(storyboard: Storyboard, frames: int, plays_music: bool = False) -> float:
    """Return how many plain frames the making of ``frames`` of this clip comes to."""
    if not storyboard.frames:
        return 0.0
    whole = sum(shot.frames * (_FILMED if shot.take else 1.0) for shot in storyboard.shots)
    whole += _PHOTO_FRAMES / cores() * len({shot.photo for shot in storyboard.shots if shot.photo})
    return whole * frames / storyboard.frames + _PLAYED * storyboard.frames * plays_music


def learn(
    storyboard: Storyboard,
    made: ClipFormat,
    seconds: float,
    made_frames: int,
    file: Path | None = None,
    *,
    played_music: bool = False,
) -> None:
    """Remember that ``made_frames`` of this clip took ``seconds``, so that the next one is foretold better."""
    if made_frames < _FEWEST or (made.width, made.height) not in _SIZES:
        return
    machine = load(file)
    now = max(seconds - _FIXED, 0.1) / _effort(storyboard, made_frames, played_music)
    before = machine.frame_seconds(made) or now
    now = min(max(now, before / _WILD), before * _WILD)
    old = next((one for one in machine.paces if (one.width, one.height) == (made.width, made.height)), None)
    pace = Pace(
        width=made.width,
        height=made.height,
        frame_seconds=before * (1 - _TRUST) + now * _TRUST,
        learnt=(old.learnt if old else 0) + 1,
    )
    _learnt(file, paces=(*(one for one in machine.paces if one != old), pace))


def glance(progress: Progress = silent, file: Path | None = None) -> None:
    """Take a first look at a machine of which nothing is known: about half a second. Raises Cancelled and nothing else.

    ``measure`` looks more closely, and for another encoder.
    """
    if load(file).paces:
        return
    try:
        seconds = _frame_seconds(LARGE, progress.part(1.0, _("Looking how quick this computer is")), _GLANCE)
    except Cancelled:
        raise
    except Exception:
        log.exception("the machine was not looked at")
    else:
        pace = Pace(width=LARGE.width, height=LARGE.height, frame_seconds=seconds)
        _learnt(file, paces=(pace,), suits=_suits(seconds))


def get_ready(progress: Progress = silent, file: Path | None = None) -> None:
    """Measure the machine unless that was done: for every start, in the background. Raises Cancelled and nothing else.

    Whatever else goes wrong leaves no number in its place, and is no reason to bother a vendor.
    """
    if is_measured(file):
        return
    try:
        measure(progress, file)
    except Cancelled:
        raise
    except Exception:
        log.exception("the machine was not measured")


def measure(progress: Progress = silent, file: Path | None = None) -> Machine:
    """Look for an encoder, make some frames of either size, and remember how long they took: a second or two.

    In the background, at the first start. Raises Cancelled.
    """
    if not encoders.is_known():
        encoders.find(progress=progress.part(0.3))
    paces = tuple(
        Pace(width=size.width, height=size.height, frame_seconds=_frame_seconds(encoders.chosen(size), part))
        for size, part in ((LARGE, progress.part(0.5)), (SMALL, progress))
    )
    found = {"paces": paces, "suits": _suits(paces[0].frame_seconds), "measured_on": _conditions()}
    _learnt(file, **found)
    return replace(load(file), **found)


def _suits(frame_seconds: float) -> int:
    """Return the width of clips on a machine that takes so long for a frame of the large ones."""
    return SMALL.width if frame_seconds * FPS > _PATIENCE else LARGE.width


def _frame_seconds(made: ClipFormat, progress: Progress, sample: int = _SAMPLE) -> float:
    """Draw and encode a little on all cores, as a render does; what else keeps the processor busy counts little."""
    board, picture, workers = _sample(), _cloth(), cores()
    stage = Stage(board, lambda _photo, _size: picture, (made.width, made.height), beside=workers)
    with contextlib.closing(stage):
        next(stage.frames())  # prepared once for a whole shot: not what a frame takes
        pieces: list[Piece[float]] = [Piece(1, partial(_piece, stage, made, sample)) for _worker in range(workers)]
        took = side_by_side(pieces, workers, progress)
        return sum(took) / workers / (workers * sample)


def _piece(stage: Stage, made: ClipFormat, sample: int, progress: Progress) -> float:
    """Return the seconds that some frames took: of this thread alone, for a window draws and reads beside it."""
    clock = time.perf_counter if made.encoder else time.thread_time  # a chip's time is not the processor's
    frames = (frame for frame, _number in zip(stage.frames(_SAMPLE), range(sample), strict=False))
    began = clock()
    encode_segment(progress.track(frames, total=sample), made)
    return clock() - began


def _sample() -> Storyboard:
    """Return a shot as most are: a picture that is slowly neared, with a price on it."""
    text = TextLine(text="฿199", size=120)
    price = Lettering(role="price", lines=(text,), box=SAFE, plate=Plate(colour="#0b6e4f"), entry="none")
    move = Motion(start=Framing(), end=Framing(zoom=1.12))
    shot = Shot(frames=3 * _SAMPLE, photo="0" * 64, motion=move, letterings=(price,))
    return Storyboard(product="", sku="", title="", template="", prices=(), shots=(shot,), music=None)


def _cloth() -> Pixels:
    """Draw cloth with a phone's grain: as much work for an encoder as the photos of a market."""
    random = np.random.default_rng(7)
    width, height = round(CANVAS.width * 1.3), round(CANVAS.height * 1.3)
    coarse = random.integers(60, 200, (30, 20, 3)).astype(np.float32)
    folds = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
    folds += random.normal(0, 3, (height, width, 1)).astype(np.float32)
    return np.asarray(np.clip(folds, 0, 255), np.uint8)


def _conditions() -> tuple[str, ...]:
    """Return what a measurement depends on."""
    return (f"{os.cpu_count()} {cores()}", encoders.chosen(LARGE).key(), *encoders.versions())


def _file() -> Path:
    return cache_folder() / "machine.json"


def _learnt(file: Path | None, **found: Any) -> None:
    """Remember what was found out; a disk that refuses costs an estimate and nothing else."""
    with contextlib.suppress(VendorError):
        _change(file, **found)


def _change(file: Path | None, **changes: Any) -> None:
    place = file or _file()
    machine = replace(read_back(place, _decode, Machine()), **changes)
    with plain_words(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, msgspec.json.encode(machine))


def _decode(content: bytes) -> Machine:
    return msgspec.json.decode(content, type=Machine)
