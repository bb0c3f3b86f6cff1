"""The photos of the product being edited: bring some in, see them come, set them in order."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.badge import Badge
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Caption, Card, Heading, HintCard
from ui.widgets.drops import Incoming, on_clipboard
from ui.widgets.photo_dialog import photo_dialog
from ui.widgets.photo_tile import GAP
from ui.widgets.photo_tiles import PhotoTiles
from ui.widgets.pictures import Pictures
from ui.widgets.progress_strip import ProgressStrip
from vendor_app.catalogue.records import Product
from vendor_app.language import _

_GOOD_COUNT = 4


class PhotoPanel(QWidget):
    """Buttons, progress while photos come in, the tiles, and one piece of advice."""

    camera_wanted = Signal()
    """Pictures are to be taken now."""
    photos_wanted = Signal(object)
    """Incoming photos that the product should have."""
    phone_wanted = Signal()
    """Photos from a phone."""
    nothing_pasted = Signal()
    """The clipboard holds no photo."""
    reordered = Signal(object)
    """The photos in their new order."""
    edit_wanted = Signal(str)
    """The id of a photo to open in the studio."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.tiles = PhotoTiles(pictures)
        self.tiles.add_wanted.connect(self.choose_files)
        self.tiles.reordered.connect(self.reordered)
        self.tiles.edit_wanted.connect(self.edit_wanted)
        self.strip = ProgressStrip()
        self._reading = False
        self._product: Product | None = None
        self._count = Badge()
        self._hint, self._advice = HintCard(), Caption(wrap=True)
        self._hint.column.addWidget(self._advice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._buttons())
        column.addWidget(self.strip)
        column.addWidget(self._card())
        column.addWidget(self._hint)
        column.addStretch(1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        take = PrimaryButton(_("Take photos"), "camera")
        phone, choose = QuietButton(_("From a phone"), "qr-code"), QuietButton(_("Files"), "folder-open")
        take.clicked.connect(self.camera_wanted)
        choose.clicked.connect(self.choose_files)
        phone.clicked.connect(self.phone_wanted)
        for button in (take, phone, choose):
            row.addWidget(button, 1)
        return row

    def _card(self) -> Card:
        card = Card()
        card.column.setContentsMargins(16, 14, 16 - GAP, 16 - GAP)  # each tile has its gap behind it
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, GAP, 0)
        top.addWidget(Heading(_("Photos")))
        top.addStretch(1)
        top.addWidget(self._count)
        card.column.addLayout(top)
        card.column.addWidget(self.tiles)
        return card

    def show_product(self, product: Product) -> None:
        """Show the photos of a product, and what would make them better."""
        self._product = product
        self.tiles.show_photos(product.photos)
        self._show_count(len(product.photos))
        advice = _advice(product)
        self._advice.setText(advice)
        self._hint.setVisible(bool(advice))

    def show_reading(self, reading: bool) -> None:
        """Say that photos are on their way, or no longer."""
        self._reading = reading
        self._show_count(len(self._product.photos) if self._product else 0)

    def _show_count(self, count: int) -> None:
        if self._reading and not count:
            self._count.show_state(_("Reading photos…"), "idle")
        else:
            self._count.show_state(_("{count} photos").format(count=count), "good" if count >= _GOOD_COUNT else "warn")

    def choose_files(self) -> None:
        """Let the vendor choose photo files."""
        dialog = photo_dialog(self)
        dialog.filesSelected.connect(self._take_files)
        dialog.open()

    def _take_files(self, files: list[str]) -> None:
        self.photos_wanted.emit(Incoming(tuple(Path(file) for file in files)))

    def paste(self) -> None:
        """Take the photos on the clipboard."""
        photos = on_clipboard()
        if photos:
            self.photos_wanted.emit(photos)
        else:
            self.nothing_pasted.emit()


def _advice(product: Product) -> str:
    """Return one sentence on what to photograph next; "" when all is well."""
    if not product.photos:
        return _("Drop photos here: from the phone's cable, from chat, from a memory card.")
    if len(product.photos) < _GOOD_COUNT:
        return _("A clip looks best with 4 photos or more: front, back, the cloth close up, worn by someone.")
    if any(min(photo.width, photo.height) < 600 for photo in product.photos):
        return _("Some photos are small. Shops want at least 600 × 600: send the original, not the one from chat.")
    return ""
