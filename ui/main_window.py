"""The window: the sidebar, the pages, and who leads to whom."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ui.pages.page import Page
from ui.tasks import Tasks
from ui.widgets.empty_state import EmptyState
from ui.widgets.sidebar import Sidebar
from ui.widgets.toast import Toast
from vendor_app.catalogue.records import Sku
from vendor_app.language import _
from vendor_app.shop import Shop

MakePage: TypeAlias = Callable[[Shop, Tasks], Page]

_SMALLEST = QSize(820, 460)  # a 1366×768 screen at 150 %, less the task bar
_OF_ONE_PRODUCT = ("editor", "clip", "export")


class MainWindow(QMainWindow):
    """Shows one shop. Pages never know each other: their wishes end here."""

    def __init__(self, shop: Shop, tasks: Tasks, pages: Mapping[str, MakePage]) -> None:
        super().__init__()
        self._shop, self._tasks, self._makers = shop, tasks, pages
        self._sku: Sku = ""
        self._name, self._trail = "products", list[str]()
        self.setMinimumSize(_SMALLEST)
        self._build()
        self.show_page("products")

    def _build(self) -> None:
        """Make everything inside the window, in the language in use."""
        self.setWindowTitle(_("Talad Clip"))
        inside = QWidget()
        inside.setObjectName("paper")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._sidebar, self._stack = Sidebar(), QStackedWidget()
        self._sidebar.page_wanted.connect(self.show_page)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        self._no_product = EmptyState(
            "t-shirt", _("Choose a product first"), _("Open a product, then come back here."), _("To the products")
        )
        self._no_product.wanted.connect(self.show_products)
        self._stack.addWidget(self._no_product)
        self.toast = Toast(inside)
        self._pages = {name: self._make(make) for name, make in self._makers.items()}
        self.setCentralWidget(inside)

    def _make(self, make: MakePage) -> Page:
        """Make one page and listen to its wishes."""
        page = make(self._shop, self._tasks)
        page.back_wanted.connect(self.go_back)
        page.product_wanted.connect(self.edit_product)
        page.clip_wanted.connect(self.make_clip)
        page.export_wanted.connect(self.export_product)
        page.notice.connect(self.toast.show_words)
        self._stack.addWidget(page)
        return page

    def show_page(self, name: str) -> None:
        """Show a page of the sidebar, with the product looked at last where a page needs one."""
        self._trail.clear()
        self._show(name)

    def show_products(self) -> None:
        """Show the products."""
        self.show_page("products")

    def edit_product(self, sku: Sku) -> None:
        """Show the editor of a product."""
        self._lead_to("editor", sku)

    def make_clip(self, sku: Sku) -> None:
        """Show the clip page of a product."""
        self._lead_to("clip", sku)

    def export_product(self, sku: Sku) -> None:
        """Show the export page of a product."""
        self._lead_to("export", sku)

    def go_back(self) -> None:
        """Show the page before this one; the products when there is none."""
        self._show(self._trail.pop() if self._trail else "products")

    def _lead_to(self, name: str, sku: Sku) -> None:
        self._sku = sku
        self._trail.append(self._name)
        self._show(name)

    def _show(self, name: str) -> None:
        """Bring a page up, after the one before has finished what it does."""
        if (before := self._pages.get(self._name)) is not None:
            before.leave()
        self._name = name
        page = self._pages[name]
        self._sidebar.choose("products" if name == "editor" else name)
        if name in _OF_ONE_PRODUCT and not self._sku:
            self._stack.setCurrentWidget(self._no_product)
            return
        page.open_product(self._sku)
        self._stack.setCurrentWidget(page)
