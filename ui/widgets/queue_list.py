"""The jobs of the queue one below the other: what is still to be made, then what has ended."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.render_watch import RenderWatch
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Heading
from ui.widgets.pictures import Pictures
from ui.widgets.queue_row import PICTURE, PICTURE_RADIUS, QueueRow
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.render_queue import Job
from vendor_app.storyboard.templates import templates

_AT_ONCE = 3
"""Rows made in one turn of the event loop: some 3 ms each on an old PC."""
_SHOWN = 30
"""Jobs of either kind shown before all are asked for."""


class _Section(QWidget):
    """A heading, rows, and a button for the rows that are left out."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading, self.all = Heading(title), QuietButton()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addLayout(self.rows)
        column.addWidget(self.all)
        self.most = _SHOWN
        self.all.clicked.connect(self._show_all)

    def _show_all(self) -> None:
        self.most = 10_000

    def shown(self, jobs: Sequence[Job]) -> Sequence[Job]:
        """Return the jobs that get a row; say how many do not."""
        self.setVisible(bool(jobs))
        left_out = len(jobs) - self.most
        self.all.setVisible(left_out > 0)
        self.all.setText(_("Show {count} more").format(count=f"{left_out:,}"))
        return jobs[: self.most]


class QueueJobs(QScrollArea):
    """Follows the queue while it is visible. Rows are kept and moved, never all made anew."""

    action = Signal(str, str)
    """What is wanted, and the id of the job: see ``QueueRow``."""

    def __init__(self, watch: RenderWatch, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch, self._pictures = watch, pictures
        self._products: dict[str, Product] = {}
        self._rows: dict[str, QueueRow] = {}
        self._styles = {one.name: str(one.title) for one in templates()}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        content = QWidget()
        content.setObjectName("content")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(22, 14, 22, 14)
        self.column.setSpacing(10)
        self._wanted, self._ended = _Section(_("To be made")), _Section(_("Ended"))
        for section in (self._wanted, self._ended):
            section.all.clicked.connect(self.refresh)
            self.column.addWidget(section)
        self.column.addStretch(1)
        self.setWidget(content)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        pictures.arrived.connect(self._show_pictures)

    def show_products(self, products: Sequence[Product]) -> None:
        """Take the products whose pictures to show."""
        self._products |= {product.id: product for product in products}
        self._show_pictures()

    def unknown(self) -> tuple[str, ...]:
        """Return the ids of products whose picture is not known yet."""
        return tuple({job.product for job in self._watch.jobs} - self._products.keys())

    def sku(self, job: Job) -> str:
        """Return the SKU that the product of a job has now."""
        product = self._products.get(job.product)
        return product.sku if product is not None else job.sku

    def row(self, job_id: str) -> QueueRow | None:
        """Return the row of a job; None while it has none."""
        return self._rows.get(job_id)

    def refresh(self) -> None:
        """Show the queue as it is now; of many new rows a few at a time."""
        wanted = self._watch.wanted
        ended = tuple(reversed([job for job in self._watch.jobs if not job.is_wanted]))
        self._forget({job.id for job in self._watch.jobs})
        made = [
            row for section, jobs in ((self._wanted, wanted), (self._ended, ended)) for row in self._fill(section, jobs)
        ]
        if made:
            self._soon.start()

    def _fill(self, section: _Section, jobs: Sequence[Job]) -> list[QueueRow]:
        """Put the rows of a section in order; return those that were made, a few at most."""
        shown = section.shown(jobs)
        movable = (1 + sum(job.state == "working" for job in jobs), len(jobs))
        made = [self._make(job) for job in [job for job in shown if job.id not in self._rows][:_AT_ONCE]]
        rows = [(number, job, self._rows[job.id]) for number, job in enumerate(shown, 1) if job.id in self._rows]
        for place, (number, job, row) in enumerate(rows):
            if section.rows.indexOf(row) != place:
                section.rows.insertWidget(place, row)
            style = self._styles.get(job.template, job.template)
            row.show_job(job, style, self._watch.seconds_left(job), number, movable)
        return made

    def _make(self, job: Job) -> QueueRow:
        row = QueueRow(job)
        row.action.connect(self.action)
        self._rows[job.id] = row
        self._show_picture(row)
        return row

    def _forget(self, there: set[str]) -> None:
        for gone in set(self._rows) - there:
            self._rows.pop(gone).deleteLater()

    def _show_pictures(self, _photo: str = "") -> None:
        for row in self._rows.values():
            self._show_picture(row)

    def _show_picture(self, row: QueueRow) -> None:
        product = self._products.get(row.job.product)
        if product is not None and product.photos:
            density = self.devicePixelRatio()
            row.show_picture(
                self._pictures.picture(product.photos[0], PICTURE, density, corners="all", radius=PICTURE_RADIUS)
            )
