"""From a storyboard to its frames."""

import contextlib
import hashlib
import threading
from collections.abc import Container, Generator
from functools import partial
from typing import Final

import cv2
import msgspec

from vendor_app.render import lettering
from vendor_app.render.colour import Pixels, to_rgb, to_yuv
from vendor_app.render.filmed import OpenFootage, Projector
from vendor_app.render.shots import Added, Filmed, PreparedShot, no_footage
from vendor_app.render.sources import Openers, OpenPhoto
from vendor_app.render.subtitles import Subtitles, placed
from vendor_app.render.transitions import Moment, closer, enlarged, mixed, text_shares
from vendor_app.storyboard.model import CANVAS, Lettering, Panel, Shot, Storyboard, Take
from vendor_app.video.footage import FootageId

LOOK: Final = 11
"""Counted up when the same storyboard is drawn differently: older cached segments are not used any more."""
FULL: Final = (CANVAS.width, CANVAS.height)
PREVIEW: Final = (540, 960)
_LONG_AGO: Final = 1_000_000
"""A frame in which all lettering has come in."""


def segment_key(storyboard: Storyboard, number: int, size: tuple[int, int] = FULL, part: range | None = None) -> str:
    """Return a hash, 64 hexadecimal digits, of all that segment ``number`` shows at this size.

    ``part``: only these of its frames.
    """
    shots = storyboard.shots
    part = range(shots[number].frames) if part is None else part
    seen = [_decided(storyboard, number)]
    if part.start < transition_frames(storyboard, number):
        seen.append(_decided(storyboard, number - 1))
    begin = storyboard.start(number)
    said = [
        (one.lettering, max(one.start - begin, part.start), min(one.end - begin, part.stop))
        for one in placed(storyboard)
        if one.start < begin + part.stop and one.end > begin + part.start
    ]
    return hashlib.sha256(msgspec.json.encode((LOOK, size, seen, said))).hexdigest()


def transition_frames(storyboard: Storyboard, number: int) -> int:
    """Return how many of the first frames of segment ``number`` show the shot before it as well."""
    transition = storyboard.shots[number].transition
    return 0 if not number or transition.kind == "cut" else transition.frames


def cover(
    storyboard: Storyboard,
    open_photo: OpenPhoto,
    *,
    open_footage: OpenFootage | None = None,
    open_cutout: OpenPhoto | None = None,
) -> Pixels:
    """Return the cover, RGB (1920, 1080, 3): the frame that the storyboard names, with all its lettering in place."""
    with contextlib.closing(Stage(storyboard, open_photo, open_footage=open_footage, open_cutout=open_cutout)) as stage:
        return stage.cover()


class Stage:
    """Draws the frames of one storyboard. Segments may be drawn in several threads at once."""

    def __init__(
        self,
        storyboard: Storyboard,
        open_photo: OpenPhoto,
        size: tuple[int, int] = FULL,
        *,
        beside: int = 2,
        open_footage: OpenFootage | None = None,
        open_cutout: OpenPhoto | None = None,
        big_footage: Container[FootageId] = (),
    ) -> None:
        """``open_photo(photo, (width, height))`` returns RGB that covers this size if the original does.

        ``size``: of the frames, both even, 9:16. ``beside``: how many segments that follow each other are drawn at
        once. ``open_cutout``: as ``open_photo``, but what is transparent comes as RGBA; None: logos stand on white.
        ``big_footage``: what only one thread draws from at a time, for each decoder of 4K takes up to 250 MB.
        The first stage of a program without a window is made on its main thread.
        """
        lettering.ensure_text_engine()
        cv2.setNumThreads(1)  # segments are drawn beside each other; threads inside each only get in their way
        self.storyboard = storyboard
        self.size = size
        self._open = Openers(open_photo, open_cutout or open_photo)
        self._open_footage = open_footage
        self._kept = beside + 2  # each segment wants its own shot and the one before; one may lag behind
        self._prepared: dict[int, PreparedShot] = {}
        self._lock = threading.Lock()
        self._staying = [_staying(storyboard, number) for number in range(len(storyboard.shots))]
        self._subtitles = Subtitles(storyboard, size)
        self._projector, self._scrubbing = Projector(open_footage), threading.Lock()
        self._big_footage, self._big_turn = big_footage, threading.Lock()

    def segment(self, number: int) -> Generator[Pixels]:
        """Yield the frames of one shot: I420, uint8 (height * 3 // 2, width), BT.709 limited range."""
        begin = self.storyboard.start(number)
        return self._run(range(begin, begin + self.storyboard.shots[number].frames))

    def frames(self, start: int = 0, count: int | None = None) -> Generator[Pixels]:
        """Yield every frame of the clip from ``start`` on, or ``count`` of them, as ``segment`` does."""
        last = self.storyboard.frames if count is None else min(start + count, self.storyboard.frames)
        return self._run(range(start, last))

    def still(self, frame: int) -> Pixels:
        """Return one frame as RGB (height, width, 3)."""
        with self._scrubbing:
            drawn = self._frame(*self.storyboard.shot_at(frame), self._projector)
        return to_rgb(drawn)

    def cover(self) -> Pixels:
        """Return the cover as RGB (height, width, 3): one frame of one shot, with all its lettering in place."""
        return self.settled(self.storyboard.cover or 0)

    def settled(self, at: int) -> Pixels:
        """Return frame ``at`` of the clip as RGB, as if all the lettering of its shot had come in."""
        number, frame = self.storyboard.shot_at(at)
        shot = self._shot(number)
        with self._scrubbing:
            picture = shot.picture(frame, self._filmed(number, self._projector))
        for one in _added(self.storyboard.shots[number]):
            shot.add(picture, one, _LONG_AGO)
        return to_rgb(picture)

    def close(self) -> None:
        """Let go of the files that stills were drawn from."""
        with self._scrubbing:
            self._projector.close()

    def _run(self, frames: range) -> Generator[Pixels]:
        turn = self._big_turn if self._shows_big(frames) else contextlib.nullcontext()
        with turn, contextlib.closing(Projector(self._open_footage)) as projector:
            for frame in frames:
                yield self._frame(*self.storyboard.shot_at(frame), projector)

    def _shows_big(self, frames: range) -> bool:
        """Whether big footage is seen in these frames."""
        for number, shot in enumerate(self.storyboard.shots):
            begin = self.storyboard.start(number)
            seen = begin < frames.stop and begin + self.storyboard.seen_frames(number) > frames.start
            if seen and shot.take is not None and shot.take.footage in self._big_footage:
                return True
        return False

    def _frame(self, number: int, frame: int, projector: Projector) -> Pixels:
        if frame < transition_frames(self.storyboard, number):
            projector.keep_only({number - 1, number})
            picture = self._between(number, frame, projector)
        else:
            projector.keep_only({number})
            shot = self._shot(number)
            picture = shot.picture(frame, self._filmed(number, projector))
            for one in _added(self.storyboard.shots[number]):
                shot.add(picture, one, _LONG_AGO if one in self._staying[number] else frame)
        self._subtitles.draw(picture, self.storyboard.start(number) + frame)
        return picture

    def _between(self, number: int, frame: int, projector: Projector) -> Pixels:
        """Return a frame in which a shot comes in over the one before."""
        shots, transition = self.storyboard.shots, self.storyboard.shots[number].transition
        step = 1 / (transition.frames + 1)
        moment = Moment((frame + 1) * step, step, to_yuv(shots[number - 1].ground))
        before, staying = self._leaving(number, frame, projector), self._staying[number]
        picture = self._with_panels(number, frame, projector, set(staying), 1.0)
        picture = mixed(transition.kind, before, picture, moment)
        self._add_between(picture, number, frame, moment.part)
        return picture

    def _leaving(self, number: int, frame: int, projector: Projector) -> Pixels:
        """Return the picture of the shot before ``number`` in a frame of the transition."""
        if (number, frame) in projector.ahead:
            return projector.ahead.pop((number, frame))
        shots = self.storyboard.shots[number - 1 : number + 1]
        takes = [shot.take for shot in shots if shot.take is not None and shot.take.footage in self._big_footage]
        if len(takes) == 2:  # to the end of the transition at once: then its decoder goes before the next one comes
            for later in range(frame, shots[1].transition.frames):
                projector.ahead[number, later] = self._left(number, later, projector)
            projector.keep_only({number})
            return projector.ahead.pop((number, frame))
        return self._left(number, frame, projector)

    def _left(self, number: int, frame: int, projector: Projector) -> Pixels:
        shots, transition = self.storyboard.shots, self.storyboard.shots[number].transition
        near = closer(transition.kind, (frame + 1) / (transition.frames + 1))
        staying = set(self._staying[number].values())
        return self._with_panels(number - 1, shots[number - 1].frames + frame, projector, staying, near)

    def _with_panels(self, number: int, frame: int, projector: Projector, staying: set[Added], near: float) -> Pixels:
        """Return the picture of a shot with those of its panels that come and go with it."""
        shot, panels = self._shot(number), [one for one in self.storyboard.shots[number].panels if one not in staying]
        settled = set(self._staying[number])
        picture = shot.picture(frame, self._filmed(number, projector), 1.0 if panels else near)
        for one in panels:
            shot.add(picture, one, _LONG_AGO if one in settled else frame)
        return enlarged(picture, near) if panels and near != 1.0 else picture

    def _add_between(self, picture: Pixels, number: int, frame: int, part: float) -> None:
        """Letter a transition. Former text is gone before the next comes: one through the other cannot be read."""
        former, shot, staying = self._shot(number - 1), self._shot(number), self._staying[number]
        before, now = self.storyboard.shots[number - 1], self.storyboard.shots[number]
        gone, comes = text_shares(now.transition.kind, part)
        for one in before.letterings:
            if one not in staying.values():
                former.add(picture, one, before.frames + frame, gone)
        for added in _added(now):
            if added not in staying:
                if isinstance(added, Lettering):
                    shot.add(picture, added, frame, comes)
            elif former.plated(staying[added]) == shot.plated(added):
                shot.add(picture, added, _LONG_AGO)
            else:  # only the plate comes or goes
                former.add(picture, staying[added], _LONG_AGO, 2 - 2 * part)
                shot.add(picture, added, _LONG_AGO, 2 * part)

    def _filmed(self, number: int, projector: Projector) -> Filmed:
        """Return what gives a shot the frames of its footage."""
        take = self.storyboard.shots[number].take
        return no_footage if take is None else partial(_projected, projector, number, take)

    def _shot(self, number: int) -> PreparedShot:
        """Return a shot ready to be drawn; the last few are kept."""
        with self._lock:
            prepared = self._prepared.pop(number, None)
            if prepared is None:
                shot, seen = self.storyboard.shots[number], self.storyboard.seen_frames(number)
                prepared = PreparedShot(shot, seen, self._open, self.size)
            self._prepared[number] = prepared
            while len(self._prepared) > self._kept:
                del self._prepared[next(iter(self._prepared))]
        return prepared


def _decided(storyboard: Storyboard, number: int) -> tuple[Shot, int, list[int]]:
    """Return all that decides how a shot looks, also while it goes: what it shows, how long, and what was there before.

    Only the places of what stays are told: it looks as the shot itself has it.
    """
    shot = storyboard.shots[number]
    staying = [_added(shot).index(one) for one in _staying(storyboard, number)]
    return _unheard(shot), storyboard.seen_frames(number), staying


def _unheard(shot: Shot) -> Shot:
    """Return a shot without what is only heard of it: whether its footage is silent changes no picture."""
    if shot.take is None:
        return shot
    return msgspec.structs.replace(shot, take=msgspec.structs.replace(shot.take, sound=True))


def _projected(projector: Projector, number: int, take: Take, size: tuple[int, int], frame: int) -> Pixels:
    return projector.frame(number, take.footage, size, take.start + frame)


def _added(shot: Shot) -> tuple[Added, ...]:
    """Return what is put on the picture of a shot, from the undermost."""
    return (*shot.panels, *shot.letterings)


def _staying(storyboard: Storyboard, number: int) -> dict[Added, Added]:
    """Return what is on a shot and on the one before alike, with what it is there: it need not come in again."""
    if not number:
        return {}
    before, now = (_added(storyboard.shots[at]) for at in (number - 1, number))
    there = {_settled(one): one for one in before}
    return {one: there[_settled(one)] for one in now if _settled(one) in there}


def _settled(one: Added) -> Added:
    """Return a lettering or a panel without the way it comes in."""
    if isinstance(one, Panel):
        return msgspec.structs.replace(one, enters=0, entry="none")
    return msgspec.structs.replace(one, enters=0, entry="none", stagger=0)
