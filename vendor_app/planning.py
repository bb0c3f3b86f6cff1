"""A clip planned from what is in the shop: the brand, the other products, the voice. Opens files; ``plan`` is pure."""

from vendor_app.catalogue.records import Product
from vendor_app.shop import Shop
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import plan


def plan_clip(shop: Shop, product: Product, edit: ClipEdit) -> Storyboard:
    """Plan a clip of the shop from what was decided. Raises as ``plan`` does."""
    return plan(product, edit, brand=brand_of(shop))


def brand_of(shop: Shop) -> Brand:
    """Return what all clips of the shop have in common."""
    return Brand(shop_name=shop.name)
