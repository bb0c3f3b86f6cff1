"""What can be written of the products that are selected: a sheet of our own, a seller centre's template, a feed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.dialogs.message import MessageDialog
from ui.dialogs.sheet_feed import FeedDialog
from ui.dialogs.sheet_fill import SheetDialog
from ui.icons import icon
from ui.sheet_export import SheetExport
from ui.tasks import Tasks
from ui.widgets.product_grid import ProductGrid
from vendor_app.bundle.platforms import Platform, platforms
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.shop import Shop


class SelectionSheets(QObject):
    """Asks what is wanted of the products selected in a grid, and leads there."""

    notice = Signal(str, object)

    def __init__(self, page: QWidget, shop: Shop, tasks: Tasks, export: SheetExport, grid: ProductGrid) -> None:
        super().__init__(page)
        self._page, self._shop, self._tasks = page, shop, tasks
        self._export, self._grid = export, grid

    def ask(self, button: QWidget) -> QMenu | None:
        """Ask what is to be written, below ``button``; None while nothing is selected."""
        products = self._grid.selected_products()
        if not products:
            return None
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        skus = tuple(product.sku for product in products)
        ways: list[tuple[str, str, Callable[[], object]]] = [
            (_("Excel or CSV, to keep or to change"), "download-simple", partial(self._export.choose, skus))
        ]
        for one in platforms():
            if one.parts.sheet is not None:
                words = _("Fill the template of {platform}").format(platform=one.shown_title)
                ways.append((words, "table", partial(self.open_template, products, one)))
        ways.append((_("For a website or Facebook (CSV)"), "file-text", partial(self.open_feed, products)))
        for text, name, reaction in ways:
            menu.addAction(icon(name), text).triggered.connect(reaction)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def open_template(self, products: Sequence[Product], centre: Platform) -> SheetDialog:
        """Lead through filling a seller centre's template with these products."""
        dialog = SheetDialog(self._page.window(), self._shop, self._tasks, products, centre)
        _open(dialog)
        return dialog

    def open_feed(self, products: Sequence[Product]) -> FeedDialog:
        """Ask for whom a feed of these products is."""
        feeds = tuple(dict.fromkeys(feed for one in platforms() for feed in one.parts.feeds))
        dialog = FeedDialog(self._page.window(), self._shop, self._tasks, products, feeds)
        dialog.saved.connect(self._say_saved)
        _open(dialog)
        return dialog

    def _say_saved(self, path: Path) -> None:
        self.notice.emit(_("Saved as {name}.").format(name=path.name), None)


def _open(dialog: MessageDialog) -> None:
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
