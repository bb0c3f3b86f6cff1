"""A practice shop: a cloth stall whose products are drawn, so that anyone may try anything on it."""

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image

from vendor_app.catalogue.records import Facts, PriceTier, Product, Satang, Sku, Variant
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.shot_list import shot_list
from vendor_app.progress import Progress, silent
from vendor_app.resources import resource
from vendor_app.shop import Shop, is_shop
from vendor_app.workshop.drawing import shapes
from vendor_app.workshop.drawing.fabric import Cloth, Rgb
from vendor_app.workshop.drawing.scene import View, draw
from vendor_app.workshop.drawing.shapes import Garment

JPEG_QUALITY = 88
SHOWN = "DR-0001"
"""The product that clips and bundles are shown with."""
BACK_GROUNDS = {"wood": "wall", "wall": "pale wood", "pale wood": "tiles", "tiles": "mint wall", "sheet": "wood"}
CUTS: dict[str, Callable[..., Garment]] = {
    "top": shapes.top,
    "trousers": shapes.trousers,
    "skirt": shapes.skirt,
    "bag": shapes.bag,
    "socks": shapes.socks,
}


class PracticeProduct(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of ``resources/practice/products.toml``."""

    sku: Sku
    name: str
    name_en: str
    category: str
    description: str
    price: Satang
    tiers: tuple[PriceTier, ...]
    shipping: Satang
    weight_grams: int
    fabric: str
    size_range: str
    colors: tuple[str, ...]
    ground: str
    cut: dict[str, Any]
    """``kind`` names the cut; the rest are its arguments."""
    cloth: Cloth
    others: tuple[Rgb, ...]
    """Ground colours of the other colours it is sold in."""
    unit: str = "ตัว"
    sizes: tuple[str, ...] = ("",)
    eco: tuple[str, ...] = ()


class _PracticeFile(msgspec.Struct, frozen=True):
    products: tuple[PracticeProduct, ...]


def practice_products() -> tuple[PracticeProduct, ...]:
    """Read the products of the practice shop."""
    content = resource("practice", "products.toml").read_bytes()
    return msgspec.toml.decode(content, type=_PracticeFile).products


def as_product(entry: PracticeProduct) -> Product:
    """Return the product as the catalogue keeps it, with some of every colour and size in stock."""
    cells = [(color, size) for color in entry.colors for size in entry.sizes]
    variants = (Variant(color=c, size=s, stock=6 + (7 * number) % 19) for number, (c, s) in enumerate(cells))
    return Product(
        sku=entry.sku,
        name=entry.name,
        name_en=entry.name_en,
        category=entry.category,
        description=entry.description,
        unit=entry.unit,
        price=entry.price,
        tiers=entry.tiers,
        variants=tuple(variants),
        shipping=entry.shipping,
        weight_grams=entry.weight_grams,
        facts=Facts(fabric=entry.fabric, size_range=entry.size_range, eco=entry.eco),
    )


def _cut(entry: PracticeProduct, **changes: Any) -> Garment:
    """Return the garment of an entry; ``changes`` are ignored by cuts that do not know them."""
    arguments = {**entry.cut, **changes} if entry.cut["kind"] == "top" else dict(entry.cut)
    return CUTS[arguments.pop("kind")](**arguments)


def _dyed(cloth: Cloth, ground: Rgb) -> Cloth:
    """Return the same cloth in another colour."""
    return msgspec.structs.replace(cloth, ground=ground)


def pictures(entry: PracticeProduct) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """Return what to photograph of a product, each with a name and a function that draws it.

    A picture is RGB uint8 (4032, 3024, 3). The same entry gives the same pictures on every machine and day.
    """
    front, seed = _cut(entry), sum(map(ord, entry.sku))
    plain = [(front, entry.cloth, (0.0, 0.0))]
    back = [(_cut(entry, neck="back", collar=False, placket=0.0, pocket=False), entry.cloth, (0.0, 0.0))]
    aside = [
        (front, _dyed(entry.cloth, other), (x, -0.12 * number))
        for number, (other, x) in enumerate(zip(entry.others, (-0.55, 0.75), strict=False))
    ]
    colors = [*aside, (front, entry.cloth, (0.12, 0.25))]
    hung = BACK_GROUNDS.get(entry.ground, "wall")
    other = [(front, _dyed(entry.cloth, entry.others[0]), (0.0, 0.0))]
    views = [
        ("front", plain, View(ground=entry.ground, zoom=0.96, turn=seed % 7 - 3)),
        ("detail", plain, View(ground=entry.ground, zoom=1.9, centre=front.focus, turn=4)),
        ("fabric", plain, View(ground=entry.ground, zoom=3.4, centre=(0.3, 0.25), turn=-6)),
        ("colors", colors, View(ground=hung, zoom=0.72)),
        ("other", other, View(ground=hung, zoom=0.94, turn=-2, light=(0.7, -0.7))),
    ]
    if entry.cut["kind"] == "top":
        views.insert(1, ("back", back, View(ground=hung, zoom=0.96, turn=2)))
    return tuple(
        (name, lambda g=garments, v=view, s=seed + number: draw(g, v, s))
        for number, (name, garments, view) in enumerate(views)
    )


def draw_pictures(entry: PracticeProduct, folder: Path, progress: Progress = silent) -> list[Path]:
    """Draw the pictures of one product into ``folder`` as JPEG files, on two cores. Raises Cancelled."""

    def save(job: tuple[int, tuple[str, Callable[[], Any]]]) -> Path:
        number, (name, picture) = job
        progress.check()
        file = folder / f"{entry.sku}-{number}-{name}.jpg"
        Image.fromarray(picture()).save(file, quality=JPEG_QUALITY)
        return file

    jobs = list(enumerate(pictures(entry), 1))
    with ThreadPoolExecutor(2) as pool:
        return list(progress.track(pool.map(save, jobs), entry.name, total=len(jobs)))


def _unfinished(shop: Shop, wanted: tuple[PracticeProduct, ...]) -> list[PracticeProduct]:
    """Return the entries that the shop does not have, or has without a photo. Refuses a vendor's own shop."""
    there = {product.sku: product for trashed in (False, True) for product in shop.catalogue.products(trashed=trashed)}
    if there and not any(entry.sku in there and entry.name_en == there[entry.sku].name_en for entry in wanted):
        raise VendorError(
            _("{path} holds a shop with products of its own.").format(path=shop.folder),
            _("Choose an empty folder for the practice shop."),
        )
    return [entry for entry in wanted if entry.sku not in there or not there[entry.sku].photos]


def shown_product(shop: Shop) -> Product:
    """Return the product to show what the program can do with. Raises VendorError when all are in the trash."""
    products = {product.sku: product for product in shop.catalogue.products() if product.photos}
    if not products:
        raise VendorError(
            _("No product with photos is left in this practice shop."), _("Take one out of the trash first.")
        )
    return products.get(SHOWN) or next(iter(products.values()))


def make_practice_shop(
    folder: Path, progress: Progress = silent, *, products: tuple[PracticeProduct, ...] | None = None
) -> Shop:
    """Make the practice shop in ``folder``, or finish one begun before, and return it open.

    What a vendor changed in it stays. Raises VendorError when the folder cannot hold a shop, Cancelled when stopped;
    the products finished until then stay.
    """
    shop = Shop.open(folder) if is_shop(folder) else Shop.create(folder, _("Auntie Daeng's stall, Bobae"))
    try:
        todo = _unfinished(shop, products if products is not None else practice_products())
        for entry in todo:
            _add(shop, entry, progress.part(1 / len(todo), _("Drawing the practice products")))
    except BaseException:
        shop.close()
        raise
    return shop


def _add(shop: Shop, entry: PracticeProduct, progress: Progress) -> None:
    """Add one product with its pictures."""
    if all(entry.sku != product.sku for product in shop.catalogue.products()):
        shop.catalogue.add(as_product(entry))
    with tempfile.TemporaryDirectory() as drawn:
        shop.add_photos(entry.sku, draw_pictures(entry, Path(drawn), progress))
    product = shop.catalogue.product(entry.sku)
    wanted = {shot.name for shot in shot_list(product).shots}
    for photo in product.photos:
        view = Path(photo.name).stem.rpartition("-")[2]
        if view in wanted:
            shop.catalogue.set_shot(entry.sku, photo.id, view)
