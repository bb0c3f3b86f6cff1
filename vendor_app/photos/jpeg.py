"""Whether a JPEG is all there: libjpeg paints what it cannot read grey, and Pillow drops its warning."""

import re
from collections.abc import Iterator

_SOI, _EOI, _SOS, _DHT, _DNL, _FILL = 0xD8, 0xD9, 0xDA, 0xC4, 0xDC, 0xFF
_ALONE = {0x00, 0x01, _FILL, _SOI, *range(0xD0, 0xD8)}
"""What follows an 0xFF without being the start of a segment with a length."""
_SEQUENTIAL = {0xC0, 0xC1}
_BETWEEN_SCANS = {_EOI, _SOS, _DHT, _DNL, 0xDB, 0xDD, 0xFE, *range(0xE0, 0xF0)}
_NEXT_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
_HOLE = bytes(1024)
_MOST_SCANS = 100
"""A progressive picture has about ten; each costs as long as a picture, and a file of 30 MB has room for 500,000."""


def is_whole(content: bytes) -> bool:
    """Return whether the coded pixels of a JPEG run unbroken to its end; False for overwritten and zeroed stretches.

    False as well for one that was made to be decoded for hours.

    Single wrong bits pass. A file that merely lacks its end marker passes too: its pixels decide, when decoded.
    """
    components, scans, flat_codes = 0, 0, dict[int, bool]()
    for marker, begin, end in _segments(content):
        if marker in _SEQUENTIAL:
            components = content[begin + 7]
        elif marker == _DHT:
            flat_codes |= _flat_codes(content[begin + 2 : end])
        elif marker == _SOS:
            scans += 1
            only_scan = components > 0 and components == content[begin + 2]
            zeros_are_damage = components > 0 and not all(flat_codes.values())
            if scans > _MOST_SCANS or not _scan_is_whole(content, end, only_scan, zeros_are_damage):
                return False
    return True


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, begin and end of each segment up to the end marker; the coded pixels behind a scan are passed."""
    at = 2
    while (at := content.find(b"\xff", at)) >= 0 and at + 12 <= len(content):
        marker, at = content[at + 1], at + (1 if content[at + 1] == _FILL else 2)
        if marker == _EOI:
            return
        if marker in _ALONE:
            continue
        end = at + max(2, int.from_bytes(content[at : at + 2], "big"))
        yield marker, at, end
        at = end
        if marker == _SOS:
            following = _NEXT_MARKER.search(content, at)
            at = following.start() if following else len(content)


def _scan_is_whole(content: bytes, begin: int, only_scan: bool, zeros_are_damage: bool) -> bool:
    """Whether the coded pixels from ``begin`` on lead to a marker that may stand there, without a hole of zeros."""
    following = _NEXT_MARKER.search(content, begin)
    if following is None:
        return not content.endswith(_HOLE)
    if following[1][0] not in ((_EOI, _DNL) if only_scan else _BETWEEN_SCANS):
        return False
    return not zeros_are_damage or content.find(_HOLE, begin, following.start()) < 0


def _flat_codes(tables: bytes) -> dict[int, bool]:
    """Return, for each Huffman table of AC coefficients by its number, whether zeros mean "the rest is flat" in it.

    Only where that is so in every table can a picture, of one colour over wide stretches, truly hold many zero bytes.
    """
    found: dict[int, bool] = {}
    at = 0
    while at + 17 < len(tables):
        if tables[at] >> 4 == 1:
            found[tables[at]] = tables[at + 17] == 0
        at += 17 + sum(tables[at + 1 : at + 17])
    return found
