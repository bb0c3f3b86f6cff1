"""The styles beside the clip: each with a picture of this product, and the way from one to another."""

from PySide6.QtCore import QObject, QSize, Signal

from ui.pages.clip_draft import ClipDraft
from ui.pages.clip_making import ClipMaking
from ui.pages.clip_others import ClipOthers
from ui.pages.clip_pictures import ClipPictures, Film, Still
from ui.widgets.clip_styles import ClipStyles
from ui.widgets.template_cards import STILL
from vendor_app.errors import VendorError
from vendor_app.storyboard.templates import template


class ClipStyling(QObject):
    """Between the cards, the pictures and the edit."""

    problem = Signal(object)
    """The VendorError that says why the product cannot be a clip in the style that was pressed."""

    def __init__(
        self, draft: ClipDraft, pictures: ClipPictures, side: ClipStyles, others: ClipOthers, making: ClipMaking
    ) -> None:
        super().__init__(draft)
        self._draft, self._pictures, self._others, self._making = draft, pictures, others, making
        self._side, self._cards = side, side.cards
        self.refusals: dict[str, VendorError | None] = {}
        """Why the product cannot be a clip in some styles; None for those in which it can."""
        pictures.style_drawn.connect(self._show)
        pictures.style_film_drawn.connect(self._show_film)
        others.changed.connect(self.draw)
        self._cards.chosen.connect(self.choose)
        self._cards.film_wanted.connect(self._draw_film)

    def forget(self) -> None:
        """Drop what is known of the product before."""
        self._pictures.forget()
        self.refusals.clear()

    def draw(self) -> None:
        """Draw the product in every style."""
        draft = self._draft
        if draft.product is not None:
            self._pictures.draw_styles(draft.product, draft.edit, draft.originals, self._pixels())

    def choose(self, name: str) -> None:
        """Go on in a style; one in which the product cannot be a clip says why instead."""
        if "other_products" in template(name).needs and (not self._draft.edit.others or self._draft.plan is None):
            self._side.choose(self._draft.edit.template)
            self._others.ask(name)
        elif refusal := self.refusals.get(name):
            self._side.choose(self._draft.edit.template)
            self.problem.emit(refusal)
        else:
            self._draft.choose_template(name)

    def _pixels(self) -> QSize:
        """Return the size of a style's picture in device pixels, in whole pairs as the planes of a frame need it."""
        size = STILL * self._side.devicePixelRatio()
        return QSize(size.width() // 2 * 2, size.height() // 2 * 2)

    def _show(self, still: Still) -> None:
        self._cards.show_still(still.key, still.image)
        self._cards.lock(still.key, still.refusal is not None)
        self.refusals[still.key] = still.refusal

    def _show_film(self, film: Film) -> None:
        self._cards.show_film(film.key, film.images)

    def _draw_film(self, name: str) -> None:
        draft = self._draft
        if draft.product is not None and not self._making.is_at_stake:
            self._pictures.draw_style_film(draft.product, draft.edit, draft.originals, self._pixels(), name)
