"""Where the originals are that a storyboard shows and plays, and what opens them."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.developed import Developed
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import Pixels, read_cutout, read_photo
from vendor_app.photos.store import missing as missing_photo
from vendor_app.render.filmed import OpenFootage
from vendor_app.render.sources import OpenPhoto
from vendor_app.shop import Shop
from vendor_app.sound.files import SoundPlaces
from vendor_app.storyboard.model import Storyboard
from vendor_app.video.footage import Footage, FootageId
from vendor_app.video.footage_reader import open_footage
from vendor_app.video.footage_store import missing as missing_footage

_BIG_FOOTAGE = 2_500_000
"""Pixels: more than 1080p."""


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
