import errno
import itertools
import os
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from tests.sound.conftest import Plays
from tests.sound.listening import RATE, clicks, measured, rms, write_wav
from vendor_app import language
from vendor_app.errors import VendorError
from vendor_app.progress import Cancelled, Progress
from vendor_app.settings import cache_folder
from vendor_app.sound import music, score
from vendor_app.sound.effects import Band, equalise
from vendor_app.sound.perform import FADE, perform

NAMES = [piece.name for piece in music.pieces()]


STAMPING = {"bobae-express", "golden-minute", "morning-market", "canal-breeze", "neon-arcade", "three-step-stall"}
"""Pieces whose low drums play the beat itself; others lean over it, as a bossa does."""


def _cached() -> list[Path]:
    return sorted((cache_folder() / "music").glob("*"))


def test_there_are_many_pieces_with_a_thai_and_an_english_name():
    known = music.pieces()
    assert len(known) >= 10
    assert len({piece.bpm for piece in known}) == len({piece.title for piece in known}) == len(known)
    assert max(piece.bpm for piece in known) > 1.7 * min(piece.bpm for piece in known)
    assert music.piece("bobae-express").title == "ส่งด่วนโบ๊เบ๊"
    language.use("en")
    assert music.piece("bobae-express").title == "Bobae Express"
    assert all(piece.title.isascii() or "é" in piece.title for piece in known)


@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        *((name, 15) for name in NAMES),
        *((name, 6) for name in NAMES[::4]),
        *(pytest.param(name, 58, marks=pytest.mark.slow) for name in NAMES),
    ],
)
def test_a_piece_is_exactly_as_long_as_the_clip_and_stands_at_minus_14(name: str, seconds: int, tmp_path: Path):
    sound = music.samples(name, seconds * 30)
    assert sound.shape == (seconds * RATE, 2)
    assert sound.dtype == np.float32
    loud, peak = measured(write_wav(tmp_path / "a.wav", sound))
    assert loud == pytest.approx(-14, abs=0.5)
    assert peak <= -2.5
    assert rms(sound[: RATE // 2]) > -30, "music begins at once"
    assert not sound[-1].any()
    assert rms(sound[-RATE // 20 :]) < -60
    assert rms(sound[-round((FADE + 0.2) * RATE) : -round(FADE * RATE)]) > -40, "the last stroke still rings"
    assert abs(float(sound.mean())) < 1e-3
    assert clicks(sound.T) < 1e-4


@pytest.mark.usefixtures("shared_cache")
def test_a_break_in_the_wave_would_be_heard_as_a_click():
    """The measure used above finds a step of a hundredth of full scale."""
    sound = music.samples(NAMES[0], 180).copy()
    sound[100_000:] += 0.01
    assert clicks(sound.T) > 3e-4


def _character(sound: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how loud each third of an octave is, in decibels of the whole, and each of the twelve tones."""
    power = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / RATE)
    edges = np.geomspace(30, 16_000, 28)
    bands = np.histogram(hz, edges, weights=power)[0] / power.sum()
    near = (hz > 110) & (hz < 1800)
    tone = np.round(12 * np.log2(hz[near] / 440)).astype(int) % 12
    tones = np.bincount(tone, power[near], 12)
    return 10 * np.log10(bands + 1e-7), tones / np.linalg.norm(tones)


@pytest.mark.usefixtures("shared_cache")
def test_no_two_pieces_sound_alike():
    """Tempo in octaves, colour in decibels and tones as an angle, each weighed so that 1 is plainly heard."""
    heard = {name: _character(music.samples(name, 450)) for name in NAMES}
    for first, second in itertools.combinations(NAMES, 2):
        tempo = abs(np.log2(music.piece(first).bpm / music.piece(second).bpm)) * 4
        colour = np.sqrt(np.mean((heard[first][0] - heard[second][0]) ** 2)) / 3
        tones = (1 - heard[first][1] @ heard[second][1]) * 3
        assert tempo + colour + tones > 1.5, (first, second, tempo, colour, tones)


@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("name", NAMES)
def test_a_small_loudspeaker_and_one_ear_hear_the_piece(name: str):
    """Enough lies between 250 Hz and 4 kHz, little is lost in mono, and the loudness has a shape and no holes."""
    sound = music.samples(name, 450)
    colour, _tones = _character(sound)
    edges = np.geomspace(30, 16_000, 28)[:-1]
    assert 10 * np.log10(np.sum(10 ** (colour[(edges > 240) & (edges < 4000)] / 10))) > -8
    assert rms(sound.mean(axis=1)) > rms(sound) - 3
    assert 0.2 < np.corrcoef(sound.T)[0, 1] < 0.995
    crest = 20 * np.log10(np.abs(sound).max()) - rms(sound)
    assert 9 < crest < 17


@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("name", NAMES)
def test_the_beats_are_where_the_piece_says(name: str):
    """Onsets of the low drums are stronger on the beats than anywhere between them."""
    sound = music.samples(name, 450)
    low = np.abs(equalise(sound.T.copy(), (Band("lowpass", 120.0),))).max(axis=0)
    level = low[: low.size // 240 * 240].reshape(-1, 240).max(axis=1)
    onset = np.maximum(np.diff(np.maximum(level, 0.02), n=1), 0)
    beats = [second for second in music.piece(name).beats(15) if second < 12.5]

    def strength(shift: float) -> float:
        step = 60 / music.piece(name).bpm * shift
        return float(
            np.mean([onset[max(int((b + step) * 200) - 3, 0) : int((b + step) * 200) + 6].max() for b in beats])
        )

    assert strength(0) > (1.7 if name in STAMPING else 1.02) * max(strength(0.125), strength(0.375))
    assert beats[0] < 0.03


def test_the_same_length_is_the_same_music():
    first = music.samples("canal-breeze", 180)
    (file,) = _cached()
    file.unlink()
    assert np.array_equal(music.samples("canal-breeze", 180), first)
    assert _cached() == [file]


def test_a_piece_is_played_only_once(plays: Plays):
    first = music.samples("canal-breeze", 180)
    files = _cached()
    assert len(files) == 1
    assert np.array_equal(music.samples("canal-breeze", 180), first)
    assert _cached() == files
    assert plays == [288_000]


@pytest.mark.parametrize("damage", [lambda c: c[: len(c) // 2], lambda c: b"", lambda c: c[:5000] + b"\x7f" + c[5001:]])
def test_a_damaged_file_in_the_cache_is_made_again(damage, plays: Plays):
    first = music.samples("canal-breeze", 180)
    (file,) = _cached()
    content = file.read_bytes()
    file.write_bytes(damage(content))
    assert np.array_equal(music.samples("canal-breeze", 180), first)
    assert file.read_bytes() == content
    assert len(plays) == 2


def test_another_way_of_playing_does_not_use_the_old_file(plays: Plays, monkeypatch: pytest.MonkeyPatch):
    music.samples("canal-breeze", 180)
    monkeypatch.setattr(music, "VERSION", 999_999)
    music.samples("canal-breeze", 180)
    assert len(_cached()) == len(plays) == 2


def test_the_cache_keeps_what_was_used_last(plays: Plays, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(music, "_KEPT", 2)
    for frames in (180, 183, 180, 186, 180):
        music.samples("canal-breeze", frames)
        for file in _cached():
            os.utime(file, ns=(file.stat().st_atime_ns - 10**9, file.stat().st_mtime_ns - 10**9))
    assert len(_cached()) == 2
    assert plays == [frames * 1600 for frames in (180, 183, 186)]


def test_music_plays_although_the_cache_cannot_be_written(plays: Plays):
    cache_folder().parent.mkdir(parents=True, exist_ok=True)
    cache_folder().write_bytes(b"a file where the folder should be")
    assert music.samples("canal-breeze", 180).any()


def test_a_piece_that_may_only_be_read_is_not_played_again(plays: Plays, monkeypatch: pytest.MonkeyPatch):
    def refused(*_arguments, **_more):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    first = music.samples("canal-breeze", 180)
    monkeypatch.setattr(os, "utime", refused)
    assert np.array_equal(music.samples("canal-breeze", 180), first)
    assert len(plays) == 1


def test_a_piece_that_was_played_leaves_its_samples_and_little_else():
    tracemalloc.start()
    try:
        made = perform(score.load("canal-breeze"), 180 * 1600)
        kept, _most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept - made.nbytes < 15_000_000


def test_an_unknown_name_is_answered_with_the_known_ones():
    for ask in (music.piece, lambda name: music.samples(name, 180)):
        with pytest.raises(VendorError) as caught:
            ask("../secret")
        assert all(name in caught.value.hint for name in NAMES)


def test_progress_rises_to_the_end():
    seen: list[float] = []
    music.samples("canal-breeze", 180, Progress(lambda done, note: seen.append(done)))
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) > 10


@pytest.mark.parametrize("calls", [0, 3, 12])
def test_playing_can_be_stopped_and_leaves_nothing(calls: int):
    left = [calls]

    def is_cancelled() -> bool:
        left[0] -= 1
        return left[0] < 0

    with pytest.raises(Cancelled):
        music.samples("canal-breeze", 180, Progress(is_cancelled=is_cancelled))
    assert _cached() == []
