"""Encoders of graphics chips are trusted only when they are right: stand-ins for good and bad ones."""

import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.video.conftest import frames
from vendor_app.progress import Cancelled, Progress
from vendor_app.video import encoders
from vendor_app.video.aac import encode_sound
from vendor_app.video.encode import EncoderFailed, encode_segment
from vendor_app.video.encoders import Answer, Trial, chosen, distrust, find, is_known, measured
from vendor_app.video.format import CLIP, ClipFormat, Encoder

SMALL = ClipFormat(width=180, height=320)
X264 = dict(SMALL.x264_options())
GOOD = Encoder(codec="libx264", options=tuple({**X264, "crf": "21"}.items()))
UGLY = replace(GOOD, options=tuple({**X264, "crf": "48"}.items()))
HUGE = replace(GOOD, options=tuple({**X264, "crf": "1", "x264-params": "scenecut=0"}.items()))
REORDERED = replace(GOOD, options=tuple({**X264, "bf": "2"}.items()))
OFTEN_KEY = replace(GOOD, options=tuple({**X264, "g": "5"}.items()))
OTHER_CODEC = Encoder(codec="mpeg4")
NO_SUCH_OPTION = replace(GOOD, options=(*X264.items(), ("profile", "no such profile")))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "encoder.json"


def quick(link: Connection, clip_format: ClipFormat) -> None:
    """Try it for real, and say that it took no time: how long it takes is the machine's affair."""
    try:
        trial = replace(measured(clip_format), seconds=0.0)
    except EncoderFailed as problem:
        trial = Trial(codec=clip_format.codec, wrong=f"{clip_format.codec}: {problem.__cause__!r}")
    link.send_bytes(msgspec.json.encode(trial))


def slow(link: Connection, clip_format: ClipFormat) -> None:
    link.send_bytes(msgspec.json.encode(replace(measured(clip_format), seconds=1000.0)))


def hanging(_link: Connection, _clip_format: ClipFormat) -> None:
    time.sleep(600)


def crashing(_link: Connection, _clip_format: ClipFormat) -> None:
    os.abort()


def test_one_that_is_right_and_quicker_is_used_and_remembered(file: Path) -> None:
    assert not is_known(file)
    answer = find([GOOD], SMALL, work=quick, file=file)
    assert [trial.wrong for trial in answer.trials] == ["", ""]
    assert answer.encoder == GOOD
    assert is_known(file)
    assert chosen(SMALL, file) == replace(SMALL, encoder=GOOD)
    assert chosen(SMALL, file).key() != SMALL.key()


@pytest.mark.parametrize(
    ("encoder", "wrong"),
    [
        (UGLY, "levels off"),
        (HUGE, "bytes"),
        (REORDERED, "got frame"),
        (OFTEN_KEY, "got frame"),
        (OTHER_CODEC, "mpeg4"),
        (NO_SUCH_OPTION, "Error"),
    ],
    ids=["ugly", "huge", "B-frames", "open", "another codec", "raises"],
)
def test_one_that_is_wrong_is_not_used(file: Path, encoder: Encoder, wrong: str) -> None:
    answer = find([encoder], SMALL, work=quick, file=file)
    assert answer.encoder is None
    assert wrong in answer.trials[-1].wrong
    assert chosen(SMALL, file) == SMALL


@pytest.mark.parametrize(
    ("work", "limit", "wrong"), [(hanging, 0.5, "no answer"), (crashing, 30.0, "the driver"), (slow, 30.0, "1000.00 s")]
)
def test_one_that_hangs_crashes_or_dawdles_is_not_used(
    file: Path, work: encoders.Work, limit: float, wrong: str
) -> None:
    answer = find([GOOD], SMALL, work=work, limit=limit, file=file)
    assert answer.encoder is None
    assert wrong in answer.trials[-1].wrong


def test_a_trial_can_be_stopped_while_a_driver_hangs(file: Path) -> None:
    begun = time.monotonic()
    stopping = Progress(is_cancelled=lambda: time.monotonic() > begun + 2)
    with pytest.raises(Cancelled):
        find([GOOD], SMALL, work=hanging, limit=300.0, file=file, progress=stopping)
    assert not file.exists()


def test_after_a_bad_one_the_next_is_tried(file: Path) -> None:
    answer = find([Encoder(codec="h264_of_nobody"), UGLY, GOOD], SMALL, work=quick, file=file)
    assert answer.encoder == GOOD
    assert len(answer.trials) == 3


def test_a_real_trial_reports_what_a_driver_raises(file: Path) -> None:
    answer = find([NO_SUCH_OPTION], SMALL, file=file)
    assert answer.trials[-1].wrong


def test_a_new_driver_or_a_damaged_answer_is_no_answer(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.parent.mkdir()
    file.write_bytes(b"{")
    assert (is_known(file), chosen(SMALL, file)) == (False, SMALL)
    file.write_bytes(msgspec.json.encode(Answer(encoder=GOOD, made_by=encoders.versions())))
    assert chosen(SMALL, file).encoder == GOOD
    monkeypatch.setattr(encoders, "versions", lambda: ("another",))
    assert (is_known(file), chosen(SMALL, file)) == (False, SMALL)


def test_one_that_failed_later_is_not_trusted_any_more(file: Path) -> None:
    find([GOOD], SMALL, work=quick, file=file)
    distrust(file)
    assert is_known(file)
    assert chosen(SMALL, file) == SMALL


def test_a_failure_in_a_clip_is_the_encoders_and_a_cancel_is_not() -> None:
    with pytest.raises(EncoderFailed, match="libx264"):
        encode_segment(frames(3, clip_format=SMALL), replace(SMALL, encoder=REORDERED))

    def broken():  # type: ignore[no-untyped-def]
        yield next(frames(1, clip_format=SMALL))
        raise KeyError

    with pytest.raises(KeyError):
        encode_segment(broken(), replace(SMALL, encoder=GOOD))


def test_pieces_by_different_encoders_are_never_joined(tmp_path: Path) -> None:
    from vendor_app.video.join import join

    other = replace(SMALL, encoder=replace(GOOD, options=(*GOOD.options, ("coder", "vlc"))))
    pieces = [encode_segment(frames(5, clip_format=SMALL), one) for one in (SMALL, other)]
    nothing = encode_sound(measured_silence(10), SMALL)
    with pytest.raises(RuntimeError, match="header"):
        join(pieces, nothing, tmp_path / "mixed.mp4", SMALL)
    assert CLIP.key() != replace(CLIP, encoder=GOOD).key()


def measured_silence(count: int):  # type: ignore[no-untyped-def]
    import numpy as np

    return np.zeros((SMALL.samples(count), 2), np.float32)
