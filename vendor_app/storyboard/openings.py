"""Other beginnings of the same clip: with the price, with the moving picture, with a question."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from vendor_app.storyboard import words
from vendor_app.storyboard.edit import Opening
from vendor_app.storyboard.shots import Lettering
from vendor_app.storyboard.templates import Template

_PICTURE_ALONE: Final = 24
"""Frames before anything is written over the moving picture."""
_ANSWER: Final = 26
"""Frames before the price answers the question."""


def opening_letterings(style: Template, opening: Opening) -> tuple[Lettering, ...]:
    """Return what is written on the opening, as patterns."""
    own = style.opening.letterings
    if opening == "price":
        return style.price_first
    if opening == "motion":
        return tuple(_later(one, _PICTURE_ALONE + 3 * number) for number, one in enumerate(own))
    if opening == "question":
        return _asked(style, own)
    return own


def asked(style: Template, known: Mapping[str, str]) -> dict[str, str]:
    """Return the word for the question that a buyer would ask about this product."""
    return {"question": words.question(style.questions, known)}


def _asked(style: Template, own: Sequence[Lettering]) -> tuple[Lettering, ...]:
    """Put the question in the name's place, and have the price answer it."""
    there = [style.question if one.role == "name" else one for one in own]
    if style.question not in there:
        there.insert(0, style.question)
    return tuple(_later(one, _ANSWER) if one.role in ("price", "old_price") else one for one in there)


def _later(lettering: Lettering, frames: int) -> Lettering:
    return msgspec.structs.replace(lettering, enters=lettering.enters + frames, entry="rise")
