"""The pictures of a bundle looked at before there is one: white ground, share of the frame, codes, twins."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from vendor_app.bundle.looking import PictureSeen, look_into_picture
from vendor_app.bundle.pictures import make_square, picture_name, white_first
from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import Photo
from vendor_app.photos.pictures import MOST_BYTES, SIDE
from vendor_app.progress import Progress, silent
from vendor_app.shop import Shop

_MOST: Final = 9
"""Pictures of a product: no platform's listing takes more."""
_MOST_KEPT: Final = 256
_KEPT: Final[dict[str, PictureSeen]] = {}
"""By the look of a photo: of each platform's bundle it is the same picture."""


def seen_pictures(product: Product) -> tuple[PictureSeen, ...] | None:
    """Return what is in the pictures that a bundle would hold, in their order; None until they were looked at."""
    photos = white_first(product.photos)[:_MOST]
    if any(photo.look not in _KEPT for photo in photos):
        return None
    return tuple(
        replace(_KEPT[photo.look], name=picture_name(number, product.sku)) for number, photo in enumerate(photos, 1)
    )


def look_at_pictures(shop: Shop, product: Product, progress: Progress = silent) -> None:
    """Look at the pictures of a product as its bundles will hold them. Raises Cancelled, PhotoUnreadable."""
    wanted = [photo for photo in white_first(product.photos)[:_MOST] if photo.look not in _KEPT]
    with ThreadPoolExecutor(2) as pool:
        developed = ((photo, shop.picture(photo, (SIDE, SIDE))) for photo in wanted)
        for photo, seen in progress.track(list(zip(wanted, pool.map(_seen, developed), strict=True))):
            while len(_KEPT) >= _MOST_KEPT:
                _KEPT.pop(next(iter(_KEPT)), None)
            _KEPT[photo.look] = seen


def _seen(developed: tuple[Photo, Path]) -> PictureSeen:
    photo, path = developed
    return look_into_picture(photo.look, make_square(path, MOST_BYTES))
