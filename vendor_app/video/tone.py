"""What a high dynamic range becomes on an ordinary screen: tables that libav's ``lut3d`` reads.

Light is what a mastering screen of 1000 nits would show. Paper white, 203 nits (ITU-R BT.2408), comes a little below
our own white; what is brighter is rolled off towards it and keeps its hue. Of colours outside BT.709 the edge is shown:
cloth stays as strong in colour as the screen allows.
"""

import functools
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vendor_app.files import plain_words, read, write_whole
from vendor_app.settings import cache_folder

Transfer: TypeAlias = Literal["hlg", "pq", "wide"]
"""How a video codes light. wide: as any SDR, but in the colours of BT.2020."""
Light: TypeAlias = NDArray[np.float64]

_SIDE = 33
_VERSION = 2
_PEAK, _WHITE = 1000.0, 203.0
_EXPOSURE = 1.2
_KNEE = 0.7
"""What is darker, in parts of our white, stays as it is."""
_GAMMA = 2.2
_TO_709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
_LUMA_2020 = np.array([0.2627, 0.6780, 0.0593])


def table_file(transfer: Transfer) -> Path:
    """Return the table of ``transfer`` as a .cube file in the cache. Raises VendorError when the disk refuses."""
    file = cache_folder() / "tone" / f"{transfer}-{_VERSION}.cube"
    content = cube(transfer)
    with plain_words(file):
        if not file.is_file() or read(file) != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
    return file


@functools.cache
def cube(transfer: Transfer) -> bytes:
    """Write the table as text, red changing fastest."""
    steps = np.linspace(0, 1, _SIDE)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    mapped = tone_mapped(np.stack([red, green, blue], axis=-1).reshape(-1, 3), transfer)
    rows = "\n".join(" ".join(f"{level:.6f}" for level in colour) for colour in mapped)
    return f"LUT_3D_SIZE {_SIDE}\n{rows}\n".encode()


def tone_mapped(coded: Light, transfer: Transfer) -> Light:
    """Return R'G'B' of BT.2020, shape (n, 3) from 0 to 1, as R'G'B' for an ordinary screen."""
    light = np.maximum(_LIGHT[transfer](coded) @ _TO_709.T, 0)
    if transfer != "wide":
        light = _rolled_off(light * (_EXPOSURE / _WHITE))
    return np.asarray((light / np.maximum(light.max(axis=1, keepdims=True), 1)) ** (1 / _GAMMA))


def _hlg(coded: Light) -> Light:
    """Undo hybrid log-gamma and apply its system gamma of 1.2; nits (ITU-R BT.2100)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - c) / a) + b) / 12)
    return np.asarray(_PEAK * (scene @ _LUMA_2020)[:, None] ** 0.2 * scene)


def _pq(coded: Light) -> Light:
    """Undo the perceptual quantiser; nits, up to the peak (SMPTE ST 2084)."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    power = coded ** (1 / m2)
    return np.asarray(np.minimum(10_000 * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1), _PEAK))


def _wide(coded: Light) -> Light:
    """Undo an ordinary screen's gamma; parts of white."""
    return np.asarray(coded**_GAMMA)


_LIGHT = {"hlg": _hlg, "pq": _pq, "wide": _wide}


def _rolled_off(light: Light) -> Light:
    """Bend what is above the knee so that the peak just reaches 1, by the strongest of the three: hues stay."""
    strongest = light.max(axis=1, keepdims=True)
    peak = _PEAK * _EXPOSURE / _WHITE
    over = np.maximum(strongest - _KNEE, 0)
    room, most = 1 - _KNEE, peak - _KNEE
    bend = 1 / room - 1 / most  # over / (1 + bend * over): slope 1 at the knee, ``room`` at the peak
    bent = np.where(strongest > _KNEE, _KNEE + over / (1 + bend * over), strongest)
    return np.asarray(light * (bent / np.maximum(strongest, 1e-9)))
