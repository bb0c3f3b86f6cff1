"""The reader of forms gives the same pieces however they are cut on their way."""

import contextlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_app.phone.forms import Bytes, End, FormReader, Part, Piece, boundary_of
from vendor_app.phone.refusals import Refused

CONTENT = b"\xff\xd8\r\n--xyzz\r\n\r\n--xyzzz\r\n--" + bytes(300)
FORM = (
    b'--xyzzy\r\nContent-Disposition: form-data; name="shot"\r\n\r\nfront\r\n'
    b'--xyzzy\r\ncontent-disposition:form-data; name="file"; filename="\xe0\xb8\x81.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n"
    + CONTENT
    + b'\r\n--xyzzy\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--xyzzy--\r\ntrailing'
)


def _read(reader: FormReader, parts: list[bytes]) -> list[Piece]:
    """Return the pieces, with the bytes of each field joined."""
    found: list[Piece] = []
    for part in parts:
        for piece in reader.feed(part):
            if isinstance(piece, Bytes) and found and isinstance(found[-1], Bytes):
                found[-1] = Bytes(found[-1].content + piece.content)
            else:
                found.append(piece)
    return found


@given(st.lists(st.integers(0, len(FORM)), max_size=12))
def test_cut_anywhere_it_is_the_same_form(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(FORM)]
    parts = [FORM[begin:end] for begin, end in pairwise(ends)]
    assert _read(FormReader(b"xyzzy"), parts) == [
        Part("shot", None),
        Bytes(b"front"),
        End(),
        Part("file", "ก.jpg"),
        Bytes(CONTENT),
        End(),
        Part("file", ""),
        End(),
    ]


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_any_bytes_are_read_or_refused(parts: list[bytes]) -> None:
    reader = FormReader(b"x")
    with contextlib.suppress(Refused):
        _read(reader, [b"--x\r\n", *parts])


@pytest.mark.parametrize(
    "content_type",
    [
        b"",
        b"text/plain",
        b"multipart/form-data",
        b"multipart/form-data; boundary=",
        b"multipart/form-data; boundary=a b",
    ],
)
def test_what_is_no_form_is_refused(content_type: bytes) -> None:
    with pytest.raises(Refused):
        boundary_of(content_type)


def test_boundaries_of_browsers_are_read() -> None:
    name = b"----WebKitFormBoundaryABC123"
    assert boundary_of(b"multipart/form-data; boundary=" + name) == name
    assert boundary_of(b'multipart/form-data; boundary="' + name + b'"') == name
