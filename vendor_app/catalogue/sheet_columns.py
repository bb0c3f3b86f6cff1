"""The columns of a sheet of products: one row says how a field is headed, written and read."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import replace

from vendor_app.catalogue import notation
from vendor_app.catalogue.records import Product, Satang
from vendor_app.catalogue.skus import read_sku
from vendor_app.language import _
from vendor_app.thai.money import parse_baht
from vendor_app.thai.text import search_key

Value: TypeAlias = str | int | Decimal | None
"""Of one cell. None: empty."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a product in a sheet."""

    field: str
    """Of the record; of ``Facts`` too."""
    header: str
    """Thai in every language of the window: the sheet goes from vendor to vendor."""
    also: tuple[str, ...]
    """Other headers it is known by."""
    write: Callable[[Product], Value]
    read: Callable[[str], Any]
    """From the cell's text to the field's value. Raises VendorError."""
    width: int = 14
    """Characters, in a spreadsheet."""

    def names(self) -> frozenset[str]:
        """Return the headers it is known by, as ``search_key`` writes them."""
        return frozenset(search_key(name) for name in (self.header, self.field, *self.also))


def _baht(satang: Satang | None) -> Decimal | None:
    return None if satang is None else Decimal(notation.plain_baht(satang))


def _maybe_baht(text: str) -> Satang | None:
    return parse_baht(text) if text.strip() else None


def _grams(text: str) -> int | None:
    return notation.parse_count(text, _("The weight")) if text.strip() else None


COLUMNS: tuple[Column, ...] = (
    Column(
        field="sku", header="รหัสสินค้า", also=("รหัส", "product code", "code"), write=lambda one: one.sku, read=read_sku
    ),
    Column(field="name", header="ชื่อสินค้า", also=("ชื่อ", "product name"), write=lambda one: one.name, read=str, width=40),
    Column(
        field="name_en",
        header="ชื่อภาษาอังกฤษ",
        also=("ชื่ออังกฤษ", "english name"),
        write=lambda one: one.name_en,
        read=str,
        width=30,
    ),
    Column(field="category", header="หมวด", also=("หมวดหมู่", "ประเภท"), write=lambda one: one.category, read=str),
    Column(field="unit", header="หน่วย", also=("หน่วยนับ",), write=lambda one: one.unit, read=str, width=8),
    Column(
        field="price",
        header="ราคาปลีก (บาท)",
        also=("ราคาปลีก", "ราคา", "ราคา (บาท)", "retail price"),
        write=lambda one: _baht(one.price),
        read=_maybe_baht,
    ),
    Column(
        field="tiers",
        header="ราคาส่ง (ชื่อ:จำนวน:ราคา)",
        also=("ราคาส่ง", "price tiers"),
        write=lambda one: notation.join_list(map(notation.format_tier, one.tiers)),
        read=lambda text: tuple(map(notation.parse_tier, notation.split_list(text))),
        width=32,
    ),
    Column(
        field="variants",
        header="สี/ไซส์:จำนวน",
        also=("สี/ไซส์", "สีและไซส์", "colours and sizes"),
        write=lambda one: notation.join_list(map(notation.format_variant, one.variants)),
        read=lambda text: tuple(map(notation.parse_variant, notation.split_list(text))),
        width=40,
    ),
    Column(
        field="shipping",
        header="ค่าส่ง (บาท)",
        also=("ค่าส่ง", "ค่าจัดส่ง", "shipping fee"),
        write=lambda one: _baht(one.shipping),
        read=_maybe_baht,
    ),
    Column(
        field="weight_grams",
        header="น้ำหนัก (กรัม)",
        also=("น้ำหนัก", "weight", "weight (g)"),
        write=lambda one: one.weight_grams,
        read=_grams,
    ),
    Column(field="fabric", header="เนื้อผ้า", also=(), write=lambda one: one.facts.fabric, read=str, width=20),
    Column(
        field="size_range",
        header="ขนาด",
        also=("ช่วงไซส์", "size range"),
        write=lambda one: one.facts.size_range,
        read=str,
        width=20,
    ),
    Column(
        field="eco",
        header="ใส่ใจโลก",
        also=(),
        write=lambda one: notation.join_list(map(notation.escape, one.facts.eco)),
        read=lambda text: tuple(map(notation.unescape, notation.split_list(text))),
        width=20,
    ),
    Column(
        field="reviews",
        header="รีวิว (คำพูด|ชื่อลูกค้า)",
        also=("รีวิว", "ลูกค้าบอกต่อ", "reviews"),
        write=lambda one: notation.join_list(map(notation.format_review, one.reviews)),
        read=lambda text: tuple(map(notation.parse_review, notation.split_list(text))),
        width=40,
    ),
    Column(field="description", header="รายละเอียด", also=(), write=lambda one: one.description, read=str, width=60),
)
_FACTS = {"fabric", "size_range", "eco"}


def with_fields(product: Product, fields: dict[str, Any]) -> Product:
    """Return ``product`` with these fields, of the record or of its facts.

    Reviews that it has keep their photo; colours and sizes that it has, and that come without a SKU, keep theirs.
    """
    facts = replace(product.facts, **{name: value for name, value in fields.items() if name in _FACTS})
    own = {name: value for name, value in fields.items() if name not in _FACTS}
    if "reviews" in own:
        photos = {(review.text, review.who): review.photo for review in product.reviews}
        own["reviews"] = tuple(
            replace(one, photo=one.photo or photos.get((one.text, one.who))) for one in own["reviews"]
        )
    if "variants" in own:
        skus = {(one.color, one.size): one.sku for one in product.variants}
        own["variants"] = tuple(
            replace(one, sku=one.sku or skus.get((one.color, one.size), "")) for one in own["variants"]
        )
    return replace(product, facts=facts, **own)
