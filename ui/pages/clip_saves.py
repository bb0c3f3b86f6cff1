"""Edits of clips on their way to the disk: each is kept until it is written, also when another clip is shown then."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.clips import save_edit
from vendor_app.errors import VendorError
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit

_SAVE_MS: Final = 600
"""From a change to its place on the disk."""
_Key = tuple[str, str]
"""Id of the product, and the style: each has a file of its own."""


class ClipSaves(QObject):
    """What the disk refused is tried again with the next change, and whenever everything is to be saved."""

    problem = Signal(object)
    """The VendorError that says why an edit is not saved."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._unsaved: dict[_Key, tuple[Product, ClipEdit]] = {}
        """The one that was changed last stands last."""
        self._sent: dict[_Key, ClipEdit] = {}
        self._why = ""
        self._pause = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._pause.timeout.connect(self._send_all)

    def put(self, product: Product, edit: ClipEdit) -> None:
        """Save an edit soon, in place of what was decided before in this style."""
        self._unsaved.pop((product.id, edit.template), None)
        self._unsaved[product.id, edit.template] = product, edit
        if not self._pause.isActive():
            self._pause.start()

    def newest(self, product: Product) -> ClipEdit | None:
        """Return what was decided last about a product; None when all of it is on the disk."""
        return next((edit for one, edit in reversed(self._unsaved.values()) if one.id == product.id), None)

    def kept(self, product: Product, template: str) -> ClipEdit | None:
        """Return what was decided about a clip; None when that is on the disk."""
        return self._unsaved.get((product.id, template), (product, None))[1]

    def unsaved(self) -> str:
        """Return why something is not on the disk and will not be by itself; "" when all is well."""
        return self._why if self._unsaved else ""

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self._pause.stop()
        self._send_all()

    def forget(self) -> None:
        """Give up what is not saved."""
        self._pause.stop()
        self._unsaved.clear()

    def _send_all(self) -> None:
        for key, (product, edit) in self._unsaved.items():
            if self._sent.get(key) is edit:  # on its way already
                continue
            self._sent[key] = edit
            task = self._tasks.prepare_write(partial(save_edit, self._shop, product, edit))
            task.succeeded.connect(partial(self._settle, key, edit))
            task.failed.connect(self._tell)
            task.finished.connect(partial(self._end, key, edit))
            task.start()

    def _settle(self, key: _Key, edit: ClipEdit, _nothing: object) -> None:
        if key in self._unsaved and self._unsaved[key][1] is edit:
            del self._unsaved[key]
        if not self._unsaved:
            self._why = ""

    def _tell(self, problem: VendorError) -> None:
        self._why = str(problem)
        self.problem.emit(problem)

    def _end(self, key: _Key, edit: ClipEdit) -> None:
        if self._sent.get(key) is edit:
            del self._sent[key]
