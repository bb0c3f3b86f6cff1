"""What every clip of a shop has in common."""

import msgspec

from vendor_app.photos.photo import Photo
from vendor_app.storyboard.shots import Colour


class Brand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A shop's name, colours and logo, as they stand in its settings."""

    shop_name: str = ""
    colour: Colour | None = None
    """Takes the place of a template's main colour; None: each template keeps its own."""
    accent: Colour | None = None
    """Takes the place of a template's second colour."""
    logo: Photo | None = None
    """Stands on the closing card."""
