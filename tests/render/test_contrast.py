"""Readable or not."""

import numpy as np
import pytest

from vendor_app.render.contrast import readable


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
