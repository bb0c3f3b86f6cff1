"""The history of a product's bundles, and how all products do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.latest import Latest
from ui.pages.page import Page
from ui.tasks import Tasks
from ui.told import Told, told
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.history_chart import HistoryChart
from ui.widgets.history_details import PostingCounts, PostingDetails
from ui.widgets.history_rows import PostingRows
from ui.widgets.history_table import HistoryTable
from vendor_app.catalogue.catalogue import Catalogue, ProductNotFound
from vendor_app.catalogue.records import Change, Count, Posting, Product, Sku
from vendor_app.errors import VendorError
from vendor_app.handover.history import (
    Forgotten,
    Standing,
    days,
    forget_count,
    forget_posting,
    overview,
    put_back,
    tell_count,
    tell_not_posted,
    tell_posted,
)
from vendor_app.language import _
from vendor_app.shop import Shop

_WIDE = 1000
"""Logical pixels of width from which the bundles get more room than the details."""


class HistoryPage(Page):
    """What was made of a product for whom, at which price, and what became of it; or all products, what sells first."""

    history_wanted = Signal(str)
    """Of the SKU of another product; "" for all of them."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._reading = Latest(tasks, self)
        self._sku: Sku = ""
        self._product: Product | None = None
        self._shows_all = False
        self._header = PageHeader(_("History"), back=True)
        self._all = QuietButton(_("All products"), "list-numbers")
        self._all.setCheckable(True)
        self._header.add_action(self._all)
        self._rows, self._details, self._chart = PostingRows(), PostingDetails(), HistoryChart()
        self._counts, self._table = PostingCounts(), HistoryTable()
        self._nothing = self._empty(_("No bundle was made of it yet."))
        self._nothing_at_all = self._empty(_("No bundle was made yet"))
        self._lay_out()
        self._connect()

    def _empty(self, title: str) -> EmptyState:
        made = EmptyState(
            "clock-counter-clockwise",
            title,
            _("Every bundle is listed here with its price.\nTick it when it is posted, and write down what it sells."),
            _("To the export page"),
            "paper-plane-tilt",
        )
        made.wanted.connect(self._export)
        return made

    def _lay_out(self) -> None:
        side = QWidget()
        side.setObjectName("content")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 12, 18)
        column.setSpacing(14)
        chart = Card(_("All posts of this product together"))
        chart.column.addWidget(self._chart)
        column.addWidget(self._details)
        column.addWidget(chart)
        column.addWidget(self._counts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(side)
        self._body = QWidget()
        self._columns = columns = QHBoxLayout(self._body)
        columns.setContentsMargins(22, 18, 10, 0)
        columns.setSpacing(12)
        columns.addWidget(self._rows, 1)
        columns.addWidget(scroll, 1)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(22, 18, 22, 18)
        card = Card()
        card.column.setContentsMargins(2, 8, 2, 8)
        card.column.addWidget(self._table)
        whole.addWidget(card)
        self._stack = QStackedWidget()
        self._blank = QWidget()
        for widget in (self._blank, self._body, self._whole, self._nothing, self._nothing_at_all):
            self._stack.addWidget(widget)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._stack, 1)
        page.insertWidget(0, self._header)

    def _connect(self) -> None:
        self._header.back_wanted.connect(self.back_wanted)
        self._all.clicked.connect(self._show_all)
        self._rows.chosen.connect(self._choose)
        self._details.posted.connect(self._tell_posted)
        self._details.counted.connect(self._tell_count)
        self._counts.forgotten.connect(self._forget)
        self._details.folder_wanted.connect(self._open_folder)
        self._details.away_wanted.connect(self._take_out)
        self._table.opened.connect(self.history_wanted)
        self._reading.made.connect(self._show)
        self._reading.failed.connect(self._show_gone)

    def open_product(self, sku: Sku) -> None:
        """Show the history of a product; "" shows how all of them do."""
        if sku != self._sku or not sku:
            self._product = None
            self._stack.setCurrentWidget(self._blank)
        self._sku, self._shows_all = sku, not sku
        self._all.setChecked(self._shows_all)
        self._look()

    def _show_all(self, wanted: bool) -> None:
        self.commit()
        self._shows_all = wanted or not self._sku
        self._all.setChecked(self._shows_all)
        self._look()

    def _look(self) -> None:
        """Read after what is being written."""
        catalogue = self._shop.catalogue
        work: Callable[[], object] = (
            partial(_read_all, catalogue) if self._shows_all else partial(catalogue.product, self._sku)
        )
        self._reading.begin_in_order(work)

    def leave(self) -> None:
        self._reading.stop()

    def commit(self) -> None:
        self._details.commit()

    def discard(self) -> None:
        self._details.discard()

    def unsaved(self) -> str:
        return self._details.problem()

    def catalogue_changed(self, change: Change) -> None:
        """Read again what is shown."""
        if not self.isVisible():
            return
        mine = self._product.id if self._product is not None else ""
        if self._shows_all or mine in change.edited or mine in change.removed:
            self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.setStretch(0, 5 if self.width() >= _WIDE else 1)
        self._columns.setStretch(1, 4 if self.width() >= _WIDE else 1)

    def _show(self, read: object) -> None:
        if isinstance(read, Product):
            self._show_product(read)
        elif isinstance(read, tuple):
            self._show_standings(read)

    def _show_standings(self, rows: tuple[Standing, ...]) -> None:
        self._header.set_title(_("What sells"))
        self._table.show_rows(rows)
        self._stack.setCurrentWidget(self._whole if rows else self._nothing_at_all)

    def _show_product(self, product: Product) -> None:
        self._product = product
        self._header.set_title(_("History: {name}").format(name=product.name))
        chosen = self._chosen()
        if chosen is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        self._show_posting(product, chosen)
        self._rows.show_product(product, self._details.key)
        self._chart.show_days(days(product.postings))
        self._stack.setCurrentWidget(self._body)

    def _show_gone(self, problem: VendorError) -> None:
        """Lead back when the product is not there any more."""
        if isinstance(problem, ProductNotFound):
            self.back_wanted.emit()
        else:
            self.problem.emit(problem)

    def _chosen(self) -> Posting | None:
        """Return the bundle whose details are shown, as it is now; the newest when that is none of this product's."""
        assert self._product is not None
        postings = self._product.postings
        newest = postings[0] if postings else None
        return next((one for one in postings if (one.made, one.platform) == self._details.key), newest)

    def _choose(self, posting: Posting) -> None:
        """Show another bundle, once what was typed about the one before is written down."""
        self._details.commit()
        if self._product is None:
            return
        if self._details.problem():
            self._rows.mark(self._details.key)
        else:
            self._show_posting(self._product, posting)

    def _show_posting(self, product: Product, posting: Posting) -> None:
        there = bool(posting.folder) and (self._shop.folder / posting.folder).exists()
        self._details.show_posting(product, posting, has_folder=there)
        self._counts.show_counts(posting.counts)

    # What the vendor writes down

    def _tell_posted(self, is_posted: bool, link: str) -> None:
        catalogue = self._shop.catalogue
        if is_posted:
            self._write(lambda product, posting: tell_posted(catalogue, product, posting, link=link), "")
        else:
            self._write(lambda product, posting: tell_not_posted(catalogue, product, posting), "")

    def _tell_count(self, count: Count) -> None:
        words = _("Written down.")
        self._write(lambda product, posting: tell_count(self._shop.catalogue, product, posting, count), words)

    def _forget(self, day: str) -> None:
        self._write(lambda product, posting: forget_count(self._shop.catalogue, product, posting, day), "")

    def _write(self, work: Callable[[str, Posting], Product], words: str) -> None:
        """Write something about the bundle whose details are shown; the change then leads to another look."""
        if self._product is None or (posting := self._chosen()) is None:
            return
        task = self._tasks.prepare_write(partial(told, partial(work, self._product.id, posting), words))
        task.succeeded.connect(self._tell)
        task.start()

    def _tell(self, done: Told) -> None:
        if done.words:
            self.notice.emit(*done)

    def _take_out(self) -> None:
        """Take the bundle whose details are shown out of the history and go on with the next; the toast undoes it."""
        product, posting = self._product, self._chosen() if self._product is not None else None
        if product is None or posting is None:
            return
        self._details.discard()
        task = self._tasks.prepare_write(partial(forget_posting, self._shop.catalogue, product.id, posting))
        task.succeeded.connect(self._tell_taken_out)
        task.failed.connect(self.problem)
        at = product.postings.index(posting)
        if beside := (*product.postings[at + 1 : at + 2], *product.postings[max(0, at - 1) : at]):
            self._show_posting(product, beside[0])
            self._rows.mark(self._details.key)
        task.start()

    def _tell_taken_out(self, forgotten: Forgotten | None) -> None:
        if forgotten is not None:
            words = _("Taken out of the history. The files of the bundle stay.")
            self.notice.emit(words, partial(self._put_back, forgotten))

    def _put_back(self, forgotten: Forgotten) -> None:
        task = self._tasks.prepare_write(partial(put_back, self._shop.catalogue, forgotten))
        task.failed.connect(self.problem)
        task.start()

    def _open_folder(self) -> None:
        posting = self._chosen() if self._product is not None else None
        if posting is not None and posting.folder:
            place = self._shop.folder / posting.folder
            self.open_outside(place if place.is_dir() else place.parent)

    def _export(self) -> None:
        self.export_wanted.emit(self._sku)


def _read_all(catalogue: Catalogue) -> tuple[Standing, ...]:
    return overview(catalogue.products())
