"""The pieces that a clip is encoded in."""

import pytest
from msgspec.structs import replace

from tests.render.samples import board
from vendor_app.render.compose import transition_frames
from vendor_app.render.stretches import stretches
from vendor_app.video import encoders
from vendor_app.video.format import CLIP, ClipFormat, Encoder

PLENTY = CLIP.most_kbps * 3 // 2
CHIP = replace(CLIP, encoder=Encoder(codec="h264_qsv"))


@pytest.mark.parametrize(("clip_format", "is_other"), [(CHIP, True), (CLIP, False)])
def test_a_new_driver_makes_other_pieces_of_a_chips_clips_only(
    monkeypatch: pytest.MonkeyPatch, clip_format: ClipFormat, is_other: bool
) -> None:
    before = [one.key for one in stretches(board(), clip_format)]
    monkeypatch.setattr(encoders, "versions", lambda: ("the next driver",))
    after = [one.key for one in stretches(board(), clip_format)]
    assert [a != b for a, b in zip(before, after, strict=True)] == [is_other] * len(before)


def test_a_transition_alone_may_take_more() -> None:
    storyboard = board()
    for one in stretches(storyboard, CLIP):
        number, frame = storyboard.shot_at(one.first)
        is_transition = frame < transition_frames(storyboard, number)
        assert one.clip_format.most_kbps == (PLENTY if is_transition else CLIP.most_kbps)
        assert one.pictures == one.frames * (2 if is_transition else 1)
    assert {one.clip_format.most_kbps for one in stretches(storyboard, CLIP)} == {PLENTY, CLIP.most_kbps}
