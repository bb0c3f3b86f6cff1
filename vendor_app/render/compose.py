"""From a storyboard to its frames."""

import functools
import hashlib
import threading
from collections.abc import Iterator

import cv2
import msgspec

from vendor_app.render import lettering, motion
from vendor_app.render.colour import Pixels, to_rgb
from vendor_app.render.overlay import Overlay, blend, overlay
from vendor_app.render.sources import OpenPhoto, Source, prepare
from vendor_app.storyboard.model import CANVAS, Shot, Storyboard

LOOK = 1
"""Counted up when the same storyboard is drawn differently: older cached segments are not used any more."""
FULL = (CANVAS.width, CANVAS.height)
PREVIEW = (540, 960)
_KEPT = 4
"""Prepared shots kept: of two segments in the making, each with the one before it."""
_ENTRY = 12
"""Frames in which lettering comes in."""
_RISE = 36
"""Pixels of canvas it comes up by."""


def segment_key(storyboard: Storyboard, number: int, size: tuple[int, int] = FULL) -> str:
    """Return a hash, 64 hexadecimal digits, of all that segment ``number`` shows at this size."""
    shots = storyboard.shots
    seen = [(shots[number], storyboard.seen_frames(number))]
    if number and shots[number].transition.frames:
        seen.append((shots[number - 1], storyboard.seen_frames(number - 1)))
    return hashlib.sha256(msgspec.json.encode((LOOK, size, seen))).hexdigest()


class Stage:
    """Draws the frames of one storyboard. Segments may be drawn in several threads at once."""

    def __init__(self, storyboard: Storyboard, open_photo: OpenPhoto, size: tuple[int, int] = FULL) -> None:
        """``open_photo(photo, (width, height))`` returns RGB that covers this size if the original does."""
        lettering.ensure_text_engine()
        self.storyboard = storyboard
        self.size = size
        self._open_photo = open_photo
        self._prepared: dict[int, _Prepared] = {}
        self._lock = threading.Lock()

    def segment(self, number: int) -> Iterator[Pixels]:
        """Yield the frames of one shot: I420, uint8 (height * 3 // 2, width), BT.709 limited range."""
        cv2.setNumThreads(1)  # segments run beside each other; more threads inside each only get in their way
        for frame in range(self.storyboard.shots[number].frames):
            yield self._frame(number, frame)

    def frames(self, start: int = 0) -> Iterator[Pixels]:
        """Yield every frame of the clip from ``start`` on, as ``segment`` does."""
        for frame in range(start, self.storyboard.frames):
            yield self._frame(*self.storyboard.shot_at(frame))

    def still(self, frame: int) -> Pixels:
        """Return one frame as RGB (height, width, 3)."""
        return to_rgb(self._frame(*self.storyboard.shot_at(frame)))

    def _frame(self, number: int, frame: int) -> Pixels:
        picture = self._prepare(number).draw(frame)
        transition = self.storyboard.shots[number].transition
        if number and frame < transition.frames:
            before = self._prepare(number - 1)
            former = before.draw(self.storyboard.shots[number - 1].frames + frame)
            part = (frame + 1) / (transition.frames + 1)
            cv2.addWeighted(former, 1 - part, picture, part, 0, dst=picture)
        return picture

    def _prepare(self, number: int) -> "_Prepared":
        with self._lock:
            prepared = self._prepared.pop(number, None) or _Prepared(
                self.storyboard.shots[number], self.storyboard.seen_frames(number), self._open_photo, self.size
            )
            self._prepared[number] = prepared
            while len(self._prepared) > _KEPT:
                del self._prepared[next(iter(self._prepared))]
        return prepared


class _Prepared:
    """One shot ready to be drawn at any of its frames; made when first drawn, once."""

    def __init__(self, shot: Shot, seen: int, open_photo: OpenPhoto, size: tuple[int, int]) -> None:
        self._shot, self._seen, self._open_photo, self._size = shot, seen, open_photo, size
        self._lock = threading.Lock()

    @functools.cached_property
    def _source(self) -> Source:
        return prepare(self._shot, self._open_photo, self._size)

    @functools.cached_property
    def _overlays(self) -> list[Overlay]:
        scale = self._size[0] / CANVAS.width
        return [overlay(lettering.draw(one, scale)) for one in self._shot.letterings]

    def draw(self, frame: int) -> Pixels:
        with self._lock:
            source, overlays = self._source, self._overlays
        part = motion.ease(frame / max(self._seen - 1, 1), self._shot.ease)
        picture = motion.draw(source.planes, motion.between(source.start, source.end, part), self._size)
        for one, over in zip(self._shot.letterings, overlays, strict=True):
            entered = 1.0 if one.entry == "none" else min(max((frame - one.enters + 1) / _ENTRY, 0.0), 1.0)
            if entered > 0:
                blend(picture, over, entered)
        return picture


def cover(storyboard: Storyboard, open_photo: OpenPhoto) -> Pixels:
    """Return the cover, RGB (1920, 1080, 3): the first shot with all its lettering in place."""
    return Stage(storyboard, open_photo).still(0)
