"""From a phone's file to the product: decoded, stored, named in the shot list. Runs on whatever thread writes."""

from collections.abc import Sequence
from pathlib import Path

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.phone.arrivals import Delivery, Outcome
from vendor_app.phone.session import Brief, Wish
from vendor_app.photos.intake import Intake
from vendor_app.photos.photo import Photo
from vendor_app.photos.shot_list import shot_list, taken
from vendor_app.photos.thumbnails import SMALL
from vendor_app.progress import Progress, silent
from vendor_app.shop import Shop
from vendor_app.video.footage_intake import FootageIntake


def brief_of(shop: Shop, product: Product, first: str = "") -> Brief:
    """Return what a phone is told of a product; ``first``: the shot to take first."""
    there = taken(product)
    wishes = tuple(
        Wish(name=shot.name, title=str(shot.title), film=shot.is_footage, done=shot.name in there)
        for shot in shot_list(product).shots
    )
    return Brief(shop=shop.name, product=product.name, wishes=wishes, first=first)


def take_in(
    shop: Shop, product_id: str, deliveries: Sequence[Delivery], progress: Progress = silent
) -> tuple[Outcome, ...]:
    """Put what came into the product, whatever its SKU is by now; say of each what became of it.

    Raises VendorError when the product is gone or the disk refuses, and Cancelled: then nothing was taken in.
    """
    product = shop.catalogue.by_id(product_id)
    known = {*product.photo_ids, *product.footage_ids}
    outcomes: dict[Path, Outcome] = {}
    for film, shot in dict.fromkeys((one.film, one.shot) for one in deliveries):
        paths = [one.path for one in deliveries if (one.film, one.shot) == (film, shot)]
        if film:
            outcomes |= _films(shop.add_footage(product.sku, paths, progress), known)
        else:
            outcomes |= _photos(shop, shop.add_photos(product.sku, paths, progress, shot=shot), known)
    return tuple(outcomes[one.path] for one in deliveries)


def _photos(shop: Shop, intake: Intake, known: set[str]) -> dict[Path, Outcome]:
    """Say what became of photos; ``known`` are those that the product has, and learns of these."""
    outcomes = {one.path: Outcome(state="refused", reason=one.reason) for one in intake.rejected}
    for added in intake.added:
        photo = added.photo
        outcomes[added.path] = Outcome(
            state="same" if photo.id in known else "done", key=photo.id, thumbnail=_thumbnail(shop, photo)
        )
        known.add(photo.id)
    return outcomes


def _films(intake: FootageIntake, known: set[str]) -> dict[Path, Outcome]:
    outcomes = {one.path: Outcome(state="refused", reason=one.reason) for one in intake.rejected}
    for added in intake.added:
        outcomes[added.path] = Outcome(state="same" if added.footage.id in known else "done", key=added.footage.id)
        known.add(added.footage.id)
    return outcomes


def _thumbnail(shop: Shop, photo: Photo) -> Path | None:
    try:
        return shop.thumbnails.path(photo, SMALL)
    except VendorError:  # a cache in trouble costs a thumbnail, not the photo
        return None
