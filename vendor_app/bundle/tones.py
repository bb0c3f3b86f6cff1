"""How a text speaks to buyers: กันเอง, สุภาพ or ขายส่ง. Only what the product's facts bear out is said.

Nothing says ค่ะ or ครับ: nobody knows who the vendor is.
"""

import zlib
from collections.abc import Callable
from typing import Final

from vendor_app.bundle.platforms import Tone
from vendor_app.catalogue.records import Product

_POINTED_AT: Final = frozenset({"ตัว", "ใบ", "คู่", "ชุด", "ผืน", "ชิ้น", "เส้น", "อัน"})
"""Units that one says "this" with: ตัวนี้."""


def opening(product: Product, tone: Tone) -> str:
    """Return the sentence below the product's name."""
    return _OPENINGS[tone](product)


def closing(product: Product, tone: Tone) -> str:
    """Return the sentence that ends the text."""
    return _CLOSINGS[tone](product)


def _one_of(product: Product, *sentences: str) -> str:
    """Choose among sentences that say the same, always the same one for a product: a shop's texts differ."""
    return sentences[zlib.crc32(product.sku.encode()) % len(sentences)]


def _choice(product: Product) -> str:
    """Return what there is to choose from: "2 สี 3 ไซส์"; empty when there is only one."""
    counted = ((len(product.colors), "สี"), (len(product.sizes), "ไซส์"))
    return " ".join(f"{count} {what}" for count, what in counted if count > 1)


def _casual_opening(product: Product) -> str:
    if choice := _choice(product):
        return _one_of(product, f"มีให้เลือก {choice} ชอบแบบไหนหยิบได้เลยนะ", f"เลือกได้ {choice} ถูกใจแบบไหนจัดเลย")
    this = f"{product.unit}นี้" if product.unit in _POINTED_AT else ""
    return f"แวะมาดู{this}กันก่อนนะ"


def _polite_opening(product: Product) -> str:
    if choice := _choice(product):
        return _one_of(product, f"มีให้เลือก {choice} เลือกได้ตามต้องการ", f"มี {choice} ให้เลือกตามความชอบ")
    return "ขอบคุณที่แวะชมสินค้าของร้าน"


def _wholesale_opening(product: Product) -> str:
    if not product.tiers:
        return "รับไปขายต่อได้ บอกจำนวนที่ต้องการได้เลย"
    least = product.ladder[0]
    mixed = " คละสีคละไซส์ได้" if least.mixed else ""
    return f"รับไปขายต่อได้ เริ่มราคาส่งที่ {least.min_quantity:,} {product.unit}{mixed}".rstrip()


def _casual_closing(product: Product) -> str:
    if product.tiers:
        return _one_of(product, f"ซื้อหลาย{product.unit}ได้ราคาส่งด้วยนะ", "จะใส่เองหรือรับไปขายก็ได้ ซื้อเยอะมีราคาส่งนะ")
    if _choice(product):
        return _one_of(product, "อยากได้แบบไหนบอกได้เลยนะ", "เลือกไม่ถูกถามมาได้เลยนะ")
    return "สงสัยตรงไหนถามได้เลยนะ"


def _polite_closing(product: Product) -> str:
    if product.tiers:
        return "สั่งจำนวนมากมีราคาส่ง ยินดีให้บริการทุกออร์เดอร์"
    return _one_of(product, "สอบถามรายละเอียดเพิ่มเติมได้ ยินดีให้บริการ", "ต้องการข้อมูลเพิ่มเติมสอบถามได้ ขอบคุณที่อุดหนุน")


def _wholesale_closing(product: Product) -> str:
    asked = {2: "สี ไซส์ และจำนวน", 1: "สีและจำนวน" if product.colors else "ไซส์และจำนวน", 0: "จำนวน"}
    wanted = asked[bool(product.colors) + bool(product.sizes)]
    ready = "มีของพร้อมส่ง " if product.stock else ""
    return f"{ready}สั่งซื้อแจ้ง{wanted}ที่ต้องการได้เลย"


_OPENINGS: Final[dict[Tone, Callable[[Product], str]]] = {
    "casual": _casual_opening,
    "polite": _polite_opening,
    "wholesale": _wholesale_opening,
}
_CLOSINGS: Final[dict[Tone, Callable[[Product], str]]] = {
    "casual": _casual_closing,
    "polite": _polite_closing,
    "wholesale": _wholesale_closing,
}
