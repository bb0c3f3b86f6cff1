"""bundle.json: what is in a bundle, what it was made from, and the fingerprint of each file."""

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

import msgspec

from vendor_app import __version__
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product, Sku

MANIFEST = "bundle.json"
FORMAT = 1
_UNSEALED = "0" * 64
_BLOCK = 1 << 20


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the bundle."""

    path: str
    """Relative, with "/", ASCII."""
    size: int
    """Bytes."""
    sha256: str
    """64 hexadecimal digits."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Everything bundle.json says."""

    format: int = FORMAT
    program: str = __version__
    made: str
    """ISO 8601, UTC."""
    shop: str
    template: str
    product: Product
    """As it was when the bundle was made."""
    platform: Platform
    """With each limit as it was known then, its source and its date."""
    checks: tuple[CheckResult, ...]
    files: tuple[FileEntry, ...]
    seal: str = _UNSEALED
    """SHA-256 of this very file with zeros in the place of the seal: shows damage to the manifest itself."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """As much of a manifest as is needed to compare the files with it."""

    files: tuple[FileEntry, ...]
    seal: str


class _Coded(msgspec.Struct, frozen=True, kw_only=True):
    sku: Sku = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Which product's bundle it is, and in which style its clip."""

    template: str = ""
    product: _Coded = _Coded()


class _Version(msgspec.Struct, frozen=True):
    format: int


def fingerprint(file: BinaryIO, most: int | None = None) -> tuple[int, str]:
    """Return the size in bytes and the SHA-256 of a file; reads on no further than a block after ``most`` bytes."""
    size, digest = 0, hashlib.sha256()
    while (most is None or size <= most) and (block := file.read(_BLOCK)):
        size += len(block)
        digest.update(block)
    return size, digest.hexdigest()


def list_files(folder: Path) -> tuple[FileEntry, ...]:
    """Measure every file below ``folder``, sorted by path."""
    entries = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                size, sha256 = fingerprint(file)
            entries.append(FileEntry(path=path.relative_to(folder).as_posix(), size=size, sha256=sha256))
    return tuple(sorted(entries, key=lambda entry: entry.path))


def to_json(manifest: Manifest) -> bytes:
    """Write the manifest as indented JSON and seal it."""
    unsealed = msgspec.structs.replace(manifest, seal=_UNSEALED)
    content = msgspec.json.format(msgspec.json.encode(unsealed), indent=1)
    return _with_seal(content, _UNSEALED, hashlib.sha256(content).hexdigest())


def read_version(content: bytes) -> int:
    """Return the format version of a manifest. Raises msgspec.DecodeError when it has none."""
    return msgspec.json.decode(content, type=_Version).format


def read_contents(content: bytes) -> Contents:
    """Read the list of files of a manifest of this version. Raises msgspec.DecodeError for anything else."""
    return msgspec.json.decode(content, type=Contents)


def read_origin(content: bytes) -> Origin:
    """Read what a manifest says of where its bundle came from, "" where it does not. Raises msgspec.DecodeError."""
    return msgspec.json.decode(content, type=Origin)


def is_sealed(content: bytes, seal: str) -> bool:
    """Say whether not one byte of the manifest was changed since it was sealed."""
    if not re.fullmatch(r"[0-9a-f]{64}", seal):
        return False
    return hashlib.sha256(_with_seal(content, seal, _UNSEALED)).hexdigest() == seal


def _with_seal(content: bytes, old: str, new: str) -> bytes:
    """Replace the seal, which is the last field and so the last of its kind."""
    head, found, tail = content.rpartition(old.encode())
    return head + (new.encode() if found else b"") + tail
