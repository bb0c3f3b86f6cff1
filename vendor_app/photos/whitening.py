"""A photo of the shop to one on white: decode, cut out, keep the mask, and the recipe that shows it."""

from collections.abc import Sequence
from typing import NamedTuple

from vendor_app.language import _
from vendor_app.photos.cutout import MASK_SIDE, Mask, cut_out
from vendor_app.photos.difference import fits
from vendor_app.photos.doubt import is_doubtful
from vendor_app.photos.fill import FILL, fill_share, white_recipe
from vendor_app.photos.masks import Masks
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import Pixels, fit_within, read_photo
from vendor_app.photos.recipe import Cutout, Recipe, Stroke
from vendor_app.photos.store import PhotoStore
from vendor_app.progress import Progress, silent


class Whitened(NamedTuple):
    """A photo that can be shown on white."""

    recipe: Recipe
    mask: Mask
    share: float
    """Of the listing picture's side that the product fills, 0 to 1."""
    is_doubtful: bool
    """Whether it was found by itself and is to be looked at closely."""


class WhiteGround:
    """Puts photos of one shop on white. Any thread may use it."""

    def __init__(self, store: PhotoStore, masks: Masks) -> None:
        self._store, self._masks = store, masks

    def make(
        self,
        photo: Photo,
        *,
        stand: Photo | None = None,
        strokes: Sequence[Stroke] = (),
        shadow: bool = False,
        fill: float | None = FILL,
        progress: Progress = silent,
    ) -> Whitened:
        """Return the photo's recipe with its product on white; what else the recipe does stays.

        ``stand``: a photo of the same place without the product. ``fill``: what share of a square the product is to
        fill; None leaves the crop. Raises NothingFound, VendorError for a photo that is missing or damaged, Cancelled.
        """
        note = _("Finding the product")
        progress.at(0.0, note)
        pixels = self._read(photo)
        progress.at(0.3, note)
        empty = None if stand is None else self._read(stand)
        mask = cut_out(pixels, stand=empty, strokes=strokes, progress=progress.part(0.6, note))
        cutout = Cutout(
            mask=self._masks.add(mask),
            strokes=tuple(strokes),
            stand=None if stand is None else stand.id,
            shadow=shadow,
        )
        recipe = white_recipe(photo, cutout, mask, fill=fill)
        by_itself = stand is None and not strokes
        doubtful = by_itself and is_doubtful(pixels, mask)
        progress.at(1.0, note)
        return Whitened(recipe, mask, fill_share(mask, recipe), doubtful)

    def is_of(self, photo: Photo, stand: Photo) -> bool:
        """Whether a photo was taken where ``stand`` shows the empty place. Raises VendorError as ``make`` does."""
        return fits(self._read(photo), self._read(stand))

    def _read(self, photo: Photo) -> Pixels:
        """Decode a photo as small as a mask is."""
        return read_photo(self._store.path(photo), fit_within((photo.width, photo.height), MASK_SIDE))
