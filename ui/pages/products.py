"""The products of the shop: a grid to search, filter and choose from, and the trash."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import shelf
from ui.dialogs.batch import BatchDialog
from ui.dialogs.message import MessageDialog
from ui.latest import Latest
from ui.models import ProductList
from ui.pages.page import Page
from ui.photo_marks import read_known
from ui.render_watch import RenderWatch
from ui.selection_sheets import SelectionSheets
from ui.sheet_export import SheetExport
from ui.sheet_import import SheetImport
from ui.shelf import Shelf
from ui.tasks import Tasks
from ui.theme import Color
from ui.told import Told, told
from ui.widgets.buttons import AccentButton, IconButton, PrimaryButton, QuietButton
from ui.widgets.drops import DropZone, Incoming
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_bar import FilterBar
from ui.widgets.header import PageHeader
from ui.widgets.photo_dialog import photo_dialog
from ui.widgets.pictures import Pictures
from ui.widgets.product_grid import ProductGrid
from ui.widgets.search_field import SearchField
from ui.widgets.selection_bar import SelectionBar
from vendor_app.catalogue.records import Change, Product, Sku
from vendor_app.language import _
from vendor_app.render_queue import Job
from vendor_app.shop import Shop

Undo: TypeAlias = Callable[[], None]
_ROOMY = 840
"""Logical pixels of width from which every button of the header says its name: the title needs the room first."""


class ProductsPage(Page):
    """Shows what ``shelf.look`` finds; every look is a task, and so is every move to and from the trash."""

    new_wanted = Signal(object)
    """A new product, with the photos of an Incoming, which may be empty."""
    queue_wanted = Signal()
    """To the page of the queue."""

    def __init__(self, shop: Shop, tasks: Tasks, watch: RenderWatch) -> None:
        super().__init__()
        self._shop, self._tasks, self._watch = shop, tasks, watch
        self._search, self._key = "", shelf.ALL
        self._looking = self._look_again = False
        self._list = ProductList(self)
        self._pictures = Pictures(shop.thumbnails, tasks, self)
        self.sheets = SheetImport(self, shop.catalogue, tasks)
        self.export = SheetExport(self, shop.catalogue, tasks)
        for sheets in (self.sheets, self.export):
            sheets.notice.connect(self.notice)
            sheets.problem.connect(self.problem)
        self._make_header()
        self._make_bars()
        self._make_body()
        self._lay_out()
        self._add_keys()
        watch.changed.connect(self._show_jobs)
        self._show_jobs()
        zone = DropZone(self, _("Drop photos here to add a new product"))
        zone.dropped.connect(self.new_wanted)
        self.look()

    def _make_header(self) -> None:
        self._header = PageHeader(_("My products"))
        self._field = SearchField(_("Search name, code, colour or price"))
        self._field.setMaximumWidth(360)
        self._field.setMinimumWidth(160)
        self._field.search_wanted.connect(self._search_for)
        self._header.add(self._field, 1000)  # all there is up to its most, before any room stays empty
        self._from_sheet = from_sheet = QuietButton(_("Import"), "table")
        to_sheet = IconButton("download-simple", _("Save all products"))
        from_sheet.setAccessibleName(_("Import"))
        from_sheet.setToolTip(_("Import products from Excel or CSV"))
        from_sheet.clicked.connect(self.sheets.choose)
        to_sheet.setToolTip(_("Save all products as Excel or CSV"))
        to_sheet.clicked.connect(self.export.choose_all)
        self._header.add_action(from_sheet)
        self._header.add_action(to_sheet)
        from_photos = PrimaryButton(_("New product from photos"), "camera")
        from_photos.clicked.connect(self._choose_photos)
        self._header.add_action(from_photos)

    def _make_bars(self) -> None:
        self._filters, self._selection = FilterBar(), SelectionBar()
        self._filters.chosen.connect(self._filter)
        self._selection.trash_wanted.connect(self.trash_selected)
        self._selection.restore_wanted.connect(self._restore_selected)
        self._selection.purge_wanted.connect(self._ask_purge)
        self._selection.clips_wanted.connect(self._ask_clips_of_selected)
        self._all = QuietButton(_("Make all clips"), "film-strip")
        self._all.clicked.connect(self._ask_clips_of_all)
        self._renew = AccentButton(_("Make all again"), "arrows-clockwise")
        self._renew.setToolTip(_("Only the shots that changed are made anew."))
        self._renew.clicked.connect(self._renew_all)
        filters = QWidget()
        row = QHBoxLayout(filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._filters, 1)
        row.addWidget(self._all)
        row.addWidget(self._renew)
        self._filter_row = filters
        self._bars = QStackedWidget()
        self._bars.setFixedHeight(44)
        self._bars.addWidget(filters)
        self._bars.addWidget(self._selection)

    def _make_body(self) -> None:
        self._grid = ProductGrid(self._list, self._pictures)
        self._grid.setAccessibleName(_("My products"))
        self._marks = Latest(self._tasks, self)
        self._marks.made.connect(self._grid.show_marks)
        self._grid.opened.connect(self._open)
        self._grid.selection_changed.connect(self._show_selection)
        self._selection.clear_wanted.connect(self._grid.clearSelection)
        self.selected = SelectionSheets(self, self._shop, self._tasks, self.export, self._grid)
        self.selected.notice.connect(self.notice)
        self._selection.sheet_wanted.connect(self.selected.ask)
        self._empty = EmptyState(
            "t-shirt",
            _("Your first product starts with a photo"),
            _("Drop photos anywhere in this window, or press the button and choose some."),
            _("Choose photos"),
            "camera",
            second=_("Type first, photos later"),
        )
        self._empty.wanted.connect(self._choose_photos)
        self._empty.second_wanted.connect(self.add_product)
        self._no_hits = EmptyState(
            "magnifying-glass", _("Nothing found"), _("Try fewer letters, or look in all products."), _("Show all")
        )
        self._no_hits.wanted.connect(self._show_all)
        self._body = QStackedWidget()
        for widget in (QWidget(), self._grid, self._empty, self._no_hits):
            self._body.addWidget(widget)

    def _lay_out(self) -> None:
        below = QVBoxLayout()
        below.setContentsMargins(22, 12, 6, 0)
        below.setSpacing(14)
        bar = QVBoxLayout()
        bar.setContentsMargins(0, 0, 16, 0)
        bar.addWidget(self._bars)
        below.addLayout(bar)
        below.addWidget(self._body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(below, 1)

    def _add_keys(self) -> None:
        for key, reaction in (
            (QKeySequence.StandardKey.Find, self._field.setFocus),
            (QKeySequence.StandardKey.New, self.add_product),
        ):
            QShortcut(key, self, reaction, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(
            QKeySequence.StandardKey.Delete,
            self._grid,
            self.trash_selected,
            context=Qt.ShortcutContext.WidgetShortcut,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._from_sheet.setText(_("Import") if self.width() >= _ROOMY else "")

    # What the page shows

    def look(self) -> None:
        """Look at the catalogue anew; of many wishes while one look is under way only one more follows."""
        if self._looking:
            self._look_again = True
            return
        self._looking, self._look_again = True, False
        task = self._tasks.prepare_read(partial(shelf.look, self._shop.catalogue, self._search, self._key))
        task.succeeded.connect(self._show)
        task.finished.connect(self._end_look)
        task.start()

    def _end_look(self) -> None:
        self._looking = False
        if self._look_again:
            self.look()

    def _show(self, found: Shelf) -> None:
        if found.search != self._search:
            return
        if found.key == shelf.STALE and not found.products and not found.search:  # all have been made anew
            self._show_all()
            return
        self._key = found.key
        in_trash = found.key == shelf.TRASH
        self._grid.pick_only(in_trash)
        self._list.show_products(found.products, adds=not in_trash and not found.search)
        self._marks.begin(partial(read_known, self._shop.qualities, found.products))
        self._filters.show_filters(found.filters, found.key)
        self._bars.setVisible(found.total > 0 or len(found.filters) > 1)
        self._renew.setVisible(found.key == shelf.STALE and bool(found.products))
        self._all.setVisible(found.key not in (shelf.STALE, shelf.TRASH) and bool(found.products))
        if not found.total and not in_trash:
            self._body.setCurrentWidget(self._empty)
        else:
            self._body.setCurrentWidget(self._grid if found.products else self._no_hits)

    def catalogue_changed(self, change: Change) -> None:
        self.look()

    def open_product(self, sku: Sku) -> None:
        self._grid.setFocus()

    def _search_for(self, text: str) -> None:
        if text != self._search:
            self._search = text
            self._grid.clearSelection()
            self.look()

    def _filter(self, key: str) -> None:
        self._key = key
        self._grid.clearSelection()
        self._pictures.forget_wishes()
        self.look()

    def _show_all(self) -> None:
        self._field.clear()
        self._search, self._key = "", shelf.ALL
        self.look()

    def _show_selection(self, count: int) -> None:
        self._selection.show_count(count, in_trash=self._key == shelf.TRASH)
        self._bars.setCurrentWidget(self._selection if count else self._filter_row)

    def _show_jobs(self) -> None:
        """Mark the products whose clips are in the queue."""
        jobs: dict[str, list[Job]] = {}
        for job in self._watch.wanted:
            jobs.setdefault(job.product, []).append(job)
        self._grid.show_jobs(jobs)

    # What the user does

    def _open(self, product: Product | None) -> None:
        if product is None:
            self.add_product()
        elif product.trashed is None:
            self.product_wanted.emit(product.sku)

    def add_product(self) -> None:
        """Begin a new product without photos."""
        self.new_wanted.emit(Incoming())

    def _choose_photos(self) -> None:
        dialog = photo_dialog(self)
        dialog.filesSelected.connect(self._add_from)
        dialog.open()

    def _add_from(self, files: list[str]) -> None:
        self.new_wanted.emit(Incoming(tuple(Path(file) for file in files)))

    def trash_selected(self) -> None:
        """Move what is selected to the trash; the toast takes it back."""
        skus = self._selected()
        if skus and self._key != shelf.TRASH:
            words = _("{count} moved to the trash").format(count=len(skus))
            self._write(partial(self._shop.catalogue.trash, skus), words, partial(self._restore, skus))

    def _ask_clips_of_selected(self) -> None:
        self._ask_clips(self._grid.selected_products())

    def _ask_clips_of_all(self) -> None:
        self._ask_clips(self._list.products)

    def _ask_clips(self, products: Sequence[Product]) -> None:
        """Ask how the clips of these products are to be."""
        if products:
            dialog = BatchDialog(self.window(), products, self._tasks)
            dialog.setWindowModality(Qt.WindowModality.WindowModal)
            dialog.begun.connect(self._begin_batch)
            dialog.open()

    def _begin_batch(self, products: Sequence[Product], template: str, seconds: int) -> None:
        self._grid.clearSelection()
        self._watch.add_all(products, template, seconds=seconds)
        self.queue_wanted.emit()

    def _renew_all(self) -> None:
        self._watch.renew(self._list.products)
        self.notice.emit(shelf.renewing_words(self._list.products), None)

    def _restore_selected(self) -> None:
        if skus := self._selected():
            words = _("{count} restored").format(count=len(skus))
            self._write(partial(self._shop.catalogue.restore, skus), words)

    def _restore(self, skus: tuple[Sku, ...]) -> None:
        self._write(partial(self._shop.catalogue.restore, skus), _("{count} restored").format(count=len(skus)))

    def _selected(self) -> tuple[Sku, ...]:
        return tuple(product.sku for product in self._grid.selected_products())

    def _ask_purge(self) -> None:
        if not (skus := self._selected()):
            return
        dialog = MessageDialog(
            self.window(),
            _("Delete {count} for good?").format(count=len(skus)),
            _("This cannot be undone. Clips and bundles already made stay in the shop's folder."),
            icon_name="trash",
            color=Color.DANGER,
        )
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.add_button("keep", _("Keep them"), "quiet").setDefault(True)
        dialog.add_button("purge", _("Delete for good"), "danger", "trash")
        dialog.chosen.connect(partial(self._purge, skus))
        dialog.open()

    def _purge(self, skus: tuple[Sku, ...], key: str) -> None:
        if key == "purge":
            words = _("{count} deleted for good").format(count=len(skus))
            self._write(partial(self._shop.catalogue.purge, skus), words)

    def _write(self, work: Callable[[], object], words: str, undo: Undo | None = None) -> None:
        self._grid.clearSelection()
        task = self._tasks.prepare_write(partial(told, work, words, undo))
        task.succeeded.connect(self._tell)
        task.start()

    def _tell(self, done: Told) -> None:
        self.notice.emit(*done)
