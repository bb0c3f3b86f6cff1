"""What a shop remembers of where it takes its photos: the light, by a grey card or a white sheet, and the place."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Annotated, Final, NamedTuple, TypeAlias

import cv2
import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from vendor_app.errors import VendorError
from vendor_app.files import read, read_back, write_whole
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import Pixels
from vendor_app.shop_folder import require_there

STAND_FILE: Final = "stand.json"
_FORMAT: Final = 1
_LEAST_SIDE: Final = 12
"""Pixels of the box that is measured."""
_CUT_OFF: Final = 250
_MOST_CUT_OFF: Final = 0.02
_DARKEST: Final = 0.04
"""Of full light: below, a camera's grain is as large as its colour."""
_UNEVEN: Final = 0.12
"""By how much of its light a plain card differs from place to place, seen softly."""
_TINTED: Final = 0.4
"""Logarithm of green over what red and blue let expect: lamps are reddish or bluish, hardly ever green or pink."""
_MOST_TINT: Final = 3.2
"""Red over blue, or the other way round, that a lamp may have."""
_LEAST_EXPOSURE, _MOST_EXPOSURE = 0.5, 3.0
_KNEE: Final = 0.6
"""Of full light: brighter than this, light is compressed instead of cut off."""
_WEIGHTS: Final = np.array([0.2126, 0.7152, 0.0722])

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height in fractions of the frame."""
_Gain: TypeAlias = Annotated[float, Meta(ge=0.2, le=5)]


class Card(Enum):
    """What was measured: how much of the light it gives back, so how bright it has to come out, 0 to 1."""

    GREY = 0.18
    WHITE = 0.8


class Stand(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place and its light. As it is by default it changes nothing."""

    format: int = _FORMAT
    gains: tuple[_Gain, _Gain, _Gain] = (1.0, 1.0, 1.0)
    """What makes its grey grey: factors of linear R, G and B that leave the lightness as it is."""
    exposure: _Gain = 1.0
    """Factor of linear light that makes its card as bright as it is."""
    measured: str = ""
    """ISO 8601, UTC; "" while it was not."""
    empty: Photo | None = None
    """The place without a product, in the shop's store of photos."""

    @property
    def is_neutral(self) -> bool:
        """Whether its light changes nothing."""
        return self.gains == (1.0, 1.0, 1.0) and self.exposure == 1.0


class _Measured(NamedTuple):
    """A card in a frame, by its linear light."""

    levels: NDArray[np.uint8]
    light: NDArray[np.float64]
    """R, G, B, 0 to 1."""
    uneven: float


def measure_grey(frame: Pixels, box: Box, card: Card = Card.WHITE, *, measured: str = "") -> Stand:
    """Return the stand by what a card or sheet looks like in a ``box`` of an upright frame, RGB (H, W, 3).

    Raises VendorError saying what is wrong with it: too bright, too dark, no plain card, not grey, too small.
    """
    seen = _measured(frame, box)
    for is_wrong, problem in _PROBLEMS:
        if is_wrong(seen):
            raise problem()
    gains = seen.light.mean() / seen.light
    gains = gains * float(_WEIGHTS @ seen.light) / float(_WEIGHTS @ (seen.light * gains))
    exposure = card.value / float(_WEIGHTS @ seen.light)
    red, green, blue = (round(float(gain), 4) for gain in gains)
    exposure = min(max(exposure, _LEAST_EXPOSURE), _MOST_EXPOSURE)
    return Stand(gains=(red, green, blue), exposure=round(exposure, 4), measured=measured)


def _measured(frame: Pixels, box: Box) -> _Measured:
    height, width = frame.shape[:2]
    left, top = max(round(box[0] * width), 0), max(round(box[1] * height), 0)
    part = frame[top : max(round((box[1] + box[3]) * height), 0), left : max(round((box[0] + box[2]) * width), 0)]
    if min(part.shape[:2]) < _LEAST_SIDE:
        raise VendorError(
            _("The card is too small in the picture."), _("Hold it closer, or draw the box around all of it.")
        )
    soft = cv2.resize(part, (_LEAST_SIDE, _LEAST_SIDE), interpolation=cv2.INTER_AREA)
    light = _LINEAR[soft].reshape(-1, 3)
    middle = np.median(light, axis=0)
    grey = light @ _WEIGHTS
    return _Measured(part, np.maximum(middle, 1e-4), float(np.std(grey) / max(float(np.mean(grey)), 1e-4)))


def _is_cut_off(seen: _Measured) -> bool:
    return float((seen.levels >= _CUT_OFF).any(axis=2).mean()) > _MOST_CUT_OFF


def _is_dark(seen: _Measured) -> bool:
    return float(_WEIGHTS @ seen.light) < _DARKEST


def _is_uneven(seen: _Measured) -> bool:
    return seen.uneven > _UNEVEN


def _is_coloured(seen: _Measured) -> bool:
    red, green, blue = seen.light
    tint = abs(float(np.log(green / np.sqrt(red * blue))))
    return tint > _TINTED or max(red / blue, blue / red) > _MOST_TINT


def _too_bright() -> VendorError:
    return VendorError(
        _("The card is too bright to be measured."), _("Turn it a little away from the lamp, then measure again.")
    )


def _too_dark() -> VendorError:
    return VendorError(_("The card is too dark to be measured."), _("Turn on more light, then measure again."))


def _not_plain() -> VendorError:
    return VendorError(
        _("The card is not evenly lit, or there is something on it."),
        _("Use a plain sheet, keep your shadow off it, then measure again."),
    )


def _not_grey() -> VendorError:
    return VendorError(
        _("What is in the box is neither grey nor white."), _("Hold a grey card or a white sheet there.")
    )


_PROBLEMS: Final[tuple[tuple[Callable[[_Measured], bool], Callable[[], VendorError]], ...]] = (
    (_is_cut_off, _too_bright),
    (_is_dark, _too_dark),
    (_is_uneven, _not_plain),
    (_is_coloured, _not_grey),
)


def _linear() -> NDArray[np.float64]:
    levels = np.arange(256) / 255
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


_LINEAR: Final = _linear()


def balanced(pixels: Pixels, stand: Stand) -> Pixels:
    """Return RGB (H, W, 3) as it looks in the stand's light made neutral and bright enough; a new picture, or itself.

    Nothing is cut off that was not: light that would be too bright is compressed.
    """
    if stand.is_neutral:
        return pixels
    tables = np.stack([_table(gain * stand.exposure) for gain in stand.gains], axis=1)
    return np.asarray(cv2.LUT(pixels, tables[None]), np.uint8)


def _table(gain: float) -> NDArray[np.uint8]:
    light = _LINEAR * gain
    if gain > 1:
        over, most = (np.maximum(value - _KNEE, 0) / (1 - _KNEE) for value in (light, gain))
        light = np.where(light > _KNEE, _KNEE + (1 - _KNEE) * over * (1 + over / most**2) / (1 + over), light)
    levels = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.clip(np.rint(levels * 255), 0, 255), np.uint8)


def load_stand(folder: Path) -> Stand:
    """Return what the shop in ``folder`` remembers; what changes nothing when that is nothing or damaged."""
    try:
        return _decode(read(folder / STAND_FILE))
    except (OSError, ValueError, RecursionError):
        return Stand()


def save_stand(folder: Path, stand: Stand) -> None:
    """Remember the stand of the shop in ``folder``. Raises VendorError when the disk refuses.

    A file that could not be read, and so is not in ``stand``, is kept beside the new one.
    """
    require_there(folder)
    read_back(folder / STAND_FILE, _decode, Stand())
    write_whole(folder / STAND_FILE, msgspec.json.format(msgspec.json.encode(stand)))


def _decode(content: bytes) -> Stand:
    return msgspec.json.decode(content, type=Stand)
