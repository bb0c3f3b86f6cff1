"""A shop: the folder that holds everything of one vendor. Copying the folder moves the shop."""

import contextlib
import functools
import logging
import os
import shutil
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

import filelock
import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.catalogue import DATABASE, Catalogue
from vendor_app.catalogue.records import Sku
from vendor_app.errors import VendorError
from vendor_app.files import clear_drafts, nearest, plain_words
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.places import sync_warning as sync_warning
from vendor_app.progress import Progress, silent
from vendor_app.settings import cache_folder
from vendor_app.shop_file import LONGEST_NAME as LONGEST_NAME
from vendor_app.shop_file import SHOP_FILE, ShopFile, new_file, read_file, tidy_colour, tidy_name, tidy_site, write_file
from vendor_app.shop_file import ShopFromFuture as ShopFromFuture
from vendor_app.shop_folder import while_there
from vendor_app.storyboard.brand import Brand
from vendor_app.thai import dates

if TYPE_CHECKING:
    from vendor_app.photos.developed import Developed
    from vendor_app.photos.focus import Focuses
    from vendor_app.photos.intake import Intake
    from vendor_app.photos.quality import Qualities
    from vendor_app.photos.store import PhotoStore
    from vendor_app.photos.thumbnails import Thumbnails
    from vendor_app.video.footage_intake import FootageIntake
    from vendor_app.video.footage_store import FootageStore

log = logging.getLogger(__name__)

LOCK_FILE, HOLDER_FILE = ".lock", ".lock-holder.json"
_FOLDERS = (
    "photos", "footage", "products", "clips", "bundles", "backups", "recordings", "music", "masks", "answers", "texts",
)  # fmt: skip
_DEEP_FOLDERS = ("clips", "bundles")  # here a draft can lie below the first level
_OURS = {SHOP_FILE, LOCK_FILE, HOLDER_FILE, DATABASE, f"{DATABASE}-journal", *_FOLDERS}


class _Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has the shop open: read to tell the vendor, never to decide; the operating system's lock decides."""

    pid: int
    machine: str
    since: str


class ShopInUse(VendorError):
    """Another program, or this one, has the shop open already."""


def is_shop(folder: Path) -> bool:
    """Whether there is a shop in ``folder``, sound or not."""
    return os.path.isfile(folder / SHOP_FILE)  # unlike Path's, never raises: any text may be typed for a folder


class Shop:
    """An open, locked shop. Make one with ``create`` or ``open``; close it, or use it in a ``with``."""

    def __init__(self, folder: Path, file: ShopFile, lock: filelock.BaseFileLock, catalogue: Catalogue) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.clips = folder / "clips"
        self.bundles = folder / "bundles"
        self.recordings = folder / "recordings"
        """What the vendor spoke for clips."""
        self.music = folder / "music"
        """Pieces of the vendor's own."""
        self.masks = folder / "masks"
        """Where the product is in photos that were put on white."""
        warning = sync_warning(folder)
        self.notes = (*((warning,) if warning else ()), *catalogue.notes)
        """Sentences for the vendor about the place of the shop and what was mended when it was opened."""
        self._file = file
        self._lock = lock

    @classmethod
    def create(cls, folder: Path, name: str) -> Self:
        """Make a new shop in ``folder``, which is empty or not there yet, and open it.

        Raises VendorError for a folder that holds something else, a shop included, and when the disk refuses.
        """
        folder = Path(os.path.abspath(folder))
        file = new_file(name)
        there = os.path.exists(folder)
        _make_room(folder)
        try:
            return cls._open(folder, file, is_new=True)
        except ShopInUse:  # somebody is making one here at this very moment
            raise
        except BaseException:
            if not there:
                shutil.rmtree(folder, ignore_errors=True)
            raise

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the shop in ``folder`` and lock it.

        Raises ShopInUse, ShopFromFuture, CatalogueFromFuture, CatalogueDamaged, and VendorError for a folder without a
        shop or one that cannot be written to. Then nothing in the folder was changed.
        """
        folder = Path(os.path.abspath(folder))
        return cls._open(folder, read_file(folder), is_new=False)

    @classmethod
    def _open(cls, folder: Path, file: ShopFile, *, is_new: bool) -> Self:
        with contextlib.ExitStack() as undo:
            lock = _locked(folder)
            undo.callback(_unlock, folder, lock)
            with plain_words(folder):
                _prepare(folder)
            catalogue = Catalogue.open(folder)
            undo.callback(catalogue.close)
            if is_new:
                write_file(folder, file)  # last: from now on it is a shop
            shop = cls(folder, file, lock, catalogue)
            undo.pop_all()
        return shop

    @classmethod
    def look_in(cls, folder: Path, catalogue: Catalogue) -> Self:
        """Return the shop that another process of this program holds open, to read from: nothing is locked or mended.

        Raises VendorError for a folder without a shop.
        """
        return cls(folder, read_file(folder), filelock.FileLock(folder / LOCK_FILE, thread_local=False), catalogue)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @functools.cached_property
    def photos(self) -> "PhotoStore":
        """The originals. Made when first wanted: a list of products needs no decoders."""
        from vendor_app.photos.store import PhotoStore  # noqa: PLC0415 - start-up time

        return PhotoStore(self.folder / "photos")

    @functools.cached_property
    def thumbnails(self) -> "Thumbnails":
        """Small pictures of the photos as they are to be seen, in the cache."""
        from vendor_app.photos.thumbnails import Thumbnails  # noqa: PLC0415 - start-up time

        return Thumbnails(self.photos, cache_folder() / "thumbnails", self.developed)

    @functools.cached_property
    def developed(self) -> "Developed":
        """The photos as they are to be seen, in the cache."""
        from vendor_app.photos.developed import Developed  # noqa: PLC0415 - start-up time
        from vendor_app.photos.masks import Masks  # noqa: PLC0415 - start-up time

        return Developed(cache_folder() / "developed", self.photos, Masks(self.masks))

    def picture(self, photo: Photo, at_least: tuple[int, int] | None = None) -> Path:
        """Return the file of a photo as it is to be seen: the original, or in the cache what was made of it.

        ``at_least``: a smaller copy that covers this width and height will do. Not for the window's thread: it may have
        to be made now. Raises VendorError when the original or the mask of a cut-out is lost, or the disk is full.
        """
        if photo.recipe.is_plain:
            return self.photos.path(photo)
        return self.developed.path(photo, at_least)

    @functools.cached_property
    def footage(self) -> "FootageStore":
        """The originals of footage. Made when first wanted, as ``photos``."""
        from vendor_app.video.footage_store import FootageStore  # noqa: PLC0415 - start-up time

        return FootageStore(self.folder / "footage")

    @functools.cached_property
    def focuses(self) -> "Focuses":
        """What matters in each photo, in the cache."""
        from vendor_app.photos.focus import Focuses  # noqa: PLC0415 - start-up time

        return Focuses(cache_folder() / "focus")

    @functools.cached_property
    def qualities(self) -> "Qualities":
        """What was measured in each photo, in the cache."""
        from vendor_app.photos.quality import Qualities  # noqa: PLC0415 - start-up time

        return Qualities(cache_folder() / "quality", self.picture)

    @property
    def name(self) -> str:
        """What the vendor calls the shop; it stands on the end card of clips."""
        return self._file.name

    @property
    def id(self) -> str:
        """Stays the same when the shop is renamed or its folder copied."""
        return self._file.id

    def rename(self, name: str) -> None:
        """Give the shop another name. Raises VendorError for an empty or endless one, and when the disk refuses."""
        self._write(name=tidy_name(name))

    @property
    def brand(self) -> Brand:
        """What every clip of the shop has in common."""
        file = self._file
        return Brand(shop_name=file.name, colour=file.colour, accent=file.accent, logo=file.logo)

    def set_brand(self, *, colour: str | None, accent: str | None, logo: Photo | None) -> None:
        """Choose colours, "#rrggbb", and logo of all clips to come; None: each template has its own, or no logo.

        The logo is in ``photos`` already. Raises VendorError for what is no colour, and when the disk refuses.
        """
        if logo is not None and logo not in self.photos:
            raise VendorError(_("The logo is missing from the shop."), _("Add it again."))
        self._write(colour=tidy_colour(colour), accent=tidy_colour(accent), logo=logo)

    @property
    def site(self) -> str:
        """The address under which the shop's pages and pictures are seen, for feeds; "" when there is none."""
        return self._file.site

    def set_site(self, site: str) -> None:
        """Say where the shop's pages and pictures are seen. Raises VendorError for no address; "" takes it away."""
        self._write(site=tidy_site(site))

    def _write(self, **changes: str | Photo | None) -> None:
        file = msgspec.structs.replace(self._file, **changes)
        with while_there(self.folder):
            write_file(self.folder, file)
        self._file = file

    def add_photos(self, sku: Sku, paths: Iterable[Path], progress: Progress = silent, *, shot: str = "") -> "Intake":
        """Take photos, files and whole folders, into the store and put them behind those the product has.

        ``shot``: which of the shot list's pictures they are; "" for any other.
        Raises ProductNotFound before anything is read, Cancelled, and VendorError when the disk refuses: then the
        product has the photos it had.
        """
        from vendor_app.photos.intake import take_in  # noqa: PLC0415 - start-up time

        product = self.catalogue.product(sku)
        with while_there(self.folder):
            intake = take_in(self.photos, paths, progress, self.thumbnails, self.focuses)
        if intake.added:
            now = self.catalogue.by_id(product.id)  # the vendor may have changed its SKU meanwhile
            self.catalogue.add_photos(now.sku, (replace(added.photo, shot=shot) for added in intake.added))
        return intake

    def add_footage(self, sku: Sku, paths: Iterable[Path], progress: Progress = silent) -> "FootageIntake":
        """Take videos, files and whole folders, into the store and put them behind those the product has.

        Raises ProductNotFound before anything is read, Cancelled, and VendorError when the disk refuses: then the
        product has the footage it had.
        """
        from vendor_app.video.footage_intake import take_in  # noqa: PLC0415 - start-up time

        product = self.catalogue.product(sku)
        with while_there(self.folder):
            intake = take_in(self.footage, paths, progress)
        if intake.added:
            now = self.catalogue.by_id(product.id)  # the vendor may have changed its SKU meanwhile
            self.catalogue.add_footage(now.sku, (added.footage for added in intake.added))
        return intake

    def close(self) -> None:
        """Close the catalogue and let go of the lock. Closing twice is closing once."""
        try:
            self.catalogue.close()
        finally:
            _unlock(self.folder, self._lock)


def _make_room(folder: Path) -> None:
    """Make the folder of a new shop; what a creation left that was cut short may stand in it already."""
    if is_shop(folder):
        raise VendorError(_("There is a shop in {path} already.").format(path=folder), _("Open it instead."))
    elsewhere = _("Choose an empty folder for the new shop.")
    nearest(folder)  # refuses a name that Windows keeps for itself
    with plain_words(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError, FileNotFoundError) as problem:  # a file in the way, no such drive
            raise VendorError(_("There can be no folder {path}.").format(path=folder), elsewhere) from problem
        if any(entry.name not in _OURS for entry in folder.iterdir()):
            raise VendorError(_("{path} is not empty.").format(path=folder), elsewhere)


def _locked(folder: Path) -> filelock.BaseFileLock:
    """Lock the shop for this program. The operating system frees the lock of a program that died."""
    lock = filelock.FileLock(folder / LOCK_FILE, thread_local=False)
    with plain_words(folder):
        try:
            lock.acquire(blocking=False)
        except filelock.Timeout as problem:
            raise ShopInUse(_in_use(folder), _("Close that window, then open the shop again.")) from problem
    holder = _Holder(pid=os.getpid(), machine=socket.gethostname(), since=dates.now())
    with contextlib.suppress(OSError):  # only tells others who we are
        (folder / HOLDER_FILE).write_bytes(msgspec.json.encode(holder))
    return lock


def _in_use(folder: Path) -> str:
    """Say where the shop is open, and since when, as far as that is known."""
    try:
        holder = msgspec.json.decode((folder / HOLDER_FILE).read_bytes(), type=_Holder)
        since = dates.format_moment(holder.since)
    except (OSError, ValueError, OverflowError):
        return _("This shop is open already, in another window.")
    log.info("the shop in %s is held by process %s on %s", folder, holder.pid, holder.machine)
    if holder.machine == socket.gethostname():
        return _("This shop is open already, in another window on this computer, since {time}.").format(time=since)
    return _("This shop is open already, on the computer “{machine}”, since {time}.").format(
        machine=holder.machine, time=since
    )


def _unlock(folder: Path, lock: filelock.BaseFileLock) -> None:
    if lock.is_locked:
        with contextlib.suppress(OSError):
            (folder / HOLDER_FILE).unlink(missing_ok=True)
        lock.release()


def _prepare(folder: Path) -> None:
    """Make the folders that are missing and clear what a power cut left half written."""
    clear_drafts(folder)
    for name in _FOLDERS:
        (folder / name).mkdir(exist_ok=True)
        (_clear_deep if name in _DEEP_FOLDERS else clear_drafts)(folder / name)


def _clear_deep(folder: Path) -> None:
    """Clear the drafts in ``folder`` and at every level below, but look into none."""
    clear_drafts(folder)
    for below in folder.iterdir():
        if below.is_dir():
            _clear_deep(below)
