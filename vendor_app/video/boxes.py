"""The boxes of an MP4, as far as libav does not tell of them: their order, and edit lists."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEADER, _LARGE_HEADER = 8, 16
_MOST_BOXES = 10_000
_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_EBML_REACH = 4096
_INSIDE = {b"moov": (b"trak",), b"trak": (b"edts",), b"edts": (b"elst",)}


class Layout(NamedTuple):
    """How an MP4 is laid out."""

    moov_first: bool
    """The header comes before the pictures, so that it plays while it loads."""
    edit_lists: bool


class _Box(NamedTuple):
    kind: bytes
    begin: int
    """Of its content, in bytes from the start of the file."""
    end: int


def read_layout(path: Path) -> Layout | None:
    """Return the layout of an MP4 or MOV; None when its boxes cannot be followed."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        try:
            top = list(_boxes(file, 0, size))
            order = [box.kind for box in top if box.kind in (b"moov", b"mdat")]
            if b"moov" not in order or b"mdat" not in order:
                return None
            return Layout(order[0] == b"moov", _has_edit_list(file, top, b"moov"))
        except (struct.error, ValueError):
            return None


def is_cut_off(path: Path) -> bool:
    """Whether the pictures and sounds of an MP4, MOV, WebM or Matroska go on beyond the end of the file."""
    with path.open("rb") as file:
        end = file.seek(0, 2)
        file.seek(0)
        start = file.read(_EBML_REACH)
        if start.startswith(_EBML):
            return _segment_end(start) > end
        return any(box.kind == b"mdat" and box.end > end for box in _top_boxes(file))


def _top_boxes(file: BinaryIO) -> Iterator[_Box]:
    """Yield the boxes of a file as far as they can be followed, the last maybe beyond its end."""
    begin = 0
    for _count in range(_MOST_BOXES):
        file.seek(begin)
        head = file.read(_LARGE_HEADER)
        if len(head) < _HEADER:
            return
        size, kind = struct.unpack(">I4s", head[:_HEADER])
        if size == 1 and len(head) == _LARGE_HEADER:
            size = struct.unpack(">Q", head[_HEADER:])[0]
        if size < _HEADER:
            return
        yield _Box(kind, begin + _HEADER, begin + size)
        begin += size


def _segment_end(start: bytes) -> int:
    """Return where the one segment of a WebM ends by its own account; 0 when it does not say."""
    at = start.find(_SEGMENT)
    length = 9 - start[at + 4].bit_length() if 0 <= at < len(start) - 12 else 9
    if length > 8:
        return 0
    size = int.from_bytes(start[at + 4 : at + 4 + length]) & ((1 << 7 * length) - 1)
    return 0 if size == (1 << 7 * length) - 1 else at + 4 + length + size


def _has_edit_list(file: BinaryIO, boxes: list[_Box], wanted: bytes) -> bool:
    found = [box for box in boxes if box.kind == wanted]
    if wanted == b"elst":
        return bool(found)
    inside = _INSIDE[wanted]
    return any(_has_edit_list(file, list(_boxes(file, box.begin, box.end)), kind) for box in found for kind in inside)


def _boxes(file: BinaryIO, begin: int, end: int) -> Iterator[_Box]:
    """Yield the boxes from ``begin`` to ``end``. Raises ValueError or struct.error for what are no boxes."""
    for _count in range(_MOST_BOXES):
        if begin >= end:
            return
        file.seek(begin)
        size, kind = struct.unpack(">I4s", file.read(_HEADER))
        header = _HEADER
        if size == 1:
            size, header = struct.unpack(">Q", file.read(8))[0], _LARGE_HEADER
        elif size == 0:
            size = end - begin
        if size < header or begin + size > end:
            raise ValueError(f"a box of {size} bytes at {begin}")
        yield _Box(kind, begin + header, begin + size)
        begin += size
    raise ValueError("too many boxes")
