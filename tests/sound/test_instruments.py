import numpy as np
import pytest

from vendor_app.sound.instruments import DRUMS, INSTRUMENTS
from vendor_app.sound.synth import RATE

BASSES = {"upright", "sub-bass", "synth-bass", "808", "finger-bass", "slap-bass"}


def _mono(wave: np.ndarray) -> np.ndarray:
    return wave.mean(axis=0) if wave.ndim == 2 else wave


def _play(name: str, velocity: float, hz: float | None = None, seed: int = 1) -> np.ndarray:
    hz = hz or (82.41 if name in BASSES else 392.0)
    return INSTRUMENTS[name](hz, velocity, 0.6, np.random.default_rng(seed))


def _centre(wave: np.ndarray) -> float:
    """Return the centre of gravity of the spectrum, in Hz."""
    power = np.abs(np.fft.rfft(_mono(wave))) ** 2
    return float(np.sum(power * np.fft.rfftfreq(_mono(wave).size, 1 / RATE)) / power.sum())


def _is_clean(wave: np.ndarray) -> None:
    assert wave.dtype == np.float32
    assert wave.ndim == 1 or wave.shape[0] == 2
    assert np.isfinite(wave).all()
    assert 0.03 < np.abs(wave).max() < 2.5
    assert np.abs(wave[..., :1]).max() < 0.03
    assert np.abs(wave[..., -24:]).max() < 0.01
    assert abs(float(wave.mean())) < 0.01


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_instruments_begin_and_end_without_a_click(name: str):
    _is_clean(_play(name, 0.9))


@pytest.mark.parametrize("name", DRUMS)
def test_percussion_begins_and_ends_without_a_click(name: str):
    for seed in range(3):
        _is_clean(DRUMS[name](0.9, 0.8, np.random.default_rng(seed)))


@pytest.mark.parametrize("name", INSTRUMENTS)
@pytest.mark.parametrize("semitones", [0, 7])
def test_instruments_are_in_tune(name: str, semitones: int):
    """The first partial is within ten cents, once a flute has reached its note."""
    hz = (82.41 if name in BASSES else 392.0) * 2 ** (semitones / 12)
    wave = _mono(_play(name, 0.7, hz))[RATE // 10 : RATE // 2]
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(wave.size), 1 << 19))
    frequencies = np.fft.rfftfreq(1 << 19, 1 / RATE)
    near = (frequencies > hz * 0.94) & (frequencies < hz * 1.06)
    found = frequencies[near][np.argmax(spectrum[near])]
    assert abs(1200 * np.log2(found / hz)) < 10


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_harder_is_louder_and_not_duller(name: str):
    soft, hard = _play(name, 0.3), _play(name, 1.0)
    assert np.abs(hard).max() > (1.15 if name in BASSES else 1.5) * np.abs(soft).max()
    assert _centre(hard) > 0.98 * _centre(soft)


@pytest.mark.parametrize("name", [name for name in DRUMS if name != "dust"])
def test_harder_strokes_are_louder(name: str):
    soft, hard = (DRUMS[name](velocity, 0.8, np.random.default_rng(1)) for velocity in (0.3, 1.0))
    assert np.abs(hard).max() > 1.8 * np.abs(soft).max()


@pytest.mark.parametrize("name", [*DRUMS, *INSTRUMENTS])
def test_no_two_strokes_are_alike_and_each_can_be_repeated(name: str):
    def stroke(seed: int) -> np.ndarray:
        if name in DRUMS:
            return DRUMS[name](0.8, 0.5, np.random.default_rng(seed))
        return _play(name, 0.8, seed=seed)

    first, second = stroke(1), stroke(2)
    count = min(first.shape[-1], second.shape[-1])
    assert np.array_equal(first, stroke(1))
    assert not np.array_equal(first[..., :count], second[..., :count])


def test_a_swell_ends_where_the_next_bar_begins():
    wave = DRUMS["swell"](1.0, 1.0, np.random.default_rng(1))
    assert wave.shape == (2, RATE)
    assert np.abs(wave[:, -RATE // 5 :]).max() > 3 * np.abs(wave[:, : RATE // 5]).max()


def test_a_hand_stops_a_ukulele_and_a_khim_rings_on():
    assert INSTRUMENTS["ukulele"](392.0, 0.8, 0.2, np.random.default_rng(1)).size < RATE * 0.4
    assert INSTRUMENTS["khim"](392.0, 0.8, 0.2, np.random.default_rng(1)).size > RATE * 1.5
