"""One shot, ready to be drawn at any of its frames."""

import functools
import threading
from collections.abc import Mapping
from typing import Final, NamedTuple

import msgspec

from vendor_app.render import lettering, motion
from vendor_app.render.colour import Pixels, planes_of
from vendor_app.render.contrast import readable
from vendor_app.render.overlay import Overlay, blend, overlay
from vendor_app.render.sources import OpenPhoto, Source, prepare
from vendor_app.storyboard.model import CANVAS, Lettering, Shot

ENTRY: Final = 14
"""Frames in which lettering comes in."""
RISE: Final = 44
"""Pixels of canvas it comes up by."""


class _Part(NamedTuple):
    """A part of a lettering, and the frame in which it begins to come in."""

    over: Overlay
    enters: int
    rises: bool


class PreparedShot:
    """Its picture and lettering are made when first wanted, once."""

    def __init__(self, shot: Shot, seen: int, open_photo: OpenPhoto, size: tuple[int, int]) -> None:
        """``seen``: how many frames its picture is on screen."""
        self._shot, self._seen, self._open_photo, self._size = shot, seen, open_photo, size
        self._scale = size[0] / CANVAS.width
        self._lock = threading.RLock()  # lettering may ask for the picture behind it

    def picture(self, frame: int, closer: float = 1.0) -> Pixels:
        """Return the frame as I420, without lettering; ``closer``: enlarged about its middle."""
        with self._lock:
            source = self._source
        part = motion.ease(min(frame / max(self._seen - 1, 1), 1.0), self._shot.ease)
        view = motion.between(source.start, source.end, part)
        return motion.draw(source.planes, _nearer(view, closer, self._size), self._size)

    def letter(self, picture: Pixels, one: Lettering, frame: int, share: float = 1.0) -> None:
        """Draw one of the shot's letterings on a picture as it is in a frame; ``share``: how much of it is there."""
        if share <= 0.0:
            return
        for part in self._parts(one):
            there = 1.0 if one.entry == "none" else min(max((frame - part.enters + 1) / ENTRY, 0.0), 1.0)
            eased = 1 - (1 - there) ** 3
            if eased > 0.0:
                lower = (1 - eased) * RISE * self._scale if part.rises else 0.0
                blend(picture, part.over, eased * min(share, 1.0), lower)

    def plated(self, one: Lettering) -> bool:
        """Whether one of the shot's letterings has a plate behind it here."""
        with self._lock:
            return self._with_needed_plate(one).plate is not None

    @functools.cached_property
    def _source(self) -> Source:
        return prepare(self._shot, self._open_photo, self._size)

    def _parts(self, one: Lettering) -> tuple[_Part, ...]:
        with self._lock:
            return self._drawn[one]

    @functools.cached_property
    def _drawn(self) -> Mapping[Lettering, tuple[_Part, ...]]:
        return {
            one: tuple(
                _Part(overlay(drawn), one.enters + number * one.stagger, one.entry == "rise")
                for number, drawn in enumerate(lettering.draw(self._with_needed_plate(one), self._scale))
            )
            for one in self._shot.letterings
        }

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


def _nearer(view: motion.View, closer: float, canvas: tuple[int, int]) -> motion.View:
    if closer == 1.0:
        return view
    width = view.width / closer
    spared = (view.width - width) / 2
    return motion.View(view.left + spared, view.top + spared * canvas[1] / canvas[0], width)
