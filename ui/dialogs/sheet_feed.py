"""Products as a file that a website or a catalogue of ads reads."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.dialogs.message import MessageDialog
from ui.dialogs.sheet_scope import ScopeChips, save_dialog
from ui.dialogs.sheet_work import own_feed
from ui.tasks import Tasks
from ui.widgets.buttons import Chip
from ui.widgets.card import Caption
from ui.widgets.field import LooseProblem
from ui.widgets.flow_layout import FlowLayout
from vendor_app.bundle.platforms import Feed
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop import Shop

FEEDS: dict[Feed, str] = {
    "meta": "Facebook, Instagram (Meta)",
    "google": "Google Merchant Center",
    "woocommerce": "WooCommerce",
    "shopify": "Shopify",
}
"""What each is called by those who read it."""


class FeedDialog(MessageDialog):
    """Asks which products, for whom, and where to put the file."""

    saved = Signal(object)
    """The Path of the file."""

    def __init__(
        self, parent: QWidget, shop: Shop, tasks: Tasks, products: Sequence[Product], feeds: Sequence[Feed]
    ) -> None:
        words = _("Rows of products for a website or a catalogue of ads, one for each colour and size.")
        super().__init__(parent, _("Product file (CSV)"), words, icon_name="file-text")
        self._shop, self._tasks = shop, tasks
        self._scope = ScopeChips(products)
        self._kinds = {feed: Chip(FEEDS[feed], checkable=True) for feed in feeds}
        group, flow = QButtonGroup(self), FlowLayout(spacing=8)
        for chip in self._kinds.values():
            group.addButton(chip)
            flow.addWidget(chip)
        next(iter(self._kinds.values())).setChecked(True)
        address = _("Links begin with {address}").format(address=shop.site)
        missing = _("The shop's website is not in the settings: columns of links stay empty.")
        self.body.addWidget(self._scope)
        self.body.addLayout(flow)
        self.body.addWidget(Caption(address if shop.site else missing, wrap=True))
        self._problem = LooseProblem()
        self.body.addWidget(self._problem)
        self.add_button("cancel", _("Cancel"), "quiet")
        self.add_button("save", _("Save as CSV"), "primary", "download-simple")

    def kind(self) -> Feed:
        """Return what is chosen."""
        return next(feed for feed, chip in self._kinds.items() if chip.isChecked())

    def _choose(self) -> None:
        if self.sender().objectName() == "save":
            dialog = save_dialog(self, _("Save as CSV"), f"{self.kind()}.csv", ["CSV (*.csv)"])
            dialog.fileSelected.connect(self.write)
            dialog.open()
        else:
            self.reject()

    def write(self, file: str) -> None:
        """Write the file."""
        task = self._tasks.prepare_read(partial(own_feed, self._shop, self._scope.skus(), self.kind(), Path(file)))
        task.succeeded.connect(self._tell_written)
        task.failed.connect(self._refuse)
        task.start()

    def _refuse(self, problem: VendorError) -> None:
        self._problem.show_problem(self, str(problem))
        self.resize(self.width(), self.fitting_height())

    def _tell_written(self, path: Path) -> None:
        self.saved.emit(path)
        self.press("save")
