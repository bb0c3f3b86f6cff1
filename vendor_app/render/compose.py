"""From a storyboard to its frames."""

import hashlib
import threading
from collections.abc import Iterator
from typing import Final

import cv2
import msgspec

from vendor_app.render import lettering
from vendor_app.render.colour import Pixels, to_rgb, to_yuv
from vendor_app.render.shots import PreparedShot
from vendor_app.render.sources import OpenPhoto
from vendor_app.render.transitions import Moment, closer, mixed, text_shares
from vendor_app.storyboard.model import CANVAS, Lettering, Storyboard

LOOK: Final = 5
"""Counted up when the same storyboard is drawn differently: older cached segments are not used any more."""
FULL: Final = (CANVAS.width, CANVAS.height)
PREVIEW: Final = (540, 960)
_LONG_AGO: Final = 1_000_000
"""A frame in which all lettering has come in."""


def segment_key(storyboard: Storyboard, number: int, size: tuple[int, int] = FULL) -> str:
    """Return a hash, 64 hexadecimal digits, of all that segment ``number`` shows at this size."""
    shots = storyboard.shots
    staying = [shots[number].letterings.index(one) for one in _staying(storyboard, number)]
    seen = [(shots[number], storyboard.seen_frames(number))]
    if number and shots[number].transition.frames:
        seen.append((shots[number - 1], storyboard.seen_frames(number - 1)))
    return hashlib.sha256(msgspec.json.encode((LOOK, size, seen, staying))).hexdigest()


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
        self._prepared: dict[int, PreparedShot] = {}
        self._lock = threading.Lock()
        self._staying = [_staying(storyboard, number) for number in range(len(storyboard.shots))]

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
        """Return the cover as RGB (height, width, 3): one frame of one shot, with all its lettering in place."""
        number, frame = self.storyboard.shot_at(self.storyboard.cover or 0)
        shot = self._shot(number)
        picture = shot.picture(frame)
        for one in self.storyboard.shots[number].letterings:
            shot.letter(picture, one, _LONG_AGO)
        return to_rgb(picture)

    def _frame(self, number: int, frame: int) -> Pixels:
        transition = self.storyboard.shots[number].transition
        if number and frame < transition.frames and transition.kind != "cut":
            return self._between(number, frame)
        shot, staying = self._shot(number), self._staying[number]
        picture = shot.picture(frame)
        for one in self.storyboard.shots[number].letterings:
            shot.letter(picture, one, _LONG_AGO if one in staying else frame)
        return picture

    def _between(self, number: int, frame: int) -> Pixels:
        """Return a frame in which a shot comes in over the one before."""
        shots, transition = self.storyboard.shots, self.storyboard.shots[number].transition
        former, shot, former_frame = self._shot(number - 1), self._shot(number), shots[number - 1].frames + frame
        step = 1 / (transition.frames + 1)
        moment = Moment((frame + 1) * step, step, to_yuv(shots[number - 1].ground))
        before = former.picture(former_frame, closer(transition.kind, moment.part))
        picture = mixed(transition.kind, before, shot.picture(frame), moment)
        self._letter_between(picture, number, frame, moment.part)
        return picture

    def _letter_between(self, picture: Pixels, number: int, frame: int, part: float) -> None:
        """Letter a transition. Former text is gone before the next comes: one through the other cannot be read."""
        former, shot, staying = self._shot(number - 1), self._shot(number), self._staying[number]
        before, now = self.storyboard.shots[number - 1], self.storyboard.shots[number]
        gone, comes = text_shares(now.transition.kind, part)
        for one in before.letterings:
            if one not in staying.values():
                former.letter(picture, one, before.frames + frame, gone)
        for one in now.letterings:
            if one not in staying:
                shot.letter(picture, one, frame, comes)
            elif former.plated(staying[one]) == shot.plated(one):
                shot.letter(picture, one, _LONG_AGO)
            else:  # only the plate comes or goes
                former.letter(picture, staying[one], _LONG_AGO, 2 - 2 * part)
                shot.letter(picture, one, _LONG_AGO, 2 * part)

    def _shot(self, number: int) -> PreparedShot:
        """Return a shot ready to be drawn; the last few are kept."""
        with self._lock:
            prepared = self._prepared.pop(number, None)
            if prepared is None:
                shot, seen = self.storyboard.shots[number], self.storyboard.seen_frames(number)
                prepared = PreparedShot(shot, seen, self._open_photo, self.size)
            self._prepared[number] = prepared
            while len(self._prepared) > self._kept:
                del self._prepared[next(iter(self._prepared))]
        return prepared


def _staying(storyboard: Storyboard, number: int) -> dict[Lettering, Lettering]:
    """Return what is written on a shot and on the one before alike: it need not come in again."""
    if not number:
        return {}
    there = {_written(one): one for one in storyboard.shots[number - 1].letterings}
    return {one: there[_written(one)] for one in storyboard.shots[number].letterings if _written(one) in there}


def _written(one: Lettering) -> Lettering:
    """Return a lettering without the way it comes in."""
    return msgspec.structs.replace(one, enters=0, entry="none", stagger=0)
