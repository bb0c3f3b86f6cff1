"""A cut-out product on white paper: its own colours stay, and nothing of the old ground shines."""

import cv2
import numpy as np
import pytest

from tests.photos.scenes import HEIGHT, WIDTH, scene
from vendor_app.photos.on_white import put_on_white
from vendor_app.photos.reading import Pixels


def _mask(truth: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(truth.astype(np.uint8) * 255, (0, 0), 1.0), np.uint8)


def _on_white(picture: Pixels, mask: np.ndarray, *, shadow: bool = False) -> Pixels:
    made = picture.copy()
    put_on_white(made, mask, shadow=shadow)
    return made


@pytest.mark.parametrize("shadow", [False, True])
@pytest.mark.parametrize("scale", [0.4, 1.0, 3.0])
def test_the_products_own_colours_stay_to_the_level(scale: float, shadow: bool) -> None:
    made = scene(ground="boards")
    picture = np.asarray(cv2.resize(made.picture, None, fx=scale, fy=scale), np.uint8)
    result = _on_white(picture, _mask(made.truth), shadow=shadow)
    inside = cv2.erode(made.truth.astype(np.uint8), np.ones((9, 9), np.uint8))
    whole = cv2.resize(inside, picture.shape[1::-1], interpolation=cv2.INTER_NEAREST) > 0
    assert whole.sum() > 0.1 * whole.size
    assert (result[whole] == picture[whole]).all()


def test_the_ground_is_plain_white() -> None:
    made = scene(ground="boards")
    result = _on_white(made.picture, _mask(made.truth))
    outside = cv2.dilate(made.truth.astype(np.uint8), np.ones((13, 13), np.uint8)) == 0
    assert (result[outside] == 255).all()


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_no_fringe_of_the_old_ground_is_left(scale: float) -> None:
    """A white shirt on red: whatever is reddish at its outline came from the ground."""
    random = np.random.default_rng(2)
    truth = scene().truth
    soft = cv2.GaussianBlur(truth.astype(np.float32), (0, 0), 0.8)[..., None]
    picture = (
        np.array((235, 235, 235)) * soft + np.array((190, 30, 30)) * (1 - soft) + random.normal(0, 2, (400, 300, 3))
    )
    small = np.clip(picture, 0, 255).astype(np.uint8)
    large = np.asarray(cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)
    tight = np.asarray(cv2.erode(_mask(truth), np.ones((3, 3), np.uint8)), np.uint8)
    result = _on_white(large, tight).astype(int)
    assert (result[..., 0] - result[..., 1]).max() < 25


def test_the_shadow_stays_soft_grey_and_near() -> None:
    made = scene("shirt", (60, 70, 150), "wall")
    plain, shaded = (_on_white(made.picture, _mask(made.truth), shadow=shadow) for shadow in (False, True))
    assert (np.ptp(shaded[~made.truth].astype(int), axis=1) <= 60).all()
    below = slice(322, 330), slice(100, 200)
    assert shaded[below].mean() < plain[below].mean() - 4
    corners = [shaded[row, column] for row in (0, HEIGHT - 1) for column in (0, WIDTH - 1)]
    assert (np.array(corners) == 255).all()
    assert shaded[330:].min() >= 255 * 0.5


@pytest.mark.parametrize("shadow", [False, True])
def test_all_or_nothing_is_taken_as_said(shadow: bool) -> None:
    picture = scene().picture
    assert (_on_white(picture, np.zeros((40, 30), np.uint8), shadow=shadow)[:5] == 255).all()
    assert (_on_white(picture, np.full((40, 30), 255, np.uint8), shadow=shadow) == picture).all()


@pytest.mark.parametrize("size", [(1, 1), (2, 700), (5, 3)])
def test_the_smallest_pictures_do(size: tuple[int, int]) -> None:
    picture = np.full((*size, 3), 90, np.uint8)
    assert (_on_white(picture, np.full((3, 3), 255, np.uint8), shadow=True) == picture).all()
