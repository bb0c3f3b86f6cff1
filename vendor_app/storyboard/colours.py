"""Reckoning with colours: how far apart two are for the eye, and text that can be read on its ground."""

from collections.abc import Sequence
from typing import Final

from vendor_app.storyboard.shots import Colour, Pattern

ENOUGH: Final = 4.5
"""WCAG contrast that text needs."""
WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
PATTERN_DEPTH: Final[dict[Pattern, int]] = {
    "plain": 0,
    "check": 34,
    "rays": 38,
    "stripes": 30,
    "dots": 34,
    "weave": 20,
    "squares": 30,
    "halves": 30,
    "leaves": 26,
    "tarpaulin": 34,
    "halftone": 30,
}
"""How far, of 255, a pattern leaves its ground's colour towards white."""
_PALE: Final = 0.7
"""Luminance above which a pattern is darker than its ground, and of the same hue."""
_SHADE: Final = 0.07
"""Black in the pattern of a pale ground: white has one, too."""
_STEPS: Final = 20
_FURTHEST_STEP: Final = 8
"""Beyond this a colour is washed out: plain white or black looks better."""


def luminance(colour: Colour) -> float:
    """Return the relative luminance of "#rrggbb", 0.0 to 1.0."""
    linear = [linear_level(level / 255) for level in levels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def linear_level(value: float) -> float:
    """Return the light of an sRGB value, both 0.0 to 1.0."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def ratio(one: float, other: float) -> float:
    """Return the contrast of two luminances, 1.0 to 21.0."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, 1.0 to 21.0."""
    return ratio(luminance(one), luminance(other))


def levels(colour: Colour) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """Return a colour with ``share`` of ``other`` in it."""
    both = zip(levels(colour), levels(other), strict=True)
    return "#" + "".join(f"{round(own * (1 - share) + strange * share):02x}" for own, strange in both)


def tones(ground: Colour, pattern: Pattern) -> tuple[Colour, Colour]:
    """Return the colour of a ground and the one of its pattern that is furthest from it."""
    if luminance(ground) > _PALE and pattern != "plain":
        richer = "#" + "".join(f"{level * level // 255:02x}" for level in levels(ground))
        return ground, mixed(richer, BLACK, _SHADE)
    return ground, mixed(ground, WHITE, PATTERN_DEPTH[pattern] / 255)


def is_legible(text: Colour, grounds: Sequence[Colour]) -> bool:
    """Whether text of this colour can be read on all of these."""
    return all(contrast(text, ground) >= ENOUGH for ground in grounds)


def legible(text: Colour, grounds: Sequence[Colour]) -> Colour:
    """Return a colour near ``text`` that can be read on all grounds; where none is, the better of white and black."""
    lighter = luminance(text) > luminance(grounds[0])
    for step in range(_FURTHEST_STEP + 1):
        for end in (WHITE, BLACK) if lighter else (BLACK, WHITE):
            nearest = mixed(text, end, step / _STEPS)
            if is_legible(nearest, grounds):
                return nearest
    return max((WHITE, BLACK), key=lambda end: min(contrast(end, ground) for ground in grounds))


def ground_like(colour: Colour) -> Colour:
    """Return the colour nearest to this one that light text can be read on, with a pattern; pale ones stay."""
    for step in range(_STEPS + 1):
        darker = mixed(colour, BLACK, step / _STEPS)
        if luminance(colour) > _DARKENED_BELOW or contrast(WHITE, mixed(darker, WHITE, _DEEPEST)) >= ENOUGH:
            return darker
    return BLACK


_DARKENED_BELOW: Final = 0.3
"""Luminance below which a ground is for light text, not for dark."""
_DEEPEST: Final = max(PATTERN_DEPTH.values()) / 255
