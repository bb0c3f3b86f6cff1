"""Files and folders that are there whole, or not there."""

import contextlib
import errno
import itertools
import logging
import os
import shutil
import stat
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar
from uuid import uuid4

from vendor_app.errors import VendorError
from vendor_app.language import _

log = logging.getLogger(__name__)
Done = TypeVar("Done")
DRAFT = ".draft-"
_OLD = f"{DRAFT}old-"
"""Begins the name of a folder that was moved aside; its own name follows."""
_RESERVED = {
    *("con", "prn", "aux", "nul", "conin$", "conout$"),
    *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
}
_FORBIDDEN = set('<>:"/\\|?*')
_LONGEST_NAME_BYTES = 120  # ext4 takes 255; the rest is left for suffixes and for a long way down on Windows
_TRIES = 8  # antivirus holds a new file for a moment
_NO_SUCH_NAMES = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ELOOP, errno.EINVAL}
"""Too long, a file or folder in the way, or letters that the system does not take."""


def sync_folder(folder: Path) -> None:
    """Write the folder's own entries to the disk. Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):  # network drives that sync files but no folders
            raise
    finally:
        os.close(descriptor)


def replace(source: Path, target: Path) -> None:
    """Rename over the target, waiting a little for a program that holds it open (Windows)."""
    _patiently(partial(os.replace, source, target))


def read(file: Path) -> bytes:
    """Return what is in a file, waiting a little for a program that keeps it for itself (Windows)."""
    return _patiently(file.read_bytes)


def read_back(file: Path, decode: Callable[[bytes], Done], nothing: Done) -> Done:
    """Return what a small file of ours says, to be changed and written again; ``nothing`` when there is none.

    One that is damaged, or cannot be read, has another name then: what is written next must not be the end of it.
    Raises VendorError when the disk refuses that.
    """
    with plain_words(file):
        try:
            return decode(read(file))
        except FileNotFoundError:
            return nothing
        except (OSError, ValueError, RecursionError) as problem:  # a power cut, or another program, can leave any bytes
            log.warning("%s is set aside as %s: %s", file, set_aside(file).name, problem)
            return nothing


def set_aside(file: Path) -> Path:
    """Give a file that cannot be read a name that no other has, and return that. Raises OSError."""
    names = (file.with_name(f"{file.stem}.unread-{number}{file.suffix}") for number in itertools.count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    replace(file, aside)
    return aside


def _patiently(step: Callable[[], Done]) -> Done:
    for attempt in range(_TRIES - 1):
        try:
            return step()
        except PermissionError:
            if sys.platform != "win32":
                raise
            time.sleep(0.05 * 2**attempt)
    return step()


@contextlib.contextmanager
def plain_words(target: Path) -> Iterator[None]:
    """Turn the disk's own errors while writing ``target`` into sentences a vendor can act on."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise VendorError(
                _("The disk is full."), _("Delete files you no longer need or choose another drive, then try again.")
            ) from problem
        if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise VendorError(
                _("Cannot write to {path}.").format(path=target),
                _("The folder is read-only or the file is open in another program. Close it or choose another folder."),
            ) from problem
        if problem.errno == errno.EIO:
            raise VendorError(
                _("The drive reported an error at {path}.").format(path=target),
                _("Check the drive or the cable, and copy your shop to another drive soon."),
            ) from problem
        if problem.errno in _NO_SUCH_NAMES:
            raise VendorError(
                _("Nothing can be written at {path}.").format(path=target),
                _("Choose a shorter, simpler name or another folder."),
            ) from problem
        if problem.errno == errno.ENOENT and not os.path.isdir(target.parent):
            raise _no_folder(target.parent, _("Connect it, or choose another folder.")) from problem
        raise


def _no_folder(folder: Path, hint: str) -> VendorError:
    """Return what to say of a folder that was never there, or went with its drive."""
    return VendorError(_("There is no folder {path}.").format(path=folder), hint)


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """Open a draft beside ``target`` for writing; when the block ends well it becomes ``target``, safe on the disk.

    Leaves ``target`` as it was when the block raises. Raises VendorError for a full disk, a read-only folder
    and a name that Windows keeps for itself.
    """
    _refuse_reserved(target)
    draft = target.with_name(f"{DRAFT}{uuid4().hex[:12]}")
    with plain_words(target):
        try:
            with draft.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            replace(draft, target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def write_whole(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target``, whole or not at all."""
    with whole_file(target) as file:
        file.write(content)


@contextlib.contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Make a draft folder beside ``target``; when the block ends well it replaces ``target``.

    The folder it stands in is made, but none further up: that may have gone with its drive. Every file in it is on the
    disk before the rename. An older ``target`` is moved aside first and put back should the rename fail. Leaves nothing
    behind when the block raises.
    """
    draft = target.with_name(f"{DRAFT}{uuid4().hex[:12]}")
    with plain_words(target):
        target.parent.mkdir(exist_ok=True)
        draft.mkdir()
        try:
            yield draft
            for file in draft.rglob("*"):
                if file.is_file():
                    with file.open("rb+") as written:
                        os.fsync(written.fileno())
                else:
                    sync_folder(file)
            sync_folder(draft)
            _exchange(draft, target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise


def _exchange(draft: Path, target: Path) -> None:
    """Put ``draft`` where ``target`` is, keeping the old folder until the new one stands."""
    old = target.with_name(f"{_OLD}{target.name}")
    there = target.exists()
    if there:
        shutil.rmtree(old, ignore_errors=True)  # of a time when only this clean-up was missing
        replace(target, old)
    try:
        replace(draft, target)
    except BaseException:
        if there:
            replace(old, target)
        raise
    sync_folder(target.parent)
    if there:
        shutil.rmtree(old, ignore_errors=True)


def clear_drafts(folder: Path) -> None:
    """Remove what a power cut left half written directly in ``folder``, and put back a folder it left moved aside."""
    for draft in folder.glob(f"{DRAFT}*"):
        target = draft.with_name(draft.name.removeprefix(_OLD))
        if draft.name.startswith(_OLD) and not target.exists():
            replace(draft, target)
        elif draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            discard(draft)


def discard(file: Path) -> None:
    """Remove a file that may be read-only, which stops Windows, or not there. One that is held stays."""
    with contextlib.suppress(OSError):
        try:
            file.unlink(missing_ok=True)
        except PermissionError:
            file.chmod(stat.S_IRUSR | stat.S_IWUSR)
            file.unlink()


def mark_used(file: Path) -> None:
    """Set the time by which what was not used for longest is found, if the disk and other programs allow."""
    with contextlib.suppress(OSError):
        os.utime(file)


def safe_name(text: str) -> str:
    """Return ``text`` as a file name that Windows, Linux, FAT sticks and phones all take.

    Keeps Thai; never cuts between a letter and its mark; at most 120 bytes of UTF-8; "_" when nothing is left.
    """
    kept = "".join("_" if c in _FORBIDDEN or unicodedata.category(c).startswith("C") else c for c in text.strip())
    while len(kept.encode()) > _LONGEST_NAME_BYTES:
        while kept and unicodedata.category(kept[-1]).startswith("M"):
            kept = kept[:-1]
        kept = kept[:-1]
    kept = kept.rstrip(". ") or "_"
    return f"_{kept}" if is_reserved(kept) else kept


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for itself, such as CON or nul.txt: no file there can be called so."""
    return name.split(".")[0].rstrip(" ").lower() in _RESERVED


def _refuse_reserved(place: Path) -> None:
    if is_reserved(place.name):
        raise VendorError(
            _("Nothing can be called {name}: Windows keeps that name for itself.").format(name=place.name),
            _("Choose another name."),
        )


def nearest(path: Path) -> Path:
    """Return ``path``, or the nearest place on the way up that is there: a file and a dangling link are, too.

    Raises VendorError for a drive that is not there and for a name that some system does not take.
    """
    with plain_words(path):
        for place in (path, *path.absolute().parents):
            if not os.path.isdir(place):  # in Linux there may be such folders
                _refuse_reserved(place)
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                place.lstat()
                return place
    raise VendorError(
        _("There is no drive {drive}.").format(drive=path.absolute().anchor),
        _("Connect it, or choose another folder."),
    )


def free_space(folder: Path) -> int:
    """Return the bytes free on the drive of ``folder`` or of its nearest parent. Raises VendorError as ``nearest``."""
    with plain_words(folder):
        return shutil.disk_usage(nearest(folder)).free


def require_folder(folder: Path) -> None:
    """Refuse a place that can hold nothing before anything is made for it."""
    place = nearest(folder)
    if not os.path.isdir(place):
        raise VendorError(_("{path} is not a folder.").format(path=place), _("Choose another folder."))
    with plain_words(folder):
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def require_place(file: Path) -> None:
    """Refuse a file that cannot be written, for want of its folder for one, before anything is made for it."""
    folder = file.absolute().parent
    if not os.path.isdir(folder):
        raise _no_folder(folder, _("Make it first, or choose another."))
    with plain_words(file):
        if os.path.isdir(file):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    nearest(file)
    require_folder(folder)


def require_space(folder: Path, wanted: int) -> None:
    """Raise VendorError unless ``wanted`` bytes are free on the drive of ``folder``."""
    if (free := free_space(folder)) < wanted:
        raise VendorError(
            _("The disk is full: {wanted} MB are needed and {free} MB are free.").format(
                wanted=-(-wanted // 1_000_000), free=free // 1_000_000
            ),
            _("Delete files you no longer need or choose another drive, then try again."),
        )
