"""What the pages show of the catalogue: word of every change, the list of products, their pictures."""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Outdating, PriceTier, Product
from vendor_app.language import _
from vendor_app.thai.dates import format_date
from vendor_app.thai.money import format_baht

ClipState: TypeAlias = Literal["none", "made"] | Outdating
Index: TypeAlias = QModelIndex | QPersistentModelIndex


class Changes(QObject):
    """Passes each Change of a catalogue, made on any thread, on to the window's thread."""

    changed = Signal(object)
    """A Change."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop_listening: Callable[[], None] = catalogue.listen(self.changed.emit)

    def stop(self) -> None:
        """Listen no longer."""
        self._stop_listening()


def clip_state(product: Product) -> ClipState:
    """Return whether the product has clips, and when not all of them show it as it is, why not."""
    return (product.why_outdated(*product.clips) or "made") if product.clips else "none"


def why_outdated(products: Iterable[Product]) -> Outdating | None:
    """Return why clips of these products are out of date; None when all show their products as they are."""
    found = {why for product in products if (why := product.why_outdated(*product.clips))}
    return found.pop() if len(found) == 1 else "both" if found else None


def outdated_words(why: Outdating) -> str:
    """Return what is wrong with a clip: as short as a badge."""
    words = {
        "price": _("Old price in the clip"),
        "photo": _("Old photo in the clip"),
        "both": _("Old price and photo in the clip"),
    }
    return words[why]


def price_line(product: Product) -> str:
    """Return the retail price as a card shows it: "฿199", or that there is none."""
    return _("No price yet") if product.price is None else format_baht(product.price)


def tier_line(product: Product) -> str:
    """Return the first price from a quantity on: "ส่ง ฿120 (12 ตัว+)"; empty when there is none."""
    if not product.tiers:
        return ""
    first: PriceTier = min(product.tiers, key=lambda tier: tier.min_quantity)
    return f"{first.label} {format_baht(first.price)} ({first.min_quantity} {product.unit}+)"


def spoken(product: Product) -> str:
    """Return what a screen reader says of a product's card."""
    if product.trashed is not None:
        return _("{name}, in the trash since {date}").format(name=product.name, date=format_date(product.trashed))
    return ", ".join(part for part in (product.name, price_line(product), tier_line(product)) if part)


class Role(IntEnum):
    """What a delegate asks of an item."""

    PRODUCT = Qt.ItemDataRole.UserRole
    """The Product; None for the card that adds one."""


class ProductList(QAbstractListModel):
    """Products in the order given, and after them one item without a product: the card that adds one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._products: tuple[Product, ...] = ()
        self._adds = True

    @property
    def products(self) -> tuple[Product, ...]:
        """The products shown."""
        return self._products

    def show_products(self, products: Sequence[Product], *, adds: bool = True) -> None:
        """Show these; when they are the same ones in the same order, only what differs is drawn again.

        ``adds``: whether the card that adds a product follows them.
        """
        before, now = self._products, tuple(products)
        if adds == self._adds and [p.id for p in before] == [p.id for p in now]:
            self._products = now
            for row, (old, new) in enumerate(zip(before, now, strict=True)):
                if old is not new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._products, self._adds = now, adds
        self.endResetModel()

    def row_of(self, product_id: str) -> int:
        """Return where a product is, -1 when it is not shown."""
        return next((row for row, product in enumerate(self._products) if product.id == product_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._products) + self._adds

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every product be selected, and not the card that adds one."""
        flags = super().flags(index)
        return flags if index.row() < len(self._products) else flags & ~Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        product = self._products[index.row()] if index.row() < len(self._products) else None
        if role == Role.PRODUCT:
            return product
        if role == Qt.ItemDataRole.DisplayRole:
            return product.name if product else _("Add a product")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(product) if product else _("Add a product")
        if role == Qt.ItemDataRole.ToolTipRole and product:
            return f"{product.name}\n{product.sku}"
        return None
