"""Pictures in every format, made in memory, and the colours they must come out in."""

import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

import vendor_app.photos.reading  # registers HEIF with Pillow

__all__ = ["FORMATS", "LOSSLESS", "encoded", "exact", "ink_profile", "patches", "pixels_of", "profile_bytes"]

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "BMP", "TIFF", "GIF")
LOSSLESS = {
    "JPEG": {"quality": 100, "subsampling": 0},
    "PNG": {},
    "WEBP": {"lossless": True},
    "HEIF": {"quality": -1, "chroma": 444, "matrix_coefficients": 0},
    "AVIF": {"quality": 100, "subsampling": "4:4:4"},
    "BMP": {},
    "TIFF": {},
    "GIF": {},
}
"""What makes Pillow write each format with no or next to no loss."""
assert vendor_app.photos.reading


def patches(columns: int = 8, rows: int = 6, side: int = 16, seed: int = 3, lowest: int = 0) -> Image.Image:
    """Return a chart of ``columns`` × ``rows`` different colours, each a square of ``side`` pixels.

    ``lowest`` keeps them off the ends of the scale, where a level lost in coding becomes many in another space.
    """
    colours = np.random.default_rng(seed).integers(lowest, 256 - lowest, (rows, columns, 3)).astype(np.uint8)
    return Image.fromarray(np.kron(colours, np.ones((side, side, 1), np.uint8)))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return ``image`` as a file of the format ``kind``."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def exact(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return ``image`` as a file of the format ``kind`` with its colours kept within a level or two."""
    return encoded(image, kind, **{**LOSSLESS[kind], **options})


def pixels_of(image: Image.Image) -> NDArray[np.int16]:
    """Return the RGB of ``image``, ready to subtract."""
    return np.asarray(image.convert("RGB")).astype(np.int16)


def profile_bytes(name: str) -> bytes:
    """Return one of the profiles that LittleCMS makes: "sRGB" or "LAB"."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()


def ink_profile() -> bytes:
    """Return a profile of a press whose cyan ink prints yellow and whose yellow prints cyan, so that its use shows.

    An ICC version 2 output profile with a table of 2 steps for each ink (lut8Type), in Lab.
    """
    lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        "RGB",
        "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    inks = np.array([[c >> 3 & 1, c >> 2 & 1, c >> 1 & 1, c & 1] for c in range(16)])
    rgb = np.stack([(1 - inks[:, n]) * (1 - inks[:, 3]) * 255 for n in (2, 1, 0)], axis=-1).astype(np.uint8)
    grid = np.asarray(lab.apply(Image.fromarray(rgb[None]))).astype(np.uint8).copy()
    grid[..., 1:] = grid[..., 1:] ^ 0x80  # Pillow keeps a and b signed, ICC offset by 128
    ramp = bytes(range(256))
    one = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + one + ramp * 4 + grid.tobytes() + ramp * 3
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    text = b"desc\0\0\0\0" + struct.pack(">I", 4) + b"ink\0" + bytes(79)
    tags = ((b"desc", text), (b"wtpt", white), (b"A2B0", table), (b"A2B1", table))
    begin, entries, body = 132 + 12 * len(tags), b"", b""
    for name, content in tags:
        entries += name + struct.pack(">II", begin + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">I4xI4s4s4s12x4s", begin + len(body), 0x02400000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    head = (head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)).ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + entries + body
