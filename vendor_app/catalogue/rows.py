"""Between records and rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import Connection, String, bindparam, cast, delete, insert, select, update

from vendor_app.catalogue.records import (
    ClipRecord,
    Facts,
    Posting,
    PriceMark,
    PriceTier,
    Product,
    Review,
    Variant,
)
from vendor_app.catalogue.search import search_text
from vendor_app.catalogue.tables import (
    ClipRow,
    FootageRow,
    PhotoRow,
    PostingRow,
    PriceRow,
    ProductRow,
    ReviewRow,
    TierRow,
    VariantRow,
)
from vendor_app.photos.photo import Photo
from vendor_app.thai.text import collation_key
from vendor_app.video.footage import Footage

_AT_ONCE = 500  # SQLite takes a limited number of values in one statement

_PartRow: TypeAlias = type[TierRow | VariantRow | PhotoRow | FootageRow | ReviewRow | PriceRow | ClipRow | PostingRow]


class _Part(NamedTuple):
    field: str
    row: _PartRow
    record: type[msgspec.Struct]


_PARTS = (
    _Part("tiers", TierRow, PriceTier),
    _Part("variants", VariantRow, Variant),
    _Part("photos", PhotoRow, Photo),
    _Part("footage", FootageRow, Footage),
    _Part("reviews", ReviewRow, Review),
    _Part("price_history", PriceRow, PriceMark),
    _Part("clips", ClipRow, ClipRecord),
    _Part("postings", PostingRow, Posting),
)
_OWN = tuple(
    field for field in Product.__struct_fields__ if field != "facts" and field not in {part.field for part in _PARTS}
)


def _columns(product: Product) -> dict[str, Any]:
    """Return the values of the product's own row."""
    own = {field: getattr(product, field) for field in _OWN}
    facts = msgspec.structs.asdict(product.facts)
    return own | facts | {"search": search_text(product), "sort_key": collation_key(product.name)}


def _write_parts(connection: Connection, product: Product) -> None:
    for part in _PARTS:
        connection.execute(delete(part.row).where(part.row.product_id == product.id))
    _insert_parts(connection, [product])


def _insert_parts(connection: Connection, products: Sequence[Product]) -> None:
    for part in _PARTS:
        values = [
            {"product_id": product.id, "position": position, **msgspec.to_builtins(record)}
            for product in products
            for position, record in enumerate(getattr(product, part.field))
        ]
        if values:
            connection.execute(insert(part.row), values)


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def insert_product(connection: Connection, product: Product) -> None:
    """Write the rows of a new product."""
    connection.execute(insert(ProductRow).values(_columns(product)))
    _write_parts(connection, product)


def update_product(connection: Connection, product: Product) -> None:
    """Write the rows of a product that is there already."""
    connection.execute(update(ProductRow).where(ProductRow.id == product.id).values(_columns(product)))
    _write_parts(connection, product)


def write_products(
    connection: Connection, new: Sequence[Product], changed: Sequence[Product], gone: Sequence[str]
) -> None:
    """Write many products at once: those to insert, those to write over, and the ids of those to delete."""
    for some in _some([product.id for product in changed]):
        for part in _PARTS:
            connection.execute(delete(part.row).where(part.row.product_id.in_(some)))
    for some in _some(gone):
        connection.execute(delete(ProductRow).where(ProductRow.id.in_(some)))
    if changed:
        rows = ProductRow.metadata.tables[ProductRow.__tablename__]
        over = update(rows).where(rows.c.id == bindparam("old_id"))
        over = over.values({name: bindparam(f"new_{name}") for name in _columns(changed[0])})
        connection.execute(
            over,
            [
                {"old_id": product.id} | {f"new_{name}": value for name, value in _columns(product).items()}
                for product in changed
            ],
        )
    if new:
        connection.execute(insert(ProductRow), [_columns(product) for product in new])
    _insert_parts(connection, (*new, *changed))


def products_showing(connection: Connection, product_id: str) -> list[str]:
    """Return the ids of the other products whose clips show this one."""
    wanted = select(ClipRow.product_id).where(cast(ClipRow.others, String).contains(f'"{product_id}"')).distinct()
    return list(connection.scalars(wanted))


def delete_product(connection: Connection, product_id: str) -> None:
    """Delete the product's row; the foreign keys take the rest along."""
    connection.execute(delete(ProductRow).where(ProductRow.id == product_id))


def _read_part(connection: Connection, part: _Part, ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """Return the records of one kind, in order, keyed by product."""
    columns = [getattr(part.row, field) for field in part.record.__struct_fields__]
    found: dict[str, list[Any]] = defaultdict(list)
    wanted = select(part.row.product_id, *columns).where(part.row.product_id.in_(ids))
    for product_id, *values in connection.execute(wanted.order_by(part.row.product_id, part.row.position)):
        fields = dict(zip(part.record.__struct_fields__, values, strict=True))
        found[product_id].append(msgspec.convert(fields, part.record))
    return {product_id: tuple(records) for product_id, records in found.items()}


def _read_some(connection: Connection, ids: Sequence[str]) -> dict[str, Product]:
    parts = {part.field: _read_part(connection, part, ids) for part in _PARTS}
    columns = [getattr(ProductRow, field) for field in _OWN]
    facts = (ProductRow.fabric, ProductRow.size_range, ProductRow.eco)
    products: dict[str, Product] = {}
    for *own, fabric, size_range, eco in connection.execute(select(*columns, *facts).where(ProductRow.id.in_(ids))):
        fields = dict(zip(_OWN, own, strict=True))
        many: dict[str, Any] = {field: found.get(fields["id"], ()) for field, found in parts.items()}
        of_product = Facts(fabric=fabric, size_range=size_range, eco=tuple(eco))
        products[fields["id"]] = Product(**fields, **many, facts=of_product)
    return products


def read_products(connection: Connection, ids: Sequence[str]) -> dict[str, Product]:
    """Return the products with these ids, keyed by id; those that are not there are left out."""
    products: dict[str, Product] = {}
    for some in _some(ids):
        products |= _read_some(connection, some)
    return products
