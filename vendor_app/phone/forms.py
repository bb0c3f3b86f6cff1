"""Plain HTML forms with files in them, read as they come: phones without JavaScript send these. RFC 7578."""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from vendor_app.phone.refusals import odd

_BOUNDARY = re.compile(rb'multipart/form-data;\s*boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?\s*', re.IGNORECASE)
_FIELD = re.compile(rb';\s*(name|filename)="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_LONGEST_HEAD = 8_192
_LONGEST_WORD = 1_000
"""Bytes of a field that is no file."""


class Part(NamedTuple):
    """The beginning of a field; ``file`` is what the phone calls the file, None for a field of text."""

    name: str
    file: str | None


class Bytes(NamedTuple):
    """Some of what is in the field that began last."""

    content: bytes


class End(NamedTuple):
    """The end of the field that began last."""


Piece: TypeAlias = Part | Bytes | End


def boundary_of(content_type: bytes) -> bytes:
    """Return what parts the fields. Raises Refused for what is no such form."""
    match = _BOUNDARY.fullmatch(content_type)
    if match is None:
        raise odd()
    return match.group(1)


class FormReader:
    """Fed with bytes as they come, gives the pieces of the form. Keeps no more than a few kilobytes."""

    def __init__(self, boundary: bytes) -> None:
        self._mark = b"\r\n--" + boundary
        self._buffer = bytearray(b"\r\n")  # the first mark stands at the very beginning
        self._step = self._preamble
        self._is_over = False
        self._is_file = False
        self._length = 0

    def feed(self, content: bytes) -> Iterator[Piece]:
        """Return the pieces that ``content`` completes. Raises Refused for what is no such form."""
        self._buffer += content
        while not self._is_over:
            pieces, goes_on = self._step()
            yield from pieces
            if not goes_on:
                return
        self._buffer.clear()

    def _preamble(self) -> tuple[tuple[Piece, ...], bool]:
        if len(self._buffer) < len(self._mark):
            return (), False
        if not self._buffer.startswith(self._mark):
            raise odd()
        del self._buffer[: len(self._mark)]
        self._step = self._between
        return (), True

    def _between(self) -> tuple[tuple[Piece, ...], bool]:
        """After a mark: another field, or the end of the form."""
        if len(self._buffer) < 2:
            return (), False
        self._is_over = self._buffer.startswith(b"--")
        if not self._is_over and not self._buffer.startswith(b"\r\n"):
            raise odd()
        del self._buffer[:2]
        self._step = self._head
        return (), True

    def _head(self) -> tuple[tuple[Piece, ...], bool]:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0 or end > _LONGEST_HEAD:
            if len(self._buffer) > _LONGEST_HEAD:
                raise odd()
            return (), False
        part = _part(bytes(self._buffer[:end]))
        self._is_file, self._length = part.file is not None, 0
        del self._buffer[: end + 4]
        self._step = self._body
        return (part,), True

    def _body(self) -> tuple[tuple[Piece, ...], bool]:
        """Hand on what cannot be the beginning of the mark."""
        end = self._buffer.find(self._mark)
        if end < 0:
            end = max(len(self._buffer) - len(self._mark), 0)
            return self._some(end), False
        pieces = (*self._some(end), End())
        del self._buffer[: len(self._mark)]
        self._step = self._between
        return pieces, True

    def _some(self, end: int) -> tuple[Piece, ...]:
        content = bytes(self._buffer[:end])
        del self._buffer[:end]
        self._length += len(content)
        if not self._is_file and self._length > _LONGEST_WORD:
            raise odd()
        return (Bytes(content),) if content else ()


def _part(head: bytes) -> Part:
    """Read the head of a field."""
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.strip().lower() == b"content-disposition" and value.strip().lower().startswith(b"form-data"):
            fields = {key.lower(): text.decode("utf-8", "replace") for key, text in _FIELD.findall(value)}
            if b"name" in fields:
                return Part(fields[b"name"], fields.get(b"filename"))
    raise odd()
