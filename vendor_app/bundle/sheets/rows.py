"""A product as the rows of a platform's sheet: one for each variant, by the platform's own keys."""

import html
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from vendor_app.bundle import phrases
from vendor_app.bundle.edited import NOTHING, Edited
from vendor_app.bundle.listing import listing_text
from vendor_app.bundle.measure import shorten
from vendor_app.bundle.sheets.layouts import Shop
from vendor_app.bundle.sheets.workbook import Value
from vendor_app.bundle.titles import titles
from vendor_app.catalogue.records import Product, Variant

Row = dict[str, Value]


class Text(NamedTuple):
    """What is written of a product in a listing."""

    title: str
    description: str


_COLOUR, _SIZE = "สี", "ไซส์"
PICTURE_KEYS: Final[dict[Shop, tuple[str, ...]]] = {
    "tiktok-shop": ("main_image", *(f"image_{number}" for number in range(2, 10))),
    "shopee": ("ps_item_cover_image", *(f"ps_item_image_{number}" for number in range(1, 9))),
    "lazada": tuple(f"mainImage.{number}" for number in range(8)),
}
"""Where the addresses of pictures go, in their order."""
TITLE: Final[dict[Shop, int]] = {"tiktok-shop": 255, "shopee": 120, "lazada": 255}
_DESCRIPTION: Final[dict[Shop, int]] = {"tiktok-shop": 10_000, "shopee": 3_000, "lazada": 10_000}


def listing_texts(products: Sequence[Product], shop: Shop, edited: Edited | None = None) -> Iterator[Text]:
    """Yield the texts of each product in a sheet: no two titles the same, and the vendor's own where there are some."""
    words = [(edited or {}).get(product.id, {}).get(shop, NOTHING) for product in products]
    typed = {product.id: own.title for product, own in zip(products, words, strict=True) if own.title}
    for product, own, title in zip(products, words, titles(products, typed=typed), strict=True):
        yield Text(title, own.description or listing_text(product, own.tone, most=_DESCRIPTION[shop]))


def rows(product: Product, shop: Shop, number: int = 1, text: Text | None = None) -> list[Row]:
    """Return the rows of a product; keys without a value are left out.

    ``number``: of the product in the sheet. ``text``: of ``listing_texts``; None for one made from this product alone.
    """
    variants = product.variants or (Variant(sku=product.sku),)
    text = text or next(listing_texts([product], shop))
    return [_WRITERS[shop](product, variant, number, text) for variant in variants]


def _filled(row: dict[str, Value | None]) -> Row:
    return {key: value for key, value in row.items() if value not in (None, "")}


def _price(product: Product) -> Value | None:
    if product.price is None:
        return None
    return product.price // 100 if product.price % 100 == 0 else product.price / 100


def _stock(product: Product, variant: Variant) -> int | None:
    return variant.stock if product.variants else None


def _kilograms(product: Product) -> float | None:
    return None if product.weight_grams is None else product.weight_grams / 1000


def _choices(product: Product, variant: Variant) -> Iterator[tuple[str, str]]:
    """Yield what a buyer chooses by, as (name, value): the colour first, for it has its own picture."""
    if product.colors:
        yield _COLOUR, variant.color or "-"
    if product.sizes:
        yield _SIZE, variant.size or "-"


def _tiktok(product: Product, variant: Variant, _number: int, text: Text) -> Row:
    title, words = text
    paragraphs = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in words.splitlines() if line.strip())
    choices = list(_choices(product, variant))
    named = {f"property_name_{at}": name for at, (name, _value) in enumerate(choices, 1)}
    valued = {f"property_value_{at}": value for at, (_name, value) in enumerate(choices, 1)}
    return _filled(
        {
            "product_name": title,
            "product_description": paragraphs if len(paragraphs) <= _DESCRIPTION["tiktok-shop"] else words,
            "parcel_weight": product.weight_grams,
            "price": _price(product),
            "quantity": _stock(product, variant),
            "seller_sku": variant.sku,
            **named,
            **valued,
        }
    )


def _shopee(product: Product, variant: Variant, _number: int, text: Text) -> Row:
    title, words = text
    choices = list(_choices(product, variant))
    named = {f"et_title_variation_{at}": name for at, (name, _value) in enumerate(choices, 1)}
    valued = {f"et_title_option_for_variation_{at}": value for at, (_name, value) in enumerate(choices, 1)}
    return _filled(
        {
            "ps_product_name": title,
            "ps_product_description": words,
            "ps_sku_parent_short": product.sku,
            "et_title_variation_integration_no": product.sku if choices else None,
            "ps_price": _price(product),
            "ps_stock": _stock(product, variant),
            "ps_sku_short": variant.sku,
            "ps_weight": _kilograms(product),
            **named,
            **valued,
        }
    )


def _lazada(product: Product, variant: Variant, number: int, text: Text) -> Row:
    title, words = text
    return _filled(
        {
            "productNoForBatch": number,
            "title.th_TH": title,
            "title.en_TH": shorten(phrases.without_contacts(product.name_en), TITLE["lazada"], "characters"),
            "description": words,
            "saleProp.color_family": variant.color if product.colors else None,
            "saleProp.size": variant.size if product.sizes else None,
            "sku.SellerSku": variant.sku,
            "sku.price": _price(product),
            "sku.quantity": _stock(product, variant),
            "sku.package_weight": _kilograms(product),
        }
    )


_WRITERS: Final[dict[Shop, Callable[[Product, Variant, int, Text], Row]]] = {
    "tiktok-shop": _tiktok,
    "shopee": _shopee,
    "lazada": _lazada,
}
