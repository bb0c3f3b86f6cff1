"""What a shop remembers of its stand: white balance and exposure by a card, and the place itself."""

from pathlib import Path

import numpy as np
import pytest

from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import Pixels
from vendor_app.photos.stand import STAND_FILE, Card, Stand, balanced, load_stand, measure_grey, save_stand

BOX = (0.25, 0.25, 0.5, 0.5)


def _frame(card: tuple[int, int, int], around: tuple[int, int, int] = (120, 90, 60)) -> Pixels:
    frame = np.full((240, 320, 3), around, np.float32)
    frame[40:200, 60:260] = card
    return np.clip(frame + np.random.default_rng(4).normal(0, 2, frame.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("card", [(190, 170, 130), (150, 165, 185), (120, 135, 110), (200, 200, 200)])
def test_a_measured_sheet_comes_out_without_a_tint_and_white(card: tuple[int, int, int]) -> None:
    frame = _frame(card)
    stand = measure_grey(frame, BOX)
    seen = balanced(frame, stand)[80:160, 100:220].reshape(-1, 3).mean(axis=0)
    assert np.ptp(seen) < 3
    assert 205 < seen.mean() < 242
    assert not stand.is_neutral


def test_a_grey_card_comes_out_as_dark_as_it_is() -> None:
    stand = measure_grey(_frame((150, 140, 120)), BOX, Card.GREY)
    assert balanced(_frame((150, 140, 120)), stand)[80:160, 100:220].mean() == pytest.approx(118, abs=4)


def test_gains_leave_the_lightness_alone() -> None:
    stand = measure_grey(_frame((190, 170, 130)), BOX)
    linear = ((np.array((190, 170, 130)) / 255 + 0.055) / 1.055) ** 2.4
    weights = np.array([0.2126, 0.7152, 0.0722])
    assert weights @ (linear * stand.gains) == pytest.approx(weights @ linear, rel=0.02)


def _striped() -> Pixels:
    frame = _frame((180, 180, 180))
    frame[:, ::8] = frame[:, 1::8] = frame[:, 2::8] = 60
    frame[60:120, 80:180] = 90
    return frame


@pytest.mark.parametrize(
    ("frame", "box", "said"),
    [
        (_frame((254, 250, 248)), BOX, "สว่างจ้า"),
        (_frame((25, 24, 22)), BOX, "มืดเกินไป"),
        (_striped(), BOX, "ไม่เสมอกัน"),
        (_frame((60, 180, 70)), BOX, "ไม่ใช่สีเทา"),
        (_frame((200, 40, 60)), BOX, "ไม่ใช่สีเทา"),
        (_frame((180, 180, 180)), (0.5, 0.5, 0.01, 0.01), "เล็กเกินไป"),
        (_frame((180, 180, 180)), (1.5, 0.5, 0.3, 0.3), "เล็กเกินไป"),
        (_frame((180, 180, 180)), (-0.9, -0.5, 0.3, 0.3), "เล็กเกินไป"),
    ],
)
def test_what_cannot_be_measured_is_said(frame: Pixels, box: tuple[float, float, float, float], said: str) -> None:
    with pytest.raises(VendorError, match=said) as problem:
        measure_grey(frame, box)
    assert problem.value.hint


def test_nothing_is_cut_off_that_was_not() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    made = balanced(ramp, Stand(gains=(1.2, 1.0, 0.8), exposure=2.5)).astype(int)
    assert (np.diff(made, axis=1) >= 0).all()
    for channel in range(3):
        assert len(np.unique(made[0, -40:, channel])) > 4
    assert made[0, 250].max() < 255


def test_what_changes_nothing_returns_the_picture_itself() -> None:
    frame = _frame((180, 180, 180))
    assert balanced(frame, Stand()) is frame
    assert Stand(empty=Photo(id="ab" * 32, suffix=".jpg", width=3, height=4)).is_neutral


def test_the_shop_remembers_its_stand(tmp_path: Path) -> None:
    assert load_stand(tmp_path) == Stand()
    empty = Photo(id="ab" * 32, suffix=".jpg", width=3000, height=4000, name="ฉาก.jpg")
    stand = Stand(gains=(1.1, 0.98, 1.2), exposure=1.3, measured="2026-11-22T08:00:00+00:00", empty=empty)
    save_stand(tmp_path, stand)
    assert load_stand(tmp_path) == stand


@pytest.mark.parametrize("content", [b"", b"{", b'{"gains": [9, 9, 9]}', b'{"exposure": "much"}', b"\xff\xfe\x00"])
def test_a_damaged_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / STAND_FILE).write_bytes(content)
    assert load_stand(tmp_path) == Stand()


def test_a_file_of_another_version_opens(tmp_path: Path) -> None:
    (tmp_path / STAND_FILE).write_bytes(b'{"exposure": 1.5}')
    assert load_stand(tmp_path) == Stand(exposure=1.5)
    (tmp_path / STAND_FILE).write_bytes(b'{"format": 7, "exposure": 1.5, "lamps": 3}')
    assert load_stand(tmp_path).exposure == 1.5
