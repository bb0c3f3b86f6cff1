"""Any picture's colours as 8-bit sRGB: profiles, ink, greys, palettes, transparency and 16 bits."""

import functools
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_WHITE = (255, 255, 255)
_SOON_DONE = 4_000_000
"""Pixels up to which the finest filter is quick enough; above, the mean of each area costs a third of it."""
_STRIP = 256
"""Rows that are shrunk at a time."""
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
    mask = image.convert("RGBA").getchannel("A")
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


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture at ``size``, which is smaller. Averages whole areas: threads in cloth make no moiré."""
    if (step := min(had // kept for had, kept in zip(image.size, size, strict=True))) > 1:
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
    mask = _alpha(image)
    plain = _plain(image)
    if plain.mode == "LAB":  # its signed channels cannot be averaged
        plain, profile = _converted(plain, profile or _lab()), None
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
    mask = _alpha(image)
    if mask is None:
        opaque = to_srgb(image, profile, size)
        opaque.putalpha(255)
        return opaque
    plain = _plain(image)
    cut = _converted(plain, profile or (_lab() if plain.mode == "LAB" else None))
    cut.putalpha(mask)
    if size is None or size == image.size:
        return cut
    return _shrunk(cut.convert("RGBa"), size).convert("RGBA")  # what cannot be seen must not tint the edges
