"""What would make the picture better, said live: five looks a second, and words that stand still."""

import statistics
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from ui.camera import Frame
from ui.newest import Newest
from ui.pages.camera_eye import CameraEye
from ui.tasks import Tasks
from ui.widgets.camera_shapes import GUIDES, Guide
from vendor_app.photos.hints import Hint, can_be_told, look_at
from vendor_app.photos.shot_list import Shot
from vendor_app.photos.upright import find_lean
from vendor_app.video.camera_picture import Pixels

_PAUSE_MS = 200
_SIDE = 640
_LEVEL_LOOKS = 5
_SURE, _GONE = 2, 3
"""Looks in a row that must find something before it is said, and that must not before it is not said any more."""


def within(pixels: Pixels, guide: Guide) -> Pixels:
    """Return the part of a picture that lies within a guide."""
    ratio = GUIDES[guide]
    height, width = pixels.shape[:2]
    if not ratio:
        return pixels
    across, down = min(width, round(height * ratio)), min(height, round(width / ratio))
    left, top = (width - across) // 2, (height - down) // 2
    return np.ascontiguousarray(pixels[top : top + down, left : left + across])


class Look(NamedTuple):
    """What one look found."""

    hints: tuple[Hint, ...]
    """What is to be mended, what matters most first."""
    degrees: float | None
    """By how much the product leans clockwise; None where nobody could say, or no one asks."""


def look(frame: Frame, guide: Guide, shot: Shot | None) -> Look:
    """Look at a frame. Runs beside the window. Raises VendorError."""
    width, height = frame.size
    scale = min(_SIDE / max(width, height), 1.0)
    pixels = within(frame.rgb((round(width * scale), round(height * scale))), guide)
    lean = find_lean(pixels) if shot is not None and "lean" in shot.judged else None
    return Look(look_at(pixels, shot), lean.degrees if lean is not None and can_be_told(lean) else None)


class Level:
    """A spirit level that does not jump: the middle one of the last looks that could tell."""

    def __init__(self) -> None:
        self._last: deque[float | None] = deque(maxlen=_LEVEL_LOOKS)

    def add(self, degrees: float | None) -> float | None:
        """Take what one look found; return where the level stands, None while most looks cannot tell."""
        self._last.append(degrees)
        told = [one for one in self._last if one is not None]
        return statistics.median_low(told) if len(told) * 2 > _LEVEL_LOOKS else None


class Steady:
    """Of what comes and goes from look to look, the one thing to say: not said too soon, not taken back too soon."""

    def __init__(self) -> None:
        self.hint: Hint | None = None
        self._coming: Hint | None = None
        self._found = self._lost = 0

    def add(self, hints: Sequence[Hint]) -> Hint | None:
        """Take what one look found, what matters most first; return what to say now."""
        self._follow_said(hints)
        first = hints[0] if hints else None
        same = first is not None and self._coming is not None and first.name == self._coming.name
        self._coming, self._found = first, self._found + 1 if same else 1
        needed = _SURE if self.hint is None else _GONE
        if first is not None and self._found >= needed and (self.hint is None or first.name != self.hint.name):
            self.hint, self._lost = first, 0
        return self.hint

    def _follow_said(self, hints: Sequence[Hint]) -> None:
        """Keep what is said while looks find it, and forget it when some in a row do not."""
        if self.hint is None:
            return
        still = next((hint for hint in hints if hint.name == self.hint.name), None)
        self._lost = 0 if still is not None else self._lost + 1
        if still is not None and (still.degrees > 0) == (self.hint.degrees > 0):
            self.hint = still
        if self._lost >= _GONE:
            self.hint, self._lost = None, 0


class CameraHints(QObject):
    """Looks while it is on."""

    changed = Signal(object)
    """The Hint to give; None for none."""
    leaned = Signal(object)
    """Degrees by which the product leans clockwise; None when nobody could say."""

    def __init__(self, eye: CameraEye, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._eye = eye
        self.guide: Guide = "1:1"
        self.shot: Shot | None = None
        self._forget()
        self._newest = Newest(tasks, self)
        self._newest.made.connect(self._take)
        self._pause = QTimer(self, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to look, if nobody looks yet."""
        if not self._pause.isActive():
            self._forget()
            self._pause.start()

    def look_for(self, shot: Shot | None) -> None:
        """Judge pictures as this shot's, not every one of which must show all of the product; None: as any other."""
        if shot != self.shot:
            self.shot = shot
            self._forget()

    def stop(self) -> None:
        """Look no longer, and say nothing."""
        self._pause.stop()
        self._newest.stop()
        self._forget()
        self.changed.emit(None)
        self.leaned.emit(None)

    def _forget(self) -> None:
        self._steady, self._level = Steady(), Level()

    def _look(self) -> None:
        if self._eye.frame is not None and not self._newest.is_busy:
            self._newest.offer(partial(look, self._eye.frame, self.guide, self.shot))

    def _take(self, found: Look) -> None:
        self.changed.emit(self._steady.add(found.hints))
        self.leaned.emit(self._level.add(found.degrees))
