"""The queue of clips: what is being made, what comes next, what has ended."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ui.pages.page import Page
from ui.render_watch import RenderWatch
from ui.tasks import Tasks
from ui.widgets.badge import Badge
from ui.widgets.buttons import QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.pictures import Pictures
from ui.widgets.progress_strip import time_left
from ui.widgets.queue_list import QueueJobs
from ui.widgets.queue_report import BatchReport
from vendor_app.batch import Batch
from vendor_app.catalogue.catalogue import Catalogue, ProductNotFound
from vendor_app.catalogue.records import Change, Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop import Shop


class QueuePage(Page):
    """Shows the queue and passes on what is wanted of it."""

    def __init__(self, shop: Shop, tasks: Tasks, watch: RenderWatch) -> None:
        super().__init__()
        self._shop, self._tasks, self._watch = shop, tasks, watch
        self._looking: frozenset[str] = frozenset()
        self._make_header()
        self._report = BatchReport()
        self._report.file_wanted.connect(self._open_file)
        self.jobs = QueueJobs(watch, Pictures(shop.thumbnails, tasks, self))
        self.jobs.column.insertWidget(0, self._report)
        self.jobs.action.connect(self._do)
        self._empty = EmptyState(
            "film-strip",
            _("No clips are waiting"),
            _("Press “Make the clip” on a product, or choose many products and make all their clips in one go."),
            _("To the products"),
        )
        self._empty.wanted.connect(self.back_wanted)
        self._body = QStackedWidget()
        self._body.addWidget(self._empty)
        self._body.addWidget(self.jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._body, 1)
        watch.changed.connect(self._show)
        self._show()

    def _make_header(self) -> None:
        self._header = PageHeader(_("Clips in the queue"))
        self._left = Badge()
        self._pause = QuietButton(_("Pause all"), "pause")
        self._pause.clicked.connect(self._pause_or_go_on)
        self._cancel = QuietButton(_("Cancel all"), "x")
        self._cancel.clicked.connect(lambda: self._watch.cancel_all(self._tell_cancelled))
        self._clear = QuietButton(_("Clear what has ended"), "eraser")
        self._clear.clicked.connect(self._watch.clear_ended)
        self._header.add(self._left)
        self._header.add_action(self._clear)
        self._header.add_action(self._cancel)
        self._header.add_action(self._pause)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def catalogue_changed(self, change: Change) -> None:
        if self.isVisible():
            self._read_products(tuple(change.edited | change.added))

    def _show(self) -> None:
        """Show the queue as it is now; nothing while another page is up."""
        if not self.isVisible():
            return
        wanted, jobs = self._watch.wanted, self._watch.jobs
        self._body.setCurrentWidget(self.jobs if jobs else self._empty)
        self._report.show_batch(self._ended_batch())
        self._pause.setVisible(bool(wanted))
        self._cancel.setVisible(len(wanted) > 1)
        self._clear.setVisible(len(jobs) > len(wanted) <= 1)  # three buttons are wider than a small window
        self._show_left(len(wanted))
        self.jobs.refresh()
        self._read_products(self.jobs.unknown())

    def _ended_batch(self) -> Batch | None:
        """Return the newest batch of which nothing is wanted, not even once more."""
        under_way = {job.batch for job in self._watch.wanted}
        return next((one for one in reversed(self._watch.batches) if one.ended and one.id not in under_way), None)

    def _show_left(self, count: int) -> None:
        each = self._is_each_paused()
        paused = each or self._watch.is_paused
        self._pause.setText(_("Go on with all") if each else _("Go on") if paused else _("Pause all"))
        self._pause.set_icon("play" if paused else "pause")
        self._left.setVisible(bool(count))
        if paused:
            self._left.show_state(_("Clips: {count}, all paused").format(count=count), "warn", "pause")
        else:
            left = self._watch.seconds_left_of_all()
            words = _("Clips: {count}").format(count=count)
            if left is not None:
                words = _("Clips: {count} · {left}").format(count=count, left=time_left(left))
            self._left.show_state(words, "good")

    def _read_products(self, ids: tuple[str, ...]) -> None:
        wanted = frozenset(ids) - self._looking
        if wanted:
            self._looking |= wanted
            task = self._tasks.prepare_read(partial(_read, self._shop.catalogue, tuple(wanted)))
            task.succeeded.connect(self._take_products)
            task.start()

    def _take_products(self, products: tuple[Product, ...]) -> None:
        self._looking -= {product.id for product in products}
        self.jobs.show_products(products)

    def _is_each_paused(self) -> bool:
        """Whether every job that is wanted was paused by itself."""
        return bool(self._watch.wanted) and all(job.state == "paused" for job in self._watch.wanted)

    def _pause_or_go_on(self) -> None:
        if not (self._watch.is_paused or self._is_each_paused()):
            self._watch.pause()
            return
        for job in self._watch.wanted if self._is_each_paused() else ():
            self._watch.resume(job.id)
        if self._watch.is_paused:
            self._watch.resume()

    def _tell_cancelled(self, job_ids: tuple[str, ...]) -> None:
        words = _("Clips taken out of the queue: {count}").format(count=len(job_ids))
        self.notice.emit(words, partial(self._watch.retry, *job_ids))

    def _do(self, key: str, job_id: str) -> None:
        """Do what the button of a row says."""
        job = self._watch.job(job_id)
        if job is None:
            return
        sku = self.jobs.sku(job)
        ways = {
            "up": partial(self._watch.move, job_id, -1),
            "down": partial(self._watch.move, job_id, 1),
            "pause": partial(self._watch.pause, job_id),
            "resume": partial(self._watch.resume, job_id),
            "cancel": partial(self._watch.cancel, job_id),
            "retry": partial(self._watch.retry, job_id),
            "play": partial(self._open_file, job.file),
            "folder": partial(self._open_file, str(Path(job.file).parent)),
            "export": partial(self.export_wanted.emit, sku),
            "product": partial(self.product_wanted.emit, sku),
        }
        ways[key]()

    def _open_file(self, file: str) -> None:
        """Open a file of the shop in the program that the machine has for it."""
        path = self._shop.folder / file
        if not path.exists():
            self.problem.emit(
                VendorError(_("{path} is not there any more.").format(path=path), _("Make the clip once more."))
            )
        else:
            self.open_outside(path)


def _read(catalogue: Catalogue, ids: tuple[str, ...]) -> tuple[Product, ...]:
    """Return those of the products that are there."""
    found: list[Product] = []
    for product_id in ids:
        try:
            found.append(catalogue.by_id(product_id))
        except ProductNotFound:
            continue
    return tuple(found)
