"""Frames made ahead of time beside the window, which only ever takes what is ready."""

import threading
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from PySide6.QtGui import QImage

from ui.widgets.preview_pixels import picture, screen_pixels
from vendor_app.progress import Progress
from vendor_app.render.colour import Pixels

AHEAD = 24
"""Frames kept ready: 0.8 s, the time to open the largest photo; at most 25 MB at 150 %."""
_READY = 6
"""Frames that must be there before playing begins, so that it does not stumble at once."""
_LATE = 8
"""A feed that is so many frames behind leaves frames out instead of lagging."""
_LOOK_UP = 0.1
"""Seconds between two looks at whether the program is closing, while every place in the queue is taken."""


class Reel(Protocol):
    """Something to watch. Asked by one thread at a time, never the window's."""

    @property
    def frames(self) -> int:
        """Its length."""
        ...

    @property
    def fps(self) -> int:
        """Frames per second."""
        ...

    def images(self, start: int) -> Iterator[Pixels]:
        """Yield the frames from ``start`` on as I420, BT.709, limited range."""
        ...


class _Wish(NamedTuple):
    """What the window wants to see; a newer wish makes an older one void."""

    reel: Reel
    frame: int
    last: int
    """The frame to end with, also when others before it are left out."""


class FrameFeed:
    """Hands frames of a reel to the window. The last wish wins.

    ``run`` is work for a task and ends when no wish is open; every other method returns at once.
    """

    def __init__(self, ahead: int = AHEAD) -> None:
        self._door = threading.Condition()
        self._queue: deque[tuple[int, QImage]] = deque()
        self._ahead = ahead
        self._size = (270, 480)
        self._wish: _Wish | None = None
        self._running = False
        self._complete = True
        self._due = 0

    def set_size(self, width: int, height: int) -> None:
        """Make pictures of this many device pixels from the next frame on."""
        with self._door:
            self._size = (max(width, 2), max(height, 2))

    def wish(self, reel: Reel, frame: int, *, playing: bool, last: int | None = None) -> bool:
        """Ask for one frame, or for all to ``last`` or the reel's end. True when a task must be started to ``run``."""
        end = reel.frames - 1 if last is None else last
        with self._door:
            self._queue.clear()
            self._wish, self._due, self._complete = _Wish(reel, frame, end if playing else frame), frame, False
            start, self._running = not self._running, True
            self._door.notify_all()
            return start

    def rest(self) -> None:
        """Ask for nothing; what was ready is dropped."""
        with self._door:
            self._queue.clear()
            self._wish, self._complete = None, True
            self._door.notify_all()

    @property
    def is_ready(self) -> bool:
        """Whether enough frames wait for playing to begin, or no more will come."""
        with self._door:
            return self._complete or len(self._queue) >= min(_READY, self._ahead)

    @property
    def is_spent(self) -> bool:
        """Whether everything that was wished for was made and taken."""
        with self._door:
            return self._complete and not self._queue

    def take(self, due: int) -> tuple[int, QImage] | None:
        """Return the number and picture of the newest ready frame not after ``due``, or None."""
        with self._door:
            self._due = due
            newest = None
            while self._queue and self._queue[0][0] <= due:
                newest = self._queue.popleft()
            self._door.notify_all()
            return newest

    def run(self, progress: Progress) -> None:
        """Make frames until no wish is open. Raises Cancelled, and what the reel of the present wish raises."""
        while (wish := self._open_wish()) is not None:
            try:
                self._serve(wish, progress)
            except Exception:
                if self._give_up(wish):
                    raise

    def _give_up(self, wish: _Wish) -> bool:
        """Drop the wish that failed; False when a newer one has made it void already, and the run goes on."""
        with self._door:
            if self._wish is not wish:
                return False
            self._running, self._complete, self._wish = False, True, None
            return True

    def _open_wish(self) -> _Wish | None:
        """Return the wish to serve; without one the run is over, and the next wish will start another."""
        with self._door:
            if self._complete or self._wish is None:
                self._running = False
                return None
            return self._wish

    def _is_current(self, wish: _Wish) -> bool:
        return self._wish is wish

    def _serve(self, wish: _Wish, progress: Progress) -> None:
        start: int | None = wish.frame
        while start is not None:
            start = self._make(wish, start, progress)

    def _make(self, wish: _Wish, start: int, progress: Progress) -> int | None:
        """Make frames from ``start`` on; return where to go on after leaving some out, or None when done."""
        for frame, pixels in enumerate(wish.reel.images(start), start):
            if not self._hand_over(wish, frame, pixels, progress):
                return None
            if frame >= wish.last:
                break
            if (skip := self._skip_to(frame, wish.last)) is not None:
                return skip
        with self._door:
            if self._is_current(wish):
                self._complete = True
        return None

    def _hand_over(self, wish: _Wish, frame: int, pixels: Pixels, progress: Progress) -> bool:
        """Queue one frame as soon as there is room; False when nobody waits for it any more. Raises Cancelled."""
        with self._door:
            while self._is_current(wish) and len(self._queue) >= self._ahead:
                self._door.wait(_LOOK_UP)
                progress.check()
            size = self._size
        progress.check()
        image = picture(screen_pixels(pixels, *size))
        with self._door:
            if not self._is_current(wish):
                return False
            self._queue.append((frame, image))
            return True

    def _skip_to(self, frame: int, last: int) -> int | None:
        """Return a frame ahead of the clock when the feed has fallen behind it."""
        with self._door:
            due = self._due
        return min(due + _LATE, last) if due - frame > _LATE else None
