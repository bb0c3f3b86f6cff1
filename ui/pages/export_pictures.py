"""What the export page needs pixels for: the clip's cover, and what is in the pictures of the bundles to come."""

from functools import partial

from PySide6.QtCore import QObject, QSize, Signal

from ui.latest import Latest
from ui.pages.export_plan import ExportPlan, cover_still
from ui.tasks import Tasks
from ui.widgets.rounded_picture import RoundedPicture
from vendor_app.bundle.foreseen import look_at_pictures, seen_pictures
from vendor_app.shop import Shop


class ExportPictures(QObject):
    """Draws and looks beside the window, each thing once."""

    seen = Signal()
    """The pictures were looked at: checks of them can be asked now."""

    def __init__(self, shop: Shop, tasks: Tasks, cover: RoundedPicture, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._covering, self._seeing = Latest(tasks, self), Latest(tasks, self)
        self._covered: object = None
        """Of what the cover was drawn."""
        self._looks: tuple[str, ...] = ()
        """Of the photos that were looked at last."""
        self._covering.made.connect(cover.show_image)
        self._seeing.made.connect(self._tell)

    def show(self, planned: ExportPlan, size: QSize) -> None:
        """Draw the cover, ``size`` pixels, and look at the pictures, unless that was done."""
        sides = (size.width() // 2 * 2, size.height() // 2 * 2)
        if self._covered != (planned.storyboard, sides):
            self._covered = planned.storyboard, sides
            self._covering.begin(partial(cover_still, self._shop, planned, sides))
        looks = tuple(photo.look for photo in planned.product.photos)
        if seen_pictures(planned.product) is None and looks != self._looks:
            self._looks = looks
            self._seeing.begin_long(partial(look_at_pictures, self._shop, planned.product))

    def stop(self) -> None:
        """Drop what is under way; it is begun anew the next time."""
        self._covering.stop()
        self._seeing.stop()
        self._covered, self._looks = None, ()

    def _tell(self) -> None:
        self.seen.emit()
