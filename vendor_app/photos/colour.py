"""Any picture's colours as 8-bit sRGB: profiles, ink, greys, palettes, transparency and 16 bits."""

import functools
import io
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Colours: TypeAlias = Callable[..., Image.Image]
"""``to_srgb`` or ``to_srgba``."""

_WHITE = (255, 255, 255)
_SOON_DONE = 4_000_000
"""Pixels up to which the finest filter is quick enough; above, the mean of each area costs a third of it."""
_STRIP = 256
"""Rows that are shrunk at a time."""
_BY_PIXEL = frozenset(("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB"))
"""Modes in which a strip of a picture comes out as it does in all of it; floating-point ones are measured whole."""
_AS_THEY_ARE = ("L", "RGB", "CMYK")
"""Modes that are shrunk without a copy at full size."""
_NEARLY = 1
"""Levels: a profile that moves no colour by more is sRGB under another name."""
_TO_SRGB = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.NOCACHE  # without its cache, threads may share one
_COLOUR_SPACES = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L", "Lab": "LAB"}


@functools.cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@functools.cache
def _lab() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


@functools.lru_cache(maxsize=32)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the way from pixels of ``mode`` in ``profile`` to sRGB; None when there is nothing to change.

    A damaged profile, or one for other pixels than these, counts as none: the picture is still worth having.
    """
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _COLOUR_SPACES.get(opened.profile.xcolor_space.strip()) != mode:
            return None
        transform = ImageCms.buildTransform(opened, _srgb(), mode, "RGB", _TO_SRGB, _FLAGS)
        return None if mode == "RGB" and _changes_nothing(transform) else transform
    except Exception:  # noqa: BLE001  the profile came with a foreign file
        return None


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Try the transform on 9 steps of each channel."""
    steps = np.linspace(0, 255, 9).round().astype(np.uint8)
    lattice = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(1, -1, 3)
    moved = np.asarray(transform.apply(Image.fromarray(lattice)))
    return int(np.abs(moved.astype(int) - lattice.astype(int)).max()) <= _NEARLY


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of one 16-bit, 32-bit or floating-point channel as 8-bit grey."""
    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        return Image.fromarray(_high_bytes()[values])
    values = np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    highest = float(values.max(initial=0))
    whole = next((rung for rung in (1.0, 255.0, 65535.0) if highest <= rung), highest)  # such files do not say
    return Image.fromarray(np.clip(values * (255 / whole) + 0.5, 0, 255).astype(np.uint8))


@functools.cache
def _high_bytes() -> NDArray[np.uint8]:
    """Return the 8-bit level of each 16-bit one; a table, for 100 megapixels leave no room for wide arithmetic."""
    return ((np.arange(65536) * 255 + 32767) // 65535).astype(np.uint8)


def _alpha(image: Image.Image) -> Image.Image | None:
    """Return the transparency of a picture as a mask, whichever way it is kept; None when all of it is opaque."""
    if not image.has_transparency_data:
        return None
    mask = (image if image.mode == "RGBA" else image.convert("RGBA")).getchannel("A")
    return None if mask.getextrema() == (255, 255) else mask


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture as L, RGB, CMYK or LAB, the modes that a profile can speak of, without transparency."""
    if image.mode in ("L", "RGB", "CMYK", "LAB"):
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.mode in ("1", "LA", "La"):
        return image.convert("LA").getchannel("L") if image.mode != "1" else image.convert("L")
    return image.convert("RGB")


def _step(had: tuple[int, int], wanted: tuple[int, int]) -> int:
    """Return the side in pixels of the areas of which each becomes one, before the rest of the way."""
    return min(side // kept for side, kept in zip(had, wanted, strict=True))


def _parts(image: Image.Image, profile: bytes | None, step: int) -> tuple[Image.Image, Image.Image | None]:
    """Return the plain colours of a picture and its transparency, a ``step``-th as large, made strip by strip.

    The very pixels that the whole would come to: RGBA and its RGB are 800 MB for 100 megapixels.
    """
    size, rows = (-(-image.width // step), -(-image.height // step)), max(_STRIP // step, 1) * step
    joined: Image.Image | None = None
    mask: Image.Image | None = None
    for top, strip in _strips(image, rows):
        plain, veil = _plain(strip), _alpha(strip)
        if plain.mode == "LAB":
            plain = _converted(plain, profile or _lab())
        joined = joined or Image.new(plain.mode, size)
        joined.paste(plain.reduce(step), (0, top // step))
        if veil is not None:
            mask = mask or Image.new("L", size, 255)
            mask.paste(veil.reduce(step), (0, top // step))
    assert joined is not None
    return joined, mask


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture at ``size``, which is smaller. Averages whole areas: threads in cloth make no moiré."""
    if (step := _step(image.size, size)) > 1:
        image = image.reduce(step)  # first, for its little memory: 100 megapixels are 400 MB as they are
    if image.width * image.height <= _SOON_DONE:
        return image.resize(size, Image.Resampling.LANCZOS)
    shrunk, scale = Image.new(image.mode, size), image.height / size[1]
    for top in range(0, size[1], _STRIP):  # at once it would need room for a third picture, of either's sides
        bottom = min(top + _STRIP, size[1])
        box = (0, top * scale, image.width, min(bottom * scale, image.height))
        shrunk.paste(image.resize((size[0], bottom - top), Image.Resampling.BOX, box), (0, top))
    return shrunk


def _converted(image: Image.Image, profile: bytes | None) -> Image.Image:
    transform = _transform(profile, image.mode) if profile else None
    if transform is not None:
        return transform.apply(image)
    return image if image.mode == "RGB" else image.convert("RGB")


def is_srgb(profile: bytes | None) -> bool:
    """Whether RGB in this ICC profile, None for sRGB, is sRGB as it is."""
    return profile is None or _transform(profile, "RGB") is None


def to_srgb(image: Image.Image, profile: bytes | None, size: tuple[int, int] | None = None) -> Image.Image:
    """Return a loaded ``image`` of any mode as RGB in sRGB; what is transparent shows white.

    ``profile`` is the ICC profile its colours are in, None for sRGB. The result has ``size``, when that is given and
    is smaller; shrinking comes first, so that a large picture's colours cost no more than a small one's.
    """
    step = 1 if size is None else _step(image.size, size)
    if step > 1 and image.mode in _BY_PIXEL and (image.mode not in _AS_THEY_ARE or image.has_transparency_data):
        plain, mask = _parts(image, profile, step)
    else:
        plain, mask = _plain(image), _alpha(image)
        if plain.mode == "LAB":  # its signed channels cannot be averaged
            plain = _converted(plain, profile or _lab())
    if image.mode == "LAB":
        profile = None
    if size is not None and size != image.size:
        plain = _shrunk(plain, size)
        mask = mask and _shrunk(mask, size)
    colours = _converted(plain, profile)
    if mask is None:
        return colours
    paper = Image.new("RGB", colours.size, _WHITE)
    paper.paste(colours, mask=mask)
    return paper


def to_srgba(image: Image.Image, profile: bytes | None, size: tuple[int, int] | None = None) -> Image.Image:
    """Return a loaded ``image`` of any mode as RGBA in sRGB, its transparency kept; else as ``to_srgb`` does."""
    if all(_alpha(strip) is None for _top, strip in _strips(image, _STRIP)):
        opaque = to_srgb(image, profile, size)
        opaque.putalpha(255)
        return opaque
    if size is None or size == image.size:
        return _cut(image, profile)
    step = _step(image.size, size) if image.mode in _BY_PIXEL else 1
    rows = max(_STRIP // step, 1) * step if image.mode in _BY_PIXEL else image.height  # as in ``_parts``
    nearer = Image.new("RGBa", (-(-image.width // step), -(-image.height // step)))
    for top, strip in _strips(image, rows):
        seen = _cut(strip, profile).convert("RGBa")  # what cannot be seen must not tint the edges
        nearer.paste(seen.reduce(step), (0, top // step))
    return _shrunk(nearer, size).convert("RGBA")


def _cut(image: Image.Image, profile: bytes | None) -> Image.Image:
    plain, mask = _plain(image), _alpha(image)
    cut = _converted(plain, profile or (_lab() if plain.mode == "LAB" else None))
    cut.putalpha(255 if mask is None else mask)
    return cut


def _strips(image: Image.Image, rows: int) -> Iterator[tuple[int, Image.Image]]:
    """Yield the picture in strips of so many rows, each with the row it begins at."""
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def coloured(image: Image.Image, size: tuple[int, int] | None, colours: Colours) -> NDArray[np.uint8]:
    """Return a loaded picture at ``size`` in other colours, (height, width, channels), and close it.

    ``colours`` is ``to_srgb`` or ``to_srgba`` with its profile. As little as may be of the picture is there twice.
    """
    if size in (None, image.size) and image.mode in _BY_PIXEL:
        pixels = pixels_of(image, colours)
        image.close()
        return pixels
    changed = colours(image, size=size)
    if changed is not image:
        image.close()  # 48 MB for a phone's photo, before there is another copy of the smaller one
    pixels = pixels_of(changed)
    changed.close()
    return pixels


def pixels_of(image: Image.Image, colours: Colours | None = None) -> NDArray[np.uint8]:
    """Return the pixels of a picture, in other colours if need be, in strips: ``np.asarray`` needs two more of it."""
    top, pixels = 0, np.empty((0, 0, 0), np.uint8)
    while top < image.height:
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        rows = np.asarray(strip if colours is None else colours(strip))
        if not top:
            pixels = np.empty((image.height, *rows.shape[1:]), np.uint8)
        pixels[top : top + len(rows)] = rows
        top += len(rows)
    return pixels
