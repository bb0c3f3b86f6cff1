"""Reckoning with colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_app.storyboard.cloth_colours import colour_named
from vendor_app.storyboard.colours import (
    PATTERN_DEPTH,
    contrast,
    ground_like,
    is_legible,
    legible,
    levels,
    luminance,
    mixed,
    tones,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_contrast_is_that_of_the_web() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1.0


def test_mixing_goes_from_one_to_the_other() -> None:
    assert [mixed("#102030", "#ffffff", share) for share in (0, 0.5, 1)] == ["#102030", "#889098", "#ffffff"]


@given(text=COLOURS, ground=COLOURS)
def test_on_one_ground_any_text_can_be_made_legible(text: str, ground: str) -> None:
    assert is_legible(legible(text, (ground,)), (ground,))


@given(text=COLOURS, ground=COLOURS)
def test_legible_text_keeps_its_colour(text: str, ground: str) -> None:
    assert not is_legible(text, (ground,)) or legible(text, (ground,)) == text


@given(colour=COLOURS, pattern=st.sampled_from(list(PATTERN_DEPTH)))
def test_on_every_ground_and_its_pattern_either_white_or_black_can_be_read(colour: str, pattern: str) -> None:
    both = tones(ground_like(colour), pattern)
    assert any(is_legible(end, both) for end in ("#ffffff", "#000000"))


@given(colour=COLOURS)
def test_a_ground_is_the_shops_colour_only_darker(colour: str) -> None:
    assert luminance(ground_like(colour)) <= luminance(colour)
    assert luminance(colour) <= 0.3 or ground_like(colour) == colour


@pytest.mark.parametrize("ground", ["#fff3b8", "#ffffff", "#e6f1fd"])
def test_the_pattern_of_a_pale_ground_is_darker_and_can_be_seen(ground: str) -> None:
    assert 1.05 < contrast(*tones(ground, "dots")) < 2
    assert max(levels(tones(ground, "dots")[1])) <= 255


@pytest.mark.parametrize(
    ("name", "known"),
    [("เขียวมะกอก", "#6b6f2d"), ("สีเขียว", "#23884a"), ("Navy blue", "#1b2547"), ("ลายอะไรไม่รู้", None), ("", None)],
)
def test_a_colours_name_is_found_within_what_was_typed(name: str, known: str | None) -> None:
    assert colour_named(name) == known
