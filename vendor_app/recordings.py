"""What was spoken, kept in the shop: the original file, once, whatever becomes of the clips made with it."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from vendor_app.files import plain_words, write_whole
from vendor_app.shop import Shop
from vendor_app.shop_folder import make_within
from vendor_app.sound.recording import write_recording
from vendor_app.sound.voice import speech
from vendor_app.video.sound_file import read_sound

_KEPT: Final = {".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus", ".aac", ".webm"}
"""Of sound files that are copied as they are; of anything else the sound alone is kept."""
_LONGEST: Final = 60.0
"""Seconds: no clip is longer."""
_LARGEST: Final = 50_000_000
"""Bytes of a file that is copied as it is."""


@contextlib.contextmanager
def kept_recording(shop: Shop, path: Path) -> Iterator[str]:
    """Copy what is spoken in ``path`` into the shop for good; yield the name that voice takes have for it.

    The same file twice is one recording. Raises VendorError for a file in which nothing can be heard, and when the disk
    refuses. If that is raised, or anything in the block, a new recording is taken away again.
    """
    speech(path, _LONGEST)  # refuses what is no voice, by the name that the vendor knows
    with plain_words(path):
        content = path.read_bytes()
    as_it_is = path.suffix.lower() in _KEPT and len(content) <= _LARGEST
    name = hashlib.sha256(content).hexdigest()[:16] + (path.suffix.lower() if as_it_is else ".flac")
    target = shop.recordings / name
    was_there = target.is_file()
    try:
        if not was_there:
            make_within(shop.folder, shop.recordings)
            _write(target, path, content if as_it_is else None)
        yield name
    except BaseException:
        if not was_there:
            target.unlink(missing_ok=True)
        raise


def _write(target: Path, path: Path, content: bytes | None) -> None:
    if content is not None:
        write_whole(target, content)
    else:
        write_recording(target, read_sound(path, _LONGEST))
