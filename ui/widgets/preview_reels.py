"""What the player plays: a storyboard that is drawn while it is watched, and a finished clip."""

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np

from vendor_app.originals import SourceFiles
from vendor_app.photos.reading import Pixels, read_cutout, read_photo
from vendor_app.render.compose import PREVIEW, Stage
from vendor_app.storyboard.model import Storyboard
from vendor_app.video.footage import FootageId
from vendor_app.video.footage_reader import footage_still, open_footage
from vendor_app.video.playback import clip_frames

_KEPT_PHOTOS = 24
"""Decoded photos kept, each about 3 MB at the size of a preview."""
_WORTH_SHRINKING = 0.9
_BESIDE = 20
"""Shots kept prepared: going to and fro in a clip draws each of them only once."""

_Read: TypeAlias = Callable[[Path, tuple[int, int]], Pixels]


class Originals:
    """The pictures of the products in one clip, decoded once and kept for the next look. Any thread may use them."""

    def __init__(self, files: SourceFiles) -> None:
        self.files = files
        self._kept: dict[tuple[str, bool], _Decoded] = {}
        self._lock = threading.Lock()

    def open_photo(self, photo: str, at_least: tuple[int, int]) -> Pixels:
        """Return a photo as RGB that covers ``at_least`` (width, height) if the original does.

        Raises VendorError when the photo is gone or damaged.
        """
        return self._open(photo, at_least, read_photo)

    def open_cutout(self, photo: str, at_least: tuple[int, int]) -> Pixels:
        """Return a photo with its transparency. Raises as ``open_photo`` does."""
        return self._open(photo, at_least, read_cutout)

    def open_footage(self, footage: FootageId, size: tuple[int, int], start: int) -> Iterator[Pixels]:
        """Yield the frames of footage as a stage wants them. Raises VendorError when it is gone or damaged."""
        return open_footage(self.files.footage(footage), size=size, start=start)

    def footage_picture(self, footage: FootageId, frame: int, size: tuple[int, int]) -> Pixels:
        """Return one frame of footage as RGB that covers ``size``. Raises VendorError when it is gone or damaged."""
        return footage_still(self.files.footage(footage), frame, size)

    def _open(self, photo: str, at_least: tuple[int, int], read: _Read) -> Pixels:
        key = self.files.look(photo), read is read_cutout
        with self._lock:
            kept = self._kept.get(key)
        if kept is None or not kept.covers(at_least):
            kept = _decode(read, self.files.photo(photo, at_least), at_least)
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = kept
            while len(self._kept) > _KEPT_PHOTOS:
                del self._kept[next(iter(self._kept))]
        return kept.pixels


class _Decoded(NamedTuple):
    """A photo at some size."""

    pixels: Pixels
    is_all: bool
    """Whether the original has no more."""

    def covers(self, at_least: tuple[int, int]) -> bool:
        """Return whether it is large enough, or as large as can be."""
        height, width = self.pixels.shape[:2]
        return self.is_all or (width >= at_least[0] and height >= at_least[1])


def _decode(read: _Read, path: Path, at_least: tuple[int, int]) -> _Decoded:
    pixels = read(path, at_least)
    height, width = pixels.shape[:2]
    scale = max(at_least[0] / width, at_least[1] / height)
    if scale > _WORTH_SHRINKING:
        return _Decoded(pixels, is_all=scale > 1)
    size = (round(width * scale + 0.5), round(height * scale + 0.5))
    return _Decoded(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), is_all=False)


def stage_of(storyboard: Storyboard, originals: Originals, size: tuple[int, int]) -> Stage:
    """Return where the frames of a storyboard are drawn, ``size`` pixels, both even. Close it after stills."""
    return Stage(
        storyboard,
        originals.open_photo,
        size,
        beside=_BESIDE,
        open_footage=originals.open_footage,
        open_cutout=originals.open_cutout,
    )


class StageReel:
    """A storyboard to watch at half its size."""

    def __init__(self, storyboard: Storyboard, originals: Originals) -> None:
        self._storyboard, self._originals = storyboard, originals

    @property
    def frames(self) -> int:
        """Its length."""
        return self._storyboard.frames

    @property
    def fps(self) -> int:
        """Frames per second."""
        return self._storyboard.fps

    @cached_property
    def stage(self) -> Stage:
        """Where its frames are drawn; made when the first is wanted."""
        return stage_of(self._storyboard, self._originals, PREVIEW)

    def images(self, start: int) -> Iterator[Pixels]:
        """Yield the frames from ``start`` on as I420."""
        return self.stage.frames(start)


class ClipReel:
    """A finished clip to watch, at the same size."""

    def __init__(self, path: Path, storyboard: Storyboard) -> None:
        self._path, self._storyboard = path, storyboard

    @property
    def frames(self) -> int:
        """Its length."""
        return self._storyboard.frames

    @property
    def fps(self) -> int:
        """Frames per second."""
        return self._storyboard.fps

    def images(self, start: int) -> Iterator[Pixels]:
        """Decode the frames from ``start`` on, as I420. Raises ClipUnreadable when the file is gone or damaged."""
        return clip_frames(self._path, PREVIEW, start)
