from pathlib import Path

import numpy as np
import pytest

from tests.sound.listening import RATE, rms, speech
from vendor_app.errors import VendorError
from vendor_app.sound.effects import Band, equalise
from vendor_app.sound.gate import gated, is_spoken
from vendor_app.sound.recording import levels, write_recording
from vendor_app.sound.synth import ring
from vendor_app.video.sound_file import read_sound

MIDDLE = 0.5**0.5
"""Of each side, for what has only one: together they are as loud."""


@pytest.mark.parametrize(("level", "decibels"), [(1.0, 0), (0.5, -6.02), (0.001, -60)])
def test_the_meter_shows_peak_and_rms(level: float, decibels: float):
    sine = ring(1000, level, 0, 1.0)
    for samples in (sine, np.stack([sine, sine])):
        shown = levels(samples)
        assert shown.peak == pytest.approx(decibels, abs=0.05)
        assert shown.rms == pytest.approx(decibels - 3.01, abs=0.05)


def test_silence_and_nothing_are_the_bottom_of_the_meter():
    assert levels(np.zeros(480, np.float32)) == levels(np.zeros(0, np.float32)) == (-120, -120)


@pytest.mark.parametrize("name", ["เสียง.wav", "take.flac", "TAKE.FLAC"])
@pytest.mark.parametrize("sides", [1, 2])
def test_a_recording_is_read_as_it_was_written(tmp_path: Path, name: str, sides: int):
    voice = speech(2.345)
    write_recording(tmp_path / name, voice if sides == 1 else np.stack([voice, -voice]))
    read = read_sound(tmp_path / name, 10)
    assert read.shape == (2, voice.size)
    level = MIDDLE if sides == 1 else 1.0
    assert np.abs(read[0] - voice * level).max() < 1e-4
    assert np.abs(read[1] - (voice * level if sides == 1 else -voice)).max() < 1e-4


@pytest.mark.parametrize("start", [0.5, 7.25, 9.0, 12.6])
@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
def test_a_part_of_a_recording_is_that_part(tmp_path: Path, name: str, start: float):
    voice = speech(14)
    write_recording(tmp_path / name, voice)
    read = read_sound(tmp_path / name, 1.0, start=start)
    assert np.abs(read[0] - MIDDLE * voice[round(start * RATE) :][:RATE]).max() < 1e-4


def test_a_recording_at_another_rate_keeps_its_pitch(tmp_path: Path):
    write_recording(tmp_path / "a.wav", ring(440, 0.5, 0, 1.0)[:16_000], rate=16_000)
    assert read_sound(tmp_path / "a.wav", 5).shape[1] == pytest.approx(RATE, abs=64)


def test_a_recording_too_loud_is_cut_and_never_turns_over(tmp_path: Path):
    write_recording(tmp_path / "a.wav", np.array([2.0, -2.0, np.nan] * 1000, np.float32))
    read = read_sound(tmp_path / "a.wav", 1)[0]
    assert read[0] == pytest.approx(MIDDLE, abs=0.01)
    assert read[1] == pytest.approx(-MIDDLE, abs=0.01)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises((VendorError, OSError)):
        write_recording(tmp_path / "file" / "a.wav", speech(0.5))


def _noisy(noise: float) -> np.ndarray:
    return (speech(8, ((3, 5),)) + np.random.default_rng(2).normal(0, noise, 8 * RATE)).astype(np.float32)


@pytest.mark.parametrize("noise", [0.001, 0.004, 0.01])
def test_the_gate_takes_the_fan_out_of_the_pause_and_leaves_the_words(noise: float):
    before = _noisy(noise)
    after = gated(before)
    pause, words = slice(round(3.6 * RATE), round(4.8 * RATE)), slice(0, round(2.9 * RATE))
    assert rms(after[pause]) < rms(before[pause]) - 10
    assert rms(after[words]) == pytest.approx(rms(before[words]), abs=0.3)


def test_no_end_of_a_word_is_cut():
    """A word that dies away over a third of a second is whole down to a tenth of its strength."""
    before = _noisy(0.002)
    tail = ring(300, 0.2, 1.0, 0.6)
    before[3 * RATE : 3 * RATE + tail.size] += tail
    after = gated(before)
    place = slice(3 * RATE, round(3.3 * RATE))
    assert np.abs(after[place] - before[place]).max() < 0.02


def test_the_gate_does_not_click():
    sharp = [Band("highpass", 12_000.0)] * 4
    before = _noisy(0.0005)
    pause = slice(round(3.02 * RATE), round(4.98 * RATE))
    sharpest = np.abs(equalise(before, sharp))[pause].max()
    assert np.abs(equalise(gated(before), sharp))[pause].max() <= sharpest


@pytest.mark.parametrize("sound", [np.zeros(RATE, np.float32), np.full(RATE, 0.1, np.float32)])
def test_silence_stays_silence(sound: np.ndarray):
    assert not is_spoken(np.zeros(RATE, np.float32)).any()
    assert np.abs(gated(sound)).max() <= np.abs(sound).max()
