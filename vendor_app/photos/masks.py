"""The masks of cut-out photos, each kept once as a small grey PNG, found by the SHA-256 of what is in it."""

import hashlib
import io
import re
import stat
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vendor_app.errors import VendorError
from vendor_app.files import clear_drafts, discard, plain_words, write_whole
from vendor_app.language import _
from vendor_app.photos.recipe import MaskId
from vendor_app.shop_folder import make_within

_IDENTITY: Final = re.compile(r"[0-9a-f]{64}")
_MOST_BYTES: Final = 2_000_000
_MOST_SIDE: Final = 800
_READ_ONLY: Final = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class MaskMissing(VendorError):
    """The mask that a recipe names is not in the shop, or is damaged."""


class Masks:
    """The masks of one shop, ``ab/ab12….png`` below ``folder``, read-only. Any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, mask: MaskId) -> Path:
        """Return where a mask is kept, whether it is there or not. Raises MaskMissing for what can be no id."""
        if not _IDENTITY.fullmatch(mask):
            raise _missing()
        return self.folder / mask[:2] / f"{mask}.png"

    def add(self, mask: NDArray[np.uint8]) -> MaskId:
        """Keep (height, width) uint8, at most 800 a side; safe on the disk when this returns. Raises VendorError."""
        if mask.dtype != np.uint8 or mask.ndim != 2 or not mask.size or max(mask.shape) > _MOST_SIDE:
            raise ValueError(f"no mask: {mask.dtype} {mask.shape}")
        _done, coded = cv2.imencode(".png", mask)
        content = coded.tobytes()
        identity = hashlib.sha256(content).hexdigest()
        place = self.path(identity)
        if _content(place) != content:
            make_within(self.folder.parent, place.parent)
            with plain_words(self.folder):
                discard(place)  # damaged, and read-only: Windows would not replace it
                write_whole(place, content)
                place.chmod(_READ_ONLY)
        return identity

    def read(self, mask: MaskId) -> NDArray[np.uint8]:
        """Return a mask, (height, width) uint8. Raises MaskMissing when it is not there or not as it was written."""
        content = _content(self.path(mask))
        if content is None or hashlib.sha256(content).hexdigest() != mask:
            raise _missing()
        return _decoded(content)

    def __contains__(self, mask: object) -> bool:
        return isinstance(mask, str) and _IDENTITY.fullmatch(mask) is not None and self.path(mask).is_file()

    def clear_drafts(self) -> None:
        """Remove what a power cut left half written."""
        for folder in self.folder.glob("??"):
            clear_drafts(folder)


def _content(place: Path) -> bytes | None:
    """Return what is in a file that may be anything; None when it is none or too long for a mask."""
    try:
        if not place.is_file() or place.stat().st_size > _MOST_BYTES:
            return None
        return place.read_bytes()
    except OSError:
        return None


def _decoded(content: bytes) -> NDArray[np.uint8]:
    """Decode a PNG that whoever wrote the shop's folder may have made."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
            if image.mode != "L" or max(image.size) > _MOST_SIDE:
                raise _missing()
            return np.array(image)
    except VendorError:
        raise
    except Exception as problem:
        raise _missing() from problem


def _missing() -> MaskMissing:
    return MaskMissing(
        _("The cut-out of this photo is missing or damaged."), _("Make the white background of this photo again.")
    )
