"""What was encoded, kept in the user's cache: a render that was cut off goes on, a changed price renders one shot."""

import contextlib
import hashlib
import time
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, mark_used, require_space, write_whole

Kept = TypeVar("Kept", bound=msgspec.Struct)

_DIGEST = 32
_IN_USE = 3600.0
"""Seconds for which a segment is not thrown away after its last use: another program may be at it."""
_LEFT_FREE = 500_000_000
"""Bytes on the disk that a cache has no right to."""
_encoder = msgspec.msgpack.Encoder()


class EncodedCache(Generic[Kept]):
    """A folder with one file per value: a SHA-256 of the rest, then the value. Safe in any thread."""

    def __init__(self, folder: Path, kind: type[Kept], suffix: str, most_bytes: int = 2_000_000_000) -> None:
        """``suffix``: of the files of this kind, "segment". ``most_bytes``: of all kinds in the folder together."""
        self._folder, self._suffix, self._most_bytes = folder, suffix, most_bytes
        self._decoder = msgspec.msgpack.Decoder(kind)

    def __contains__(self, key: str) -> bool:
        """Whether something is kept under ``key``, as far as can be told without reading it."""
        with contextlib.suppress(OSError):
            return self._path(key).stat().st_size > _DIGEST
        return False

    def get(self, key: str) -> Kept | None:
        """Return what is kept under ``key``; None when there is none, or only a damaged one."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
                return None
            mark_used(path)
            return self._decoder.decode(content[_DIGEST:])
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, value: Kept) -> None:
        """Keep the value if the disk allows; the clip does not depend on it."""
        content = _encoder.encode(value)
        with contextlib.suppress(VendorError, OSError):
            require_space(self._folder, _LEFT_FREE)
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(key), hashlib.sha256(content).digest() + content)

    def trim(self) -> None:
        """Throw away what was not used for longest, until the rest fits."""
        now = time.time()
        with contextlib.suppress(OSError):
            found = sorted(((path.stat(), path) for path in self._folder.iterdir()), key=lambda one: one[0].st_mtime)
            total = sum(facts.st_size for facts, _path in found)
            for facts, path in found:
                is_old = now - facts.st_mtime > _IN_USE
                if is_old and (total > self._most_bytes or path.name.startswith(DRAFT)):
                    path.unlink(missing_ok=True)
                    total -= facts.st_size

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.{self._suffix}"
