"""Further products in a clip: who they are, and a way to choose them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models import price_line
from ui.widgets.buttons import FlatIconButton, QuietButton
from ui.widgets.card import ElidedLabel
from vendor_app.catalogue.records import Product
from vendor_app.language import _


class OtherRow(QWidget):
    """One further product."""

    def __init__(self, product: Product) -> None:
        super().__init__()
        self.product_id = product.id
        self.remove = FlatIconButton("x", _("Take “{name}” out").format(name=product.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(ElidedLabel(f"{price_line(product)} · {product.name}"))
        row.addStretch(1)  # the crosses stand under each other, however long the names are
        row.addWidget(self.remove)


class OtherProducts(QWidget):
    """Tells when others are to be chosen, and when one is to go."""

    choice_wanted = Signal()
    removed = Signal(str)
    """Id of a product."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OtherRow] = []
        self._shown: tuple[Product, ...] = ()
        self._choose = QuietButton(_("Choose products"), "plus")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._choose)
        self._choose.clicked.connect(self.choice_wanted)

    def show_products(self, products: Sequence[Product]) -> None:
        """Show these."""
        if self._shown == tuple(products):
            return
        self._shown = tuple(products)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [OtherRow(product) for product in products]
        for place, row in enumerate(self.rows):
            row.remove.clicked.connect(self._remove)
            self._column.insertWidget(place, row)

    def _remove(self) -> None:
        self.removed.emit(next(row.product_id for row in self.rows if row.remove is self.sender()))
