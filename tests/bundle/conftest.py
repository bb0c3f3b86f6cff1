"""A shop with one finished product, and small clips to put into bundles: made once, for rendering takes seconds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import cloth
from vendor_app import language
from vendor_app.bundle.platforms import Platform, platform
from vendor_app.bundle.write import Material, write_folder
from vendor_app.catalogue.records import Facts, PriceTier, Product, Variant
from vendor_app.making import Clip, make_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import template
from vendor_app.video.format import ClipFormat

DRESS = Product(
    sku="DR-0002",
    name="เดรสแขนตุ๊กตา ผ้าฝ้าย สีเขียวมะกอก",
    category="เดรส",
    description="ใส่สบายไม่ร้อน แขนตุ๊กตาพรางต้นแขน ซักเครื่องได้",
    price=35000,
    tiers=(PriceTier(label="ส่ง", min_quantity=6, price=24000, mixed=True),),
    variants=(Variant(color="เขียวมะกอก", size="M", stock=12), Variant(color="ขาว", size="L", stock=3)),
    shipping=4000,
    facts=Facts(fabric="ผ้าฝ้าย 100%", size_range="อก 36–44 นิ้ว"),
)
SMALL = ClipFormat(width=360, height=640)
"""The smallest that TikTok takes."""


@pytest.fixture
def tiktok() -> Platform:
    """Return the platform that every bundle is made for."""
    return platform("tiktok")


@pytest.fixture(scope="session")
def stall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Return a shop with the dress and two photos of it, that no test changes."""
    folder = tmp_path_factory.mktemp("stall")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        language.use("th")
        with Shop.create(folder / "ร้าน", "ร้านป้าแดง โบ๊เบ๊") as shop:
            shop.catalogue.add(DRESS)
            for number, size in enumerate([(900, 1200), (1300, 1200)]):
                cloth(*size, number).save(folder / f"{number}.jpg")
            shop.add_photos(DRESS.sku, [folder / "0.jpg", folder / "1.jpg"])
            yield shop


@pytest.fixture(scope="session")
def clip(stall: Shop, tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """Return a finished clip of the dress, 6 seconds long, small."""
    folder = tmp_path_factory.mktemp("clip")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        product = stall.catalogue.product(DRESS.sku)
        style = template("new-arrival")
        return make_clip(stall, product, style, seconds=6, music=None, out=folder / "dress.mp4", clip_format=SMALL)


@pytest.fixture(scope="session")
def material(stall: Shop, clip: Clip, tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Return what a whole bundle can be written from."""
    cover = tmp_path_factory.mktemp("cover") / "cover.jpg"
    cloth(1080, 1920).save(cover)
    product = stall.catalogue.product(DRESS.sku)
    return Material(
        product=product,
        platform=platform("tiktok"),
        shop_name=stall.name,
        storyboard=clip.storyboard,
        clip=clip.path,
        voice_only=clip.voice_only,
        cover=cover.read_bytes(),
        originals=tuple(stall.photos.path(photo) for photo in product.photos),
    )


@pytest.fixture(scope="session")
def finished(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a whole bundle, for tests to copy."""
    folder = tmp_path_factory.mktemp("finished") / "bundle"
    write_folder(folder, material)
    return folder
