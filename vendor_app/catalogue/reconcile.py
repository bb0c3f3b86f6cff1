"""When a catalogue is opened: the database and the copies of its products are brought together again.

The database is the truth for every product it knows. A copy of a product it does not know is one that the database
has lost, for whoever purges a product takes the copy away first: it is read back. So a missing catalogue.sqlite and a
single lost product are the same case.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from msgspec.structs import replace
from sqlalchemy import Connection, select

from vendor_app.catalogue.database import Database
from vendor_app.catalogue.numbering import StoredCodes, numbered
from vendor_app.catalogue.records import Product, Sku
from vendor_app.catalogue.rows import insert_product, read_products
from vendor_app.catalogue.sidecars import SideCars
from vendor_app.catalogue.tables import ProductRow
from vendor_app.catalogue.tidy import ProductRefused, tidy
from vendor_app.errors import VendorError
from vendor_app.language import _


def reconcile(database: Database, side_cars: SideCars) -> tuple[str, ...]:
    """Read back what the database lost, write the copies that are missing or old.

    Returns sentences for the vendor on what was mended, and on what could not be.
    """
    written = side_cars.written()
    notes: list[str] = []
    with database.transaction() as connection:
        strange = _strange(connection, side_cars, written, notes)
        known = set(connection.scalars(select(ProductRow.id)))
        lost = {sku: product for sku, product in strange.items() if product.id not in known}
        back = _read_back(connection, lost, notes)
    if back:
        notes.insert(0, _("Products read back from the folder “products”: {count}.").format(count=len(back)))
    _remove(side_cars, (sku for sku in strange if sku not in lost), notes)  # left under the SKU of before
    with database.transaction() as connection:
        products = _without_fresh_copy(connection, written)
    _write(side_cars, products, notes)
    _remove(side_cars, (old for old, sku in back.items() if old.casefold() != sku.casefold()), notes)
    return tuple(notes)


def _strange(
    connection: Connection, side_cars: SideCars, written: Iterable[Sku], notes: list[str]
) -> dict[Sku, Product]:
    """Return the copies that stand under a SKU which no product has."""
    known = set(connection.scalars(select(ProductRow.sku)))
    strange: dict[Sku, Product] = {}
    for sku in sorted(sku for sku in written if sku not in known):
        try:
            strange[sku] = side_cars.read(sku)
        except VendorError as problem:
            notes.append(str(problem))
    return strange


def _read_back(connection: Connection, lost: dict[Sku, Product], notes: list[str]) -> dict[Sku, Sku]:
    """Insert the lost products; return the SKU that each has now, keyed by the name of its copy."""
    back: dict[Sku, Sku] = {}
    ids: set[str] = set()
    for sku, product in lost.items():
        if product.id in ids:
            continue
        try:
            back[sku] = _insert(connection, product).sku
        except VendorError as problem:
            notes.append(str(problem))
        ids.add(product.id)
    return back


def _write(side_cars: SideCars, products: Iterable[Product], notes: list[str]) -> None:
    for product in products:
        try:
            if not side_cars.holds(product):
                side_cars.write(product)
        except VendorError as problem:
            notes.append(str(problem))


def _remove(side_cars: SideCars, skus: Iterable[Sku], notes: list[str]) -> None:
    for sku in skus:
        try:
            side_cars.remove(sku)
        except VendorError as problem:
            notes.append(str(problem))


def _insert(connection: Connection, product: Product) -> Product:
    """Insert a product that was read back, with new SKUs where its own are taken by now."""
    product = replace(tidy(product), id=product.id or uuid4().hex)
    try:
        product = numbered(StoredCodes(connection), product)
    except ProductRefused:
        free = replace(product, sku="", variants=tuple(replace(variant, sku="") for variant in product.variants))
        product = numbered(StoredCodes(connection), free)
    insert_product(connection, product)
    return product


def _without_fresh_copy(connection: Connection, written: dict[Sku, float]) -> list[Product]:
    """Return the products that have no copy, or one written before their last change."""
    ids = [
        product_id
        for product_id, sku, changed in connection.execute(select(ProductRow.id, ProductRow.sku, ProductRow.changed))
        if sku not in written or written[sku] < datetime.fromisoformat(changed).timestamp()
    ]
    return list(read_products(connection, ids).values())
