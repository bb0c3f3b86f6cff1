"""From the choice of a sheet to its products in the shop, and back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.import_sheet import ImportDialog, sheet_dialog
from ui.tasks import Tasks
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.sheet_intake import SheetIntake, take_back
from vendor_app.language import _


class SheetImport(QObject):
    """Leads through the import of a sheet for a page."""

    notice = Signal(str, object)
    """A sentence for the toast, and what takes the import back, or None."""
    problem = Signal(object)
    """A VendorError."""

    def __init__(self, page: QWidget, catalogue: Catalogue, tasks: Tasks) -> None:
        super().__init__(page)
        self._page, self._catalogue, self._tasks = page, catalogue, tasks

    def choose(self) -> None:
        """Ask which sheet, then go on with it."""
        dialog = sheet_dialog(self._page)
        dialog.fileSelected.connect(self.begin)
        dialog.open()

    def begin(self, file: str) -> None:
        """Show what a sheet would change, and take it in when the vendor wants it."""
        dialog = ImportDialog(self._page.window(), self._catalogue, Path(file), self._tasks)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.imported.connect(self._tell)
        dialog.refused.connect(self.problem)
        dialog.open()

    def _tell(self, intake: SheetIntake) -> None:
        words = _("{added} added, {changed} changed.").format(added=len(intake.added), changed=len(intake.changed))
        self.notice.emit(words, partial(self._take_back, intake) if intake.exchanges else None)

    def _take_back(self, intake: SheetIntake) -> None:
        task = self._tasks.prepare_write(partial(take_back, self._catalogue, intake))
        task.succeeded.connect(self._tell_back)
        task.start()

    def _tell_back(self, stayed: int) -> None:
        words = _("The import is undone.")
        if stayed:
            words += " " + _("Changed since then and left as they are: {count}.").format(count=stayed)
        self.notice.emit(words, None)
