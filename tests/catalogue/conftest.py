from collections.abc import Iterator
from pathlib import Path

import pytest

from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Change, Facts, PriceTier, Product, Variant
from vendor_app.photos.photo import Photo


def photo(number: int) -> Photo:
    """Return a photo that is in no store."""
    return Photo(id=f"{number:064x}", suffix=".jpg", width=900, height=1200, name=f"รูป {number}.jpg")


SHIRT = Product(
    name="เสื้อยืดคอกลม",
    name_en="Crew neck T-shirt",
    sku="TS-1",
    category="เสื้อ",
    description="ผ้านุ่ม\n\nใส่สบาย 👕",
    unit="ตัว",
    price=19900,
    tiers=(
        PriceTier(label="ส่ง", min_quantity=12, price=12000, mixed=True),
        PriceTier(label="ยกโหล", min_quantity=120, price=9950),
    ),
    variants=(
        Variant(color="ขาว", size="M", sku="TS-1-WM", stock=4),
        Variant(color="ขาว", size="L", stock=2),
        Variant(color="ดำ", size="M"),
    ),
    shipping=0,
    weight_grams=180,
    facts=Facts(fabric="คอตตอน 100%", size_range="อก 36–44 นิ้ว", eco=("ผ้าฝ้ายธรรมชาติ", "ถุงใช้ซ้ำ")),
    photos=(photo(2), photo(1)),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """Return an empty catalogue in ``tmp_path / "shop"``, closed after the test."""
    (tmp_path / "shop").mkdir()
    catalogue = Catalogue.open(tmp_path / "shop")
    yield catalogue
    catalogue.close()


@pytest.fixture
def changes(catalogue: Catalogue) -> list[Change]:
    """Return the list that every change of ``catalogue`` is put into."""
    told: list[Change] = []
    catalogue.listen(told.append)
    return told
