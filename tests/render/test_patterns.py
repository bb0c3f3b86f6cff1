"""Patterns drawn tone on tone."""

from typing import get_args

import cv2
import numpy as np
import pytest

from vendor_app.render.backdrops import ground
from vendor_app.render.patterns import drawn
from vendor_app.storyboard.colours import PATTERN_DEPTH, levels, tones
from vendor_app.storyboard.shots import Pattern

PATTERNS = pytest.mark.parametrize("pattern", get_args(Pattern))
FULL, PREVIEW = (1080, 1920), (540, 960)


def test_every_pattern_has_a_drawing_and_a_depth() -> None:
    assert set(PATTERN_DEPTH) == set(get_args(Pattern))


@PATTERNS
@pytest.mark.parametrize("colour", ["#0b5d43", "#ff6a1a", "#fbe7d3", "#ffffff", "#000000"])
def test_no_pixel_is_outside_the_two_tones(pattern: Pattern, colour: str) -> None:
    pixels = ground(colour, pattern, PREVIEW).reshape(-1, 3).astype(int)
    both = np.array([levels(tone) for tone in tones(colour, pattern)])
    assert (pixels.min(axis=0) >= both.min(axis=0) - 1).all()
    assert (pixels.max(axis=0) <= both.max(axis=0) + 1).all()
    assert pattern == "plain" or np.ptp(pixels, axis=0).max() >= 10


@PATTERNS
def test_the_preview_shows_the_pattern_of_the_clip(pattern: Pattern) -> None:
    large = cv2.resize(drawn(pattern, FULL), PREVIEW, interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(large - drawn(pattern, PREVIEW)).mean() < 6


@PATTERNS
def test_it_is_the_same_each_time(pattern: Pattern) -> None:
    assert (drawn(pattern, PREVIEW) == drawn(pattern, PREVIEW)).all()


def test_no_pattern_is_another() -> None:
    small = {one: cv2.resize(drawn(one, PREVIEW), (54, 96), interpolation=cv2.INTER_AREA) for one in PATTERN_DEPTH}
    names = list(small)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            assert np.abs(small[one].astype(int) - small[other]).mean() > 10, (one, other)
