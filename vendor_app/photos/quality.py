"""What is not good about a stored photo, and what mends it: measured once from a small copy and kept in the cache."""

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

import cv2
import msgspec
import numpy as np

from vendor_app.errors import VendorError
from vendor_app.files import write_whole
from vendor_app.language import _
from vendor_app.photos.geometry import developed_size
from vendor_app.photos.hints import BLURRED, BRIGHT, DARK, fill, is_crooked, is_small
from vendor_app.photos.measures import blur, brightness, grain, overexposed
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.reading import Pixels, Size, fit_within, read_photo
from vendor_app.photos.shot_list import Photographed, ShotList, shot_list
from vendor_app.photos.upright import Lean, find_lean

MarkName: TypeAlias = Literal["blurred", "dark", "bright", "small", "noisy", "crooked", "far", "duplicate"]

_MEASURING: Final = 1
"""Counted up when the same photo is measured otherwise: what the cache knows is measured anew."""
_SIDE: Final = 1080
"""Pixels on the long side of the copy: about what a clip or a listing shows of a photo."""
_NOISY: Final = 3.2
"""``grain`` from which on it is seen on a phone."""
_FEWEST: Final = 600
"""Pixels on the short side that every platform takes."""
_TINY: Final = 24
_ALIKE: Final = 4.0
"""Levels that two pictures, made tiny and equally bright, may differ by on average and still be the same one."""


class Measures(msgspec.Struct, frozen=True):
    """What was measured in a picture."""

    brightness: float
    overexposed: float
    blur: float
    grain: float
    fill: float
    lean: Lean
    tiny: bytes
    """The light of the picture made tiny, to tell pictures that look alike."""


class Mark(NamedTuple):
    """One thing that is not good about a photo."""

    name: MarkName
    twin: PhotoId = ""
    """Of a duplicate: the photo it looks like."""

    @property
    def says(self) -> str:
        """What is wrong and what to do, in one sentence."""
        return _SAYS[self.name]()

    @property
    def short(self) -> str:
        """What is wrong in a word or two, after the photo's name: "มืดไปนิด"."""
        return _SHORT[self.name]()

    @property
    def fix(self) -> str:
        """What the button says that mends it in the studio; "" when only another photo helps."""
        return _FIX[self.name]() if self.name in _FIX else ""


_SHORT: Final[dict[MarkName, Callable[[], str]]] = {
    "blurred": lambda: _("is blurred"),
    "dark": lambda: _("is a bit dark"),
    "bright": lambda: _("is too bright"),
    "small": lambda: _("has few pixels"),
    "noisy": lambda: _("is grainy"),
    "crooked": lambda: _("is crooked"),
    "far": lambda: _("shows the product small"),
    "duplicate": lambda: _("looks like another photo"),
}
_SAYS: Final[dict[MarkName, Callable[[], str]]] = {
    "blurred": lambda: _("Blurred. Take it again: hold still, touch the screen to focus."),
    "dark": lambda: _("A bit dark. Let the program set the light, or take it again by a window."),
    "bright": lambda: _("Too bright: the colour of the cloth gets lost. Take it again with less light."),
    "small": lambda: _("Few pixels. Shops want at least 600 × 600: send the original, not the one from chat."),
    "noisy": lambda: _("Grainy. Take it again with more light."),
    "crooked": lambda: _("Crooked. Let the program straighten it."),
    "far": lambda: _("The product is small in it. Cut the picture to the product."),
    "duplicate": lambda: _("Looks just like another photo of this product. One of them is enough."),
}
_FIX: Final[dict[MarkName, Callable[[], str]]] = {
    "dark": lambda: _("Set the light for me"),
    "crooked": lambda: _("Straighten it"),
    "far": lambda: _("Cut to the product"),
}


def measure(pixels: Pixels) -> Measures:
    """Measure a copy of a picture, RGB (H, W, 3), of about 1080 pixels or as many as it has."""
    tiny = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (_TINY, _TINY), interpolation=cv2.INTER_AREA)
    return Measures(
        brightness=round(brightness(pixels), 1),
        overexposed=round(overexposed(pixels), 3),
        blur=round(blur(pixels), 2),
        grain=round(grain(pixels), 2),
        fill=round(fill(pixels), 3),
        lean=find_lean(pixels),
        tiny=np.asarray(tiny, np.uint8).tobytes(),
    )


def marks(photo: Photo, measured: Measures, judged: Sequence[str] = ()) -> tuple[Mark, ...]:
    """Return what is not good about a photo, what matters most first, but not what it looks like.

    ``judged``: what its shot asks of how the product lies, as ``Shot.judged``.
    """
    wrong: dict[MarkName, bool] = {
        "blurred": measured.blur >= BLURRED,
        "dark": measured.brightness < DARK and measured.overexposed < BRIGHT,
        "bright": measured.overexposed >= BRIGHT,
        "small": min(developed_size(photo.width, photo.height, photo.recipe)) < _FEWEST,
        "noisy": measured.grain >= _NOISY,
        "crooked": "lean" in judged and is_crooked(measured.lean),
        "far": "size" in judged and is_small(measured.fill),
    }
    return tuple(Mark(name) for name, is_wrong in wrong.items() if is_wrong)


def product_marks(product: Photographed, measured: Mapping[str, Measures]) -> dict[PhotoId, tuple[Mark, ...]]:
    """Return the marks of a product's photos that were measured, as ``Qualities`` names them by ``Photo.look``."""
    kind, known = shot_list(product), [photo for photo in product.photos if photo.look in measured]
    found: dict[PhotoId, tuple[Mark, ...]] = {}
    for place, photo in enumerate(known):
        own = marks(photo, measured[photo.look], _judged(kind, photo, is_cover=photo == product.photos[0]))
        twins = (one for one in known[:place] if _may_be_twins(one, photo) and _alike(measured, one, photo))
        twin = next(twins, None)
        found[photo.id] = own if twin is None else (*own, Mark("duplicate", twin.id))
    return found


def _judged(kind: ShotList, photo: Photo, *, is_cover: bool) -> tuple[str, ...]:
    """Return what is asked of a photo; of one that is no shot of the list only when it is what buyers see first."""
    shot = kind.shot(photo.shot) or (kind.shots[0] if is_cover else None)
    return shot.judged if shot else ()


def _may_be_twins(one: Photo, other: Photo) -> bool:
    """Return whether a vendor can have meant one picture: front and back of a plain shirt look alike and are two."""
    return not (one.shot and other.shot and one.shot != other.shot)


def _alike(measured: Mapping[str, Measures], one: Photo, other: Photo) -> bool:
    first, second = (np.frombuffer(measured[photo.look].tiny, np.uint8).astype(np.float32) for photo in (one, other))
    return bool(np.abs((first - first.mean()) - (second - second.mean())).mean() <= _ALIKE)


class Qualities:
    """What was measured in each photo as it is to be seen, kept in a folder of the cache. Any thread may use it."""

    def __init__(self, folder: Path, picture: Callable[[Photo, Size], Path]) -> None:
        self._folder = folder / f"measures-{_MEASURING}"
        self._picture = picture
        self._known: dict[str, Measures] = {}
        self._lock = threading.Lock()

    def known(self, photo: Photo) -> Measures | None:
        """Return what was measured before; None when it never was, or the cache was emptied."""
        with self._lock:
            found = self._known.get(photo.look)
        if found is None:
            with contextlib.suppress(OSError, msgspec.MsgspecError):
                found = msgspec.json.decode(self._place(photo).read_bytes(), type=Measures)
                self._keep(photo, found)
        return found

    def measured(self, photo: Photo) -> Measures:
        """Return what is measured in a photo, now if need be. Raises VendorError when the original is lost."""
        found = self.known(photo)
        if found is None:
            size = fit_within(developed_size(photo.width, photo.height, photo.recipe), _SIDE)
            found = measure(_fitting(read_photo(self._picture(photo, size), size)))
            self._keep(photo, found)
            with contextlib.suppress(OSError, VendorError):  # a full disk: it is measured again the next time
                self._place(photo).parent.mkdir(parents=True, exist_ok=True)
                write_whole(self._place(photo), msgspec.json.encode(found))
        return found

    def _keep(self, photo: Photo, found: Measures) -> None:
        with self._lock:
            self._known[photo.look] = found

    def _place(self, photo: Photo) -> Path:
        return self._folder / photo.look[:2] / f"{photo.look}.json"


def _fitting(pixels: Pixels) -> Pixels:
    width, height = fit_within((pixels.shape[1], pixels.shape[0]), _SIDE)
    if (height, width) == pixels.shape[:2]:
        return pixels
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
