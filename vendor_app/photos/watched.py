"""Photos that come by themselves: a folder that another program fills, and a memory card that is put in."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.intake import may_be_photo
from vendor_app.photos.kinds import SUFFIXES
from vendor_app.progress import Progress, silent

PHOTO_SUFFIXES: Final = frozenset({*SUFFIXES.values(), ".jpeg", ".heif", ".tiff"})
_MOST_FILES: Final = 20_000
_DEEPEST: Final = 4
_DCIM: Final = "DCIM"
"""The folder in which every camera and phone puts its pictures."""


class _State(NamedTuple):
    """A file as it was when it was looked at."""

    path: Path
    size: int
    changed: int


class WatchedFolder:
    """Tells which photos came into a folder, and the folders in it, since it was looked at last."""

    def __init__(self, folder: Path) -> None:
        """Begin with what is there now, which counts as known. Raises VendorError when the folder is not there."""
        self.folder = folder
        self._known = set(_photos(folder))
        self._growing: set[_State] = set()

    def look(self) -> tuple[Path, ...]:
        """Return the photos that are new and finished: no larger and no newer than when they were looked at last.

        So a photo is told at the second look after its last byte came. Raises VendorError when the folder is gone;
        it may be looked at again once it is back.
        """
        there = set(_photos(self.folder))
        finished = self._growing & there
        self._known |= finished
        self._growing = {state for state in there - self._known if state.size}
        return tuple(sorted(state.path for state in finished))


def _photos(folder: Path) -> Iterator[_State]:
    """Walk a folder; what goes away meanwhile is passed over."""
    if not folder.is_dir():
        raise VendorError(
            _("The folder {path} is not there any more.").format(path=folder),
            _("Connect it again, or choose another folder."),
        )
    found = 0
    for path in _walk(folder, 0):
        with contextlib.suppress(OSError):
            facts = path.stat()
            yield _State(path, facts.st_size, facts.st_mtime_ns)
            found += 1
        if found >= _MOST_FILES:
            raise VendorError(
                _("There are more than {count} photos in {path}.").format(count=_MOST_FILES, path=folder),
                _("Choose a folder that only new photos come into."),
            )


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            path = Path(entry.path)
            if not may_be_photo(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    yield from _walk(path, depth + 1)
            elif path.suffix.lower() in PHOTO_SUFFIXES:
                yield path


class CardPhoto(msgspec.Struct, frozen=True):
    """A photo on a memory card."""

    path: Path
    day: str
    """ISO 8601 date, by the file's time, where we are."""


class CardDay(msgspec.Struct, frozen=True):
    """The photos of one day on a card."""

    day: str
    photos: tuple[CardPhoto, ...]


def cards(places: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """Return the drives that are memory cards or cameras: they have a folder DCIM.

    ``places``: where to look; None: every drive that the system knows.
    """
    found = _drives() if places is None else places
    return tuple(dict.fromkeys(place for place in found if os.path.isdir(place / _DCIM)))


def _drives() -> list[Path]:
    import psutil  # noqa: PLC0415 - start-up time

    drives: list[Path] = []
    with contextlib.suppress(OSError):
        drives = [Path(partition.mountpoint) for partition in psutil.disk_partitions(all=False)]
    return drives


def days_on(card: Path, progress: Progress = silent) -> tuple[CardDay, ...]:
    """Return the photos on a card by day, the newest day first, in the order taken. Only names and times are read.

    Raises Cancelled, and VendorError when the card was taken out.
    """
    by_day: dict[str, list[_State]] = {}
    for state in _photos(card / _DCIM):
        progress.check()
        by_day.setdefault(_day(state.changed), []).append(state)
    return tuple(
        CardDay(day, tuple(CardPhoto(one.path, day) for one in sorted(states, key=lambda one: (one.changed, one.path))))
        for day, states in sorted(by_day.items(), reverse=True)
    )


def _day(changed: int) -> str:
    try:
        return datetime.fromtimestamp(changed / 1e9).astimezone().date().isoformat()
    except (OSError, OverflowError, ValueError):  # a camera whose clock was never set
        return "1980-01-01"
