"""Which texts a platform takes: what is pasted under a post, or the title and description of a listing."""

from vendor_app.bundle import titles
from vendor_app.bundle.caption import Caption, caption
from vendor_app.bundle.listing import listing_text
from vendor_app.bundle.platforms import Limit, Platform
from vendor_app.catalogue.records import Product


def main_text(product: Product, platform: Platform) -> Caption:
    """Return the caption; on a platform that has listings only, their description."""
    if platform.parts.caption:
        return caption(product, platform)
    text = listing_text(product, platform.tone, most=platform.limits.caption.most)
    whole = listing_text(product, platform.tone)
    return Caption(text=text, hashtags=(), shortened=text != whole)


def description(product: Product, platform: Platform) -> str:
    """Return what a buyer reads below the title of a listing."""
    limit = platform.limits.description or platform.limits.caption
    return listing_text(product, platform.tone, most=limit.most)


def title(product: Product, platform: Platform, shop_name: str = "") -> str:
    """Return the title of a listing, a photo post or a short; what fits everywhere where nothing is known."""
    least, most = _bounds(platform.limits.title)
    return titles.title(product, shop_name=shop_name, least=least, most=most)


def _bounds(limit: Limit | None) -> tuple[int, int]:
    if limit is None:
        return titles.LEAST, titles.MOST
    return max(limit.least or 0, titles.LEAST), min(limit.most or titles.MOST, titles.MOST)
