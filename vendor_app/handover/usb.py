"""Bundles onto a stick: copied, read back from it and compared with their fingerprints; whole, or not there."""

import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from uuid import uuid4

from vendor_app.bundle import manifest
from vendor_app.bundle.manifest import MANIFEST
from vendor_app.bundle.verify import verify_bundle
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, clear_drafts, replace, safe_name, sync_folder, whole_folder
from vendor_app.handover.drives import Drive
from vendor_app.handover.stick_words import is_plugged_in, pulled_out, stick_locked, stick_words, too_large
from vendor_app.language import _
from vendor_app.progress import Progress, silent

FOLDER: Final = "TaladClip"
"""On the stick: what the program puts there lies together, and nothing else is touched."""
_BLOCK: Final = 1 << 20
_CLUSTER: Final = 64 * 1024
"""What the smallest file takes on a large stick."""
_WRITING: Final = 0.6
"""Of the time that a file takes; the rest is reading it back."""


class BundleChanged(VendorError):
    """A bundle is not what it was when it was made, or cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The bundle {name} is not as it was made.").format(name=name), _("Make it again, then copy that one.")
        )


class Copied(NamedTuple):
    """What is on the stick now."""

    places: tuple[Path, ...]
    """One for each bundle, in their order."""
    files: int
    """Of those that were written: what was there already is not written again."""
    size: int
    """Bytes, of those."""


class _Item(NamedTuple):
    """One file to copy, and the fingerprint that it must have."""

    source: Path
    name: str
    """Relative to the bundle, with "/"."""
    size: int
    sha256: str


class _Load(NamedTuple):
    """One bundle to copy: a folder with its files, or a ZIP."""

    source: Path
    items: tuple[_Item, ...]
    """That of a folder's manifest is the last."""

    @property
    def room(self) -> int:
        """Bytes that it takes on a stick."""
        return sum(-(-item.size // _CLUSTER) * _CLUSTER for item in self.items) + 4 * _CLUSTER


def copy_to_drive(
    bundles: Sequence[Path],
    drive: Drive,
    progress: Progress = silent,
    *,
    arrived: Callable[[Path], object] = lambda _bundle: None,
) -> Copied:
    """Copy bundles, folders or ZIPs, to a stick and compare what is read back from it with their fingerprints.

    One that is there already, whole, is left as it is. ``arrived`` is called with each as soon as it is there whole.
    Raises Cancelled, BundleChanged, and VendorError for a stick that is full, locked, failing, or was pulled out: then
    those copied before are there whole, and of the others nothing.
    """
    loads = [_load(bundle) for bundle in dict.fromkeys(bundles)]
    _require(drive, loads)
    folder = drive.path / FOLDER
    with stick_words(drive):
        folder.mkdir(exist_ok=True)
        clear_drafts(folder)  # of a stick that was pulled out
        places = _places(loads, folder)
        missing = [(load, place) for load, place, is_there in places if not is_there]
        _require_room(drive, [load for load, _place in missing])
        whole = max(sum(load.room for load, _place in missing), 1)
        for load, _place, is_there in places:
            if is_there:
                arrived(load.source)
        for load, place in missing:
            _put(load, place, progress.part(load.room / whole, _("Copying and comparing")))
            arrived(load.source)
    items = [item for load, _place in missing for item in load.items]
    return Copied(tuple(place for _load, place, _there in places), len(items), sum(item.size for item in items))


def _load(bundle: Path) -> _Load:
    """Return the files of a bundle with the fingerprints that they must have. Raises BundleChanged."""
    try:
        if bundle.is_file():
            with bundle.open("rb") as file:
                size, sha256 = manifest.fingerprint(file)
            return _Load(bundle, (_Item(bundle, bundle.name, size, sha256),))
        return _Load(bundle, tuple(_items(bundle)))
    except (OSError, ValueError) as problem:
        raise BundleChanged(bundle.name) from problem


def _items(bundle: Path) -> Iterator[_Item]:
    """Yield the files that the bundle's own list names, and the list itself. What else lies there stays behind."""
    content = (bundle / MANIFEST).read_bytes()
    listed = manifest.read_contents(content)
    if not manifest.is_sealed(content, listed.seal):
        raise ValueError(MANIFEST)
    for entry in listed.files:
        yield _Item(bundle / entry.path, entry.path, entry.size, entry.sha256)
    yield _Item(bundle / MANIFEST, MANIFEST, len(content), hashlib.sha256(content).hexdigest())


def _require(drive: Drive, loads: Sequence[_Load]) -> None:
    """Refuse a stick that cannot take the bundles, before anything is written."""
    if not is_plugged_in(drive):
        raise pulled_out()
    if drive.read_only:
        raise stick_locked()
    most = drive.most_file_bytes
    for item in (item for load in loads for item in load.items):
        if most is not None and item.size > most:
            raise too_large(item.name)


def _require_room(drive: Drive, loads: Sequence[_Load]) -> None:
    wanted, free = sum(load.room for load in loads), shutil.disk_usage(drive.path).free
    if loads and free < wanted:
        raise VendorError(
            _("The stick has no room: {wanted} MB are needed and {free} MB are free.").format(
                wanted=-(-wanted // 1_000_000), free=free // 1_000_000
            ),
            _("Delete files on it that you no longer need, or take another stick."),
        )


def _places(loads: Sequence[_Load], folder: Path) -> list[tuple[_Load, Path, bool]]:
    """Say where each bundle comes on the stick, and whether it is there already."""
    taken: set[str] = set()  # sticks do not tell large letters from small ones
    places = []
    for load in loads:
        place, is_there = _place(load, folder, taken)
        taken.add(place.name.casefold())
        places.append((load, place, is_there))
    return places


def _place(load: _Load, folder: Path, taken: set[str]) -> tuple[Path, bool]:
    """Find a place that is free, holds the very same bundle, or only a broken one. Nobody else's is written over."""
    name, suffix = load.source.name, ""
    if load.source.is_file():
        name, suffix = load.source.stem, load.source.suffix
    for number in count(1):
        place = folder / _named(name, f"{f'-{number}' if number > 1 else ''}{suffix}")
        if place.name.casefold() in taken:
            continue
        if not place.exists() or _is_spoilt_copy(load, place):
            return place, False
        if _is_same(load, place):
            return place, True
    raise AssertionError


def _named(stem: str, ending: str) -> str:
    """Return a name that sticks take; where both are too long the stem is cut, so that every ending makes another."""
    stem = safe_name(stem)
    while stem and safe_name(f"{stem}{ending}") != f"{stem}{ending}":
        stem = stem[:-1]
    return safe_name(f"{stem}{ending}")


def _is_spoilt_copy(load: _Load, place: Path) -> bool:
    """Whether a folder holds nothing but files of this bundle, and not all of them as they were."""
    if not (load.source.is_dir() and place.is_dir()):
        return False
    names = {item.name for item in load.items}
    there = {file.relative_to(place).as_posix() for file in place.rglob("*") if file.is_file()}
    return there <= names and bool(verify_bundle(place))


def _is_same(load: _Load, place: Path) -> bool:
    """Whether what is at ``place`` is the very bundle, whole."""
    if load.source.is_dir() != place.is_dir() or (place.is_dir() and verify_bundle(place)):
        return False
    with (place / MANIFEST if place.is_dir() else place).open("rb") as there:
        return manifest.fingerprint(there) == (load.items[-1].size, load.items[-1].sha256)


def _put(load: _Load, place: Path, progress: Progress) -> None:
    """Write one bundle, so that it is whole on the stick or not there."""
    if load.source.is_file():
        with _whole_file(place) as draft:
            _copy(load, load.items[0], draft, progress)
        return
    whole = max(sum(item.size for item in load.items), 1)
    with whole_folder(place) as folder:
        for item in load.items:
            target = folder / item.name
            target.parent.mkdir(exist_ok=True, parents=True)
            _copy(load, item, target, progress.part(item.size / whole))


@contextlib.contextmanager
def _whole_file(target: Path) -> Iterator[Path]:
    """Give the path of a draft that becomes ``target`` when the block ends well."""
    draft = target.with_name(f"{DRAFT}{uuid4().hex[:12]}")
    try:
        yield draft
        replace(draft, target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _copy(load: _Load, item: _Item, target: Path, progress: Progress) -> None:
    """Copy one file and read it back from the stick itself; neither may differ from its fingerprint."""
    digest, done = hashlib.sha256(), 0
    with _source(load, item) as source, target.open("wb") as file:
        while block := _block(load, source):
            file.write(block)
            digest.update(block)
            done += len(block)
            progress.at(_WRITING * min(done / max(item.size, 1), 1.0))
        file.flush()
        os.fsync(file.fileno())
    if (done, digest.hexdigest()) != (item.size, item.sha256):
        raise BundleChanged(load.source.name)
    if _read_back(target, item.size, progress) != (item.size, item.sha256):
        raise VendorError(
            _("“{name}” is not the same on the stick as here.").format(name=item.name),
            _("The stick is failing. Take another one."),
        )


@contextlib.contextmanager
def _source(load: _Load, item: _Item) -> Iterator[BinaryIO]:
    try:
        file = item.source.open("rb")
    except OSError as problem:
        raise BundleChanged(load.source.name) from problem
    with file:
        yield file


def _block(load: _Load, source: BinaryIO) -> bytes:
    """Read on; what goes wrong here is this computer's disk, and no fault of the stick."""
    try:
        return source.read(_BLOCK)
    except OSError as problem:
        raise BundleChanged(load.source.name) from problem


def _read_back(path: Path, size: int, progress: Progress) -> tuple[int, str]:
    """Return size and SHA-256 of what the stick itself holds, not of what the system remembers of it."""
    digest, done = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        _forget(file.fileno())
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            progress.at(_WRITING + (1 - _WRITING) * min(done / max(size, 1), 1.0))
    return done, digest.hexdigest()


def _forget(descriptor: int) -> None:
    """Have the system drop what it remembers of a file, where it can be asked to."""
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    elif sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.fcntl(descriptor, fcntl.F_NOCACHE, 1)
