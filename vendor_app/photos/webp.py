"""Large WebP without the room that Pillow takes for it: its reader is made for films, and keeps two pictures more."""

import cv2
import numpy as np
from PIL import Image

_STRIP = 256
_MOVES = 2
"""Bit of the flags in an extended header."""
_RGB, _RGBA = 3, 4
_TO_RGB = {_RGB: cv2.COLOR_BGR2RGB, _RGBA: cv2.COLOR_BGRA2RGBA}


def is_still(content: bytes) -> bool:
    """Whether a WebP is one picture, by the flags of its header."""
    return content[12:16] != b"VP8X" or not content[20] & _MOVES


def read_webp(content: bytes) -> Image.Image:
    """Decode a WebP that does not move, as it is stored: RGB, or RGBA where it has transparency.

    The very pixels that Pillow makes, by the same library. Raises ValueError for one that is damaged, MemoryError.
    """
    try:
        found = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as problem:
        raise (MemoryError if problem.code == cv2.Error.StsNoMem else ValueError) from problem
    if found is None or found.ndim != 3:
        raise ValueError("no WebP")
    height, width, channels = found.shape
    image = Image.new("RGBA" if channels == _RGBA else "RGB", (width, height))
    for top in range(0, height, _STRIP):
        strip = cv2.cvtColor(found[top : top + _STRIP], _TO_RGB[channels])
        image.paste(Image.fromarray(strip), (0, top))
    return image
