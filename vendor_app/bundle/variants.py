"""How many colours and sizes a platform takes in one product: more than that is refused when a sheet is uploaded."""

from collections.abc import Iterable

import msgspec

from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product, Sku
from vendor_app.language import _


class TooMany(msgspec.Struct, frozen=True, kw_only=True):
    """A product with more colours and sizes than a platform takes."""

    sku: Sku
    count: int
    most: int


def too_many(products: Iterable[Product], platform: Platform) -> tuple[TooMany, ...]:
    """Return those of ``products`` that have too many; none where the platform says nothing."""
    limit = platform.limits.variants
    if limit is None or limit.most is None:
        return ()
    counts = ((product.sku, len(product.variants)) for product in products)
    return tuple(TooMany(sku=sku, count=count, most=limit.most) for sku, count in counts if not limit.admits(count))


def too_many_words(found: TooMany, platform: Platform) -> str:
    """Return the sentence about it."""
    words = _("{count} colours and sizes; {platform} takes {most} at most in one product.")
    return words.format(count=found.count, platform=platform.shown_title, most=found.most)


def too_many_hint() -> str:
    """Return what to do about it."""
    return _("Make several products of it, such as one for each few colours, or take out what is sold out.")
