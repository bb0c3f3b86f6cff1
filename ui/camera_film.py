"""A film in place of a camera: decoded by the project's reader, shown at its own pace, over and over."""

import threading
import time
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from ui.camera import Device, Ears, Frames, Size, unplugged
from ui.tasks import Task, Tasks
from vendor_app.errors import VendorError
from vendor_app.progress import Progress
from vendor_app.video.camera_picture import CameraPicture, Pixels, Plane, i420_of, rgb_of
from vendor_app.video.footage_picture import planes
from vendor_app.video.footage_reader import FPS, RATE, Samples, footage_sound, open_footage

_WHOLE = (10_000, 10_000)
_AHEAD = 2
"""Frames that may wait for the window; a slow one gets fewer."""
_EACH = RATE // FPS
_HEARD_FRAMES = 20 * FPS


class FilmFrame(NamedTuple):
    """A frame of a film."""

    at: float
    pixels: Pixels
    """I420, BT.709, limited range."""

    @property
    def size(self) -> Size:
        """Width and height."""
        rows, width = self.pixels.shape
        return width, rows * 2 // 3

    def rgb(self, covering: Size | None = None) -> Pixels:
        """Return it as RGB, whole or just covering a size."""
        return rgb_of(self._picture, covering)

    def i420(self, size: Size) -> Pixels:
        """Return it at an even size."""
        return i420_of(self._picture, size)

    @property
    def _picture(self) -> CameraPicture:
        width, height = self.size
        inside = tuple(Plane(plane.reshape(-1).data, plane.shape[1]) for plane in planes(self.pixels))
        return CameraPicture("yuv420p", width, height, inside, "709")


class FilmEars(QObject):
    """The sound of the film while it is listened to."""

    heard = Signal(object)
    failed = Signal(object)
    rate = RATE

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_on = False

    def start(self) -> bool:
        """Begin to listen."""
        self._is_on = True
        return True

    def stop(self) -> None:
        """Listen no longer."""
        self._is_on = False

    def hear(self, samples: Samples) -> None:
        """Hand on what the film says, when somebody listens."""
        if self._is_on:
            self.heard.emit(samples)


class FilmedCamera(Frames):
    """A camera that shows a film. ``unplug`` and ``break_off`` do what may happen to a real one."""

    _came = Signal(object)
    _spoke = Signal(object)

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._tasks = path, tasks
        self._task: Task | None = None
        self._telling = threading.Lock()
        self._waiting = 0
        self._is_there = True
        self._ears = FilmEars(self)
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._spoke.connect(self._ears.hear, Qt.ConnectionType.QueuedConnection)

    @property
    def devices(self) -> tuple[Device, ...]:
        """The film, as long as it is plugged in."""
        return (Device(self._path.name, self._path.stem, ()),) if self._is_there else ()

    @property
    def device(self) -> Device | None:
        """The film."""
        return next(iter(self.devices), None)

    @property
    def size(self) -> Size:
        """A film has the size it has."""
        return 0, 0

    @property
    def ears(self) -> Ears:
        """The sound of the film."""
        return self._ears

    @property
    def is_on(self) -> bool:
        """Whether it is shown."""
        return self._task is not None

    def start(self, device: str = "", size: Size | None = None) -> None:
        """Show the film from its beginning."""
        self.stop()
        if not self._is_there:
            self.failed.emit(unplugged(self._path.stem))
            return
        self._waiting = 0
        self._task = self._tasks.prepare(self._run)
        self._task.failed.connect(self.break_off)
        self._task.start()

    def stop(self) -> None:
        """Show nothing more."""
        task, self._task = self._task, None
        self._ears.stop()
        if task is not None:
            task.cancel()
            with self._telling:  # who stops it may delete it next: the thread must have left its signals
                pass

    def unplug(self) -> None:
        """Go away, as a camera whose cable is pulled."""
        self._is_there = False
        self.devices_changed.emit()
        if self.is_on:
            self.break_off(unplugged(self._path.stem))

    def plug_in(self) -> None:
        """Be there again."""
        self._is_there = True
        self.devices_changed.emit()

    def break_off(self, problem: VendorError) -> None:
        """Stop with a problem."""
        self.stop()
        self.failed.emit(problem)

    def _run(self, progress: Progress) -> None:
        """Decode, on a thread of its own, until it is cancelled."""
        sound = footage_sound(self._path, 0, _HEARD_FRAMES).mean(axis=0)
        while True:
            begun = time.monotonic()
            for number, pixels in enumerate(open_footage(self._path, size=_WHOLE)):
                while (early := begun + number / FPS - time.monotonic()) > 0:
                    progress.check()
                    time.sleep(min(early, 1 / FPS))
                with self._telling:
                    progress.check()
                    self._spoke.emit(sound[number * _EACH : (number + 1) * _EACH])
                    if self._waiting < _AHEAD:
                        self._waiting += 1
                        self._came.emit(FilmFrame(time.monotonic(), pixels))

    def _show(self, frame: FilmFrame) -> None:
        self._waiting = max(self._waiting - 1, 0)  # one may come from before the last stop
        if self.is_on:
            self.hand_on(frame)
