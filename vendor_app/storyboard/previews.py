"""A clip style in three seconds, to be played as a moving thumbnail."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from vendor_app.catalogue.records import Product
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.entries import in_time, last_entry
from vendor_app.storyboard.model import Shot, Storyboard
from vendor_app.storyboard.plan import plan
from vendor_app.storyboard.shot_plan import joined

_SHOT: Final = 32
"""Frames of each of its three shots."""


def template_preview(template: str, product: Product, *, brand: Brand, others: Sequence[Product] = ()) -> Storyboard:
    """Return a style at a glance: some three seconds, without music. Raises PlanRefused and VendorError as ``plan``."""
    return at_a_glance(plan(product, ClipEdit(template=template, music=None), brand=brand, others=others))


def at_a_glance(storyboard: Storyboard) -> Storyboard:
    """Return the opening of a clip, what comes next, and its closing card, in some three seconds."""
    shots = tuple(joined(list(_shortened(storyboard.shots))))
    return msgspec.structs.replace(storyboard, shots=shots, subtitles=(), voices=(), cover=None, edit=None)


def _shortened(shots: Sequence[Shot]) -> Iterator[Shot]:
    for shot in (shots[0], shots[min(1, len(shots) - 1)], shots[-1]):
        last = last_entry(shot.letterings, shot.panels)
        yield msgspec.structs.replace(
            shot,
            frames=_SHOT,
            letterings=in_time(shot.letterings, _SHOT, last),
            panels=in_time(shot.panels, _SHOT, last),
        )
