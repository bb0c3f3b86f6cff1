"""Take photos in by the hundred: what is broken is listed with its reason, the rest comes in."""

import contextlib
import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.focus import Focuses, look
from vendor_app.photos.kinds import PhotoUnreadable
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import prove_photo, read_content
from vendor_app.photos.store import Batch, PhotoStore, shown_name
from vendor_app.photos.thumbnails import LARGE, Thumbnails
from vendor_app.progress import Progress, silent

MOST_FILES = 5_000
_THREADS = min(os.cpu_count() or 1, 4)
_DEEPEST = 12
_NO_PHOTOS = {
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "$recycle.bin",
    "system volume information",
}
_SIDE_CARS = {".aae", ".xmp", ".thm", ".ini", ".db"}


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is in the store now, or was already."""

    path: Path
    photo: Photo


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A file that stayed out."""

    path: Path
    reason: str
    """What is wrong and what to do, in the vendor's language."""


def by_reason(rejected: Iterable[Rejected]) -> dict[str, list[Path]]:
    """Return the files that stayed out for each reason: a card that was pulled out is one reason for a hundred."""
    found: dict[str, list[Path]] = {}
    for one in rejected:
        found.setdefault(one.reason, []).append(one.path)
    return found


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """How taking photos in ended, both lists in the order of the files."""

    added: tuple[Added, ...]
    """The same picture twice is here twice, with one photo."""
    rejected: tuple[Rejected, ...]


_Waiting: TypeAlias = "tuple[Path, Future[Photo] | VendorError]"


def take_in(
    store: PhotoStore,
    sources: Iterable[Path],
    progress: Progress = silent,
    thumbnails: Thumbnails | None = None,
    focuses: Focuses | None = None,
) -> Intake:
    """Put every photo of ``sources``, files and folders, into the store.

    Returns when all that is listed as added is safe on the disk. Raises Cancelled, or VendorError when the disk
    refuses, and then nothing was added. With ``thumbnails`` each photo's is made from the same decode, and with
    ``focuses`` what matters in it is looked for: its first clip need not.
    """
    files = find_files(sources)
    with store.batch() as batch, ThreadPoolExecutor(_THREADS, "photo-intake") as workers:
        waiting: list[_Waiting] = [
            (path, problem or workers.submit(_take_one, batch, path, thumbnails, focuses)) for path, problem in files
        ]
        try:
            return _gather(waiting, progress)
        except BaseException:
            workers.shutdown(cancel_futures=True)
            raise


def _take_one(batch: Batch, path: Path, thumbnails: Thumbnails | None, focuses: Focuses | None) -> Photo:
    """Decode one file once: that proves it whole and makes its thumbnail."""
    content = read_content(path)
    header, pixels = prove_photo(content, LARGE)
    photo = batch.keep(content, header, shown_name(path))
    if thumbnails is not None:
        with contextlib.suppress(VendorError, OSError):  # a cache in trouble costs a thumbnail, not the photo
            thumbnails.keep(photo, LARGE, pixels)
            if focuses is not None:
                look(focuses, thumbnails, photo)
    return photo


def _gather(waiting: list[_Waiting], progress: Progress) -> Intake:
    added: list[Added] = []
    rejected: list[Rejected] = []
    note = _("Reading photos")
    for path, outcome in progress.track(waiting, note):
        try:
            if isinstance(outcome, VendorError):
                rejected.append(Rejected(path=path, reason=str(outcome)))
            else:
                added.append(Added(path=path, photo=outcome.result()))
        except PhotoUnreadable as problem:
            rejected.append(Rejected(path=path, reason=str(problem)))
    return Intake(added=tuple(added), rejected=tuple(rejected))


def may_be_photo(path: Path) -> bool:
    """Whether a file or folder is none of those that phones and systems leave beside photos."""
    return (
        not path.name.startswith(".") and path.name.lower() not in _NO_PHOTOS and path.suffix.lower() not in _SIDE_CARS
    )


def _no_photos() -> VendorError:
    return PhotoUnreadable(_("There are no photos in this folder."), _("Choose another folder."))


def find_files(
    sources: Iterable[Path],
    is_wanted: Callable[[Path], bool] = may_be_photo,
    none_there: Callable[[], VendorError] = _no_photos,
) -> list[tuple[Path, VendorError | None]]:
    """List the files that ``sources`` name, folders walked, in the order a person reads names: 2 before 10.

    What is not wanted in a folder is passed over: by default the files that phones and systems leave beside photos. A
    folder that gives nothing is listed with the reason. Raises VendorError for more files than a vendor can have meant.
    """
    found: dict[Path, VendorError | None] = {}
    for path, problem in chain.from_iterable(
        _walk(source, 0, is_wanted, none_there) if os.path.isdir(source) else [(source, None)] for source in sources
    ):
        found.setdefault(path, problem)
        if len(found) > MOST_FILES:
            raise VendorError(
                _("There are more than {count} files here.").format(count=MOST_FILES),
                _("Choose the folder of one day or one product."),
            )
    return list(found.items())


def _walk(
    folder: Path, depth: int, is_wanted: Callable[[Path], bool], none_there: Callable[[], VendorError]
) -> list[tuple[Path, VendorError | None]]:
    try:
        inside = sorted((path for path in folder.iterdir() if is_wanted(path)), key=_reading_order)
    except OSError:
        return [(folder, PhotoUnreadable(_("The folder may not be opened."), _("Copy the photos to another folder.")))]
    found: list[tuple[Path, VendorError | None]] = []
    for path in inside:
        if not os.path.isdir(path):
            found.append((path, None))
        elif depth < _DEEPEST and not path.is_symlink():
            found += _walk(path, depth + 1, is_wanted, none_there)
        if len(found) > MOST_FILES:
            return found
    if not found and depth == 0:
        return [(folder, none_there())]
    return found


def _reading_order(path: Path) -> tuple[list[tuple[int, int, str]], str]:
    """Sort numbers inside names by their value, and before letters."""
    parts = re.findall(r"[0-9]+|[^0-9]+", path.name.casefold())
    return [(0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts], path.name
