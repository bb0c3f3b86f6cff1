"""What the dialogs of sheets do beside the window: trying a template, filling it, writing sheets of our own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ui.dialogs.sheet_scope import chosen
from vendor_app.bundle.platforms import Feed, SellerCentre, platform
from vendor_app.bundle.sheets.feeds import write_feed
from vendor_app.bundle.sheets.fill import Filled, fill_template, template_sheets, try_template
from vendor_app.bundle.sheets.own import write_listing
from vendor_app.bundle.variants import TooLong, TooMany, too_long, too_many
from vendor_app.bundle.write import free_place
from vendor_app.catalogue.records import Product, Sku
from vendor_app.progress import Progress, silent
from vendor_app.shop import Shop

Urls = Mapping[str, str]


class Tried(NamedTuple):
    """What filling a template would do."""

    filled: Filled
    sheets: tuple[str, ...]
    """Those that take products."""


def try_filling(
    shop: Shop, skus: Sequence[Sku], template: Path, urls: Urls | None, sheet: str | None, progress: Progress = silent
) -> Tried:
    """See what a template would get. Raises VendorError for a file that is none."""
    products, edited = chosen(shop, skus)
    sheets = template_sheets(template)
    sheet = sheet if sheet in sheets else _fitting(sheets, products)
    filled = try_template(template, products, urls=urls, sheet=sheet, edited=edited, progress=progress)
    return Tried(filled, sheets)


def _fitting(sheets: Sequence[str], products: Sequence[Product]) -> str:
    """Return the sheet that is called like a product's category, or the first."""
    categories = {product.category for product in products}
    return next((sheet for sheet in sheets if sheet in categories), sheets[0])


def fill(
    shop: Shop, skus: Sequence[Sku], template: Path, urls: Urls | None, sheet: str | None, progress: Progress = silent
) -> Filled:
    """Fill a template into a new file beside it. Raises Cancelled, VendorError: then there is none."""
    products, edited = chosen(shop, skus)
    out = free_place(template.parent, f"{template.stem}-filled", template.suffix)
    return fill_template(template, products, out, urls=urls, sheet=sheet, edited=edited, progress=progress)


class Listed(NamedTuple):
    """A sheet of our own."""

    path: Path
    too_many: tuple[TooMany, ...]
    """Products with more rows than the platform takes of one."""
    too_long: tuple[TooLong, ...]
    """Colours and sizes that are longer than the platform takes."""


def own_listing(shop: Shop, skus: Sequence[Sku], centre: SellerCentre, out: Path, urls: Urls | None) -> Listed:
    """Write our own sheet. Raises VendorError."""
    products, edited = chosen(shop, skus)
    write_listing(products, centre, out, urls, edited=edited)
    return Listed(out, too_many(products, platform(centre)), too_long(products, platform(centre)))


def own_feed(shop: Shop, skus: Sequence[Sku], feed: Feed, out: Path) -> Path:
    """Write a feed. Raises VendorError."""
    products, edited = chosen(shop, skus)
    write_feed(products, feed, out, brand=shop.name, base=shop.site, edited=edited)
    return out
