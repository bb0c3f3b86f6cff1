"""What becomes of a stored product when a changed copy of it comes back."""

from typing import TypeVar

from msgspec.structs import replace

from vendor_app.catalogue.records import Product
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


def marked(owner: Product, changed: set[str]) -> Product:
    """Return ``owner`` with the clips marked that show a product whose prices have changed; by ids."""
    clips = tuple(replace(one, outdated=one.outdated or not changed.isdisjoint(one.others)) for one in owner.clips)
    return owner if clips == owner.clips else replace(owner, clips=clips)
