"""The photo that is up, decoded once to the size of a screen, and the pictures made of it while a slider is pulled."""

import threading
from functools import partial
from typing import Final, NamedTuple

import cv2
import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QTransform

from ui.latest import Latest
from ui.newest import Newest
from ui.tasks import Tasks
from ui.widgets.studio_place import to_picture
from vendor_app.errors import VendorError
from vendor_app.photos.develop import finish, mend
from vendor_app.photos.focus import Focus, find_focus
from vendor_app.photos.geometry import developed_size
from vendor_app.photos.masks import Masks
from vendor_app.photos.on_white import Mask
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import Pixels, fit_within, read_photo
from vendor_app.photos.recipe import Crop, Recipe, Spot, Veil
from vendor_app.photos.store import missing
from vendor_app.photos.thumbnails import LARGE
from vendor_app.shop import Shop

_LARGEST: Final = 1800
"""Pixels on the long side of the copy that is worked on; a small window on the photo looks softer than it is."""
_LARGER: Final = 1.3
"""Times as large as wanted a copy may be: making pictures smaller takes time too."""
_SPARE: Final = 1.12


class Shown(NamedTuple):
    """A picture as the canvas takes it."""

    image: QImage
    to_picture: QTransform
    photo: PhotoId
    recipe: Recipe
    room: QSize


class _Mended(NamedTuple):
    """The copy without spots and faces, and what was mended."""

    spots: tuple[Spot, ...]
    veils: tuple[Veil, ...]
    pixels: Pixels


class Negative:
    """One photo, decoded. Any thread may ask for pictures of it; one is made at a time."""

    def __init__(self, photo: Photo, pixels: Pixels) -> None:
        self.photo, self.pixels = photo, pixels
        self._lock = threading.Lock()
        self._copy: Pixels = pixels
        self._mended: _Mended | None = None
        self._focus: Focus | None = None

    def focus(self) -> Focus:
        """Return where on the original the product is."""
        if self._focus is None:
            self._focus = find_focus(self.pixels)
        return self._focus

    def picture(self, recipe: Recipe, mask: Mask | None, room: QSize) -> Shown:
        """Return what ``recipe`` makes of the photo, fitting into ``room``."""
        with self._lock:
            mended = self._mend(recipe, self._size(recipe, room))
        made = finish(mended, recipe, mask=mask)
        made = _fitted(made, room)
        height, width = made.shape[:2]
        image = QImage(np.ascontiguousarray(made).data, width, height, width * 3, QImage.Format.Format_RGB888)
        ready = image.convertToFormat(QImage.Format.Format_RGB32)
        return Shown(ready, to_picture(self.photo, recipe), self.photo.id, recipe, room)

    def developed(self, recipe: Recipe, side: int) -> Pixels:
        """Return what a recipe without a cut-out makes of the photo, about ``side`` pixels long: to be measured."""
        height, width = self.pixels.shape[:2]
        scale = min(side / max(developed_size(width, height, recipe)), 1.0)
        size = max(round(width * scale), 1), max(round(height * scale), 1)
        small = np.asarray(cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        return np.ascontiguousarray(finish(mend(small, recipe), recipe))

    def _size(self, recipe: Recipe, room: QSize) -> tuple[int, int]:
        """Return how large a copy is needed, so that the picture made of it fits the room."""
        height, width = self.pixels.shape[:2]
        made = developed_size(width, height, recipe)
        scale = min(room.width() / made[0], room.height() / made[1], 1.0)
        return max(round(width * scale), 1), max(round(height * scale), 1)

    def _mend(self, recipe: Recipe, wanted: tuple[int, int]) -> Pixels:
        """Return a copy about as large as wanted, mended; the last one again where it will do."""
        if not 1.0 <= self._copy.shape[1] / wanted[0] <= _LARGER:
            # Each degree of tilt needs another size: a copy a little larger does for many of them.
            more = min(_SPARE if recipe.degrees else 1.0, self.pixels.shape[1] / wanted[0])
            size = round(wanted[0] * more), round(wanted[1] * more)
            self._copy = np.asarray(cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
            self._mended = None
        known = self._mended
        if known is not None and (known.spots, known.veils) == (recipe.spots, recipe.veils):
            return known.pixels
        mended = mend(self._copy, recipe)
        self._mended = _Mended(recipe.spots, recipe.veils, mended)
        return mended


def _fitted(made: Pixels, room: QSize) -> Pixels:
    """Return the picture at most as large as the room; rounding may have made it a pixel larger."""
    height, width = made.shape[:2]
    scale = min(room.width() / width, room.height() / height)
    if scale >= 1:
        return made
    size = max(int(width * scale), 1), max(int(height * scale), 1)
    return np.asarray(cv2.resize(made, size, interpolation=cv2.INTER_AREA), np.uint8)


def read_negative(shop: Shop, photo: Photo) -> Negative:
    """Decode a photo to the size that is worked on. Raises VendorError when it is missing or damaged."""
    if photo not in shop.photos:
        raise missing(photo)
    return Negative(photo, read_photo(shop.photos.path(photo), fit_within((photo.width, photo.height), _LARGEST)))


def read_glimpse(shop: Shop, photo: Photo) -> Shown | None:
    """Return a small picture of a photo as it is saved; None when there is none at hand."""
    place = shop.thumbnails.made(photo, LARGE)
    image = QImage() if place is None else QImage(str(place))
    if image.isNull():
        return None
    return Shown(image, to_picture(photo, photo.recipe), photo.id, photo.recipe, image.size())


class Darkroom(QObject):
    """Makes pictures beside the window: the newest wish is what is shown in the end, and something while it changes."""

    opened = Signal()
    """The photo is decoded: pictures can be made."""
    unreadable = Signal(object)
    """The VendorError that says why it cannot be."""
    made = Signal(object)
    """A Shown."""
    before_made = Signal(object)
    """A Shown of the photo as it came, turned and cut as it is now."""
    failed = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self.masks = shop, Masks(shop.masks)
        self.negative: Negative | None = None
        self._known: dict[str, Mask] = {}
        self._reading, self._glimpsing, self._comparing = (Latest(tasks, self) for _kind in range(3))
        self._making = Newest(tasks, self)
        self._reading.made.connect(self._take)
        self._reading.failed.connect(self._miss)
        self._glimpsing.made.connect(self._show_glimpse)
        self._making.made.connect(self.made)
        self._making.failed.connect(self.failed)
        self._comparing.made.connect(self.before_made)
        self._comparing.failed.connect(self.failed)

    def open(self, photo: Photo, *, glimpse: bool = False) -> None:
        """Decode another photo; ``glimpse``: what it looks like as it is saved is shown until that is done."""
        self.close()
        if glimpse:
            self._glimpsing.begin(partial(read_glimpse, self._shop, photo))
        self._reading.begin(partial(read_negative, self._shop, photo))

    def close(self) -> None:
        """Let go of the photo, and hear nothing more of what is under way."""
        self.negative = None
        self._known.clear()
        for work in (self._reading, self._glimpsing, self._making, self._comparing):
            work.stop()

    def _take(self, negative: Negative) -> None:
        self._glimpsing.stop()
        self.negative = negative
        self.opened.emit()

    def _miss(self, problem: VendorError) -> None:
        self._glimpsing.stop()
        self.unreadable.emit(problem)

    def _show_glimpse(self, shown: Shown | None) -> None:
        if shown is not None:
            self.made.emit(shown)

    def know_mask(self, name: str, mask: Mask) -> None:
        """Keep a mask that was just found, which saves reading it again."""
        self._known[name] = mask

    def known_mask(self, name: str) -> Mask | None:
        """Return a mask that was found or read before; None when it would have to be read."""
        return self._known.get(name)

    def make(self, recipe: Recipe, room: QSize) -> None:
        """Make the picture of a recipe, fitting into ``room`` pixels."""
        if self.negative is not None:
            self._making.offer(partial(self._make, self.negative, recipe, room))

    def make_before(self, recipe: Recipe, room: QSize) -> None:
        """Make the photo as it came: in the same window as now, or whole when nothing else was done to it."""
        if self.negative is not None:
            plain = Recipe(turns=recipe.turns, degrees=recipe.degrees, crop=recipe.crop)
            wanted = Recipe() if recipe == plain else plain
            self._comparing.begin(partial(self._make, self.negative, wanted, room))

    def _make(self, negative: Negative, recipe: Recipe, room: QSize) -> Shown:
        """Make a picture. Runs on a reader; a mask that is gone leaves the background as it is."""
        return negative.picture(recipe, self.mask(recipe), room)

    def mask(self, recipe: Recipe) -> Mask | None:
        """Return the mask of a recipe's cutout; None without one, or when its file is gone."""
        if recipe.cutout is None:
            return None
        name = recipe.cutout.mask
        if name not in self._known:
            try:
                self._known[name] = self.masks.read(name)
            except VendorError:
                return None
        return self._known[name]


def uncropped(recipe: Recipe) -> Recipe:
    """Return the recipe without its window: what that is chosen from."""
    return replace(recipe, crop=Crop())
