"""What a platform takes of the colours and sizes of one product: more is refused when a sheet is uploaded."""

from collections.abc import Iterable, Iterator

import msgspec

from vendor_app.bundle.measure import length
from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product, Sku
from vendor_app.language import _


class TooMany(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A product with more colours and sizes than a platform takes."""

    sku: Sku
    count: int
    most: int
    colors: int = 0
    """Set with ``sizes`` where the platform counts every size in every colour, those not sold too."""
    sizes: int = 0


class TooLong(msgspec.Struct, frozen=True, kw_only=True):
    """A colour or size that is longer than a platform takes."""

    sku: Sku
    option: str
    length: int
    most: int


def too_many(products: Iterable[Product], platform: Platform) -> tuple[TooMany, ...]:
    """Return those of ``products`` that have too many; none where the platform says nothing."""
    return tuple(found for product in products for found in _too_many(product, platform))


def _too_many(product: Product, platform: Platform) -> Iterator[TooMany]:
    count, limit = len(product.variants), platform.limits.variants
    if limit is not None and limit.most is not None and count > limit.most:
        yield TooMany(sku=product.sku, count=count, most=limit.most)
    colors, sizes, limit = len(product.colors), len(product.sizes), platform.limits.combinations
    if limit is not None and limit.most is not None and (count := max(count, colors * sizes)) > limit.most:
        is_grid = count > len(product.variants)
        yield TooMany(
            sku=product.sku,
            count=count,
            most=limit.most,
            colors=colors if is_grid else 0,
            sizes=sizes if is_grid else 0,
        )


def too_long(products: Iterable[Product], platform: Platform) -> tuple[TooLong, ...]:
    """Return the colours and sizes of ``products`` that are too long; none where the platform says nothing."""
    limit = platform.limits.option
    if limit is None or limit.most is None:
        return ()
    named = ((one.sku, option) for one in products for option in dict.fromkeys((*one.colors, *one.sizes)))
    return tuple(
        TooLong(sku=sku, option=option, length=found, most=limit.most)
        for sku, option in named
        if (found := length(option, limit.unit)) > limit.most
    )


def too_many_words(found: TooMany, platform: Platform) -> str:
    """Return the sentence about it."""
    words = (
        _("{colors} colours × {sizes} sizes make {count}; {platform} takes {most} at most in one product.")
        if found.colors
        else _("{count} colours and sizes; {platform} takes {most} at most in one product.")
    )
    return words.format(platform=platform.shown_title, **msgspec.structs.asdict(found))


def too_many_hint() -> str:
    """Return what to do about it."""
    return _("Make several products of it, such as one for each few colours, or take out what is sold out.")


def too_long_words(found: TooLong, platform: Platform) -> str:
    """Return the sentence about it."""
    words = _("“{option}” has {length} letters; {platform} takes {most} at most in a colour or size.")
    return words.format(platform=platform.shown_title, **msgspec.structs.asdict(found))


def too_long_hint() -> str:
    """Return what to do about it."""
    return _("Shorten it in the product, and say the rest in the description.")
