"""What real customers said: their words, how they want to be called, and their photo if there is one."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from ui.theme import Color
from ui.widgets.buttons import FlatIconButton, IconButton
from ui.widgets.card import Caption
from ui.widgets.editors import TextArea
from ui.widgets.field import FieldProblem, mark_wrong
from ui.widgets.pictures import Pictures
from vendor_app.catalogue.records import Product, Review
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.thai.text import normalise_line

_PICTURE, _IN_MENU = QSize(36, 36), QSize(44, 44)
_LONGEST_WHO = 60


class PhotoMenu(QMenu):
    """Photos to choose one from. Their pictures come when they are read; the first time that is after it is open."""

    def __init__(self, parent: QWidget, pictures: Pictures, photos: Sequence[Photo]) -> None:
        super().__init__(parent)
        self._pictures, self._photos = pictures, {photo.id: photo for photo in photos}
        self._empty = QPixmap(_IN_MENU)
        self._empty.fill(QColor(Color.CHIP))
        self.addAction(_("No photo")).setData(None)
        for number, photo in enumerate(photos, 1):
            action = self.addAction(_("Photo {number}").format(number=number))
            action.setData(photo.id)
            action.setIcon(self._icon(photo))
        pictures.arrived.connect(self._show)
        self.aboutToHide.connect(self.deleteLater)

    def _show(self, photo_id: str) -> None:
        for action in self.actions():
            if action.data() == photo_id:
                action.setIcon(self._icon(self._photos[photo_id]))

    def _icon(self, photo: Photo) -> QIcon:
        density = self.devicePixelRatioF()
        return QIcon(self._pictures.picture(photo, _IN_MENU, density, corners="all", radius=8) or self._empty)


class PhotoChoice(IconButton):
    """One of the product's photos, or none."""

    chosen = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__("user", _("The customer's photo"))
        self._pictures = pictures
        self._photos: tuple[Photo, ...] = ()
        self.photo: PhotoId | None = None
        self.clicked.connect(self._offer)
        pictures.arrived.connect(self._draw_again)

    def show_choice(self, photos: Sequence[Photo], photo: PhotoId | None) -> None:
        """Offer these photos and show which is chosen."""
        self._photos, self.photo = tuple(photos), photo
        self._draw()

    def _draw_again(self, photo_id: str) -> None:
        if photo_id == self.photo:
            self._draw()

    def _draw(self) -> None:
        shown = next((photo for photo in self._photos if photo.id == self.photo), None)
        picture = None if shown is None else self._icon(shown)
        if picture is None:
            self.set_icon("user")
        else:
            self.setIcon(picture)
        self.setIconSize(_PICTURE if picture is not None else QSize(self.icon_pixels, self.icon_pixels))

    def _icon(self, photo: Photo) -> QIcon | None:
        found = self._pictures.picture(photo, _PICTURE, self.devicePixelRatioF(), corners="all", radius=8)
        return None if found is None else QIcon(found)

    def _offer(self) -> None:
        menu = PhotoMenu(self, self._pictures, self._photos)
        menu.triggered.connect(self._take)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, action: QAction) -> None:
        self.photo = action.data()
        self._draw()
        self.chosen.emit()


class ReviewRow(QWidget):
    """The widgets of one review."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.text, self.who = TextArea(2), QLineEdit()
        self.photo = PhotoChoice(pictures)
        self.remove = FlatIconButton("x", _("Take this review away"))
        self.text.setAccessibleName(_("What the customer said"))
        self.text.setPlaceholderText(_("In the customer's own words: “soft, true to size, came fast”"))
        self.who.setAccessibleName(_("Who said it"))
        self.who.setPlaceholderText(_("Khun Naen, Udon"))
        self.who.setMaxLength(_LONGEST_WHO)
        for editor in (self.text, self.who):
            editor.setAcceptDrops(False)
        side = QHBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.who, 1)
        side.addWidget(self.photo)
        side.addWidget(self.remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.text, 3)
        column = QVBoxLayout()
        column.addLayout(side)
        column.addStretch(1)
        row.addLayout(column, 2)

    def show_review(self, review: Review, photos: Sequence[Photo]) -> None:
        """Show a stored review; what says the same, such as a space just typed, stays."""
        if normalise_line(self.text.toPlainText()) != review.text:
            self.text.show_text(review.text)
        if normalise_line(self.who.text()) != review.who:
            self.who.setText(review.who)
            self.who.setCursorPosition(0)
        self.photo.show_choice(photos, review.photo)

    def read(self) -> Review | None:
        """Return the review typed; None while it has no words."""
        text = self.text.toPlainText().strip()
        return Review(text=text, who=self.who.text().strip(), photo=self.photo.photo) if text else None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed at all."""
        return not (self.text.toPlainText().strip() or self.who.text().strip())


class ReviewRows(QWidget):
    """Tells the reviews that have words; one without waits, and says so when the keyboard leaves it."""

    edited = Signal(object)
    """The Reviews typed so far."""
    left = Signal()

    def __init__(self, pictures: Pictures, before: QWidget) -> None:
        """Come after ``before`` when one goes from field to field with Tab."""
        super().__init__()
        self._pictures, self._before = pictures, before
        self._photos: tuple[Photo, ...] = ()
        self.rows: list[ReviewRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._advice = Caption(
            _("Only what a customer really said. A clip can show it with the name they allow."), wrap=True
        )
        self._problem = FieldProblem()
        self._column.addWidget(self._advice)
        self._column.addWidget(self._problem)

    def show_reviews(self, product: Product) -> None:
        """Show the reviews of a product; a row without words waits for the vendor."""
        self._photos = product.photos
        typed = [row for row in self.rows if row.read() is not None]
        if len(typed) != len(product.reviews):
            for row in typed[len(product.reviews) :]:
                self._drop(row)
            for _review in product.reviews[len(typed) :]:
                self._add()
            typed = [row for row in self.rows if row.read() is not None or row.is_blank][: len(product.reviews)]
        for row, review in zip(typed, product.reviews, strict=False):
            row.show_review(review, product.photos)

    def clear(self) -> None:
        """Take every row away."""
        while self.rows:
            self._drop(self.rows[-1])
        self.show_problem("")

    def add_row(self) -> None:
        """Begin another review; the keyboard goes there."""
        self._add().text.setFocus()

    def problem(self) -> str:
        """Return why a review is not stored, empty when all are."""
        return self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Say why the reviews are not stored."""
        self._problem.show_problem(self, sentence)

    def _add(self) -> ReviewRow:
        row = ReviewRow(self._pictures)
        row.photo.show_choice(self._photos, None)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows), row)
        row.text.typed.connect(self._tell)
        row.who.textEdited.connect(self._tell)
        row.photo.chosen.connect(self._tell)
        row.text.left.connect(self._leave)
        row.who.editingFinished.connect(self._leave)
        row.remove.clicked.connect(self._remove)
        widgets = (w for one in self.rows for w in (one.text, one.who, one.photo, one.remove))
        for first, second in itertools.pairwise((self._before, *widgets)):
            QWidget.setTabOrder(first, second)
        return row

    def _drop(self, row: ReviewRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self) -> None:
        self._drop(next(row for row in self.rows if row.remove is self.sender()))
        self._tell()
        self._leave()

    def _tell(self) -> None:
        self.show_problem("")
        self.edited.emit(tuple(review for row in self.rows if (review := row.read()) is not None))

    def _leave(self) -> None:
        """Mark a row that has a name but no words: that is not stored."""
        wordless = [row for row in self.rows if row.read() is None and not row.is_blank]
        for row in self.rows:
            mark_wrong(row.text, wrong=row in wordless)
        self.show_problem(_("A review has no words.") if wordless else "")
        self.left.emit()
