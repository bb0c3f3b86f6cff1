"""The vendor's "I know" to a check: kept per product, and asked again when the vendor wants."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.tasks import Tasks
from ui.told import Told, told
from vendor_app.bundle.answers import ask_again, know
from vendor_app.bundle.model import CheckResult
from vendor_app.language import _
from vendor_app.shop import Shop


class ExportAnswers(QObject):
    """Writes answers down, and takes them back."""

    kept = Signal()
    """An answer is on its way to the disk: whoever reads after the writes sees it."""
    notice = Signal(str, object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks

    def know(self, product_id: str, check: CheckResult) -> None:
        """Remember that the vendor knows what a check found."""
        words = _("Noted. This is not asked again about this product.")
        work, undo = partial(know, self._shop, product_id, check), partial(self.ask_again, product_id, check)
        task = self._tasks.prepare_write(partial(told, work, words, undo))
        task.succeeded.connect(self._tell)
        task.start()
        self.kept.emit()

    def _tell(self, kept: Told) -> None:
        self.notice.emit(*kept)

    def ask_again(self, product_id: str, check: CheckResult) -> None:
        """Forget the answer."""
        self._tasks.prepare_write(partial(ask_again, self._shop, product_id, check.name)).start()
        self.kept.emit()
