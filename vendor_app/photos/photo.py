"""What the rest of the program knows of one photo."""

import functools
import hashlib
from typing import TypeAlias

import msgspec

from vendor_app.photos.recipe import Recipe

PhotoId: TypeAlias = str
"""SHA-256 of the original's bytes, 64 hexadecimal digits."""

_UNSEEN = frozenset({"strokes", "stand"})


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """One original in the store; the pixels stay there."""

    id: PhotoId
    suffix: str
    """Of the stored file, from its content and not its name: ".jpg", ".heic" …"""
    width: int
    """Pixels of the original, after the camera's orientation is applied."""
    height: int
    name: str = ""
    """File name it came with, to show to the vendor."""
    shot: str = ""
    """Which picture of the shot list it is: "front", "fabric" …; empty for any other."""
    recipe: Recipe = Recipe()
    """What the vendor did to it."""

    @property
    def look(self) -> str:
        """The key of all that is made from the picture: the id, or when it was edited a SHA-256 of both.

        The same for whatever looks the same: how a mask came about is no part of it.
        """
        if self.recipe.is_plain:
            return self.id
        return hashlib.sha256(self.id.encode() + msgspec.json.encode(_seen(self.recipe))).hexdigest()

    @property
    def edited_look(self) -> str:
        """The look of a photo that was edited; empty for one that is as it came."""
        return "" if self.recipe.is_plain else self.look


def _seen(value: object) -> object:
    """Return what a recipe changes, alike for alike recipes: ``omit_defaults`` tells a 0.0 from a default 0.0."""
    if isinstance(value, msgspec.Struct):
        told = ((name, getattr(value, name), default) for name, default in _fields(type(value)))
        return {name: _seen(part) for name, part, default in told if part != default and name not in _UNSEEN}
    if isinstance(value, tuple):
        return [_seen(part) for part in value]
    return value + 0.0 if isinstance(value, float | int) and not isinstance(value, bool) else value


@functools.cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in msgspec.structs.fields(kind))
