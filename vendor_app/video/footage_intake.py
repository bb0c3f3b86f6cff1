"""Take videos in, one after the other: what cannot be used is listed with its reason, the rest comes in."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.intake import Rejected, find_files, may_be_photo
from vendor_app.photos.kinds import SUFFIXES as PHOTO_SUFFIXES
from vendor_app.progress import Progress, silent
from vendor_app.video.footage import Footage
from vendor_app.video.footage_file import FootageUnreadable
from vendor_app.video.footage_store import FootageStore

_BESIDE = {*PHOTO_SUFFIXES.values(), ".jpeg", ".heif", ".tiff", ".dng", ".txt", ".pdf", ".mp3", ".m4a", ".wav", ".lrv"}
"""What lies beside the videos of a phone or camera and is passed over in a folder."""


class AddedFootage(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is in the store now, or was already."""

    path: Path
    footage: Footage


class FootageIntake(msgspec.Struct, frozen=True, kw_only=True):
    """How taking videos in ended, both lists in the order of the files."""

    added: tuple[AddedFootage, ...]
    rejected: tuple[Rejected, ...]


def take_in(store: FootageStore, sources: Iterable[Path], progress: Progress = silent) -> FootageIntake:
    """Put every video of ``sources``, files and folders, into the store.

    Returns when all that is listed as added is safe on the disk. Raises Cancelled, or VendorError when the disk
    refuses, and then nothing was added.
    """
    files = find_files(sources, _may_be_video, _none_there)
    added: list[AddedFootage] = []
    rejected: list[Rejected] = []
    progress.at(0.0, _("Reading videos"))
    with store.batch() as batch:
        for path, problem in files:
            part = progress.part(1 / len(files), _("Reading videos"))
            try:
                if problem is not None:
                    rejected.append(Rejected(path=path, reason=str(problem)))
                else:
                    added.append(AddedFootage(path=path, footage=batch.keep(path, part)))
            except FootageUnreadable as refused:
                rejected.append(Rejected(path=path, reason=str(refused)))
            part.at(1.0)
    return FootageIntake(added=tuple(added), rejected=tuple(rejected))


def _may_be_video(path: Path) -> bool:
    return may_be_photo(path) and path.suffix.lower() not in _BESIDE


def _none_there() -> VendorError:
    return FootageUnreadable(_("There are no videos in this folder."), _("Choose another folder."))
