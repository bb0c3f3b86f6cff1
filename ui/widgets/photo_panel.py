"""The photos of the product being edited: which a buyer wants, which there are, and the ways to bring some in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.icons import icon
from ui.widgets.badge import Badge
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.card import Card, Heading
from ui.widgets.drops import Incoming, on_clipboard
from ui.widgets.photo_advice import AdviceCard, Marks, advice
from ui.widgets.photo_dialog import photo_dialog
from ui.widgets.photo_tile import GAP
from ui.widgets.photo_tiles import PhotoTiles
from ui.widgets.pictures import Pictures
from ui.widgets.progress_strip import ProgressStrip
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.photos.shot_list import Shot, shot_list, taken


class PhotoPanel(QWidget):
    """Buttons, progress while photos come in, the shot list as tiles, and one piece of advice."""

    camera_wanted = Signal(str)
    """Pictures are to be taken now: the name of a shot, "" for the first that is missing."""
    photos_wanted = Signal(object)
    """Incoming photos that the product should have."""
    phone_wanted = Signal(str)
    """Photos from a phone: the name of a shot, "" for the first that is missing."""
    footage_wanted = Signal()
    """Videos are to be chosen."""
    card_wanted = Signal()
    """Photos of a memory card."""
    watching_wanted = Signal()
    """New photos of a folder are to come by themselves, or no longer."""
    cable_wanted = Signal()
    """How photos come from a phone on a cable."""
    nothing_pasted = Signal()
    """The clipboard holds no photo."""
    reordered = Signal(object)
    """The photos in their new order."""
    shot_told = Signal(str, str)
    """The id of a photo and which shot of the list it is; "" for none."""
    edit_wanted = Signal(str)
    """The id of a photo to open in the studio."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.tiles = PhotoTiles(pictures)
        self.tiles.add_wanted.connect(self.choose_files)
        self.tiles.reordered.connect(self.reordered)
        self.tiles.edit_wanted.connect(self.edit_wanted)
        self.tiles.shot_told.connect(self.shot_told)
        self.tiles.shot_wanted.connect(self.ask_how)
        self.strip = ProgressStrip()
        self._reading = False
        self._product: Product | None = None
        self._marks: Marks = {}
        self._count, self.advice = Badge(), AdviceCard()
        self.advice.photo_wanted.connect(self.edit_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._buttons())
        column.addWidget(self.strip)
        column.addWidget(self._card())
        column.addWidget(self.advice)
        column.addStretch(1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        take = PrimaryButton(_("Take photos"), "camera")
        phone, choose = QuietButton(_("Phone"), "qr-code"), QuietButton(_("Files"), "folder-open")
        take.clicked.connect(self._want_camera)
        choose.clicked.connect(self.ask_where)
        phone.clicked.connect(self._want_phone)
        self._choose = choose
        for button in (take, phone, choose):
            row.addWidget(button, 1)
        return row

    def _card(self) -> Card:
        card = Card()
        card.column.setContentsMargins(16, 14, 16 - GAP, 16 - GAP)  # each tile has its gap behind it
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, GAP, 0)
        top.addWidget(Heading(_("Pictures it should have")))
        top.addStretch(1)
        top.addWidget(self._count)
        card.column.addLayout(top)
        card.column.addWidget(self.tiles)
        return card

    def show_product(self, product: Product) -> None:
        """Show the photos of a product, what its shot list misses, and what would make them better."""
        if self._product is None or self._product.id != product.id:
            self.show_film(QImage())
        self._product = product
        self.tiles.show_product(product)
        self._show_count()
        self._show_advice()

    def show_marks(self, marks: Marks) -> None:
        """Show what is not good about the photos."""
        self._marks = marks
        self.tiles.show_marks(marks)
        self._show_advice()

    def show_film(self, film: QImage) -> None:
        """Show a picture of the product's footage on its tile."""
        self.tiles.show_film(film)

    def _show_advice(self) -> None:
        if self._product is not None:
            self.advice.show_advice(advice(self._product, self._marks))

    def show_reading(self, reading: bool) -> None:
        """Say that photos are on their way, or no longer."""
        self._reading = reading
        self._show_count()

    def _show_count(self) -> None:
        if self._product is None:
            return
        if self._reading and not self._product.photos:
            self._count.show_state(_("Reading photos…"), "idle")
            return
        there, wanted = len(taken(self._product)), len(shot_list(self._product).shots)
        words = _("{count} of {all} taken").format(count=there, all=wanted)
        self._count.show_state(words, "good" if there == wanted else "warn")

    # Ways to bring some in

    def _want_camera(self) -> None:
        self.camera_wanted.emit("")

    def _want_phone(self) -> None:
        self.phone_wanted.emit("")

    def ask_where(self) -> QMenu:
        """Ask where on this computer photos are to come from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, name, reaction in (
            (_("Choose photo files"), "folder-open", self.choose_files),
            (_("Paste what was copied"), "clipboard-text", self.paste),
            (_("From the camera's card"), "hard-drive", self.card_wanted),
            (_("New photos of a folder, by themselves"), "folder-notch-plus", self.watching_wanted),
            (_("Phone on a cable: how?"), "device-mobile-camera", self.cable_wanted),
        ):
            menu.addAction(icon(name), text).triggered.connect(reaction)
        menu.popup(self._choose.mapToGlobal(self._choose.rect().bottomLeft()))
        return menu

    def ask_how(self, shot: Shot, at: QPoint) -> QMenu:
        """Ask how a missing shot is to be taken, at a place of the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(str(shot.title)).setEnabled(False)  # a section's words are not drawn under a style sheet
        for text, name, reaction in (
            (_("Take it with the camera"), "camera", partial(self.camera_wanted.emit, shot.name)),
            (_("With a phone"), "qr-code", partial(self.phone_wanted.emit, shot.name)),
            (_("Choose a file"), "folder-open", partial(self._choose_for, shot)),
        ):
            menu.addAction(icon(name), text).triggered.connect(reaction)
        menu.popup(at)
        return menu

    def _choose_for(self, shot: Shot) -> None:
        if shot.is_footage:
            self.footage_wanted.emit()
            return
        dialog = photo_dialog(self)
        dialog.filesSelected.connect(partial(self._take_files, shot=shot.name))
        dialog.open()

    def choose_files(self) -> None:
        """Let the vendor choose photo files."""
        dialog = photo_dialog(self)
        dialog.filesSelected.connect(self._take_files)
        dialog.open()

    def _take_files(self, files: list[str], shot: str = "") -> None:
        self.photos_wanted.emit(Incoming(tuple(Path(file) for file in files), shot=shot))

    def paste(self) -> None:
        """Take the photos on the clipboard."""
        photos = on_clipboard()
        if photos:
            self.photos_wanted.emit(photos)
        else:
            self.nothing_pasted.emit()
