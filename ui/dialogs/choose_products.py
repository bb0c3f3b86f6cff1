"""Several products to choose: those that can be shown in a clip together with another one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.models import ProductList, Role
from ui.tasks import Tasks
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Caption
from ui.widgets.empty_state import EmptyTitle
from ui.widgets.pictures import Pictures
from ui.widgets.product_grid import ProductGrid
from ui.widgets.search_field import SearchField
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.shop import Shop

_PART = 0.86
"""Of the window's width and height."""


class ChooseProducts(QDialog):
    """A click chooses and a second one takes back. Listen to ``chosen``; it never blocks."""

    chosen = Signal(object)
    """Ids of the products, those chosen before first, in their order."""

    def __init__(
        self, parent: QWidget, shop: Shop, tasks: Tasks, title: str, *, without: str, most: int, before: Sequence[str]
    ) -> None:
        """``without``: id of the product that the others stand beside. ``before``: ids that are chosen already."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Talad Clip"))
        self.resize(parent.size() * _PART)
        self._shop, self._tasks, self._without, self._most = shop, tasks, without, most
        self._wanted = list(before)
        self._is_filling = False
        self._products = ProductList(self)
        self._grid = ProductGrid(self._products, Pictures(shop.thumbnails, tasks, self))
        self._grid.pick_only(True)
        self._grid.setAccessibleName(_("Products"))
        self._search = SearchField(_("Search name, code, colour or price"))
        self._count = Caption()
        self._ok = PrimaryButton(_("Use these"), "check")
        self._lay_out(title)
        self._search.search_wanted.connect(self.refresh)
        self._grid.selection_changed.connect(self._note)
        self._ok.clicked.connect(self._finish)
        self.refresh()

    def _lay_out(self, title: str) -> None:
        self._search.setMaximumWidth(360)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(EmptyTitle(title))
        head.addStretch(1)
        head.addWidget(self._search, 1)
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._count, 1)
        foot.addWidget(cancel)
        foot.addWidget(self._ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 14, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._grid, 1)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Look again at what there is."""
        search = self._search.text().strip()
        task = self._tasks.prepare_read(partial(self._shop.catalogue.products, search=search, order="newest"))
        task.succeeded.connect(self._show)
        task.start()

    def _show(self, products: tuple[Product, ...]) -> None:
        able = [one for one in products if one.id != self._without and one.photos and one.price is not None]
        self._is_filling = True
        self._products.show_products(able, adds=False)
        select = QItemSelectionModel.SelectionFlag.Select
        for row in (self._products.row_of(one) for one in self._wanted):
            if row >= 0:
                self._grid.selectionModel().select(self._products.index(row), select)
        self._is_filling = False
        self._tell_count()

    def _note(self, _count: int) -> None:
        """Keep what is chosen, also what a search hides."""
        if self._is_filling:
            return
        shown = {product.id for product in self._products.products}
        chosen = [self._products.data(i, Role.PRODUCT).id for i in self._grid.selectedIndexes()]
        kept = [one for one in self._wanted if one not in shown or one in chosen]
        self._wanted = kept + [one for one in chosen if one not in kept]
        self._tell_count()

    def _tell_count(self) -> None:
        count = len(self._wanted)
        fits = 0 < count <= self._most
        words = _("{count} chosen").format(count=count)
        if count > self._most:
            words = _("{count} chosen, the most is {most}").format(count=count, most=self._most)
        nothing = not self._products.products and not count
        self._count.setText(_("No other product has photos and a price.") if nothing else words)
        self._ok.setEnabled(fits)

    def _finish(self) -> None:
        self.chosen.emit(tuple(self._wanted))
        self.accept()
