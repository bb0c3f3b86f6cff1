"""Clip styles: one TOML file each in ``resources/templates``. A new style is a new file.

A scene is what a shot of one kind looks like; ``plan`` makes shots of scenes. Colours are "#rrggbb" or names of the
style's palette, which ``palette.painted`` puts in their place: "$main", "$accent", "$ink", "$paper", "$deep", "$pale".
"""

import functools
from typing import Literal, TypeAlias

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import Wording as Wording
from vendor_app.language import _
from vendor_app.resources import resource
from vendor_app.storyboard.edit import Topic
from vendor_app.storyboard.shots import Box, Colour, Lettering, Move, Pattern, SubtitleStyle, Transition

Need: TypeAlias = Literal[
    "tiers", "old_price", "review", "sizes", "colours", "eco", "fabric", "two_photos", "other_products", "footage"
]
"""What must be known or there for a scene to be shown."""


class Palette(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The colours of a style. A shop's own colour takes the place of ``main``, its second one that of ``accent``."""

    main: Colour
    """Of grounds and of the plates that carry most of the text."""
    accent: Colour
    """What shines: the price, a heading, a bar."""
    ink: Colour = "#1b1714"
    """Dark text."""
    paper: Colour = "#ffffff"
    """Light text, and plates for dark text."""
    pale: Colour | None = None
    """Pale grounds; None, or with a shop's own colour: a tint of ``main``."""


class Grid(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Several things side by side on one scene: pictures as panels, colours as painted panels with their names.

    They share out ``box`` in rows of ``columns``; a last row that is not full is shared out by those in it.
    ``grids.laid_out`` makes panels and letterings of it.
    """

    of: Literal["photos", "pair", "colours", "products", "review"]
    """photos: of the product, those not seen yet first. pair: two photos that are compared, before and after.
    colours: the names of the product's colours, each on its own colour. products: the first photo of each product of
    the clip. review: the photo of the review told on this shot."""
    box: Box
    columns: int = 2
    most: int = 6
    """What does not fit any more is shown on further shots like this one."""
    gap: int = 14
    radius: int = 24
    enters: int = 0
    entry: Literal["none", "fade", "rise"] = "fade"
    stagger: int = 0
    """Frames from one panel's entry to the next: they are counted up."""
    label: Lettering | None = None
    """Written on each panel, at its foot. Its box counts from there: ``x`` stays free on either side, ``y`` below, the
    width does not count. Knows the words of the panel's own product, and {colour}, {side}, {number}, {count}."""
    label_below: int = 0
    """Pixels of canvas kept free for the label under each panel; 0: it stands on the picture."""


class Scene(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a shot of one kind looks like. Its texts are patterns, filled by ``vendor_app.storyboard.words``."""

    beat: float = 1.0
    """How long it is, compared with the other shots of the clip."""
    needs: tuple[Need, ...] = ()
    """Boards without all of these are left out; of details, those that have theirs are taken."""
    shows: Literal["product", "other_products", "nothing"] = "product"
    """Whose picture fills the shot. other_products: of one further product of the clip after the other, and the words
    are of that product, too. nothing: the ground alone, under the grid; no photo is used up."""
    each: Literal["once", "review", "page"] = "once"
    """Of a board. review: once for each review, with the customer's photo if there is one. page: as often as its grid
    needs."""
    moves: tuple[Move, ...] = ("push-in",)
    """Taken in turn."""
    pace: float = 1.0
    """How fast the view moves, compared with other styles."""
    closeness: float = 1.0
    """Zoom at which even a photo not seen before is shown, 1.0 whole; only as close as it stays sharp."""
    picture: Literal["next", "first", "second"] = "next"
    """Which photo of the product it shows: the next not seen yet, or always the same."""
    loose: Box | None = None
    """Where a picture of another shape than the canvas stands on the ground; None: whole, before its own blur. What is
    shown closer than whole covers the canvas all the same."""
    transition: Transition = Transition()
    letterings: tuple[Lettering, ...] = ()
    grid: Grid | None = None
    window: Box | None = None
    """Given: the picture stands in this window on the ground."""
    logo: Box | None = None
    """Where the shop's logo goes, when it has one."""
    ground: Colour = "#0b6e4f"
    pattern: Pattern = "plain"


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A clip style: an opening, now and then boards, details in turn, and a closing card."""

    format: Literal[1]
    name: str
    order: int
    """Place in the list of templates."""
    title: Wording
    description: Wording
    palette: Palette
    needs: tuple[Need, ...] = ()
    """Without all of these there is no clip in this style, and the vendor is told so: it would say what is not true, or
    nothing."""
    music: str
    """Name of the piece played unless the vendor chooses another."""
    seconds: int = 15
    """Length unless the vendor chooses another."""
    shot_frames: int
    """Length of a shot that the rhythm aims at."""
    ease: Literal["glide", "settle"]
    footage: Literal["first", "mixed"] = "mixed"
    """first: the clip begins with footage, and photos come after all of it."""
    facts: tuple[Topic, ...]
    """What the details tell, one each, in this order."""
    opening: Scene
    price_first: tuple[Lettering, ...]
    """The opening's letterings when the clip begins with the price."""
    question: Lettering
    """Takes the place of the opening's name when the clip begins with a question: pattern "{question}"."""
    questions: tuple[str, ...]
    """Patterns; the first of which all words are known is asked. The last one needs none."""
    own_text: Lettering
    """How a vendor's own words look on a shot: pattern "{own}"; also what is told beside them."""
    boards: tuple[Scene, ...] = ()
    """Shown after the opening, in this order, those whose needs are met; in a brief clip only the first ones."""
    details: tuple[Scene, ...]
    closing: Scene
    subtitle: SubtitleStyle = SubtitleStyle()

    @property
    def board(self) -> Scene | None:
        """The first of the boards."""
        return self.boards[0] if self.boards else None

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Every scene there is, in the order of a clip."""
        return (self.opening, *self.boards, *self.details, self.closing)


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
