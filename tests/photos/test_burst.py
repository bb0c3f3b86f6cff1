"""The sharpest of three."""

import cv2
import numpy as np
import pytest

from tests.conftest import cloth
from vendor_app.photos.burst import Pixels, sharpest


def shaken(pixels: Pixels, by: int) -> Pixels:
    """Move the camera while the shutter is open."""
    kernel = np.zeros((by, by), np.float32)
    kernel[by // 2] = 1 / by
    return cv2.filter2D(pixels, -1, kernel)


def noisy(pixels: Pixels, seed: int) -> Pixels:
    noise = np.random.default_rng(seed).normal(0, 4, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("size", [(640, 480), (1920, 1080)])
def test_the_one_that_was_held_still_is_kept(place: int, size: tuple[int, int]) -> None:
    scene = np.asarray(cloth(*size, seed=4))
    pictures = [shaken(scene, 5), shaken(scene, 9)]
    pictures.insert(place, scene)
    assert sharpest([noisy(picture, seed) for seed, picture in enumerate(pictures)]) == place


def test_of_equals_it_is_the_first() -> None:
    scene = np.asarray(cloth(320, 240, seed=1))
    assert sharpest([scene, scene, scene]) == 0
