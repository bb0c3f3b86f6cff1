"""Products into a sheet, to keep, to print, or to change in Excel and import again: some, or all on sale."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet_scope import save_dialog
from ui.tasks import Task, Tasks
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Sku
from vendor_app.catalogue.sheets import write_sheet
from vendor_app.language import _
from vendor_app.progress import Progress, silent

_NAME = "products.xlsx"


class SheetExport(QObject):
    """Asks where to, and writes the sheet beside the window."""

    notice = Signal(str, object)
    problem = Signal(object)
    """A VendorError; no file was written."""

    def __init__(self, page: QWidget, catalogue: Catalogue, tasks: Tasks) -> None:
        super().__init__(page)
        self._page, self._catalogue, self._tasks = page, catalogue, tasks
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a sheet is being written."""
        return self._task is not None

    def choose_all(self) -> None:
        """Ask where to, then write all products on sale."""
        self._ask(_("Save all products"), ())

    def choose(self, skus: Sequence[Sku]) -> None:
        """Ask where to, then write these products."""
        self._ask(_("Save products ({count})").format(count=f"{len(skus):,}"), skus)

    def _ask(self, title: str, skus: Sequence[Sku]) -> None:
        dialog = save_dialog(self._page, title, _NAME, ["Excel (*.xlsx)", "CSV (*.csv)"])
        dialog.fileSelected.connect(partial(self.begin, skus=skus))
        dialog.open()

    def begin(self, file: str, skus: Sequence[Sku] = ()) -> None:
        """Write products to ``file``, XLSX or CSV by its name; every one on sale when none is named."""
        if self._task is not None:
            return
        task = self._task = self._tasks.prepare(partial(_write, self._catalogue, Path(file), skus))
        task.succeeded.connect(self._tell)
        task.failed.connect(self.problem)
        task.finished.connect(self._end)
        self.notice.emit(_("Writing {name} …").format(name=Path(file).name), None)
        task.start()

    def _tell(self, done: tuple[str, int]) -> None:
        name, count = done
        self.notice.emit(_("Products saved in {name}: {count}.").format(count=f"{count:,}", name=name), None)

    def _end(self) -> None:
        self._task = None


def _write(catalogue: Catalogue, path: Path, skus: Sequence[Sku], progress: Progress = silent) -> tuple[str, int]:
    """Write the sheet; return its name and how many products are in it."""
    products = tuple(catalogue.product(sku) for sku in skus) if skus else catalogue.products()
    write_sheet(progress.track(products), path)
    return path.name, len(products)
