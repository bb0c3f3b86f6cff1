"""What a colour's name looks like: the colours of cloth as the market calls them."""

import functools

import msgspec

from vendor_app.resources import resource
from vendor_app.storyboard.shots import Colour


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of colour names."""

    format: int
    colours: dict[str, Colour]


def colour_named(name: str) -> Colour | None:
    """Return the colour of the longest colour's name within ``name``; None when it names none that is known."""
    asked = name.casefold()
    return next((colour for known, colour in _by_length() if known in asked), None)


@functools.cache
def _by_length() -> tuple[tuple[str, Colour], ...]:
    """Return names and colours, the longest name first: เขียวมะกอก is not เขียว."""
    known = msgspec.toml.decode(resource("colours.toml").read_bytes(), type=_Names).colours
    return tuple(sorted(known.items(), key=lambda entry: -len(entry[0])))
