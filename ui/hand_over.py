"""The ways out of the export page: onto a stick, and to the history of what was made."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal

from ui.dialogs.usb import UsbDialog
from ui.latest import Latest
from ui.pages.export import ExportPage
from ui.tasks import Tasks
from ui.widgets.buttons import QuietButton
from ui.widgets.platform_marks import platform_title
from ui.widgets.stick_choices import Offer
from vendor_app.catalogue.records import Sku
from vendor_app.handover.finding import made_at, newest_bundles
from vendor_app.language import _
from vendor_app.shop import Shop
from vendor_app.thai.dates import format_date

_WIDE = 1080
"""Logical pixels of width from which the way to the history says its name: the product's needs the room first."""


class HandOver(QObject):
    """Two buttons in the header of the export page, and what the one for the stick does."""

    history_wanted = Signal(str)
    """Of a SKU; "" for all products."""

    def __init__(self, shop: Shop, tasks: Tasks, page: ExportPage) -> None:
        super().__init__(page)
        self._shop, self._tasks, self._page = shop, tasks, page
        self._looking = Latest(tasks, self)
        self._looking.made.connect(self._open)
        self.stick = QuietButton(_("Onto a USB stick"), "tree-structure")
        self.history = QuietButton(_("History"), "clock-counter-clockwise")
        page.add_action(self.history, always=True)
        page.add_action(self.stick)
        self.history.setAccessibleName(_("History"))
        self.history.setToolTip(_("History"))
        page.installEventFilter(self)
        self.stick.clicked.connect(self.carry)
        self.history.clicked.connect(self._want_history)
        self.dialog: UsbDialog | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.history.setText(_("History") if self._page.width() >= _WIDE else "")
        return False

    def _want_history(self) -> None:
        self.history_wanted.emit(self._page.sku)

    def carry(self) -> None:
        """Ask which bundles of the product go onto which stick."""
        if self.dialog is None:
            self._looking.begin(partial(offers, self._shop.bundles, self._page.sku))

    def _open(self, found: tuple[Offer, ...]) -> None:
        if not found:
            self._page.notice.emit(_("There is no bundle yet. Press “Make the bundle” first."), None)
        elif self.dialog is None:
            self.dialog = UsbDialog(self._page.window(), found, self._tasks)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None


def offers(bundles: Path, sku: Sku) -> tuple[Offer, ...]:
    """Return the newest bundle of each platform that a product has."""
    return tuple(
        Offer(path, f"{platform_title(name)} · {format_date(made_at(path))}", _size(path))
        for name, path in newest_bundles(bundles, sku).items()
    )


def _size(bundle: Path) -> int:
    files = [bundle] if bundle.is_file() else [file for file in bundle.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)
