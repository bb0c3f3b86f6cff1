"""From a storyboard to its frames."""

import functools
import hashlib
import threading
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import cv2
import msgspec

from vendor_app.render import lettering, motion
from vendor_app.render.colour import Pixels, planes_of, to_rgb
from vendor_app.render.contrast import readable
from vendor_app.render.overlay import Overlay, blend, overlay
from vendor_app.render.sources import OpenPhoto, Source, prepare
from vendor_app.render.transitions import MIXED
from vendor_app.storyboard.model import CANVAS, Lettering, Shot, Storyboard

LOOK: Final = 4
"""Counted up when the same storyboard is drawn differently: older cached segments are not used any more."""
FULL: Final = (CANVAS.width, CANVAS.height)
PREVIEW: Final = (540, 960)
_ENTRY: Final = 14
"""Frames in which lettering comes in."""
_RISE: Final = 44
"""Pixels of canvas it comes up by."""
_LONG_AGO: Final = 1_000_000
_TEXT_GONE: Final = 0.4
"""Share of a crossfade after which the former text has gone and the next may come."""


def segment_key(storyboard: Storyboard, number: int, size: tuple[int, int] = FULL) -> str:
    """Return a hash, 64 hexadecimal digits, of all that segment ``number`` shows at this size."""
    shots = storyboard.shots
    seen = [(shots[number], storyboard.seen_frames(number))]
    if number and shots[number].transition.frames:
        seen.append((shots[number - 1], storyboard.seen_frames(number - 1)))
    return hashlib.sha256(msgspec.json.encode((LOOK, size, seen))).hexdigest()


def cover(storyboard: Storyboard, open_photo: OpenPhoto) -> Pixels:
    """Return the cover, RGB (1920, 1080, 3): the clip's beginning with all its lettering in place."""
    return Stage(storyboard, open_photo).cover()


class Stage:
    """Draws the frames of one storyboard. Segments may be drawn in several threads at once."""

    def __init__(
        self, storyboard: Storyboard, open_photo: OpenPhoto, size: tuple[int, int] = FULL, *, beside: int = 2
    ) -> None:
        """``open_photo(photo, (width, height))`` returns RGB that covers this size if the original does.

        ``size``: of the frames, both even, 9:16. ``beside``: how many segments that follow each other are drawn at
        once. The first stage of a program without a window is made on its main thread.
        """
        lettering.ensure_text_engine()
        cv2.setNumThreads(1)  # segments are drawn beside each other; threads inside each only get in their way
        self.storyboard = storyboard
        self.size = size
        self._open_photo = open_photo
        self._kept = beside + 2  # each segment wants its own shot and the one before; one may lag behind
        self._prepared: dict[int, _PreparedShot] = {}
        self._lock = threading.Lock()

    def segment(self, number: int) -> Iterator[Pixels]:
        """Yield the frames of one shot: I420, uint8 (height * 3 // 2, width), BT.709 limited range."""
        for frame in range(self.storyboard.shots[number].frames):
            yield self._frame(number, frame)

    def frames(self, start: int = 0) -> Iterator[Pixels]:
        """Yield every frame of the clip from ``start`` on, as ``segment`` does."""
        for frame in range(start, self.storyboard.frames):
            yield self._frame(*self.storyboard.shot_at(frame))

    def still(self, frame: int) -> Pixels:
        """Return one frame as RGB (height, width, 3)."""
        return to_rgb(self._frame(*self.storyboard.shot_at(frame)))

    def cover(self) -> Pixels:
        """Return the first shot as RGB (height, width, 3), with all its lettering in place."""
        return to_rgb(self._shot(0).draw(0, settled=True))

    def _frame(self, number: int, frame: int) -> Pixels:
        shot, transition = self._shot(number), self.storyboard.shots[number].transition
        if not number or frame >= transition.frames or transition.kind == "cut":
            return shot.draw(frame)
        former, former_frame = self._shot(number - 1), self.storyboard.shots[number - 1].frames + frame
        part = (frame + 1) / (transition.frames + 1)
        picture = MIXED[transition.kind](former.picture(former_frame), shot.picture(frame), part)
        # The former text is gone before the next one comes: two texts through each other can be read by nobody.
        stays = former.letterings & shot.letterings
        former.letter(picture, former_frame, fades=dict.fromkeys(former.letterings - stays, 1 - part / _TEXT_GONE))
        shot.letter(
            picture, frame, fades=dict.fromkeys(shot.letterings - stays, (part - _TEXT_GONE) / (1 - _TEXT_GONE))
        )
        return picture

    def _shot(self, number: int) -> "_PreparedShot":
        """Return a shot ready to be drawn; the last few are kept."""
        with self._lock:
            prepared = self._prepared.pop(number, None)
            if prepared is None:
                shot, seen = self.storyboard.shots[number], self.storyboard.seen_frames(number)
                prepared = _PreparedShot(shot, seen, self._open_photo, self.size)
            self._prepared[number] = prepared
            while len(self._prepared) > self._kept:
                del self._prepared[next(iter(self._prepared))]
        return prepared


class _Entry(NamedTuple):
    """A part of a lettering, and the frame in which it begins to come in."""

    over: Overlay
    lettering: Lettering
    enters: int


class _PreparedShot:
    """One shot, drawn at any of its frames; its picture and lettering are made when first wanted, once."""

    def __init__(self, shot: Shot, seen: int, open_photo: OpenPhoto, size: tuple[int, int]) -> None:
        self._shot, self._seen, self._open_photo, self._size = shot, seen, open_photo, size
        self._scale = size[0] / CANVAS.width
        self._lock = threading.RLock()  # lettering may ask for the picture behind it

    @property
    def letterings(self) -> frozenset[Lettering]:
        """What is written on the shot."""
        return frozenset(self._shot.letterings)

    def draw(self, frame: int, *, settled: bool = False) -> Pixels:
        """Return frame ``frame`` of the shot as I420; ``settled``: as if all lettering had come in long ago."""
        picture = self.picture(frame)
        self.letter(picture, _LONG_AGO if settled else frame)
        return picture

    def picture(self, frame: int) -> Pixels:
        """Return the frame without lettering."""
        with self._lock:
            source = self._source
        part = motion.ease(min(frame / max(self._seen - 1, 1), 1.0), self._shot.ease)
        return motion.draw(source.planes, motion.between(source.start, source.end, part), self._size)

    def letter(self, picture: Pixels, frame: int, fades: Mapping[Lettering, float] | None = None) -> None:
        """Draw the lettering of a frame on a picture; ``fades``: how much is there of some of it, 1.0 all."""
        with self._lock:
            entries = self._entries
        for over, one, enters in entries:
            there = 1.0 if one.entry == "none" else min(max((frame - enters + 1) / _ENTRY, 0.0), 1.0)
            eased = 1 - (1 - there) ** 3
            opacity = eased * min(max((fades or {}).get(one, 1.0), 0.0), 1.0)
            if opacity > 0.0:
                blend(picture, over, opacity, (1 - eased) * _RISE * self._scale if one.entry == "rise" else 0.0)

    @functools.cached_property
    def _source(self) -> Source:
        return prepare(self._shot, self._open_photo, self._size)

    @functools.cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(
            _Entry(overlay(drawn), one, one.enters + number * one.stagger)
            for one in self._shot.letterings
            for number, drawn in enumerate(lettering.draw(self._with_needed_plate(one), self._scale))
        )

    def _with_needed_plate(self, one: Lettering) -> Lettering:
        """Take the plate away where the text can be read without it from the first frame to the last."""
        if one.plate is None or one.plate.always:
            return one
        left, top, right, bottom = (
            round(side * self._scale)
            for side in (one.box.x, one.box.y, one.box.x + one.box.width, one.box.y + one.box.height)
        )
        behind = [planes_of(self.picture(frame)).y[top:bottom, left:right] for frame in (0, self._seen - 1)]
        clear = all(readable(line.colour, luma) for line in one.lines for luma in behind)
        return msgspec.structs.replace(one, plate=None) if clear else one
