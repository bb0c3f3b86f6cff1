"""What every page of the window has in common."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from vendor_app.catalogue.records import Change, Sku
from vendor_app.errors import VendorError
from vendor_app.language import _

if TYPE_CHECKING:
    from ui.render_watch import RenderWatch


class Page(QWidget):
    """One page: it says what the user wants and decides nothing about other pages; the main window wires it.

    A page is made as ``SomePage(shop, tasks)`` and made anew when the language changes.
    """

    is_held_at_foot: ClassVar[bool] = False
    """Whether the hand is at the foot of the page all the time: what the window says comes in above it then."""

    back_wanted = Signal()
    """To where the user came from."""
    product_wanted = Signal(str)
    """To the editor of a SKU."""
    clip_wanted = Signal(str)
    """To the clip page of a SKU."""
    export_wanted = Signal(str)
    """To the export page of a SKU."""
    field_wanted = Signal(str, str)
    """To where something about a SKU is typed or chosen, in the words of ``bundle.checks.FIELDS``."""
    notice = Signal(str, object)
    """A sentence for the toast, and what its undo button calls: a function without arguments, or None."""
    problem = Signal(object)
    """A VendorError to show in a dialog."""

    def follow(self, queue: "RenderWatch") -> None:
        """Take the queue of clips, once, after the page was made."""

    def open_product(self, sku: Sku) -> None:
        """Show this product; called each time before the page comes up. Pages of no one product ignore it."""

    def reveal(self, place: str) -> None:
        """Bring a field or part into sight, ready to be used, as soon as the product opened last is shown."""

    def leave(self) -> None:
        """Finish or stop what runs: another page comes up, or the window closes. Must not wait."""

    def commit(self) -> None:
        """Take over what is being typed, as if the keyboard had gone elsewhere; ``unsaved`` counts it then."""

    def when_named(self, way: Callable[[], None]) -> None:
        """Call ``way`` as soon as the SKU of the product here is what the catalogue has: at once where none is typed.

        Of several the last is called.
        """
        way()

    def discard(self) -> None:
        """Drop what was typed and cannot be stored."""

    def is_busy(self) -> bool:
        """Return whether long work is under way that the user would not want to lose."""
        return False

    def unsaved(self) -> str:
        """Return why something typed here is not in the catalogue, as a sentence; "" when everything is."""
        return ""

    def open_outside(self, path: Path) -> None:
        """Open a file or folder in the program that the machine has for it; of what is gone the folder it was in."""
        there = path if path.exists() else path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(there))):
            self.problem.emit(VendorError(_("This computer cannot show {path}.").format(path=there)))

    def catalogue_changed(self, change: Change) -> None:
        """Look again at what shows any of the products in ``change``."""
