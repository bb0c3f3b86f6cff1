"""Pictures that leave the shop: square for listings, in sRGB, without a byte of what the camera wrote beside them."""

import io
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vendor_app.photos.reading import Pixels, inspect_photo, read_photo

_Line: TypeAlias = NDArray[np.float32]
"""(length, 3) float32: the colours along one rim."""
SIDE = 1200
"""Pixels of a listing picture, which every platform takes."""
MOST_BYTES = 2_000_000
_QUALITIES = (92, 88, 84, 78, 70, 60, 50, 40, 30)
_NEARLY_SQUARE = 1.12
"""Long side over short side up to which cropping takes only table or wall; a garment mostly fills the rest."""
_EDGE_SHARE = 1 / 150
"""Of the side: the rim whose mean colour is carried on outwards."""
_SOFTNESS = ((0.0, 0.004), (0.02, 0.012), (0.15, 0.05))
"""How far out, as a share of the margin, and how blurred along the rim there, as a share of the side."""
_FAR_OUT = 0.7
"""Where nothing is left of what crosses the rim, such as a sleeve: only the table or wall goes on."""
_SAMPLES, _WINDOW = 60, 41


def export_jpeg(pixels: Pixels, *, most_bytes: int = MOST_BYTES) -> bytes:
    """Return ``pixels`` as JPEG in plain sRGB without any metadata, as fine as ``most_bytes`` allow.

    Colour is kept at full resolution: at half, the edges of red cloth fray. Raises ValueError when nothing fits.
    """
    image = Image.fromarray(pixels)
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, subsampling=0)  # "optimize" fails on noisy pictures
        if buffer.tell() <= most_bytes:
            return buffer.getvalue()
    raise ValueError(f"{image.width} × {image.height} pixels do not fit into {most_bytes} bytes")


def square_jpeg(source: Path | bytes, side: int = SIDE, *, most_bytes: int = MOST_BYTES) -> bytes:
    """Return the photo in a file or in bytes as a square JPEG of ``side`` pixels. Raises PhotoUnreadable."""
    header = inspect_photo(source)
    scale = side / (min if _is_nearly_square(header.width, header.height) else max)(header.width, header.height)
    at_least = max(1, round(header.width * scale)), max(1, round(header.height * scale))
    return export_jpeg(square(read_photo(source, at_least), side), most_bytes=most_bytes)


def square(pixels: Pixels, side: int = SIDE) -> Pixels:
    """Return the whole picture on a square of ``side`` pixels, its own edges carried on where it does not reach.

    A nearly square one is cropped at the middle instead. Nothing of the product is cut off, and nothing is put in
    that was not there: no frame, no second, blurred copy of the garment.
    """
    height, width = pixels.shape[:2]
    if _is_nearly_square(width, height):
        short = min(width, height)
        top, left = (height - short) // 2, (width - short) // 2
        return _resized(pixels[top : top + short, left : left + short], side, side)
    scale = side / max(width, height)
    fitted = _resized(pixels, max(1, round(width * scale)), max(1, round(height * scale)))
    if width < height:
        return _carried_on(fitted, side)
    return np.ascontiguousarray(_carried_on(fitted.swapaxes(0, 1), side).swapaxes(0, 1))


def _is_nearly_square(width: int, height: int) -> bool:
    return max(width, height) <= _NEARLY_SQUARE * min(width, height)


def _resized(pixels: Pixels, width: int, height: int) -> Pixels:
    if pixels.shape[:2] == (height, width):
        return pixels
    finer = Image.fromarray(np.ascontiguousarray(pixels)).resize((width, height), Image.Resampling.LANCZOS)
    return np.array(finer)


def _carried_on(pixels: Pixels, side: int) -> Pixels:
    """Widen a picture of ``side`` rows to ``side`` columns, left and right."""
    spare = side - pixels.shape[1]
    left, right = spare // 2, spare - spare // 2
    rim = max(1, round(side * _EDGE_SHARE))
    before = _margin(pixels[:, :rim], left, side)[:, ::-1]
    after = _margin(pixels[:, -rim:], right, side)
    return np.concatenate((before, pixels, after), axis=1)


def _margin(rim: Pixels, width: int, side: int) -> Pixels:
    """Return ``width`` columns that carry the colours of ``rim`` outwards, softer the farther out."""
    colours = rim.astype(np.float32).mean(axis=1)
    layers = np.stack([*(_blurred(colours, share * side) for _out, share in _SOFTNESS), _background(colours)])
    stops = np.array([*(out for out, _share in _SOFTNESS), _FAR_OUT], np.float32)
    reach = np.minimum(np.linspace(0, 1, width, dtype=np.float32), _FAR_OUT)
    place = np.clip(np.searchsorted(stops, reach, side="right") - 1, 0, len(stops) - 2)
    share = ((reach - stops[place]) / (stops[place + 1] - stops[place]))[:, None, None]
    columns = layers[place] * (1 - share) + layers[place + 1] * share
    grain = np.random.default_rng(0).normal(0, 0.7, (side, width, 1)).astype(np.float32)  # else 8 bits show as bands
    margin: Pixels = np.clip(columns.swapaxes(0, 1) + grain + 0.5, 0, 255).astype(np.uint8)
    return margin


def _blurred(line: _Line, sigma: float) -> _Line:
    blurred = cv2.GaussianBlur(line[:, None], (1, 2 * round(3 * sigma) + 1), sigma, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, np.float32).reshape(line.shape)


def _background(line: _Line) -> _Line:
    """Return the colours of a rim without what only crosses it: the median over two thirds of its length."""
    few = cv2.resize(line[:, None], (1, _SAMPLES), interpolation=cv2.INTER_AREA).reshape(_SAMPLES, 3)
    around = np.pad(few, ((_WINDOW // 2, _WINDOW // 2), (0, 0)), mode="symmetric")
    medians = np.median(np.lib.stride_tricks.sliding_window_view(around, _WINDOW, axis=0), axis=-1)
    full = cv2.resize(medians.astype(np.float32)[:, None], (1, len(line)), interpolation=cv2.INTER_LINEAR)
    return _blurred(full.reshape(line.shape), len(line) / 20)
