"""Who wants a phone, and the dialog that gets it: photos for a product, or a bundle to be saved."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.dialogs.phone import PhoneDialog
from ui.latest import Latest
from ui.pages.export import ExportPage
from ui.phone_link import PhoneLink, Purpose
from ui.tasks import Tasks
from ui.widgets.phone_card import PhoneCard
from vendor_app.catalogue.records import Sku
from vendor_app.errors import VendorError
from vendor_app.handover.finding import newest_bundles
from vendor_app.language import _
from vendor_app.phone.handover import handover_of
from vendor_app.shop import Shop


class PhoneDesk(QObject):
    """One phone dialog at a time. ``close`` it before the program ends."""

    def __init__(self, shop: Shop, tasks: Tasks, page: ExportPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._shop, self._page, self._window = shop, page, parent
        self._link = PhoneLink(shop, tasks, self)
        self._looking = Latest(tasks, self)
        self._looking.made.connect(self._open)
        self._looking.failed.connect(page.problem)
        self.card = PhoneCard()
        self.card.wanted.connect(self.give)
        page.add_card(self.card)
        self.dialog: PhoneDialog | None = None

    def bring(self, sku: Sku, shot: str = "") -> None:
        """Have a phone photograph a product, this shot of its list first."""
        self._looking.begin(partial(self._purpose, sku, shot))

    def give(self) -> None:
        """Let a phone save the newest bundle of the product and platform on the export page."""
        self._looking.begin(partial(self._bundle, self._page.sku, self._page.platform))

    def close(self) -> None:
        """Close the page for phones and wait until nobody is served any more."""
        if self.dialog is not None:
            self.dialog.close()
        self._link.close()

    def _purpose(self, sku: Sku, shot: str) -> Purpose:
        return Purpose(self._shop.catalogue.product(sku), shot)

    def _bundle(self, sku: Sku, platform: str) -> Purpose:
        """Return the newest bundle as something to give. Runs on a reader. Raises VendorError."""
        product = self._shop.catalogue.product(sku)
        found = {name: path for name, path in newest_bundles(self._shop.bundles, sku).items() if path.is_dir()}
        if not found:
            raise VendorError(_("There is no bundle yet."), _("Press “Make the bundle” first."))
        path = found.get(platform) or max(found.values(), key=lambda one: one.stat().st_mtime)
        return Purpose(product, handover=handover_of(path, product.name))

    def _open(self, purpose: Purpose) -> None:
        if self.dialog is None:
            self.dialog = PhoneDialog(self._window, self._link, purpose)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
