"""What is known of the machine: measured with the real pipeline, learnt from clips, never trusted wildly."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from vendor_app import machine
from vendor_app.errors import VendorError
from vendor_app.machine import LARGE, SMALL, Machine, Pace, expected_seconds, learn, load, remaining, said
from vendor_app.progress import Cancelled, Progress
from vendor_app.storyboard.model import Shot, Storyboard, Take
from vendor_app.video.format import ClipFormat

PHOTOS = tuple(Shot(frames=75, photo=f"{number:064x}") for number in range(6))
BOARD = Storyboard(product="", sku="", title="", template="", prices=(), shots=PHOTOS, music=None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "machine.json"


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave graphics chips out: trying them has tests of its own."""
    monkeypatch.setattr(machine.encoders, "is_known", lambda: True)
    monkeypatch.setattr(machine.encoders, "chosen", lambda wanted: wanted)


def known(file: Path, **changes: Any) -> Machine:
    paces = (Pace(width=1080, height=1920, frame_seconds=0.02), Pace(width=720, height=1280, frame_seconds=0.01))
    found = replace(Machine(paces=paces), **changes)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.encode(found))
    return found


@pytest.mark.usefixtures("quiet")
def test_the_first_run_measures_both_sizes_and_remembers(file: Path) -> None:
    assert not machine.is_measured(file)
    found = machine.measure(file=file)
    large, small = found.paces
    assert (large.width, small.width) == (1080, 720)
    assert large.frame_seconds > small.frame_seconds > 0
    assert load(file) == found
    assert machine.is_measured(file)


@pytest.mark.usefixtures("quiet")
def test_measuring_can_be_stopped_and_leaves_nothing(file: Path) -> None:
    with pytest.raises(Cancelled):
        machine.measure(Progress(is_cancelled=lambda: True), file)
    assert not file.exists()


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(("seconds", "width"), [(0.015, 1080), (0.09, 1080), (0.11, 720), (0.5, 720)])
def test_a_slow_machine_makes_smaller_clips(
    file: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, width: int
) -> None:
    monkeypatch.setattr(machine, "_frame_seconds", lambda size, _progress: seconds * size.width / 1080)
    machine.measure(file=file)
    assert machine.clip_format(file).width == width


def test_clips_do_not_change_their_size_with_a_busy_day(file: Path) -> None:
    known(file)
    for _day in range(9):
        learn(BOARD, LARGE, 900.0, 450, file)
    assert machine.clip_format(file) == LARGE


@pytest.mark.parametrize(("wanted", "width"), [(720, 720), (1080, 1080), (None, 720)])
def test_the_vendor_decides_the_size_when_she_wants_to(file: Path, wanted: int | None, width: int) -> None:
    known(file, suits=720)
    machine.want_width(wanted, file)
    assert machine.clip_format(file).width == width


def test_what_is_cached_takes_no_time(file: Path) -> None:
    known(file)
    whole, half, nothing = (expected_seconds(BOARD, LARGE, cached, file) for cached in (0, 225, 450))
    assert whole > 9.0
    assert nothing < 1.0
    assert half - nothing == pytest.approx((whole - nothing) / 2)


def test_footage_and_size_count(file: Path) -> None:
    known(file)
    filmed = replace(BOARD, shots=tuple(Shot(frames=75, take=Take(footage="f" * 64)) for _shot in PHOTOS))
    assert expected_seconds(filmed, LARGE, file=file) > 1.5 * expected_seconds(BOARD, LARGE, file=file)
    assert expected_seconds(BOARD, SMALL, file=file) < 0.6 * expected_seconds(BOARD, LARGE, file=file)


def test_a_clip_of_no_frames_is_no_division_by_zero(file: Path) -> None:
    known(file)
    assert expected_seconds(replace(BOARD, shots=()), file=file) < 1.0


def test_of_a_machine_that_is_not_known_no_number_is_told(file: Path) -> None:
    assert expected_seconds(BOARD, file=file) is None
    assert machine.expected_for(450, file=file) is None


def test_a_clip_teaches_also_where_nothing_was_known(file: Path) -> None:
    learn(BOARD, LARGE, 9.0, 450, file)
    assert expected_seconds(BOARD, LARGE, file=file) == pytest.approx(9.0, rel=0.01)


@pytest.mark.usefixtures("quiet")
def test_a_first_look_tells_about_as_much_as_the_measurement(file: Path) -> None:
    machine.glance(file=file)
    (seen,) = load(file).paces
    assert not machine.is_measured(file), "the measurement itself is still to come"
    assert seen.frame_seconds == pytest.approx(machine.measure(file=file).paces[0].frame_seconds, rel=0.6)


@pytest.mark.parametrize(("seconds", "width"), [(0.015, 1080), (0.2, 720)])
def test_a_first_look_tells_which_size_suits(
    file: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, width: int
) -> None:
    monkeypatch.setattr(machine, "_frame_seconds", lambda _size, _progress, _sample: seconds)
    machine.glance(file=file)
    assert machine.clip_format(file).width == width
    monkeypatch.setattr(machine, "_frame_seconds", lambda *_arguments: pytest.fail("looked at twice"))
    machine.glance(file=file)


def test_a_first_look_that_fails_is_only_logged(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object) -> float:
        raise OSError("a driver")

    monkeypatch.setattr(machine, "_frame_seconds", fail)
    machine.glance(file=file)
    assert "the machine was not looked at" in caplog.text
    assert load(file) == Machine()


@pytest.mark.parametrize("truth", [5.0, 12.0, 30.0])
def test_after_a_few_clips_it_is_right_within_a_tenth(file: Path, truth: float) -> None:
    known(file)
    for _clip in range(6):
        learn(BOARD, LARGE, truth, 450, file)
    assert expected_seconds(BOARD, LARGE, file=file) == pytest.approx(truth, rel=0.1)
    assert load(file).paces[-1].learnt == 6


def test_one_wild_clip_does_not_mislead(file: Path) -> None:
    known(file)
    before = expected_seconds(BOARD, LARGE, file=file)
    learn(BOARD, LARGE, 86_400.0, 450, file)
    assert expected_seconds(BOARD, LARGE, file=file) < 4 * before


@pytest.mark.parametrize(("made", "frames"), [(LARGE, 30), (ClipFormat(width=180, height=320), 450)])
def test_what_teaches_nothing_is_not_learnt(file: Path, made: ClipFormat, frames: int) -> None:
    before = known(file)
    learn(BOARD, made, 60.0, frames, file)
    assert load(file) == before


@pytest.mark.parametrize("content", [b"", b"{", b'{"paces": 3}', b"\xff\xfe"])
def test_a_damaged_file_is_a_machine_not_met_before(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert load(file) == Machine()
    assert machine.clip_format(file) == LARGE
    assert expected_seconds(BOARD, file=file) is None


def test_a_disk_that_refuses_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    learn(BOARD, LARGE, 10.0, 450, tmp_path / "cache" / "machine.json")
    assert load(tmp_path / "cache" / "machine.json") == Machine()
    with pytest.raises(VendorError):
        machine.want_width(720, tmp_path / "cache" / "machine.json")


@pytest.mark.parametrize(("seconds", "words"), [(0.2, 1), (7.4, 7), (19.4, 19), (22.0, 20), (61.0, 60)])
def test_seconds_are_said_as_people_say_them(seconds: float, words: int) -> None:
    assert said(seconds) == words


@pytest.mark.usefixtures("quiet")
def test_getting_ready_measures_once_and_a_failure_is_only_logged(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(machine, "_frame_seconds", lambda *_given: 1 / 0)
    machine.get_ready(file=file)
    assert "was not measured" in caplog.text
    assert not machine.is_measured(file)
    asked: list[int] = []
    monkeypatch.setattr(machine, "_frame_seconds", lambda size, _progress: asked.append(size.width) or 0.01)
    machine.get_ready(file=file)
    machine.get_ready(file=file)
    assert asked == [1080, 720]


def test_frames_of_which_nothing_is_known_are_foretold_too(file: Path) -> None:
    known(file)
    assert 9.0 < machine.expected_for(450, LARGE, file) < expected_seconds(BOARD, LARGE, file=file)


def test_music_that_must_be_played_first_takes_its_time_and_teaches_nothing_wrong(file: Path) -> None:
    known(file)
    kept, played = (expected_seconds(BOARD, LARGE, file=file, plays_music=plays) for plays in (False, True))
    assert kept < played < 1.2 * kept
    learn(BOARD, LARGE, played, 450, file, played_music=True)
    assert expected_seconds(BOARD, LARGE, file=file) == pytest.approx(kept)


@pytest.mark.parametrize(("truth", "first", "within"), [(10.0, 0.0, 0.3), (30.0, 0.35, 0.05), (5.0, 0.35, 0.05)])
def test_what_is_left_is_foretold_first_and_then_measured(truth: float, first: float, within: float) -> None:
    """``truth``: seconds that work takes of which 10 were expected; right from the share ``first`` on."""
    for done in (0.02, 0.1, 0.35, 0.6, 0.9, 1.0):
        left = remaining(10.0, done, truth * done)
        assert 0 <= left <= max(truth, 10.0)
        if done >= first:
            assert left == pytest.approx(truth * (1 - done), rel=within)


def test_a_slow_first_step_frightens_nobody() -> None:
    assert remaining(10.0, 0.01, 3.0) < 20
    assert remaining(10.0, 0.0, 0.0) == 10
    assert remaining(10.0, 0.0, 60.0) == 60
