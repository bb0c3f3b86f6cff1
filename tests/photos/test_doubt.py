"""What was cut out by itself and is to be looked at closely: slivers of a close-up, not whole products."""

import cv2
import numpy as np
import pytest

from vendor_app.photos.cutout import cut_out
from vendor_app.photos.doubt import is_doubtful
from vendor_app.photos.on_white import Mask
from vendor_app.photos.reading import Pixels

CLOTH, GROUND = (40, 70, 120), (222, 214, 200)
OUTLINE = np.array([(30, 20), (70, 20), (95, 45), (84, 58), (70, 46), (70, 86), (30, 86), (30, 46), (16, 58), (5, 45)])


def _shirt(scale: float = 1.0) -> tuple[Pixels, Mask]:
    """Draw a shirt on a plain floor, (400, 400, 3), and where it is."""
    mask = np.zeros((400, 400), np.uint8)
    cv2.fillPoly(mask, [np.rint((OUTLINE - 50) * 4 * scale + 200).astype(np.int32)], 255)
    picture = np.where(mask[..., None] > 0, CLOTH, GROUND)
    grain = np.random.default_rng(3).normal(0, 3, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8), mask


def _close_up() -> Pixels:
    """Draw cloth that fills the picture, with a print beside its middle."""
    grain = np.random.default_rng(4).normal(0, 3, (400, 400, 3))
    picture = np.clip(np.array(CLOTH) + grain, 0, 255).astype(np.uint8)
    cv2.putText(picture, "SALE", (210, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (240, 235, 90), 8, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("scale", [0.8, 1.0])
def test_a_whole_product_is_not_doubted(scale: float) -> None:
    picture, mask = _shirt(scale)
    assert not is_doubtful(picture, mask)
    assert not is_doubtful(picture, cut_out(picture))


def test_a_print_cut_out_of_its_cloth_is_doubted() -> None:
    picture = _close_up()
    assert is_doubtful(picture, cut_out(picture))


def test_cloth_parted_from_the_same_cloth_is_doubted() -> None:
    _picture, mask = _shirt()
    assert is_doubtful(_close_up(), mask)


@pytest.mark.parametrize("level", [0, 255])
def test_nothing_and_everything_are_doubted(level: int) -> None:
    picture, mask = _shirt()
    assert is_doubtful(picture, np.full_like(mask, level))
