"""A clip planned from what is in the shop: the brand, the other products, the voice, own music. ``plan`` is pure."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.originals import files_of
from vendor_app.photos.focus import Focus, look
from vendor_app.photos.photo import PhotoId
from vendor_app.progress import Progress, silent
from vendor_app.shop import Shop
from vendor_app.sound.arrange import LEAD
from vendor_app.sound.own_music import OWN, remembered
from vendor_app.sound.subtitles import Span, spoken_spans
from vendor_app.sound.voice import voices
from vendor_app.storyboard.beats import Beat
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import FPS, Storyboard
from vendor_app.storyboard.plan import plan

_MOST_KEPT: Final = 16
_spans: dict[tuple[object, ...], tuple[Span, ...]] = {}
"""Where is spoken, by takes and length: an edit changes more often than what is said in it."""


def plan_clip(
    shop: Shop,
    product: Product,
    edit: ClipEdit,
    others: Sequence[Product] | None = None,
    *,
    progress: Progress = silent,
) -> Storyboard:
    """Plan a clip of the shop from what was decided. Raises as ``plan`` does, and Cancelled.

    ``others``: the products that the edit names; None: as the catalogue has them now. ``progress`` is asked between
    photos, which are looked at for the first time perhaps, and told nothing.
    """
    beside = tuple(others_of(shop, product, edit)) if others is None else others
    beat = own_beat(shop, edit.music)
    focus = focus_of(shop, (product, *beside), progress)
    planned = plan(product, edit, brand=shop.brand, others=beside, focus=focus, beat=beat)
    progress.check()
    spoken = _spoken(shop, planned) if edit.lines and edit.voices else ()
    if not spoken:
        return planned
    return plan(product, edit, brand=shop.brand, others=beside, focus=focus, beat=beat, pauses=spoken)


def brand_of(shop: Shop) -> Brand:
    """Return what all clips of the shop have in common."""
    return shop.brand


def others_of(shop: Shop, product: Product, edit: ClipEdit) -> Iterator[Product]:
    """Yield the further products that an edit names; those no longer for sale are left out."""
    for one in dict.fromkeys(edit.others):
        with contextlib.suppress(VendorError):  # deleted for good
            other = shop.catalogue.by_id(one)
            if other.trashed is None and other.id != product.id:
                yield other


def focus_of(shop: Shop, products: Sequence[Product], progress: Progress = silent) -> dict[PhotoId, Focus]:
    """Return what matters in the photos of some products, as far as they can be looked at. Raises Cancelled."""
    found = {}
    for photo in (photo for product in products for photo in product.photos):
        progress.check()
        with contextlib.suppress(VendorError):  # missing or damaged: making the clip will say so
            found[photo.id] = look(shop.focuses, shop.thumbnails, photo)
    return found


def own_beat(shop: Shop, music: str | None) -> Beat | None:
    """Return the beat of the vendor's own music, as far as it was found; None for any other music."""
    if music is None or not music.startswith(OWN):
        return None
    frames = remembered(shop.music / Path(music.removeprefix(OWN)).name).frames_per_beat
    return None if frames is None else Beat(frames, LEAD * FPS)


def _spoken(shop: Shop, storyboard: Storyboard) -> tuple[Span, ...]:
    """Return where in the clip somebody speaks; nothing when a recording is gone: making the clip will say so."""
    try:
        sounds = files_of(shop, storyboard)
        stamps = [sounds.recording(take.file).stat().st_mtime_ns for take in storyboard.voices]
        key = (shop.recordings, storyboard.voices, storyboard.frames, tuple(stamps))
        found = _spans.get(key)
        if found is None:
            made = voices(storyboard, sounds)
            found = _spans[key] = () if made is None else spoken_spans(made)
        for old in list(_spans)[:-_MOST_KEPT]:
            _spans.pop(old, None)
        return found
    except (OSError, VendorError):
        return ()
