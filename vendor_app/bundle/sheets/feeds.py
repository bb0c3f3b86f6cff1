"""Products as the CSV that a website or a catalogue of ads reads: Meta, Google Merchant, WooCommerce, Shopify."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias

from vendor_app.bundle.edited import NOTHING, Edited, Words
from vendor_app.bundle.listing import listing_text
from vendor_app.bundle.measure import shorten
from vendor_app.bundle.pictures import picture_name
from vendor_app.bundle.platforms import platforms
from vendor_app.bundle.sheets.rows import Text
from vendor_app.catalogue.records import Product, Satang, Variant
from vendor_app.catalogue.sheet_files import guard, write_sheet

Feed: TypeAlias = Literal["meta", "google", "woocommerce", "shopify"]
Line: TypeAlias = dict[str, str]


def write_feed(
    products: Sequence[Product], feed: Feed, path: Path, *, brand: str, base: str = "", edited: Edited | None = None
) -> int:
    """Write the products to ``path`` as UTF-8 CSV (RFC 4180, with a BOM for Excel); return the number of rows.

    ``brand``: the shop's name. ``base``: address under which the vendor's pages and pictures can be seen; without one
    the columns of addresses stay empty, and the platform will ask for them. ``edited``: texts of the vendor's own.
    Raises VendorError when the disk refuses.
    """
    columns, lines = _FEEDS[feed]
    base = base.rstrip("/")
    platform = next((one.name for one in platforms() if feed in one.parts.feeds), "")
    made = [
        line
        for product in products
        for line in lines(
            product, _text(product, (edited or {}).get(product.id, {}).get(platform, NOTHING)), brand, base
        )
    ]
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, lineterminator="\r\n")
    writer.writeheader()
    for line in made:
        writer.writerow({key: guard(value) for key, value in line.items()})
    write_sheet(path, target.getvalue().encode("utf-8-sig"))
    return len(made)


def _text(product: Product, own: Words) -> Text:
    """Return title and description, the vendor's own where there are some."""
    return Text(own.title or product.name, own.description or listing_text(product, own.tone))


def _variants(product: Product) -> tuple[Variant, ...]:
    return product.variants or (Variant(sku=product.sku),)


def _money(price: Satang | None) -> str:
    return "" if price is None else f"{price / 100:.2f}"


def _picture(product: Product, base: str, number: int = 1) -> str:
    return f"{base}/{picture_name(number, product.sku)}" if base and len(product.photos) >= number else ""


def _available(product: Product, variant: Variant) -> bool:
    return variant.stock > 0 if product.variants else True


def _meta(product: Product, text: Text, brand: str, base: str) -> Iterator[Line]:
    for variant in _variants(product):
        yield {
            "id": variant.sku or product.sku,
            "title": shorten(text.title, 200, "characters"),
            "description": shorten(text.description or text.title, 9_999, "characters"),
            "availability": "in stock" if _available(product, variant) else "out of stock",
            "condition": "new",
            "price": f"{_money(product.price)} THB" if product.price else "",
            "link": f"{base}/{product.sku}" if base else "",
            "image_link": _picture(product, base),
            "brand": brand,
            "item_group_id": product.sku if product.variants else "",
            "size": variant.size,
            "color": variant.color,
            "quantity_to_sell_on_facebook": str(variant.stock) if product.variants else "",
        }


def _google(product: Product, text: Text, brand: str, base: str) -> Iterator[Line]:
    for variant in _variants(product):
        yield {
            "id": (variant.sku or product.sku)[:50],
            "title": shorten(text.title, 150, "characters"),
            "description": shorten(text.description or text.title, 5_000, "characters"),
            "link": f"{base}/{product.sku}" if base else "",
            "image_link": _picture(product, base),
            "availability": "in_stock" if _available(product, variant) else "out_of_stock",
            "price": f"{_money(product.price)} THB" if product.price else "",
            "condition": "new",
            "brand": brand,
            "item_group_id": product.sku if product.variants else "",
            "size": variant.size,
            "color": variant.color,
        }


def _woocommerce(product: Product, text: Text, _brand: str, base: str) -> Iterator[Line]:
    images = ", ".join(filter(None, (_picture(product, base, at) for at in range(1, len(product.photos) + 1))))
    common = {
        "Name": text.title,
        "Description": text.description,
        "Categories": product.category,
        "Images": images,
        "Weight (kg)": "" if product.weight_grams is None else f"{product.weight_grams / 1000:g}",
    }
    if not product.variants:
        yield {**common, "Type": "simple", "SKU": product.sku, "Regular price": _money(product.price)}
        return
    attributes = {
        "Attribute 1 name": "สี", "Attribute 1 value(s)": ", ".join(product.colors),
        "Attribute 2 name": "ไซส์", "Attribute 2 value(s)": ", ".join(product.sizes),
    }  # fmt: skip
    yield {**common, **attributes, "Type": "variable", "SKU": product.sku}
    for variant in product.variants:
        yield {
            "Type": "variation",
            "SKU": variant.sku,
            "Name": text.title,
            "Parent": product.sku,
            "Regular price": _money(product.price),
            "Stock": str(variant.stock),
            "Attribute 1 name": "สี",
            "Attribute 1 value(s)": variant.color,
            "Attribute 2 name": "ไซส์",
            "Attribute 2 value(s)": variant.size,
        }


def _shopify(product: Product, text: Text, brand: str, base: str) -> Iterator[Line]:
    for at, variant in enumerate(_variants(product)):
        first = {
            "Title": text.title,
            "Description": text.description,
            "Vendor": brand,
            "Type": product.category,
            "Product image URL": _picture(product, base),
        }
        yield {
            **(first if at == 0 else {}),
            "URL handle": product.sku.lower(),
            "SKU": variant.sku or product.sku,
            "Option1 name": "สี" if product.colors else "",
            "Option1 value": variant.color,
            "Option2 name": "ไซส์" if product.sizes else "",
            "Option2 value": variant.size,
            "Price": _money(product.price),
            "Inventory quantity": str(variant.stock) if product.variants else "",
            "Weight value (grams)": "" if product.weight_grams is None else str(product.weight_grams),
        }


_FEEDS: Final[dict[Feed, tuple[tuple[str, ...], Callable[[Product, Text, str, str], Iterator[Line]]]]] = {
    "meta": (
        ("id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand",
         "item_group_id", "size", "color", "quantity_to_sell_on_facebook"),
        _meta,
    ),
    "google": (
        ("id", "title", "description", "link", "image_link", "availability", "price", "condition", "brand",
         "item_group_id", "size", "color"),
        _google,
    ),
    "woocommerce": (
        ("Type", "SKU", "Name", "Description", "Categories", "Images", "Weight (kg)", "Parent", "Regular price",
         "Stock", "Attribute 1 name", "Attribute 1 value(s)", "Attribute 2 name", "Attribute 2 value(s)"),
        _woocommerce,
    ),
    "shopify": (
        ("Title", "URL handle", "Description", "Vendor", "Type", "SKU", "Option1 name", "Option1 value",
         "Option2 name", "Option2 value", "Price", "Inventory quantity", "Weight value (grams)", "Product image URL"),
        _shopify,
    ),
}  # fmt: skip
