"""A clip whose first and last shot alone speak of the price: made, and made again when the price has changed.

``python price_job.py SHOP SKU TEMPLATE SECONDS made|again|both`` prints the seconds that each took. With "both" the
second is made in a program that runs already, as the window's does in which a vendor presses "make again".
"""

import sys
import time
from pathlib import Path

from msgspec.structs import replace

from vendor_app.making import make_clip
from vendor_app.planning import plan_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Lettering, Shot
from vendor_app.storyboard.templates import template

place, sku, style, seconds, wanted = sys.argv[1:]


def without_price(shot: Shot) -> Shot:
    """Return the shot with everything that is written on it but the price."""
    kept: tuple[Lettering, ...] = tuple(one for one in shot.letterings if one.role not in ("price", "tiers"))
    return replace(shot, letterings=kept)


def made(shop: Shop) -> float:
    """Make the clip and return the seconds that took, planning included."""
    begin = time.perf_counter()
    product = shop.catalogue.product(sku)
    board = plan_clip(shop, product, ClipEdit(template=style, seconds=int(seconds)))
    first, *others, last = board.shots
    board = replace(board, shots=(first, *map(without_price, others), last))
    make_clip(shop, product, template(style), storyboard=board)
    return time.perf_counter() - begin


with Shop.open(Path(place)) as shop:
    spent = [] if wanted == "again" else [made(shop)]
    if wanted != "made":
        product = shop.catalogue.product(sku)
        shop.catalogue.save(replace(product, price=(product.price or 0) + 100))
        spent.append(made(shop))
print(*spent)  # noqa: T201 - the answer
