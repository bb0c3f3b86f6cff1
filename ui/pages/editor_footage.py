"""Footage of the product that is edited: brought in, looked at, taken out again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.dialogs.rejected import rejected_dialog
from ui.tasks import Task, Tasks
from ui.told import Told, told
from ui.widgets.footage_panel import POSTER, VIDEO_SUFFIXES, FootagePanel
from ui.widgets.preview_pixels import fitted
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.progress import Progress
from vendor_app.shop import Shop
from vendor_app.storyboard.model import FPS
from vendor_app.video.footage import Footage, FootageId
from vendor_app.video.footage_intake import FootageIntake
from vendor_app.video.footage_reader import footage_still


def is_footage(path: Path) -> bool:
    """Return whether a file is meant as footage, by what it is called."""
    return path.suffix.lower() in VIDEO_SUFFIXES


class EditorFootage(QObject):
    """Between the panel and the shop. What comes while other footage is on its way waits its turn."""

    problem = Signal(object)
    notice = Signal(str, object)

    def __init__(self, shop: Shop, tasks: Tasks, panel: FootagePanel, page: QWidget) -> None:
        super().__init__(page)
        self._shop, self._tasks, self._panel, self._page = shop, tasks, panel, page
        self._product: Product | None = None
        self._intake: Task | None = None
        self._waiting: list[tuple[str, tuple[Path, ...]]] = []
        """Ids of products, and what is to come into each."""
        panel.files_wanted.connect(self.add)
        panel.removed.connect(self._remove)
        panel.poster_wanted.connect(self._draw)

    @property
    def is_busy(self) -> bool:
        """Whether footage is coming in."""
        return self._intake is not None

    def show_product(self, product: Product) -> None:
        """Show the footage of a product."""
        self._product = product
        self._panel.show_footage(product.footage)

    def add(self, paths: tuple[Path, ...]) -> None:
        """Bring videos into the product shown."""
        if self._product is not None:
            self._waiting.append((self._product.id, paths))
            self._begin_next()

    def _begin_next(self) -> None:
        if self._intake is not None or not self._waiting:
            return
        task = self._tasks.prepare(partial(_take_in, self._shop, *self._waiting.pop(0)))
        task.succeeded.connect(self._tell)
        task.cancelled.connect(self._tell_cancelled)
        task.failed.connect(self.problem)
        task.finished.connect(self._end)
        self._intake = task
        self._panel.show_reading(True)
        self._panel.strip.watch(task, _("Reading videos"))
        task.start()

    def _tell(self, intake: FootageIntake) -> None:
        if intake.rejected:
            rejected_dialog(self._page.window(), 0, intake.rejected)
        elif intake.added:
            count = len({one.footage.id for one in intake.added})
            self.notice.emit(_("Videos added: {count}").format(count=count), None)

    def _tell_cancelled(self) -> None:
        self.notice.emit(_("Stopped. No video was added."), None)

    def _end(self) -> None:
        self._intake = None
        self._panel.show_reading(False)
        self._begin_next()

    def _remove(self, footage: Footage) -> None:
        if self._product is None:
            return
        product_id = self._product.id
        work, undo = partial(_take_out, self._shop, product_id, footage), partial(self._put_back, product_id, footage)
        task = self._tasks.prepare_write(partial(told, work, _("The video is taken out."), undo))
        task.succeeded.connect(self._tell_done)
        task.start()

    def _tell_done(self, done: Told) -> None:
        self.notice.emit(*done)

    def _put_back(self, product_id: str, footage: Footage) -> None:
        self._tasks.prepare_write(partial(_put_in, self._shop, product_id, footage)).start()

    def _draw(self, footage: Footage) -> None:
        task = self._tasks.prepare_read(partial(poster, self._shop, footage, POSTER * self._panel.devicePixelRatioF()))
        task.succeeded.connect(self._panel.show_poster)
        task.failed.connect(self.problem)
        task.start()


def _take_in(shop: Shop, product_id: str, paths: tuple[Path, ...], progress: Progress) -> FootageIntake:
    """Bring videos into a product, whatever its SKU is by now."""
    return shop.add_footage(shop.catalogue.by_id(product_id).sku, paths, progress)


def _take_out(shop: Shop, product_id: str, footage: Footage) -> None:
    """Take a video out of a product, whatever its SKU is by now. Runs on the writer."""
    shop.catalogue.remove_footage(shop.catalogue.by_id(product_id).sku, [footage.id])


def _put_in(shop: Shop, product_id: str, footage: Footage) -> None:
    """Give a product a video back. Runs on the writer."""
    shop.catalogue.add_footage(shop.catalogue.by_id(product_id).sku, [footage])


def poster(shop: Shop, footage: Footage, size: QSize) -> tuple[FootageId, QImage]:
    """Return a picture of a piece of footage from its first second. Raises VendorError when it is gone or damaged."""
    width, height = size.width(), size.height()
    rgb = footage_still(shop.footage.path(footage), min(FPS // 2, footage.frames // 2), (width, height))
    return footage.id, fitted(rgb, width, height)
