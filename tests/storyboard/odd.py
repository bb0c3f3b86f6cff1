"""Products about which something is odd, and shops with colours of their own: what every clip style must stand."""

from typing import Any, Final

import msgspec

from tests.e2e.stall import DRESS
from vendor_app.catalogue.records import Facts, PriceMark, PriceTier, Review, Variant
from vendor_app.storyboard.brand import Brand

_SIZES: Final = ("XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL", "5XL", "6XL", "7XL", "ฟรีไซส์")
_COLOURS: Final = ("ขาว", "ดำ", "เขียวมะกอก", "ชมพูบานเย็น", "ฟ้าอ่อน", "น้ำตาลช็อกโกแลต", "ครีม", "ลายดอกสีอะไรก็ไม่รู้")
_REDUCED: Final = (
    PriceMark(price=45000, since="2026-10-01T00:00:00+00:00"),
    PriceMark(price=DRESS.price, since="2026-11-20T00:00:00+00:00"),
)
_REVIEWS: Final = (
    Review(text="ผ้านิ่มมาก ใส่ไปทำงานทั้งวันไม่ร้อนเลย สั่งรอบสองแล้วค่ะ", who="คุณแนน อุดรธานี"),
    Review(text="ของตรงปก แพ็คดี ส่งไว รับไปขายต่อหมดในสองวัน", who="ป้าติ๋ม ตลาดนัดเสาร์"),
)

WANTED: Final = msgspec.structs.replace(DRESS, id="p0", price_history=_REDUCED, reviews=_REVIEWS)
"""A product with all that any style needs; its photos are still to come."""
CASES: Final[dict[str, dict[str, Any]]] = {
    "all": {},
    "nothing": {
        "tiers": (),
        "variants": (),
        "shipping": None,
        "facts": Facts(),
        "category": "",
        "unit": "",
        "description": "",
    },
    "word": {"name": "กางเกงยีนส์ทรงกระบอกใหญ่ผ้านิ่มใส่สบายมากทุกวันจริงๆนะคะพี่"},
    "latin": {"name": "Supercalifragilisticexpialidociousdenimtrousersxxxxxxxxxxxxx"},
    "short": {"name": "เสื้อยืด คอกลม ดำ"},
    "english": {"name": "Summer Linen Midi Dress with Puff Sleeves"},
    "emoji": {"name": "👗✨ เดรสน่ารัก 😍🔥"},
    "long": {
        "name": "เดรสแขนตุ๊กตาผ้าฝ้ายญี่ปุ่นใส่สบาย " * 9,
        "price": 123456750,
        "price_history": (
            PriceMark(price=223456750, since="2026-10-01T00:00:00+00:00"),
            PriceMark(price=123456750, since="2026-11-20T00:00:00+00:00"),
        ),
        "reviews": (Review(text="ผ้านิ่มมาก ใส่ไปทำงานทั้งวันไม่ร้อนเลย สั่งรอบสองแล้วค่ะ " * 8, who="คุณลูกค้าชื่อยาว" * 5),),
        "facts": Facts(
            fabric="ผ้าฝ้ายผสมลินินญี่ปุ่นทอมือ " * 6, size_range="อก 36–44 นิ้ว เอว 28–36 " * 5, eco=("ผ้าเหลือจากโรงงาน " * 4,) * 5
        ),
    },
    "many": {
        "tiers": tuple(
            PriceTier(label=f"ส่งขั้น {step}", min_quantity=6 * step, price=24000 - 900 * step, mixed=True)
            for step in range(1, 13)
        ),
        "variants": tuple(
            Variant(color=color, size=size)
            for place, color in enumerate(_COLOURS)
            for number, size in enumerate(_SIZES)
            if (place + number) % 5 or number % 3
        ),
    },
    "one": {
        "tiers": DRESS.tiers[:1],
        "variants": (Variant(color="ดำ", size="ฟรีไซส์"),),
        "facts": Facts(fabric="ผ้าฝ้าย"),
    },
}
"""What is different about the product shown."""

BRANDS: Final = {
    "none": Brand(shop_name="ร้านเจ๊หมวย โบ๊เบ๊"),
    "light": Brand(shop_name="ร้านเจ๊หมวย โบ๊เบ๊", colour="#fff3b8", accent="#ffd9e8"),
    "dark": Brand(shop_name="ร้านเจ๊หมวย โบ๊เบ๊", colour="#1a0d33", accent="#3d1f00"),
    "middle": Brand(shop_name="ร้านเจ๊หมวย โบ๊เบ๊", colour="#d4377f", accent="#36b5a2"),
}
