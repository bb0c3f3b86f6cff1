"""What can be said of the photo that is up: how much the product fills, a face in it, what is not good yet."""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, QRectF, Signal

from ui.latest import Latest
from ui.pages.studio_darkroom import Darkroom, Negative
from ui.pages.studio_draft import StudioDraft
from ui.pages.studio_fill import box_of, crop_around, mask_of
from ui.tasks import Tasks
from ui.widgets.studio_marks import ShownMark
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.photos.fill import fill_share
from vendor_app.photos.focus import find_face
from vendor_app.photos.on_white import Mask
from vendor_app.photos.photo import PhotoId
from vendor_app.photos.quality import Qualities, measure, product_marks
from vendor_app.photos.recipe import MOST_DEGREES, Crop, Recipe
from vendor_app.shop import Shop

_SIDE: Final = 1080
"""Pixels on the long side of the picture that is measured."""


class _Where(NamedTuple):
    """Where the product is, as a mask of the original."""

    photo: PhotoId
    mask: Mask | None
    is_exact: bool


class _Judged(NamedTuple):
    """What was found about one recipe of one photo."""

    photo: PhotoId
    share: float | None
    is_exact: bool


class _Cut(NamedTuple):
    """The window that was looked for."""

    photo: PhotoId
    crop: Crop | None


class _Marked(NamedTuple):
    """What is not good yet, and how far the product leans."""

    photo: PhotoId
    marks: tuple[ShownMark, ...]
    lean: float


class _Face(NamedTuple):
    photo: PhotoId
    box: QRectF | None


class StudioJudging(QObject):
    """Looks beside the window, and anew after each change."""

    share_found = Signal(object, bool)
    """The product's share of the frame, None when nobody knows it, and whether it is exact."""
    face_found = Signal(object)
    """A box in fractions of the original where a face is, or None."""
    marks_found = Signal(object)
    """What is to be mended: ShownMark, the most important first."""
    notice = Signal(str, object)

    def __init__(
        self, shop: Shop, tasks: Tasks, draft: StudioDraft, darkroom: Darkroom, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._draft, self._darkroom = shop, draft, darkroom
        self._lean = 0.0
        """How far the product leans to the right on the picture as it was seen last, in degrees."""
        self._has_face = False
        self._measuring, self._marking, self._cutting, self._facing = (Latest(tasks, self) for _kind in range(4))
        self._measuring.made.connect(self._tell_share)
        self._marking.made.connect(self._tell_marks)
        self._cutting.made.connect(self._take_crop)
        self._facing.made.connect(self._tell_face)

    def begin(self) -> None:
        """Look at another photo."""
        negative, self._has_face = self._darkroom.negative, False
        if negative is not None:
            self._facing.begin(partial(_face_in, negative))

    def look_again(self) -> None:
        """Measure what there is now."""
        self._ask(self._measuring, _judged)
        product = self._draft.product
        if product is not None:
            seen = replace(product, photos=self._draft.photos)
            self._ask(self._marking, partial(_marked, qualities=self._shop.qualities, product=seen))

    def straighten(self) -> None:
        """Turn the picture so that the product stands upright."""
        wanted = self._draft.recipe.degrees - self._lean
        self._draft.settle()
        self._draft.change(degrees=round(min(max(wanted, -MOST_DEGREES), MOST_DEGREES), 1))

    def cut_around(self, shape: float | None) -> None:
        """Cut the photo so that the product fills it as shops like it."""
        self._ask(self._cutting, partial(_cut, shape=shape))

    def stop(self) -> None:
        """Hear nothing more of what is being looked at."""
        for work in (self._measuring, self._marking, self._cutting, self._facing):
            work.stop()

    def _ask(self, latest: Latest, question: Callable[[Negative, Recipe, _Where], object]) -> None:
        negative = self._darkroom.negative
        if negative is not None:
            latest.begin(partial(self._answer, negative, self._draft.recipe, question))

    def _answer(
        self, negative: Negative, recipe: Recipe, question: Callable[[Negative, Recipe, _Where], object]
    ) -> object:
        """Find the product and answer. Runs on a reader."""
        mask = self._darkroom.mask(recipe)
        is_exact = mask is not None
        if mask is None:
            mask = mask_of(negative.focus(), negative.photo)
        return question(negative, recipe, _Where(negative.photo.id, mask, is_exact))

    def _is_up(self, photo_id: PhotoId) -> bool:
        return self._draft.photo is not None and self._draft.photo.id == photo_id

    def _tell_share(self, judged: _Judged) -> None:
        if self._is_up(judged.photo):
            self.share_found.emit(judged.share, judged.is_exact)

    def _tell_marks(self, marked: _Marked) -> None:
        if self._is_up(marked.photo):
            self._lean = marked.lean
            is_open = self._has_face and not self._draft.recipe.veils
            self.marks_found.emit((*marked.marks, _face_mark()) if is_open else marked.marks)

    def _take_crop(self, cut: _Cut) -> None:
        if not self._is_up(cut.photo):
            return
        if cut.crop is None:
            self.notice.emit(_("The product cannot be told from the background. Cut it by hand."), None)
        else:
            self._draft.settle()
            self._draft.change(crop=cut.crop)

    def _tell_face(self, face: _Face) -> None:
        if self._is_up(face.photo):
            self._has_face = face.box is not None
            self.face_found.emit(None if self._draft.recipe.veils else face.box)


def _judged(_negative: Negative, recipe: Recipe, where: _Where) -> _Judged:
    share = None if where.mask is None else fill_share(where.mask, recipe)
    return _Judged(where.photo, share or None, where.is_exact)


def _marked(negative: Negative, recipe: Recipe, where: _Where, *, qualities: Qualities, product: Product) -> _Marked:
    """Measure the picture as it is now, and tell it from the others. Light is judged with the ground it came with."""
    photo = negative.photo.id
    found = measure(negative.developed(replace(recipe, cutout=None), _SIDE))
    known = {one.look: qualities.known(one) for one in product.photos if one.id != photo}
    looks = {one.look: found for one in product.photos if one.id == photo}
    measured = looks | {look: facts for look, facts in known.items() if facts is not None}
    marks = product_marks(product, measured).get(photo, ())
    return _Marked(photo, tuple(ShownMark(one.name, one.says, one.fix) for one in marks), found.lean.degrees)


def _face_mark() -> ShownMark:
    words = _("There is a face in it. Hide it before you post, unless whoever it is has agreed.")
    return ShownMark("face", words, _("Hide the face found"))


def _cut(negative: Negative, recipe: Recipe, where: _Where, *, shape: float | None) -> _Cut:
    box = None if where.mask is None else box_of(where.mask, recipe)
    return _Cut(where.photo, None if box is None else crop_around(box, negative.photo, recipe, shape))


def _face_in(negative: Negative) -> _Face:
    """Look for a face. Runs on a reader."""
    face = find_face(negative.pixels)
    box = None if face is None else QRectF(face.x, face.y, face.width, face.height)
    return _Face(negative.photo.id, box)
