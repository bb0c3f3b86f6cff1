"""Which products go into a sheet: the one on show or those selected, or all that are on sale."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from ui.widgets.buttons import Chip
from ui.widgets.flow_layout import FlowLayout
from vendor_app.bundle.edited import Edited, words_of
from vendor_app.catalogue.records import Product, Sku
from vendor_app.language import _
from vendor_app.shop import Shop


class ScopeChips(QWidget):
    """Two chips, of which one is chosen."""

    changed = Signal()

    def __init__(self, products: Sequence[Product], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._skus = tuple(product.sku for product in products)
        count = len(self._skus)
        words = _("This product") if count == 1 else _("The {count} selected products").format(count=f"{count:,}")
        self._some, self._all = Chip(words, checkable=True), Chip(_("All products"), checkable=True)
        group = QButtonGroup(self)
        flow = FlowLayout(self, spacing=8)
        for chip in (self._some, self._all):
            group.addButton(chip)
            flow.addWidget(chip)
        self._some.setChecked(True)
        group.buttonClicked.connect(self._tell)

    def choose_all(self) -> None:
        """Take all products, as if the chip were pressed."""
        self._all.click()

    def skus(self) -> tuple[Sku, ...]:
        """Return the products that are chosen; none for all."""
        return self._skus if self._some.isChecked() else ()

    def _tell(self) -> None:
        self.changed.emit()


def chosen(shop: Shop, skus: Sequence[Sku]) -> tuple[tuple[Product, ...], Edited]:
    """Read the products, all on sale when none is named, and what was decided about their texts."""
    catalogue = shop.catalogue
    products = tuple(catalogue.product(sku) for sku in skus) if skus else catalogue.products(order="name")
    return products, words_of(shop, products)


def open_dialog(parent: QWidget, title: str, filters: list[str]) -> QFileDialog:
    """Return the system's dialog for choosing a file, not shown yet."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters)
    return dialog


def save_dialog(parent: QWidget, title: str, name: str, filters: list[str]) -> QFileDialog:
    """Return the system's dialog for naming a file, not shown yet."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(filters)
    dialog.setDefaultSuffix(Path(name).suffix[1:])
    dialog.selectFile(name)
    return dialog
