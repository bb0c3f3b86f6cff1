import numpy as np
import pytest

from vendor_app.sound.synth import RATE, damped, fall, fast_length, mix, noise, ring, samples_in, saturate, shaped


def test_ring_is_the_sum_of_decaying_sines():
    hz, level, t60, phase = [220.0, 661.0, 5000.0], [1.0, 0.5, 0.1], [0.8, 0.3, 0.0], [0.0, 1.0, 2.0]
    made = ring(hz, level, t60, 0.5, phase)
    time = np.arange(made.size) / RATE
    plain = sum(
        a * 10 ** (-3 * time / d if d else 0 * time) * np.sin(2 * np.pi * f * time + p)
        for f, a, d, p in zip(hz, level, t60, phase, strict=True)
    )
    assert made.dtype == np.float32
    assert made.size == 24_000
    assert np.abs(made - plain).max() < 2e-4


def test_ring_leaves_out_what_would_fold_back():
    made = ring([1000.0, 30_000.0], [1.0, 1.0], 0, 0.2)
    assert np.abs(made - ring(1000.0, 1.0, 0, 0.2)).max() == 0


def test_noise_stays_in_its_band():
    made = noise(0.5, 2000, 4000, np.random.default_rng(1), 6.0)
    power = np.abs(np.fft.rfft(made)) ** 2
    hz = np.fft.rfftfreq(made.size, 1 / RATE)
    inside = power[(hz > 1500) & (hz < 5000)].sum()
    assert inside > 0.97 * power.sum()
    assert np.sqrt(np.mean(made**2)) == pytest.approx(1, rel=1e-4)


def test_fall_is_60_decibels():
    assert fall(samples_in(1) + 1, 1.0)[-1] == pytest.approx(0.001, rel=1e-4)


def test_shaped_begins_and_ends_in_silence():
    made = shaped(np.ones(4800, np.float32), attack=0.01, release=0.02)
    assert abs(made[0]) < 1e-4
    assert abs(made[-1]) < 1e-4
    assert np.abs(np.diff(made)).max() < 0.005
    assert made[2400] == 1


def test_damped_stops_a_note_without_a_step():
    made = damped(ring(440, 1.0, 0, 2.0), 0.5, 0.1)
    assert made.size == samples_in(0.6)
    assert np.abs(made[-10:]).max() < 1e-3
    assert np.abs(made[samples_in(0.4) : samples_in(0.5)]).max() == pytest.approx(1, abs=1e-3)


def test_mix_keeps_the_longest():
    assert mix(np.ones(3, np.float32), np.ones(5, np.float32)).tolist() == [2, 2, 2, 1, 1]


def test_saturate_leaves_quiet_parts_and_bounds_loud_ones():
    assert saturate(np.array([0.01], np.float32), 1.0)[0] == pytest.approx(0.01, rel=1e-3)
    assert np.abs(saturate(np.array([-9.0, 9.0], np.float32), 2.0)).max() <= 0.5
    assert saturate(np.array([3.0], np.float32), 0.0)[0] == 3


@pytest.mark.parametrize("count", [1, 2, 3, 100, 1000, 48_000, 65_537, 2_784_000])
def test_fast_length_is_enough_and_not_much_more(count: int):
    length = fast_length(count)
    assert count <= length <= max(2, count * 1.5)
    assert (length & (length - 1)) == 0 or length % 3 == 0
