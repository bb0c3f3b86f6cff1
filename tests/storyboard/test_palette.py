"""Styles in their own colours and in a shop's."""

import pytest

from vendor_app.storyboard.colours import contrast
from vendor_app.storyboard.palette import painted
from vendor_app.storyboard.templates import Template, template, templates

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)


def _colours(style: Template) -> set[str]:
    found = set()
    for scene in style.scenes:
        found.add(scene.ground)
        for one in scene.letterings:
            found |= {line.colour for line in one.lines} | ({one.plate.colour} if one.plate else set())
    return found


@STYLES
def test_no_name_of_a_colour_is_left(style: Template) -> None:
    own = painted(style)
    every = (*own.price_first, own.question, own.own_text)
    colours = _colours(own) | {line.colour for one in every for line in one.lines} | {own.subtitle.plate_colour}
    assert not any(colour.startswith("$") for colour in colours)


@STYLES
def test_a_shops_colours_are_seen_in_every_style(style: Template) -> None:
    own, theirs = _colours(painted(style)), _colours(painted(style, "#7a1f5c", "#f2d13c"))
    assert "#7a1f5c" in theirs
    assert "#7a1f5c" not in own


def test_a_style_in_its_own_colours_is_as_its_file_has_it() -> None:
    own = painted(template("sale"))
    assert own.opening.ground == "#ff6a1a"
    assert own.opening.letterings[0].plate is not None
    assert own.opening.letterings[0].plate.colour == "#15110e"
    assert own.opening.letterings[0].lines[0].colour == "#ffe94a"


def test_subtitles_are_legible_whatever_the_shops_colours() -> None:
    for style in templates():
        for main in ("#fff3b8", "#1a0d33", "#808080"):
            subtitle = painted(style, main).subtitle
            assert contrast(subtitle.line.colour, subtitle.plate_colour) >= 4.5


def test_a_line_through_a_price_is_seen_on_any_plate() -> None:
    for main in ("#ffffff", "#c4001a", "#ff6a1a", "#000000"):
        for scene in painted(template("sale"), main).scenes:
            for one in scene.letterings:
                for line in one.lines:
                    assert line.strike is None or one.plate is None or contrast(line.strike, one.plate.colour) >= 2
