"""Readable or not."""

import numpy as np
import pytest

from vendor_app.render.contrast import luminance, ratio, readable


@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [("#ffffff", "#000000", 21.0), ("#ffffff", "#777777", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, contrast: float) -> None:
    assert ratio(luminance(one), luminance(other)) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize(
    ("grey", "white_reads", "black_reads"), [(16, True, False), (235, False, True), (128, False, True)]
)
def test_text_before_a_plain_ground(grey: int, white_reads: bool, black_reads: bool) -> None:
    luma = np.full((50, 50), grey, np.uint8)
    assert readable("#ffffff", luma) == white_reads
    assert readable("#000000", luma) == black_reads


def test_a_bright_corner_is_enough_to_ask_for_a_plate_and_a_glint_is_not() -> None:
    luma = np.full((100, 100), 30, np.uint8)
    luma[:10, :10] = 235
    assert readable("#ffffff", luma)
    luma[:10, :50] = 235
    assert not readable("#ffffff", luma)
