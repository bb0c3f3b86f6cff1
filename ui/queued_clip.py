"""One clip of the queue, followed by a page as it would follow a task of its own."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.clips import Clip, finished_clip
from vendor_app.language import _
from vendor_app.render_queue import Job
from vendor_app.shop import Shop


class QueuedClip(QObject):
    """Ends with ``succeeded`` or ``cancelled``, and then ``finished``; why a clip failed the window tells itself."""

    progressed = Signal(float, str)
    """How far it is, 0.0 to 1.0, and what is being done."""
    succeeded = Signal(object)
    """The Clip."""
    stopped = Signal()
    """It was taken out of the queue by hand; ``cancelled`` follows."""
    cancelled = Signal()
    finished = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, watch: RenderWatch, product: Product, template: str) -> None:
        super().__init__(watch)
        self._shop, self._tasks, self._watch = shop, tasks, watch
        self.product, self.template = product, template
        self._job = self._wanted()
        self._follows = True
        watch.changed.connect(self._look)
        watch.problem.connect(self._give_up)

    def _wanted(self) -> Job | None:
        job = self._watch.job_for(self.product.id, self.template)
        return job if job is not None and job.is_wanted else None

    def start(self) -> None:
        """Put the clip into the queue, before all others that wait."""
        self._watch.add(self.product, self.template, first=True)

    def cancel(self) -> None:
        """Take the clip out of the queue; ``cancelled`` follows."""
        if self._job is not None:
            self._watch.cancel(self._job.id)

    def let_go(self) -> None:
        """Follow it no longer; it is made all the same. No signal comes after this."""
        self._stop_looking()
        self.blockSignals(True)
        self.deleteLater()

    def _stop_looking(self) -> None:
        """Once only: Qt complains of a connection that is gone, and a clip may end just before it is let go."""
        if self._follows:
            self._follows = False
            self._watch.changed.disconnect(self._look)
            self._watch.problem.disconnect(self._give_up)

    def _look(self) -> None:
        """Tell what is different."""
        if self._job is None:
            self._job = self._wanted()
        job = self._watch.job(self._job.id) if self._job is not None else None
        if job is None:
            return
        if job.is_wanted:
            self.progressed.emit(job.done, self._note(job))
            return
        self._stop_looking()
        if job.state == "done":
            self._read(job)
        else:
            if job.state == "cancelled":
                self.stopped.emit()
            self.cancelled.emit()
            self._end()

    def _give_up(self) -> None:
        """End when the disk refused the wish for this clip, which the window says: nothing will come of it."""
        if self._job is None:
            self._stop_looking()
            self.cancelled.emit()
            self._end()

    def _note(self, job: Job) -> str:
        if job.state == "working":
            return _("Making the clip")
        waiting = [one.id for one in self._watch.wanted]
        before = waiting.index(job.id) if job.id in waiting else 0  # it may have ended since it was looked at
        return _("In the queue, {count} before it").format(count=before) if before else _("In the queue")

    def _read(self, job: Job) -> None:
        task = self._tasks.prepare_read(partial(_finished, self._shop, job))
        task.succeeded.connect(self._hand_over)
        task.finished.connect(self._end)
        task.start()

    def _hand_over(self, clip: Clip | None) -> None:
        if clip is not None:
            self.succeeded.emit(clip)

    def _end(self) -> None:
        self.finished.emit()
        self.deleteLater()


def _finished(shop: Shop, job: Job) -> Clip | None:
    """Read what was made; None when its files are gone already."""
    clip = finished_clip(shop, shop.catalogue.by_id(job.product), job.template)
    return clip and replace(clip, render_seconds=job.made_in)
