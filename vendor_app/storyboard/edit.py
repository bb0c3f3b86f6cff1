"""What a vendor decided about one clip. ``plan`` makes a storyboard of it, again whenever the product changes.

An edit holds decisions, never what the catalogue knows: a changed price needs no edit. Undo is the edit before.
"""

from typing import Literal, TypeAlias

import msgspec

from vendor_app.photos.photo import PhotoId
from vendor_app.storyboard.shots import Framing, Motion, Move, Take, Transition, VoiceTake

Opening: TypeAlias = Literal["template", "price", "motion", "question"]
"""What the clip begins with. price: big, from the first frame. motion: the picture alone at first, moving.
question: one that a buyer asks."""
Topic: TypeAlias = Literal["fabric", "sizes", "size_range", "colours", "tiers", "shipping", "eco"]
"""What a buyer asks about."""
Told: TypeAlias = Literal["name", "price"] | Topic
"""What the catalogue knows and a shot may say."""


class ShotEdit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One shot as the vendor wants it. Everything that is None is as the template has it."""

    id: str
    """Stays with the shot when it is moved."""
    scene: str
    """"opening", "board", "detail:0" …, "closing": which of the template's scenes it is made like."""
    photo: PhotoId | None = None
    take: Take | None = None
    frames: int | None = None
    """None: its share of the clip's length."""
    move: Move | None = None
    crop: Framing | None = None
    """The part of the picture that the move is about."""
    motion: Motion | None = None
    """Given: exactly this move, instead of ``move`` and ``crop``."""
    transition: Transition | None = None
    text: str | None = None
    """The vendor's own words in place of the template's; "" for none."""
    told: tuple[Told, ...] | None = None
    """What the shot says from the catalogue, always as it is now."""


class ClipEdit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All decisions about one clip."""

    format: Literal[1] = 1
    template: str
    seconds: int = 15
    """Length to share out; with every shot's length given, their sum counts instead."""
    music: str | None = "default"
    """A piece, "own:" and a file's name, None for none, "default" for the template's own."""
    on_beat: bool = True
    opening: Opening = "template"
    shots: tuple[ShotEdit, ...] | None = None
    """None: the shots that the template makes of the photos there are."""
    others: tuple[str, ...] = ()
    """Ids of further products shown."""
    voices: tuple[VoiceTake, ...] = ()
    lines: tuple[str, ...] = ()
    """What is spoken, typed: becomes subtitles, timed by the pauses of the voice."""
    cover: int | None = None
