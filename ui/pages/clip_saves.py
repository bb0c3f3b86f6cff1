"""Edits of clips on their way to the disk."""

from PySide6.QtCore import QObject

from ui.saves import Saves
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.clips import save_edit
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit

_Key = tuple[str, str]
"""Id of the product, and the style: each has a file of its own."""
_Kept = tuple[Product, ClipEdit]


class ClipSaves(Saves[_Key, _Kept]):
    """What is decided about one clip in one style is one file."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(tasks, self._save, parent)
        self._shop = shop

    def _save(self, _key: _Key, kept: _Kept) -> None:
        """Write one edit. Runs on the writer."""
        save_edit(self._shop, *kept)

    def put_edit(self, product: Product, edit: ClipEdit) -> None:
        """Save an edit soon, in place of what was decided before in this style."""
        self.put((product.id, edit.template), (product, edit))

    def newest(self, product: Product) -> ClipEdit | None:
        """Return what was decided last about a product; None when all of it is on the disk."""
        return next((edit for one, edit in reversed(self.waiting.values()) if one.id == product.id), None)

    def kept(self, product: Product, template: str) -> ClipEdit | None:
        """Return what was decided about a clip; None when that is on the disk."""
        return self.waiting.get((product.id, template), (product, None))[1]
