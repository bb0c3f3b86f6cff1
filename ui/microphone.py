"""The microphone, as samples that come in while somebody speaks."""

from typing import Any

import numpy as np
from PySide6.QtCore import QIODevice, QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices, QtAudio

from vendor_app.errors import VendorError
from vendor_app.language import _

RATE = 48_000
_SCALES: dict[QAudioFormat.SampleFormat, tuple[np.dtype[Any], float]] = {
    QAudioFormat.SampleFormat.Int16: (np.dtype("<i2"), 32768.0),
    QAudioFormat.SampleFormat.Int32: (np.dtype("<i4"), 2147483648.0),
    QAudioFormat.SampleFormat.Float: (np.dtype("<f4"), 1.0),
}

Mono = np.ndarray[tuple[int], np.dtype[np.float32]]


def _wanted() -> QAudioFormat:
    audio = QAudioFormat()
    audio.setSampleRate(RATE)
    audio.setChannelCount(1)
    audio.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return audio


def _format(device: QAudioDevice) -> QAudioFormat:
    """Return one channel of 16 bits at 48 kHz, or what comes nearest of all that the device can."""
    wanted = _wanted()
    if device.isFormatSupported(wanted):
        return wanted
    own = device.preferredFormat()
    if own.sampleFormat() not in _SCALES:
        own.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return own


def mono(content: bytes, audio: QAudioFormat) -> Mono:
    """Return raw bytes of any of these formats as one channel, float32, -1.0 to 1.0; an odd end is left out."""
    kind, scale = _SCALES[audio.sampleFormat()]
    channels = max(audio.channelCount(), 1)
    whole = len(content) // (kind.itemsize * channels) * kind.itemsize * channels
    frames = np.frombuffer(content[:whole], kind).reshape(-1, channels)
    return np.asarray(frames.mean(axis=1) / scale, np.float32)


class Microphone(QObject):
    """Listens to the machine's default microphone, between start and stop and at no other time."""

    heard = Signal(object)
    """The samples that came in: Mono at ``rate``."""
    failed = Signal(object)
    """The VendorError that says why nothing more is heard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._format = _wanted()

    @property
    def rate(self) -> int:
        """Samples per second of what is heard."""
        return self._format.sampleRate()

    def start(self) -> bool:
        """Begin to listen; False, and ``failed``, when there is nothing to listen with."""
        self.stop()
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            self._fail()
            return False
        self._format = _format(device)
        self._source = QAudioSource(device, self._format, self)
        self._source.stateChanged.connect(self._note_state)
        self._stream = self._source.start()
        if self._stream is None or self._source.error() != QtAudio.Error.NoError:
            self._fail()
            return False
        self._stream.readyRead.connect(self._read)
        return True

    def stop(self) -> None:
        """Listen no longer."""
        source, self._source, self._stream = self._source, None, None
        if source is not None:
            source.stateChanged.disconnect(self._note_state)
            source.stop()
            source.deleteLater()

    def _read(self) -> None:
        if self._stream is not None:
            content = bytes(self._stream.readAll().data())
            if content:
                self.heard.emit(mono(content, self._format))

    def _note_state(self) -> None:
        """Without the parameter: PySide6 6.11 cannot convert QtAudio.State on its way to a slot."""
        if self._source is not None and self._source.error() not in (
            QtAudio.Error.NoError,
            QtAudio.Error.UnderrunError,
        ):
            self._fail()

    def _fail(self) -> None:
        self.stop()
        self.failed.emit(
            VendorError(
                _("No microphone can be heard."),
                _("Plug one in, allow it in the computer's settings, or use a recording from your phone."),
            )
        )
