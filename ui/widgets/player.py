"""The player: the picture, its controls, and the keys."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.tasks import Tasks
from ui.theme import Color
from ui.widgets.playback import Playback
from ui.widgets.preview_canvas import PreviewCanvas
from ui.widgets.preview_feed import Reel
from ui.widgets.preview_sound import Samples
from ui.widgets.touch_slider import TouchSlider
from vendor_app.errors import VendorError
from vendor_app.language import _

_STEP_SECONDS = 1
"""How far an arrow key goes; with Shift it is one frame."""


def clock_text(seconds: float) -> str:
    """Return "0:04.2"."""
    tenths = int(seconds * 10 + 1e-6)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


class PlayButton(QPushButton):
    """The round white button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(44, 44)
        self.setIconSize(QSize(20, 20))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_playing(False)

    def show_playing(self, playing: bool) -> None:
        """Offer what a press does now: pause or play."""
        name = _("Pause") if playing else _("Play")
        self.setIcon(icon("pause-fill" if playing else "play-fill", Color.INK))
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({_('space bar')})")


class ScrubBar(TouchSlider):
    """Where in the clip: a press anywhere goes there at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: int | None = None
        self.setAccessibleName(_("Place in the clip"))

    def mark(self, frame: int | None) -> None:
        """Put a flag at a frame; None: take it away."""
        self._marked = frame
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked is None:
            return
        handle = self.handle_length()
        part = self._marked / max(self.maximum(), 1)
        x = handle / 2 + part * (self.width() - handle)
        place = QRect(round(x) - 2, self.height() // 2 - 21, 16, 16)
        icon("flag-fill", Color.ACCENT).paint(QPainter(self), place)


class Player(QWidget):
    """Plays a reel with its sound. Stops and lets go of its thread when it is hidden or closed."""

    frame_changed = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.playback = Playback(tasks, self)
        self.canvas = PreviewCanvas()
        self._button, self._scrub, self._time = PlayButton(), ScrubBar(), QLabel()
        self._time.setObjectName("playerTime")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._time.setMinimumWidth(112)
        self.setAccessibleName(_("Preview of the clip"))
        self._lay_out()
        self._connect()
        self._enable(False)

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        controls.setSpacing(12)
        controls.addWidget(self._button)
        controls.addWidget(self._scrub, 1)
        controls.addWidget(self._time)
        self._controls = QWidget()
        self._controls.setLayout(controls)
        self._controls.setMaximumWidth(560)
        controls.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._controls, 8)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.canvas, 1)
        column.addLayout(middle)

    def _connect(self) -> None:
        self.canvas.resized.connect(self.playback.set_size)
        self.canvas.pressed.connect(self.toggle)
        self.playback.shown.connect(self._show_frame)
        self.playback.failed.connect(self._show_problem)
        self.playback.playing_changed.connect(self._button.show_playing)
        self.playback.playing_changed.connect(self._show_time)
        self._button.clicked.connect(self.toggle)
        self._scrub.valueChanged.connect(self._scrubbed)

    def open(self, reel: Reel, frame: int = 0, *, sound_follows: bool = False, keep_sound: bool = False) -> None:
        """Show a frame of another reel. With ``sound_follows`` playing waits until ``set_sound`` is called.

        ``keep_sound``: it sounds like the one before.
        """
        self._enable(True)
        self._scrub.blockSignals(True)
        self._scrub.setRange(0, reel.frames - 1)
        self._scrub.setSingleStep(reel.fps)
        self._scrub.blockSignals(False)
        self.playback.open(reel, frame, sound_follows=sound_follows, keep_sound=keep_sound)
        self._show_place(self.playback.frame)

    def set_sound(self, samples: Samples | None) -> None:
        """Give the present reel its sound; None: it stays silent."""
        self.playback.set_sound(samples)
        self._show_time()

    def clear(self, words: str = "") -> None:
        """Show nothing but these words."""
        self.playback.close()
        self.canvas.clear(words)
        self._enable(False)

    def toggle(self) -> None:
        """Play, or pause."""
        self.playback.toggle()

    def play_from_start(self) -> None:
        """Play the whole reel."""
        self.seek(0)
        self.playback.play()

    def seek(self, frame: int) -> None:
        """Go to a frame."""
        self.playback.seek(frame)
        self._show_place(self.playback.frame)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False when it means nothing. For the page, wherever in it the focus is."""
        if not self.playback.frames:
            return False
        step = 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP_SECONDS * self.playback.fps
        places = {
            Qt.Key.Key_Left: self.playback.frame - step,
            Qt.Key.Key_Right: self.playback.frame + step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.playback.frames - 1,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.toggle()
        elif key in places:
            self.seek(places[key])
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.playback.pause()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.playback.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.playback.pause()
        super().changeEvent(event)

    def _enable(self, enabled: bool) -> None:
        for widget in (self._button, self._scrub):
            widget.setEnabled(enabled)
        self._show_time()

    def _show_frame(self, frame: int, image: QImage) -> None:
        self.canvas.show_image(image)
        self._show_place(frame)

    def _show_problem(self, problem: VendorError) -> None:
        """Say in place of the picture why there is none: a dialog at each touch of the bar would be in the way."""
        self.canvas.clear(f"{problem.message}\n{problem.hint}".strip())

    def show_cover(self, frame: int | None) -> None:
        """Mark a frame of the bar as the clip's cover; None: no mark."""
        self._scrub.mark(frame)

    def _show_place(self, frame: int) -> None:
        self._scrub.blockSignals(True)
        self._scrub.setValue(frame)
        self._scrub.blockSignals(False)
        self._show_time()
        self.frame_changed.emit(frame)

    def _show_time(self) -> None:
        """Say where it is; or, while a press on play waits for the sound, what it waits for."""
        if self.playback.is_waiting:
            self._time.setText(_("Preparing the sound…"))
        else:
            place, length = (frames / self.playback.fps for frames in (self.playback.frame, self.playback.frames))
            self._time.setText(f"{clock_text(place)} / {clock_text(length)}")

    def _scrubbed(self, frame: int) -> None:
        if frame != self.playback.frame:
            self.seek(frame)
