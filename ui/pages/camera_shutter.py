"""From the press to the pictures: count down if wanted, then take the next frames that come."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.camera import Frame, Frames

_SECOND_MS = 1000
_APART = 0.1
"""Seconds between two pictures of a burst: of a shaking hand, one of them is held still."""


class Shutter(QObject):
    """One press at a time."""

    counted = Signal(int)
    """The seconds left; 0: it counts no longer."""
    shot = Signal()
    """The picture is being taken: this very moment."""
    film_due = Signal()
    """It is time to film."""
    taken = Signal(object)
    """The frames of one press, in a tuple."""

    def __init__(self, frames: Frames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seconds, self.count = 0, 3
        """Of the self-timer; how many frames a press takes."""
        self._left, self._wanted, self._films = 0, 0, False
        self._frames: list[Frame] = []
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._timer.timeout.connect(self._count)
        frames.seen.connect(self._see)
        frames.failed.connect(self._break_off)

    @property
    def is_busy(self) -> bool:
        """Whether it counts or takes."""
        return self._left > 0 or self._wanted > 0

    def press(self, *, films: bool = False) -> None:
        """Take a picture, or film, after the self-timer; while that counts, call it off."""
        if self._left:
            self.cancel()
        elif not self._wanted:
            self._left, self._films = self.seconds, films
            if self._left:
                self._timer.start(_SECOND_MS)
                self.counted.emit(self._left)
            else:
                self._open()

    def cancel(self) -> None:
        """Take nothing."""
        self._timer.stop()
        was_counting, self._left, self._wanted, self._frames = self._left > 0, 0, 0, []
        if was_counting:
            self.counted.emit(0)

    def _break_off(self) -> None:
        """The camera is gone: a burst that has begun is what came of it, for it was seen and heard."""
        frames = tuple(self._frames)
        self.cancel()
        if frames:
            self.taken.emit(frames)

    def _count(self) -> None:
        self._left -= 1
        self.counted.emit(self._left)
        if not self._left:
            self._timer.stop()
            self._open()

    def _open(self) -> None:
        if self._films:
            self.film_due.emit()
            return
        self._wanted, self._frames = self.count, []
        self.shot.emit()

    def _see(self, frame: Frame) -> None:
        if not self._wanted or (self._frames and frame.at - self._frames[-1].at < _APART):
            return
        self._frames.append(frame)
        if len(self._frames) >= self._wanted:
            frames, self._frames, self._wanted = tuple(self._frames), [], 0
            self.taken.emit(frames)
