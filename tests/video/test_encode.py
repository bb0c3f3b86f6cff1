from collections.abc import Iterator
from typing import Any

import av
import numpy as np
import pytest
from msgspec.structs import replace

from tests.video.conftest import SMALL, frames
from vendor_app.progress import Cancelled, Progress
from vendor_app.video.encode import encode_segment
from vendor_app.video.format import CLIP, ClipFormat


def test_every_frame_becomes_one_packet_and_the_header_is_always_the_same() -> None:
    made = [encode_segment(frames(count, seed), SMALL) for seed, count in enumerate((1, 2, 60))]
    assert [len(segment.packets) for segment in made] == [1, 2, 60]
    assert len({segment.header for segment in made}) == 1


def test_the_same_frames_give_the_same_bytes() -> None:
    assert encode_segment(frames(12), SMALL) == encode_segment(frames(12), SMALL)


@pytest.mark.parametrize("count", [0, 61])
def test_a_segment_is_one_group_of_pictures(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 60 frames"):
        encode_segment(frames(count), SMALL)


def test_a_frame_of_another_size_is_a_bug() -> None:
    with pytest.raises(ValueError, match=r"frame 1 is uint8 \(3, 4\)"):
        encode_segment([next(frames(1)), np.zeros((3, 4), np.uint8)], SMALL)


def test_encoding_stops_when_told() -> None:
    drawn: list[int] = []

    def drawing():  # type: ignore[no-untyped-def]
        for number, frame in enumerate(frames(50)):
            drawn.append(number)
            yield frame

    with pytest.raises(Cancelled):
        encode_segment(drawing(), SMALL, Progress(is_cancelled=lambda: len(drawn) == 5))
    assert len(drawn) == 5


@pytest.mark.parametrize("frames_of_shot", [1, 24, 59, 60, 61, 75, 119, 121, 290])
def test_a_shot_is_shared_out_evenly_and_whole(frames_of_shot: int) -> None:
    parts = CLIP.parts(frames_of_shot)
    assert [number for part in parts for number in part] == list(range(frames_of_shot))
    assert max(map(len, parts)) <= CLIP.gop
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize(("frames_of_shot", "transition"), [(48, 12), (65, 12), (90, 14), (12, 12), (150, 75), (20, 0)])
def test_the_transition_into_a_shot_is_shared_out_for_itself(frames_of_shot: int, transition: int) -> None:
    parts = CLIP.parts(frames_of_shot, transition)
    assert [number for part in parts for number in part] == list(range(frames_of_shot))
    assert max(map(len, parts)) <= CLIP.gop
    assert all(part.start >= transition or part.stop <= transition for part in parts)


@pytest.mark.parametrize("other", [ClipFormat(crf=30), ClipFormat(width=720, height=1280), ClipFormat(tuning="")])
def test_another_format_has_another_key(other: ClipFormat) -> None:
    assert other.key() != CLIP.key() == ClipFormat().key()


def test_the_memory_of_a_frame_may_be_drawn_over() -> None:
    def in_one_place(drawn: list[np.ndarray[Any, Any]]) -> Iterator[Any]:
        place = np.empty(SMALL.frame_shape, np.uint8)
        for one in drawn:
            place[...] = one
            yield place
            place[...] = 7

    drawn = list(frames(12))
    assert encode_segment(in_one_place(drawn), SMALL) == encode_segment(drawn, SMALL)


def test_the_encoder_gets_the_right_pixels() -> None:
    sharp = replace(SMALL, crf=1, most_kbps=100_000)
    drawn = list(frames(3))
    segment = encode_segment(drawn, sharp)
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = segment.header
    seen = [frame for packet in segment.packets for frame in decoder.decode(av.Packet(packet))]
    seen += decoder.decode(None)
    for shown, wanted in zip(seen, drawn, strict=True):
        assert np.abs(shown.to_ndarray().astype(int) - wanted).mean() < 2


def test_a_frame_with_gaps_is_a_bug() -> None:
    wide = np.zeros((SMALL.frame_shape[0], SMALL.width * 2), np.uint8)
    with pytest.raises(ValueError, match="in a row"):
        encode_segment([wide[:, ::2]], SMALL)
