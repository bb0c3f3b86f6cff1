"""Speaking over a clip: count in, play it silently, keep what was said from the very frame it was said at."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from ui.microphone import Microphone, Mono
from ui.widgets.playback import Playback
from vendor_app.sound.recording import levels
from vendor_app.storyboard.model import FPS

BEATS, _BEAT_MS = 3, 700
_SHORTEST = 0.4
"""Seconds; less is a slip of the finger."""


class Spoken(NamedTuple):
    """What was said, and where in the clip."""

    samples: Mono
    rate: int
    start: int
    """Frame of the clip at which the samples begin."""
    frames: int
    """Most frames they may take."""


class Recording(QObject):
    """One recording after another; the microphone listens from the count-in on."""

    state_changed = Signal(str, int)
    """"rest", "count" with the beats left, "speak"."""
    level_changed = Signal(float)
    """Peak of a moment in dBFS."""
    done = Signal(object)
    """What was Spoken."""
    too_short = Signal()
    failed = Signal(object)
    """A VendorError: there is no microphone, or it was unplugged. What was said before is kept."""

    def __init__(self, playback: Playback, microphone: Microphone, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback, self._microphone = playback, microphone
        self._state = "rest"
        self._chunks: list[Mono] = []
        self._start, self._frames, self._left = 0, 0, 0
        self._skip: int | None = None
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self._count)
        microphone.heard.connect(self._hear)
        microphone.failed.connect(self._miss)
        playback.shown.connect(self._follow)
        playback.playing_changed.connect(self._follow_playing)

    @property
    def is_busy(self) -> bool:
        """Whether it counts in or records."""
        return self._state != "rest"

    def begin(self, start: int, frames: int) -> None:
        """Count in, then record from frame ``start`` of the clip on, at most ``frames``."""
        self.cancel()
        self._chunks, self._skip = [], None
        self._start, self._frames, self._left = start, frames, BEATS
        if not self._microphone.start():
            return
        self._playback.pause()
        self._playback.seek(start)
        self._set_state("count", self._left)
        self._beat.start()

    def end(self) -> None:
        """Keep what was said; during the count-in there is nothing to keep."""
        if self._state == "speak":
            self._finish()
        else:
            self.cancel()

    def cancel(self) -> None:
        """Stop, and keep nothing."""
        if self._state == "rest":
            return
        self._rest()

    def _rest(self) -> None:
        self._beat.stop()
        self._set_state("rest")
        self._microphone.stop()
        self._playback.is_mute = False
        self._playback.pause()

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._set_state("count", self._left)
            return
        self._beat.stop()
        self._set_state("speak")
        self._playback.is_mute = True
        self._playback.play()

    def _set_state(self, state: str, count: int = 0) -> None:
        self._state = state
        self.state_changed.emit(state, count)

    def _hear(self, samples: Mono) -> None:
        self.level_changed.emit(levels(samples).peak)
        if self._state != "rest":
            self._chunks.append(samples)

    def _follow(self, frame: int) -> None:
        """Note at the first frame that moves how much was heard before the clip began; stop at the end."""
        if self._state != "speak":
            return
        rate = self._microphone.rate
        if self._skip is None and frame > self._start:
            heard = sum(chunk.size for chunk in self._chunks)
            self._skip = max(heard - (frame - self._start) * rate // FPS, 0)
        if frame >= self._start + self._frames - 1:
            self._finish()

    def _follow_playing(self, playing: bool) -> None:
        if self._state == "speak" and not playing:
            self._finish()

    def _miss(self, problem: object) -> None:
        was_speaking = self._state == "speak"
        if was_speaking:
            self._finish()
        else:
            self.cancel()
        self.failed.emit(problem)

    def _finish(self) -> None:
        rate = self._microphone.rate
        self._rest()
        said = np.concatenate(self._chunks)[self._skip or 0 :] if self._chunks else np.zeros(0, np.float32)
        self._chunks = []
        said = said[: self._frames * rate // FPS]
        if self._skip is None or said.size < _SHORTEST * rate:
            self.too_short.emit()
        else:
            self.done.emit(Spoken(said, rate, self._start, self._frames))
