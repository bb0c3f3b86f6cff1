"""The colour profile of a picture, also where the file names its colours by a number instead of carrying a profile."""

import functools
import re
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_D50 = (0.9642, 1.0, 0.8249)
_D65 = (0.3127, 0.3290)
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_BT709 = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
_BT2020 = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
_ADOBE = ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060))
_PRIMARIES = {1: _BT709, 9: _BT2020, 12: _P3}
"""x, y of red, green and blue, by the numbers of ITU-T H.273; white is D65 in each."""
_LINEAR, _PQ, _HLG = 8, 16, 18
_ADOBE_CURVE = -1
_PAPER_WHITE = 203
"""cd/m² that a PQ or HLG picture means by white (ITU-R BT.2408); what is brighter is cut off."""

_EXIF_COLOURS, _COLOUR_SPACE, _INTEROPERABILITY = 0x8769, 0xA001, 0xA005
_NCLX = re.compile(rb"colrnclx(..)(..)", re.DOTALL)
_CICP = re.compile(rb"\x00\x00\x00\x04cICP(.)(.)", re.DOTALL)
_HEADER_BYTES = 65_536


def embedded_profile(image: Image.Image, content: bytes) -> bytes | None:
    """Return the ICC profile that the pixels of an opened ``image`` are in, None for sRGB and for a file silent on it.

    ``content`` is the file that ``image`` was opened from.
    """
    start = content[:_HEADER_BYTES]
    if image.format == "PNG" and (found := _CICP.search(start)):
        return _numbered(found[1][0], found[2][0])
    if profile := image.info.get("icc_profile"):
        return bytes(profile)
    if image.format in ("HEIF", "AVIF") and (found := _NCLX.search(start)):
        return _numbered(int.from_bytes(found[1], "big"), int.from_bytes(found[2], "big"))
    return _matrix_profile(_ADOBE, _ADOBE_CURVE) if image.format in ("JPEG", "MPO") and _says_adobe(image) else None


def _numbered(primaries: int, transfer: int) -> bytes | None:
    """Return the profile of colours named by numbers; the video curves count as sRGB's, as every viewer takes them."""
    curve = transfer if transfer in (_LINEAR, _PQ, _HLG) else 0
    if primaries == 1 and curve == 0:
        return None
    return _matrix_profile(_PRIMARIES.get(primaries, _BT709), curve)


def _says_adobe(image: Image.Image) -> bool:
    """Whether a camera noted Adobe RGB in its EXIF, as the DCF rules have it, and put no profile in."""
    try:
        exif = image.getexif()
        return (
            exif.get_ifd(_EXIF_COLOURS).get(_COLOUR_SPACE) == 2
            or str(exif.get_ifd(_INTEROPERABILITY).get(1, "")).strip("\0 ") == "R03"
        )
    except Exception:  # noqa: BLE001  the metadata came with a foreign file
        return False


@functools.cache
def _matrix_profile(primaries: tuple[tuple[float, float], ...], curve: int) -> bytes:
    """Write an ICC version 4 display profile with one curve for red, green and blue (ICC.1:2010, 8.3.3)."""
    colorants = _adapted_colorants(primaries)
    tone = _tone_curve(curve)
    text = "TaladClip".encode("utf-16-be")
    words = b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(text), 28) + text
    tags = [(b"desc", words), (b"cprt", words), (b"wtpt", _xyz(_D50))]
    tags += [(name, _xyz(column)) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colorants.T, strict=True)]
    tags += [(name, tone) for name in (b"rTRC", b"gTRC", b"bTRC")]
    table, body = b"", b""
    begin = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        padded = content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", begin + len(body), len(content))
        body += padded
    size = begin + len(body)
    header = struct.pack(">I4xI4s4s4s12x4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    header = header.ljust(68, b"\0") + b"".join(struct.pack(">i", round(part * 65536)) for part in _D50)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _xyz(value: NDArray[np.float64] | tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(float(part) * 65536)) for part in value)


def _adapted_colorants(primaries: tuple[tuple[float, float], ...]) -> NDArray[np.float64]:
    """Return the XYZ of red, green and blue as columns, seen under D50 as ICC wants them (Bradford)."""
    columns = np.array([(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]).T
    white = np.array((_D65[0] / _D65[1], 1.0, (1 - sum(_D65)) / _D65[1]))
    to_xyz = columns * np.linalg.solve(columns, white)
    scale = np.diag((_BRADFORD @ np.array(_D50)) / (_BRADFORD @ white))
    adapted: NDArray[np.float64] = np.linalg.inv(_BRADFORD) @ scale @ _BRADFORD @ to_xyz
    return adapted


def _tone_curve(curve: int) -> bytes:
    """Return the tag that leads from a pixel's value to light: sRGB's formula, a power, or a table for HDR."""
    if curve in (_PQ, _HLG):
        light = _pq_light() if curve == _PQ else _hlg_light()
        table = np.clip(light / _PAPER_WHITE, 0, 1) * 65535
        return b"curv\0\0\0\0" + struct.pack(">I", len(table)) + table.round().astype(">u2").tobytes()
    kind, numbers = 3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
    if curve in (_LINEAR, _ADOBE_CURVE):
        kind, numbers = 0, [1.0 if curve == _LINEAR else 563 / 256]
    return (
        b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + b"".join(struct.pack(">i", round(n * 65536)) for n in numbers)
    )


def _pq_light() -> NDArray[np.float64]:
    """Return the cd/m² of 4096 steps of PQ (SMPTE ST 2084)."""
    step = np.linspace(0, 1, 4096) ** (1 / 78.84375)
    light: NDArray[np.float64] = 10_000 * (np.maximum(step - 0.8359375, 0) / (18.8515625 - 18.6875 * step)) ** (
        1 / 0.1593017578125
    )
    return light


def _hlg_light() -> NDArray[np.float64]:
    """Return the cd/m² of 4096 steps of HLG on a screen of 1000 cd/m² (ITU-R BT.2100)."""
    step = np.linspace(0, 1, 4096)
    scene = np.where(step <= 0.5, step**2 / 3, (np.exp((step - 0.55991073) / 0.17883277) + 0.28466892) / 12)
    light: NDArray[np.float64] = 1000 * scene**1.2
    return light
