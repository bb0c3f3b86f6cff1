"""One shot, ready to be drawn at any of its frames."""

import functools
import threading
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

import msgspec

from vendor_app.render import lettering, motion
from vendor_app.render.colour import Pixels, planes_of
from vendor_app.render.contrast import readable
from vendor_app.render.filmed import Screen
from vendor_app.render.overlay import Overlay, blend, overlay
from vendor_app.render.panels import draw_panel
from vendor_app.render.sources import Openers, Source, prepare
from vendor_app.storyboard.model import CANVAS, Lettering, Panel, Shot

ENTRY: Final = 14
"""Frames in which lettering comes in."""
RISE: Final = 44
"""Pixels of canvas it comes up by."""


Filmed: TypeAlias = Callable[[tuple[int, int], int], Pixels]
"""Returns the footage in a frame of the shot, I420, large enough for (width, height) if the original is."""
Added: TypeAlias = Lettering | Panel
"""What is put on the picture of a shot."""


class _Part(NamedTuple):
    """A part of what is put on the picture, and the frame in which it begins to come in."""

    over: Overlay
    enters: int
    rises: bool


def no_footage(_size: tuple[int, int], _frame: int) -> Pixels:
    """Stand for the footage of a shot that has none."""
    raise ValueError("this shot has no footage")


class PreparedShot:
    """Its picture and lettering are made when first wanted, once."""

    def __init__(self, shot: Shot, seen: int, sources: Openers, size: tuple[int, int]) -> None:
        """``seen``: how many frames its picture is on screen."""
        self._shot, self._seen, self._open, self._size = shot, seen, sources, size
        self._drawn: dict[Added, tuple[_Part, ...]] = {}
        self._needed: dict[Lettering, Lettering] = {}
        self._scale = size[0] / CANVAS.width
        self._lock = threading.RLock()  # lettering may ask for the picture behind it

    def picture(self, frame: int, filmed: Filmed, closer: float = 1.0) -> Pixels:
        """Return the frame as I420, with nothing on it yet; ``closer``: enlarged about its middle.

        ``filmed`` gives a frame of the shot's footage, and is asked when there is some.
        """
        part = motion.ease(min(frame / max(self._seen - 1, 1), 1.0), self._shot.ease)
        if self._shot.take is not None:
            with self._lock:
                screen = self._screen
            return screen.draw(filmed(screen.wanted, frame), part, closer)
        with self._lock:
            source = self._source
        view = motion.between(source.start, source.end, part)
        return motion.draw(source.planes, motion.nearer(view, closer, self._size), self._size)

    def add(self, picture: Pixels, one: Added, frame: int, share: float = 1.0) -> None:
        """Draw one of the shot's panels or letterings on a picture as it is in a frame.

        ``share``: how much of it is there.
        """
        if share <= 0.0:
            return
        for part in self._parts(one):
            there = 1.0 if one.entry == "none" else min(max((frame - part.enters + 1) / ENTRY, 0.0), 1.0)
            eased = 1 - (1 - there) ** 3
            if eased > 0.0:
                lower = (1 - eased) * RISE * self._scale if part.rises else 0.0
                blend(picture, part.over, eased * min(share, 1.0), lower)

    def plated(self, one: Added) -> bool:
        """Whether there is a plate behind one of the shot's letterings here."""
        if isinstance(one, Panel):
            return False
        with self._lock:
            return self._with_needed_plate(one).plate is not None

    @functools.cached_property
    def _source(self) -> Source:
        return prepare(self._shot, self._open.photo, self._size)

    @functools.cached_property
    def _screen(self) -> Screen:
        return Screen(self._shot, self._size)

    def _parts(self, one: Added) -> tuple[_Part, ...]:
        with self._lock:
            if one not in self._drawn:
                self._drawn[one] = tuple(self._panel(one) if isinstance(one, Panel) else self._lettering(one))
            return self._drawn[one]

    def _panel(self, one: Panel) -> Iterator[_Part]:
        drawn = draw_panel(one, self._open, self._size, self._scale)
        if drawn.rgba.size:
            yield _Part(overlay(drawn), one.enters, one.entry == "rise")

    def _lettering(self, one: Lettering) -> Iterator[_Part]:
        for number, drawn in enumerate(lettering.draw(self._with_needed_plate(one), self._scale)):
            yield _Part(overlay(drawn), one.enters + number * one.stagger, one.entry == "rise")

    def _with_needed_plate(self, one: Lettering) -> Lettering:
        """Take the plate away where the text can be read without it from the first frame to the last."""
        if one.plate is None or one.plate.always or self._shot.take is not None:  # footage may turn bright at any time
            return one
        if one not in self._needed:
            clear = self._is_clear(one)
            self._needed[one] = msgspec.structs.replace(one, plate=None) if clear else one
        return self._needed[one]

    def _is_clear(self, one: Lettering) -> bool:
        left, top, right, bottom = (
            round(side * self._scale)
            for side in (one.box.x, one.box.y, one.box.x + one.box.width, one.box.y + one.box.height)
        )
        behind = [planes_of(self.picture(frame, no_footage)).y[top:bottom, left:right] for frame in (0, self._seen - 1)]
        return all(readable(line.colour, luma) for line in one.lines for luma in behind)
