"""What one photo has in common with the others of its product: its recipe on them, and the photo of the empty place."""

from functools import partial
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.message import MessageDialog
from ui.dialogs.studio_copy import CopyRecipe
from ui.pages.studio_draft import PLAIN, StudioDraft
from ui.tasks import Tasks
from ui.widgets.photo_dialog import photo_dialog
from ui.widgets.pictures import Pictures
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.recipe import Recipe
from vendor_app.photos.stand import load_stand, save_stand
from vendor_app.shop import Shop

_PARTS: Final = {
    "tone": ("light", "contrast", "warmth", "sharpness"),
    "crop": ("turns", "degrees", "crop"),
}
"""Spots and faces are where they are: no other photo has them there. White ground is looked for in each."""
_WHITE: Final = "white"


def parts_of(recipe: Recipe) -> frozenset[str]:
    """Return which parts of a recipe can be the same on another photo."""
    fields = {**_PARTS, _WHITE: ("cutout",)}
    return frozenset(
        part for part, names in fields.items() if any(getattr(recipe, one) != getattr(PLAIN, one) for one in names)
    )


def shared(recipe: Recipe, parts: frozenset[str], other: Recipe) -> Recipe:
    """Return the recipe of another photo with these parts as they are in ``recipe``."""
    return replace(other, **{field: getattr(recipe, field) for part in parts - {_WHITE} for field in _PARTS[part]})


class Sharing(QObject):
    """Asks, and does it."""

    stand_chosen = Signal(str)
    """Id of a photo of the empty place."""
    white_wanted = Signal(object, bool)
    """Photos that are to be on white too, and whether with their shadow."""
    notice = Signal(str, object)
    problem = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, draft: StudioDraft, pictures: Pictures, page: QWidget) -> None:
        super().__init__(page)
        self._shop, self._tasks, self._draft, self._pictures, self._page = shop, tasks, draft, pictures, page

    # The same for other photos

    def ask_others(self) -> None:
        """Let the vendor choose which photos get the same."""
        up = self._draft.photo
        if up is None:
            return
        parts = parts_of(self._draft.recipe)
        if not parts:
            self.notice.emit(_("Spots and faces belong to this photo alone."), None)
            return
        others = [photo for photo in self._draft.photos if photo.id != up.id]
        dialog = CopyRecipe(self._page.window(), others, self._pictures, parts=parts)
        dialog.chosen.connect(self.share)
        dialog.open()

    def share(self, photos: tuple[PhotoId, ...], parts: frozenset[str]) -> None:
        """Do the same to other photos, as one step."""
        recipe = self._draft.recipe
        if parts - {_WHITE}:
            self._draft.settle()
            self._draft.put({photo: shared(recipe, parts, self._draft.recipe_of(photo)) for photo in photos})
            self.notice.emit(_("Photos like this one now: {count}.").format(count=len(photos)), self._draft.undo)
        if _WHITE in parts and recipe.cutout is not None:
            others = tuple(one for one in self._draft.photos if one.id in photos and one.recipe.cutout is None)
            self.white_wanted.emit(others, recipe.cutout.shadow)

    # The empty place

    def ask_stand(self) -> None:
        """Use the photo of the empty place that the shop has, or have one chosen."""
        task = self._tasks.prepare_read(partial(_known_stand, self._shop))
        task.succeeded.connect(self._offer_stand)
        task.start()

    def _offer_stand(self, photo: Photo | None) -> None:
        if photo is None:
            self._choose_stand()
            return
        dialog = MessageDialog(
            self._page.window(),
            _("Is the camera where it was for the photo of the empty place?"),
            _("Then that photo is used again. Else take a new one, without the product, and choose it."),
            icon_name="image-square",
        )
        dialog.add_button("new", _("Choose another one"))
        dialog.add_button("same", _("Use it again"), "primary")
        dialog.chosen.connect(partial(self._answer_stand, photo.id))
        dialog.open()

    def _answer_stand(self, photo_id: PhotoId, key: str) -> None:
        if key == "same":
            self.stand_chosen.emit(photo_id)
        elif key == "new":
            self._choose_stand()

    def _choose_stand(self) -> None:
        dialog = photo_dialog(self._page)
        dialog.setWindowTitle(_("Choose the photo of the empty place"))
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_stand)
        dialog.open()

    def take_stand(self, file: str) -> None:
        """Take a photo of the empty place into the shop, and use it."""
        task = self._tasks.prepare_write(partial(_keep_stand, self._shop, Path(file)))
        task.succeeded.connect(self._tell_stand)
        task.failed.connect(self.problem)
        task.start()

    def _tell_stand(self, photo: Photo) -> None:
        self.stand_chosen.emit(photo.id)


def _known_stand(shop: Shop) -> Photo | None:
    """Return the shop's photo of the empty place; None when there is none. Runs on a reader."""
    empty = load_stand(shop.folder).empty
    return empty if empty is not None and empty in shop.photos else None


def _keep_stand(shop: Shop, file: Path) -> Photo:
    """Keep a photo of the empty place for the next time. Runs on the writer."""
    photo = shop.photos.add(file)
    save_stand(shop.folder, replace(load_stand(shop.folder), empty=photo))
    return photo
