"""A stall with ten products, for pictures of the window and for tests of all of it."""

from collections.abc import Sequence
from pathlib import Path

from vendor_app.catalogue.records import ClipRecord, Count, Facts, Posting, PriceTier, Product, Variant
from vendor_app.photos.shot_list import shot_list
from vendor_app.shop import Shop

_STOCK = {"เขียวมะกอก": (6, 12, 12, 6, None), "ขาว": (None, 12, 6, None, None), "ดำ": (3, 6, 6, 3, 3)}
_SIZES = ("S", "M", "L", "XL", "2XL")

DRESS = Product(
    name="เดรสแขนตุ๊กตา ผ้าฝ้ายใส่สบาย",
    name_en="Puff-sleeve cotton dress",
    sku="DR-0002",
    category="เดรส",
    description="ผ้าฝ้าย 100% ใส่สบายไม่ร้อน แขนตุ๊กตาพรางต้นแขน ความยาว 110 ซม. อก 36–44 นิ้ว ซักเครื่องได้",
    price=35000,
    tiers=(
        PriceTier(label="ส่ง", min_quantity=6, price=24000, mixed=True),
        PriceTier(label="ยกโหล", min_quantity=12, price=22000, mixed=True),
    ),
    variants=tuple(
        Variant(color=color, size=size, stock=stock)
        for color, stocks in _STOCK.items()
        for size, stock in zip(_SIZES, stocks, strict=True)
        if stock is not None
    ),
    shipping=4000,
    weight_grams=250,
    facts=Facts(fabric="ผ้าฝ้าย 100%", size_range="อก 36–44 นิ้ว", eco=("ผ้าฝ้ายธรรมชาติ", "ถุงใช้ซ้ำ")),
)


def _simple(name: str, sku: str, category: str, price: int | None, wholesale: int, unit: str = "ตัว") -> Product:
    tiers = (PriceTier(label="ส่ง", min_quantity=12, price=wholesale * 100, mixed=True),) if wholesale else ()
    return Product(name=name, sku=sku, category=category, price=price and price * 100, tiers=tiers, unit=unit)


PRODUCTS = (
    _simple("รองเท้าส้นเตี้ย หนังกลับนุ่มเท้า", "SO-0009", "รองเท้า", 450, 320, "คู่"),
    _simple("กางเกงขาสั้น ผ้าร่มแห้งไว", "SR-0010", "กางเกง", None, 0),
    _simple("สเวตเตอร์แขนยาว ไหมพรม", "LS-0008", "เสื้อ", 259, 165),
    _simple("หมวกแก๊ป ฟรีไซส์", "HT-0007", "หมวก", 129, 69, "ใบ"),
    _simple("กางเกงยีนส์ขายาว ทรงกระบอก", "PT-0006", "กางเกง", 320, 210),
    _simple("กระโปรงเอวยืด ใส่ได้ทุกวัน", "SK-0005", "กระโปรง", 159, 95),
    _simple("เสื้อกั๊กกันหนาว", "OW-0004", "เสื้อ", 390, 260),
    _simple("เสื้อเชิ้ตแขนยาว", "SH-0003", "เสื้อ", 290, 180),
    DRESS,
    _simple("เสื้อยืดคอตตอน ผ้านุ่ม", "TS-0001", "เสื้อ", 199, 120),
)
_WITH_CLIP = ("SK-0005", "PT-0006", "LS-0008", "SH-0003", "DR-0002", "TS-0001")
_STALE = "DR-0002"

_POSTED = tuple(
    Posting(
        platform=platform,
        made=f"2026-11-{day:02}T08:00:00.000000+00:00",
        price=price,
        tiers=(24000, 22000),
        posted=f"2026-11-{day:02}T08:20:00.000000+00:00" if counts else None,
        link="https://www.tiktok.com/@padaeng/video/1" if counts else "",
        counts=tuple(
            Count(day=f"2026-11-{day + 1 + number:02}", views=views, sales=sales)
            for number, (views, sales) in enumerate(counts)
        ),
    )
    for platform, day, price, counts in (
        ("tiktok", 12, 39000, ((180, 1), (420, 3), (950, 4), (1630, 9), (2100, 12))),
        ("facebook-reels", 16, 35000, ((60, 0), (210, 2), (330, 2))),
        ("shopee", 20, 35000, ()),
    )
)
"""What became of the dress: its bundles, the oldest first."""


def _name_shots(shop: Shop, sku: str) -> None:
    """Say of the first photos which pictures of the shot list they are."""
    product = shop.catalogue.product(sku)
    shots = [shot.name for shot in shot_list(product).shots if not shot.is_footage][:4]
    for photo, shot in zip(product.photos, shots, strict=False):
        shop.catalogue.set_shot(sku, photo.id, shot)


def fill(shop: Shop, photos: Sequence[Sequence[Path]]) -> None:
    """Put the products into an empty shop, each with one of the groups of photos, in turn; some as if with clips."""
    for number, product in enumerate(PRODUCTS):
        added = shop.catalogue.add(product)
        if photos:
            shop.add_photos(added.sku, photos[number % len(photos)])
            _name_shots(shop, added.sku)
        if added.sku in _WITH_CLIP:
            prices = (39000, *added.prices[1:]) if added.sku == _STALE else added.prices
            file = f"clips/{added.sku}/new-arrival.mp4"
            clip = ClipRecord(file=file, template="new-arrival", frames=450, made=added.created, prices=prices)
            shop.catalogue.remember_clip(added.sku, clip)
    for posting in _POSTED:
        shop.catalogue.add_posting(DRESS.sku, posting)
