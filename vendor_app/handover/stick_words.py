"""What goes wrong while a stick is written to, in sentences about the stick."""

import contextlib
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from vendor_app.errors import VendorError
from vendor_app.handover.drives import Drive
from vendor_app.language import _

_FULL = {errno.ENOSPC, errno.EDQUOT}
_LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR}


@contextlib.contextmanager
def stick_words(drive: Drive) -> Iterator[None]:
    """Say of the stick what the system, or a sentence about any disk, says of it."""
    try:
        yield
    except OSError as problem:
        raise _sentence(problem, drive) from problem
    except VendorError as problem:
        if type(problem) is VendorError and isinstance(cause := problem.__cause__, OSError):
            raise _sentence(cause, drive) from cause
        raise


def _sentence(problem: OSError, drive: Drive) -> VendorError:
    if not is_plugged_in(drive) or isinstance(problem, FileNotFoundError):
        return pulled_out()
    if problem.errno in _FULL:
        return VendorError(
            _("The stick is full."), _("Delete files on it that you no longer need, or take another stick.")
        )
    if problem.errno in _LOCKED:
        return stick_locked()
    if problem.errno == errno.EFBIG:
        return too_large(Path(problem.filename or "").name)
    if problem.errno in _IN_THE_WAY:
        return VendorError(
            _("On the stick a file is called {name}.").format(name=Path(problem.filename or "").name),
            _("Give it another name, then copy once more."),
        )
    return VendorError(
        _("The stick reported an error."), _("Plug it in again and copy once more, or take another stick.")
    )


def is_plugged_in(drive: Drive) -> bool:
    """Whether the place is still the stick: its folder may outlive it, on the computer's own disk."""
    try:
        next(drive.path.iterdir(), None)
        return shutil.disk_usage(drive.path).total == drive.size
    except OSError:
        return False


def pulled_out() -> VendorError:
    """Return what to say of a stick that is not there any more."""
    return VendorError(
        _("The stick was pulled out before all was on it."), _("Plug it in again and copy once more: nothing is lost.")
    )


def stick_locked() -> VendorError:
    """Return what to say of a stick that may not be written to."""
    return VendorError(
        _("The stick is locked: nothing can be written to it."),
        _("Slide the little switch on its side, if it has one, or take another stick."),
    )


def too_large(name: str) -> VendorError:
    """Return what to say of a file that the stick's file system cannot hold."""
    return VendorError(
        _("“{name}” is larger than the 4 GB that a file on this stick may have.").format(name=name),
        _("Make a shorter clip, or take a stick that is formatted as exFAT."),
    )
