"""The clips still to be made: a list on the disk that outlives the window, worked through one by one beside it."""

import logging
import threading
from functools import partial
from typing import Any

from msgspec.structs import replace

from vendor_app.clip_job import Finished, make_job, request_for, shows_the_same
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Cancelled, Progress, silent
from vendor_app.queue_file import AS_BEFORE, Job, State, put
from vendor_app.queue_list import QueueList
from vendor_app.render_order import carry_out
from vendor_app.render_process import RenderProcess, Request
from vendor_app.shop import Shop
from vendor_app.shop_folder import ShopGone, while_there
from vendor_app.thai import dates

__all__ = ["AS_BEFORE", "Job", "RenderQueue", "State"]

_log = logging.getLogger(__name__)


class RenderQueue(QueueList):
    """The queue of one open shop. ``run`` does the work, beside the thread that calls it in a process of its own."""

    def __init__(
        self, shop: Shop, process: RenderProcess | None = None, *, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(shop)
        self._process, self._size = process or RenderProcess(carry_out), size
        self._turn = threading.Lock()
        self._batch, self._ended = "", 0
        """Of the run that is under way: the batch it is for, and how many of its jobs have ended."""

    def run(self, progress: Progress = silent, *, batch: str = "") -> None:
        """Make what waits, one after the other, until nothing waits or all is paused. Returns at once when running.

        ``batch``: make only what belongs to this one.

        Raises Cancelled when ``progress`` is stopped: the job that was in the making waits again then. A job that
        cannot be made fails with a sentence, and the next one is begun. Raises ShopGone when the shop's folder is not
        there any more: the job waits again, and all rest until ``resume``.
        """
        if not self._turn.acquire(blocking=False):
            return
        self._batch, self._ended = batch, 0
        try:
            while (job := self._begin_next()) is not None:
                self._work_on(job, progress)
                self._ended += (now := self.job(job.id)) is None or not now.is_wanted
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process that makes clips."""
        self._process.close()

    def _to_come(self) -> list[Job]:
        """Return the jobs of this run that wait or are being made."""
        return [job for job in self.jobs if job.state in ("waiting", "working") and self._batch in ("", job.batch)]

    def _begin_next(self) -> Job | None:
        with self._lock:
            job = next((one for one in self._to_come() if one.state == "waiting"), None)
            if job is None or self.is_paused:
                return None
            self._again.discard(job.id)
            job = replace(job, state="working")
            self._keep(put(self._content, job))
        self._tell()
        return job

    def _work_on(self, job: Job, progress: Progress) -> None:
        """Make one clip and write down how that ended."""
        watched = Progress(partial(self._reach, job, progress), partial(self._is_to_stop, job.id, progress))
        try:
            with while_there(self._shop.folder):
                request = request_for(self._shop, job, self._size, partial(self._note, job.id))
                finished = make_job(self._shop, self._process, request, watched)
        except Cancelled:
            self._end(job.id, state="waiting")
            progress.check()
        except ShopGone:
            self._rest(job.id)
            raise
        except VendorError as problem:
            self._end(job.id, state="failed", reason=str(problem), ended=dates.now())
        except Exception:  # noqa: BLE001  a door: a bug in one clip must not keep a night's other clips from being made
            _log.exception("A bug in the queue")
            reason = _("The program stumbled while making this clip, but your shop is safe.")
            self._end(job.id, state="failed", reason=reason, ended=dates.now())
        else:
            self._finish(job, finished, request)

    def _rest(self, job_id: str) -> None:
        """Have a job wait again and all rest, in one step: what is told of it must not begin the next one."""
        with self._lock:
            job = self.job(job_id)
            if job is not None and job.state == "working":
                self._content = put(self._content, replace(job, state="waiting"))
            self._keep(replace(self._content, is_paused=True))
        self._tell()

    def _note(self, job_id: str, sentence: str) -> None:
        """Write down for the report why a clip will not be as it was decided."""
        with self._lock:
            if (job := self.job(job_id)) is not None:
                self._keep(put(self._content, replace(job, note=sentence)))

    def _finish(self, job: Job, finished: Finished, request: Request) -> None:
        """Write down that the clip is there, unless it is wanted otherwise by now."""
        with self._lock:
            asked, now = job.id in self._again, self.job(job.id)
            if asked and now is not None and not self._is_still(now, request):
                self._end(job.id, state="waiting", done=0.0)
                return
        self._end(
            job.id,
            state="done",
            done=1.0,
            file=finished.file,
            frames=finished.frames,
            made_in=round(finished.seconds, 2),
            ended=dates.now(),
        )

    def _is_still(self, job: Job, request: Request) -> bool:
        try:
            return shows_the_same(request_for(self._shop, job, self._size), request)
        except VendorError:
            return True

    def _is_to_stop(self, job_id: str, progress: Progress) -> bool:
        job = self.job(job_id)
        if job is None or job.state != "working" or self.is_paused:
            return True
        try:
            progress.check()
        except Cancelled:
            return True
        return False

    def _reach(self, job: Job, progress: Progress, done: float, _note: str) -> None:
        """Show how far a job is, and the whole run; the disk need not know."""
        with self._lock:
            now = self.job(job.id)
            if now is not None and now.state == "working":
                self._content = put(self._content, replace(now, done=done))
            ended, count = self._ended, self._ended + max(len(self._to_come()), 1)
        self._tell()
        progress.at((ended + done) / count, f"{ended + 1}/{count} {job.name}")

    def _end(self, job_id: str, **changes: Any) -> None:
        """Write down how the work on a job ended, unless the vendor decided otherwise meanwhile."""
        with self._lock:
            job = self.job(job_id)
            if job is None:
                return
            if job.state == "working" or changes["state"] == "done":
                job = replace(job, **changes)
                self._keep(self._settled(put(self._content, job)))
        self._tell()
