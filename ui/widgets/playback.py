"""Playing a reel: pictures from the feed, in step with its sound."""

from collections import OrderedDict
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from ui.tasks import Tasks
from ui.widgets.preview_feed import FrameFeed, Reel
from ui.widgets.preview_sound import Loudspeaker, PlayClock, Samples

_LOOK_MS = 8
"""Between two looks at the clock: a quarter of a frame, so that no frame comes visibly late."""


_PATIENCE_MS = 40
"""A place whose picture takes longer shows the nearest one that was seen before."""
_SLOT, _NEAR = 5, 30
"""Frames: how far the pictures kept are apart, and how far away one may be to stand in for another."""
_MOST_BYTES = 24_000_000


class _State(Enum):
    STILL = auto()
    STARTING = auto()
    PLAYING = auto()


class _Part(NamedTuple):
    """What is played when it is not all."""

    last: int
    back: int
    """Where it stands afterwards."""


class SeenFrames:
    """Some of the pictures shown lately, for the moment in which a place is wanted that takes long to draw."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._bytes = 0

    def clear(self) -> None:
        """Forget all: something else is played."""
        self._kept.clear()
        self._bytes = 0

    def keep(self, frame: int, image: QImage) -> None:
        """Keep a picture, unless one close by, as large as this, is kept already."""
        slot = frame // _SLOT
        if slot not in self._kept or self._kept[slot].width() < image.width():
            self._bytes -= self._kept[slot].sizeInBytes() if slot in self._kept else 0
            self._kept[slot] = image
            self._bytes += image.sizeInBytes()
        while self._bytes > _MOST_BYTES:
            _oldest, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.sizeInBytes()

    def nearest(self, frame: int) -> QImage | None:
        """Return the picture nearest to a frame, within a second; None when there is none."""
        slot = frame // _SLOT
        near = min(self._kept, key=lambda one: abs(one - slot), default=None)
        return None if near is None or abs(near - slot) * _SLOT > _NEAR else self._kept[near]


class Playback(QObject):
    """Plays, pauses and seeks one reel after another. Makes its frames in a task; holds no thread while at rest."""

    shown = Signal(int, QImage)
    """A frame's number and its picture."""
    playing_changed = Signal(bool)
    failed = Signal(object)
    """The VendorError that says why there is no picture."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._feed = FrameFeed()
        self._speaker = Loudspeaker(self)
        self._clock = PlayClock(self._speaker.heard)
        self._reel: Reel | None = None
        self._state = _State.STILL
        self._sound_follows = False
        self.is_mute = False
        """Whether it plays without its sound: somebody speaks into a microphone."""
        self._frame = 0
        self._part: _Part | None = None
        self._seen = SeenFrames()
        self._waited = QElapsedTimer()
        self._timer = QTimer(self, interval=_LOOK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)

    @property
    def frame(self) -> int:
        """The frame that is shown, or will be as soon as it is made."""
        return self._frame

    @property
    def frames(self) -> int:
        """Length of the reel; 0 without one."""
        return self._reel.frames if self._reel else 0

    @property
    def fps(self) -> int:
        """Frames per second of the reel; 30 without one."""
        return self._reel.fps if self._reel else 30

    @property
    def is_playing(self) -> bool:
        """Whether it plays or is about to."""
        return self._state is not _State.STILL

    @property
    def is_part(self) -> bool:
        """Whether only a few frames play, to show something."""
        return self._part is not None

    @property
    def is_waiting(self) -> bool:
        """Whether it would play if only its sound were there."""
        return self.is_playing and self._sound_follows

    def open(self, reel: Reel, frame: int = 0, *, sound_follows: bool = False, keep_sound: bool = False) -> None:
        """Show a frame of another reel, standing still. With ``sound_follows`` playing waits for ``set_sound``.

        ``keep_sound``: it sounds like the one before, whose sound is here or on its way.
        """
        self._halt()
        if not keep_sound:
            self._speaker.load(None)
            self._sound_follows = sound_follows
        self._reel = reel
        self._seen.clear()
        self.seek(frame)

    def set_sound(self, samples: Samples | None) -> None:
        """Give the present reel its sound, float32 of shape (n, 2) at 48 kHz; None: it stays silent."""
        self._speaker.load(samples)
        self._sound_follows = False
        if self._state is _State.PLAYING and not self.is_mute:
            self._speaker.play(self._clock.reached())

    def offer(self, frame: int, image: QImage) -> None:
        """Take a small picture of a frame, to show at once where nothing better was seen."""
        self._seen.keep(frame, image)

    def set_size(self, width: int, height: int) -> None:
        """Make pictures of this many device pixels, also of the frame that is shown."""
        self._feed.set_size(width, height)
        if self._reel is not None and self._state is _State.STILL:
            self.seek(self._frame)

    def play(self) -> None:
        """Play on, or from the start when at the end."""
        if self._reel is None or self.is_playing:
            return
        if self._frame >= self._reel.frames - 1:
            self._frame = 0
        self._set_state(_State.STARTING)
        self._wish()

    def play_part(self, first: int, last: int) -> None:
        """Play a few frames to show how they are now, with or without sound, then stand where it stood before."""
        if self._reel is not None:
            back = self._frame if self._part is None else self._part.back
            self._halt()
            self._part = _Part(min(last, self._reel.frames - 1), back)
            self._frame = max(first, 0)
            self._set_state(_State.STARTING)
            self._wish()

    def pause(self) -> None:
        """Stand still at the frame that is shown."""
        self._halt()

    def toggle(self) -> None:
        """Pause when it plays, play when it does not."""
        (self.pause if self.is_playing else self.play)()

    def seek(self, frame: int) -> None:
        """Go to a frame, and play on from there if it played."""
        if self._reel is None:
            return
        self._frame = min(max(frame, 0), self._reel.frames - 1)
        if self._part is not None:
            self._halt()
        elif self.is_playing:
            self._speaker.stop()
            self._set_state(_State.STARTING)
        self._wish()

    def close(self) -> None:
        """Let go of the reel and of its thread."""
        self._halt()
        self._speaker.load(None)
        self._reel = None

    def _halt(self) -> None:
        self._timer.stop()
        self._speaker.stop()
        self._feed.rest()
        self._part = None
        self._set_state(_State.STILL)

    def _set_state(self, state: _State) -> None:
        was, self._state = self.is_playing, state
        if was != self.is_playing:
            self.playing_changed.emit(self.is_playing)

    def _wish(self) -> None:
        assert self._reel is not None
        last = None if self._part is None else self._part.last
        if self._feed.wish(self._reel, self._frame, playing=self.is_playing, last=last):
            task = self._tasks.prepare(self._feed.run)
            task.failed.connect(self.failed)
            task.start()
        self._waited.start()
        self._timer.start()

    def _look(self) -> None:
        """Show what is due; called again and again while anything is awaited."""
        looks: dict[_State, Callable[[], None]] = {
            _State.STILL: self._look_for_still,
            _State.STARTING: self._look_for_start,
            _State.PLAYING: self._look_for_due,
        }
        looks[self._state]()

    def _look_for_still(self) -> None:
        self._show_due(self._frame)
        if self._feed.is_spent:
            self._timer.stop()
        elif self._waited.isValid() and self._waited.elapsed() > _PATIENCE_MS:
            self._waited.invalidate()
            if (near := self._seen.nearest(self._frame)) is not None:
                self.shown.emit(self._frame, near)

    def _look_for_start(self) -> None:
        self._show_due(self._frame)
        if self._feed.is_ready and (self._part is not None or self.is_mute or not self._sound_follows):
            begin = self._frame / self.fps
            if not self.is_mute:
                self._speaker.play(begin)
            self._clock.start(begin)
            self._set_state(_State.PLAYING)

    def _look_for_due(self) -> None:
        self._show_due(int(self._clock.reached() * self.fps))
        if self._feed.is_spent:
            part = self._part
            self._halt()
            if part is not None:
                self.seek(part.back)

    def _show_due(self, due: int) -> None:
        if (newest := self._feed.take(due)) is not None:
            self._frame, image = newest
            self._seen.keep(self._frame, image)
            self.shown.emit(self._frame, image)
