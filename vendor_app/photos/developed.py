"""Developed pictures, made when first wanted and kept in the cache folder, where anyone may delete or spoil them."""

import contextlib
import hashlib
import math
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

import cv2
import numpy as np

from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, mark_used, plain_words, replace
from vendor_app.language import _
from vendor_app.photos.develop import develop
from vendor_app.photos.geometry import as_seen
from vendor_app.photos.on_white import Mask
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import PhotoUnreadable, Pixels, Size, read_photo
from vendor_app.photos.recipe import MaskId
from vendor_app.photos.store import PhotoStore, missing

_LOOK: Final = 1
"""Counted up when the same recipe gives another picture: older files are not used any more."""
_SIDES: Final = (960, 1920, 2720)
"""Pixels of the long side of smaller copies: for a preview, most pictures that leave the shop, most shots of a clip."""
_HARDLY_SMALLER: Final = 0.85
_SPARE: Final = 3
"""Pixels more than asked for: rounding must not make a picture smaller than was wanted."""
_QUALITY: Final = 95
_MOST_BYTES: Final = 1_000_000_000
_TRIMMED_EVERY: Final = 40
"""Pictures written."""
_IN_USE: Final = 3600.0
"""Seconds for which a picture stays after its last use: somebody may be about to open it."""
_DIGITS: Final = 16


class MaskStore(Protocol):
    """Where the masks of cut-outs are kept."""

    def read(self, mask: MaskId) -> Mask:
        """Return a mask; raises VendorError for one that is lost or damaged."""


class Developed:
    """The pictures that recipes make of the originals of one store. Any thread may use it.

    A file's name tells its look, its size and what is in it: one that was cut short or overwritten is made again.
    """

    def __init__(self, folder: Path, store: PhotoStore, masks: MaskStore | None) -> None:
        self._folder = folder / f"look-{_LOOK}"
        self._store, self._masks = store, masks
        self._lock = threading.Lock()
        self._being_made: dict[str, Future[Path]] = {}
        self._proved: dict[Path, tuple[int, int]] = {}
        self._written = 0

    def path(self, photo: Photo, at_least: Size | None = None) -> Path:
        """Return a file with the photo as it is to be seen: the original itself when nothing was done to it.

        With ``at_least`` (width, height of the developed picture) it may be smaller, but covers that size if the whole
        one does. Made now when it is not there; two threads that ask together make it once. Raises VendorError when
        the original or the mask of a cut-out is lost or damaged, or the disk is full.
        """
        if photo.recipe.is_plain:
            return self._store.path(photo)
        side = _side(photo, at_least)
        for wanted in dict.fromkeys((side, None)):
            if found := self._found(_name(photo, wanted)):
                return found
        return self._shared(photo, side)

    def pixels(self, photo: Photo, at_least: Size) -> Pixels:
        """Return the photo as it is to be seen, RGB, at a size that covers ``at_least``, and keep nothing.

        For small copies, which are kept elsewhere. Raises VendorError as ``path`` does.
        """
        if photo not in self._store:
            raise missing(photo)
        if photo.recipe.is_plain:
            return read_photo(self._store.path(photo), at_least)
        made = _covering(photo, at_least)
        for side in (*_SIDES, None):
            if (side is None or side >= max(made)) and (found := self._found(_name(photo, side))):
                return read_photo(found, at_least)
        return self._developed(photo, made)

    def _shared(self, photo: Photo, side: int | None) -> Path:
        name = _name(photo, side)
        with self._lock:
            work = self._being_made.get(name)
            mine = work is None
            if work is None:
                work = self._being_made[name] = Future()
        if mine:
            self._fulfil(work, photo, side, name)
        return work.result()

    def _fulfil(self, work: "Future[Path]", photo: Photo, side: int | None, name: str) -> None:
        try:
            work.set_result(self._found(name) or self._made(photo, side, name))
        except BaseException as problem:  # noqa: BLE001  handed to every thread that waits, this one too
            work.set_exception(problem)
        finally:
            with self._lock:
                del self._being_made[name]

    def _made(self, photo: Photo, side: int | None, name: str) -> Path:
        if photo not in self._store:
            raise missing(photo)
        size = None if side is None else _at_side(photo, side)
        content = _jpeg(self._developed(photo, size))
        digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
        place = self._place(name, digest)
        self._trim()
        _write(place, content)
        self._prove(place)
        return place

    def _developed(self, photo: Photo, size: Size | None) -> Pixels:
        """Develop the photo, from an original as small as the picture still covers ``size``."""
        recipe = photo.recipe
        mask = None if recipe.cutout is None else self._mask(photo, recipe.cutout.mask)
        wanted = None if size is None else _source(photo, size)
        try:
            return develop(read_photo(self._store.path(photo), wanted), recipe, mask=mask, in_place=True)
        except MemoryError as problem:
            raise PhotoUnreadable(
                _("There is not enough memory for this picture."), _("Close other programs, or save a smaller copy.")
            ) from problem

    def _mask(self, photo: Photo, mask: MaskId) -> Mask:
        with contextlib.suppress(VendorError, OSError, ValueError):
            if self._masks is not None:
                return self._masks.read(mask)
        raise VendorError(
            _("The white background of the photo {name} is lost.").format(name=photo.name or photo.id[:8]),
            _("Open the photo for editing and make its background white again, or take the white background away."),
        )

    def _found(self, name: str) -> Path | None:
        """Return the file of this name if it is whole; a spoilt one is taken away."""
        for place in self._folder.joinpath(name[:2]).glob(f"{name}-*.jpg"):
            with contextlib.suppress(OSError):
                if self._is_whole(place):
                    mark_used(place)  # the latest used is thrown away last
                    self._prove(place)
                    return place
                place.unlink()
        return None

    def _is_whole(self, place: Path) -> bool:
        """Whether what is in the file is what its name says; read through when another than this has touched it."""
        if self._proved.get(place) == _stamp(place):
            return True
        return hashlib.sha256(place.read_bytes()).hexdigest()[:_DIGITS] == place.stem.rpartition("-")[2]

    def _prove(self, place: Path) -> None:
        with contextlib.suppress(OSError):
            self._proved[place] = _stamp(place)

    def _place(self, name: str, digest: str) -> Path:
        return self._folder / name[:2] / f"{name}-{digest}.jpg"

    def _trim(self) -> None:
        """Now and then take the pictures away that were not used for longest, until the rest fits."""
        with self._lock:
            self._written += 1
            if (self._written - 1) % _TRIMMED_EVERY:
                return
        now = time.time()
        with contextlib.suppress(OSError):
            found = sorted(
                ((place.stat(), place) for place in self._folder.glob("*/*.jpg")), key=lambda one: one[0].st_mtime
            )
            total = sum(facts.st_size for facts, _place in found)
            for facts, place in found:
                if total <= _MOST_BYTES or now - facts.st_mtime < _IN_USE:
                    return
                place.unlink(missing_ok=True)
                total -= facts.st_size


def _stamp(place: Path) -> tuple[int, int]:
    facts = place.stat()
    return facts.st_size, facts.st_mtime_ns


def _name(photo: Photo, side: int | None) -> str:
    return f"{photo.look}-{side or 'full'}"


def _side(photo: Photo, at_least: Size | None) -> int | None:
    """Return the long side of the smallest copy that covers a size; None: all there is."""
    if at_least is None:
        return None
    seen = as_seen(photo)
    scale = max(at_least[0] / seen.width, at_least[1] / seen.height)
    longest = max(seen.width, seen.height)
    fitting = (side for side in _SIDES if side >= scale * longest and side <= _HARDLY_SMALLER * longest)
    return next(fitting, None)


def _at_side(photo: Photo, side: int) -> Size:
    seen = as_seen(photo)
    scale = side / max(seen.width, seen.height)
    return math.ceil(seen.width * scale), math.ceil(seen.height * scale)


def _covering(photo: Photo, at_least: Size) -> Size:
    """Return the size of the photo's shape that just covers ``at_least``, or all there is."""
    seen = as_seen(photo)
    scale = min(max(at_least[0] / seen.width, at_least[1] / seen.height), 1.0)
    return math.ceil(seen.width * scale), math.ceil(seen.height * scale)


def _source(photo: Photo, size: Size) -> Size:
    """Return how large the original must be for the developed picture to have ``size``."""
    seen = as_seen(photo)
    scale = max((size[0] + _SPARE) / seen.width, (size[1] + _SPARE) / seen.height)
    return math.ceil(photo.width * scale), math.ceil(photo.height * scale)


def _jpeg(pixels: Pixels) -> bytes:
    """Return RGB, which is spoilt by that, as JPEG without any metadata. Pillow would need room for another copy."""
    pixels = np.ascontiguousarray(pixels)
    cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR, dst=pixels)
    options = [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    options += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    encoded, content = cv2.imencode(".jpg", pixels, options)
    if not encoded:
        raise ValueError(f"a picture of {pixels.shape} could not be written as JPEG")
    return content.tobytes()


def _write(place: Path, content: bytes) -> None:
    """Write the file whole, but without waiting for the disk: should a power cut spoil it, it is made again."""
    draft = place.with_name(f"{DRAFT}{uuid4().hex[:12]}")
    with plain_words(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(content)
            replace(draft, place)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
