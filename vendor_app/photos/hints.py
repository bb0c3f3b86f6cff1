"""What to mend before the picture is taken: a look at a camera's frame, quick enough for every frame."""

from typing import Final, Literal, NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vendor_app.language import _
from vendor_app.photos.measures import blur, brightness, overexposed
from vendor_app.photos.reading import Pixels
from vendor_app.photos.saliency import find_subject
from vendor_app.photos.shot_list import Shot
from vendor_app.photos.upright import Lean, find_lean

HintName: TypeAlias = Literal["dark", "bright", "blurred", "small", "crooked"]

DARK: Final = 146.0
"""``brightness`` below which a picture is too dark: a white sheet two stops under."""
BRIGHT: Final = 0.1
"""``overexposed`` from which on it is too bright."""
BLURRED: Final = 1.2
"""``blur`` from which on it is blurred, in pixels of a picture of 400 to 1100 pixels."""
SMALL: Final = 0.44
"""``fill`` below which the product is too small."""
CROOKED: Final = 5.5
"""Degrees."""
_ALIKE: Final = 0.24
"""Likeness of both sides below which nobody can say how a product lies."""
_GLANCE: Final = 128
"""Pixels on the long side that are enough to see how the product lies."""
_FILL_SIDE: Final = 48
"""And to see how large it is."""
_NEAR_MIDDLE: Final = 0.3
"""Share of the side within which something counts as the product."""
_MIDDLE: Final = 0.64
"""Share of each side that is looked at for sharpness: the product, and not the wall behind it."""


class Hint(NamedTuple):
    """One thing to mend."""

    name: HintName
    degrees: float = 0.0
    """Of what is crooked: how far it leans, clockwise."""

    @property
    def says(self) -> str:
        """What is wrong and what to do, in one short sentence."""
        if self.name == "crooked":
            return _("Leans to the right: straighten it") if self.degrees > 0 else _("Leans to the left: straighten it")
        return {
            "dark": _("Too dark: more light, or nearer to it"),
            "bright": _("Too bright, the colour gets lost: less light"),
            "blurred": _("Blurred: hold still and wait for the focus"),
            "small": _("Small: go nearer"),
        }[self.name]


def look_at(frame: Pixels, shot: Shot | None = None) -> tuple[Hint, ...]:
    """Return what is wrong with a frame, RGB (H, W, 3) of about 640 pixels, what matters most first.

    ``frame`` is the part that will be kept. Size and lean are judged only where ``shot`` asks for the whole product.
    """
    judged = () if shot is None else shot.judged
    hints = [*_light(frame)]
    if blur(_middle(frame)) >= BLURRED:
        hints.append(Hint("blurred"))
    glance = _fitting(frame, _GLANCE)
    if "size" in judged and is_small(fill(glance)):
        hints.append(Hint("small"))
    if "lean" in judged and is_crooked(lean := find_lean(glance)):
        hints.append(Hint("crooked", lean.degrees))
    return tuple(hints)


def fill(pixels: Pixels) -> float:
    """Return how far what stands out reaches: about the share of the picture's side that its longer side takes.

    It is told from how it is spread and not from its box, which one spot at the edge would make as wide as the picture.
    """
    found = find_subject(_fitting(pixels, _FILL_SIDE), patches=80, rounds=2)
    height, width = found.shape
    x, y = (np.arange(width) + 0.5) / width - 0.5, (np.arange(height) + 0.5) / height - 0.5
    weights = found**2 * np.exp(-(x[None] ** 2 + y[:, None] ** 2) / (2 * _NEAR_MIDDLE**2))
    total = max(float(weights.sum()), 1e-6)
    return max(_spread(weights.sum(axis=axis) / total, line) for axis, line in ((0, x), (1, y)))


def _spread(share: NDArray[np.float32], line: NDArray[np.float64]) -> float:
    """Return how long an even line is that is spread as this one."""
    middle = float((share * line).sum())
    return float(np.sqrt(12 * max(float((share * line * line).sum()) - middle**2, 0)))


def is_small(share: float) -> bool:
    """Return whether a product of that ``fill`` is too small to be seen well."""
    return share < SMALL


def is_crooked(lean: Lean) -> bool:
    """Return whether a product that lies so is crooked, and surely."""
    return abs(lean.degrees) >= CROOKED and can_be_told(lean)


def can_be_told(lean: Lean) -> bool:
    """Return whether a product has two sides alike enough to say how it lies."""
    return lean.likeness >= _ALIKE


def _light(frame: Pixels) -> tuple[Hint, ...]:
    if overexposed(frame) >= BRIGHT:
        return (Hint("bright"),)
    return (Hint("dark"),) if brightness(frame) < DARK else ()


def _middle(frame: Pixels) -> Pixels:
    height, width = (round(side * (1 - _MIDDLE) / 2) for side in frame.shape[:2])
    return np.ascontiguousarray(frame[height : frame.shape[0] - height, width : frame.shape[1] - width])


def _fitting(pixels: Pixels, side: int) -> Pixels:
    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = tuple(max(round(one * scale), 1) for one in pixels.shape[1::-1])
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
