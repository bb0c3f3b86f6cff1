"""What the tests of sound hear with: ffmpeg's own meters, and a voice made of nothing but numbers."""

import re
import subprocess
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vendor_app.sound.effects import Band, equalise

Samples = NDArray[np.float32]
RATE = 48_000


def write_wav(path: Path, samples: Samples, rate: int = RATE) -> Path:
    """Write samples of shape (n,) or (n, 2) as 16 bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1 if samples.ndim == 1 else 2)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def measured(path: Path) -> tuple[float, float]:
    """Return integrated loudness in LUFS and true peak in dBTP, by ffmpeg's ebur128."""
    asked = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stderr
    summary = told[told.rindex("Summary:") :]
    loud, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loud
    assert peak
    return float(loud[1]), float(peak[1])


def speech(seconds: float, pauses: tuple[tuple[float, float], ...] = ()) -> Samples:
    """Return something like speech, shape (n,): a buzz through moving vowels, four syllables a second, some hiss."""
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    random = np.random.default_rng(5)
    pitch = 150 + 25 * np.sin(2 * np.pi * 0.6 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    vowel = 600 + 250 * np.sin(2 * np.pi * 1.7 * time)
    made = np.zeros(count)
    for k in range(1, 24):
        level = 1 / (1 + ((k * pitch - vowel) / 180) ** 2) + 0.4 / (1 + ((k * pitch - 2300) / 400) ** 2)
        made += level * np.sin(k * phase)
    syllable = np.clip(np.sin(2 * np.pi * 4 * time) + 0.7, 0, 1)
    for begin, end in pauses:
        syllable[(time >= begin) & (time < end)] = 0
    made = made * syllable / np.abs(made).max() * 0.4
    return (made + random.normal(0, 4e-4, count)).astype(np.float32)


def clicks(sound: Samples) -> float:
    """Return the highest peak of (2, n) above 21 kHz, where speech and music have nothing and every break has some."""
    high = [Band("highpass", 21_500.0)] * 6
    return float(np.abs(equalise(np.ascontiguousarray(sound), high)).max())


def rms(samples: Samples) -> float:
    """Return the root mean square in decibels."""
    return float(10 * np.log10(np.mean(samples.astype(np.float64) ** 2) + 1e-15))
