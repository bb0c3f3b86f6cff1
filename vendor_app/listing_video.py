"""The video of a listing: the clip again, smaller, without music, and as long as seller centres want it."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from vendor_app.bundle.platforms import Limit, Platform
from vendor_app.catalogue.records import Product
from vendor_app.language import _
from vendor_app.planning import plan_clip
from vendor_app.progress import Progress, silent
from vendor_app.rendering import render
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.editing import set_frames
from vendor_app.storyboard.lengths import LONGEST_SECONDS
from vendor_app.storyboard.model import FPS, Storyboard
from vendor_app.storyboard.plan import edit_of
from vendor_app.video.format import ClipFormat, Encoder
from vendor_app.video.join import join

_LEAST_SECONDS: Final = 20
_MOST_BYTES: Final = 20_000_000
"""Where no platform says less."""
_MOST_KBPS: Final = 3_500
"""Of the picture: more shows nothing more at this size."""
_OVERHEAD: Final = 0.96
"""What is left of a file after its tables."""
_TRIES: Final = 3


def make_listing_video(
    shop: Shop,
    product: Product,
    clip: Storyboard,
    path: Path,
    platforms: Sequence[Platform],
    progress: Progress = silent,
) -> None:
    """Write to ``path`` an MP4 of 720×1280 pixels that all ``platforms`` take.

    Its sound is that of the voice-only twin, for music that is free in a post need not be free in a listing. Raises
    Cancelled and VendorError; what was rendered until then is in the cache.
    """
    storyboard = long_enough(shop, product, clip, _least_seconds(platforms))
    most = _most_bytes(platforms)
    kbps = fitting_kbps(storyboard.seconds, most)
    for attempt in range(_TRIES):
        clip_format = listing_format(kbps >> attempt)
        encoded = render(shop, storyboard, clip_format=clip_format, progress=progress.part(1 - attempt / 2, _note()))
        join(encoded.segments, encoded.voice_only, path, clip_format)
        if path.stat().st_size <= most:
            return
    raise RuntimeError(f"{path.stat().st_size} bytes at {kbps >> (_TRIES - 1)} kbit/s, not {most}")


def _note() -> str:
    return _("Making the video of the listing")


def fitting_kbps(seconds: float, most_bytes: int, sound_bit_rate: int = ClipFormat().audio_bit_rate) -> int:
    """Return how many kilobits a second the picture may take at most."""
    room = most_bytes * 8 * _OVERHEAD / seconds - sound_bit_rate
    return max(min(int(room / 1000), _MOST_KBPS), 1)


def listing_format(kbps: int) -> ClipFormat:
    """Return 720×1280 within ``kbps``. By libx264 on every machine: of a driver nobody knows that it keeps to that."""
    plain = ClipFormat(width=720, height=1280, most_kbps=kbps)
    options = tuple(sorted(plain.x264_options().items()))
    return msgspec.structs.replace(plain, encoder=Encoder(codec="libx264", options=options))


def long_enough(shop: Shop, product: Product, clip: Storyboard, seconds: int) -> Storyboard:
    """Return the clip without music, planned anew where it is too short; one that cannot be longer is seen twice."""
    longer = clip
    for wanted in range(seconds, min(seconds + _TRIES, LONGEST_SECONDS + 1)):
        if longer.frames >= seconds * FPS:
            break
        longer = plan_clip(shop, product, lengthened(edit_of(clip), clip, wanted))
    times = math.ceil(seconds * FPS / longer.frames)
    return msgspec.structs.replace(longer, shots=longer.shots * times, music=None)


def lengthened(edit: ClipEdit, clip: Storyboard, seconds: int) -> ClipEdit:
    """Return the edit for a clip of about ``seconds``, the lengths that the vendor gave stretched alike."""
    for shot in edit.shots or ():
        if shot.frames is not None:
            edit = set_frames(edit, shot.id, math.ceil(shot.frames * seconds * FPS / clip.frames))
    return msgspec.structs.replace(edit, seconds=seconds)


def _least_seconds(platforms: Sequence[Platform]) -> int:
    return max((_LEAST_SECONDS, *(limit.least or 0 for limit in _limits(platforms, "listing_video_seconds"))))


def _most_bytes(platforms: Sequence[Platform]) -> int:
    return min((_MOST_BYTES, *(limit.most or _MOST_BYTES for limit in _limits(platforms, "listing_video_bytes"))))


def _limits(platforms: Sequence[Platform], name: str) -> Iterator[Limit]:
    return (limit for one in platforms if (limit := getattr(one.limits, name)) is not None)
