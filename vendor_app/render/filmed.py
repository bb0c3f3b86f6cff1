"""Footage on a shot: read frame after frame, and put where a photo would be."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, TypeAlias

import cv2
import numpy as np

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.memory import give_back
from vendor_app.render import motion
from vendor_app.render.backdrops import before_blur, ground, inset
from vendor_app.render.colour import Pixels, Planes, empty_frame, planes_of, to_planes
from vendor_app.storyboard.model import CANVAS, Shot
from vendor_app.video.footage import FootageId

OpenFootage: TypeAlias = Callable[[FootageId, tuple[int, int], int], Iterator[Pixels]]
"""``open_footage(footage, (width, height), start)`` yields its frames from number ``start`` on, 30 a second: I420,
BT.709 limited range, in the footage's own shape and no larger than covers width x height."""

_WORTH_READING: Final = 45
"""Frames ahead up to which reading on is quicker than opening the footage anew."""
_LOOKED_BACK: Final = (15, 90, 600)
"""Frames before a place beyond the end from which its last frame is looked for."""
_STANDS: Final = 0.004
"""A picture that is nearly the size it is shown at, and does not move, is copied instead of resampled."""
_SOFTNESS: Final = 12
_LEVELS: Final = (16, 128, 128)
_ALL: Final = 254


class _Reel:
    """One piece of footage, open at a place."""

    def __init__(self, frames: Iterator[Pixels], start: int) -> None:
        self._frames, self._next = frames, start
        self.shown: Pixels | None = None
        self.ended = False

    @property
    def place(self) -> int:
        """Number of the frame shown."""
        return self._next - 1

    def advance(self, wanted: int) -> None:
        """Read until frame ``wanted`` is shown, or the last one."""
        while self._next <= wanted and not self.ended:
            frame = next(self._frames, None)
            if frame is None:
                self.ended = True
            else:
                self.shown, self._next = frame, self._next + 1

    def close(self) -> None:
        """Let go of the file."""
        close = getattr(self._frames, "close", None)
        if close is not None:
            close()
        self._frames, self.shown = iter(()), None


class Projector:
    """Reads the footage for one row of frames, each piece in one go. Not for several threads at once."""

    def __init__(self, open_footage: OpenFootage | None) -> None:
        self._open_footage = open_footage
        self._reels: dict[int, _Reel] = {}
        self.ahead: dict[tuple[int, int], Pixels] = {}
        """Pictures of a shot that were drawn before their time, by the next shot's number and frame."""
        self._lasts: dict[FootageId, int] = {}

    def frame(self, number: int, footage: FootageId, size: tuple[int, int], wanted: int) -> Pixels:
        """Return a frame of the footage that shot ``number`` shows; beyond its end, its last one.

        Raises VendorError for footage that is gone or cannot be read.
        """
        wanted = min(wanted, self._lasts.get(footage, wanted))
        reel = self._reels.get(number)
        if reel is None or not self._reaches(reel, wanted):
            reel = self._opened(number, footage, size, wanted)
        reel.advance(wanted)
        for back in (*_LOOKED_BACK, wanted):
            if reel.shown is not None:
                break
            reel = self._opened(number, footage, size, max(wanted - back, 0))
            reel.advance(wanted)
        if reel.shown is None:
            raise VendorError(_("A video of this clip shows nothing."), _("Choose another one for this shot."))
        if reel.ended:
            self._lasts[footage] = reel.place
        return reel.shown

    def keep_only(self, numbers: AbstractSet[int]) -> None:
        """Close the footage of all other shots."""
        over = self._reels.keys() - numbers
        for old in over:
            self._reels.pop(old).close()
        if over:
            give_back()

    def close(self) -> None:
        """Let go of all files."""
        self.keep_only(set())

    @staticmethod
    def _reaches(reel: _Reel, wanted: int) -> bool:
        if reel.ended:
            return reel.shown is not None and wanted >= reel.place
        return (reel.shown is not None and reel.place == wanted) or 0 < wanted - reel.place <= _WORTH_READING

    def _opened(self, number: int, footage: FootageId, size: tuple[int, int], start: int) -> _Reel:
        if self._open_footage is None:
            raise ValueError("this stage was given nothing to open footage with")
        former = self._reels.pop(number, None)
        if former is not None:
            former.close()
        reel = self._reels[number] = _Reel(self._open_footage(footage, size, start), start)
        return reel


class Screen:
    """Where the footage of a shot is shown: fills the canvas, stands before its blur, or in a window on the ground."""

    def __init__(self, shot: Shot, canvas: tuple[int, int]) -> None:
        self._shot, self._canvas = shot, canvas
        closest = max(shot.motion.start.zoom, shot.motion.end.zoom)
        self._size = (_even(canvas[0] * closest), _even(canvas[1] * closest))
        self._scale = self._size[0] / CANVAS.width
        self._stands = shot.motion.start == shot.motion.end
        self._windows: dict[tuple[int, int], _Window] = {}
        """By the size of the footage's frames, which is one for each piece."""

    @property
    def wanted(self) -> tuple[int, int]:
        """The size that the footage is to cover."""
        if self._shot.fill == "cover":
            return self._size
        if self._shot.fill == "blur":
            return self._size[0], 2
        window = self._shot.window or CANVAS
        return _even(window.width * self._scale), _even(window.height * self._scale)

    def draw(self, filmed: Pixels, part: float, closer: float = 1.0) -> Pixels:
        """Return the I420 frame that shows a frame of the footage when ``part`` of the shot's move is done."""
        picture = filmed if self._shot.fill == "cover" else self._composed(filmed)
        height, width = picture.shape[0] * 2 // 3, picture.shape[1]
        moves = self._shot.motion
        start, end = (motion.view_of(one, (width, height), self._canvas) for one in (moves.start, moves.end))
        view = motion.nearer(motion.between(start, end, part), closer, self._canvas)
        if self._stands and abs(view.width / self._canvas[0] - 1) < _STANDS:
            return _cut_out(picture, view, self._canvas)
        return _resampled(picture, view, self._canvas)

    def _composed(self, filmed: Pixels) -> Pixels:
        """Put a frame of the footage where a photo would be on a picture of the canvas's shape."""
        shape = (filmed.shape[1], filmed.shape[0] * 2 // 3)
        blurred = self._shot.fill == "blur"
        window = self._windows.get(shape)
        if window is None:
            window = self._windows[shape] = self._behind_blur(shape) if blurred else self._in_window(shape)
        picture = _backdrop(filmed, window) if blurred else window.ground.copy()
        for plane, source, mask, half in zip(
            planes_of(picture), planes_of(filmed), window.masks, (1, 2, 2), strict=True
        ):
            left, top, width, height = (side // half for side in window.place)
            part = plane[top : top + height, left : left + width]
            shown = _covering(source, width, height)
            if mask is None:
                part[...] = shown
            else:
                part[...] = cv2.add(
                    cv2.multiply(shown, mask, scale=1 / 255),
                    cv2.multiply(np.ascontiguousarray(part), cv2.bitwise_not(mask), scale=1 / 255),
                )
        return picture

    def _behind_blur(self, shape: tuple[int, int]) -> "_Window":
        """Ask the backdrop what it makes of a white photo: how bright each of its pixels is, and where it stands."""
        white = before_blur(np.full((shape[1], shape[0], 3), 255, np.uint8), self._size)
        light = np.ascontiguousarray(white[..., 1])
        return _Window(_i420(to_planes(white)), light, _place_of(light), (None, None, None))

    def _in_window(self, shape: tuple[int, int]) -> "_Window":
        """Ask the backdrop what it makes of a black and of a white photo: where they differ, the photo is seen."""
        shot, window = self._shot, self._shot.window or CANVAS
        black, white = (
            inset(
                ground(shot.ground, shot.pattern, self._size),
                np.full((shape[1], shape[0], 3), level, np.uint8),
                window,
                self._scale,
            )
            for level in (0, 255)
        )
        seen = np.asarray(cv2.subtract(white[..., 1], black[..., 1]), np.uint8)
        left, top, width, height = place = _place_of(seen, least=1)
        mask = np.ascontiguousarray(seen[top : top + height, left : left + width])
        half = np.asarray(cv2.resize(mask, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)
        return _Window(_i420(to_planes(black)), mask, place, (mask, half, half))


class _Window(NamedTuple):
    """Where on a picture of the canvas's shape the footage is."""

    ground: Pixels
    light: Pixels
    place: tuple[int, int, int, int]
    """Left, top, width, height, all even."""
    masks: tuple[Pixels | None, Pixels | None, Pixels | None]


def _place_of(seen: Pixels, least: int = _ALL) -> tuple[int, int, int, int]:
    rows, columns = (np.flatnonzero(seen.max(axis=axis) >= least) for axis in (1, 0))
    left, top = int(columns[0]) // 2 * 2, int(rows[0]) // 2 * 2
    return left, top, (int(columns[-1]) - left + 2) // 2 * 2, (int(rows[-1]) - top + 2) // 2 * 2


def _backdrop(filmed: Pixels, window: _Window) -> Pixels:
    """Return a blurred copy of the footage over all the picture, as bright as the backdrop has it."""
    height, width = window.light.shape
    picture = empty_frame(width, height)
    light = (window.light, *[np.ascontiguousarray(window.light[::2, ::2])] * 2)
    for plane, source, bright, level in zip(planes_of(picture), planes_of(filmed), light, _LEVELS, strict=True):
        small = _covering(source, plane.shape[1] // _SOFTNESS, plane.shape[0] // _SOFTNESS)
        soft = cv2.GaussianBlur(small, (0, 0), plane.shape[1] / 400)
        large = cv2.resize(soft, plane.shape[::-1], interpolation=cv2.INTER_LINEAR)
        dark = cv2.convertScaleAbs(cv2.bitwise_not(bright), alpha=level / 255)
        plane[...] = cv2.add(cv2.multiply(large, bright, scale=1 / 255), dark)
    return picture


def _covering(plane: Pixels, width: int, height: int) -> Pixels:
    """Return the middle of a plane, scaled to cover width x height exactly."""
    scale = max(width / plane.shape[1], height / plane.shape[0])
    across, down = (
        min(max(round(side / scale), 1), most) for side, most in ((width, plane.shape[1]), (height, plane.shape[0]))
    )
    left, top = (plane.shape[1] - across) // 2, (plane.shape[0] - down) // 2
    part = plane[top : top + down, left : left + across]
    if part.shape == (height, width):
        return part
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (width, height), interpolation=method), np.uint8)


def _cut_out(picture: Pixels, view: motion.View, canvas: tuple[int, int]) -> Pixels:
    """Return the part of a picture that has the canvas's size already."""
    frame = empty_frame(*canvas)
    height, width = picture.shape[0] * 2 // 3, picture.shape[1]
    left = min(max(round(view.left / 2) * 2, 0), max(width - canvas[0], 0))
    top = min(max(round(view.top / 2) * 2, 0), max(height - canvas[1], 0))
    if width < canvas[0] or height < canvas[1]:
        return _resampled(picture, view, canvas)
    for plane, source, half in zip(planes_of(frame), planes_of(picture), (1, 2, 2), strict=True):
        at, down = left // half, top // half
        plane[...] = source[down : down + plane.shape[0], at : at + plane.shape[1]]
    return frame


def _resampled(picture: Pixels, view: motion.View, canvas: tuple[int, int]) -> Pixels:
    """Return the view of a picture whose chroma stands at the left of each pair of pixels, as the frame's does."""
    frame = empty_frame(*canvas)
    step = view.width / canvas[0]
    left, top = view.left + (step - 1) / 2, view.top + (step - 1) / 2
    places = [(left, top), *[(left / 2, top / 2 + (step - 1) / 4)] * 2]
    for plane, source, (across, down) in zip(planes_of(frame), planes_of(picture), places, strict=True):
        cv2.warpAffine(
            source,
            np.array([[step, 0, across], [0, step, down]]),
            (plane.shape[1], plane.shape[0]),
            dst=plane,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
    return frame


def _i420(planes: Planes) -> Pixels:
    frame = empty_frame(planes.y.shape[1], planes.y.shape[0])
    for plane, source in zip(planes_of(frame), planes, strict=True):
        plane[...] = source
    return frame


def _even(length: float) -> int:
    return max(round(length / 2) * 2, 2)
