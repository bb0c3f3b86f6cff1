"""What is known of a piece of footage: a short real video of a product."""

import re
from pathlib import Path
from typing import TypeAlias

import msgspec

FootageId: TypeAlias = str
"""SHA-256 of the original file, 64 hexadecimal digits."""


SUFFIXES = (".mp4", ".mov", ".webm", ".mkv", ".3gp")
"""Of the kinds that are taken, as they are stored."""
_MARKS: tuple[tuple[bytes, str], ...] = (
    (rb"....ftyp(?:qt  )", ".mov"),
    (rb"....ftyp3g", ".3gp"),
    (rb"....ftyp(?!avi[fs]|mif1|msf1|hei[cxms]|hev[cxms]|crx |jxl |M4A |M4B )", ".mp4"),
    (rb"....(?:moov|mdat|wide|pnot)", ".mov"),
    (rb"....(?:free|skip)", ".mp4"),
    (rb"\x1a\x45\xdf\xa3.{0,60}?webm", ".webm"),
    (rb"\x1a\x45\xdf\xa3.{0,60}?matroska", ".mkv"),
)
_KINDS = tuple((re.compile(mark, re.DOTALL), suffix) for mark, suffix in _MARKS)


class Footage(msgspec.Struct, frozen=True, kw_only=True):
    """An original in the shop's ``footage`` folder, as the catalogue remembers it."""

    id: FootageId
    suffix: str
    """Of the stored file, from its content and not its name: one of SUFFIXES."""
    width: int
    """Pixels, after the camera's rotation is applied."""
    height: int
    frames: int
    """Length at 30 frames a second, whatever its own rate."""
    has_sound: bool = False
    name: str = ""
    """What the file was called where it came from."""


def suffix_of(start: bytes) -> str | None:
    """Return the suffix that a file's first bytes ask for, one of SUFFIXES; None for what is no video to be taken."""
    return next((suffix for mark, suffix in _KINDS if mark.match(start)), None)


def is_video(path: Path) -> bool:
    """Whether a file begins as a video does."""
    try:
        with path.open("rb") as file:
            return suffix_of(file.read(1024)) is not None
    except OSError:
        return False
