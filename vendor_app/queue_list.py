"""The list of clips to make: looked at, added to, put in order. Who works through it is ``render_queue``."""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias
from uuid import uuid4

from msgspec.structs import replace

from vendor_app.batch import Batch, Outcome, report_text, sort_out
from vendor_app.catalogue.records import Product
from vendor_app.clips import outdated_clips
from vendor_app.errors import VendorError
from vendor_app.files import write_whole
from vendor_app.language import _
from vendor_app.queue_file import (
    AS_BEFORE,
    QUEUE_FILE,
    Job,
    QueueContent,
    State,
    first_of,
    moved,
    put,
    read_queue,
    trimmed,
    without,
    write_queue,
)
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import template as template_of
from vendor_app.thai import dates

Listener: TypeAlias = Callable[[], None]
_log = logging.getLogger(__name__)


class _Wish(NamedTuple):
    """What a job is to be, apart from its product."""

    template: str
    seconds: int | None
    music: str | None = AS_BEFORE
    batch: str = ""
    renews: bool = False


class QueueList:
    """The jobs of one open shop. Any thread may call anything; jobs handed out never change.

    Every change is on the disk when the call returns; each raises VendorError, and changes nothing, when the disk
    refuses.
    """

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._path = shop.clips / QUEUE_FILE
        self._lock = threading.RLock()
        self._content, self.notes = read_queue(self._path)
        """Sentences for the vendor about what was found."""
        self._listeners: list[Listener] = []
        self._again: set[str] = set()

    # What there is

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All jobs in their order, those that have ended among them."""
        return self._content.jobs

    @property
    def wanted(self) -> tuple[Job, ...]:
        """The jobs that are still to be made, the one in the making included."""
        return tuple(job for job in self.jobs if job.is_wanted)

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The last batches, the newest last."""
        return self._content.batches

    @property
    def is_paused(self) -> bool:
        """Whether nothing is begun until ``resume``."""
        return self._content.is_paused

    @property
    def has_work(self) -> bool:
        """Whether ``run`` would begin something."""
        return not self.is_paused and any(job.state == "waiting" for job in self.jobs)

    def job(self, job_id: str) -> Job | None:
        """Return the job of that id as it is now; None when there is none any more."""
        return next((job for job in self.jobs if job.id == job_id), None)

    def job_for(self, product_id: str, template: str) -> Job | None:
        """Return the job that makes this clip, or else the last one that did; None when there is none."""
        found = [job for job in self.jobs if (job.product, job.template) == (product_id, template)]
        return next((job for job in found if job.is_wanted), found[-1] if found else None)

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Have ``callback`` told that something changed, on whichever thread did it. Returns what ends this."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    # What the vendor wants

    def add(
        self,
        product: Product,
        template: str,
        *,
        seconds: int | None = None,
        music: str | None = AS_BEFORE,
        first: bool = False,
    ) -> Job:
        """Want a clip of a product in a style. The same clip twice is one job, with what was wanted last.

        ``first``: before all others that wait. One that is just being made is made once more only when product, edit or
        wishes have changed since it began.
        """
        with self._lock:
            job = self._with(product, _Wish(template, seconds, music))
            content = put(self._content, job)
            self._save(first_of(content, job) if first else content)
        self._tell()
        return job

    def add_all(self, products: Iterable[Product], template: str, *, seconds: int | None = None) -> Batch:
        """Want clips of many products, with one report at the end; those that cannot be made stand in it at once.

        When none can be made nothing is begun, and the batch that is returned is not kept. Raises VendorError.
        """
        chosen = sort_out(products, template, seconds)
        wishes = [(product, template) for product in chosen.ready]
        return self._add_batch(wishes, seconds, template, chosen.not_ready)

    def renew(self, products: Iterable[Product] | None = None) -> Batch:
        """Want anew, as they were made, the clips that show an old price or photo: of these products or all on sale."""
        found = outdated_clips(self._shop, products)
        chosen = sort_out({one.product.id: one.product for one in found}.values())
        wishes = [(one.product, one.record.template) for one in found if one.product in chosen.ready]
        return self._add_batch(wishes, None, "", chosen.not_ready)

    def _add_batch(
        self,
        wishes: Sequence[tuple[Product, str]],
        seconds: int | None,
        template: str,
        not_ready: tuple[Outcome, ...],
    ) -> Batch:
        batch = Batch(id=uuid4().hex, template=template, began=dates.now(), outcomes=not_ready)
        if not wishes:
            return replace(batch, ended=batch.began)
        with self._lock:
            content = replace(self._content, batches=(*self._content.batches, batch))
            for product, style in wishes:
                content = put(content, self._with(product, _Wish(style, seconds, batch=batch.id, renews=not template)))
            self._save(self._settled(_taken_over(content, self._content, batch.id)))
        self._tell()
        return next(one for one in self.batches if one.id == batch.id)

    def _with(self, product: Product, wish: _Wish) -> Job:
        """Return the job for a clip: the one there is, with new wishes, or a new one."""
        there = self.job_for(product.id, wish.template)
        if there is None or not there.is_wanted:
            return Job(
                id=uuid4().hex[:12],
                product=product.id,
                sku=product.sku,
                name=product.name,
                added=dates.now(),
                **wish._asdict(),
            )
        if there.state == "working":
            self._again.add(there.id)
        return replace(
            there,
            seconds=wish.seconds,
            music=wish.music,
            state="waiting" if there.state == "paused" else there.state,
            batch=wish.batch or there.batch,
            name=product.name,
            renews=wish.renews and there.renews,
        )

    def move(self, job_id: str, by: int) -> None:
        """Move a job by so many places among those that are wanted: -1 is one earlier."""
        with self._lock:
            self._save(moved(self._content, job_id, by))
        self._tell()

    def pause(self, job_id: str | None = None) -> None:
        """Let one job rest, or all: what is in the making stops soon and keeps what is rendered of it."""
        if job_id is None:
            self._set(is_paused=True)
        else:
            self._change(job_id, ("waiting", "working"), state="paused")

    def resume(self, job_id: str | None = None) -> None:
        """Go on with one job, or with all that was not paused by itself."""
        if job_id is None:
            self._set(is_paused=False)
        else:
            self._change(job_id, ("paused",), state="waiting")

    def cancel(self, job_id: str) -> None:
        """Give a job up. What is rendered of it stays in the cache."""
        self._change(job_id, ("waiting", "working", "paused"), state="cancelled", ended=dates.now())

    def cancel_all(self) -> tuple[str, ...]:
        """Give up every job that is wanted, and return their ids. What is rendered of them stays in the cache."""
        with self._lock:
            wanted, content = self.wanted, self._content
            for job in wanted:
                content = put(content, replace(job, state="cancelled", ended=dates.now()))
            self._save(self._settled(content))
        self._tell()
        return tuple(job.id for job in wanted)

    def retry(self, *job_ids: str) -> None:
        """Want jobs again that failed or were given up; they are the last ones then."""
        with self._lock:
            content = self._content
            for job in filter(None, map(self.job, job_ids)):
                if not job.is_wanted:
                    again = replace(job, state="waiting", reason="", note="", ended="", done=0.0, file="")
                    content = put(without(content, job.id), again)
            self._save(content)
        self._tell()

    def clear_ended(self) -> None:
        """Forget the jobs that have ended; their clips stay."""
        with self._lock:
            self._save(replace(self._content, jobs=self.wanted))
        self._tell()

    # The list

    def _change(self, job_id: str, states: tuple[State, ...], **changes: object) -> None:
        with self._lock:
            job = self.job(job_id)
            if job is None or job.state not in states:
                return
            self._save(self._settled(put(self._content, replace(job, **changes))))
        self._tell()

    def _set(self, *, is_paused: bool) -> None:
        with self._lock:
            self._save(replace(self._content, is_paused=is_paused))
        self._tell()

    def _settled(self, content: QueueContent) -> QueueContent:
        """Return the content with what is known of each batch by now; the report of one that has ended is written."""
        batches = tuple(self._settled_batch(content, batch) for batch in content.batches)
        return replace(content, batches=batches)

    def _settled_batch(self, content: QueueContent, batch: Batch) -> Batch:
        jobs = [job for job in content.jobs if job.batch == batch.id]
        known = batch
        for job in jobs:
            if not job.is_wanted:
                known = known.with_outcome(_outcome(job))
        if any(job.is_wanted for job in jobs) or (known == batch and batch.ended):
            return known
        return self._report(replace(known, ended=dates.now()))

    def _report(self, batch: Batch) -> Batch:
        """Write the report beside the clips; a disk that refuses costs the file, the window shows it all the same."""
        moment = batch.began[:19].translate({ord(c): None for c in "-:"}).replace("T", "-")
        path = self._shop.clips / f"report-{moment}.txt"
        try:
            style = str(template_of(batch.template).title) if batch.template else _("as before")
            write_whole(path, report_text(batch, style, self._shop.folder).encode("utf-8-sig"))
        except (VendorError, OSError) as problem:
            _log.warning("no report: %s", problem)
            return batch
        return replace(batch, report=path.relative_to(self._shop.folder).as_posix())

    def _save(self, content: QueueContent) -> None:
        """Make ``content`` the queue. Raises VendorError, with nothing changed, when the disk refuses."""
        content = trimmed(content)
        write_queue(self._path, content)
        self._content = content

    def _keep(self, content: QueueContent) -> None:
        """Make ``content`` the queue; what the disk does not take now it gets at the next change."""
        self._content = trimmed(content)
        try:
            write_queue(self._path, self._content)
        except VendorError as problem:
            _log.warning("The queue is not saved: %s", problem)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            try:
                listener()
            except Exception:  # noqa: BLE001  a door: whoever looks on must not end the work
                _log.exception("a listener failed; the others are told, and no clip fails for it")


def _taken_over(content: QueueContent, before: QueueContent, newest: str) -> QueueContent:
    """Return the content with each batch that lost its last wanted job to the newest one made a part of that.

    It has not ended, for its clips are still to be made: one report tells of all in the end.
    """
    wanted = {job.batch for job in content.jobs if job.is_wanted}
    lost = {job.batch for job in before.jobs if job.is_wanted and job.batch} - wanted
    outcomes = [one for batch in content.batches if batch.id in lost and not batch.ended for one in batch.outcomes]
    kept = [batch for batch in content.batches if batch.id not in lost or batch.ended]
    gone = {batch.id for batch in content.batches} - {batch.id for batch in kept}
    for outcome in outcomes:
        kept[-1] = kept[-1].with_outcome(outcome)
    jobs = tuple(replace(job, batch=newest) if job.batch in gone else job for job in content.jobs)
    return replace(content, batches=tuple(kept), jobs=jobs)


def _outcome(job: Job) -> Outcome:
    if job.state == "done":
        made = Outcome(sku=job.sku, name=job.name, template=job.template, file=job.file, seconds=job.made_in)
        return replace(made, note=job.note)
    failed = Outcome(sku=job.sku, name=job.name, template=job.template, reason=job.reason or _("You cancelled it."))
    return replace(failed, is_taken_out=job.state == "cancelled")
