"""From the export page to the sheets and feeds of its platform."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet_feed import FeedDialog
from ui.dialogs.sheet_fill import SheetDialog
from ui.pages.export_plan import ExportPlan, Prospect
from ui.pages.export_words import contents
from ui.tasks import Tasks
from ui.widgets.bundle_cards import ContentsCard
from vendor_app.language import _
from vendor_app.shop import Shop


class ExportSheets(QObject):
    """Shows what a bundle holds, and opens the dialog that is wanted."""

    notice = Signal(str, object)

    def __init__(self, shop: Shop, tasks: Tasks, card: ContentsCard, page: QWidget) -> None:
        super().__init__(page)
        self._shop, self._tasks, self._card, self._page = shop, tasks, card, page
        self._shown: tuple[ExportPlan, Prospect] | None = None
        card.template_wanted.connect(self.open_template)
        card.feed_wanted.connect(self.open_feed)

    def show(self, planned: ExportPlan, prospect: Prospect) -> None:
        """List what the platform's bundle holds."""
        self._shown = planned, prospect
        parts = prospect.platform.parts
        self._card.show_entries(
            contents(planned, prospect), has_sheet=parts.sheet is not None, has_feed=bool(parts.feeds)
        )

    def open_template(self) -> SheetDialog | None:
        """Lead through filling a seller centre's template."""
        if self._shown is None:
            return None
        planned, prospect = self._shown
        dialog = SheetDialog(self._page.window(), self._shop, self._tasks, (planned.product,), prospect.platform)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()
        return dialog

    def open_feed(self) -> FeedDialog | None:
        """Ask for which products and for whom a feed is."""
        if self._shown is None:
            return None
        planned, prospect = self._shown
        feeds = prospect.platform.parts.feeds
        dialog = FeedDialog(self._page.window(), self._shop, self._tasks, (planned.product,), feeds)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.saved.connect(self._say_saved)
        dialog.open()
        return dialog

    def _say_saved(self, path: Path) -> None:
        self.notice.emit(_("Saved as {name}.").format(name=path.name), None)
