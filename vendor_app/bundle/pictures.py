"""The pictures of a bundle: made from the originals, and looked at again once they are files."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec
from PIL import Image

from vendor_app.catalogue.records import Sku
from vendor_app.files import plain_words
from vendor_app.photos.photo import Photo
from vendor_app.photos.pictures import square_jpeg

MakeSquare: TypeAlias = Callable[[Path, int], bytes]
"""Returns a photo as a square JPEG of at most so many bytes. Raises PhotoUnreadable."""

_FRONT = "front"
"""Name in every shot list."""
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


def make_square(original: Path, most_bytes: int) -> bytes:
    """Return a photo as a square JPEG. Raises PhotoUnreadable."""
    return square_jpeg(original, most_bytes=most_bytes)


class Squares:
    """Square pictures that several bundles share: each is encoded once and kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, original: Path, most_bytes: int) -> bytes:
        """Return a photo as a square JPEG. Raises PhotoUnreadable, and VendorError for a full disk."""
        kept = self._folder / f"{hashlib.sha256(str(original).encode()).hexdigest()}-{most_bytes}.jpg"
        if not kept.exists():
            content = make_square(original, most_bytes)
            with plain_words(kept):
                kept.write_bytes(content)
        return kept.read_bytes()


def white_first(photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Return photos in the order of a listing: one that was put on white comes first, that of the front if there is."""
    white = sorted((photo for photo in photos if photo.recipe.cutout is not None), key=lambda one: one.shot != _FRONT)
    return tuple(dict.fromkeys((*white[:1], *photos)))


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
