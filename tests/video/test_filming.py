"""Filming: pictures at any pace become footage of 30 frames a second, with the sound at its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from vendor_app.progress import Cancelled, Progress
from vendor_app.video import filming
from vendor_app.video.camera_picture import Pixels, i420_of_rgb
from vendor_app.video.filming import FilmRoll, Heard, encode_film, film_format, write_film
from vendor_app.video.footage_proof import prove_footage
from vendor_app.video.footage_reader import footage_sound, open_footage

RATE = 48_000


class Grey(NamedTuple):
    """A picture of one grey."""

    at: float
    level: int
    size: tuple[int, int] = (64, 48)

    def i420(self, size: tuple[int, int]) -> Pixels:
        return i420_of_rgb(np.full((size[1], size[0], 3), self.level, np.uint8), size)


@pytest.fixture(autouse=True)
def patient_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all pictures wait: here they come before the encoder begins."""
    monkeypatch.setattr(filming, "_QUEUE", 1_000)


def filmed(path: Path, pictures: Sequence[Grey], heard: Heard | None = None, longest: float = 10.0) -> list[int]:
    """Film pictures; return the grey of each frame of the footage."""
    roll = FilmRoll(longest)
    for picture in pictures:
        roll.add(picture)
    roll.end()
    segments, clip_format = encode_film(roll)
    write_film(segments, heard, roll.first or 0.0, path, clip_format)
    levels = [frame[:48].mean() for frame in open_footage(path, size=(64, 48))]
    return [round((level - 16) / 219 * 255) for level in levels]


def near(one: Sequence[int], other: Sequence[int]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def test_a_slow_camera_s_pictures_stand_until_the_next(tmp_path: Path) -> None:
    pictures = [Grey(5 + n / 15, 40 + 20 * n) for n in range(10)]
    made = filmed(tmp_path / "film.mp4", pictures)
    assert near(made, [40 + 20 * (n // 2) for n in range(19)])


def test_a_quick_camera_s_pictures_are_left_out_evenly(tmp_path: Path) -> None:
    made = filmed(tmp_path / "film.mp4", [Grey(n / 60, 30 + 4 * n) for n in range(41)])
    assert len(made) == 21
    assert made == sorted(made)


def test_it_ends_at_the_longest(tmp_path: Path) -> None:
    made = filmed(tmp_path / "film.mp4", [Grey(n / 30, 90) for n in range(200)], longest=2.0)
    assert len(made) == 60


def test_the_sound_is_where_it_was_heard(tmp_path: Path) -> None:
    """Half a second was heard before the first picture; then a tone begins one second into the film."""
    samples = np.zeros(RATE * 5 // 2, np.float32)
    samples[RATE * 3 // 2 : RATE * 2] = np.sin(np.arange(RATE // 2) * 0.06) * 0.5
    filmed(tmp_path / "film.mp4", [Grey(100 + n / 30, 90) for n in range(60)], Heard(samples, RATE, 99.5))
    facts = prove_footage(tmp_path / "film.mp4")
    assert (facts.frames, facts.has_sound) == (60, True)
    loud = np.abs(footage_sound(tmp_path / "film.mp4", 0, 60)).reshape(2, 20, -1).mean(axis=(0, 2)) > 0.05
    assert np.flatnonzero(loud).tolist() == [10, 11, 12, 13, 14]


def test_of_a_microphone_with_another_rate_too(tmp_path: Path) -> None:
    tone = (np.sin(np.arange(44_100) * 0.06) * 0.5).astype(np.float32)
    filmed(tmp_path / "film.mp4", [Grey(n / 30, 90) for n in range(60)], Heard(tone, 44_100, 0.5))
    loud = np.abs(footage_sound(tmp_path / "film.mp4", 0, 60)).reshape(2, 20, -1).mean(axis=(0, 2)) > 0.05
    assert np.flatnonzero(loud).tolist() == list(range(5, 15))


def test_without_a_microphone_there_is_no_sound(tmp_path: Path) -> None:
    filmed(tmp_path / "film.mp4", [Grey(n / 30, 90) for n in range(30)])
    assert not prove_footage(tmp_path / "film.mp4").has_sound


@pytest.mark.parametrize(
    ("size", "made"),
    [((1280, 720), (1280, 720)), ((3840, 2160), (1920, 1080)), ((2160, 3840), (1080, 1920)), ((641, 481), (640, 480))],
)
def test_footage_is_no_larger_than_clips_need(size: tuple[int, int], made: tuple[int, int]) -> None:
    shape = film_format(size)
    assert (shape.width, shape.height) == made


def test_where_pictures_are_missing_at_the_end_the_last_one_stands(tmp_path: Path) -> None:
    made = filmed(tmp_path / "film.mp4", [Grey(0.0, 90), Grey(0.5, 120), Grey(9.0, 200)], longest=1.5)
    assert near(made, [90] * 15 + [120] * 30)


def test_nothing_filmed_is_no_footage_and_calling_it_off_ends_it() -> None:
    roll = FilmRoll(10)
    roll.end()
    assert encode_film(roll)[0] == []
    waiting = FilmRoll(10)
    with pytest.raises(Cancelled):
        encode_film(waiting, Progress(lambda _done, _note: None, lambda: True))


def test_an_encoder_that_is_behind_gets_fewer_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filming, "_QUEUE", 3)
    roll = FilmRoll(10)
    for n in range(10):
        roll.add(Grey(n / 30, 90))
    roll.end()
    assert [picture.at for picture in roll.pictures(Progress())] == pytest.approx([0, 1 / 30, 2 / 30])
