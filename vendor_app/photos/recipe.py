"""What a vendor did to a photo, as data: the original stays as it came, and the picture is made from both."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

MaskId: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""SHA-256 of a mask's bytes in the shop's ``masks``."""
Part: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
"""Of the upright original's width or height, from the left or the top."""
Amount: TypeAlias = Annotated[float, Meta(ge=-1, le=1)]
"""How much of a correction; 0 is none."""
MOST_DEGREES = 15.0
_MOST = 500


class Crop(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A window on the picture as it is after turning and straightening, in fractions of that."""

    x: Part = 0.0
    y: Part = 0.0
    width: Annotated[float, Meta(gt=0, le=1)] = 1.0
    height: Annotated[float, Meta(gt=0, le=1)] = 1.0


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A stain or speck, healed from what is around it."""

    x: Part
    y: Part
    radius: Annotated[float, Meta(gt=0, le=0.25)]
    """Of the longer side."""


class Veil(msgspec.Struct, frozen=True, kw_only=True):
    """A box in which nothing can be recognised: a face or a number plate."""

    x: Part
    y: Part
    width: Part
    height: Part


class Stroke(msgspec.Struct, frozen=True, kw_only=True):
    """A finger's line that says what is the product and what is background."""

    keep: bool
    """True: this is the product."""
    radius: Annotated[float, Meta(gt=0, le=0.25)]
    """Of the longer side."""
    points: Annotated[tuple[tuple[Part, Part], ...], Meta(max_length=5_000)]


class Cutout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The product on white. The mask says where it is; the strokes and the stand, how the mask came about."""

    mask: MaskId
    strokes: Annotated[tuple[Stroke, ...], Meta(max_length=_MOST)] = ()
    stand: MaskId | None = None
    """Photo id of the empty stand, when there was one."""
    shadow: bool = False
    """Whether the product's soft shadow stays."""


class Recipe(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How to make the picture from the original.

    Places are fractions of the upright original. In order: spots, veils, light, contrast and warmth, cutout, turning,
    straightening, crop, sharpening.
    """

    turns: Annotated[int, Meta(ge=0, le=3)] = 0
    """Quarter turns clockwise."""
    degrees: Annotated[float, Meta(ge=-MOST_DEGREES, le=MOST_DEGREES)] = 0.0
    """Straightening, clockwise. The frame shrinks to the largest of the same ratio that has no empty corner."""
    crop: Crop = Crop()
    light: Amount = 0.0
    contrast: Amount = 0.0
    warmth: Amount = 0.0
    sharpness: Annotated[float, Meta(ge=0, le=1)] = 0.0
    spots: Annotated[tuple[Spot, ...], Meta(max_length=_MOST)] = ()
    veils: Annotated[tuple[Veil, ...], Meta(max_length=_MOST)] = ()
    cutout: Cutout | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the picture is the original."""
        return self == Recipe()
