"""Putting the product on white: found by itself with progress, then mended by strokes that are kept at once."""

from collections.abc import Callable
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
from vendor_app.photos.doubt import is_doubtful
from vendor_app.photos.masks import Masks
from vendor_app.photos.on_white import Mask
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import Pixels, fit_within, read_photo
from vendor_app.photos.recipe import Cutout, MaskId, Stroke
from vendor_app.photos.store import missing
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
    is_doubtful: bool = False


class _FoundAll(NamedTuple):
    """What was found in several photos of a product, in how many there was nothing, and what to look at closely."""

    product_id: str
    cutouts: dict[PhotoId, Cutout]
    missed: int
    doubtful: frozenset[PhotoId]


class _Sought(NamedTuple):
    """The photo that is searched, with what helps; it stays this one, whatever is shown by then."""

    product_id: str
    photo: Photo
    strokes: tuple[Stroke, ...]
    stand: PhotoId | None


class _Others(NamedTuple):
    """Photos of a product that are to be on white too."""

    product_id: str
    photos: tuple[Photo, ...]
    shadow: bool


class _Wish(NamedTuple):
    """A stroke that is not in the recipe yet, and the photo that it was drawn on."""

    product_id: str
    photo: Photo
    stroke: Stroke

    def is_on(self, product_id: str, photo_id: PhotoId) -> bool:
        """Whether it was drawn on this photo."""
        return (self.product_id, self.photo.id) == (product_id, photo_id)


def mended(mask: Mask, stroke: Stroke) -> Mask:
    """Return the mask with what a stroke goes over made all product, or none of it."""
    labels = np.full(mask.shape, _UNSAID, np.uint8)
    drawn(labels, (stroke,))
    return np.where(labels == _UNSAID, mask, np.where(labels == _PRODUCT, np.uint8(255), np.uint8(0)))


def _keep_mended(masks: Masks, name: MaskId, mask: Mask | None, stroke: Stroke) -> Found:
    """Draw a stroke into a mask and keep it. Runs on the writer."""
    wanted = mended(masks.read(name) if mask is None else mask, stroke)
    return Found(masks.add(wanted), wanted)


def _read(shop: Shop, photo: Photo) -> Pixels:
    """Read a photo as large as the product is looked for in. Raises VendorError when it is missing or damaged."""
    if photo not in shop.photos:
        raise missing(photo)
    return read_photo(shop.photos.path(photo), fit_within((photo.width, photo.height), _SEARCHED_SIDE))


def _find_all(shop: Shop, masks: Masks, others: _Others, *, progress: Progress) -> _FoundAll:
    """Find the product in each photo. One that cannot be read or told from its background is left as it is."""
    found, doubtful, missed = dict[PhotoId, Cutout](), set[PhotoId](), 0
    for photo in progress.track(others.photos, note=_("Finding the product")):
        try:
            pixels = _read(shop, photo)
            mask = cut_out(pixels)
            found[photo.id] = Cutout(mask=masks.add(mask), shadow=others.shadow)
            doubtful |= {photo.id} if is_doubtful(pixels, mask) else set()
        except VendorError:
            missed += 1
    return _FoundAll(others.product_id, found, missed, frozenset(doubtful))


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
    by_itself = stand is None and start is None and not strokes
    return Found(masks.add(mask), mask, by_itself and is_doubtful(pixels, mask))


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
        self._sought: _Sought | None = None
        self._others: list[_Others] = []
        self._wishes: list[_Wish] = []
        self._keeping: tuple[_Wish, MaskId] | None = None
        """The stroke that is being drawn into this mask."""
        self._refining = Latest(tasks, self)
        self._refining.made.connect(self._take_refined)
        self._refining.failed.connect(self._leave_as_drawn)
        self._refined_from: MaskId = ""

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked for that would be lost."""
        return self._search is not None

    # By itself

    def begin(self, stand: PhotoId | None = None) -> None:
        """Find the product of the photo that is up, with the help of a photo of the empty stand if there is one."""
        product, photo = self._draft.product, self._draft.photo
        if self._search is None and product is not None and photo is not None:
            self._seek(_Sought(product.id, photo, (), stand))

    def _seek(self, sought: _Sought) -> None:
        self._sought = sought
        negative = self._darkroom.negative
        pixels = negative.pixels if negative is not None and negative.photo.id == sought.photo.id else None
        task = self._tasks.prepare(partial(self._look, sought, pixels))
        task.succeeded.connect(self._take)
        self._begin(task)

    def begin_others(self, photos: tuple[Photo, ...], shadow: bool) -> None:
        """Put other photos of the product on white too, as one step, when what is being looked for is found."""
        product = self._draft.product
        if product is not None and photos:
            self._others.append(_Others(product.id, photos, shadow))
            self._begin_next()

    def _begin_next(self) -> None:
        if self._search is None and self._others:
            task = self._tasks.prepare(partial(_find_all, self._shop, self._darkroom.masks, self._others.pop(0)))
            task.succeeded.connect(self._take_all)
            self._begin(task)

    def _begin(self, task: Task) -> None:
        task.failed.connect(self.problem)
        task.cancelled.connect(self._tell_stopped)
        task.finished.connect(self._end)
        self._search = task
        self.busy_changed.emit(True)
        self.begun.emit(task, _("Finding the product"))
        task.start()

    def _take_all(self, found: _FoundAll) -> None:
        recipe_of = partial(self._draft.recipe_of, product_id=found.product_id)
        cutouts = {photo: cutout for photo, cutout in found.cutouts.items() if recipe_of(photo).cutout is None}
        undo = self._draft.put_cutouts(found.product_id, cutouts)
        words = _("Photos on white now: {count}.").format(count=len(cutouts))
        if found.missed:
            words += " " + _("In {count} the product could not be told from the background.").format(count=found.missed)
        if doubtful := found.doubtful & cutouts.keys():
            words += " " + _("Look closely at {count} of them.").format(count=len(doubtful))
        self.notice.emit(words, undo if cutouts else None)

    def _look(self, sought: _Sought, pixels: Pixels | None, progress: Progress) -> Found:
        """Read the stand, and the photo unless it is at hand, and find the product. Runs beside the window."""
        empty = None if sought.stand is None else self._read_stand(sought.stand)
        if pixels is None:
            pixels = _read(self._shop, sought.photo)
        return _find(self._darkroom.masks, pixels, sought.strokes, stand=empty, progress=progress)

    def _read_stand(self, stand: PhotoId) -> Pixels:
        found = next((path for path in (self._shop.photos.root / stand[:2]).glob(f"{stand}.*")), None)
        if found is None:
            raise VendorError(
                _("The photo of the empty place is gone."), _("Take another one, or make the ground white without it.")
            )
        return read_photo(found, _STAND_SIDE)

    def _take(self, found: Found) -> None:
        if self._sought is not None:
            product_id, photo, strokes, stand = self._sought
            undo = self._put(product_id, photo.id, found, strokes, stand)
            if found.is_doubtful:
                self.notice.emit(_("Look closely: a part may be missing. Draw over it to keep it."), undo)

    def _put(
        self, product_id: str, photo_id: PhotoId, found: Found, strokes: tuple[Stroke, ...], stand: PhotoId | None
    ) -> Callable[[], None] | None:
        self._darkroom.know_mask(found.name, found.mask)
        before = self._draft.recipe_of(photo_id, product_id).cutout
        shadow = before is not None and before.shadow
        cutout = Cutout(mask=found.name, strokes=strokes, stand=stand, shadow=shadow)
        return self._draft.put_cutouts(product_id, {photo_id: cutout}, _kind(photo_id, strokes))

    def _end(self) -> None:
        self._search = self._sought = None
        self.busy_changed.emit(False)
        self._keep_next()
        self._begin_next()

    # Strokes

    def draw(self, stroke: Stroke) -> None:
        """Take a stroke on the photo that is up; without a mask it begins one."""
        product, photo = self._draft.product, self._draft.photo
        if product is not None and photo is not None:
            self._refining.stop()
            self._wishes.append(_Wish(product.id, photo, stroke))
            self._keep_next()

    def _keep_next(self) -> None:
        """Draw the next stroke into the mask as it is by now, and keep that: nothing drawn is lost."""
        if self._keeping is not None or self._search is not None or not self._wishes:
            return
        wish = self._wishes[0]
        cutout = self._draft.recipe_of(wish.photo.id, wish.product_id).cutout
        if cutout is None:
            self._seek(_Sought(wish.product_id, wish.photo, self._drawn_on(wish.product_id, wish.photo.id), None))
            return
        self._wishes.pop(0)
        if len(cutout.strokes) >= _MOST_STROKES:
            self._keep_next()
            return
        self._keeping = wish, cutout.mask
        mask = self._darkroom.known_mask(cutout.mask)
        task = self._tasks.prepare_write(partial(_keep_mended, self._darkroom.masks, cutout.mask, mask, wish.stroke))
        task.succeeded.connect(self._take_mended)
        task.failed.connect(self.problem)
        task.finished.connect(self._go_on)
        task.start()

    def _drawn_on(self, product_id: str, photo_id: PhotoId) -> tuple[Stroke, ...]:
        """Take the strokes on one photo out of those that wait, and return them."""
        drawn_there = tuple(wish.stroke for wish in self._wishes if wish.is_on(product_id, photo_id))
        self._wishes = [wish for wish in self._wishes if not wish.is_on(product_id, photo_id)]
        return drawn_there

    def _tell_stopped(self) -> None:
        """Say so; what was drawn meanwhile does not begin another search."""
        self.notice.emit(_("Stopped. No photo was changed."), None)
        if self._sought is not None:
            self._drawn_on(self._sought.product_id, self._sought.photo.id)

    def _take_mended(self, found: Found) -> None:
        assert self._keeping is not None
        wish, drawn_into = self._keeping
        cutout = self._draft.recipe_of(wish.photo.id, wish.product_id).cutout
        if cutout is None:
            return  # the ground was given back meanwhile
        if cutout.mask != drawn_into:
            self._wishes.insert(0, wish)
            return
        strokes = (*cutout.strokes, wish.stroke)
        self._put(wish.product_id, wish.photo.id, found, strokes, cutout.stand)
        negative = self._darkroom.negative
        if negative is not None and negative.photo.id == wish.photo.id and not self._wishes:
            self._refined_from = found.name
            self._refining.begin_long(partial(_find, self._darkroom.masks, negative.pixels, strokes, start=found.mask))

    def _go_on(self) -> None:
        self._keeping = None
        self._keep_next()
        self._begin_next()

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
        if self._draft.product is not None and self._draft.photo is not None:
            self._drawn_on(self._draft.product.id, self._draft.photo.id)
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
