"""From the camera's frames to what is on the screen: the newest only, converted beside the window."""

from functools import partial

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.camera import Frame, Frames, Size
from ui.newest import Newest
from ui.tasks import Tasks
from ui.widgets.preview_pixels import picture


def draw(frame: Frame, room: Size) -> QImage:
    """Return a frame as it is shown, no larger than it must be. Runs beside the window. Raises VendorError."""
    width, height = frame.size
    scale = min(room[0] / width, room[1] / height, 1.0)
    size = (max(round(width * scale), 2), max(round(height * scale), 2))
    rgb = frame.rgb(size)
    if rgb.shape[1::-1] != size:
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    return picture(rgb).convertToFormat(QImage.Format.Format_RGB32)


class CameraEye(QObject):
    """Looks at every frame and shows what it can keep up with."""

    pictured = Signal(object)
    """A QImage."""
    failed = Signal(object)
    """The VendorError of a camera whose pictures cannot be read."""

    def __init__(self, frames: Frames, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = Newest(tasks, self)
        self._newest.made.connect(self.pictured)
        self._newest.failed.connect(self.failed)
        self._room: Size = (640, 360)
        self.frame: Frame | None = None
        """The newest; None before the first."""
        frames.seen.connect(self._look)

    def set_room(self, room: Size) -> None:
        """Draw for a place of this many device pixels from the next frame on."""
        self._room = room

    def stop(self) -> None:
        """Draw nothing more."""
        self._newest.stop()
        self.frame = None

    def _look(self, frame: Frame) -> None:
        self.frame = frame
        self._newest.offer(partial(draw, frame, self._room))
