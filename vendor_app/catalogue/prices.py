"""The retail prices a product has had: written down whenever one changes, by whatever way."""

from msgspec.structs import replace

from vendor_app.catalogue.records import PriceMark, Product

MOST_MARKS = 200
"""The oldest are forgotten beyond it."""


def with_history(product: Product, before: tuple[PriceMark, ...], moment: str) -> Product:
    """Return ``product`` with the history ``before``, and its present price in it, since ``moment`` when it is new."""
    last = before[-1].price if before else None
    if product.price != last:
        before = (*before, PriceMark(price=product.price, since=moment))
    return replace(product, price_history=before[-MOST_MARKS:])
