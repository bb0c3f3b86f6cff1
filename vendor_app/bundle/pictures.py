"""The pictures of a bundle: made from the originals, and looked at again once they are files."""

from pathlib import Path

import msgspec
from PIL import Image

from vendor_app.catalogue.records import Sku

_METADATA = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment")


class PictureFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a finished picture file is."""

    name: str
    format: str
    """As Pillow names it: "JPEG"."""
    width: int
    height: int
    size: int
    """Bytes."""
    metadata: tuple[str, ...]
    """What it tells about the camera, the place or the program; a bundle's pictures tell nothing."""


def picture_name(number: int, sku: Sku) -> str:
    """Return the ASCII file name of the picture that is shown as the ``number``-th, from 1."""
    return f"{number:02d}_{sku}.jpg"


def look_at(path: Path) -> PictureFacts:
    """Read the header of a picture the program has made itself."""
    with Image.open(path) as picture:
        told = tuple(key for key in _METADATA if picture.info.get(key))
        return PictureFacts(
            name=path.name,
            format=picture.format or "",
            width=picture.width,
            height=picture.height,
            size=path.stat().st_size,
            metadata=told,
        )
