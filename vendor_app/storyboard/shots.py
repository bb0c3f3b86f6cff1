"""What one shot of a clip is made of. Time is whole frames; places are pixels of the canvas."""

from typing import Literal, TypeAlias

import msgspec

from vendor_app.photos.photo import PhotoId
from vendor_app.video.footage import FootageId

FPS = 30
Role: TypeAlias = Literal["name", "price", "old_price", "tiers", "facts", "sizes", "shop", "note", "quote", "question"]
"""What a text speaks of."""
Move: TypeAlias = Literal["push-in", "pull-out", "rise", "sink", "slide-left", "slide-right"]
"""push-in, pull-out: nearer, farther. rise, sink, slide: the view goes up, down, to a side."""
Colour: TypeAlias = str
""""#rrggbb"."""
Pattern: TypeAlias = Literal[
    "plain",
    "check",
    "rays",
    "stripes",
    "dots",
    "weave",
    "squares",
    "halves",
    "leaves",
    "tarpaulin",
    "halftone",
]
"""Drawn tone on tone on a ground. check: woven like a pha khao ma. rays: like a market sign. stripes: slanted, like a
barrier tape. weave: twill, seen close. squares: of an exercise book. halves: a slanted border between two. leaves:
scattered. tarpaulin: like a market's big striped bags. halftone: dots that grow downwards, like cheap print."""
Fill: TypeAlias = Literal["cover", "blur", "inset"]
"""How a picture meets the canvas. cover: fills it. blur: whole, before a blurred copy of itself.
inset: in a rounded window on the shot's ground."""


class Box(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rectangle on the canvas, in pixels."""

    x: int
    y: int
    width: int
    height: int


CANVAS = Box(0, 0, 1080, 1920)
SAFE = Box(120, 288, 660, 960)
"""Clear of every platform's own buttons when no product card is shown."""
SAFE_WITH_CARD = Box(120, 288, 660, 618)


class Framing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of a picture fills the canvas. ``zoom`` 1.0 just covers it; centre in fractions of the picture."""

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0


class Motion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From one framing to another over the whole time the picture is seen: zoom in log space, velocity eased."""

    start: Framing = Framing()
    end: Framing = Framing()


class TextLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paragraph of a lettering, wrapped and shrunk to fit when it is drawn."""

    text: str
    size: int
    """Pixels of canvas; the largest it may be."""
    floor: int = 34
    """Pixels of canvas; smaller than this it ends in "…" instead."""
    family: Literal["Kanit", "Sarabun"] = "Kanit"
    weight: int = 600
    colour: Colour = "#ffffff"
    max_lines: int = 2
    unit: str = ""
    """Smaller text behind ``text`` on its last line, such as "/ ตัว". It stays whole where ``text`` must be cut."""
    unit_size: int | None = None
    """Pixels of canvas while ``text`` has its full size; None: about half of it."""
    value: str = ""
    """Text at the other end of the line, as in a table."""
    value_colour: Colour | None = None
    gap: int = 0
    """Pixels of canvas between the line before and this one."""
    rule: Colour | None = None
    """Colour of a thin line drawn in the middle of that gap."""
    strike: Colour | None = None
    """Colour of a line through ``text``, for a price that holds no more."""


class Plate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ground put behind text."""

    colour: Colour
    opacity: float = 0.92
    shape: Literal["rounded", "tag", "lines", "bubble", "ticket"] = "rounded"
    """tag: a price tag, pointed at its left. lines: each line of text has its own, as wide as the line. bubble: of
    speech, with a tail under its left. ticket: with a bite out of each side."""
    radius: int = 28
    padding: int = 32
    accent: Colour | None = None
    """Colour of a bar along the left edge."""
    wide: bool = False
    """True: as wide as the box, whatever the text."""
    tall: bool = False
    """True: as tall as the box, whatever the text."""
    shadow: bool = True
    always: bool = True
    """False: only where the picture behind is too bright for a contrast of 4.5:1."""


class Lettering(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Text on one shot, inside its box, from frame ``enters`` of the shot on."""

    role: Role
    lines: tuple[TextLine, ...]
    box: Box
    align: Literal["left", "centre", "right"] = "left"
    anchor: Literal["top", "middle", "bottom"] = "bottom"
    """Where in the box the text block sits when it does not fill it."""
    plate: Plate | None = None
    enters: int = 0
    entry: Literal["none", "fade", "rise"] = "fade"
    stagger: int = 0
    """Frames from one line's entry to the next; 0: all come in together, with the plate."""


TransitionKind: TypeAlias = Literal[
    "cut", "crossfade", "wipe", "wipe-up", "push", "push-up", "zoom", "dip", "iris", "blinds", "reveal"
]
"""wipe: uncovered from the left, wipe-up from below, by a soft edge. push: shoved out to the left, push-up upwards.
zoom: through the former picture into the next. dip: by way of the former shot's ground colour. iris: a growing circle.
blinds: slats that turn. reveal: a sharp line travels slowly over a still picture, for before and after."""


class Transition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a shot comes in over the one before: over its own first ``frames``, while the other keeps moving."""

    kind: TransitionKind = "crossfade"
    frames: int = 12


class Panel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A further picture on a shot, under its lettering: one colour of several, one product of a dozen, a logo."""

    photo: PhotoId
    look: str = ""
    """Key of the photo as it was edited; empty: as it came."""
    box: Box
    fit: Literal["cover", "contain"] = "cover"
    """contain: whole, on white; a logo keeps its transparency."""
    x: float = 0.5
    """With ``y`` the middle of what matters, in fractions of the photo: what is cut away is cut around it."""
    y: float = 0.5
    radius: int = 24
    enters: int = 0
    entry: Literal["none", "fade", "rise"] = "fade"

    @property
    def picture(self) -> str:
        """What it shows, as whoever opens pictures knows it."""
        return self.look or self.photo


class Take(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of a piece of footage that a shot shows."""

    footage: FootageId
    start: int = 0
    """Frame of the footage, at 30 a second, that the shot begins with. It ends when the shot does, or stands still."""
    sound: bool = True
    """Whether what was recorded with it is heard."""


class Shot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One picture, or a plain card, on screen. It owns ``frames`` frames of the clip: one segment."""

    frames: int
    photo: PhotoId | None = None
    """None: footage, or a card of plain ``ground`` colour."""
    look: str = ""
    """Key of the photo as it was edited; empty: as it came."""
    take: Take | None = None
    """Given: footage instead of a photo. ``motion`` moves over it as over a photo."""
    panels: tuple[Panel, ...] = ()
    scene: str = ""
    """What the shot is in its template: "opening", "board", "detail:0" …, "closing"."""
    fill: Fill = "cover"
    window: Box | None = None
    """Where the picture of an inset is."""
    part: Framing | None = None
    """What of the photo fills that window, zoom 1.0 just covers it; None: its middle, or all of one too long for it."""
    ground: Colour = "#0b6e4f"
    pattern: Pattern = "plain"
    motion: Motion = Motion()
    ease: Literal["glide", "settle"] = "glide"
    """glide: gathers speed and loses it; settle: quick at first, then ever calmer."""
    transition: Transition = Transition(kind="cut", frames=0)
    letterings: tuple[Lettering, ...] = ()

    @property
    def picture(self) -> str | None:
        """The photo it shows, as whoever opens pictures knows it."""
        return self.look or self.photo


class VoiceTake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of recorded speech and where it is heard."""

    file: str
    """Name of the recording in the shop's folder of recordings."""
    start: int = 0
    """Frame of the clip in which it begins."""
    skip: int = 0
    """Frames (at 30 a second) left out at its beginning."""
    frames: int | None = None
    """How long it is heard; None: to its end."""


class SubtitleStyle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How what is spoken is written at the foot of the safe box."""

    line: TextLine = TextLine(text="", size=52, floor=40, family="Kanit", weight=600)
    plate_colour: Colour = "#111111"
    opacity: float = 0.86
    radius: int = 16
