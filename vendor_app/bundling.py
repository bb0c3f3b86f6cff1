"""The whole story of a bundle, top to bottom: what a platform takes of a product, its clip made first if need be."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from vendor_app.bundle.answers import known_checks
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.edited import Words, edited_words
from vendor_app.bundle.looking import look_into_clip
from vendor_app.bundle.model import Bundle, CheckResult
from vendor_app.bundle.pictures import Squares, white_first
from vendor_app.bundle.platforms import Platform
from vendor_app.bundle.texts import all_texts
from vendor_app.bundle.write import (
    CLIP,
    LISTING_VIDEO,
    VOICE_ONLY,
    Material,
    bundle_name,
    free_place,
    room_for,
    write_folder,
    write_zip,
)
from vendor_app.catalogue.records import Product
from vendor_app.clips import Clip, newest_clip
from vendor_app.files import DRAFT, plain_words, require_folder, require_space
from vendor_app.handover.history import posting_of
from vendor_app.language import _
from vendor_app.listing_video import make_listing_video
from vendor_app.making import current_clip, music_allowed
from vendor_app.photos.pictures import SIDE, export_jpeg
from vendor_app.progress import Progress, silent
from vendor_app.rendering import cards_of, cover_of
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop
from vendor_app.shop_folder import make_within, while_there
from vendor_app.thai import dates
from vendor_app.video.probe import probe

_LEFT_OVER = 24 * 3600.0
"""Seconds after which nobody makes a bundle any more of what lies in the cache."""


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
    (made,) = make_bundles(shop, product, (platform,), clip=clip, out=out, zipped=zipped, progress=progress)
    return made


def make_bundles(
    shop: Shop,
    product: Product,
    platforms: Sequence[Platform],
    *,
    clip: Clip | None = None,
    out: Path | None = None,
    zipped: bool = False,
    progress: Progress = silent,
) -> tuple[Bundle, ...]:
    """Make a bundle for each of the platforms, as ``make_bundle`` does: all of them, or none.

    What they share, such as pictures, cover and the video of a listing, is made once.
    """
    folder = shop.bundles if out is None else out.absolute()
    require_folder(folder)
    has_video = any(one.parts.listing_video for one in platforms)
    with while_there(shop.folder), _folder_aside() as aside:
        clip = clip or current_clip(shop, product, progress.part(0.4 if has_video else 0.8))
        held = _held(clip, aside)
        shared = _shared(shop, product, platforms, held, aside, progress.part(0.45 if has_video else 0.05))
        materials = [replace(shared, platform=one) for one in platforms]
        require_space(folder, sum(map(room_for, materials)))
        return _written(shop, folder, materials, clip, zipped=zipped, progress=progress.part(0.15))


@contextlib.contextmanager
def _folder_aside() -> Iterator[Path]:
    """Make a folder in the cache and take it away in the end. Raises VendorError for a full disk."""
    kept = cache_folder()
    with plain_words(kept):
        kept.mkdir(parents=True, exist_ok=True)
        _clear_left_over(kept)
        folder = tempfile.TemporaryDirectory(prefix=DRAFT, dir=kept, ignore_cleanup_errors=True)
    with folder as aside:
        yield Path(aside)


def _clear_left_over(cache: Path) -> None:
    """Take away what a power cut left of bundles; of what is younger, another program may be making one just now."""
    for left in cache.glob(f"{DRAFT}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_OVER:
                shutil.rmtree(left, ignore_errors=True)


def _held(clip: Clip, aside: Path) -> Clip:
    """Return the clip with its films in the folder ``aside``: the queue may put a newer one in its place meanwhile."""
    held = replace(clip, path=aside / CLIP, voice_only=aside / VOICE_ONLY)
    with plain_words(aside):
        for film, place in ((clip.path, held.path), (clip.voice_only, held.voice_only)):
            try:
                os.link(film, place)
            except OSError:  # another drive, or one that knows no links
                shutil.copyfile(film, place)
    return held


def _shared(
    shop: Shop, product: Product, platforms: Sequence[Platform], clip: Clip, aside: Path, progress: Progress
) -> Material:
    """Make what bundles for several platforms have in common, in the folder ``aside``."""
    edited = progress.part(0.1, _("Making pictures")).track(white_first(product.photos))
    originals = tuple(shop.picture(photo, (SIDE, SIDE)) for photo in edited)
    sellers = [one for one in platforms if one.parts.listing_video]
    video = aside / LISTING_VIDEO if sellers else None
    if video is not None:
        make_listing_video(shop, product, clip.storyboard, video, sellers, progress.part(0.9))
    has_cards = any(one.parts.post_pictures for one in platforms)
    cards = cards_of(shop, clip.storyboard) if has_cards else ()
    return Material(
        product=product,
        platform=platforms[0],
        shop_name=shop.name,
        storyboard=clip.storyboard,
        clip=clip.path,
        voice_only=clip.voice_only,
        cover=export_jpeg(cover_of(shop, clip.storyboard)),
        originals=originals,
        make_square=Squares(aside),
        post_pictures=tuple(export_jpeg(card) for card in cards),
        listing_video=video,
        music_allowed=music_allowed(shop, clip.storyboard),
        known=known_checks(shop, product.id),
        site=shop.site,
        edited=edited_words(shop, product.id),
        day=dates.today(),
    )


def _written(
    shop: Shop, folder: Path, materials: Sequence[Material], clip: Clip, *, zipped: bool, progress: Progress
) -> tuple[Bundle, ...]:
    """Write the bundles and remember them; should one fail, those before it are taken away again."""
    write, suffix = (write_zip, ".zip") if zipped else (write_folder, "")
    moment, made = datetime.now().astimezone(), []
    _make_place(shop, folder)
    with contextlib.ExitStack() as undo:
        for material in materials:
            name = bundle_name(material.product.sku, material.platform, moment)
            target = free_place(folder, name, suffix)
            checks = write(target, material, progress.part(1 / len(materials)))
            undo.callback(_take_away, target)
            made.append(Bundle(platform=material.platform.name, path=target, checks=checks))
        _remember_bundles(shop, materials[0].product, clip, made)
        undo.pop_all()
    return tuple(made)


def _make_place(shop: Shop, folder: Path) -> None:
    if folder.is_relative_to(shop.folder):
        make_within(shop.folder, folder)
    else:
        with plain_words(folder):
            folder.mkdir(parents=True, exist_ok=True)


def _remember_bundles(shop: Shop, product: Product, clip: Clip, made: Sequence[Bundle]) -> None:
    """Put bundles into their product's history, with the prices that they show."""
    postings = [posting_of(product, bundle, clip.path, shop.folder) for bundle in made]
    shop.catalogue.add_posting(shop.catalogue.by_id(product.id).sku, *postings)  # it may have another SKU by now


def _take_away(bundle: Path) -> None:
    if bundle.is_dir():
        shutil.rmtree(bundle, ignore_errors=True)
    else:
        bundle.unlink(missing_ok=True)


def check_product(shop: Shop, product: Product, platform: Platform) -> tuple[CheckResult, ...]:
    """Ask what can be asked before a bundle is made: of the texts, the prices, and the clip if there is one."""
    clip = newest_clip(shop, product)
    files = clip if clip is not None and platform.parts.clip else None
    words = edited_words(shop, product.id).get(platform.name, Words())
    texts = all_texts(product, platform, words, shop_name=shop.name, day=dates.today())
    return run_checks(
        Subject(
            product=product,
            platform=platform,
            caption=texts.main,
            shop_name=shop.name,
            storyboard=clip.storyboard if clip else None,
            clip=probe(files.path) if files else None,
            voice_only=probe(files.voice_only) if files else None,
            title=texts.title,
            description=texts.description,
            seen=look_into_clip(files.path) if files else None,
            music_allowed=clip is not None and music_allowed(shop, clip.storyboard),
            known=known_checks(shop, product.id),
        )
    )
