"""What the editor has done beside the window: a product read, begun, put into the trash."""

from ui.product_fields import CATEGORIES
from ui.widgets.drops import Incoming
from vendor_app.catalogue.records import Product, Sku
from vendor_app.shop import Shop


def look_up(shop: Shop, sku: Sku) -> tuple[Product, tuple[str, ...]]:
    """Read a product and the categories to choose from. Runs on a reader."""
    return shop.catalogue.product(sku), _categories(shop)


def begin(shop: Shop, product: Product, photos: Incoming) -> tuple[Product, tuple[str, ...], Incoming]:
    """Add a product, for which photos were brought. Runs on the writer."""
    return shop.catalogue.add(product), _categories(shop), photos


def _categories(shop: Shop) -> tuple[str, ...]:
    """Return those in use, then what else the market sells."""
    return tuple(dict.fromkeys([name for name, _count in shop.catalogue.categories()] + list(CATEGORIES)))


def trash(shop: Shop, product_id: str) -> tuple[Product, ...]:
    """Take a product off sale, whatever its SKU is by now. Runs on the writer."""
    return shop.catalogue.trash([shop.catalogue.by_id(product_id).sku])
