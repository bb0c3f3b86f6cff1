"""Photos on their way into products of the editor."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.rejected import rejected_dialog
from ui.tasks import Task, Tasks
from ui.widgets.drops import Incoming, take_in_photos
from ui.widgets.photo_panel import PhotoPanel
from vendor_app.language import _
from vendor_app.photos.intake import Intake
from vendor_app.progress import Progress
from vendor_app.shop import Shop


class _Came(NamedTuple):
    """What was brought, and how many photos of it the product did not have."""

    intake: Intake
    fresh: int


class EditorIntake(QObject):
    """One after the other. What waits comes into the product it was brought for, whichever is shown by then."""

    problem = Signal(object)
    notice = Signal(str, object)

    def __init__(self, shop: Shop, tasks: Tasks, panel: PhotoPanel, page: QWidget) -> None:
        super().__init__(page)
        self._shop, self._tasks, self._panel, self._page = shop, tasks, panel, page
        self._task: Task | None = None
        self._waiting: list[tuple[str, Incoming]] = []
        """Ids of products, and what is to come into each."""

    @property
    def is_busy(self) -> bool:
        """Whether photos are coming in."""
        return self._task is not None

    def add(self, product_id: str, photos: Incoming) -> None:
        """Bring photos into a product."""
        self._waiting.append((product_id, photos))
        self._begin_next()

    def _begin_next(self) -> None:
        if self._task is not None or not self._waiting:
            return
        task = self._tasks.prepare(partial(_take_in, self._shop, *self._waiting.pop(0)))
        task.succeeded.connect(self._tell)
        task.cancelled.connect(self._tell_cancelled)
        task.failed.connect(self.problem)
        task.finished.connect(self._end)
        self._task = task
        self._panel.show_reading(True)
        self._panel.strip.watch(task, _("Reading photos"))
        task.start()

    def _tell(self, came: _Came) -> None:
        if came.intake.rejected:
            rejected_dialog(self._page.window(), came.fresh, came.intake.rejected)
        elif came.fresh:
            self.notice.emit(_("Photos added: {count}").format(count=came.fresh), None)
        elif came.intake.added:
            self.notice.emit(_("The product has these photos already."), None)

    def _tell_cancelled(self) -> None:
        self.notice.emit(_("Stopped. No photo was added."), None)

    def _end(self) -> None:
        self._task = None
        self._panel.show_reading(False)
        self._begin_next()


def _take_in(shop: Shop, product_id: str, photos: Incoming, progress: Progress) -> _Came:
    """Bring photos into a product, whatever its SKU is by now."""
    product = shop.catalogue.by_id(product_id)
    intake = take_in_photos(shop, product.sku, photos, progress)
    return _Came(intake, len({added.photo.id for added in intake.added} - set(product.photo_ids)))
