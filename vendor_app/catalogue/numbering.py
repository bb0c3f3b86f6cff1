"""Codes in the shop: given where none was typed, refused where one is taken. Asks the tables."""

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from vendor_app.catalogue.records import Product, Sku, Variant
from vendor_app.catalogue.skus import LONGEST, LONGEST_MADE, next_sku, variant_sku
from vendor_app.catalogue.tables import ProductRow, VariantRow
from vendor_app.catalogue.tidy import ProductRefused
from vendor_app.language import _

_AT_ONCE = 500


def numbered(connection: Connection, product: Product) -> Product:
    """Return ``product`` with a SKU for itself and each variant. Raises ProductRefused for one that is taken."""
    if not product.sku:
        product = replace(product, sku=next_sku(_starting(connection, "P-", LONGEST_MADE)))
    product = replace(product, variants=_numbered_variants(connection, product))
    _refuse_doubles(product)
    _refuse_taken(connection, product)
    return product


def _numbered_variants(connection: Connection, product: Product) -> tuple[Variant, ...]:
    if all(variant.sku for variant in product.variants):
        return product.variants
    taken = {*_starting(connection, product.sku), *(variant.sku for variant in product.variants)}
    variants: list[Variant] = []
    for variant in product.variants:
        if not variant.sku:
            variant = replace(variant, sku=variant_sku(product.sku, taken))
            taken.add(variant.sku)
        variants.append(variant)
    return tuple(variants)


def _starting(connection: Connection, beginning: str, longest: int = LONGEST) -> list[Sku]:
    """Return every SKU of the shop that starts so, up to a length; the trash keeps its own."""
    found: list[Sku] = []
    for sku in (ProductRow.sku, VariantRow.sku):
        starts = select(sku).where(sku.startswith(beginning, autoescape=True), func.length(sku) <= longest)
        found += connection.scalars(starts)
    return found


def _refuse_doubles(product: Product) -> None:
    seen = {product.sku.casefold()}
    for variant in product.variants:
        if variant.sku.casefold() in seen:
            raise ProductRefused(
                "variants",
                _("The SKU “{sku}” is there twice.").format(sku=variant.sku),
                _("Type another one, or leave it empty to have one made."),
            )
        seen.add(variant.sku.casefold())


def _refuse_taken(connection: Connection, product: Product) -> None:
    for field, skus in (("sku", [product.sku]), ("variants", [variant.sku for variant in product.variants])):
        for start in range(0, len(skus), _AT_ONCE):
            _refuse_first_taken(connection, product.id, field, skus[start : start + _AT_ONCE])


def _refuse_first_taken(connection: Connection, product_id: str, field: str, skus: list[Sku]) -> None:
    of_products = select(ProductRow.sku, ProductRow.name, ProductRow.trashed).where(
        ProductRow.sku.in_(skus), ProductRow.id != product_id
    )
    of_variants = (
        select(VariantRow.sku, ProductRow.name, ProductRow.trashed)
        .join(ProductRow, ProductRow.id == VariantRow.product_id)
        .where(VariantRow.sku.in_(skus), VariantRow.product_id != product_id)
    )
    for query in (of_products, of_variants):
        if (taken := connection.execute(query).first()) is not None:
            sku, name, trashed = taken
            message = (
                _("The SKU “{sku}” belongs to “{name}”.")
                if trashed is None
                else _("The SKU “{sku}” belongs to “{name}” in the trash.")
            )
            raise ProductRefused(
                field,
                message.format(sku=sku, name=name),
                _("Type another one, or leave it empty to have one made."),
            )
