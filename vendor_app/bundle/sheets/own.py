"""A listing without a template: our own workbook with the columns a platform uses, to copy from."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from vendor_app.bundle.edited import Edited
from vendor_app.bundle.pictures import picture_name
from vendor_app.bundle.sheets.layouts import Shop
from vendor_app.bundle.sheets.rows import PICTURE_KEYS, Row, listing_texts, rows
from vendor_app.bundle.sheets.workbook import Value
from vendor_app.catalogue.records import Product
from vendor_app.catalogue.sheet_files import write_grid

_COLUMNS: Final[dict[Shop, tuple[str, ...]]] = {
    "tiktok-shop": (
        "category", "brand", "product_name", "product_description", *PICTURE_KEYS["tiktok-shop"], "property_name_1",
        "property_value_1", "property_1_image", "property_name_2", "property_value_2", "parcel_weight", "parcel_length",
        "parcel_width", "parcel_height", "delivery", "price", "pre_order_time", "quantity", "seller_sku", "size_chart",
        "cod",
    ),
    "shopee": (
        "ps_category", "ps_product_name", "ps_product_description", "ps_maximum_purchase_quantity",
        "ps_minimum_purchase_quantity", "ps_sku_parent_short", "et_title_variation_integration_no",
        "et_title_variation_1", "et_title_option_for_variation_1", "et_title_image_per_variation",
        "et_title_variation_2", "et_title_option_for_variation_2", "ps_price", "ps_stock", "ps_sku_short",
        "ps_gtin_code", *PICTURE_KEYS["shopee"], "ps_weight", "ps_length", "ps_width", "ps_height",
    ),
    "lazada": (
        "productNoForBatch", "catId", "title.th_TH", "title.en_TH", *PICTURE_KEYS["lazada"], "newVideo", "description",
        "catProperty.p-20000", "saleProp.color_family", "saleProp.size", "sku.props", "sku.SellerSku", "sku.price",
        "sku.quantity", "sku.package_weight", "sku.package_length", "sku.package_width", "sku.package_height",
    ),
}  # fmt: skip


def write_listing(
    products: Sequence[Product],
    shop: Shop,
    path: Path,
    urls: Mapping[str, str] | None = None,
    *,
    edited: Edited | None = None,
) -> int:
    """Write ``path``, .xlsx or .csv: keys in the first row, then a row for each variant; return how many.

    ``edited``: texts of the vendor's own. Where a picture has no address its file name stands. Raises VendorError when
    the disk refuses.
    """
    columns = _COLUMNS[shop]
    made: list[Row] = []
    for number, (product, text) in enumerate(zip(products, listing_texts(products, shop, edited), strict=True), 1):
        names = [picture_name(at, product.sku) for at in range(1, len(product.photos) + 1)]
        pictures: Row = {
            key: (urls or {}).get(name.casefold(), name) for key, name in zip(PICTURE_KEYS[shop], names, strict=False)
        }
        made += [{**row, **pictures} for row in rows(product, shop, number, text)]
    write_grid([columns, *(tuple(_cell(row.get(key)) for key in columns) for row in made)], path)
    return len(made)


def _cell(value: Value | None) -> str | int | Decimal | None:
    return Decimal(str(value)) if isinstance(value, float) else value
