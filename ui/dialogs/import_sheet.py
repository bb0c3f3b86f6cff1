"""A sheet of products: what it would change is shown first, then it comes in as one, or not at all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.message import MessageDialog
from ui.dialogs.rejected import Reason, ReasonList
from ui.tasks import Task, Tasks
from ui.widgets.card import Caption
from ui.widgets.progress_strip import ProgressStrip
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.sheet_intake import FieldChange, Forecast, SheetIntake, foresee, take_in
from vendor_app.errors import VendorError
from vendor_app.language import _

_MOST_SHOWN = 100
"""Rows of each kind: nobody reads more, and each is a widget."""
_MOST_LETTERS = 60


def sheet_dialog(parent: QWidget) -> QFileDialog:
    """Return the system's dialog for choosing a sheet, not shown yet."""
    dialog = QFileDialog(parent, _("Choose a sheet of products"), str(Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{_('Sheets')} (*.xlsx *.csv)", f"{_('All files')} (*)"])
    return dialog


class ImportDialog(MessageDialog):
    """Reads the sheet, shows what would change, and takes it in when the vendor wants it."""

    imported = Signal(object)
    """The SheetIntake, when all of it is stored."""
    refused = Signal(object)
    """The VendorError that ended it; nothing has changed."""

    def __init__(self, parent: QWidget, catalogue: Catalogue, path: Path, tasks: Tasks) -> None:
        super().__init__(parent, _("Import “{name}”").format(name=path.name), " ", icon_name="table")
        self._catalogue, self._tasks = catalogue, tasks
        self._forecast: Forecast | None = None
        self._task: Task | None = None
        self._strip = ProgressStrip()
        self.body.addWidget(self._strip)
        self._cancel = self.add_button("cancel", _("Cancel"), "quiet")
        self._start = self.add_button("import", _("Import"), "primary", "download-simple")
        self._start.setEnabled(False)
        self.text.setText(_("Nothing is changed yet. First see what the sheet would change."))
        self._begin(partial(foresee, catalogue, path), self._show, _("Reading the sheet"))

    def _begin(self, work: Callable[..., object], show: Callable[..., None], note: str) -> None:
        task = self._tasks.prepare(work)
        task.succeeded.connect(show)
        task.failed.connect(self._refuse)
        task.cancelled.connect(self._leave)
        task.crashed.connect(self._leave)
        self._strip.watch(task, note)
        self._task = task
        task.start()

    def _show(self, forecast: Forecast) -> None:
        """List what would change: what is wrong first, for it stays out."""
        self._task, self._forecast = None, forecast
        count = len(forecast.added) + len(forecast.changed)
        self._start.setEnabled(count > 0)
        if count:
            self._start.setFocus()
        self._start.setText(_("Import products ({count})").format(count=f"{count:,}"))
        self.text.setText(_summary(forecast))
        rows, left = _rows(forecast)
        if rows:
            found = ReasonList(rows)
            self.body.addWidget(found)
            found.show()  # a layout shows it later, and has no room for it until then
        if left:
            self.body.addWidget(Caption(_("… and {count} more").format(count=f"{left:,}"), wrap=True))
        self.resize(self.width(), self.fitting_height())

    def _choose(self) -> None:
        if self.sender() is self._start:
            self._take_in()
        else:
            self.reject()

    def _take_in(self) -> None:
        if self._forecast is not None and self._task is None:
            self._start.setEnabled(False)
            work = partial(take_in, self._catalogue, self._forecast.sheet)
            self._begin(work, self._tell_imported, _("Importing products"))

    def reject(self) -> None:
        """Stop what is under way, and close when it has stopped: an import that is just done is told of."""
        if self._task is None:
            super().reject()
        else:
            self._cancel.setEnabled(False)
            self._task.cancel()

    def _tell_imported(self, intake: SheetIntake) -> None:
        self._task = None
        self.imported.emit(intake)
        self.press("import")

    def _refuse(self, problem: VendorError) -> None:
        self._leave()
        self.refused.emit(problem)

    def _leave(self) -> None:
        self._task = None
        super().reject()


def _summary(forecast: Forecast) -> str:
    """Say in numbers what would change."""
    numbers = (len(forecast.added), len(forecast.changed), len(forecast.rejected))
    added, changed, rejected = (f"{number:,}" for number in numbers)
    if not any(numbers):
        return _("The sheet says what is here already. There is nothing to change.")
    return _("New: {added}. Changed: {changed}. Wrong, and left out: {rejected}.").format(
        added=added, changed=changed, rejected=rejected
    )


def _rows(forecast: Forecast) -> tuple[list[Reason], int]:
    """Return what to list, and how many rows are left out of the list."""
    wrong = [Reason(_("Wrong, cell {cell}").format(cell=one.cell), one.reason) for one in forecast.rejected]
    changed = [
        Reason(f"{one.sku} · {one.name}", "\n".join(map(_line, one.fields)) or _("It changes"))
        for one in forecast.changed
    ]
    added = [Reason(f"{one.sku} · {one.name}", _("New product")) for one in forecast.added]
    kinds = (wrong, changed, added)
    return [row for kind in kinds for row in kind[:_MOST_SHOWN]], sum(max(len(kind) - _MOST_SHOWN, 0) for kind in kinds)


def _line(change: FieldChange) -> str:
    return f"{change.header}: {_short(change.before)} → {_short(change.after)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= _MOST_LETTERS else f"{line[:_MOST_LETTERS]}…") or "–"
