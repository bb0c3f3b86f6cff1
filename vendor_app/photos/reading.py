"""Open photos that came from anywhere: hostile until decoded. Every pixel leaves here as upright 8-bit sRGB."""

import contextlib
import errno
import functools
import hashlib
import io
import math
import os
import re
import stat
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import cv2
import msgspec
import numpy as np
import pillow_heif
from PIL import Image, ImageFile

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.colour import Colours, coloured, is_srgb, pixels_of, to_srgb, to_srgba
from vendor_app.photos.jpeg import is_whole
from vendor_app.photos.kinds import SUFFIXES, picture_format
from vendor_app.photos.kinds import PhotoUnreadable as PhotoUnreadable
from vendor_app.photos.profiles import embedded_profile
from vendor_app.photos.webp import is_still, read_webp

Pixels: TypeAlias = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
"""(height, width, 3) uint8, RGB in sRGB, upright."""
Size: TypeAlias = tuple[int, int]
"""Width and height in pixels."""

MOST_BYTES = 100_000_000
MOST_PIXELS = 100_000_000
LEAST_SIDE = 48
"""Pixels of the shorter side: icons, dots and lines of a saved web page have fewer. A thumbnail of 100 pixels comes
in: it may be all there is of a product, and ``quality`` marks it.
"""
_ORIENTATION = 0x0112
_ACROSS, _DOWN, _BOTH = 1, 0, -1
_UPRIGHT: dict[int, Callable[[Pixels], cv2.typing.MatLike]] = {
    2: functools.partial(cv2.flip, flipCode=_ACROSS),
    3: functools.partial(cv2.flip, flipCode=_BOTH),
    4: functools.partial(cv2.flip, flipCode=_DOWN),
    5: cv2.transpose,
    6: functools.partial(cv2.rotate, rotateCode=cv2.ROTATE_90_CLOCKWISE),
    7: lambda pixels: cv2.flip(cv2.transpose(pixels), _BOTH),
    8: functools.partial(cv2.rotate, rotateCode=cv2.ROTATE_90_COUNTERCLOCKWISE),
}
_SIDEWAYS = (5, 6, 7, 8)
_ORIGINAL = re.compile(r"[0-9a-f]{64}")
"""What an original of a shop is called: by the SHA-256 of what was in it when it came."""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
pillow_heif.register_heif_opener()
_HARDLY_SMALLER = 0.85
"""From here on shrinking costs more time and memory than it saves whoever uses the picture."""
_filters = threading.Lock()
_one_at_a_time = threading.Lock()
_BIG_PIXELS = 40_000_000
"""A picture from here on is decoded alone: two of 100 megapixels at once are too much for 4 GB of memory."""


class PhotoHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What a picture says of itself before it is decoded."""

    format: str
    """In Pillow's words: "JPEG", "HEIF" …"""
    suffix: str
    """To keep it under: ".jpg", ".heic" …"""
    width: int
    """Pixels, after the camera's orientation is applied."""
    height: int


def read_content(path: Path) -> bytes:
    """Return the bytes of the file at ``path``, at most 100 MB. Raises PhotoUnreadable saying why there are none."""
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise PhotoUnreadable(_("This is a folder, not a photo."), _("Choose the photos inside it."))
        if not stat.S_ISREG(facts.st_mode):
            raise PhotoUnreadable(_("This is a device, not a file."), _("Choose a photo on the disk."))
        _require_size(facts.st_size)
        content = path.read_bytes()
    except OSError as problem:
        raise _unopened(path, problem) from problem
    _require_size(len(content))
    return content


def _require_size(size: int) -> None:
    if size == 0:
        raise PhotoUnreadable(_("The file is empty."), _("Send or copy the photo again."))
    if size > MOST_BYTES:
        raise PhotoUnreadable(
            _("The file is too big: {size} MB; the most is 100 MB.").format(size=-(-size // 1_000_000)),
            _("Save a smaller copy and add that."),
        )


def _unopened(path: Path, problem: OSError) -> PhotoUnreadable:
    """Say why the disk did not give the file."""
    if os.path.islink(path) and not os.path.exists(path):  # these two never raise, unlike Path's
        return PhotoUnreadable(_("This shortcut points to a file that is gone."), _("Add the photo itself."))
    if not os.path.exists(path.parent):
        return PhotoUnreadable(
            _("The card, stick or folder that it is on is not there any more."),
            _("Put it in again and choose the same photos once more: none comes in twice."),
        )
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return PhotoUnreadable(_("The file is not there any more."), _("Check the folder and choose it again."))
    if problem.errno == errno.EIO:
        return PhotoUnreadable(_("The drive or card cannot read this file."), _("Copy it another way, from the phone."))
    return PhotoUnreadable(
        _("The file may not be opened."), _("Close the program that uses it, or copy it to another folder.")
    )


def _too_many_pixels() -> PhotoUnreadable:
    return PhotoUnreadable(
        _("The picture is too big: more than 100 million pixels."), _("Save a smaller copy and add that.")
    )


def _quiet_decoders() -> None:
    """Let decoders grumble about odd metadata unheard, but never about a decompression bomb.

    Looked up at each use, for others reset the filters; and no ``catch_warnings``, which is not for threads.
    """
    with _filters:
        if not any(entry[2] is Image.DecompressionBombWarning for entry in warnings.filters):
            warnings.filterwarnings("ignore", module=r"(PIL|pillow_heif)\.")
            warnings.simplefilter("error", Image.DecompressionBombWarning)


def _damaged() -> PhotoUnreadable:
    return PhotoUnreadable(_("The picture is damaged or not complete."), _("Send or copy it from the phone again."))


@contextlib.contextmanager
def _decoding() -> Iterator[None]:
    """Turn whatever a decoder of foreign bytes raises into a sentence."""
    _quiet_decoders()
    try:
        yield
    except VendorError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise _too_many_pixels() from problem
    except MemoryError as problem:
        raise PhotoUnreadable(
            _("There is not enough memory for this picture."), _("Close other programs, or save a smaller copy.")
        ) from problem
    except Exception as problem:
        raise _damaged() from problem


def _open(content: bytes) -> tuple[ImageFile.ImageFile, str]:
    """Open a picture without decoding it; return it with its format. Only within ``_decoding``."""
    _require_size(len(content))
    kind = picture_format(content)
    image = Image.open(io.BytesIO(content), formats=[kind])
    if math.prod(image.size) > MOST_PIXELS:
        raise _too_many_pixels()
    return image, kind


def _orientation(image: ImageFile.ImageFile) -> int:
    """Return how the camera says to turn the pixels, 1 to 8; metadata too odd to read count as upright."""
    if image.format == "TIFF":
        return 1  # Pillow turns it by itself
    if image.format == "PNG" and image.tile and {"exif", "xmp"}.isdisjoint(image.info):
        return 1  # Pillow would decode all of it, for the tag may stand behind the pixels
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001  the metadata came with a foreign file
        return 1
    return found if found in _UPRIGHT else 1


def _header(image: ImageFile.ImageFile, kind: str) -> PhotoHeader:
    sideways = _orientation(image) in _SIDEWAYS
    width, height = image.size[::-1] if sideways else image.size
    return PhotoHeader(format=kind, suffix=SUFFIXES[kind], width=width, height=height)


def _spoilt() -> PhotoUnreadable:
    return PhotoUnreadable(
        _("The file of this photo in the shop is damaged: the disk has not kept it as it was."),
        _("Restore the shop from a backup, or add the same photo again: then it is whole."),
    )


@contextlib.contextmanager
def _original(source: Path | bytes) -> Iterator[None]:
    """Say of an original that is not any more what it was that the disk spoilt it: it was a photo when it came."""
    try:
        yield
    except PhotoUnreadable as problem:
        if isinstance(source, Path) and _is_spoilt(source):
            raise _spoilt() from problem
        raise


def _is_spoilt(path: Path) -> bool:
    if not _ORIGINAL.fullmatch(path.stem) or path.parent.name != path.stem[:2]:
        return False
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() != path.stem
    except OSError as problem:
        return problem.errno == errno.EIO


def _bytes_of(source: Path | bytes) -> bytes:
    return source if isinstance(source, bytes) else read_content(source)


def inspect_photo(source: Path | bytes) -> PhotoHeader:
    """Return what the picture in a file or in bytes is, without decoding it. Raises PhotoUnreadable."""
    with _original(source), _decoding():
        return _header(*_open(_bytes_of(source)))


def _smallest_cover(size: Size, at_least: Size) -> Size:
    """Return the size that ``size`` may shrink to and still cover ``at_least``; itself when that gains little."""
    scale = max(wanted / had for wanted, had in zip(at_least, size, strict=True))
    if scale > _HARDLY_SMALLER:
        return size
    return min(size[0], math.ceil(size[0] * scale)), min(size[1], math.ceil(size[1] * scale))


def fit_within(size: Size, long_side: int) -> Size:
    """Return ``size`` shrunk so that its long side is ``long_side``; never larger than itself."""
    longest = max(size)
    if longest <= long_side:
        return size
    return max(1, round(size[0] * long_side / longest)), max(1, round(size[1] * long_side / longest))


def read_photo(source: Path | bytes, at_least: Size | None = None) -> Pixels:
    """Decode the picture in a file or in bytes: upright, 8-bit sRGB, what is transparent on white.

    With ``at_least`` (width, height of the upright picture) it comes as small as still covers that size, in its own
    shape, and never larger than the original. Raises PhotoUnreadable, for a picture cut short or overwritten too; of
    a shop's original that was spoilt since it came, it says so.
    """
    wanted = None if at_least is None else functools.partial(_smallest_cover, at_least=at_least)
    with _original(source):
        content = _bytes_of(source)
        quick = None if wanted is None else _read_quickly(content, wanted)
        return _decode(content, wanted)[1] if quick is None else quick


def read_cutout(source: Path | bytes, at_least: Size | None = None) -> Pixels:
    """Decode as ``read_photo`` does, but to RGBA (height, width, 4), not premultiplied: a logo stays transparent."""
    wanted = None if at_least is None else functools.partial(_smallest_cover, at_least=at_least)
    with _original(source):
        return _decode(_bytes_of(source), wanted, to_srgba)[1]


def prove_photo(content: bytes, long_side: int) -> tuple[PhotoHeader, Pixels]:
    """Decode every byte of a picture once, to prove it whole; return what it is, and it with that ``long_side``.

    Raises PhotoUnreadable, for a picture too small to be a photo too.
    """
    header, pixels = _decode(content, functools.partial(fit_within, long_side=long_side))
    if min(header.width, header.height) < LEAST_SIDE:
        raise PhotoUnreadable(
            _("The picture is too small: one side has fewer than {least} pixels.").format(least=LEAST_SIDE),
            _("Choose the photo itself, not an icon."),
        )
    return header, pixels


def _read_quickly(content: bytes, wanted: Callable[[Size], Size]) -> Pixels | None:
    """Decode as ``_decode`` does, in half of its time, an ordinary JPEG that hardly shrinks; None for any other."""
    from vendor_app.photos.quick_jpeg import read_quickly  # noqa: PLC0415 - who reads no photo needs no libavcodec

    with _decoding():
        image, kind = _open(content)
        if kind != "JPEG" or image.mode != "RGB" or math.prod(image.size) >= _BIG_PIXELS:
            return None
        size = _stored_size(image, kind, wanted)
        if 2 * size[0] <= image.width and 2 * size[1] <= image.height:  # libjpeg's own scaling makes few pixels
            return None
        if not is_whole(content):
            raise _damaged()
        profile, turn = embedded_profile(image, content), _UPRIGHT.get(_orientation(image))
        pixels = read_quickly(content, image.size, size)
        if pixels is not None and not is_srgb(profile):
            pixels = pixels_of(to_srgb(Image.fromarray(pixels), profile))
        return pixels if pixels is None or turn is None else np.asarray(turn(pixels), np.uint8)


def _stored_size(image: ImageFile.ImageFile, kind: str, wanted: Callable[[Size], Size]) -> Size:
    """Return the size that ``wanted`` makes of the upright picture, of the picture as its file holds it."""
    header = _header(image, kind)
    size = wanted((header.width, header.height))
    return size[::-1] if _orientation(image) in _SIDEWAYS else size


def _decode(
    content: bytes, wanted: Callable[[Size], Size] | None, colours: Colours = to_srgb
) -> tuple[PhotoHeader, Pixels]:
    """Decode a picture at the size that ``wanted`` makes of its upright one, or at its own."""
    with _decoding():
        image, kind = _open(content)
        if kind == "JPEG" and not is_whole(content):
            raise _damaged()
        with _one_at_a_time if math.prod(image.size) >= _BIG_PIXELS else contextlib.nullcontext():
            colours = functools.partial(colours, profile=embedded_profile(image, content))
            return _decode_opened(image, kind, content, wanted, colours)


def _decode_opened(
    image: ImageFile.ImageFile, kind: str, content: bytes, wanted: Callable[[Size], Size] | None, colours: Colours
) -> tuple[PhotoHeader, Pixels]:
    decoded: Image.Image = image
    if kind == "WEBP" and math.prod(image.size) >= _BIG_PIXELS and is_still(content):
        decoded = read_webp(content)
    elif kind != "JPEG":
        image.load()  # a HEIC's size and a PNG's orientation may be known only then
    header = _header(image, kind)
    size = None if wanted is None else _stored_size(image, kind, wanted)
    if kind == "JPEG" and size is not None:
        image.draft(None, size)  # the decoder's own scaling: reads every byte, makes few pixels
    if decoded is image:
        image.load()
    turn = _UPRIGHT.get(_orientation(image))
    pixels = coloured(decoded, size, colours)
    return header, pixels if turn is None else np.asarray(turn(pixels), np.uint8)
