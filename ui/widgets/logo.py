"""A shop's logo: brought in from the disk, and as a picture for the window. Not for the window's thread."""

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from vendor_app.errors import VendorError
from vendor_app.photos.intake import take_in
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import read_cutout
from vendor_app.shop import Shop

_SEEN = (256, 256)


def use_logo(shop: Shop, path: Path) -> None:
    """Put a picture into the shop's store and make it the logo. Raises VendorError, and then the logo is as it was."""
    intake = take_in(shop.photos, [path])
    if intake.rejected:
        raise VendorError(intake.rejected[0].reason)
    brand = shop.brand
    shop.set_brand(colour=brand.colour, accent=brand.accent, logo=intake.added[0].photo)


def logo_picture(shop: Shop, logo: Photo) -> QImage:
    """Return the logo with its transparency, small. Raises VendorError when it is gone or damaged."""
    pixels = np.ascontiguousarray(read_cutout(shop.photos.path(logo), _SEEN))
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
