"""A style in its own colours or in a shop's: names such as "$main" become colours, and every text stays legible."""

import functools
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from vendor_app.storyboard.colours import BLACK, WHITE, contrast, ground_like, is_legible, legible, mixed, tones
from vendor_app.storyboard.shots import Colour, Lettering, Plate, SubtitleStyle, TextLine
from vendor_app.storyboard.templates import Palette, Scene, Template

_DEEP, _PALE = 0.5, 0.86
"""How much black is in "$deep", and white in "$pale"."""
_SEEN: Final = 2.0
"""Contrast that a line through a price needs."""


@functools.lru_cache(maxsize=64)
def painted(template: Template, main: Colour | None = None, accent: Colour | None = None) -> Template:
    """Return the style with every colour's name replaced by a colour: its own, or the shop's ``main`` and ``accent``.

    Whatever the shop's colours are, each text has a contrast of 4.5:1 on its plate or ground.
    """
    names = _named(template.palette, main, accent)
    plain: Template = msgspec.convert(_replaced(msgspec.to_builtins(template), names), Template)
    scenes = {"opening": _scene(plain.opening), "closing": _scene(plain.closing)}
    return msgspec.structs.replace(
        plain,
        **scenes,
        boards=tuple(map(_scene, plain.boards)),
        details=tuple(map(_scene, plain.details)),
        price_first=tuple(_lettering(one, _tones(plain.opening)) for one in plain.price_first),
        question=_lettering(plain.question, _tones(plain.opening)),
        own_text=_lettering(plain.own_text, _tones(plain.opening)),
        subtitle=_subtitle(plain.subtitle),
    )


def _named(palette: Palette, main: Colour | None, accent: Colour | None) -> dict[str, Colour]:
    """Return the colour of each name."""
    ground = ground_like(main or palette.main)
    tint = mixed(ground, WHITE, _PALE)
    return {
        "$main": ground,
        "$accent": accent or palette.accent,
        "$ink": palette.ink,
        "$paper": palette.paper,
        "$deep": mixed(ground, BLACK, _DEEP),
        "$pale": tint if main is not None else palette.pale or tint,
    }


def _replaced(value: Any, names: Mapping[str, Colour]) -> Any:
    """Put colours in place of their names, however deep in lists and tables."""
    if isinstance(value, dict):
        return {key: _replaced(one, names) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def _scene(scene: Scene) -> Scene:
    behind = _tones(scene)
    grid = scene.grid
    if grid is not None and grid.label is not None:
        grid = msgspec.structs.replace(grid, label=_lettering(grid.label, behind))
    letterings = tuple(_lettering(one, behind) for one in scene.letterings)
    return msgspec.structs.replace(scene, letterings=letterings, grid=grid)


def _tones(scene: Scene) -> tuple[Colour, ...]:
    return tones(scene.ground, scene.pattern)


def _lettering(lettering: Lettering, behind: tuple[Colour, ...]) -> Lettering:
    """Make every line legible on the plate, or on the ground without one."""
    plate = lettering.plate
    if plate is not None:
        if not any(is_legible(end, _shades(plate)) for end in (WHITE, BLACK)):
            plate = msgspec.structs.replace(plate, opacity=1.0)
        behind = _shades(plate)
    lines = tuple(_line(line, behind) for line in lettering.lines)
    return msgspec.structs.replace(lettering, plate=plate, lines=lines)


def _shades(plate: Plate) -> tuple[Colour, Colour]:
    """Return the colours of a plate before a white and before a black picture."""
    return mixed(plate.colour, WHITE, 1 - plate.opacity), mixed(plate.colour, BLACK, 1 - plate.opacity)


def _line(line: TextLine, behind: tuple[Colour, ...]) -> TextLine:
    colour, strike = legible(line.colour, behind), line.strike
    if strike is not None and min(contrast(strike, ground) for ground in behind) < _SEEN:
        strike = colour
    value = None if line.value_colour is None else legible(line.value_colour, behind)
    return msgspec.structs.replace(line, colour=colour, value_colour=value, strike=strike)


def _subtitle(style: SubtitleStyle) -> SubtitleStyle:
    plate = Plate(colour=style.plate_colour, opacity=style.opacity)
    return msgspec.structs.replace(style, line=_line(style.line, _shades(plate)))
