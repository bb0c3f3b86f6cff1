"""What the window says of the queue of clips, wherever the vendor is: a clip is done or not, a batch has ended."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.render_watch import RenderWatch
from vendor_app.batch import Batch, summary
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.render_queue import Job


class QueueNews(QObject):
    """Turns what ends into sentences, unless the queue itself is looked at."""

    told = Signal(str)
    """A sentence to be said quietly."""
    problem = Signal(object)
    """A VendorError: what was wrong with the list of clips when it was read."""

    def __init__(self, queue: RenderWatch, notes: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue, self._notes = queue, notes
        self.is_seen = False
        """Whether the queue is looked at, where all this is to be read anyway."""
        queue.ended.connect(self._tell_ended)
        queue.batch_ended.connect(self._tell_batch)

    def go_on(self) -> None:
        """Make what was left of the queue the last time, and say so."""
        for sentence in self._notes:
            QTimer.singleShot(0, self, partial(self.problem.emit, VendorError(sentence)))
        waiting = len(self._queue.wanted)
        if waiting and not self._queue.is_paused:
            self.told.emit(_("Going on with clips from the last time: {count}").format(count=waiting))
        self._queue.start()

    def _tell_ended(self, job: Job) -> None:
        """Say quietly that one clip is done, or why it is not; those of a batch are told all together."""
        if job.batch or self.is_seen or job.state == "cancelled":
            return
        if job.state == "done":
            self.told.emit(_("The clip of {name} is finished.").format(name=job.name))
        else:
            self.told.emit(f"{job.name}: {job.reason}")

    def _tell_batch(self, batch: Batch) -> None:
        if not self.is_seen:
            self.told.emit(summary(batch))
