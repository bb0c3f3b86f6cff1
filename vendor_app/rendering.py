"""From a storyboard to everything that is encoded: its pictures in segments, both of its soundtracks."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from vendor_app import machine
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.files import require_folder, require_space
from vendor_app.language import _
from vendor_app.memory import return_big_blocks
from vendor_app.parallel import Piece, cores, side_by_side
from vendor_app.photos.developed import Developed
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import Pixels, read_cutout, read_photo
from vendor_app.photos.store import missing as missing_photo
from vendor_app.progress import Progress, silent
from vendor_app.render.compose import Stage, cover
from vendor_app.render.filmed import OpenFootage
from vendor_app.render.sources import OpenPhoto
from vendor_app.render.stretches import Stretch, render_stretch, stretches
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.sound.files import SoundPlaces
from vendor_app.sound.mix import soundtrack
from vendor_app.sound.music import is_to_be_played
from vendor_app.storyboard.model import Storyboard
from vendor_app.video.aac import EncodedSound, encode_sound, sound_key
from vendor_app.video.encode import EncoderFailed, Segment
from vendor_app.video.encoders import chosen, distrust
from vendor_app.video.footage import Footage, FootageId
from vendor_app.video.footage_reader import open_footage
from vendor_app.video.footage_store import missing as missing_footage
from vendor_app.video.format import CLIP, ClipFormat
from vendor_app.video.segments import EncodedCache

log = logging.getLogger(__name__)
_MOST_WORKERS = 4
"""Each takes some 90 MB for its encoder."""
_BYTES_PER_PIXEL = 0.02
"""Of a finished clip, on the safe side: what must be free on the disk before the work begins."""
_BIG_FOOTAGE = 2_500_000
"""Pixels: more than 1080p."""
_LAST = 4
"""Stretches that may change places: of no more shots than a stage keeps prepared."""
_SOUND_SHARE = 6
"""Frames that take as long to make as one soundtrack."""


class Encoded(NamedTuple):
    """A clip before it is written: the same segments go into both of its files, each with its own sound."""

    segments: list[Segment]
    full: EncodedSound
    voice_only: EncodedSound
    clip_format: ClipFormat
    """What the segments were encoded by."""


class SourceFiles(msgspec.Struct, frozen=True):
    """Where the originals are that a storyboard shows and plays. Each raises VendorError for what is gone."""

    photos: dict[PhotoId, Path]
    """Those that are shown as they came."""
    sounds: SoundPlaces
    big_footage: frozenset[FootageId] = frozenset()
    """Footage whose decoder takes much memory."""
    lost: Mapping[str, VendorError] = {}
    """What to say of photos and footage, by id, that the products have and the store has not."""
    edited: Mapping[str, Photo] = {}
    """Photos that were edited, by their look and by their id."""
    developed: Developed | None = None
    """Where those are developed."""

    def photo(self, photo: str, at_least: tuple[int, int] | None = None) -> Path:
        """Return the picture of a photo of one of the products that the clip shows, or of the shop's logo.

        ``photo``: its id or the key of its look. ``at_least``: a smaller copy that covers this size will do.
        """
        if photo in self.lost:
            raise self.lost[photo]
        if photo in self.photos:
            return self.photos[photo]
        if photo in self.edited and self.developed is not None:
            return self.developed.path(self.edited[photo], at_least)
        raise VendorError(_("A photo of this clip was taken away from the product."), _("Plan the clip again."))

    def look(self, photo: str) -> str:
        """Return the key of all that is made from the picture that ``photo`` opens: a look, or an id."""
        return photo if photo in self.photos or photo not in self.edited else self.edited[photo].look

    def footage(self, footage: FootageId) -> Path:
        """Return the original of a piece of footage."""
        if footage in self.lost:
            raise self.lost[footage]
        return self.sounds.footage(footage)

    def recording(self, name: str) -> Path:
        """Return a recording of somebody speaking."""
        return self.sounds.recording(name)

    def music(self, name: str) -> Path:
        """Return a piece of the vendor's own music."""
        return self.sounds.music(name)


def files_of(shop: Shop, storyboard: Storyboard) -> SourceFiles:
    """Return the files of all products that the storyboard shows. Raises ProductNotFound."""
    shown = (storyboard.product, *(other.product for other in storyboard.others))
    return product_files(shop, [shop.catalogue.by_id(one) for one in shown])


def product_files(shop: Shop, products: Sequence[Product]) -> SourceFiles:
    """Return the files of these products, and the shop's own."""
    photos = [photo for product in products for photo in product.photos]
    if shop.brand.logo is not None:
        photos.append(shop.brand.logo)
    filmed = [one for product in products for one in product.footage]
    lost = {
        key: missing_photo(one) for one in photos if not shop.photos.path(one).is_file() for key in (one.id, one.look)
    }
    lost |= {one.id: missing_footage(one) for one in filmed if not _footage_file(shop, one).is_file()}
    return SourceFiles(
        {photo.id: shop.photos.path(photo) for photo in photos if photo.recipe.is_plain},
        SoundPlaces(
            recordings=shop.recordings,
            own_music=shop.music,
            footages={one.id: file for one in filmed if (file := _footage_file(shop, one)).is_file()},
        ),
        frozenset(one.id for one in filmed if one.width * one.height > _BIG_FOOTAGE),
        lost,
        {key: one for one in reversed(photos) if not one.recipe.is_plain for key in (one.id, one.look)},
        shop.developed,
    )


def with_present_looks(storyboard: Storyboard, files: SourceFiles) -> Storyboard:
    """Return the storyboard with its photos as they are edited now: one planned before can be drawn still."""
    shots = []
    for shot in storyboard.shots:
        panels = tuple(replace(one, look=_present(files, one.photo, one.look)) for one in shot.panels)
        look = "" if shot.photo is None else _present(files, shot.photo, shot.look)
        shots.append(replace(shot, look=look, panels=panels))
    return replace(storyboard, shots=tuple(shots))


def _present(files: SourceFiles, photo: PhotoId, look: str) -> str:
    if look in files.edited:
        return look
    now = files.look(photo)
    return "" if now == photo else now


def _footage_file(shop: Shop, footage: Footage) -> Path:
    """Return where footage is kept: nowhere else, whatever a record says that others may have written."""
    return shop.folder / "footage" / Path(footage.id[:2]).name / Path(f"{footage.id}{footage.suffix}").name


def photo_opener(files: SourceFiles, *, transparent: bool = False) -> OpenPhoto:
    """Return what a stage opens photos with, or what is ``transparent``. In turn, whatever thread asks."""
    return partial(_open_photo, files, read_cutout if transparent else read_photo, threading.Lock())


def _open_photo(
    files: SourceFiles,
    read: Callable[[Path, tuple[int, int]], Pixels],
    turn: AbstractContextManager[object],
    photo: str,
    size: tuple[int, int],
) -> Pixels:
    """Open a photo. In turn: two of 12 megapixels at once would be most of the memory that a clip may take."""
    with turn:
        return read(files.photo(photo, size), size)


def footage_opener(files: SourceFiles) -> OpenFootage:
    """Return what a stage opens footage with."""
    return partial(_open_footage, files)


def _open_footage(files: SourceFiles, footage: FootageId, size: tuple[int, int], start: int) -> Iterator[Pixels]:
    return open_footage(files.footage(footage), size=size, start=start)


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
            Piece(one.frames, partial(render_stretch, stage, one, cache)) for one in missing
        ]
        # Music may have to be played first, so it begins early; silence is the right size for whoever ends early.
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
    return ordered + sorted(last, key=lambda stretch: -stretch.frames)


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
