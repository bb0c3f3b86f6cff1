"""Film 3 to 10 seconds: encoded while it is filmed, in the shop as footage when it ends."""

import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtCore import QObject, Signal

from ui.camera import Frame, Frames
from ui.microphone import Mono
from ui.tasks import Task, Tasks
from vendor_app.errors import VendorError
from vendor_app.files import plain_words
from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.shop import Shop
from vendor_app.video.filming import FilmRoll, Heard, encode_film, write_film
from vendor_app.video.footage_intake import FootageIntake

SHORTEST, LONGEST = 3.0, 10.0
"""Seconds."""
_WORTH_KEEPING = 1.0
"""Seconds, when the camera goes away in the middle."""


class Sound:
    """What the microphone hears, written by the window and read when filming has ended."""

    def __init__(self, rate: int) -> None:
        self.rate, self.began = rate, 0.0
        self._chunks: list[Mono] = []

    def hear(self, samples: Mono) -> None:
        """Take what was heard until now."""
        if not self._chunks:
            self.began = time.monotonic() - samples.size / self.rate
        self._chunks.append(samples)

    def heard(self) -> Heard | None:
        """Return all of it; None when nothing was."""
        return Heard(np.concatenate(self._chunks), self.rate, self.began) if self._chunks else None


def keep_film(
    shop: Shop, product: str, roll: FilmRoll, sound: Sound | None, progress: Progress = silent
) -> FootageIntake:
    """Encode what comes on a roll, and put it into a product when the roll has ended. Raises VendorError, Cancelled."""
    segments, clip_format = encode_film(roll, progress)
    if not segments:
        raise VendorError(_("Nothing was filmed."), _("Try again."))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"clip-{time.strftime('%Y%m%d-%H%M%S')}.mp4"
        with plain_words(path):
            write_film(segments, sound.heard() if sound else None, roll.first or 0.0, path, clip_format)
        intake = shop.add_footage(shop.catalogue.by_id(product).sku, [path])
    if intake.rejected:
        raise VendorError(intake.rejected[0].reason)
    return intake


class Filming(QObject):
    """One film at a time."""

    moved = Signal(float)
    """The seconds there are; less than 0: it films no longer."""
    kept = Signal(object)
    """The FootageIntake of a film that is safe."""
    problem = Signal(object)

    def __init__(self, shop: Shop, frames: Frames, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._frames, self._tasks = shop, frames, tasks
        self._roll: FilmRoll | None = None
        self._sound: Sound | None = None
        self._task: Task | None = None
        self._may_end = False
        frames.seen.connect(self._see)
        frames.failed.connect(self._break_off)
        frames.ears.heard.connect(self._hear)

    @property
    def is_on(self) -> bool:
        """Whether it films."""
        return self._roll is not None

    @property
    def is_busy(self) -> bool:
        """Whether it films, or what was filmed is not safe yet."""
        return self._task is not None

    def begin(self, product: str) -> None:
        """Film for the product of this id."""
        if self.is_busy:
            return
        self._roll, self._may_end = FilmRoll(LONGEST), False
        self._sound = Sound(self._frames.ears.rate) if self._frames.ears.start() else None
        self._task = self._tasks.prepare(partial(keep_film, self._shop, product, self._roll, self._sound))
        self._task.succeeded.connect(self.kept)
        self._task.failed.connect(self.problem)
        self._task.finished.connect(self._forget)
        self._task.start()
        self.moved.emit(0.0)

    def end(self) -> None:
        """Stop, but not before the shortest that is of use."""
        self._may_end = True

    def stop(self) -> None:
        """Stop at once and keep what there is, if that is worth it."""
        if self._roll is None:
            return
        if self.seconds < _WORTH_KEEPING and self._task is not None:
            self._task.cancel()
        self._finish()

    @property
    def seconds(self) -> float:
        """How long it has been filming."""
        return self._roll.seconds if self._roll is not None else 0.0

    def _see(self, frame: Frame) -> None:
        if self._roll is None:
            return
        self._roll.add(frame)
        if self._roll.is_full or (self._may_end and self.seconds >= SHORTEST):
            self._finish()
        else:
            self.moved.emit(self.seconds)

    def _hear(self, samples: Mono) -> None:
        if self._roll is not None and self._sound is not None:
            self._sound.hear(samples)

    def _break_off(self, _problem: VendorError) -> None:
        self.stop()

    def _finish(self) -> None:
        roll, self._roll = self._roll, None
        if roll is not None:
            self._frames.ears.stop()
            roll.end()
            self.moved.emit(-1.0)

    def _forget(self) -> None:
        self._task, self._sound = None, None
        if self._roll is not None:  # the encoder failed in the middle
            self._finish()
