"""A clip whose first and last shot alone speak of the price: ``python price_job.py SHOP SKU TEMPLATE SECONDS``."""

import sys
from pathlib import Path

from msgspec.structs import replace

from vendor_app.making import make_clip
from vendor_app.planning import plan_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Lettering, Shot
from vendor_app.storyboard.templates import template

place, sku, style, seconds = sys.argv[1:]


def without_price(shot: Shot) -> Shot:
    """Return the shot with everything that is written on it but the price."""
    kept: tuple[Lettering, ...] = tuple(one for one in shot.letterings if one.role not in ("price", "tiers"))
    return replace(shot, letterings=kept)


with Shop.open(Path(place)) as shop:
    product = shop.catalogue.product(sku)
    board = plan_clip(shop, product, ClipEdit(template=style, seconds=int(seconds)))
    first, *others, last = board.shots
    board = replace(board, shots=(first, *map(without_price, others), last))
    make_clip(shop, product, template(style), storyboard=board)
