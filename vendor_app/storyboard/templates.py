"""Clip styles: one TOML file each in ``resources/templates``. A new style is a new file."""

import functools
from typing import Literal

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import _, current
from vendor_app.resources import resource
from vendor_app.storyboard.edit import Topic
from vendor_app.storyboard.model import Box, Colour, Lettering, Move, Transition


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text in the languages of the window."""

    th: str
    en: str

    def __str__(self) -> str:
        return self.th if current() == "th" else self.en


class Scene(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a shot of one kind looks like. Its texts are patterns, filled by ``vendor_app.storyboard.words``."""

    beat: float = 1.0
    """How long it is, compared with the other shots of the clip."""
    moves: tuple[Move, ...] = ("push-in",)
    """Taken in turn."""
    transition: Transition = Transition()
    letterings: tuple[Lettering, ...] = ()
    window: Box | None = None
    """Given: the picture stands in this window on the ground."""
    ground: Colour = "#0b6e4f"
    pattern: Literal["plain", "check", "rays"] = "plain"


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A clip style: an opening, now and then a board, details in turn, and a closing card."""

    format: Literal[1]
    name: str
    order: int
    """Place in the list of templates."""
    title: Wording
    description: Wording
    music: str
    """Name of the piece played unless the vendor chooses another."""
    shot_frames: int
    """Length of a shot that the rhythm aims at."""
    ease: Literal["glide", "settle"]
    facts: tuple[Topic, ...]
    """What the details tell, one each, in this order."""
    opening: Scene
    details: tuple[Scene, ...]
    closing: Scene
    board: Scene | None = None
    """Shown second, when the product has price tiers."""


@functools.cache
def templates() -> tuple[Template, ...]:
    """Read every template, in the order to show them. Raises ValueError that names the file and the field."""
    found = []
    for file in sorted(resource("templates").glob("*.toml")):
        try:
            found.append(msgspec.toml.decode(file.read_bytes(), type=Template))
        except msgspec.DecodeError as problem:
            raise ValueError(f"{file.name}: {problem}") from problem
    return tuple(sorted(found, key=lambda one: one.order))


def template(name: str) -> Template:
    """Return the template of that name. Raises VendorError when there is none."""
    for one in templates():
        if one.name == name:
            return one
    raise VendorError(
        _('There is no clip style named "{name}".').format(name=name),
        _("Choose one of these: {names}.").format(names=", ".join(one.name for one in templates())),
    )
