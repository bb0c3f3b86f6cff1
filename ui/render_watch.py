"""The queue of clips as the window sees it: what is wanted goes to a thread, what happens comes back as signals."""

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from ui.tasks import Task, Tasks
from vendor_app import machine
from vendor_app.batch import Batch
from vendor_app.catalogue.records import Product
from vendor_app.render_queue import AS_BEFORE, Job, RenderQueue
from vendor_app.storyboard.model import FPS

_USUAL_SECONDS = 15


class RenderWatch(QObject):
    """Works through the queue while the window is open. Every signal comes on the window's thread.

    To make a clip and follow it: ``watch.add(product, template)``, then on every ``changed`` look at
    ``watch.job_for(product.id, template)``: its ``state``, its ``done`` from 0.0 to 1.0. ``ended`` comes once for each.
    """

    changed = Signal()
    """Something about the list or a job is different; at most one of these waits to be delivered."""
    ended = Signal(object)
    """A Job that is done, failed or cancelled since the last time."""
    batch_ended = Signal(object)
    """A Batch of which nothing is to be made any more."""
    machine_known = Signal()
    """More is known of how quick the machine is."""
    problem = Signal(object)
    """A VendorError: the disk refused what was wanted."""

    _moved = Signal()

    def __init__(self, queue: RenderQueue, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue, self._tasks = queue, tasks
        self._jobs = {job.id: job for job in queue.jobs}
        self._batches = {batch.id for batch in queue.batches if batch.ended}
        self._machine = machine.load()
        self._task: Task | None = None
        self._begun: tuple[str, float] = ("", 0.0)
        self._is_stopped = self._is_waiting = False
        self._lock = threading.Lock()
        self._moved.connect(self._look, Qt.ConnectionType.QueuedConnection)
        self._stop_listening = queue.listen(self._hear)

    # What there is

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All jobs in their order, those that have ended among them."""
        return self._queue.jobs

    @property
    def wanted(self) -> tuple[Job, ...]:
        """The jobs that are still to be made."""
        return self._queue.wanted

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The last batches, the newest last."""
        return self._queue.batches

    @property
    def is_paused(self) -> bool:
        """Whether all rest."""
        return self._queue.is_paused

    def job(self, job_id: str) -> Job | None:
        """Return a job as it is now."""
        return self._queue.job(job_id)

    def job_for(self, product_id: str, template: str) -> Job | None:
        """Return the job that makes this clip, or else the last one that did."""
        return self._queue.job_for(product_id, template)

    def seconds_left(self, job: Job) -> float | None:
        """Return how long the rest of a job will take by itself, by its own pace or that of earlier clips.

        None while nothing is known of the machine.
        """
        making = self._machine.expected_for((job.seconds or _USUAL_SECONDS) * FPS)
        if making is None:
            return None
        expected = machine.STARTING + making
        job_id, since = self._begun
        if job.state == "working" and job.id == job_id:
            return machine.remaining(expected, job.done, time.monotonic() - since)
        return expected * (1 - job.done)

    def seconds_left_of_all(self) -> float | None:
        """Return how long everything that is wanted, and not paused, will take; None as ``seconds_left``."""
        left = [self.seconds_left(job) for job in self.wanted if job.state != "paused"]
        known = [seconds for seconds in left if seconds is not None]
        return sum(known) if len(known) == len(left) else None

    def look_at_machine(self) -> None:
        """Take up what was found out about the machine."""
        self._machine = machine.load()
        self.changed.emit()
        self.machine_known.emit()

    @property
    def done_of_all(self) -> float:
        """Return how far the whole is, 0.0 to 1.0: what ended since the queue was last empty, and what is wanted."""
        wanted = self.wanted
        if not wanted:
            return 0.0
        since = min(job.added for job in wanted)
        ended = sum(not job.is_wanted and job.ended >= since for job in self.jobs)
        return (ended + sum(job.done for job in wanted)) / (ended + len(wanted))

    # What the vendor wants

    def add(
        self,
        product: Product,
        template: str,
        *,
        seconds: int | None = None,
        music: str | None = AS_BEFORE,
        first: bool = False,
    ) -> None:
        """Want a clip, ``first`` before all others that wait.

        ``seconds`` None and ``music`` AS_BEFORE: as the saved edit or the clip before has them.
        """
        self._write(partial(self._queue.add, product, template, seconds=seconds, music=music, first=first))

    def add_all(self, products: Sequence[Product], template: str, *, seconds: int | None = None) -> None:
        """Want clips of many products; what cannot be made stands in the report."""
        self._write(partial(self._queue.add_all, products, template, seconds=seconds))

    def renew(self, products: Sequence[Product]) -> None:
        """Want anew all clips of these products that show an old price or photo."""
        self._write(partial(self._queue.renew, products))

    def move(self, job_id: str, by: int) -> None:
        """Move a job by so many places."""
        self._write(partial(self._queue.move, job_id, by))

    def pause(self, job_id: str | None = None) -> None:
        """Let one job rest, or all."""
        self._write(partial(self._queue.pause, job_id))

    def resume(self, job_id: str | None = None) -> None:
        """Go on with one job, or with all."""
        self._write(partial(self._queue.resume, job_id))

    def cancel(self, job_id: str) -> None:
        """Give a job up."""
        self._write(partial(self._queue.cancel, job_id))

    def cancel_all(self, then: Callable[[tuple[str, ...]], object]) -> None:
        """Give up all that is wanted, and tell ``then`` the ids."""
        task = self._tasks.prepare_write(self._queue.cancel_all)
        task.succeeded.connect(then)
        task.failed.connect(self.problem)
        task.start()

    def retry(self, *job_ids: str) -> None:
        """Want jobs again that failed or were given up."""
        self._write(partial(self._queue.retry, *job_ids))

    def clear_ended(self) -> None:
        """Forget what has ended."""
        self._write(self._queue.clear_ended)

    def _write(self, wish: Callable[[], object]) -> None:
        task = self._tasks.prepare_write(wish)
        task.failed.connect(self.problem)
        task.start()

    # The work

    def start(self) -> None:
        """Go on with what waits since the last time."""
        self._go_on()

    def stop(self) -> None:
        """Begin nothing more, and stop what is in the making: it goes on the next time."""
        if not self._is_stopped:
            self._stop_listening()
        self._is_stopped = True
        if self._task is not None:
            self._task.cancel()

    def _go_on(self) -> None:
        if self._task is None and not self._is_stopped and self._queue.has_work:
            self._task = self._tasks.prepare(self._queue.run)
            self._task.finished.connect(self._rest)
            self._task.succeeded.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
            self._task.start()

    def _rest(self) -> None:
        self._task = None
        if self._is_stopped:
            self._queue.close()

    def _hear(self) -> None:
        """Be told by the queue, on any thread."""
        with self._lock:
            if self._is_waiting:
                return
            self._is_waiting = True
        self._moved.emit()

    def _look(self) -> None:
        """Find out what is different."""
        with self._lock:
            self._is_waiting = False
        before, self._jobs = self._jobs, {job.id: job for job in self._queue.jobs}
        self._machine = machine.load()  # each clip that is made teaches something, in a process of its own
        self._note_beginning()
        self.changed.emit()
        for job in self._jobs.values():
            if not job.is_wanted and (job.id not in before or before[job.id].is_wanted):
                self.ended.emit(job)
        for batch in self._queue.batches:
            if batch.ended and batch.id not in self._batches:
                self._batches.add(batch.id)
                self.batch_ended.emit(batch)
        self._go_on()

    def _note_beginning(self) -> None:
        working = next((job for job in self._jobs.values() if job.state == "working"), None)
        if working is None:
            self._begun = ("", 0.0)
        elif working.id != self._begun[0]:
            self._begun = (working.id, time.monotonic())
