"""A night of the queue, to be cut short: ``python -m tests.queue_night SHOP`` makes what waits there, small."""

import sys
from pathlib import Path

from vendor_app.catalogue.records import Product
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop

SIZE = (180, 320)
SKUS = ("A", "B", "C")
STYLE = "new-arrival"


def stock(shop: Shop, photos: list[Path]) -> None:
    """Put three products with two photos each into a shop, and a clip of each into its queue."""
    queue = RenderQueue(shop, size=SIZE)
    for number, sku in enumerate(SKUS):
        shop.catalogue.add(Product(sku=sku, name=f"เสื้อ {sku}", price=19900))
        shop.add_photos(sku, photos[2 * number : 2 * number + 2])
        queue.add(shop.catalogue.product(sku), STYLE, seconds=6, music=None)


def work(folder: Path) -> None:
    """Make what waits in the shop's queue."""
    with Shop.open(folder) as shop:
        queue = RenderQueue(shop, size=SIZE)
        print("begun", flush=True)  # noqa: T201
        queue.run()
        queue.close()


if __name__ == "__main__":
    work(Path(sys.argv[1]))
