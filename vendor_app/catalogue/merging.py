"""What becomes of a stored product when a changed copy of it comes back."""

from collections.abc import Set
from typing import TypeVar

from msgspec.structs import replace

from vendor_app.catalogue.records import Product, Satang
from vendor_app.photos.photo import Photo
from vendor_app.video.footage import Footage

_Medium = TypeVar("_Medium", Photo, Footage)


def united(media: tuple[_Medium, ...], more: tuple[_Medium, ...]) -> tuple[_Medium, ...]:
    """Return the photos or pieces of footage in order, each once."""
    known = {one.id for one in media}
    return media + tuple({one.id: one for one in more if one.id not in known}.values())


def over(stored: Product, typed: Product) -> Product:
    """Return what to store when ``typed`` is saved over ``stored``."""
    return replace(
        typed,
        sku=typed.sku or stored.sku,
        clips=stored.clips,
        price_history=stored.price_history,
        created=stored.created,
        changed=stored.changed,
        trashed=stored.trashed,
    )


def is_right(now: Product | None, prices: tuple[Satang, ...]) -> bool:
    """Whether a clip that shows another product with these prices is right: it is still sold, and for as much."""
    return now is not None and now.trashed is None and now.prices == prices


def marked(owner: Product, changed: Set[str]) -> Product:
    """Return ``owner`` with the clips marked that show a product not sold as it is shown any more; by ids."""
    clips = tuple(replace(one, outdated=one.outdated or not changed.isdisjoint(one.others)) for one in owner.clips)
    return owner if clips == owner.clips else replace(owner, clips=clips)
