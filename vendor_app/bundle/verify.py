"""Look whether a bundle is still what it was made as. Trusts neither names nor sizes; writes nothing to the disk."""

import contextlib
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from vendor_app.bundle import manifest
from vendor_app.bundle.manifest import MANIFEST, Contents, FileEntry
from vendor_app.language import _
from vendor_app.progress import Progress, silent

Opener: TypeAlias = Callable[[], AbstractContextManager[BinaryIO]]
"""Of one file. A folder with nothing in it is listed too, as "name/": its opener is never asked."""
_MOST_FILES = 500
_MOST_BYTES = 6_000_000_000
_MOST_MANIFEST_BYTES = 8_000_000
_MOST_RATIO = 100  # video and JPEG hardly shrink, and the texts are small
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,2}")
_SYSTEM_FILES = {"Thumbs.db", "desktop.ini", ".DS_Store"}  # Windows and macOS leave them in a folder that was looked at


class _Unfit(Exception):
    """What was handed in is no bundle at all; the text is the sentence to show."""


def verify_bundle(path: Path, progress: Progress = silent) -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong with the bundle in ``path``, a folder or a ZIP.

    Raises nothing for a foreign or broken ``path``: that is a problem too.
    """
    with contextlib.ExitStack() as opened:
        try:
            return _compare(_list(path, opened), progress)
        except _Unfit as problem:
            return (str(problem),)


def _list(path: Path, opened: contextlib.ExitStack) -> dict[str, Opener]:
    """Return the files of a folder or a ZIP, which stays open as long as ``opened``. Raises _Unfit."""
    try:
        if path.is_dir():
            return _files_of_folder(path)
        if not path.is_file():
            raise _Unfit(_("There is no bundle at {path}.").format(path=path))
        return _files_of_zip(opened.enter_context(zipfile.ZipFile(path)))
    except _Unfit:
        raise
    except Exception as problem:  # a foreign file: zipfile raises anything
        raise _Unfit(_("{path} cannot be read as a bundle folder or ZIP.").format(path=path)) from problem


def _files_of_folder(folder: Path) -> dict[str, Opener]:
    found: dict[str, Opener] = {}
    for place, folders, files in os.walk(folder, followlinks=False):
        if Path(place) != folder and not folders and _SYSTEM_FILES.issuperset(files):
            found[f"{Path(place).relative_to(folder).as_posix()}/"] = _opener(Path(place))
        for name in (*folders, *files):
            path = Path(place, name)
            relative = path.relative_to(folder).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                continue
            if not stat.S_ISREG(mode):
                raise _Unfit(_("“{name}” is a link or a device and not a file.").format(name=relative))
            found[relative] = _opener(path)
            if len(found) > _MOST_FILES:
                raise _Unfit(_("There are far too many files in it for a bundle."))
    return found


def _opener(path: Path) -> Opener:
    return lambda: path.open("rb")


def _files_of_zip(archive: zipfile.ZipFile) -> dict[str, Opener]:
    """List the files of a ZIP after judging what it says of itself; nothing is unpacked yet."""
    names = archive.namelist()
    if len(names) > _MOST_FILES:
        raise _Unfit(_("There are far too many files in it for a bundle."))
    entries = [entry for entry in archive.infolist() if not entry.is_dir() or _is_empty(entry.filename, names)]
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise _Unfit(_("The ZIP would unpack to far more than a bundle."))
    found: dict[str, Opener] = {}
    for entry in entries:
        _judge_entry(entry)
        if entry.filename in found:
            raise _Unfit(_("“{name}” is in the ZIP twice.").format(name=entry.filename))
        found[entry.filename] = _unpacker(archive, entry)
    return _without_top_folder(found)


def _is_empty(folder: str, names: list[str]) -> bool:
    """Say whether nothing of ``names`` is in ``folder``, written with its "/" as a ZIP does, but what systems leave."""
    inside = (name.removeprefix(folder) for name in names if name.startswith(folder))
    return all(not name or name in _SYSTEM_FILES for name in inside)


def _judge_entry(entry: zipfile.ZipInfo) -> None:
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        raise _Unfit(_("“{name}” is a link or a device and not a file.").format(name=entry.filename))
    if entry.file_size > _MOST_RATIO * max(entry.compress_size, 1000):
        raise _Unfit(_("The ZIP would unpack to far more than a bundle."))
    if entry.flag_bits & 1:
        raise _Unfit(_("The ZIP is locked with a password."))
    if ".." in entry.filename.split("/") or entry.filename.startswith("/") or ":" in entry.filename:
        raise _Unfit(_("“{name}” leads out of the bundle.").format(name=entry.filename))


def _unpacker(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Opener:
    return lambda: cast("AbstractContextManager[BinaryIO]", archive.open(entry))


def _without_top_folder(found: dict[str, Opener]) -> dict[str, Opener]:
    """Take off the one folder that all is in when somebody packed the bundle's folder by hand."""
    tops = {name.partition("/")[0] for name in found}
    if MANIFEST in found or len(tops) != 1:
        return found
    return {name.partition("/")[2]: opener for name, opener in found.items()}


def _compare(found: dict[str, Opener], progress: Progress) -> tuple[str, ...]:
    contents, problems = _read_manifest(found)
    listed = {entry.path: entry for entry in contents.files}
    present = {name for name in found if name.rpartition("/")[2] not in _SYSTEM_FILES} - {MANIFEST}
    present -= {f"{path.rpartition('/')[0]}/" for path in listed}  # all of its files are missing: that is told already
    for entry in progress.track(contents.files, _("Comparing files")):
        problems.extend(_compare_file(entry, found.get(entry.path)))
    problems.extend(
        _("“{name}” does not belong to the bundle.").format(name=name) for name in sorted(present - listed.keys())
    )
    return tuple(problems)


def _read_manifest(found: dict[str, Opener]) -> tuple[Contents, list[str]]:
    """Return what the manifest lists and what is wrong with it. Raises _Unfit when it cannot be used at all."""
    if MANIFEST not in found:
        raise _Unfit(_("{name} is missing, so nothing can be compared.").format(name=MANIFEST))
    try:
        with found[MANIFEST]() as file:
            content = file.read(_MOST_MANIFEST_BYTES + 1)
        if len(content) > _MOST_MANIFEST_BYTES:
            raise _Unfit(_("{name} is damaged.").format(name=MANIFEST))
        version = manifest.read_version(content)
        if version != manifest.FORMAT:
            raise _Unfit(
                _("This bundle is of version {found}; this program knows version {known}.").format(
                    found=version, known=manifest.FORMAT
                )
            )
        contents = manifest.read_contents(content)
    except _Unfit:
        raise
    except Exception as problem:  # packed or written by anybody
        raise _Unfit(_("{name} is damaged.").format(name=MANIFEST)) from problem
    problems = [] if manifest.is_sealed(content, contents.seal) else [_("{name} was changed.").format(name=MANIFEST)]
    return contents, problems


def _compare_file(entry: FileEntry, opener: Opener | None) -> Iterator[str]:
    if not _NAME.fullmatch(entry.path):
        yield _("“{name}” leads out of the bundle.").format(name=entry.path)
    elif opener is None:
        yield _("“{name}” is missing.").format(name=entry.path)
    else:
        try:
            with opener() as file:
                intact = manifest.fingerprint(file, entry.size) == (entry.size, entry.sha256)
        except Exception:  # noqa: BLE001  packed by anybody: each way of packing has errors of its own
            yield _("“{name}” cannot be read.").format(name=entry.path)
        else:
            if not intact:
                yield _("“{name}” was changed.").format(name=entry.path)
