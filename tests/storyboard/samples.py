"""A product to plan clips of."""

from typing import Any

import msgspec

from vendor_app.catalogue.records import Facts, PriceMark, PriceTier, Product, Review, Variant
from vendor_app.photos.photo import Photo
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import plan


def photo(number: int = 0, width: int = 3024, height: int = 4032) -> Photo:
    """Return a photo that no store has."""
    return Photo(id=f"{number:064x}", suffix=".jpg", width=width, height=height)


_DRESS = Product(
    id="p1",
    sku="DR-0002",
    name="เดรสแขนตุ๊กตา ผ้าฝ้ายใส่สบาย สีเขียวมะกอก",
    category="เดรส",
    price=35000,
    tiers=(
        PriceTier(label="ส่ง", min_quantity=6, price=24000, mixed=True),
        PriceTier(label="ยกโหล", min_quantity=12, price=22000),
    ),
    variants=tuple(Variant(color=color, size=size) for color in ("เขียวมะกอก", "ขาว") for size in ("S", "M", "L")),
    shipping=4000,
    facts=Facts(fabric="ผ้าฝ้าย 100%", size_range="อก 36–44 นิ้ว", eco=("ผ้าฝ้ายธรรมชาติ",)),
    photos=tuple(photo(number) for number in range(6)),
    price_history=(
        PriceMark(price=45000, since="2026-03-01T03:00:00+00:00"),
        PriceMark(price=35000, since="2026-06-01T03:00:00+00:00"),
    ),
    reviews=(
        Review(text="ใส่สบายมาก ผ้าไม่ร้อน สั่งรอบสองแล้ว", who="คุณแนน อุดร", photo=photo(3).id),
        Review(text="ขายดีมากค่ะ ลูกค้าถามหาตลอด"),
    ),
)


def planned(product: Product, template: str = "new-arrival", shop_name: str = "ร้าน", **decided: Any) -> Storyboard:
    """Plan a clip as the vendor decided; of two products when the style wants more than one."""
    beside = others(2) if template == "dozen" else ()
    return plan(product, ClipEdit(template=template, **decided), brand=Brand(shop_name=shop_name), others=beside)


def others(count: int) -> tuple[Product, ...]:
    """Return further products, with a photo each."""
    return tuple(
        msgspec.structs.replace(
            _DRESS,
            id=f"other{number}",
            sku=f"OT-{number:04}",
            name=f"เสื้อแบบที่ {number}",
            price=9900 + 1000 * number,
            photos=(photo(500 + number),),
        )
        for number in range(count)
    )


def dress(**changes: Any) -> Product:
    """Return a product of which everything is known, but for ``changes``."""
    return msgspec.structs.replace(_DRESS, **changes)
