"""What a catalogue is asked: products by SKU or id, searched, in order. What was read once is kept."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, func, select

from vendor_app.catalogue.database import Database
from vendor_app.catalogue.numbering import StoredCodes, numbered
from vendor_app.catalogue.records import Product, Sku
from vendor_app.catalogue.rows import read_products
from vendor_app.catalogue.search import broken, found_by
from vendor_app.catalogue.skus import is_sku, read_sku
from vendor_app.catalogue.tables import ProductRow
from vendor_app.catalogue.tidy import tidy
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.thai.text import collation_key, normalise_line

Order: TypeAlias = Literal["name", "newest"]

_ORDERS: dict[str, tuple[ColumnElement[str], ...]] = {
    "name": (ProductRow.sort_key.asc(), ProductRow.sku.asc()),
    "newest": (ProductRow.created.desc(), ProductRow.sku.asc()),
}


class ProductNotFound(VendorError):
    """No product has this SKU or id."""

    def __init__(self, wanted: str) -> None:
        super().__init__(
            _("There is no product “{sku}”.").format(sku=wanted), _("Look for its SKU in the list of products.")
        )


class Reading:
    """The questions of a catalogue. Any thread may ask; the records handed out never change."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Product] = {}
        self._known_since = database.times_opened

    def product(self, sku: Sku) -> Product:
        """Return the product with this SKU, in the trash or not. Raises ProductNotFound."""
        with self._database.transaction() as connection:
            return self._by_sku(connection, sku)

    def by_id(self, product_id: str) -> Product:
        """Return the product with this id, in the trash or not. Raises ProductNotFound."""
        with self._database.transaction() as connection:
            return self._by_id(connection, product_id)

    def products(
        self, search: str = "", category: str | None = None, trashed: bool = False, order: Order = "name"
    ) -> tuple[Product, ...]:
        """Return the products on sale, or those in the trash.

        ``search``: words that must all occur in names, SKUs, category, colours, sizes or prices; when no product has
        them, they may have been typed without spaces. ``category``: only this one, "" for products without.
        """
        conditions: list[ColumnElement[bool]] = [
            ProductRow.trashed.is_not(None) if trashed else ProductRow.trashed.is_(None),
        ]
        if category is not None:
            conditions.append(ProductRow.category == normalise_line(category))
        with self._database.transaction() as connection:
            wanted = select(ProductRow.id).where(*conditions).order_by(*_ORDERS[order])
            ids = connection.scalars(wanted.where(found_by(search))).all()
            if not ids and (words := broken(search)) != search:
                ids = connection.scalars(wanted.where(found_by(words))).all()
            return self._read(connection, ids)

    def categories(self) -> tuple[tuple[str, int], ...]:
        """Return each category in use, in Thai order, with how many products on sale it has."""
        with self._database.transaction() as connection:
            found = connection.execute(
                select(ProductRow.category, func.count())
                .where(ProductRow.trashed.is_(None), ProductRow.category != "")
                .group_by(ProductRow.category)
            ).all()
        return tuple(sorted(((name, count) for name, count in found), key=lambda pair: collation_key(pair[0])))

    def everything(self) -> tuple[Product, ...]:
        """Return all products, those in the trash too."""
        with self._database.transaction() as connection:
            return self._everything(connection)

    def check_new(self, product: Product) -> None:
        """Ask whether ``product`` could be added now. Raises ProductRefused, naming the field."""
        with self._database.transaction() as connection:
            numbered(StoredCodes(connection), tidy(product))

    def _everything(self, connection: Connection) -> tuple[Product, ...]:
        return self._read(connection, connection.scalars(select(ProductRow.id)).all())

    def _by_sku(self, connection: Connection, sku: Sku) -> Product:
        wanted = read_sku(sku)
        known = select(ProductRow.id).where(ProductRow.sku == wanted)
        product_id = connection.scalar(known) if is_sku(wanted) else None  # SQLite takes no broken letters
        if product_id is None:
            raise ProductNotFound(sku)
        return self._by_id(connection, product_id)

    def _by_skus(self, connection: Connection, skus: Iterable[Sku]) -> list[Product]:
        """Return the products, each once, however often and in what case its SKU is given."""
        found = (self._by_sku(connection, sku) for sku in skus)
        return list({product.id: product for product in found}.values())

    def _by_id(self, connection: Connection, product_id: str) -> Product:
        found = self._read(connection, [product_id])
        if not found:
            raise ProductNotFound(product_id)
        return found[0]

    def _read(self, connection: Connection, ids: Sequence[str]) -> tuple[Product, ...]:
        """Return the products in the order of ``ids``. What was read once is kept: records never change."""
        if self._known_since != self._database.times_opened:
            self._known.clear()
            self._known_since = self._database.times_opened
        unknown = [product_id for product_id in ids if product_id not in self._known]
        self._known |= read_products(connection, unknown)
        return tuple(self._known[product_id] for product_id in ids if product_id in self._known)
