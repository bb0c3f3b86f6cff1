"""Playing a reel: pictures from the feed, in step with its sound."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from ui.tasks import Tasks
from ui.widgets.preview_feed import FrameFeed, Reel
from ui.widgets.preview_sound import Loudspeaker, PlayClock, Samples

_LOOK_MS = 8
"""Between two looks at the clock: a quarter of a frame, so that no frame comes visibly late."""


class _State(Enum):
    STILL = auto()
    STARTING = auto()
    PLAYING = auto()


class Playback(QObject):
    """Plays, pauses and seeks one reel after another. Makes its frames in a task; holds no thread while at rest."""

    shown = Signal(int, QImage)
    """A frame's number and its picture."""
    playing_changed = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._feed = FrameFeed()
        self._speaker = Loudspeaker(self)
        self._clock = PlayClock(self._speaker.heard)
        self._reel: Reel | None = None
        self._state = _State.STILL
        self._sound_follows = False
        self._frame = 0
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
    def is_waiting(self) -> bool:
        """Whether it would play if only its sound were there."""
        return self.is_playing and self._sound_follows

    def open(self, reel: Reel, frame: int = 0, *, sound_follows: bool = False) -> None:
        """Show a frame of another reel, standing still. With ``sound_follows`` playing waits for ``set_sound``."""
        self._halt()
        self._speaker.load(None)
        self._reel, self._sound_follows = reel, sound_follows
        self.seek(frame)

    def set_sound(self, samples: Samples | None) -> None:
        """Give the present reel its sound, float32 of shape (n, 2) at 48 kHz; None: it stays silent."""
        self._speaker.load(samples)
        self._sound_follows = False
        if self._state is _State.PLAYING:
            self._speaker.play(self._clock.reached())

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
        if self.is_playing:
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
        self._set_state(_State.STILL)

    def _set_state(self, state: _State) -> None:
        was, self._state = self.is_playing, state
        if was != self.is_playing:
            self.playing_changed.emit(self.is_playing)

    def _wish(self) -> None:
        assert self._reel is not None
        if self._feed.wish(self._reel, self._frame, playing=self.is_playing):
            self._tasks.prepare(self._feed.run).start()
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

    def _look_for_start(self) -> None:
        self._show_due(self._frame)
        if self._feed.is_ready and not self._sound_follows:
            begin = self._frame / self.fps
            self._speaker.play(begin)
            self._clock.start(begin)
            self._set_state(_State.PLAYING)

    def _look_for_due(self) -> None:
        self._show_due(int(self._clock.reached() * self.fps))
        if self._feed.is_spent:
            self._halt()

    def _show_due(self, due: int) -> None:
        if (newest := self._feed.take(due)) is not None:
            self._frame, image = newest
            self.shown.emit(self._frame, image)
