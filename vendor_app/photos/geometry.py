"""Turning, straightening and cropping on paper: how large the picture becomes, and where each place goes."""

import functools
import math
from typing import NamedTuple, TypeAlias

import msgspec

from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import MOST_DEGREES, Crop, Recipe

Size: TypeAlias = tuple[int, int]
"""Width and height in pixels."""


class Window(NamedTuple):
    """The crop on the straightened picture, in whole pixels."""

    left: int
    top: int
    width: int
    height: int


def developed_size(width: int, height: int, recipe: Recipe) -> Size:
    """Return the exact size of the picture that ``recipe`` makes of an upright original of this size."""
    window = crop_window(straightened(_turned(width, height, recipe), recipe.degrees), recipe.crop)
    return window.width, window.height


def as_seen(photo: Photo) -> Photo:
    """Return the photo with the width and height of its developed picture: for whoever asks how it fits somewhere."""
    if photo.recipe.is_plain:
        return photo
    width, height = developed_size(photo.width, photo.height, photo.recipe)
    return msgspec.structs.replace(photo, width=width, height=height)


def place_on_developed(x: float, y: float, size: Size, recipe: Recipe) -> tuple[float, float]:
    """Return where a place of the upright original lies on the developed picture; outside 0 to 1 when it is cut off.

    ``size``: width and height of the original.
    """
    u, v = ((x, y), (1 - y, x), (1 - x, 1 - y), (y, 1 - x))[recipe.turns % 4]
    turned = _turned(*size, recipe)
    frame = straightened(turned, recipe.degrees)
    window = crop_window(frame, recipe.crop)
    across, down = _rotated(((u - 0.5) * turned[0], (v - 0.5) * turned[1]), clockwise(recipe))
    return (across + frame[0] / 2 - window.left) / window.width, (down + frame[1] / 2 - window.top) / window.height


def turned(recipe: Recipe, quarters: int) -> Recipe:
    """Return the recipe with the picture turned clockwise by so many quarters more, and its crop with it."""
    crop = recipe.crop
    for _quarter in range(quarters % 4):
        crop = Crop(x=max(1 - crop.y - crop.height, 0.0), y=crop.x, width=crop.height, height=crop.width)
    return msgspec.structs.replace(recipe, turns=(recipe.turns + quarters) % 4, crop=crop)


def clockwise(recipe: Recipe) -> float:
    """Return the degrees by which a recipe straightens, within what there may be."""
    return min(max(recipe.degrees, -MOST_DEGREES), MOST_DEGREES)


def _turned(width: int, height: int, recipe: Recipe) -> Size:
    width, height = max(width, 1), max(height, 1)  # a record may come from a file that others wrote
    return (height, width) if recipe.turns % 2 else (width, height)


@functools.lru_cache(maxsize=256)
def straightened(size: Size, degrees: float) -> Size:
    """Return the largest size of the same ratio that fits into ``size`` turned by some degrees."""
    if degrees == 0:
        return size
    angle = math.radians(min(abs(degrees), MOST_DEGREES))
    width, height = size
    across, down = math.cos(angle), math.sin(angle)
    scale = min(width / (width * across + height * down), height / (width * down + height * across))
    return max(int(width * scale), 1), max(int(height * scale), 1)


def crop_window(frame: Size, crop: Crop) -> Window:
    """Return the pixels of a straightened picture that a crop keeps; never none."""
    (left, width), (top, height) = (
        _side(begin, length, side)
        for begin, length, side in zip((crop.x, crop.y), (crop.width, crop.height), frame, strict=True)
    )
    return Window(left, top, width, height)


def _side(begin: float, length: float, side: int) -> tuple[int, int]:
    """Return first pixel and number of pixels, never none, of a share of a side: as many wherever it begins."""
    begin = min(max(begin, 0.0), 1.0)
    count = min(max(math.floor(min(length, 1.0 - begin) * side + 0.5), 1), side)
    return min(math.floor(begin * side + 0.5), side - count), count


def _rotated(place: tuple[float, float], degrees: float) -> tuple[float, float]:
    """Return a place turned clockwise about the origin, down being positive."""
    angle = math.radians(degrees)
    across, down = math.cos(angle), math.sin(angle)
    return place[0] * across - place[1] * down, place[0] * down + place[1] * across
