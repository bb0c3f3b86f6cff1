"""The whole story of a clip, top to bottom. The only module that knows every stage."""

import errno
import hashlib
import os
import threading
import time
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from vendor_app.bundle.caption import caption
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.model import Bundle, CheckResult
from vendor_app.bundle.platforms import Platform
from vendor_app.bundle.write import Material, bundle_name, free_place, room_for, write_folder, write_zip
from vendor_app.catalogue.records import Product
from vendor_app.clips import Clip, clip_at, finished_clip, newest_clip, placed, remember, voice_of
from vendor_app.errors import VendorError
from vendor_app.files import nearest, plain_words, require_space, write_whole
from vendor_app.language import _
from vendor_app.memory import return_big_blocks
from vendor_app.parallel import Piece, cores, side_by_side
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.pictures import export_jpeg
from vendor_app.photos.reading import Pixels, read_photo
from vendor_app.progress import Progress, silent
from vendor_app.render.compose import Stage, cover
from vendor_app.render.stretches import render_stretch, stretches
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.sound.mix import soundtrack
from vendor_app.storyboard.model import FPS, Storyboard, to_json
from vendor_app.storyboard.plan import plan
from vendor_app.storyboard.templates import Template, template, templates
from vendor_app.video.aac import EncodedSound, encode_sound
from vendor_app.video.encode import Segment
from vendor_app.video.format import CLIP, ClipFormat
from vendor_app.video.join import join
from vendor_app.video.probe import probe
from vendor_app.video.segments import SegmentCache

__all__ = [
    "Clip",
    "check_product",
    "current_clip",
    "finished_clip",
    "make_bundle",
    "make_clip",
    "newest_clip",
    "voice_of",
]

_MOST_WORKERS = 4
"""Each takes some 90 MB for its encoder."""
_BYTES_PER_PIXEL = 0.02
"""Of a finished clip, on the safe side: what must be free on the disk before the work begins."""
_SOUND_SHARE = 6
"""Frames that take as long to make as one soundtrack."""


class _Encoded(NamedTuple):
    segments: list[Segment]
    full: EncodedSound
    voice_only: EncodedSound


def make_clip(
    shop: Shop,
    product: Product,
    template: Template,
    *,
    seconds: int = 15,
    music: str | Literal["default"] | None = "default",
    voice: Path | None = None,
    out: Path | None = None,
    storyboard: Storyboard | None = None,
    progress: Progress = silent,
    clip_format: ClipFormat = CLIP,
) -> Clip:
    """Plan, render and write a clip. The shop keeps and remembers it, unless ``out`` names another place.

    A ``storyboard`` is made as it is, whatever ``template``, ``seconds`` and ``music`` say. What was rendered before
    comes from the cache. Raises Cancelled and VendorError (PlanRefused, an unreadable photo or voice, a full disk):
    then the shop is as it was.
    """
    began = time.monotonic()
    return_big_blocks()
    if storyboard is None:
        storyboard = plan(product, template, shop_name=shop.name, seconds=seconds, music=music)
    folder = shop.clips / product.sku if out is None else _folder_of(out)
    _require_room(folder, storyboard, clip_format)
    encoded = _encode(shop, product, storyboard, voice, clip_format, progress.part(0.98, _("Making the clip")))
    name = out.stem if out else f"{product.sku}-{storyboard.template}-{_content_key(encoded, storyboard)}"
    clip = clip_at(folder, name, storyboard)
    if out is not None:
        clip = msgspec.structs.replace(clip, path=out.absolute())
    with placed(clip, partial(_write, encoded, clip_format, progress.part(0.02, _("Writing the clip")))):
        if out is None:
            remember(shop, product, clip)
    return msgspec.structs.replace(clip, render_seconds=time.monotonic() - began)


def make_bundle(
    shop: Shop,
    product: Product,
    platform: Platform,
    *,
    clip: Clip | None = None,
    out: Path | None = None,
    zipped: bool = False,
    progress: Progress = silent,
) -> Bundle:
    """Make what ``platform`` takes of a product, a folder or a ZIP in ``out`` or the shop, beside earlier ones.

    Its clip is ``clip``, or the product's newest, made first unless it shows the product as it is now. Raises Cancelled
    and VendorError (PlanRefused, an unreadable photo, a full disk): then no bundle was made.
    """
    folder = shop.bundles if out is None else out.absolute()
    _require_folder(folder)
    clip = clip or current_clip(shop, product, progress.part(0.85))
    photos = {photo.id: shop.photos.path(photo) for photo in product.photos}
    material = Material(
        product=product,
        platform=platform,
        shop_name=shop.name,
        storyboard=clip.storyboard,
        clip=clip.path,
        voice_only=clip.voice_only,
        cover=export_jpeg(cover(clip.storyboard, partial(_open_photo, photos, threading.Lock()))),
        originals=tuple(photos.values()),
    )
    require_space(folder, room_for(material))
    write, suffix = (write_zip, ".zip") if zipped else (write_folder, "")
    target = free_place(folder, bundle_name(product.sku, platform, datetime.now().astimezone()), suffix)
    checks = write(target, material, progress.part(0.15))
    return Bundle(platform=platform.name, path=target, checks=checks)


def check_product(shop: Shop, product: Product, platform: Platform) -> tuple[CheckResult, ...]:
    """Ask what can be asked before a bundle is made: of the texts, the prices, and the clip if there is one."""
    clip = newest_clip(shop, product)
    return run_checks(
        Subject(
            product=product,
            platform=platform,
            caption=caption(product, platform),
            shop_name=shop.name,
            storyboard=clip.storyboard if clip else None,
            clip=probe(clip.path) if clip else None,
            voice_only=probe(clip.voice_only) if clip else None,
        )
    )


def current_clip(shop: Shop, product: Product, progress: Progress = silent) -> Clip:
    """Return the product's newest clip if it shows the product as it is now; else make it again, with its voice.

    A product without a clip gets one of the first template. Raises as ``make_clip`` does.
    """
    clip = newest_clip(shop, product)
    if clip is None:
        return make_clip(shop, product, templates()[0], progress=progress)
    old = clip.storyboard
    style = template(old.template)
    fresh = plan(product, style, shop_name=shop.name, seconds=old.frames // FPS, music=old.music)
    if fresh == old:
        return clip
    return make_clip(shop, product, style, storyboard=fresh, voice=voice_of(clip), progress=progress)


def _require_folder(folder: Path) -> None:
    """Refuse a place that can hold nothing before anything is made for it."""
    place = nearest(folder)
    if not os.path.isdir(place):
        raise VendorError(_("{path} is not a folder.").format(path=place), _("Choose another folder."))
    with plain_words(folder):
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _folder_of(out: Path) -> Path:
    if out.suffix.lower() != ".mp4" or os.path.isdir(out):
        raise VendorError(
            _("A clip cannot be called {name}.").format(name=out.name), _("Choose a name that ends in .mp4.")
        )
    if not os.path.isdir(out.parent):
        raise VendorError(
            _("There is no folder {path}.").format(path=out.parent), _("Make it first, or choose another.")
        )
    nearest(out)  # refuses a name too long for the disk
    return out.absolute().parent


def _require_room(folder: Path, storyboard: Storyboard, clip_format: ClipFormat) -> None:
    """Refuse before the work what the disk would refuse after it."""
    _require_folder(folder)
    pixels = clip_format.width * clip_format.height * storyboard.frames
    require_space(folder, 2 * round(pixels * _BYTES_PER_PIXEL))


def _encode(
    shop: Shop,
    product: Product,
    storyboard: Storyboard,
    voice: Path | None,
    clip_format: ClipFormat,
    progress: Progress,
) -> _Encoded:
    """Make both soundtracks, and each stretch of picture that the cache does not have, beside each other."""
    photos = {photo.id: shop.photos.path(photo) for photo in product.photos}
    open_photo, size = partial(_open_photo, photos, threading.Lock()), (clip_format.width, clip_format.height)
    workers = min(cores(), _MOST_WORKERS)
    stage = Stage(storyboard, open_photo, size, beside=workers)
    cache = SegmentCache(cache_folder() / "render")
    planned = stretches(storyboard, clip_format)
    segments = {stretch: segment for stretch in planned if (segment := cache.get(stretch.key))}
    missing = [one for one in planned if one not in segments]  # in their order: each photo is prepared once
    pieces: list[Piece[EncodedSound | Segment]] = [
        Piece(_SOUND_SHARE, partial(_sound, storyboard, voice, clip_format, music)) for music in (True, False)
    ]
    pieces += [Piece(one.frames, partial(render_stretch, stage, one, clip_format, cache)) for one in missing]
    made = side_by_side(pieces, workers, progress)
    full, voice_only = (one for one in made if isinstance(one, EncodedSound))
    segments.update(zip(missing, (one for one in made if isinstance(one, Segment)), strict=True))
    cache.trim()
    return _Encoded([segments[stretch] for stretch in planned], full, voice_only)


def _open_photo(
    photos: dict[PhotoId, Path], turn: AbstractContextManager[object], photo: PhotoId, size: tuple[int, int]
) -> Pixels:
    """Open a photo. In turn: two of 12 megapixels at once would be most of the memory that a clip may take."""
    if photo not in photos:
        raise VendorError(_("A photo of this clip was taken away from the product."), _("Plan the clip again."))
    with turn:
        return read_photo(photos[photo], at_least=size)


def _sound(
    storyboard: Storyboard, voice: Path | None, clip_format: ClipFormat, music: bool, progress: Progress
) -> EncodedSound:
    samples = soundtrack(storyboard, voice, music=music, progress=progress.part(0.7))
    return encode_sound(samples, clip_format, progress)


def _content_key(encoded: _Encoded, storyboard: Storyboard) -> str:
    """Return 8 hexadecimal digits for what the clip's files hold: another clip never takes the place of one in use."""
    digest = hashlib.sha256(to_json(storyboard))
    parts: list[Segment | EncodedSound] = [*encoded.segments, encoded.full, encoded.voice_only]
    for packet in (packet for part in parts for packet in part.packets):
        digest.update(packet)
    return digest.hexdigest()[:8]


def _write(encoded: _Encoded, clip_format: ClipFormat, progress: Progress, clip: Clip) -> None:
    write_whole(clip.storyboard_path, to_json(clip.storyboard))
    join(encoded.segments, encoded.voice_only, clip.voice_only, clip_format)
    progress.at(0.5)
    join(encoded.segments, encoded.full, clip.path, clip_format)
    progress.at(1.0)
