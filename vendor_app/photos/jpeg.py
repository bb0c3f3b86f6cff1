"""Whether a JPEG is all there: libjpeg paints what it cannot read grey, and Pillow drops its warning."""

import re

_SOI, _EOI, _SOS, _DHT = 0xD8, 0xD9, 0xDA, 0xC4
_ALONE = {0x01, *range(0xD0, 0xD8), _SOI}
"""Markers without a length behind them."""
_BETWEEN_SCANS = {_SOS, _DHT, 0xDB, 0xDC, 0xDD, 0xFE, *range(0xE0, 0xF0)}
_SEQUENTIAL = {0xC0, 0xC1}
_NEXT_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
_HOLE = bytes(1024)


def is_whole(content: bytes) -> bool:
    """Return whether the coded pixels of a JPEG run unbroken to its end; False for overwritten and zeroed stretches.

    Single wrong bits pass. A file that merely lacks its end marker passes too: its pixels decide, when decoded.
    """
    at, sequential, zeros_mean_flat = 2, False, False
    while (found := content.find(b"\xff", at)) >= 0 and found + 4 <= len(content):
        marker, at = content[found + 1], found + 2
        if marker == _EOI:
            return True
        if marker == 0xFF:
            at -= 1
        if marker in _ALONE or marker in (0x00, 0xFF):
            continue
        begin, at = at, at + max(2, int.from_bytes(content[at : at + 2], "big"))
        sequential |= marker in _SEQUENTIAL
        zeros_mean_flat |= marker == _DHT and _zeros_end_blocks(content[begin + 2 : at])
        if marker == _SOS:
            end = _NEXT_MARKER.search(content, at)
            stop = end.start() if end else len(content)
            if end and end[1][0] != _EOI and end[1][0] not in _BETWEEN_SCANS:
                return False
            if ((sequential and not zeros_mean_flat) or end is None) and content.find(_HOLE, at, stop) >= 0:
                return False
            at = stop
    return True


def _zeros_end_blocks(tables: bytes) -> bool:
    """Whether in one of these Huffman tables a code of zeros means "the rest of the block is flat".

    Only then can a picture, of one colour over wide stretches, truly contain a long run of zero bytes.
    """
    at = 0
    while at + 17 < len(tables):
        is_ac = tables[at] >> 4 == 1
        if is_ac and tables[at + 17] == 0:
            return True
        at += 17 + sum(tables[at + 1 : at + 17])
    return False
