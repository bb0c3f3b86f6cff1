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


def brief_of(shop: Shop, product: Product) -> Brief:
    """Return what a phone is told of a product."""
    there = taken(product)
    wishes = tuple(
        Wish(name=shot.name, title=str(shot.title), film=shot.is_footage, done=shot.name in there)
        for shot in shot_list(product).shots
    )
    return Brief(shop=shop.name, product=product.name, wishes=wishes)


def take_in(
    shop: Shop, product_id: str, deliveries: Sequence[Delivery], progress: Progress = silent
) -> tuple[Outcome, ...]:
    """Put what came into the product, whatever its SKU is by now; say of each what became of it.

    Raises VendorError when the product is gone or the disk refuses, and Cancelled: then nothing was taken in.
    """
    product = shop.catalogue.by_id(product_id)
    paths = [one.path for one in deliveries if not one.film]
    films = [one.path for one in deliveries if one.film]
    outcomes: dict[Path, Outcome] = {}
    if paths:
        outcomes |= _photos(shop, product, shop.add_photos(product.sku, paths, progress), deliveries)
    if films:
        outcomes |= _films(product, shop.add_footage(product.sku, films, progress))
    return tuple(outcomes[one.path] for one in deliveries)


def _photos(shop: Shop, product: Product, intake: Intake, deliveries: Sequence[Delivery]) -> dict[Path, Outcome]:
    """Say what became of photos, and write down which pictures of the shot list they are."""
    shots = {one.path: one.shot for one in deliveries}
    outcomes = {one.path: Outcome(state="refused", reason=one.reason) for one in intake.rejected}
    known = set(product.photo_ids)
    for added in intake.added:
        photo = added.photo
        shot = shots[added.path]
        if shot and photo.id not in known:
            shop.catalogue.set_shot(shop.catalogue.by_id(product.id).sku, photo.id, shot)
        outcomes[added.path] = Outcome(
            state="same" if photo.id in known else "done", key=photo.id, thumbnail=_thumbnail(shop, photo)
        )
        known.add(photo.id)
    return outcomes


def _thumbnail(shop: Shop, photo: Photo) -> Path | None:
    try:
        return shop.thumbnails.path(photo, SMALL)
    except VendorError:  # a cache in trouble costs a thumbnail, not the photo
        return None


def _films(product: Product, intake: FootageIntake) -> dict[Path, Outcome]:
    outcomes = {one.path: Outcome(state="refused", reason=one.reason) for one in intake.rejected}
    known = set(product.footage_ids)
    for added in intake.added:
        outcomes[added.path] = Outcome(state="same" if added.footage.id in known else "done", key=added.footage.id)
        known.add(added.footage.id)
    return outcomes
