"""Small pictures for the window, made when first wanted and kept in the cache folder, where anyone may delete them."""

import contextlib
import io
import os
import threading
from concurrent.futures import Future
from pathlib import Path
from uuid import uuid4

from PIL import Image

from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, plain_words, replace
from vendor_app.photos.developed import Developed
from vendor_app.photos.geometry import developed_size
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import Pixels, Size, fit_within, read_photo
from vendor_app.photos.store import PhotoStore

SMALL, LARGE = 240, 480
"""Pixels on the long side: for a strip of photos, and for the product grid, which crops it to its own shape."""
_QUALITY = 85
_END_OF_JPEG = b"\xff\xd9"


class Thumbnails:
    """JPEG thumbnails, in sRGB, of the photos of one store as they are to be seen. Any thread may use it."""

    def __init__(self, store: PhotoStore, folder: Path, developed: Developed | None = None) -> None:
        """``developed``: of the same store; None: where no photo has a cut-out."""
        self._store = store
        self._folder = folder
        self._developed = developed or Developed(folder / "developed", store, None)
        self._lock = threading.Lock()
        self._being_made: dict[Path, Future[Path]] = {}

    def made(self, photo: Photo, size: int = LARGE) -> Path | None:
        """Return the thumbnail if it is there already; quick enough for the window's own thread."""
        with contextlib.suppress(VendorError):
            place = self._place(photo, size)
            return place if _is_whole(place) else None
        return None

    def path(self, photo: Photo, size: int = LARGE) -> Path:
        """Return the thumbnail, ``size`` pixels on its long side, made now when it is not there.

        Two threads that ask together make it once. Raises VendorError when the original, or the mask of a cut-out, is
        missing or damaged, or the disk is full.
        """
        place = self._place(photo, size)
        if _is_whole(place):
            return place
        with self._lock:
            work = self._being_made.get(place)
            mine = work is None
            if work is None:
                work = self._being_made[place] = Future()
        if mine:
            self._fulfil(work, photo, size, place)
        return work.result()

    def keep(self, photo: Photo, size: int, pixels: Pixels) -> None:
        """Keep the thumbnail of a photo that was just decoded, and developed, which saves doing it again."""
        place = self._place(photo, size)
        if not _is_whole(place):
            _write(place, pixels, _fitting(photo, size))

    def _fulfil(self, work: "Future[Path]", photo: Photo, size: int, place: Path) -> None:
        try:
            self.keep(photo, size, self._pixels(photo, size))
            work.set_result(place)
        except BaseException as problem:  # noqa: BLE001  handed to every thread that waits, this one too
            work.set_exception(problem)
        finally:
            with self._lock:
                del self._being_made[place]

    def _pixels(self, photo: Photo, size: int) -> Pixels:
        """Decode the larger thumbnail where there is one, else develop the original."""
        cover = _fitting(photo, size)
        if size < LARGE and (larger := self.made(photo, LARGE)):
            with contextlib.suppress(Exception):
                return read_photo(larger, cover)
        return self._developed.pixels(photo, cover)

    def _place(self, photo: Photo, size: int) -> Path:
        self._store.path(photo)  # raises for an id that no photo can have
        return self._folder / photo.look[:2] / f"{photo.look}-{size}.jpg"


def _fitting(photo: Photo, size: int) -> Size:
    return fit_within(developed_size(photo.width, photo.height, photo.recipe), size)


def _write(place: Path, pixels: Pixels, size: Size) -> None:
    """Write the file whole, but without waiting for the disk: should a power cut empty it, it is made again."""
    image = Image.fromarray(pixels)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    draft = place.with_name(f"{DRAFT}{uuid4().hex[:12]}")
    with plain_words(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(buffer.getvalue())
            replace(draft, place)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _is_whole(place: Path) -> bool:
    """Whether the file ends as a JPEG does."""
    try:
        with place.open("rb") as file:
            file.seek(-len(_END_OF_JPEG), os.SEEK_END)
            return file.read() == _END_OF_JPEG
    except OSError:
        return False
