"""What the vendor does to the photos of one product: saved as it is made, undone and done again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ui.history import History
from ui.latest import Latest
from ui.saves import Saves
from ui.tasks import Tasks
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Product, Sku
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.recipe import Cutout, Recipe

Recipes: TypeAlias = Mapping[PhotoId, Recipe]
_Key: TypeAlias = tuple[str, PhotoId]
"""Id of the product, and the photo."""
PLAIN: Final = Recipe()
_MOST_PRODUCTS: Final = 12
"""Products whose steps are remembered."""


class StudioDraft(QObject):
    """One product, one of its photos, and every recipe before this one. A change to many photos is one step.

    The steps of products shown before are kept too: what ends late is a step of the product that it began with.
    """

    opened = Signal()
    """Another product, or the same with other photos, is shown; ``chosen`` follows when there is a photo."""
    missing = Signal(object)
    """The VendorError that says why there is no such product."""
    chosen = Signal()
    """Another photo is up."""
    changed = Signal()
    """The recipe of the photo is another one, or what can be undone is."""
    state_changed = Signal(str, str)
    """ "saving", "saved" or "failed", and for that the sentence why."""
    problem = Signal(object)

    def __init__(self, catalogue: Catalogue, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._tasks = catalogue, tasks
        self._is_up, self._is_shown = False, False
        """Whether the page is up, and whether the photo was chosen since it came up."""
        self.product: Product | None = None
        self._photo_id: PhotoId = ""
        self._history: History[Recipes] = History({})
        self._histories: dict[str, History[Recipes]] = {}
        """By id of the product, the one shown last at the end."""
        self._opening = Latest(tasks, self)
        self._opening.made.connect(self._take)
        self._opening.failed.connect(self.missing)
        self._saves: Saves[_Key, Recipe] = Saves(tasks, self._store, self)
        self._saves.problem.connect(self._tell_problem)
        self._saves.settled.connect(self._tell_saved)

    def _store(self, key: _Key, recipe: Recipe) -> None:
        """Write one recipe, whatever the product's SKU is by now. Runs on the writer."""
        product_id, photo_id = key
        self._catalogue.set_recipe(self._catalogue.by_id(product_id).sku, photo_id, recipe)

    def _store_cutout(self, product_id: str, photo_id: PhotoId, cutout: Cutout) -> None:
        """Write what was found for a photo of another product. Runs on the writer."""
        photos = self._catalogue.by_id(product_id).photos
        for recipe in (photo.recipe for photo in photos if photo.id == photo_id):
            self._store((product_id, photo_id), replace(recipe, cutout=cutout))

    # Which product, which photo

    def open(self, sku: Sku, photo_id: PhotoId = "") -> None:
        """Read a product and bring up one of its photos, the first one if it has not that one."""
        self._photo_id, self._is_up = photo_id or self._photo_id, True
        self._opening.begin_in_order(partial(self._catalogue.product, sku))

    def look_again(self) -> None:
        """Read the product again: photos came or went, or a recipe was changed elsewhere."""
        if self.product is not None:
            self._opening.begin_in_order(partial(self._catalogue.by_id, self.product.id))

    def _take(self, product: Product) -> None:
        before, was_up = self.product, self.photo
        self.product = product
        stored = {photo.id: photo.recipe for photo in product.photos} | self._unsaved(product)
        if before is None or before.id != product.id:
            self._remember(product.id, stored)
        if any(self._history.now.get(photo, PLAIN) != recipe for photo, recipe in stored.items()):
            self._history.put({**self._history.now, **stored})
        if product.photos and not any(photo.id == self._photo_id for photo in product.photos):
            self._photo_id = product.photos[0].id
        if before is None or before.id != product.id or before.photos != product.photos or was_up is None:
            self.opened.emit()
        if not self._is_shown or was_up is None or self.photo is None or was_up.id != self.photo.id:
            self._is_shown = True
            self.chosen.emit()
        self.changed.emit()

    def _remember(self, product_id: str, stored: Recipes) -> None:
        """Go on with the steps of a product, or begin them."""
        self._history.settle()
        begun = self._histories.pop(product_id, None)
        self._history = History(stored) if begun is None else begun
        self._histories[product_id] = self._history
        if len(self._histories) > _MOST_PRODUCTS:
            del self._histories[next(iter(self._histories))]

    def _unsaved(self, product: Product) -> dict[PhotoId, Recipe]:
        return {key[1]: recipe for key, recipe in self._saves.waiting.items() if key[0] == product.id}

    def choose(self, photo_id: PhotoId) -> None:
        """Bring up another photo of the product."""
        if photo_id != self._photo_id:
            self._history.settle()
            self._photo_id = photo_id
            self.chosen.emit()
            self.changed.emit()

    def step(self, way: int) -> None:
        """Bring up the next photo, or with -1 the one before."""
        ids = [photo.id for photo in self.photos]
        if self._photo_id in ids:
            at = ids.index(self._photo_id) + way
            self.choose(ids[min(max(at, 0), len(ids) - 1)])

    def drop(self) -> None:
        """Save what was changed, and hear nothing more of what is being read."""
        self._is_up = self._is_shown = False
        self.flush()
        self._opening.stop()

    @property
    def photo(self) -> Photo | None:
        """The photo that is up; None while there is none."""
        photos = self.product.photos if self.product is not None else ()
        return next((photo for photo in photos if photo.id == self._photo_id), None)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos of the product, each with its recipe as it is now."""
        photos = self.product.photos if self.product is not None else ()
        return tuple(replace(photo, recipe=self.recipe_of(photo.id)) for photo in photos)

    # Recipes

    @property
    def recipe(self) -> Recipe:
        """What is done to the photo that is up."""
        return self.recipe_of(self._photo_id)

    def recipe_of(self, photo_id: PhotoId, product_id: str = "") -> Recipe:
        """Return what is done to a photo of the product shown, or of another one that was shown before."""
        history = self._histories.get(product_id) if product_id else self._history
        return PLAIN if history is None else history.now.get(photo_id, PLAIN)

    def change(self, kind: str = "", **fields: Any) -> None:
        """Do something else to the photo that is up. What follows of the same ``kind`` is undone together with it."""
        self.put({self._photo_id: replace(self.recipe, **fields)}, kind and f"{self._photo_id} {kind}")

    def put(self, recipes: Recipes, kind: str = "") -> None:
        """Do this to one or several photos; it is one step."""
        if self.product is not None:
            self._put(self.product.id, recipes, kind)

    def put_cutouts(
        self, product_id: str, cutouts: Mapping[PhotoId, Cutout], kind: str = ""
    ) -> Callable[[], None] | None:
        """Put photos on white as one step, also those of a product that is not shown any more.

        Return what takes this very step back, whatever is shown then; None when that cannot be done.
        """
        if product_id not in self._histories:
            self._write_cutouts(product_id, cutouts)
            return None
        before = {photo: self.recipe_of(photo, product_id).cutout for photo in cutouts}
        self._put_each(product_id, cutouts, kind)
        return partial(self._take_back, product_id, before, self._histories[product_id].now)

    def _put_each(self, product_id: str, cutouts: Mapping[PhotoId, Cutout | None], kind: str = "") -> None:
        changed = {
            photo: replace(self.recipe_of(photo, product_id), cutout=cutout) for photo, cutout in cutouts.items()
        }
        self._put(product_id, changed, kind)

    def _put(self, product_id: str, recipes: Recipes, kind: str) -> None:
        history = self._histories[product_id]
        before = history.now
        if history.put({**before, **recipes}, kind):
            self._follow(product_id, before)

    def _take_back(self, product_id: str, cutouts: Mapping[PhotoId, Cutout | None], after: Recipes) -> None:
        """Undo a step; when others followed it, they stay."""
        history = self._histories.get(product_id)
        if history is None:
            return
        if self.product is not None and self.product.id == product_id and history.now is after:
            self.undo()
        elif history.now is after and history.undo():
            self._follow(product_id, after)
        else:
            self._put_each(product_id, cutouts)

    def _write_cutouts(self, product_id: str, cutouts: Mapping[PhotoId, Cutout]) -> None:
        for photo, cutout in cutouts.items():
            task = self._tasks.prepare_write(partial(self._store_cutout, product_id, photo, cutout))
            task.failed.connect(self.problem)
            task.start()

    def settle(self) -> None:
        """Begin a new step with the next change: the finger was lifted."""
        self._history.settle()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._history.can_redo

    def undo(self) -> None:
        """Take the last step back, and show a photo that it changed."""
        before = self._history.now
        if self._history.undo():
            self._go(before)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        before = self._history.now
        if self._history.redo():
            self._go(before)

    def _go(self, before: Recipes) -> None:
        assert self.product is not None
        changed = _changed(before, self._history.now)
        if changed and self._photo_id not in changed:
            self._photo_id = changed[0]
            self.chosen.emit()
        self._follow(self.product.id, before)

    def _follow(self, product_id: str, before: Recipes) -> None:
        """Save what is another recipe than before, and show it."""
        is_shown = self.product is not None and self.product.id == product_id
        for photo in _changed(before, self._histories[product_id].now):
            self._saves.put((product_id, photo), self.recipe_of(photo, product_id))
        self.state_changed.emit("saving", "")
        if not (self._is_up and is_shown):  # what ends only now is saved before the window may close
            self.flush()
        if is_shown:
            self.changed.emit()

    # Saving

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self._saves.flush()

    def unsaved(self) -> str:
        """Return why something is not on the disk and will not be by itself; "" when all is well."""
        return self._saves.unsaved()

    def discard(self) -> None:
        """Give up what is not saved."""
        self._saves.forget()

    def _tell_problem(self, problem: object) -> None:
        self.state_changed.emit("failed", str(problem))
        self.problem.emit(problem)

    def _tell_saved(self) -> None:
        self.state_changed.emit("saved", "")


def _changed(before: Recipes, now: Recipes) -> list[PhotoId]:
    return [photo for photo, recipe in now.items() if before.get(photo, PLAIN) != recipe]
