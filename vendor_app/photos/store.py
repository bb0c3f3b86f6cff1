"""Originals, each kept once and byte for byte, found by the SHA-256 of what is in them."""

import contextlib
import hashlib
import os
import re
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, clear_drafts, discard, plain_words, replace, sync_folder
from vendor_app.language import _
from vendor_app.photos.kinds import SUFFIXES
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import PhotoHeader, prove_photo, read_content
from vendor_app.shop_folder import make_within

_IDENTITY = re.compile(r"[0-9a-f]{64}")
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_WRITABLE = _READ_ONLY | stat.S_IWUSR
_MOST_UNWRITTEN = 6
"""Photos held in memory for a slow disk before those who decode have to wait for it."""


class PhotoStore:
    """The originals of one shop, ``ab/ab12….jpg`` below ``root``, read-only. Any thread may use it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, photo: Photo) -> Path:
        """Return where the original of ``photo`` is kept, whether it is there or not.

        Raises VendorError for an id that no photo can have: records are read from files that others may have written.
        """
        if not _IDENTITY.fullmatch(photo.id) or photo.suffix not in SUFFIXES.values():
            raise missing(photo)
        return self.root / photo.id[:2] / f"{photo.id}{photo.suffix}"

    def __contains__(self, photo: object) -> bool:
        try:
            return isinstance(photo, Photo) and self.path(photo).stat().st_size > 0
        except (OSError, VendorError):
            return False

    def add(self, path: Path, name: str | None = None) -> Photo:
        """Keep the picture at ``path``; when this returns it is safe on the disk.

        ``name`` is shown to the vendor, the file's own by default. The same picture twice is one photo. Raises
        PhotoUnreadable, and VendorError when the disk refuses.
        """
        content = read_content(path)
        header, _pixels = prove_photo(content, long_side=1)
        with self.batch() as batch:
            return batch.keep(content, header, shown_name(path) if name is None else name)

    @contextlib.contextmanager
    def batch(self) -> Iterator["Batch"]:
        """Keep many pictures as one: all of them are safe on the disk when the block ends well, none if it raises.

        The disk writes in the background meanwhile, so that 200 photos do not wait for it 200 times.
        """
        make_within(self.root.parent, self.root)
        batch = Batch(self)
        try:
            yield batch
            batch.commit()
        finally:
            batch.close()

    def clear_drafts(self) -> None:
        """Remove what a power cut left half written."""
        clear_drafts(self.root)


class Batch:
    """Pictures on their way into a store. ``keep`` may be called from any thread."""

    def __init__(self, store: PhotoStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._writer = ThreadPoolExecutor(1, "photo-store")
        self._room = threading.Semaphore(_MOST_UNWRITTEN)
        self._drafts: dict[Path, tuple[Path, Future[None]]] = {}
        self._refused: OSError | None = None

    def keep(self, content: bytes, header: PhotoHeader, name: str) -> Photo:
        """Write down ``content``, a picture that was found to decode. Raises VendorError when the disk refuses."""
        photo = Photo(
            id=hashlib.sha256(content).hexdigest(),
            suffix=header.suffix,
            width=header.width,
            height=header.height,
            name=name,
        )
        place = self._store.path(photo)
        if not _holds(place, content):
            with self._lock:
                if place not in self._drafts:
                    draft = self._store.root / f"{DRAFT}{uuid4().hex[:12]}"
                    self._room.acquire()
                    self._drafts[place] = (draft, self._writer.submit(self._write, draft, content))
        with plain_words(self._store.root):
            if self._refused is not None:
                raise self._refused
        return photo

    def _write(self, draft: Path, content: bytes) -> None:
        try:
            if self._refused is None:
                _write_draft(draft, content)
        except OSError as problem:
            self._refused = problem
            raise
        finally:
            self._room.release()

    def commit(self) -> None:
        """Give every draft its place, safe on the disk. Raises VendorError, and then nothing was added."""
        with plain_words(self._store.root):
            for _draft, written in self._drafts.values():
                written.result()
            new: list[Path] = []
            try:
                for place, (draft, _written) in self._drafts.items():
                    if not place.exists():
                        new.append(place)
                    _put(draft, place)
                for folder in {self._store.root, *(place.parent for place in self._drafts)}:
                    sync_folder(folder)
            except BaseException:
                for place in new:
                    discard(place)
                raise
        self._drafts.clear()

    def close(self) -> None:
        """Remove the drafts that found no place."""
        self._writer.shutdown(cancel_futures=True)
        for draft, _written in self._drafts.values():
            discard(draft)


def _write_draft(draft: Path, content: bytes) -> None:
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        with contextlib.suppress(OSError):  # some sticks and network drives know no read-only files
            draft.chmod(_READ_ONLY)
        os.fsync(file.fileno())


def _holds(place: Path, content: bytes) -> bool:
    """Whether the store has exactly this already; a file that a power cut or a bad disk damaged counts as absent."""
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False


def _put(draft: Path, place: Path) -> None:
    """Rename, over a damaged file too: Windows replaces no file that is read-only."""
    place.parent.mkdir(exist_ok=True)
    if place.exists():
        place.chmod(_WRITABLE)
    replace(draft, place)


def shown_name(path: Path) -> str:
    """Return the file's name as text that can be shown and stored, also where the system's bytes are no text."""
    return path.name.encode(errors="replace").decode()


def missing(photo: Photo) -> VendorError:
    """Return what to say when the original of ``photo`` is not in the store."""
    return VendorError(
        _("The photo {name} is missing from the shop.").format(name=photo.name or photo.id[:8]),
        _("Add it again, or restore the shop from a backup."),
    )
