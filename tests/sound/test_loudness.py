from pathlib import Path

import numpy as np
import pytest

from tests.sound.listening import RATE, measured, speech, write_wav
from vendor_app.sound.loudness import CEILING, SILENCE, level, limit, loudness, true_peak
from vendor_app.sound.synth import noise, ring

RANDOM = np.random.default_rng(9)


def _tone() -> np.ndarray:
    return np.stack([ring(997, 0.1, 0, 6.0)] * 2)


def _one_side() -> np.ndarray:
    return np.stack([ring(997, 0.4, 0, 3.0), np.zeros(RATE * 3, np.float32)])


def _mostly_quiet() -> np.ndarray:
    loud = np.stack([noise(2, 60, 12_000, RANDOM) * 0.2] * 2)
    return np.concatenate([loud, loud * 0.01, np.zeros((2, RATE * 3), np.float32), loud * 0.5], axis=1)


def _spoken() -> np.ndarray:
    return np.stack([speech(7.3)] * 2)


def _high_and_low() -> np.ndarray:
    return np.stack([ring(40, 0.5, 0, 5.0), ring(9000, 0.2, 0, 5.0)])


@pytest.mark.parametrize("make", [_tone, _one_side, _mostly_quiet, _spoken, _high_and_low])
def test_loudness_and_peak_agree_with_ffmpeg(make, tmp_path: Path):
    signal = make()
    loud, peak = measured(write_wav(tmp_path / "a.wav", signal.T))
    assert loudness(signal) == pytest.approx(loud, abs=0.11)
    assert true_peak(signal) == pytest.approx(peak, abs=0.25)


def test_a_wave_may_be_higher_than_its_samples():
    time = np.arange(RATE) / RATE
    wave = (0.5 * np.sin(2 * np.pi * RATE / 4 * time + np.pi / 4)).astype(np.float32)
    assert np.abs(wave).max() < 0.36
    assert true_peak(np.stack([wave, wave])) == pytest.approx(20 * np.log10(0.5), abs=0.3)


@pytest.mark.parametrize("signal", [np.zeros((2, RATE), np.float32), np.full((2, RATE), 1e-5, np.float32)])
def test_silence_is_silence(signal: np.ndarray):
    assert loudness(signal) == SILENCE
    assert level(signal) is signal


def test_limiter_keeps_the_ceiling_and_does_not_touch_what_is_under_it():
    signal = _spoken() * 6
    made = limit(signal, -6.0)
    assert true_peak(made) <= -6.0
    quiet = _tone()
    assert limit(quiet) is quiet


def test_limiter_turns_down_smoothly():
    tone = ring(60, 0.2, 0, 1.0)
    tone[RATE // 2 + 175 : RATE // 2 + 225] *= 4.5  # a quarter of a wave later it is at its height
    made = limit(np.stack([tone, tone]), -9.0)[0]
    heard = np.abs(tone) > 0.02
    gain, time = made[heard] / tone[heard], np.flatnonzero(heard)
    assert gain.min() < 0.5
    assert np.abs(np.diff(gain) / np.diff(time)).max() < 0.005


@pytest.mark.parametrize("gain", [0.01, 0.3, 4.0])
@pytest.mark.parametrize("make", [_tone, _spoken, _mostly_quiet])
def test_level_reaches_the_target_under_the_ceiling(make, gain: float, tmp_path: Path):
    loud, peak = measured(write_wav(tmp_path / "a.wav", level(make() * np.float32(gain)).T))
    assert loud == pytest.approx(-14, abs=0.5)
    assert peak <= CEILING + 0.15


def test_level_does_not_blow_up_single_clicks():
    clicks = np.zeros((2, RATE * 5), np.float32)
    clicks[:, :: RATE // 2] = 0.5
    made = level(clicks)
    assert true_peak(made) <= CEILING
    assert loudness(made) < -14
