"""From a storyboard to everything that is encoded: its pictures in segments, both of its soundtracks."""

import contextlib
import logging
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from vendor_app import machine
from vendor_app.files import require_folder, require_space
from vendor_app.memory import return_big_blocks
from vendor_app.originals import SourceFiles, files_of, footage_opener, photo_opener, with_present_looks
from vendor_app.parallel import Piece, cores, side_by_side
from vendor_app.photos.reading import Pixels
from vendor_app.progress import Progress, silent
from vendor_app.render.compose import Stage, cover
from vendor_app.render.stretches import Stretch, render_stretch, stretches
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.sound.mix import soundtrack
from vendor_app.sound.music import is_to_be_played
from vendor_app.storyboard.model import Storyboard
from vendor_app.video.aac import EncodedSound, encode_sound, sound_key
from vendor_app.video.encode import EncoderFailed, Segment
from vendor_app.video.encoders import chosen, distrust
from vendor_app.video.format import CLIP, ClipFormat
from vendor_app.video.segments import EncodedCache

log = logging.getLogger(__name__)
_MOST_WORKERS = 4
"""Each takes some 90 MB for its encoder."""
_BYTES_PER_PIXEL = 0.02
"""Of a finished clip, on the safe side: what must be free on the disk before the work begins."""
_LAST = 4
"""Stretches that may change places: of no more shots than a stage keeps prepared."""
_SOUND_SHARE = 6
"""Pictures that take as long to make as one soundtrack."""


class Encoded(NamedTuple):
    """A clip before it is written: the same segments go into both of its files, each with its own sound."""

    segments: list[Segment]
    full: EncodedSound
    voice_only: EncodedSound
    clip_format: ClipFormat
    """What the segments were encoded by."""


def cover_of(shop: Shop, storyboard: Storyboard) -> Pixels:
    """Return the cover of a clip, RGB (1920, 1080, 3). Raises VendorError for what cannot be read any more."""
    files = files_of(shop, storyboard)
    storyboard = with_present_looks(storyboard, files)
    return cover(
        storyboard,
        photo_opener(files),
        open_footage=footage_opener(files),
        open_cutout=photo_opener(files, transparent=True),
    )


def cards_of(shop: Shop, storyboard: Storyboard, most: int | None = None) -> Iterator[Pixels]:
    """Yield pictures to swipe through, RGB (1920, 1080, 3): the cover, then each other shot with all its lettering.

    Shots that show the same are drawn once. Raises VendorError for what cannot be read any more.
    """
    files = files_of(shop, storyboard)
    storyboard = with_present_looks(storyboard, files)
    with contextlib.closing(_stage(storyboard, files, CLIP, 1)) as stage:
        for at in _card_frames(storyboard)[:most]:
            yield stage.settled(at)


def _card_frames(storyboard: Storyboard) -> list[int]:
    """Return a frame for each shot that shows something of its own, the cover's first."""
    cover_at = storyboard.cover or 0
    first = storyboard.shot_at(cover_at)[0]
    numbers = [first, *(number for number in range(len(storyboard.shots)) if number != first)]
    frames: dict[bytes, int] = {}
    for number in numbers:
        shot = storyboard.shots[number]
        middle = storyboard.start(number) + shot.frames // 2
        shown = msgspec.json.encode((shot.photo, shot.take, shot.letterings, shot.panels))
        frames.setdefault(shown, cover_at if number == first else middle)
    return list(frames.values())


def require_room(folder: Path, storyboard: Storyboard, clip_format: ClipFormat) -> None:
    """Refuse, with a VendorError before the work, what the disk would refuse after it."""
    require_folder(folder)
    pixels = clip_format.width * clip_format.height * storyboard.frames
    require_space(folder, 2 * round(pixels * _BYTES_PER_PIXEL))


def render(
    shop: Shop,
    storyboard: Storyboard,
    *,
    voice: Path | None = None,
    clip_format: ClipFormat = CLIP,
    progress: Progress = silent,
) -> Encoded:
    """Make both soundtracks, and each stretch of picture that the cache does not have, beside each other.

    Raises Cancelled and VendorError: what was finished until then is in the cache.
    """
    return_big_blocks()
    files, own, began = files_of(shop, storyboard), clip_format, time.monotonic()
    storyboard = with_present_looks(storyboard, files)
    clip_format = clip_format if clip_format.encoder else chosen(clip_format)
    missing = storyboard.frames - cached_frames(storyboard, clip_format)
    plays_music = is_to_be_played(storyboard.music, storyboard.frames)
    try:
        encoded = _rendered(storyboard, files, voice, clip_format, progress)
    except EncoderFailed:
        if own.encoder is not None:  # the caller's choice, and no fault of the chip that this machine chose
            raise
        log.exception("%s failed; libx264 does it all again, and from now on", clip_format.codec)
        distrust()
        return _rendered(storyboard, files, voice, own, progress)
    machine.learn(storyboard, clip_format, time.monotonic() - began, missing, played_music=plays_music)
    return encoded


def cached_frames(storyboard: Storyboard, clip_format: ClipFormat) -> int:
    """Return how many frames of this clip need not be made again, as far as can be told without reading them."""
    cache = segment_cache()
    return sum(one.frames for one in stretches(storyboard, clip_format) if one.key in cache)


def expected_seconds(storyboard: Storyboard) -> float | None:
    """Return how long this clip will take, what is in the cache left out; None while the machine is not known."""
    wanted = chosen(machine.clip_format())
    cached = cached_frames(storyboard, wanted)
    plays_music = is_to_be_played(storyboard.music, storyboard.frames)
    return machine.expected_seconds(storyboard, wanted, cached, plays_music=plays_music)


def _rendered(
    storyboard: Storyboard, files: SourceFiles, voice: Path | None, clip_format: ClipFormat, progress: Progress
) -> Encoded:
    workers, cache = min(cores(), _MOST_WORKERS), segment_cache()
    planned = stretches(storyboard, clip_format)
    segments = {stretch: segment for stretch in planned if (segment := cache.get(stretch.key))}
    missing = _ending_together([one for one in planned if one not in segments])
    full, voice_only = (
        Piece[EncodedSound | Segment](_SOUND_SHARE, partial(_sound, storyboard, files, voice, clip_format, music))
        for music in (True, False)
    )
    with contextlib.closing(_stage(storyboard, files, clip_format, workers)) as stage:
        pictures: list[Piece[EncodedSound | Segment]] = [
            Piece(one.pictures, partial(render_stretch, stage, one, cache)) for one in missing
        ]
        # Music may have to be played first, so it begins early, while all pictures wait for the first photo; silence is
        # the right size for whoever ends early.
        made = side_by_side([full, *pictures, voice_only], workers, progress)
    cache.trim()
    loud, quiet = (one for one in made if isinstance(one, EncodedSound))
    fresh = dict(zip(missing, (one for one in made if isinstance(one, Segment)), strict=True))
    return Encoded([(segments | fresh)[stretch] for stretch in planned], loud, quiet, clip_format)


def _ending_together(missing: list[Stretch]) -> list[Stretch]:
    """Put the last few stretches in the order of their length, so that no core waits long for the other at the end.

    All others are made in their order: then each photo is prepared once.
    """
    ordered, last = missing[:-_LAST], missing[-_LAST:]
    return ordered + sorted(last, key=lambda stretch: -stretch.pictures)


def _stage(storyboard: Storyboard, files: SourceFiles, clip_format: ClipFormat, workers: int) -> Stage:
    return Stage(
        storyboard,
        photo_opener(files),
        (clip_format.width, clip_format.height),
        beside=workers,
        open_footage=footage_opener(files),
        open_cutout=photo_opener(files, transparent=True),
        big_footage=files.big_footage,
    )


def segment_cache() -> EncodedCache[Segment]:
    """Return the segments of all clips of this user."""
    return EncodedCache(cache_folder() / "render", Segment, "segment")


def _sound_cache() -> EncodedCache[EncodedSound]:
    return EncodedCache(cache_folder() / "render", EncodedSound, "sound")


def _sound(
    storyboard: Storyboard,
    files: SourceFiles,
    voice: Path | None,
    clip_format: ClipFormat,
    music: bool,
    progress: Progress,
) -> EncodedSound:
    samples = soundtrack(storyboard, files, voice=voice, music=music, progress=progress.part(0.7))
    cache, key = _sound_cache(), sound_key(samples, clip_format)
    sound = cache.get(key)
    if sound is None:
        sound = encode_sound(samples, clip_format, progress)
        cache.put(key, sound)
    return sound
