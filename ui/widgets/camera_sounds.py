"""What a camera is heard doing: a beep for each second of the self-timer, a click for the picture."""

import numpy as np
from PySide6.QtCore import QObject

from ui.widgets.preview_sound import RATE, Loudspeaker, Samples


def beep(pitch: float, seconds: float) -> Samples:
    """Return a soft tone, float32 (n, 2)."""
    times = np.arange(int(RATE * seconds)) / RATE
    swell = np.minimum(np.minimum(times / 0.01, (seconds - times) / 0.05), 1.0)
    tone = np.sin(2 * np.pi * pitch * times) * swell * 0.35
    return np.repeat(tone[:, None], 2, axis=1).astype(np.float32)


def click() -> Samples:
    """Return the two short noises of a shutter, float32 (n, 2)."""
    noise = np.random.default_rng(7).normal(0, 0.25, int(RATE * 0.09))
    times = np.arange(noise.size) / RATE
    fades = np.exp(-times * 160) + 0.7 * np.where(times > 0.05, np.exp(-(times - 0.05) * 140), 0)
    return np.repeat((noise * fades)[:, None], 2, axis=1).clip(-1, 1).astype(np.float32)


class CameraSounds(QObject):
    """Silent where there is no loudspeaker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = Loudspeaker(self)
        self._tick, self._last, self._click = beep(880, 0.12), beep(1320, 0.12), click()

    def count(self, left: int) -> None:
        """Beep for a second of the self-timer, higher for the last."""
        if left:
            self._play(self._last if left == 1 else self._tick)

    def shoot(self) -> None:
        """Click."""
        self._play(self._click)

    def stop(self) -> None:
        """Be quiet."""
        self._speaker.stop()

    def _play(self, samples: Samples) -> None:
        self._speaker.load(samples)
        self._speaker.play()
