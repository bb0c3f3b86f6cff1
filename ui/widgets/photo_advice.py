"""The yellow card under the photos: one thing that would make them better, and what mends it one tap away."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.card import Caption, HintCard
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.quality import Mark
from vendor_app.photos.shot_list import next_missing, shot_list, taken

Marks = Mapping[PhotoId, tuple[Mark, ...]]


class Advice(NamedTuple):
    """One sentence, and where touching it leads."""

    words: str
    photo: PhotoId = ""
    """Of the photo to open in the studio; "" when the card leads nowhere."""


def advice(product: Product, marks: Marks) -> Advice:
    """Return what to do next about a product's photos; without words when all is well."""
    if not product.photos:
        return Advice(_("Drop photos here: from the phone's cable, from chat, from a memory card."))
    marked = _worst(product, marks)
    if marked is not None:
        return _to_mend(product, *marked)
    if len(product.photos) > 1 and not any(shot for shot in taken(product).values()):
        return Advice(_("Drag each photo onto the picture that it is: what is still missing shows by itself."))
    following = next_missing(product)
    if following is None:
        return Advice("")
    return Advice(_("Next: {shot}. {how}").format(shot=following.title, how=following.how))


def _worst(product: Product, marks: Marks) -> tuple[Photo, Mark] | None:
    """Return the first photo that a tap can mend, else the first with anything that is not good."""
    found = [(photo, mark) for photo in product.photos for mark in marks.get(photo.id, ())]
    return next((one for one in found if one[1].fix), found[0] if found else None)


def _to_mend(product: Product, photo: Photo, mark: Mark) -> Advice:
    shot = shot_list(product).shot(photo.shot)
    number = product.photos.index(photo) + 1
    name = f"“{shot.title}”" if shot else _("number {number}").format(number=number)
    if mark.fix:
        words = _("The photo {name} {wrong}. Touch here, then choose “{fix}”.")
        return Advice(words.format(name=name, wrong=mark.short, fix=mark.fix), photo.id)
    return Advice(_("The photo {name}: {says}").format(name=name, says=mark.says), photo.id)


class AdviceCard(HintCard):
    """Touched, or with Enter, it says which photo is to be mended."""

    photo_wanted = Signal(str)
    """The id of a photo to open in the studio."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._advice = Advice("")
        self._words, bulb = Caption(wrap=True), QLabel()
        bulb.setPixmap(picture("lightbulb", 26, Color.ACCENT_TEXT))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(bulb)
        row.addWidget(self._words, 1)
        self.column.addLayout(row)
        self.hide()

    def show_advice(self, shown: Advice) -> None:
        """Show one sentence; nothing where there is none."""
        self._advice = shown
        self._words.setText(shown.words)
        leads = bool(shown.photo)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(shown.words)
        self.setVisible(bool(shown.words))

    def text(self) -> str:
        """Return what it says."""
        return self._advice.words

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._advice.photo and event.button() == Qt.MouseButton.LeftButton:
            self.photo_wanted.emit(self._advice.photo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._advice.photo and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.photo_wanted.emit(self._advice.photo)
        else:
            super().keyPressEvent(event)
