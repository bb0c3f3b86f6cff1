"""What is known of a piece of footage: a short real video of a product."""

from typing import TypeAlias

import msgspec

FootageId: TypeAlias = str
"""SHA-256 of the original file, 64 hexadecimal digits."""


SUFFIXES = (".mp4", ".mov", ".webm", ".mkv", ".3gp")
"""Of the kinds that are taken, as they are stored."""


class Footage(msgspec.Struct, frozen=True, kw_only=True):
    """An original in the shop's ``footage`` folder, as the catalogue remembers it."""

    id: FootageId
    suffix: str
    """Of the stored file, from its content and not its name: one of SUFFIXES."""
    width: int
    """Pixels, after the camera's rotation is applied."""
    height: int
    frames: int
    """Length at 30 frames a second, whatever its own rate."""
    has_sound: bool = False
    name: str = ""
    """What the file was called where it came from."""
