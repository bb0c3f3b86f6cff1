"""Clips of many products in one program: ``python batch_job.py SHOP SKU TEMPLATE SECONDS COUNT``."""

import sys
from pathlib import Path

from msgspec.structs import replace

from vendor_app.making import make_clip
from vendor_app.planning import plan_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.templates import template

place, sku, style, seconds, count = sys.argv[1:]
with Shop.open(Path(place)) as shop:
    product = shop.catalogue.product(sku)
    for number in range(int(count)):
        # Another zoom each, so that no piece of one clip is found in the cache by the next.
        board = plan_clip(shop, product, ClipEdit(template=style, seconds=int(seconds)))
        shots = [
            replace(
                shot,
                motion=replace(shot.motion, end=replace(shot.motion.end, zoom=shot.motion.end.zoom + number / 999)),
            )
            for shot in board.shots
        ]
        make_clip(shop, product, template(style), storyboard=replace(board, shots=tuple(shots)))
