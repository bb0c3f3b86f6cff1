"""Which products have a clip that shows an old price of another product in it: read once per clip, then remembered."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from vendor_app.catalogue.records import Product
from vendor_app.storyboard.model import Shown


class _Others(msgspec.Struct):
    """What matters here of a storyboard."""

    others: tuple[Shown, ...] = ()


class OldPrices:
    """For the reading threads: a shop's clips are many files, and none of them ever changes."""

    def __init__(self, shop: Path) -> None:
        self._shop = shop
        self._others: dict[str, tuple[Shown, ...]] = {}

    def find(self, products: Iterable[Product]) -> frozenset[str]:
        """Return the ids of products whose clips show another product with a price it has no more, or had."""
        products = tuple(products)
        prices = {product.id: product.prices for product in products}
        return frozenset(
            product.id
            for product in products
            for clip in product.clips
            if any(prices.get(other.product) != other.prices for other in self._shown(clip.file))
        )

    def _shown(self, file: str) -> tuple[Shown, ...]:
        if file not in self._others:
            try:
                content = (self._shop / file).with_suffix(".json").read_bytes()
                self._others[file] = msgspec.json.decode(content, type=_Others).others
            except (OSError, ValueError):  # gone, or of a program that wrote it otherwise: nothing can be said
                self._others[file] = ()
        return self._others[file]
