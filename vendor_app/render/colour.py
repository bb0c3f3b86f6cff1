"""sRGB to BT.709 limited-range planes and back. A frame is I420: all of Y, then U, then V, one byte each."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_FULL = np.array(
    [
        [_KR, _KG, _KB],
        [-_KR / (2 - 2 * _KB), -_KG / (2 - 2 * _KB), 0.5],
        [0.5, -_KG / (2 - 2 * _KR), -_KB / (2 - 2 * _KR)],
    ]
)
_SCALE = np.array([[219 / 255], [224 / 255], [224 / 255]])
_OFFSET = np.array([[16.0], [128.0], [128.0]])
TO_YUV = np.hstack([_FULL * _SCALE, _OFFSET]).astype(np.float32)
"""3x4: RGB 0-255 to Y 16-235, U and V 16-240."""
_TO_RGB = np.linalg.inv(_FULL * _SCALE)
_FROM_YUV = np.hstack([_TO_RGB, -_TO_RGB @ _OFFSET]).astype(np.float32)


class Planes(NamedTuple):
    """A picture as Y, and U and V of half its width and height, each chroma sample amid its four pixels."""

    y: Pixels
    u: Pixels
    v: Pixels


def to_planes(rgb: Pixels) -> Planes:
    """Turn RGB (H, W, 3), H and W even, into planes."""
    height, width = rgb.shape[:2]
    luma = np.asarray(cv2.transform(rgb, TO_YUV[:1]), np.uint8)
    half = cv2.resize(rgb, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    chroma = cv2.transform(half, TO_YUV[1:])
    return Planes(luma, np.ascontiguousarray(chroma[..., 0]), np.ascontiguousarray(chroma[..., 1]))


def to_yuv(colour: str) -> tuple[int, int, int]:
    """Return Y, U and V of "#rrggbb"."""
    rgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [1], np.float32)
    luma, u, v = (round(float(level)) for level in TO_YUV @ rgb)
    return luma, u, v


def empty_frame(width: int, height: int) -> Pixels:
    """Return an I420 frame (height * 3 // 2, width) that holds anything."""
    return np.empty((height * 3 // 2, width), np.uint8)


def planes_of(frame: Pixels) -> Planes:
    """Return the three planes of an I420 frame as views of it."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    quarter = height * width // 4
    flat = frame.reshape(-1)
    half = (height // 2, width // 2)
    return Planes(frame[:height], flat[-2 * quarter : -quarter].reshape(half), flat[-quarter:].reshape(half))


def to_rgb(frame: Pixels) -> Pixels:
    """Turn an I420 frame into RGB (height, width, 3)."""
    y, u, v = planes_of(frame)
    height, width = y.shape
    full = [y, *(_chroma_up(plane, width, height) for plane in (u, v))]
    return np.asarray(cv2.transform(cv2.merge(full), _FROM_YUV), np.uint8)


def _chroma_up(plane: Pixels, width: int, height: int) -> Pixels:
    """Enlarge chroma sited at the left of each pair of pixels, as H.264 has it."""
    move = np.array([[0.5, 0, 0], [0, 0.5, -0.25]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    enlarged = cv2.warpAffine(plane, move, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(enlarged, np.uint8)
