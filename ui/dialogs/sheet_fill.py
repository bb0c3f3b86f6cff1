"""A seller centre's own template, filled: what is matched is seen before, and the result lies beside the template."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.dialogs.message import MessageDialog
from ui.dialogs.rejected import Reason, ReasonList
from ui.dialogs.sheet_scope import ScopeChips, open_dialog, save_dialog
from ui.dialogs.sheet_work import Listed, Tried, fill, own_listing, try_filling
from ui.tasks import Task, Tasks
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.editors import Choice
from ui.widgets.field import LooseProblem
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.progress_strip import ProgressStrip
from vendor_app.bundle.platforms import Platform, platform
from vendor_app.bundle.sheets.fill import Filled
from vendor_app.bundle.sheets.urls import has_addresses, read_urls, urls_in
from vendor_app.bundle.variants import TooLong, TooMany, too_long_hint, too_long_words, too_many_hint, too_many_words
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop import Shop

_MOST_NAMES = 6


class SheetDialog(MessageDialog):
    """Tries the template each time something is chosen; only the last button writes."""

    def __init__(
        self, parent: QWidget, shop: Shop, tasks: Tasks, products: Sequence[Product], centre: Platform
    ) -> None:
        words = _(
            "Download the template for new products from your seller centre and choose that file. "
            "Only the rows of products are filled; all else in it stays as it is."
        )
        super().__init__(parent, _("Fill the template of {platform}").format(platform=centre.shown_title), words)
        self._shop, self._tasks, self._centre = shop, tasks, centre
        self._template: Path | None = None
        self._urls: Mapping[str, str] | None = None
        self._tried: Tried | None = None
        self._task: Task | None = None
        self._done: Path | None = None
        self._scope, self._sheets = ScopeChips(products), Choice()
        self._found, self._links, self._strip = Caption(wrap=True), Caption(wrap=True), ProgressStrip()
        self._problem = LooseProblem()
        self._list: QScrollArea | None = None
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self._fill_body()
        self._cancel = self.add_button("cancel", _("Close"), "quiet")
        self._own = self.add_button("own", _("Without a template"), "quiet")
        self._own.setToolTip(_("A sheet of our own with the same columns, to copy from"))
        self._start = self.add_button("fill", _("Fill it"), "primary", "table")
        self._show_tried()

    def _fill_body(self) -> None:
        self._sheets.setAccessibleName(_("Sheet"))
        self._sheets.hide()
        ways = FlowLayout(spacing=8)
        for button, reaction in (
            (QuietButton(_("Choose the template"), "file"), self._ask_for_template),
            (QuietButton(_("Paste picture links"), "clipboard-text"), self.paste_urls),
            (IconButton("link", _("File of picture links")), self._ask_for_urls),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(reaction)
            ways.addWidget(button)
        self.body.addWidget(self._scope)
        self.body.addLayout(ways)
        for widget in (self._sheets, self._found, self._links, self._problem, self._strip):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._scope.changed.connect(self._try)
        self._sheets.textActivated.connect(self._try)

    # What is chosen

    def _ask_for_template(self) -> None:
        dialog = open_dialog(self, _("Choose the template"), [f"{_('Excel files')} (*.xlsx *.xlsm)"])
        dialog.fileSelected.connect(self.choose_template)
        dialog.open()

    def choose_template(self, file: str) -> None:
        """Take this template, if it is one."""
        self._template, self._done = Path(file), None
        self._sheets.clear()
        self._try()

    def _ask_for_urls(self) -> None:
        dialog = open_dialog(self, _("File of picture links"), [f"{_('Lists')} (*.csv *.xlsx *.txt)"])
        dialog.fileSelected.connect(self.choose_urls)
        dialog.open()

    def choose_urls(self, file: str) -> None:
        """Take the addresses of pictures in a file."""
        task = self._tasks.prepare_read(partial(read_urls, Path(file)))
        task.succeeded.connect(self._take_urls)
        task.failed.connect(self._refuse)
        task.start()

    def paste_urls(self) -> None:
        """Take the addresses of pictures in the clipboard."""
        text = QGuiApplication.clipboard().text()
        if found := urls_in(text):
            self._take_urls(found)
            return
        nameless = _("There are no file names beside the links on the clipboard.")
        words = nameless if has_addresses(text) else _("There is no link to a picture on the clipboard.")
        hint = _("Copy the list from the platform's media space, with the file names.")
        self._refuse(VendorError(words, hint))

    def _take_urls(self, urls: Mapping[str, str]) -> None:
        self._urls = urls
        self._links.setText(_("Picture links: {count}").format(count=len(set(urls.values()))))
        self._try()

    # Trying and filling

    def _try(self, _text: str = "") -> None:
        """See what the template would get now."""
        if self._template is None:
            self._resize()
            return
        self._done = None
        sheet = self._sheets.currentText() or None
        work = partial(try_filling, self._shop, self._scope.skus(), self._template, self._urls, sheet)
        self._begin(work, self._take_tried, self._refuse_template, _("Reading the template"))

    def _begin(
        self, work: Callable[..., object], succeeded: Callable[..., None], failed: Callable[..., None], note: str
    ) -> None:
        """Start work in place of what is under way."""
        if self._task is not None:
            self._task.cancel()
        task = self._task = self._tasks.prepare(work)
        task.succeeded.connect(succeeded)
        task.failed.connect(failed)
        task.finished.connect(self._end)
        self._problem.show_problem(self, "")
        self._strip.watch(task, note)
        self._start.setEnabled(False)
        task.start()

    def _take_tried(self, tried: Tried) -> None:
        if self.sender() is self._task:
            self._tried = tried
            self._show_tried()

    def _refuse_template(self, problem: VendorError) -> None:
        if self.sender() is self._task:
            self._tried, self._template = None, None
            self._show_tried()
            self._refuse(problem)

    def _refuse(self, problem: VendorError) -> None:
        """Say what cannot be used; all else stays as it was."""
        self._problem.show_problem(self, str(problem))
        self._resize()

    def _end(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self._start.setEnabled(self._tried is not None)

    def _show_tried(self) -> None:
        """Say what would be filled, what is missing, and which pictures have no address."""
        tried = self._tried
        self._start.setText(_("Fill it"))
        self._start.set_icon("table")
        self._start.setEnabled(tried is not None)
        self._found.setVisible(tried is not None)
        self.text.setVisible(tried is None)
        if tried is not None:
            self._found.setText(_summary(tried.filled))
            self._offer_sheets(tried)
        self._show_list(() if tried is None else tuple(_remarks(tried.filled)))
        self._links.setVisible(bool(self._links.text()))
        self._resize()

    def _show_list(self, rows: Sequence[Reason]) -> None:
        """Show these in place of what was listed before."""
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None
        if rows:
            self._list = ReasonList(rows)
            self.body.insertWidget(self.body.indexOf(self._problem), self._list)

    def _offer_sheets(self, tried: Tried) -> None:
        self._sheets.clear()
        self._sheets.addItems(list(tried.sheets))
        self._sheets.setCurrentText(tried.filled.sheet)
        self._sheets.setVisible(len(tried.sheets) > 1)

    def _resize(self) -> None:
        """Take the height that everything needs, once it has its place."""
        self._fitting.start()

    def _fit(self) -> None:
        if (layout := self.layout()) is not None:
            layout.activate()
        self.resize(self.width(), self.fitting_height())

    def _choose(self) -> None:
        key = self.sender().objectName()
        if key == "fill" and self._done is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done.parent)))
        elif key == "fill":
            self.fill()
        elif key == "own":
            self._ask_for_own()
        else:
            self.reject()

    def fill(self) -> None:
        """Fill the template into a new file beside it."""
        if self._template is None or self._tried is None:
            return
        sheet = self._tried.filled.sheet
        work = partial(fill, self._shop, self._scope.skus(), self._template, self._urls, sheet)
        self._begin(work, self._tell_filled, self._refuse, _("Filling the template"))

    def _tell_filled(self, done: Filled) -> None:
        self._tell_saved(done.path)

    def _tell_saved(self, path: Path) -> None:
        self._done = path
        self._found.setText(_("Saved as {name}, in the folder {folder}.").format(name=path.name, folder=path.parent))
        self._found.show()
        self._start.setText(_("Open folder"))
        self._start.set_icon("folder-open")
        self._start.setEnabled(True)
        self._resize()

    def _ask_for_own(self) -> None:
        dialog = save_dialog(self, _("Without a template"), "listing.xlsx", ["Excel (*.xlsx)", "CSV (*.csv)"])
        dialog.fileSelected.connect(self.write_own)
        dialog.open()

    def write_own(self, file: str) -> None:
        """Write a sheet of our own with the columns of the platform."""
        assert self._centre.parts.sheet is not None
        work = partial(own_listing, self._shop, self._scope.skus(), self._centre.parts.sheet, Path(file), self._urls)
        task = self._tasks.prepare_read(work)
        task.succeeded.connect(self._tell_own)
        task.failed.connect(self._refuse)
        task.start()

    def _tell_own(self, listed: Listed) -> None:
        self._show_list(tuple(_refused(listed.too_many, listed.too_long, self._centre)))
        self._tell_saved(listed.path)

    def reject(self) -> None:
        """Stop what is under way, and close."""
        if self._task is not None:
            self._task.cancel()
        super().reject()


def _summary(filled: Filled) -> str:
    """Say in a sentence what a template gets."""
    words = _("{platform}, sheet “{sheet}”, from row {first} on. Rows: {rows}. Columns filled: {columns}.")
    return words.format(
        platform=platform(filled.shop).shown_title,
        sheet=filled.sheet,
        rows=f"{filled.rows:,}",
        first=filled.first_row,
        columns=len(filled.matched),
    )


def _remarks(filled: Filled) -> Iterator[Reason]:
    """Yield what the vendor has to do, then what is matched."""
    yield from _refused(filled.too_many, filled.too_long, platform(filled.shop))
    for one in filled.missing:
        words = _("To be chosen in the file, column {column}, products: {count}")
        yield Reason(one.label, words.format(column=one.column, count=len(one.skus)))
    if filled.pictures_missing:
        yield Reason(_("Pictures without a link"), _shortened(filled.pictures_missing))
    if filled.formulas:
        yield Reason(_("Left to the template's own formulas"), _shortened(filled.formulas))
    yield Reason(_("Matched columns"), ", ".join(filled.matched))


def _refused(crowded: Sequence[TooMany], long: Sequence[TooLong], centre: Platform) -> Iterator[Reason]:
    """Yield which products have more colours and sizes, or longer ones, than the platform takes."""
    words = [(one.sku, too_many_words(one, centre), too_many_hint()) for one in crowded]
    words += [(one.sku, too_long_words(one, centre), too_long_hint()) for one in long]
    for sku, sentence, hint in words[:_MOST_NAMES]:
        yield Reason(sku, f"{sentence} {hint}")
    if len(words) > _MOST_NAMES:
        yield Reason(_("… and {count} more").format(count=len(words) - _MOST_NAMES), words[_MOST_NAMES][2])


def _shortened(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    left = len(names) - _MOST_NAMES
    return f"{shown} {_('… and {count} more').format(count=left)}" if left > 0 else shown
