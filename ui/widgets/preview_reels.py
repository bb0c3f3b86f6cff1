"""What the player plays: a storyboard that is drawn while it is watched, and a finished clip."""

import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import cv2

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import Pixels, read_photo
from vendor_app.photos.store import PhotoStore
from vendor_app.render.compose import PREVIEW, Stage
from vendor_app.storyboard.model import Storyboard
from vendor_app.video.playback import clip_frames

_KEPT_PHOTOS = 12
"""Decoded photos kept, each about 3 MB at the size of a preview."""


class PhotoShelf:
    """The photos of one product, decoded once and kept for the next look. Any thread may use it."""

    def __init__(self, store: PhotoStore, photos: tuple[Photo, ...]) -> None:
        self._store = store
        self._photos = {photo.id: photo for photo in photos}
        self._kept: dict[PhotoId, Pixels] = {}
        self._lock = threading.Lock()

    def open(self, photo: PhotoId, at_least: tuple[int, int]) -> Pixels:
        """Return a photo as RGB that covers ``at_least`` (width, height) if the original does.

        Raises VendorError when the photo is gone or damaged.
        """
        with self._lock:
            kept = self._kept.get(photo)
        if kept is None or not self._covers(kept, photo, at_least):
            kept = self._decode(photo, at_least)
        with self._lock:
            self._kept.pop(photo, None)
            self._kept[photo] = kept
            while len(self._kept) > _KEPT_PHOTOS:
                del self._kept[next(iter(self._kept))]
        return kept

    def _covers(self, pixels: Pixels, photo: PhotoId, at_least: tuple[int, int]) -> bool:
        height, width = pixels.shape[:2]
        whole = (width, height) == (self._photos[photo].width, self._photos[photo].height)
        return whole or (width >= at_least[0] and height >= at_least[1])

    def _decode(self, photo: PhotoId, at_least: tuple[int, int]) -> Pixels:
        if photo not in self._photos:
            raise VendorError(_("A photo of this clip is not among the product's photos any more."))
        pixels = read_photo(self._store.path(self._photos[photo]), at_least)
        height, width = pixels.shape[:2]
        scale = max(at_least[0] / width, at_least[1] / height)
        if scale > 0.9:
            return pixels
        size = (round(width * scale + 0.5), round(height * scale + 0.5))
        return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


class StageReel:
    """A storyboard to watch at half its size."""

    def __init__(self, storyboard: Storyboard, shelf: PhotoShelf) -> None:
        self._storyboard, self._shelf = storyboard, shelf

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
        return Stage(self._storyboard, self._shelf.open, PREVIEW)

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
