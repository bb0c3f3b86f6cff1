"""One job of the queue: its picture, what it is, how far it is, and what can be done about it."""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.badge import Tone
from ui.widgets.buttons import IconButton
from ui.widgets.card import Caption, ElidedLabel
from ui.widgets.layouts import clear, widgets_in
from ui.widgets.progress_strip import time_left
from vendor_app.batch import length
from vendor_app.language import _
from vendor_app.render_queue import Job, State

PICTURE = QSize(64, 64)
PICTURE_RADIUS = 10
_STEPS = 1000


class _Action(NamedTuple):
    """One button of a row."""

    key: str
    icon: str
    name: str


def _actions(state: State) -> tuple[_Action, ...]:
    """Return what can be done about a job, from left to right."""
    up, down = _Action("up", "arrow-up", _("Make it sooner")), _Action("down", "arrow-down", _("Make it later"))
    pause, resume = _Action("pause", "pause", _("Pause")), _Action("resume", "play", _("Go on"))
    cancel = _Action("cancel", "x", _("Cancel"))
    retry, product = (
        _Action("retry", "arrow-clockwise", _("Try again")),
        _Action("product", "t-shirt", _("To the product")),
    )
    table: dict[State, tuple[_Action, ...]] = {
        "waiting": (up, down, pause, cancel),
        "working": (pause, cancel),
        "paused": (up, down, resume, cancel),
        "done": (
            _Action("play", "play", _("Play the clip")),
            _Action("folder", "folder-open", _("Open folder")),
            _Action("export", "paper-plane-tilt", _("To export")),
        ),
        "failed": (product, retry),
        "cancelled": (retry,),
    }
    return table[state]


class JobName(ElidedLabel):
    """What the product is called (Kanit)."""


class JobState(ElidedLabel):
    """How the job is: one line, for lines that wrap make a long list slow."""


class QueueRow(QFrame):
    """Shows one job; ``show_job`` again whenever it changes."""

    action = Signal(str, str)
    """The key of a button and the id of the job."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self._shown: tuple[object, ...] = ()
        self._state: State | None = None
        self._picture, self._name = QLabel(), JobName()
        self._words = JobState()
        self._reason: Caption | None = None
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        self._lay_out()

    def _lay_out(self) -> None:
        self._picture.setFixedSize(PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setPixmap(picture("image", 32, Color.LINE_STRONG))
        for line in (self._name, self._words):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._column = column = QVBoxLayout()
        column.setSpacing(3)
        column.addStretch(1)
        column.addWidget(self._name)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(14)
        row.addWidget(self._picture)
        row.addLayout(column, 1)
        row.addLayout(self._buttons)

    def show_picture(self, pixmap: QPixmap | None) -> None:
        """Show the product's photo, when it is there."""
        if pixmap is not None:
            self._picture.setPixmap(pixmap)

    def show_job(self, job: Job, style: str, seconds_left: float | None, place: int, movable: tuple[int, int]) -> None:
        """Show how the job is now. ``place``: 1 for the next one; ``seconds_left``: for this job alone, if known.

        ``movable``: the first and the last place among which jobs can change theirs.
        """
        words, tone = _told(job, style, seconds_left, place)
        shown = (job.state, words, tone, round(job.done * _STEPS), job.name, place > movable[0], place < movable[1])
        self.job = job
        if shown == self._shown:
            return
        self._shown = shown
        self._name.setText(job.name)
        self._words.setText(words)
        self._show_reason(words if job.state == "failed" else "")
        self._bar.setVisible(job.state in ("working", "paused"))
        self._bar.setValue(round(job.done * _STEPS))
        self.setAccessibleName(f"{job.name}, {words}")
        if self._words.property("tone") != tone:
            self._words.setProperty("tone", tone)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        if job.state != self._state:
            self._state = job.state
            self._offer(job.state)
        self._enable_moves(sooner=place > movable[0], later=place < movable[1])

    def _enable_moves(self, *, sooner: bool, later: bool) -> None:
        for key, enabled in (("up", sooner), ("down", later)):
            if (button := self.button(key)) is not None:
                button.setEnabled(enabled)

    def _show_reason(self, reason: str) -> None:
        """Show why a job failed, over as many lines as that needs."""
        self._words.setVisible(not reason)
        if reason and self._reason is None:
            self._reason = Caption(wrap=True)
            self._reason.setProperty("tone", "bad")
            self._column.insertWidget(2, self._reason)
        if self._reason is not None:
            self._reason.setText(reason)
            self._reason.setVisible(bool(reason))

    def _offer(self, state: State) -> None:
        """Put up the buttons of this state; one that stays where it was keeps the keyboard."""
        focused = self.focusWidget()
        wanted = focused.objectName() if isinstance(focused, IconButton) and focused.hasFocus() else ""
        clear(self._buttons)
        for one in _actions(state):
            button = IconButton(one.icon, one.name)
            button.setObjectName(one.key)
            button.clicked.connect(self._tell)
            self._buttons.addWidget(button)
            if one.key == wanted:
                button.setFocus()

    def _tell(self) -> None:
        self.action.emit(self.sender().objectName(), self.job.id)

    def button(self, key: str) -> IconButton | None:
        """Return a button of the row; None when this state has none of that key."""
        found = (one for one in widgets_in(self._buttons) if isinstance(one, IconButton))
        return next((one for one in found if one.objectName() == key), None)


def _told(job: Job, style: str, seconds_left: float | None, place: int) -> tuple[str, Tone]:
    """Return the line below the name, and its tone."""
    percent = f"{job.done:.0%}"
    match job.state:
        case "waiting":
            number = _("next") if place <= 1 else _("number {number} in the queue").format(number=place)
            takes = "" if seconds_left is None else _("takes about {time}").format(time=length(seconds_left))
            return " · ".join(filter(None, (style, number, takes))), "idle"
        case "working":
            left = "" if seconds_left is None else time_left(seconds_left)
            return " · ".join(filter(None, (style, f"{_('being made')} {percent}", left))), "good"
        case "paused":
            return f"{style} · {_('paused')} {percent}", "warn"
        case "done":
            return f"{style} · {_('finished in {time}').format(time=length(job.made_in))}", "good"
        case "failed":
            return job.reason, "bad"
        case _:
            return f"{style} · {_('cancelled')}", "idle"
