"""What the rest of the program knows of one photo."""

from typing import TypeAlias

import msgspec

PhotoId: TypeAlias = str
"""SHA-256 of the original's bytes, 64 hexadecimal digits."""


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """One original in the store; the pixels stay there."""

    id: PhotoId
    suffix: str
    """Of the stored file, from its content and not its name: ".jpg", ".heic" …"""
    width: int
    """Pixels, after the camera's orientation is applied."""
    height: int
    name: str = ""
    """File name it came with, to show to the vendor."""
