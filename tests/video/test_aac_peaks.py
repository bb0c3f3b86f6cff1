import numpy as np
import pytest
from msgspec.structs import replace

from vendor_app.progress import Cancelled, Progress
from vendor_app.video import aac
from vendor_app.video.aac import encode_sound, sound_key
from vendor_app.video.format import CLIP

RATE = 48_000


def _clicks(level: float) -> np.ndarray:
    """Return short, hard strokes over a low tone, what the coder spoils most easily: (n, 2)."""
    time = np.arange(RATE * 4) / RATE
    made = 0.5 * np.sin(2 * np.pi * 49 * time)
    made += np.random.default_rng(1).normal(0, 0.3, time.size) * np.exp(-(time % 0.21) / 0.004)
    made *= level / np.abs(made).max()
    return np.stack([made, made], axis=1).astype(np.float32)


@pytest.mark.parametrize("level", [0.3, 0.7])
def test_no_peak_is_heard_that_was_not_there(level: float):
    sound = encode_sound(_clicks(level), CLIP)
    assert sound.samples == RATE * 4
    assert aac._peak(sound, CLIP) <= 0.84


def test_a_spoilt_frame_is_encoded_again_a_hair_softer(monkeypatch: pytest.MonkeyPatch):
    once = encode_sound(_clicks(0.5), CLIP)
    real, asked = aac._peak, []

    def spoilt_at_first(sound, clip_format) -> float:
        asked.append(real(sound, clip_format))
        return 0.95 if len(asked) == 1 else asked[-1]

    monkeypatch.setattr(aac, "_peak", spoilt_at_first)
    again = encode_sound(_clicks(0.5), CLIP)
    assert len(asked) == 2
    assert again.samples == once.samples
    assert again.packets != once.packets
    assert 0.9 * asked[0] < asked[1] < asked[0]


def test_sound_that_is_too_loud_by_itself_is_left_as_it_is():
    loud = _clicks(1.0)
    assert aac._peak(encode_sound(loud, CLIP), CLIP) > 0.84


def test_encoding_can_be_stopped():
    with pytest.raises(Cancelled):
        encode_sound(_clicks(0.5), CLIP, Progress(is_cancelled=lambda: True))


def test_what_is_heard_and_how_it_is_encoded_have_a_key() -> None:
    sound = _clicks(0.5)
    softer = sound.copy()
    softer[-1, 1] -= 1e-4
    keys = [sound_key(sound, CLIP), sound_key(softer, CLIP), sound_key(sound[:-1], CLIP)]
    keys.append(sound_key(sound, replace(CLIP, audio_bit_rate=128_000)))
    assert len(set(keys)) == 4
    assert sound_key(sound.copy(order="F"), CLIP) == keys[0]
