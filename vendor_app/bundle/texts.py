"""Which texts a platform takes: what is pasted under a post, or the title and description of a listing."""

import datetime

import msgspec

from vendor_app.bundle import hashtags, titles
from vendor_app.bundle.caption import Caption, caption
from vendor_app.bundle.edited import NOTHING, Words
from vendor_app.bundle.listing import listing_text
from vendor_app.bundle.platforms import Limit, Platform
from vendor_app.catalogue.records import Product


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """Every text that a platform takes of a product."""

    main: Caption
    """The caption; on a platform that has listings only, their description."""
    title: str | None
    description: str | None


def all_texts(
    product: Product,
    platform: Platform,
    words: Words = NOTHING,
    *,
    shop_name: str = "",
    day: datetime.date | None = None,
) -> Texts:
    """Return the texts of ``product``. ``words``: what the vendor decided. ``day``: of posting, for the season."""
    parts = platform.parts
    return Texts(
        main=main_text(product, platform, words, shop_name=shop_name, day=day),
        title=title(product, platform, shop_name, words) if parts.title else None,
        description=description(product, platform, words) if parts.description else None,
    )


def main_text(
    product: Product,
    platform: Platform,
    words: Words = NOTHING,
    *,
    shop_name: str = "",
    day: datetime.date | None = None,
) -> Caption:
    """Return the caption; on a platform that has listings only, their description.

    ``words``: what the vendor decided. ``shop_name``, ``day``: for hashtags of the place and of the season.
    """
    own = words.caption if platform.parts.caption else words.description
    if own is not None:
        return Caption(text=own, hashtags=hashtags.in_text(own), shortened=False)
    if platform.parts.caption:
        tags = words.tags
        if tags is None:
            tags = hashtags.suggested(product, shop_name=shop_name, day=day, contacts=platform.contacts)
        return caption(product, platform, words.tone, tags=tags)
    tone = words.tone or platform.tone
    text = listing_text(product, tone, most=platform.limits.caption.most)
    whole = listing_text(product, tone)
    return Caption(text=text, hashtags=(), shortened=text != whole)


def description(product: Product, platform: Platform, words: Words = NOTHING) -> str:
    """Return what a buyer reads below the title of a listing."""
    if words.description is not None:
        return words.description
    limit = platform.limits.description or platform.limits.caption
    return listing_text(product, words.tone or platform.tone, most=limit.most)


def title(product: Product, platform: Platform, shop_name: str = "", words: Words = NOTHING) -> str:
    """Return the title of a listing, a photo post or a short; what fits everywhere where nothing is known."""
    if words.title is not None:
        return words.title
    least, most = _bounds(platform.limits.title)
    return titles.title(product, shop_name=shop_name, least=least, most=most)


def _bounds(limit: Limit | None) -> tuple[int, int]:
    if limit is None:
        return titles.LEAST, titles.MOST
    return max(limit.least or 0, titles.LEAST), min(limit.most or titles.MOST, titles.MOST)
