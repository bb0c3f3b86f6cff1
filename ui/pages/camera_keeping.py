"""What was taken, into the shop: one picture after the other, in the order they were taken."""

import time
from collections import deque
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QObject, Signal

from ui.camera import Frame
from ui.tasks import Task, Tasks
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.files import plain_words
from vendor_app.photos.burst import sharpest
from vendor_app.photos.photo import Photo
from vendor_app.progress import Progress, silent
from vendor_app.shop import Shop

_QUALITY = 95
"""Of the JPEG, with every colour kept: it is the original from now on."""


class Order(NamedTuple):
    """A press of the shutter: what came of it and what it is for."""

    product: str
    """Id."""
    frames: tuple[Frame, ...]
    shot: str
    """Name of the picture in the shot list; "" for any other."""
    instead: Photo | None
    """The photo whose place it takes."""


class Kept(NamedTuple):
    """What became of an order."""

    order: Order
    photo: Photo
    product: Product
    """With the photo in it."""


def keep_picture(shop: Shop, order: Order, progress: Progress = silent) -> Kept:
    """Put the sharpest frame of an order into the shop and the product. Raises VendorError, and Cancelled."""
    pictures = [frame.rgb() for frame in progress.track(order.frames)]
    pixels = pictures[sharpest(pictures)] if len(pictures) > 1 else pictures[0]
    sku = shop.catalogue.by_id(order.product).sku
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{order.shot or 'photo'}-{time.strftime('%Y%m%d-%H%M%S')}.jpg"
        with plain_words(path):
            Image.fromarray(pixels).save(path, quality=_QUALITY, subsampling=0)
        intake = shop.add_photos(sku, [path], shot=order.shot)
    if intake.rejected:
        raise VendorError(intake.rejected[0].reason)
    photo = replace(intake.added[0].photo, shot=order.shot)
    product = shop.catalogue.by_id(order.product)
    if order.instead is not None:
        product = take_place(shop, product, photo, order.instead)
    return Kept(order, photo, product)


def take_place(shop: Shop, product: Product, photo: Photo, instead: Photo) -> Product:
    """Put a new photo where an older one is in the product, which loses that; its original stays in the store."""
    if photo.id == instead.id or all(one.id != instead.id for one in product.photos):
        return product
    others = [one for one in product.photos if one.id != photo.id]
    photos = tuple(photo if one.id == instead.id else one for one in others)
    return shop.catalogue.save(replace(product, photos=photos))


def put_back(shop: Shop, kept: Kept) -> None:
    """Take back that a new photo took the place of an older one."""
    product = shop.catalogue.by_id(kept.product.id)
    if kept.order.instead is not None:
        photos = tuple(kept.order.instead if one.id == kept.photo.id else one for one in product.photos)
        shop.catalogue.save(replace(product, photos=photos))


class Keeping(QObject):
    """Orders that wait, and the one that is being kept."""

    kept = Signal(object)
    """A Kept."""
    lost = Signal(object, object)
    """An Order that is not kept, and the VendorError that says why."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._waiting: deque[Order] = deque()
        self._task: Task | None = None
        self._order: Order | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something taken is not safe yet."""
        return self._task is not None or bool(self._waiting)

    def add(self, order: Order) -> None:
        """Keep this after those that came before."""
        self._waiting.append(order)
        self._begin_next()

    def _begin_next(self) -> None:
        if self._task is not None or not self._waiting:
            return
        self._order = self._waiting.popleft()
        task = self._tasks.prepare_write(partial(keep_picture, self._shop, self._order))
        task.succeeded.connect(self.kept)
        task.failed.connect(self._tell_lost)
        task.finished.connect(self._end)
        self._task = task
        task.start()

    def _tell_lost(self, problem: VendorError) -> None:
        self.lost.emit(self._order, problem)

    def _end(self) -> None:
        self._task = None
        self._begin_next()
