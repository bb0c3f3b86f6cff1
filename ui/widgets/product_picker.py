"""Products to choose one from, the newest first, with a search: for a page that needs a product and has none yet."""

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from ui.models import ProductList
from ui.tasks import Tasks
from ui.widgets.card import Caption
from ui.widgets.empty_state import EmptyState, EmptyTitle
from ui.widgets.pictures import Pictures
from ui.widgets.product_card import ProductCard
from ui.widgets.product_grid import ProductGrid
from ui.widgets.search_field import SearchField
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.shop import Shop


class _Card(ProductCard):
    """A product without the tick that selects it."""

    @staticmethod
    def _paint_tick(painter: QPainter, card: QRect, selected: bool) -> None:
        return


class _Grid(ProductGrid):
    """A grid in which every click opens."""

    def __init__(self, products: ProductList, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(products, pictures, parent)
        self._card = _Card(pictures, self)
        self.setItemDelegate(self._card)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setAccessibleName(_("Products"))

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def _selects(self, index: QModelIndex | QPersistentModelIndex, event: QMouseEvent) -> bool:
        return False


class ProductPicker(QWidget):
    """Looks into the catalogue each time it is refreshed."""

    chosen = Signal(str)
    """The SKU of a product."""
    products_wanted = Signal()
    """There is nothing to choose from: to the page where products are made."""

    def __init__(self, shop: Shop, tasks: Tasks, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._products = ProductList(self)
        self._grid = _Grid(self._products, Pictures(shop.thumbnails, tasks, self))
        self._search = SearchField(_("Search name, code, colour or price"))
        self._search.setMaximumWidth(360)
        self._nothing = EmptyState(
            "t-shirt",
            _("There are no products yet"),
            _("Add a product with photos and a price, then come back here."),
            _("To the products"),
        )
        self._not_found = Caption(_("No product fits this search."))
        self._not_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out(title)
        self._search.search_wanted.connect(self.refresh)
        self._nothing.wanted.connect(self.products_wanted)
        self._grid.opened.connect(self._choose)

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(EmptyTitle(title))
        head.addWidget(self._search, 1)
        head.addStretch(1)
        self._head = QWidget()
        head.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(head)
        self._stack = QStackedWidget()
        for widget in (self._grid, self._nothing, self._not_found):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 6, 0)
        column.setSpacing(14)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Look again at what there is."""
        search = self._search.text().strip()
        task = self._tasks.prepare_read(partial(self._shop.catalogue.products, search=search, order="newest"))
        task.succeeded.connect(self._show)
        task.start()

    def products(self) -> tuple[Product, ...]:
        """Return what is shown."""
        return self._products.products

    def _show(self, products: tuple[Product, ...]) -> None:
        self._products.show_products(products, adds=False)
        searched = bool(self._search.text().strip())
        empty = self._not_found if searched else self._nothing
        self._head.setVisible(bool(products) or searched)
        self._stack.setCurrentWidget(self._grid if products else empty)

    def _choose(self, product: Product | None) -> None:
        if product is not None:
            self.chosen.emit(product.sku)
