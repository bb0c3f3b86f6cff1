"""Putting the product on white: found by itself with progress, then mended by strokes that are kept at once."""

from functools import partial
from typing import Final, NamedTuple

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ui.latest import Latest
from ui.pages.studio_darkroom import Darkroom
from ui.pages.studio_draft import StudioDraft
from ui.tasks import Task, Tasks
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.cutout import NothingFound, cut_out, drawn
from vendor_app.photos.masks import Masks
from vendor_app.photos.on_white import Mask
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import Pixels, fit_within, read_photo
from vendor_app.photos.recipe import Cutout, MaskId, Stroke
from vendor_app.progress import Progress
from vendor_app.shop import Shop

_MOST_STROKES: Final = 500
_STAND_SIDE: Final = (900, 900)
_SEARCHED_SIDE: Final = 1200
_UNSAID, _PRODUCT = 2, 1
"""Labels: where no stroke goes, and where one keeps."""


class Found(NamedTuple):
    """A mask that is kept in the shop."""

    name: MaskId
    mask: Mask


class _FoundAll(NamedTuple):
    """What was found in several photos of a product, and in how many there was nothing to find."""

    product_id: str
    cutouts: dict[PhotoId, Cutout]
    missed: int


class _Wish(NamedTuple):
    """A stroke that is not in the recipe yet."""

    product_id: str
    photo_id: PhotoId
    stroke: Stroke


def mended(mask: Mask, stroke: Stroke) -> Mask:
    """Return the mask with what a stroke goes over made all product, or none of it."""
    labels = np.full(mask.shape, _UNSAID, np.uint8)
    drawn(labels, (stroke,))
    return np.where(labels == _UNSAID, mask, np.where(labels == _PRODUCT, np.uint8(255), np.uint8(0)))


def _keep_mended(masks: Masks, name: MaskId, mask: Mask | None, stroke: Stroke) -> Found:
    """Draw a stroke into a mask and keep it. Runs on the writer."""
    wanted = mended(masks.read(name) if mask is None else mask, stroke)
    return Found(masks.add(wanted), wanted)


def _find_all(
    shop: Shop, masks: Masks, product_id: str, photos: tuple[Photo, ...], shadow: bool, *, progress: Progress
) -> _FoundAll:
    """Find the product in each photo. One that cannot be read or told from its background is left as it is."""
    found, missed = dict[PhotoId, Cutout](), 0
    for photo in progress.track(photos, note=_("Finding the product")):
        try:
            pixels = read_photo(shop.photos.path(photo), fit_within((photo.width, photo.height), _SEARCHED_SIDE))
            found[photo.id] = Cutout(mask=masks.add(cut_out(pixels)), shadow=shadow)
        except VendorError:
            missed += 1
    return _FoundAll(product_id, found, missed)


def _find(
    masks: Masks,
    pixels: Pixels,
    strokes: tuple[Stroke, ...],
    *,
    stand: Pixels | None = None,
    start: Mask | None = None,
    progress: Progress,
) -> Found:
    """Find the product and keep its mask."""
    mask = cut_out(pixels, stand=stand, strokes=strokes, start=start, progress=progress)
    return Found(masks.add(mask), mask)


class Cutting(QObject):
    """One search at a time; strokes are taken in the order in which they were drawn."""

    busy_changed = Signal(bool)
    begun = Signal(object, str)
    """A task that is about to start, and what it does: for a strip with progress and cancel."""
    problem = Signal(object)
    notice = Signal(str, object)

    def __init__(self, shop: Shop, tasks: Tasks, draft: StudioDraft, darkroom: Darkroom, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._draft, self._darkroom = shop, tasks, draft, darkroom
        self._search: Task | None = None
        self._for: tuple[str, PhotoId] = "", ""
        self._strokes: tuple[Stroke, ...] = ()
        self._stand: PhotoId | None = None
        self._wishes: list[_Wish] = []
        self._is_keeping = False
        self._refining = Latest(tasks, self)
        self._refining.made.connect(self._take_refined)
        self._refining.failed.connect(self._leave_as_drawn)
        self._refined_from: MaskId = ""

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked for that would be lost."""
        return self._search is not None

    # By itself

    def begin(self, strokes: tuple[Stroke, ...] = (), stand: PhotoId | None = None) -> None:
        """Find the product of the photo that is up, with the help of strokes or of a photo of the empty stand."""
        negative, product = self._darkroom.negative, self._draft.product
        if self._search is not None or negative is None or product is None:
            return
        self._for, self._strokes, self._stand = (product.id, negative.photo.id), strokes, stand
        work = partial(self._look, negative.pixels, strokes, stand)
        task = self._tasks.prepare(work)
        task.succeeded.connect(self._take)
        self._begin(task)

    def begin_others(self, photos: tuple[Photo, ...], shadow: bool) -> None:
        """Put other photos of the product on white too, as one step."""
        product = self._draft.product
        if self._search is not None or product is None or not photos:
            return
        work = partial(_find_all, self._shop, self._darkroom.masks, product.id, photos, shadow)
        task = self._tasks.prepare(work)
        task.succeeded.connect(self._take_all)
        self._begin(task)

    def _begin(self, task: Task) -> None:
        task.failed.connect(self.problem)
        task.finished.connect(self._end)
        self._search = task
        self.busy_changed.emit(True)
        self.begun.emit(task, _("Finding the product"))
        task.start()

    def _take_all(self, found: _FoundAll) -> None:
        self._draft.put_cutouts(found.product_id, found.cutouts)
        words = _("{count} photos are on white now.").format(count=len(found.cutouts))
        if found.missed:
            words += " " + _("In {count} the product could not be told from the background.").format(count=found.missed)
        self.notice.emit(words, self._draft.undo if found.cutouts else None)

    def _look(self, pixels: Pixels, strokes: tuple[Stroke, ...], stand: PhotoId | None, progress: Progress) -> Found:
        """Read the stand and find the product. Runs beside the window."""
        empty = None if stand is None else self._read_stand(stand)
        return _find(self._darkroom.masks, pixels, strokes, stand=empty, progress=progress)

    def _read_stand(self, stand: PhotoId) -> Pixels:
        found = next((path for path in (self._shop.photos.root / stand[:2]).glob(f"{stand}.*")), None)
        if found is None:
            raise VendorError(
                _("The photo of the empty place is gone."), _("Take another one, or make the ground white without it.")
            )
        return read_photo(found, _STAND_SIDE)

    def _take(self, found: Found) -> None:
        self._put(*self._for, found, self._strokes, self._stand)

    def _put(
        self, product_id: str, photo_id: PhotoId, found: Found, strokes: tuple[Stroke, ...], stand: PhotoId | None
    ) -> None:
        self._darkroom.know_mask(found.name, found.mask)
        shadow = self._shadow_of(photo_id)
        cutout = Cutout(mask=found.name, strokes=strokes, stand=stand, shadow=shadow)
        self._draft.put_cutouts(product_id, {photo_id: cutout}, _kind(photo_id, strokes))

    def _shadow_of(self, photo_id: PhotoId) -> bool:
        before = self._draft.recipe_of(photo_id).cutout
        return before is not None and before.shadow

    def _end(self) -> None:
        self._search = None
        self.busy_changed.emit(False)
        self._keep_next()

    # Strokes

    def draw(self, stroke: Stroke) -> None:
        """Take a stroke on the photo that is up; without a mask it begins one."""
        product, photo = self._draft.product, self._draft.photo
        if product is None or photo is None:
            return
        if self._draft.recipe.cutout is None and self._search is None and not self._wishes:
            self.begin(strokes=(stroke,))
            return
        self._refining.stop()
        self._wishes.append(_Wish(product.id, photo.id, stroke))
        self._keep_next()

    def _keep_next(self) -> None:
        """Draw the next stroke into the mask as it is by now, and keep that: nothing drawn is lost."""
        if self._is_keeping or self._search is not None or not self._wishes:
            return
        wish = self._wishes[0]
        cutout = self._draft.recipe_of(wish.photo_id).cutout
        if cutout is None or len(cutout.strokes) >= _MOST_STROKES:
            self._wishes.pop(0)
            self._keep_next()
            return
        self._is_keeping = True
        mask = self._darkroom.known_mask(cutout.mask)
        task = self._tasks.prepare_write(partial(_keep_mended, self._darkroom.masks, cutout.mask, mask, wish.stroke))
        task.succeeded.connect(self._take_mended)
        task.failed.connect(self.problem)
        task.finished.connect(self._go_on)
        task.start()

    def _take_mended(self, found: Found) -> None:
        wish = self._wishes[0]
        cutout = self._draft.recipe_of(wish.photo_id).cutout
        strokes = (*(cutout.strokes if cutout is not None else ()), wish.stroke)
        self._put(wish.product_id, wish.photo_id, found, strokes, cutout.stand if cutout is not None else None)
        negative = self._darkroom.negative
        if negative is not None and negative.photo.id == wish.photo_id and len(self._wishes) == 1:
            self._refined_from = found.name
            self._refining.begin_long(partial(_find, self._darkroom.masks, negative.pixels, strokes, start=found.mask))

    def _go_on(self) -> None:
        self._is_keeping = False
        if self._wishes:
            self._wishes.pop(0)
        self._keep_next()

    def _take_refined(self, found: Found) -> None:
        """Take what the outline is with the colours that the strokes have told, if nothing was done since."""
        product, photo, cutout = self._draft.product, self._draft.photo, self._draft.recipe.cutout
        if product is not None and photo is not None and cutout is not None and cutout.mask == self._refined_from:
            self._put(product.id, photo.id, found, cutout.strokes, cutout.stand)

    def _leave_as_drawn(self, problem: VendorError) -> None:
        if not isinstance(problem, NothingFound):
            self.problem.emit(problem)

    # The rest

    def set_shadow(self, shadow: bool) -> None:
        """Keep the product's soft shadow, or not."""
        cutout = self._draft.recipe.cutout
        if cutout is not None:
            self._draft.settle()
            self._draft.change(cutout=replace(cutout, shadow=shadow))

    def clear(self) -> None:
        """Give the photo its own background back."""
        self._refining.stop()
        self._draft.settle()
        self._draft.change(cutout=None)

    def leave(self) -> None:
        """Refine no more; a search and strokes that were drawn are finished."""
        self._refining.stop()

    def cancel(self) -> None:
        """Stop looking."""
        if self._search is not None:
            self._search.cancel()


def _kind(photo_id: PhotoId, strokes: tuple[Stroke, ...]) -> str:
    """Return what makes a stroke and what is refined after it one step."""
    return f"{photo_id} stroke {len(strokes)}" if strokes else ""
