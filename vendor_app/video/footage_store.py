"""Originals of footage, each kept once and byte for byte, found by the SHA-256 of what is in them."""

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, discard, plain_words, replace, require_space, sync_folder
from vendor_app.language import _
from vendor_app.photos.store import shown_name
from vendor_app.progress import Progress, silent
from vendor_app.shop_folder import make_within
from vendor_app.video.footage import SUFFIXES, Footage
from vendor_app.video.footage_file import FootageUnreadable, kind_of
from vendor_app.video.footage_proof import prove_footage

_IDENTITY = re.compile(r"[0-9a-f]{64}")
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_WRITABLE = _READ_ONLY | stat.S_IWUSR
_BLOCK = 1 << 20
_SPARE = 100_000_000
"""Bytes left free on the drive."""


class FootageStore:
    """The footage of one shop, ``ab/ab12….mp4`` below ``root``, read-only. Any thread may use it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, footage: Footage) -> Path:
        """Return where the original of ``footage`` is kept, whether it is there or not.

        Raises VendorError for an id that no footage can have: records are read from files that others may have written.
        """
        if not _IDENTITY.fullmatch(footage.id) or footage.suffix not in SUFFIXES:
            raise missing(footage)
        return self.root / footage.id[:2] / f"{footage.id}{footage.suffix}"

    def __contains__(self, footage: object) -> bool:
        try:
            return isinstance(footage, Footage) and self.path(footage).stat().st_size > 0
        except (OSError, VendorError):
            return False

    @contextlib.contextmanager
    def batch(self) -> Iterator["Batch"]:
        """Keep several as one: all of them are safe on the disk when the block ends well, none if it raises."""
        make_within(self.root.parent, self.root)
        batch = Batch(self)
        try:
            yield batch
            batch.commit()
        finally:
            batch.close()


class Batch:
    """Footage on its way into a store. For one thread."""

    def __init__(self, store: FootageStore) -> None:
        self._store = store
        self._drafts: dict[Path, Path] = {}

    def keep(self, source: Path, progress: Progress = silent) -> Footage:
        """Copy a video and prove the copy whole. Raises FootageUnreadable, Cancelled, VendorError for the disk."""
        with _readable():
            kind_of(source)
            size = source.stat().st_size
        require_space(self._store.root, size + _SPARE)
        draft = self._store.root / f"{DRAFT}{uuid4().hex[:12]}"
        try:
            identity = _copy(source, draft, size, progress.part(0.3))
            facts = prove_footage(draft, progress.part(0.7))
        except BaseException:
            discard(draft)
            raise
        footage = Footage(
            id=identity,
            suffix=facts.suffix,
            width=facts.width,
            height=facts.height,
            frames=facts.frames,
            has_sound=facts.has_sound,
            name=shown_name(source),
        )
        place = self._store.path(footage)
        if place in self._drafts or _holds(place, identity, size):
            discard(draft)
        else:
            self._drafts[place] = draft
        return footage

    def commit(self) -> None:
        """Give every draft its place, safe on the disk. Raises VendorError, and then nothing was added."""
        new: list[Path] = []
        with plain_words(self._store.root):
            try:
                for place, draft in self._drafts.items():
                    place.parent.mkdir(exist_ok=True)
                    if place.exists():
                        place.chmod(_WRITABLE)  # Windows replaces no file that is read-only
                    else:
                        new.append(place)
                    replace(draft, place)
                for folder in {self._store.root, *(place.parent for place in self._drafts)}:
                    sync_folder(folder)
            except BaseException:
                for place in new:
                    discard(place)
                raise
        self._drafts.clear()

    def close(self) -> None:
        """Remove the drafts that found no place."""
        for draft in self._drafts.values():
            discard(draft)


def _copy(source: Path, draft: Path, size: int, progress: Progress) -> str:
    """Copy a file to the disk, read-only; return its SHA-256."""
    digest, done = hashlib.sha256(), 0
    with plain_words(draft), draft.open("wb") as target:
        with _readable():
            file = source.open("rb")
        with file:
            while block := _read(file.fileno()):
                digest.update(block)
                target.write(block)
                done += len(block)
                progress.at(min(done / max(size, 1), 1.0))
        target.flush()
        with contextlib.suppress(OSError):  # some sticks and network drives know no read-only files
            draft.chmod(_READ_ONLY)
        os.fsync(target.fileno())
    return digest.hexdigest()


def _read(descriptor: int) -> bytes:
    with _readable():
        return os.read(descriptor, _BLOCK)


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """Say why the disk did not give a file."""
    try:
        yield
    except FileNotFoundError as problem:
        raise FootageUnreadable(
            _("The file is not there any more."), _("Check the folder and choose it again.")
        ) from problem
    except OSError as problem:
        if problem.errno == errno.EIO:
            raise FootageUnreadable(
                _("The drive or card cannot read this file."), _("Copy it another way, from the phone.")
            ) from problem
        raise FootageUnreadable(
            _("The file may not be opened."), _("Close the program that uses it, or copy it to another folder.")
        ) from problem


def _holds(place: Path, identity: str, size: int) -> bool:
    """Whether the store has just this already; a file that a power cut or a bad disk damaged counts as absent."""
    try:
        if place.stat().st_size != size:
            return False
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == identity
    except OSError:
        return False


def missing(footage: Footage) -> VendorError:
    """Return what to say when the original of ``footage`` is not in the store."""
    return VendorError(
        _("The video {name} is missing from the shop.").format(name=footage.name or footage.id[:8]),
        _("Add it again, or restore the shop from a backup."),
    )
