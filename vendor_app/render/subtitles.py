"""What is spoken, written at the foot of the safe box over whatever shot is seen."""

import functools
import threading
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import msgspec

from vendor_app.render import lettering
from vendor_app.render.colour import Pixels
from vendor_app.render.layout import Area, Font
from vendor_app.render.overlay import Overlay, blend, overlay
from vendor_app.render.wrapping import Piece, pieces, wrap
from vendor_app.storyboard.model import CANVAS, SAFE, Box, Lettering, Plate, Shot, Storyboard, Subtitle, SubtitleStyle

_LINES: Final = 2
_PADDING: Final = 28
_TALLEST: Final = 260
"""Pixels of canvas: the room that two lines of the largest size need."""
_STEP: Final = 12
_FOOT = SAFE.y + SAFE.height
_UPPER_HALF: Final = 900
"""Pixels of canvas: a subtitle goes up no farther than this before it goes below the safe box."""
_LOWEST: Final = 1420
_APART: Final = 18
"""Pixels of canvas between a subtitle and other lettering."""
_KEPT: Final = 6
"""Drawn subtitles kept: those of the segments drawn at once, and the ones around."""

_SURELY_FITS: Final = 12
"""Letters of a word that has room in any line."""
_WITHIN_PHRASE: Final = 0.4
"""What it costs to part a phrase: as much as two parts of 1 to 2.6."""


class Placed(NamedTuple):
    """A subtitle at its place."""

    lettering: Lettering
    start: int
    """Frame of the clip."""
    end: int
    """The frame after its last."""


@functools.lru_cache(maxsize=4)
def placed(storyboard: Storyboard) -> tuple[Placed, ...]:
    """Return all subtitles, what is too long for two lines in parts one after the other, clear of other lettering."""
    if not storyboard.subtitles:
        return ()
    lettering.ensure_text_engine()
    return tuple(
        Placed(_clear(_written(part.text, storyboard.subtitle_style), part, storyboard), part.start, _end(part))
        for subtitle in storyboard.subtitles
        if subtitle.text.strip()
        for part in _parts(subtitle, storyboard.subtitle_style)
    )


class Subtitles:
    """Draws the subtitles of one storyboard, in several threads at once."""

    def __init__(self, storyboard: Storyboard, size: tuple[int, int]) -> None:
        self._placed, self._scale = placed(storyboard), size[0] / CANVAS.width
        self._drawn: dict[Lettering, tuple[Overlay, ...]] = {}
        self._lock = threading.Lock()

    def draw(self, picture: Pixels, frame: int) -> None:
        """Draw on a picture what is spoken in this frame of the clip."""
        for one in self._placed:
            if one.start <= frame < one.end:
                for over in self._overlays(one.lettering):
                    blend(picture, over)

    def _overlays(self, one: Lettering) -> tuple[Overlay, ...]:
        with self._lock:
            if one not in self._drawn:
                self._drawn[one] = tuple(overlay(drawn) for drawn in lettering.draw(one, self._scale))
            while len(self._drawn) > _KEPT:
                del self._drawn[next(iter(self._drawn))]
            return self._drawn[one]


def _written(text: str, style: SubtitleStyle) -> Lettering:
    """Return a subtitle at the foot of the safe box."""
    plate = Plate(colour=style.plate_colour, opacity=style.opacity, radius=style.radius, padding=_PADDING, shadow=False)
    return Lettering(
        role="note",
        lines=(msgspec.structs.replace(style.line, text=text, max_lines=_LINES),),
        box=Box(SAFE.x, _FOOT - _TALLEST, SAFE.width, _TALLEST),
        align="centre",
        anchor="bottom",
        plate=plate,
        entry="none",
    )


def _end(subtitle: Subtitle) -> int:
    return subtitle.start + subtitle.frames


def _parts(subtitle: Subtitle, style: SubtitleStyle) -> Iterator[Subtitle]:
    """Part what does not fit into two lines; each part is shown as long as its share of the text."""
    texts = _texts(" ".join(subtitle.text.split()), style)
    total = sum(len(text) for text in texts)
    ends, shown = [0], 0
    for text in texts:
        shown += len(text)
        ends.append(round(subtitle.frames * shown / total))
    for text, (begin, end) in zip(texts, pairwise(ends), strict=True):
        if end > begin:
            yield Subtitle(text=text, start=subtitle.start + begin, frames=end - begin)


def _texts(text: str, style: SubtitleStyle) -> list[str]:
    """Return the text in as few parts as fit, of about the same length; in one more when spaces part it then."""
    words = pieces(text)
    if not all(_fits(word.text, style) for word in words if len(word.text) > _SURELY_FITS):
        return [text]  # one word wider than a line: it ends in "…"
    found: list[str] = []
    for count in range(1, len(words) + 1):
        ends = _ends(words, count)
        parts = ["".join(word.text + word.space for word in words[begin:end]).rstrip() for begin, end in pairwise(ends)]
        if all(_fits(part, style) for part in parts):
            at_spaces = all(words[end - 1].space for end in ends[1:-1])
            if found or at_spaces:
                return parts if at_spaces else found
            found = parts
        elif found:
            break
    return found or [text]


def _ends(words: Sequence[Piece], count: int) -> tuple[int, ...]:
    """Return where ``count`` parts end, from 0 on: even ones, at spaces that the vendor typed where there are any."""
    reached = [0, *accumulate(len(word.text + word.space) for word in words)]
    share = reached[-1] / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _part in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for begin, (before, ends) in best.items():
            for end in range(begin + 1, len(words) + 1):
                cost = before + ((reached[end] - reached[begin]) / share - 1) ** 2
                cost += 0.0 if end == len(words) or words[end - 1].space else _WITHIN_PHRASE
                if end not in longer or cost < longer[end][0]:
                    longer[end] = (cost, (*ends, end))
        best = longer
    return best[len(words)][1]


def _fits(text: str, style: SubtitleStyle) -> bool:
    line, width = style.line, SAFE.width - 2 * _PADDING
    font = Font(line.family, line.weight, min(line.floor, line.size))
    return wrap(text, width, 0, _LINES, lambda part: lettering.measure(part, font)) is not None


def _clear(one: Lettering, said: Subtitle, storyboard: Storyboard) -> Lettering:
    """Move a subtitle to the lowest place where it covers no other lettering while it is seen, and no panel either."""
    own = lettering.extent(one)
    if own is None:
        return one
    shots = list(_seen(said, storyboard))
    texts = [area for shot in shots for other in shot.letterings if (area := lettering.extent(other)) is not None]
    panels = [_area(panel.box) for shot in shots for panel in shot.panels]
    height = own.bottom - own.top
    upper = range(0, round(_FOOT - _UPPER_HALF - height), _STEP)
    lower = range(-_STEP, _FOOT - _LOWEST - 1, -_STEP)
    higher = range(upper.stop, round(_FOOT - SAFE.y - height), _STEP)

    def covered(up: int) -> tuple[float, float]:
        hidden = height if up in higher else sum(_overlap(own, up, area) for area in panels)
        return sum(_overlap(own, up, area) for area in texts), hidden

    best = min([*upper, *lower, *higher], key=covered)
    return msgspec.structs.replace(one, box=msgspec.structs.replace(one.box, y=one.box.y - best))


def _seen(said: Subtitle, storyboard: Storyboard) -> Iterator[Shot]:
    """Yield the shots that are seen meanwhile."""
    for number, shot in enumerate(storyboard.shots):
        begin = storyboard.start(number)
        if begin < _end(said) and begin + storyboard.seen_frames(number) > said.start:
            yield shot


def _area(box: Box) -> Area:
    return Area(box.x, box.y, box.x + box.width, box.y + box.height)


def _overlap(own: Area, up: float, other: Area) -> float:
    """Return the height by which a subtitle that far up covers an area, or comes too near to it."""
    if own.right <= other.left or own.left >= other.right:
        return 0.0
    return max(min(own.bottom - up, other.bottom + _APART) - max(own.top - up, other.top - _APART), 0.0)
