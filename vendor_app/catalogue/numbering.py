"""Codes in the shop: given where none was typed, refused where one is taken. Asks the tables, or all products."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from vendor_app.catalogue.records import Product, Sku, Variant
from vendor_app.catalogue.skus import LONGEST, LONGEST_MADE, is_sku, next_sku, variant_sku
from vendor_app.catalogue.tables import ProductRow, VariantRow
from vendor_app.catalogue.tidy import ProductRefused
from vendor_app.language import _

_AT_ONCE = 500


class Holder(NamedTuple):
    """Who has a code."""

    sku: Sku
    name: str
    trashed: str | None


class Codes(Protocol):
    """The codes of all products and variants of a shop; the trash keeps its own."""

    def next_made(self) -> Sku:
        """Return the code of the next product that has none."""
        ...

    def starting(self, beginning: str) -> Iterable[Sku]:
        """Return every code that begins so, in any case."""
        ...

    def holder(self, skus: list[Sku], but: str) -> Holder | None:
        """Return who has the first of these that is taken, other than the product with the id ``but``."""
        ...


class StoredCodes:
    """The codes as the tables have them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_made(self) -> Sku:
        """See ``Codes``."""
        return next_sku(self._starting("P-", LONGEST_MADE))

    def starting(self, beginning: str) -> Iterable[Sku]:
        """See ``Codes``."""
        return self._starting(beginning, LONGEST)

    def holder(self, skus: list[Sku], but: str) -> Holder | None:
        """See ``Codes``."""
        some = (skus[start : start + _AT_ONCE] for start in range(0, len(skus), _AT_ONCE))
        return next((found for part in some if (found := self._holder_of_some(part, but))), None)

    def _starting(self, beginning: str, longest: int) -> list[Sku]:
        found: list[Sku] = []
        for sku in (ProductRow.sku, VariantRow.sku):
            starts = select(sku).where(sku.startswith(beginning, autoescape=True), func.length(sku) <= longest)
            found += self._connection.scalars(starts)
        return found

    def _holder_of_some(self, skus: list[Sku], but: str) -> Holder | None:
        of_products = select(ProductRow.sku, ProductRow.name, ProductRow.trashed).where(
            ProductRow.sku.in_(skus), ProductRow.id != but
        )
        of_variants = (
            select(VariantRow.sku, ProductRow.name, ProductRow.trashed)
            .join(ProductRow, ProductRow.id == VariantRow.product_id)
            .where(VariantRow.sku.in_(skus), VariantRow.product_id != but)
        )
        for query in (of_products, of_variants):
            if (taken := self._connection.execute(query).first()) is not None:
                return Holder(*taken)
        return None


class KnownCodes:
    """The codes of products at hand: many can be numbered without asking the tables for each.

    ``reserved``: codes not given to anybody yet, that none is to be made like.
    """

    def __init__(self, products: Iterable[Product], reserved: Iterable[Sku] = ()) -> None:
        self._holders: dict[str, Product] = {}
        for product in products:
            self._holders.update((sku.casefold(), product) for sku in _skus(product))
        codes = {*self._holders, *(sku.casefold() for sku in reserved if is_sku(sku))}
        self._sorted = sorted(codes)
        self._next = next_sku(codes)

    def put(self, product: Product, before: Product | None = None) -> None:
        """Remember the codes of a product, in place of those it had ``before``."""
        for sku in _skus(before) if before else ():
            self._holders.pop(sku.casefold(), None)
        for sku in _skus(product):
            key = sku.casefold()
            self._holders[key] = product
            place = bisect_left(self._sorted, key)
            if self._sorted[place : place + 1] != [key]:
                insort(self._sorted, key)
        self._next = max(self._next, next_sku(_skus(product)), key=lambda sku: (len(sku), sku))

    def next_made(self) -> Sku:
        """See ``Codes``."""
        return self._next

    def starting(self, beginning: str) -> Iterable[Sku]:
        """See ``Codes``."""
        beginning = beginning.casefold()
        found: list[Sku] = []
        for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            if not self._sorted[place].startswith(beginning):
                break
            found.append(self._sorted[place])
        return found

    def holder(self, skus: list[Sku], but: str) -> Holder | None:
        """See ``Codes``."""
        for sku in skus:
            product = self._holders.get(sku.casefold())
            if product is not None and product.id != but:
                return Holder(sku, product.name, product.trashed)
        return None


def _skus(product: Product) -> tuple[Sku, ...]:
    return (product.sku, *(variant.sku for variant in product.variants))


def numbered(codes: Codes, product: Product) -> Product:
    """Return ``product`` with a SKU for itself and each variant. Raises ProductRefused for one that is taken."""
    if not product.sku:
        product = replace(product, sku=codes.next_made())
    product = replace(product, variants=_numbered_variants(codes, product))
    _refuse_doubles(product)
    _refuse_taken(codes, product)
    return product


def _numbered_variants(codes: Codes, product: Product) -> tuple[Variant, ...]:
    if all(variant.sku for variant in product.variants):
        return product.variants
    taken = {*codes.starting(product.sku), *(variant.sku for variant in product.variants)}
    variants: list[Variant] = []
    for variant in product.variants:
        if not variant.sku:
            variant = replace(variant, sku=variant_sku(product.sku, taken))
            taken.add(variant.sku)
        variants.append(variant)
    return tuple(variants)


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


def _refuse_taken(codes: Codes, product: Product) -> None:
    for field, skus in (("sku", [product.sku]), ("variants", [variant.sku for variant in product.variants])):
        if (holder := codes.holder(skus, product.id)) is not None:
            message = (
                _("The SKU “{sku}” belongs to “{name}”.")
                if holder.trashed is None
                else _("The SKU “{sku}” belongs to “{name}” in the trash.")
            )
            raise ProductRefused(
                field,
                message.format(sku=holder.sku, name=holder.name),
                _("Type another one, or leave it empty to have one made."),
            )
