"""What the process that makes clips does with one request: ``make_clip``, with the products handed over."""

from collections.abc import Iterable
from pathlib import Path

from vendor_app.catalogue.catalogue import Catalogue, ProductNotFound
from vendor_app.catalogue.records import Product, Sku
from vendor_app.making import make_clip
from vendor_app.planning import plan_clip
from vendor_app.progress import Progress
from vendor_app.render_process import Request
from vendor_app.shop import Shop
from vendor_app.storyboard.templates import template
from vendor_app.video.format import ClipFormat


class HandedProducts(Catalogue):
    """Products that came with a request: to be read, while another process has the catalogue open."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._handed = {product.id: product for product in products}
        self.notes = ()

    def by_id(self, product_id: str) -> Product:
        """Return the product with this id. Raises ProductNotFound."""
        if product_id not in self._handed:
            raise ProductNotFound(product_id)
        return self._handed[product_id]

    def product(self, sku: Sku) -> Product:
        """Return the product with this SKU. Raises ProductNotFound."""
        for one in self._handed.values():
            if one.sku == sku:
                return one
        raise ProductNotFound(sku)

    def close(self) -> None:
        """Do nothing: nothing is open."""


def carry_out(request: Request, progress: Progress) -> None:
    """Make the clip that is asked for. Raises Cancelled and VendorError as ``make_clip`` does."""
    shop = Shop.look_in(Path(request.shop), HandedProducts(request.products))
    product = request.products[0]
    make_clip(
        shop,
        product,
        template(request.edit.template),
        storyboard=plan_clip(shop, product, request.edit, progress=progress),
        voice=Path(request.voice) if request.voice else None,
        out=Path(request.out),
        progress=progress,
        clip_format=None if request.size is None else ClipFormat(width=request.size[0], height=request.size[1]),
    )
