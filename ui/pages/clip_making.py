"""The making of the clip that is shown: by the queue, or where there is none by a task of the page."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.pages.clip_plan import Planned
from ui.queued_clip import QueuedClip
from ui.render_watch import RenderWatch
from ui.tasks import Task, Tasks
from vendor_app.clips import save_edit
from vendor_app.language import _
from vendor_app.making import make_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import template


class ClipMaking(QObject):
    """At most one clip at a time."""

    begun = Signal(object)
    """What to watch: it has the signals of a Task."""
    made = Signal(object)
    """A Clip."""
    ended = Signal()
    notice = Signal(str, object)
    """What to say of it, with no way back."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._queue: RenderWatch | None = None
        self._making: Task | QueuedClip | None = None

    def follow(self, queue: RenderWatch) -> None:
        """Have clips made by the queue from now on, which goes on after the page is left and the window closed."""
        self._queue = queue

    @property
    def is_under_way(self) -> bool:
        """Whether a clip is being made."""
        return self._making is not None

    @property
    def is_at_stake(self) -> bool:
        """Whether a clip is being made that would be lost; what the queue makes would not."""
        return isinstance(self._making, Task)

    def begin(self, planned: Planned) -> None:
        """Make a clip as it is planned."""
        product, edit = planned.product, planned.edit
        if self._queue is None:
            work = partial(make_clip, self._shop, product, template(edit.template), storyboard=planned.storyboard)
            self._watch(self._tasks.prepare(work)).start()
        else:
            self._tasks.prepare_write(partial(save_edit, self._shop, product, edit)).start()  # the queue reads it
            self._watch(QueuedClip(self._shop, self._tasks, self._queue, product, edit.template)).start()

    def resume(self, planned: Planned) -> None:
        """Follow the making of this clip when the queue is at it already."""
        if self._queue is None or self._making is not None:
            return
        job = self._queue.job_for(planned.product.id, planned.edit.template)
        if job is not None and job.is_wanted:
            self._watch(QueuedClip(self._shop, self._tasks, self._queue, planned.product, planned.edit.template))

    def let_go(self) -> None:
        """Leave it to the queue; ``ended`` follows. A task of the page goes on and is followed still."""
        if isinstance(self._making, QueuedClip):
            self._making.let_go()
            self._end()

    def _watch(self, making: Task | QueuedClip) -> Task | QueuedClip:
        self._making = making
        making.succeeded.connect(self.made)
        (making.stopped if isinstance(making, QueuedClip) else making.cancelled).connect(self._tell_stopped)
        making.finished.connect(self._end)
        self.begun.emit(making)
        return making

    def _tell_stopped(self) -> None:
        self.notice.emit(_("Stopped. No clip was made."), None)

    def _end(self) -> None:
        self._making = None
        self.ended.emit()
