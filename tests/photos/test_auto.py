"""One tap makes a badly lit photo better, leaves a good one alone and never spoils cloth."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.conftest import cloth
from tests.photos.test_develop import CALM
from vendor_app.photos.auto import Tone, auto
from vendor_app.photos.develop import develop
from vendor_app.photos.recipe import Recipe

Pixels = NDArray[np.uint8]
RED, BLUE = (190, 30, 45), (40, 70, 160)


def stall(cloth_colour: tuple[int, int, int], wall: int = 205) -> Pixels:
    """Return cloth with folds before a grey wall, in good light."""
    pixels = np.full((400, 300, 3), wall, np.float32)
    pixels += np.linspace(-25, 25, 400, dtype=np.float32)[:, None, None]
    folds = 1 + 0.35 * np.sin(np.arange(160, dtype=np.float32) / 9)[None, :, None]
    pixels[80:340, 70:230] = np.float32(cloth_colour) * folds
    return np.clip(pixels, 0, 250).astype(np.uint8)


def under(pixels: Pixels, red: float, green: float, blue: float) -> Pixels:
    """Return the scene under another light."""
    return np.clip(pixels * np.float32((red, green, blue)), 0, 255).astype(np.uint8)


def made(pixels: Pixels) -> Pixels:
    """Return what one tap makes."""
    return develop(pixels, auto(pixels).on(Recipe()))


def lab(pixels: Pixels) -> NDArray[np.float32]:
    """Return lightness and colours."""
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def test_a_good_photo_is_left_nearly_alone() -> None:
    light, contrast, warmth = auto(stall(RED))
    assert abs(light) < 0.15
    assert contrast == 0
    assert abs(warmth) < 0.05


@pytest.mark.parametrize("dark", [0.3, 0.5, 0.7])
@pytest.mark.parametrize("colour", [RED, BLUE, (240, 235, 230), (25, 25, 28)])
def test_a_dark_photo_becomes_brighter(dark: float, colour: tuple[int, int, int]) -> None:
    pixels = under(stall(colour), dark, dark, dark)
    before, after = (lab(one)[..., 0].mean() for one in (pixels, made(pixels)))
    good = lab(stall(colour))[..., 0].mean()
    assert after > before + 0.3 * (good - before)
    assert after < good + 12


def test_a_dark_dress_before_a_white_wall_is_no_dark_photo() -> None:
    assert auto(stall((25, 25, 28), wall=222)).light < 0.25


@pytest.mark.parametrize("light", [(1.0, 0.94, 0.78), (0.85, 0.95, 1.0)], ids=["bulb", "tube"])
@pytest.mark.parametrize("colour", [RED, BLUE, (200, 200, 190)])
def test_a_wall_in_tinted_light_becomes_greyer(light: tuple[float, float, float], colour: tuple[int, int, int]) -> None:
    pixels = under(stall(colour), *light)
    before, after = (abs(float(np.median(lab(one)[:60, :, 2]))) for one in (pixels, made(pixels)))
    assert after < 0.65 * before


@pytest.mark.parametrize("colour", [RED, BLUE, (230, 200, 60), (120, 90, 60)])
def test_cloth_that_fills_the_picture_keeps_its_colour(colour: tuple[int, int, int]) -> None:
    pixels = np.zeros((200, 200, 3), np.uint8) + np.uint8(colour)
    assert auto(pixels).warmth == 0
    hues = [cv2.cvtColor(np.float32(one[:1, :1]) / 255, cv2.COLOR_RGB2HSV)[0, 0, 0] for one in (pixels, made(pixels))]
    assert hues[1] == pytest.approx(hues[0], abs=3)


@settings(CALM, max_examples=60)
@given(st.integers(0, 999), st.floats(0.2, 1.6), st.floats(0.5, 1.0))
def test_nothing_is_clipped_that_was_not(seed: int, light: float, blue: float) -> None:
    pixels = under(np.asarray(cloth(120, 160, seed)), light, light, light * blue)
    after = made(pixels)
    inner = (pixels > 0) & (pixels < 255)
    assert ((after[inner] > 0) & (after[inner] < 255)).all()
    levels = [len(np.unique(one.max(axis=2))) for one in (pixels, after)]
    assert levels[1] > 0.45 * levels[0]  # folds are not pressed together either


@CALM
@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 255))
def test_any_picture_gets_an_answer_within_bounds(width: int, height: int, level: int) -> None:
    found = auto(np.full((height, width, 3), level, np.uint8))
    assert all(-1 <= value <= 1 for value in found)


def test_the_answer_does_not_depend_on_the_size() -> None:
    pixels = under(stall(BLUE), 0.5, 0.48, 0.42)
    small = np.asarray(cv2.resize(pixels, (150, 200), interpolation=cv2.INTER_AREA), np.uint8)
    assert auto(small) == pytest.approx(auto(pixels), abs=0.06)


def test_it_is_put_on_a_recipe_and_leaves_the_rest() -> None:
    recipe = Tone(0.2, 0.1, -0.3).on(Recipe(turns=2, sharpness=0.4, light=0.9))
    assert recipe == Recipe(turns=2, sharpness=0.4, light=0.2, contrast=0.1, warmth=-0.3)
