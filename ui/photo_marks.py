"""What is not good about photos, measured beside the window: one product at a time, what is looked at first."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.tasks import Task, Tasks
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.quality import Mark, Measures, Qualities, product_marks
from vendor_app.progress import Progress
from vendor_app.shop import Shop


class PhotoMarks(QObject):
    """Knows the marks of the products it was asked for."""

    measured = Signal(str)
    """The id of a product of which more is known now."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._known: dict[str, Measures] = {}
        """By ``Photo.look``."""
        self._unreadable: set[str] = set()
        self._wanted: Product | None = None
        self._task: Task | None = None

    def of(self, product: Product) -> dict[PhotoId, tuple[Mark, ...]]:
        """Return the marks of a product's photos, as far as they are measured."""
        return product_marks(product, self._known)

    def look_at(self, product: Product) -> None:
        """Measure the photos of a product; an earlier product that is not begun is let go."""
        if any(photo.look not in self._known and photo.look not in self._unreadable for photo in product.photos):
            self._wanted = product
            self._begin()

    def stop(self) -> None:
        """Measure no more."""
        self._wanted = None
        if self._task is not None:
            self._task.cancel()

    def _begin(self) -> None:
        if self._task is not None or self._wanted is None:
            return
        product, self._wanted = self._wanted, None
        left = [photo for photo in product.photos if photo.look not in self._known]
        task = self._tasks.prepare(partial(_measure, self._shop, left))
        task.succeeded.connect(partial(self._keep, product.id))
        task.finished.connect(self._end)
        self._task = task
        task.start()

    def _keep(self, product_id: str, found: dict[str, Measures | None]) -> None:
        self._known.update({look: one for look, one in found.items() if one is not None})
        self._unreadable.update(look for look, one in found.items() if one is None)
        self.measured.emit(product_id)

    def _end(self) -> None:
        self._task = None
        self._begin()


def _measure(shop: Shop, photos: Iterable[Photo], progress: Progress) -> dict[str, Measures | None]:
    """Measure photos, None for those that cannot be read. Runs on a thread for long work. Raises Cancelled."""
    found: dict[str, Measures | None] = {}
    for photo in photos:
        progress.check()
        try:
            found[photo.look] = shop.qualities.measured(photo)
        except VendorError:  # the tile shows already that it is lost
            found[photo.look] = None
    return found


def read_known(qualities: Qualities, products: Iterable[Product]) -> dict[PhotoId, tuple[Mark, ...]]:
    """Return the marks of the products' covers, as far as they were measured before. Reads files, measures nothing."""
    marks: dict[PhotoId, tuple[Mark, ...]] = {}
    for product in products:
        known = {photo.look: found for photo in product.photos[:1] if (found := qualities.known(photo))}
        marks.update(product_marks(product, known))
    return marks
