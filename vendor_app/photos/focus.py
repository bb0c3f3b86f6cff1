"""Where in a photo the product is, found without any model: by how it differs from what lies around it."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.files import write_whole
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import Pixels, read_photo
from vendor_app.photos.thumbnails import LARGE, Thumbnails

_LOOK: Final = 1
"""Counted up when the same photo gets another answer: what the cache knows is asked for anew."""
_SIDE: Final = 160
"""Pixels on the long side: enough to tell a shirt from a floor."""
_BORDER: Final = 0.05
"""Share of the short side that is looked at for the background."""
_CORNER: Final = 0.33
"""Share of each side, from both its ends, that is looked at."""
_GROUNDS: Final = 4
"""Colours that a background may have: floor, wall, their shadows."""
_RARE: Final = 0.12
"""Share of the border below which a colour may be the product's own, cut by the edge."""
_LIGHTNESS: Final = 0.6
"""What a difference of lightness counts beside one of colour: shadows are no product."""
_NOISE: Final = 5.0
"""Levels of Lab that any background varies by."""
_FAR: Final = 9.0
"""Times its own variation that something is from the background when it is surely not that."""
_CLEARLY: Final = 2.0
_LEAST_STEP: Final = 0.8
"""Levels of Lab from one pixel to the next at an outline."""
_LARGE: Final = 0.15
"""Share of the picture from which on a box may be anywhere."""
_LEAST_AREA, _MOST_AREA = 0.02, 0.93
"""Shares of the picture that a product takes; less or more is a mistake."""
_SHARE_KEPT: Final = 0.12
"""Of the largest part's area: smaller parts beside it are left out."""
_EDGE: Final = 0.004
"""Share of the shown pixels beyond each side of the box: threads, straps, mistakes."""
_ROOM: Final = 0.015

_FAINT: Final = 0.55
"""Of the level from which on something stands out clearly: sleeves in the light, lace."""
_MOST_GROWTH: Final = 1.5
_DISC: Final = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
_SKIN_LOW, _SKIN_HIGH = (40, 136, 80), (250, 172, 126)
"""Y, Cr, Cb of skin, dark to pale."""
_SKIN_APART: Final = 0.2
_LEAST_FACE, _MOST_FACE = 0.003, 0.12
"""Shares of the picture that a face takes above a product."""
_LONGEST_FACE: Final = 2.2
_NECK: Final = 0.12
"""Share of the picture's height that may be between a face and the product."""
_HAIR: Final = 0.35
"""Of a face's height, above it."""
_CHEEK: Final = 0.15
"""Of a face's size, beside and below it."""
_BESIDE: Final = 0.2
"""Of the product's width: as far from its middle a face may be."""
_WIDEST: Final = 0.6
"""Of the product's width: what is wider is the product itself."""
_BELOW: Final = 0.1
"""Of the product's height, where the head is taken for a part of it."""
_FLATTEST, _LONGEST = 0.85, 1.9
"""Height over width of a face in pixels."""
_EYES: Final = 5.0
"""Per cent of a face that eyes, brows and mouth take."""
_DARKER: Final = 12.0
"""Levels of lightness that these are darker by."""

_Map = NDArray[np.float32]
_Mask = NDArray[np.uint8]


class Focus(msgspec.Struct, frozen=True, kw_only=True):
    """The box of what matters in a picture, in fractions of it: left, top and size."""

    x: float
    y: float
    width: float
    height: float
    sure: bool = True
    """False: nothing stands out; the box is the middle of the picture."""


MIDDLE: Final = Focus(x=0.1, y=0.1, width=0.8, height=0.8, sure=False)


class _Ground(NamedTuple):
    """One colour of the background and how it varies."""

    colour: _Map
    spread: _Map


class _Seen(NamedTuple):
    """A small copy of a picture in which a product stands out."""

    small: Pixels
    lab: _Map
    apart: _Map
    product: Focus


def find_focus(pixels: Pixels) -> Focus:
    """Find the product in RGB (H, W, 3), and with it whoever wears it. Any size; a copy of 400 pixels is enough."""
    seen = _see(pixels)
    if seen is None:
        return MIDDLE
    box = seen.product
    for face in _faces_above(box, _skin(seen.small, seen.apart)):
        box = _with_face(box, face)
    return box


def find_face(pixels: Pixels) -> Focus | None:
    """Return the box of the face of whoever wears the product, with hair; None unless there is surely one.

    RGB (H, W, 3) of any size. A face is a patch of skin on top of the product's middle, with darker eyes and mouth.
    """
    seen = _see(pixels)
    if seen is None:
        return None
    found = [face for face in _skin(seen.small, seen.apart) if _is_face(face, seen)]
    if not found:
        return None
    face = max(found, key=lambda one: one.width * one.height)
    left, right = max(face.x - _CHEEK * face.width, 0.0), min(face.x + (1 + _CHEEK) * face.width, 1.0)
    top, bottom = max(face.y - _HAIR * face.height, 0.0), min(face.y + (1 + _CHEEK) * face.height, 1.0)
    return Focus(x=round(left, 4), y=round(top, 4), width=round(right - left, 4), height=round(bottom - top, 4))


def _see(pixels: Pixels) -> _Seen | None:
    """Return the product, or None when nothing stands out."""
    small = _small(pixels)
    if min(small.shape[:2]) < 16:
        return None
    lab = np.asarray(cv2.cvtColor(cv2.medianBlur(small, 3).astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)
    apart = _apart(lab)
    shown = _largest(_mask(apart))
    if not _LEAST_AREA <= float(shown.mean()) <= _MOST_AREA:
        return None
    if not (_stands_out(apart, shown) and _is_outlined(lab, shown) and _is_subject(shown)):
        return None
    return _Seen(small, lab, apart, _boxed(shown))


def _is_face(face: Focus, seen: _Seen) -> bool:
    """Whether a patch of skin on top of the product, over its middle, is as high as a face and has eyes."""
    height, width = seen.lab.shape[:2]
    product = seen.product
    aside = abs(face.x + face.width / 2 - product.x - product.width / 2)
    below, above = face.y - product.y, product.y - face.y - face.height
    if aside > _BESIDE * product.width or below > _BELOW * product.height or above > _NECK:
        return False
    if face.width > _WIDEST * product.width:
        return False
    if not _FLATTEST <= face.height * height / (face.width * width) <= _LONGEST:
        return False
    rows = slice(round(face.y * height), max(round((face.y + face.height) * height), 1))
    columns = slice(round(face.x * width), max(round((face.x + face.width) * width), 1))
    light = seen.lab[rows, columns, 0]
    return float(np.median(light) - np.percentile(light, _EYES)) >= _DARKER


class Focuses:
    """What was found in each photo, by its look, kept in a folder of the cache. Any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"look-{_LOOK}"
        self._known: dict[str, Focus] = {}
        self._lock = threading.Lock()

    def known(self, look: str) -> Focus | None:
        """Return what was found in a photo before; None when it was never asked for, or the cache was emptied."""
        with self._lock:
            found = self._known.get(look)
        if found is None:
            with contextlib.suppress(OSError, msgspec.MsgspecError):
                found = msgspec.json.decode(self._place(look).read_bytes(), type=Focus)
                self._keep(look, found)
        return found

    def find(self, look: str, open_small: Callable[[str], Pixels]) -> Focus:
        """Return the focus of a photo, looked for now if need be; ``open_small`` opens it, 160 pixels or more."""
        found = self.known(look)
        if found is None:
            found = find_focus(open_small(look))
            self._keep(look, found)
            with contextlib.suppress(OSError, VendorError):  # a full disk: it is looked for again the next time
                self._place(look).parent.mkdir(parents=True, exist_ok=True)
                write_whole(self._place(look), msgspec.json.encode(found))
        return found

    def _keep(self, look: str, found: Focus) -> None:
        with self._lock:
            self._known[look] = found

    def _place(self, look: str) -> Path:
        return self._folder / look[:2] / f"{look}.json"


def look(focuses: Focuses, thumbnails: Thumbnails, photo: Photo) -> Focus:
    """Return the focus of a photo as it is to be seen, by its thumbnail. Raises VendorError as ``Thumbnails.path``."""
    return focuses.find(photo.look, lambda _look: read_photo(thumbnails.path(photo), (LARGE, LARGE)))


def _small(pixels: Pixels) -> Pixels:
    scale = _SIDE / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = tuple(max(round(side * scale), 1) for side in pixels.shape[1::-1])
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _apart(lab: _Map) -> _Map:
    """Return how far each pixel is from all colours of the background, 0 to 1."""
    weights = np.array([_LIGHTNESS, 1, 1], np.float32)
    scaled = lab * weights
    distances = [np.sqrt((((scaled - ground.colour) / ground.spread) ** 2).sum(axis=2)) for ground in _grounds(scaled)]
    return np.asarray(np.minimum(np.min(distances, axis=0) / _FAR, 1), np.float32)


def _stands_out(apart: _Map, shown: _Mask) -> bool:
    """Whether the product differs much more from the background than the background does from itself."""
    return float(apart[shown == 1].mean()) >= _CLEARLY * float(apart[shown == 0].mean())


def _is_outlined(lab: _Map, shown: _Mask) -> bool:
    """Whether colours change at the product's outline; light that falls off over a wall has none."""
    outline = cv2.morphologyEx(shown, cv2.MORPH_GRADIENT, _DISC) > 0
    steps = [np.abs(cv2.Sobel(lab, cv2.CV_32F, *way)) for way in ((1, 0), (0, 1))]
    return float(np.maximum(*steps).max(axis=2)[outline].mean()) / 8 >= _LEAST_STEP


def _is_subject(shown: _Mask) -> bool:
    """Whether it is large, or near the middle: nobody photographs a product small and in a corner."""
    box = _boxed(shown)
    off = max(abs(box.x + box.width / 2 - 0.5) - box.width / 2, abs(box.y + box.height / 2 - 0.5) - box.height / 2)
    return box.width * box.height >= _LARGE or off <= 0.0


def _grounds(lab: _Map) -> list[_Ground]:
    """Return the colours that most of the picture's border has."""
    band = max(round(min(lab.shape[:2]) * _BORDER), 1)
    height, width = lab.shape[:2]
    down, across = round(height * _CORNER), round(width * _CORNER)
    # Amid a side the product may be cut by the edge; towards the corners it hardly is.
    rows, columns = (slice(0, band), slice(height - band, height)), (slice(0, band), slice(width - band, width))
    ends = [slice(0, across), slice(width - across, width)], [slice(0, down), slice(height - down, height)]
    parts = [lab[row, end] for row in rows for end in ends[0]] + [
        lab[end, column] for column in columns for end in ends[1]
    ]
    samples = np.concatenate([part.reshape(-1, 3) for part in parts])[::2].astype(np.float32)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 0.5)
    cv2.setRNGSeed(7)
    labels = np.zeros((len(samples), 1), np.int32)
    _, nearest, centres = cv2.kmeans(samples, _GROUNDS, labels, criteria, 1, cv2.KMEANS_PP_CENTERS)
    found = []
    for number, centre in enumerate(np.asarray(centres, np.float32)):
        own = samples[np.ravel(nearest) == number]
        if len(own) >= _RARE * len(samples):
            found.append(_Ground(centre, np.maximum(own.std(axis=0), _NOISE).astype(np.float32)))
    return found


def _mask(apart: _Map) -> _Mask:
    """Return what stands out, 1 or 0, without specks and holes."""
    levels = cv2.GaussianBlur(np.rint(apart * 255).astype(np.uint8), (0, 0), 1.2)
    limit, clear = cv2.threshold(levels, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    clear = cv2.morphologyEx(clear, cv2.MORPH_OPEN, _DISC)
    grown = _grown(np.asarray(clear, np.uint8), np.asarray(levels >= limit * _FAINT, np.uint8))
    return np.asarray(cv2.morphologyEx(grown, cv2.MORPH_CLOSE, _DISC, iterations=2), np.uint8)


def _grown(clear: _Mask, faint: _Mask) -> _Mask:
    """Add what stands out less but hangs together with what clearly does; not when that is half the picture."""
    _, labels = cv2.connectedComponents(cv2.morphologyEx(faint, cv2.MORPH_OPEN, _DISC), connectivity=4)
    seeds = np.unique(labels[(clear == 1) & (labels > 0)])
    grown = np.maximum(clear, np.isin(labels, seeds).astype(np.uint8))
    return grown if grown.sum() <= _MOST_GROWTH * clear.sum() else clear


def _largest(mask: _Mask) -> _Mask:
    """Keep the parts that count: large ones, and larger for being in the middle."""
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if count < 2:
        return mask * 0
    size = np.array(mask.shape[::-1])
    off = np.linalg.norm(centres[1:] / size - 0.5, axis=1)
    weights = stats[1:, cv2.CC_STAT_AREA] * np.clip(1.4 - 1.8 * off, 0.1, 1)
    kept = np.flatnonzero(weights >= _SHARE_KEPT * weights.max()) + 1
    return np.isin(labels, kept).astype(np.uint8)


def _boxed(shown: _Mask) -> Focus:
    sides = []
    for axis in (0, 1):
        mass = np.cumsum(shown.sum(axis=axis, dtype=np.int64)) / shown.sum()
        begin, end = int(np.searchsorted(mass, _EDGE)), int(np.searchsorted(mass, 1 - _EDGE)) + 1
        length = len(mass)
        sides.append((max(begin / length - _ROOM, 0.0), min(end / length + _ROOM, 1.0)))
    (left, right), (top, bottom) = sides
    return Focus(x=round(left, 4), y=round(top, 4), width=round(right - left, 4), height=round(bottom - top, 4))


def _skin(small: Pixels, apart: _Map) -> list[Focus]:
    """Return the boxes of what may be faces: patches of skin that are no part of a floor or wall of that colour."""
    tones = cv2.inRange(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb), _SKIN_LOW, _SKIN_HIGH)
    skin = np.asarray((tones > 0) & (apart > _SKIN_APART), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(skin, cv2.MORPH_OPEN, _DISC))
    height, width = skin.shape
    found = []
    for left, top, across, down, area in stats[1:count].tolist():
        is_long = max(across, down) > _LONGEST_FACE * min(across, down)
        if _LEAST_FACE <= area / skin.size <= _MOST_FACE and not is_long and area > 0.5 * across * down:
            found.append(Focus(x=left / width, y=top / height, width=across / width, height=down / height))
    return found


def _faces_above(box: Focus, faces: list[Focus]) -> list[Focus]:
    """Return those patches of skin that may be the face of whoever wears what is in the box."""
    return [
        face
        for face in faces
        if face.x + face.width >= box.x
        and face.x <= box.x + box.width
        and face.y < box.y
        and face.y + face.height >= box.y - _NECK
    ]


def _with_face(box: Focus, face: Focus) -> Focus:
    """Make the box as high and wide as a face above it, with its hair, asks for."""
    top = min(max(face.y - _HAIR * face.height, 0.0), box.y)
    left, right = min(box.x, face.x), max(box.x + box.width, face.x + face.width)
    bottom = box.y + box.height
    return Focus(x=left, y=round(top, 4), width=round(right - left, 4), height=round(bottom - top, 4))
