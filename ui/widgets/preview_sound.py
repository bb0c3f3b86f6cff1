"""Sound from memory, and the clock that the picture follows: the ear, or the wall when nothing is heard."""

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

RATE = 48_000
_BYTES_PER_SECOND = RATE * 2 * 2
_BUFFER_BYTES = _BYTES_PER_SECOND // 8
"""An eighth of a second: short enough to stop at once, long enough for a busy machine."""
_STUCK_SECONDS = 2.5
"""A device that has taken nothing for so long is treated as gone; slow ones (Bluetooth) need about one to begin."""
_SLACK_SECONDS = 0.08
"""How far picture and sound may part before the picture is set right at once; less is not noticed."""
_PULL = 0.05
"""Share of a smaller difference that is taken back at each look, so that motion stays even."""

Samples = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def find_sound_devices() -> None:
    """Look for the sound devices once. Takes about 0.1 s the first time: call it beside the window."""
    QMediaDevices.defaultAudioOutput()


def _format() -> QAudioFormat:
    """Return what every device takes: 48 kHz, stereo, 16 bits."""
    audio = QAudioFormat()
    audio.setSampleRate(RATE)
    audio.setChannelCount(2)
    audio.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return audio


class Loudspeaker(QObject):
    """Plays samples from memory through the machine's default device; silently does nothing when there is none."""

    ended = Signal()
    """The samples were played to their end."""

    def __init__(self, parent: QObject | None = None, *, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._buffer = QBuffer(self)
        self._sink: QAudioSink | None = None
        self._begin = 0.0
        self._processed, self._moved = -1, 0.0

    def load(self, samples: Samples | None) -> None:
        """Take samples, float32 of shape (n, 2) at 48 kHz; stops what plays."""
        self.stop()
        self._buffer.close()
        sound = np.zeros((0, 2), np.float32) if samples is None else samples
        content = (np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)

    @property
    def seconds(self) -> float:
        """How long the loaded samples are."""
        return self._buffer.size() / _BYTES_PER_SECOND

    def play(self, begin: float = 0.0) -> bool:
        """Play from ``begin`` seconds on; False when there is no device or nothing left to play."""
        self.stop()
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull() or begin >= self.seconds:
            return False
        self._begin = begin
        self._processed, self._moved = -1, self._now()
        self._buffer.seek(int(begin * RATE) * 4)
        self._sink = self._open(device)
        self._sink.start(self._buffer)
        return True

    def _open(self, device: QAudioDevice) -> QAudioSink:
        sink = QAudioSink(device, _format(), self)
        sink.setBufferSize(_BUFFER_BYTES)
        sink.stateChanged.connect(self._note_state)
        return sink

    def _note_state(self) -> None:
        """Without the parameter: PySide6 6.11 cannot convert QtAudio.State on its way to a slot."""
        if self._sink is not None and self._sink.state() == QtAudio.State.IdleState and self._buffer.atEnd():
            self.ended.emit()

    def stop(self) -> None:
        """Be quiet."""
        if self._sink is not None:
            sink, self._sink = self._sink, None
            sink.stateChanged.disconnect(self._note_state)
            sink.stop()
            sink.deleteLater()

    def heard(self) -> float | None:
        """Return the second that the ear is at, or None while it hears nothing: no device, lost, stuck, at the end."""
        if self._sink is None or self._sink.state() != QtAudio.State.ActiveState:
            return None
        processed, now = self._sink.processedUSecs(), self._now()
        if processed != self._processed:
            self._processed, self._moved = processed, now
        elif now - self._moved > _STUCK_SECONDS:
            self.stop()
            return None
        return self._begin + processed / 1_000_000


class PlayClock:
    """How far playing is, in seconds: even, never backwards, and with the sound wherever there is sound."""

    def __init__(self, heard: Callable[[], float | None], now: Callable[[], float] = time.monotonic) -> None:
        self._heard, self._now = heard, now
        self._reached, self._asked = 0.0, now()

    def start(self, seconds: float) -> None:
        """Begin at ``seconds``."""
        self._reached, self._asked = seconds, self._now()

    def reached(self) -> float:
        """Return where playing is now."""
        now = self._now()
        reached, self._asked = self._reached + now - self._asked, now
        heard = self._heard()
        if heard is not None:
            reached = min(max(reached, heard - _SLACK_SECONDS), heard + _SLACK_SECONDS)
            reached += (heard - reached) * _PULL
        self._reached = max(reached, self._reached)
        return self._reached
