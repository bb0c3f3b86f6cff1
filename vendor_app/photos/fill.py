"""How much of a picture its product fills, and the crop that makes it fill as much as the platforms want."""

from typing import Final, TypeAlias

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from vendor_app.language import _
from vendor_app.photos.cutout import Mask
from vendor_app.photos.geometry import developed_size, place_on_developed
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Crop, Cutout, Recipe

FILL: Final = 0.76
"""What platforms want to the eye: from 60 % (TikTok Shop) to 80 % (Lazada), with room for a frame of their own."""
_PRODUCT: Final = 128
_NEARLY_SQUARE: Final = 1.12
"""As ``pictures.square`` does it: up to here the middle is cut out, else the short side is widened."""

_Box: TypeAlias = tuple[float, float, float, float]


def fill_share(mask: Mask, seen: Crop | Recipe) -> float:
    """Return the product's share of the square listing picture's side: that of the longer side of the box around it.

    0 to 1. ``seen``: what of the upright original is shown, which the mask is of. 0 when nothing of the product is.
    """
    recipe = Recipe(crop=seen) if isinstance(seen, Crop) else seen
    size = mask.shape[1], mask.shape[0]
    width, height = developed_size(*size, recipe)
    box = _box(mask, recipe)
    if box is None:
        return 0.0
    longer = max(box[2] * width, box[3] * height)
    is_nearly_square = max(width, height) <= _NEARLY_SQUARE * min(width, height)
    return min(longer / (min if is_nearly_square else max)(width, height), 1.0)


def filled(share: float) -> str:
    """Say how much of the picture the product fills."""
    return _("The product fills {share} of the picture").format(share=f"{round(share * 100)}%")


def white_recipe(photo: Photo, cutout: Cutout, mask: Mask, *, fill: float | None = FILL) -> Recipe:
    """Return the photo's recipe with its product on white, cropped to a square that it fills by ``fill``.

    Where the picture ends before such a square does, the crop ends there. ``fill`` None: the crop stays.
    """
    recipe = msgspec.structs.replace(photo.recipe, cutout=cutout)
    if fill is None:
        return recipe
    whole = msgspec.structs.replace(recipe, crop=Crop())
    size = developed_size(photo.width, photo.height, whole)
    box = _box(mask, whole)
    return recipe if box is None else msgspec.structs.replace(recipe, crop=_square_around(box, size, fill))


def _box(mask: Mask, recipe: Recipe) -> _Box | None:
    """Return left, top, width and height of the product on the developed picture, in fractions; None without one."""
    points = cv2.findNonZero((mask >= _PRODUCT).astype(np.uint8))
    if points is None:
        return None
    height, width = mask.shape
    hull = np.asarray(cv2.convexHull(points)).reshape(-1, 2)
    corners = np.concatenate([hull + np.array(step) for step in ((0, 0), (1, 0), (0, 1), (1, 1))])
    places: NDArray[np.float64] = np.array(
        [place_on_developed(x / width, y / height, (width, height), recipe) for x, y in corners.tolist()]
    )
    (left, top), (right, bottom) = places.min(axis=0).clip(0, 1), places.max(axis=0).clip(0, 1)
    if right <= left or bottom <= top:
        return None
    return float(left), float(top), float(right - left), float(bottom - top)


def _square_around(box: _Box, size: tuple[int, int], fill: float) -> Crop:
    side = max(box[2] * size[0], box[3] * size[1]) / fill
    (x, width), (y, height) = (
        _window(begin + length / 2, side / whole) for begin, length, whole in zip(box[:2], box[2:], size, strict=True)
    )
    return Crop(x=x, y=y, width=width, height=height)


def _window(middle: float, length: float) -> tuple[float, float]:
    """Return begin and length of a stretch about a place, moved and cut so that it stays within 0 to 1."""
    length = min(length, 1.0)
    begin = min(max(middle - length / 2, 0.0), 1.0 - length)
    return round(begin, 5), round(min(length, 1 - begin), 5)
