"""A clip of 20 shots, every third one of 4K footage: ``python footage_job.py SHOP SKU TEMPLATE FOOTAGE``."""

import sys
from itertools import cycle, islice
from pathlib import Path

from msgspec.structs import replace

from vendor_app.making import make_clip
from vendor_app.planning import plan_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Shot, Take
from vendor_app.storyboard.templates import template
from vendor_app.video.format import CLIP

SHOTS, FRAMES = 20, 30

place, sku, style, film = sys.argv[1:]
with Shop.open(Path(place)) as shop:
    shop.add_footage(sku, [Path(film)])
    product = shop.catalogue.product(sku)
    footage = product.footage[-1]
    board = plan_clip(shop, product, ClipEdit(template=style, seconds=15))

    def shot(number: int, like: Shot) -> Shot:
        """Return one of the 20: as planned, but short, and every third one filmed."""
        if number % 3:
            return replace(like, frames=FRAMES)
        return replace(like, frames=FRAMES, photo=None, fill="cover", take=Take(footage=footage.id, start=2 * number))

    shots = tuple(shot(number, like) for number, like in enumerate(islice(cycle(board.shots), SHOTS)))
    board = replace(board, shots=shots, edit=None)
    make_clip(shop, product, template(style), storyboard=board, clip_format=CLIP)
