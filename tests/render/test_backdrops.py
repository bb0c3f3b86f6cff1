"""Grounds, windows, and whole pictures before their blur."""

import numpy as np
import pytest

from tests.conftest import cloth
from vendor_app.render.backdrops import before_blur, covering, ground, inset
from vendor_app.render.colour import Pixels
from vendor_app.storyboard.model import Box

SIZE = (540, 960)
WINDOW = Box(136, 944, 628, 780)
SHAPES = [(400, 300), (300, 400), (300, 300), (3, 2), (1, 1), (2000, 100), (100, 2000), (1200, 20), (2, 900)]


def _striped(width: int, height: int) -> Pixels:
    """Return a picture whose left and right ends are red and blue."""
    picture = np.full((height, width, 3), 128, np.uint8)
    picture[:, : max(width // 20, 1)] = (255, 0, 0)
    picture[:, -max(width // 20, 1) :] = (0, 0, 255)
    return picture


@pytest.mark.parametrize("shape", SHAPES)
def test_any_shape_makes_a_picture_of_the_canvas(shape: tuple[int, int]) -> None:
    photo = np.asarray(cloth(*shape))
    assert before_blur(photo, SIZE).shape == (960, 540, 3)
    assert inset(ground("#0b5d43", "check", SIZE), photo, WINDOW, 0.5).shape == (960, 540, 3)
    assert covering(photo, 33, 77).shape == (77, 33, 3)


def test_before_its_blur_the_picture_is_whole() -> None:
    row = before_blur(_striped(800, 600), SIZE)[620]
    assert row[3].tolist() == [255, 0, 0]
    assert row[-4].tolist() == [0, 0, 255]


def test_white_on_white_has_an_edge() -> None:
    picture = before_blur(np.full((600, 800, 3), 255, np.uint8), SIZE).astype(int)
    rows = picture[:, 270, 0]
    inside = np.flatnonzero(rows == 255)
    assert len(inside) == pytest.approx(405, abs=3)
    assert rows[inside[0] - 2] < 200
    assert rows[inside[-1] + 2] < 200


def test_a_very_long_picture_is_no_thin_strip() -> None:
    picture = before_blur(np.full((100, 4000, 3), 255, np.uint8), SIZE)
    assert (picture[:, 270, 0] == 255).sum() > 20
    assert (before_blur(np.full((400, 1200, 3), 255, np.uint8), SIZE)[:, 270, 0] == 255).sum() > 220


def test_a_window_has_round_corners_a_frame_and_leaves_the_rest() -> None:
    plain = ground("#0b5d43", "plain", (1080, 1920))
    picture = inset(plain.copy(), np.full((780, 628, 3), 40, np.uint8), WINDOW, 1.0)
    middle = (WINDOW.y + WINDOW.height // 2, WINDOW.x + WINDOW.width // 2)
    assert picture[middle].tolist() == [40, 40, 40]
    assert picture[middle[0], WINDOW.x - 5].tolist() == [255, 252, 244]
    assert picture[WINDOW.y + 2, WINDOW.x + 2].tolist() != [40, 40, 40]
    assert (picture[:700] == plain[:700]).all()


def test_in_a_window_little_is_cut_away() -> None:
    picture = inset(ground("#0b5d43", "plain", (1080, 1920)), _striped(1300, 600), WINDOW, 1.0)
    colours = {tuple(pixel) for pixel in picture[WINDOW.y + WINDOW.height // 2].tolist()}
    assert {(255, 0, 0), (0, 0, 255)} <= colours


@pytest.mark.parametrize("pattern", ["plain", "check", "rays"])
def test_a_pattern_is_quiet(pattern: str) -> None:
    picture = ground("#b3121d", pattern, SIZE)
    assert picture.shape == (960, 540, 3)
    assert picture.reshape(-1, 3).min(axis=0).tolist() == [0xB3, 0x12, 0x1D]
    assert np.ptp(picture.astype(int), axis=(0, 1)).max() <= 40
