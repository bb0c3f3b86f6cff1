import numpy as np
import pytest

from vendor_app.sound import effects
from vendor_app.sound.effects import Band
from vendor_app.sound.synth import RATE, ring

RANDOM = np.random.default_rng(3)


def _stereo(count: int) -> np.ndarray:
    return RANDOM.standard_normal((2, count)).astype(np.float32)


@pytest.mark.parametrize(
    "band",
    [
        Band("highpass", 200),
        Band("lowpass", 3000, 0, 1.2),
        Band("peak", 1000, -6, 2),
        Band("lowshelf", 150, 4),
        Band("highshelf", 6000, -5),
    ],
    ids=lambda band: band.kind,
)
def test_equaliser_does_what_the_recursive_filter_does(band: Band):
    signal = RANDOM.standard_normal(3000)
    (b0, b1, b2), (a0, a1, a2) = effects._coefficients(band)
    plain = np.zeros(3000)
    for n in range(3000):
        x1, x2 = (signal[n - 1] if n else 0), (signal[n - 2] if n > 1 else 0)
        y1, y2 = (plain[n - 1] if n else 0), (plain[n - 2] if n > 1 else 0)
        plain[n] = (b0 * signal[n] + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2) / a0
    made = effects.equalise(signal.astype(np.float32), (band,))
    assert np.abs(made - plain).max() < 2e-4


@pytest.mark.parametrize(
    ("band", "hz", "expected"),
    [
        (Band("highpass", 200), 50, -24),
        (Band("lowpass", 1000), 4000, -24.5),
        (Band("peak", 1000, -6, 2), 1000, -6),
        (Band("lowshelf", 300, 4), 60, 4),
        (Band("highshelf", 3000, -5), 14_000, -5),
    ],
)
def test_equaliser_changes_a_tone_by_the_decibels_asked(band: Band, hz: float, expected: float):
    tone = ring(hz, 1.0, 0, 1.0)
    made = effects.equalise(tone, (band,))[RATE // 2 :]
    assert 20 * np.log10(np.abs(made).max()) == pytest.approx(expected, abs=0.6)


def test_convolve_is_convolution_over_block_borders():
    signal, answer = _stereo(150_000), _stereo(900) / 30
    made = effects.convolve(signal, answer)
    assert made.shape == signal.shape
    for side in range(2):
        plain = np.convolve(signal[side].astype(np.float64), answer[side])[:150_000]
        assert np.abs(made[side] - plain).max() < 1e-3


def test_room_dies_away_in_its_time_and_differs_between_the_ears():
    answer = effects.room(1.2, pre=0.02, dark=5000, random=np.random.default_rng(1))
    assert np.abs(answer[:, : int(0.02 * RATE)]).max() == 0
    early = np.sum(answer[:, : RATE // 4] ** 2)
    late = np.sum(answer[:, RATE * 9 // 10 :] ** 2)
    assert late < early * 1e-4
    assert abs(np.corrcoef(answer)[0, 1]) < 0.2


def test_echo_answers_on_the_beat_from_side_to_side():
    answer = effects.echo(0.25, feedback=0.5, repeats=3, dark=9000)
    gap = RATE // 4
    heights = [np.abs(answer[:, gap * n - 20 : gap * n + 200]).max(axis=1) for n in (1, 2, 3)]
    assert heights[0][0] > heights[0][1]
    assert heights[1][1] > heights[1][0]
    assert heights[0].max() > 1.5 * heights[1].max() > 2 * heights[2].max()


def test_ducking_goes_down_at_each_kick_and_comes_back():
    gain = effects.ducking(RATE * 2, [0, RATE], 0.5, 0.6)
    assert gain.min() == pytest.approx(0.4, abs=0.01)
    assert gain[RATE - 1000] == 1
    assert np.abs(np.diff(gain)).max() < 0.01


def test_wobble_changes_pitch_a_little_and_length_not_at_all():
    tone = np.stack([ring(1000, 0.5, 0, 2.0)] * 2)
    made = effects.wobble(tone, 8, np.random.default_rng(2))
    assert made.shape == tone.shape
    crossings = np.flatnonzero((made[0, :-1] < 0) & (made[0, 1:] >= 0))
    periods = np.diff(crossings[50:-50])
    assert 47 <= periods.min() < periods.max() <= 49
    assert np.abs(made).max() < 0.51


def test_narrow_lows_puts_the_bass_in_the_middle_and_leaves_the_rest():
    low, high = ring(50, 0.5, 0, 1.0), ring(2000, 0.5, 0, 1.0)
    made = effects.narrow_lows(np.stack([low + high, -low - high]), 150)
    middle = made[:, RATE // 4 : RATE * 3 // 4]
    spectrum = np.abs(np.fft.rfft((middle[0] - middle[1]) / 2))
    hz = np.fft.rfftfreq(middle.shape[1], 1 / RATE)
    assert spectrum[np.argmin(abs(hz - 50))] < 0.02 * spectrum[np.argmin(abs(hz - 2000))]


def test_compress_holds_loud_parts_back_and_leaves_soft_ones():
    tone = ring(500, 1.0, 0, 2.0) * np.repeat([0.05, 0.8], RATE).astype(np.float32)
    made = effects.compress(np.stack([tone, tone]), threshold=-18, ratio=4, attack=0.005, release=0.1)
    assert np.abs(made[:, RATE // 2 : RATE]).max() == pytest.approx(0.05, rel=0.01)
    loud = 20 * np.log10(np.abs(made[:, -RATE // 2 :]).max() / 0.8)
    assert loud == pytest.approx(-(20 * np.log10(0.8 / np.sqrt(2)) + 18) * 0.75, abs=0.7)
