"""What becomes of a stored product when a changed copy of it comes back."""

from collections.abc import Mapping, Set
from typing import Any, TypeVar

from msgspec.structs import replace

from vendor_app.catalogue.records import ClipRecord, Product, Satang
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.video.footage import Footage, FootageId

_Medium = TypeVar("_Medium", Photo, Footage)


def united(media: tuple[_Medium, ...], more: tuple[_Medium, ...]) -> tuple[_Medium, ...]:
    """Return the photos or pieces of footage in order, each once."""
    known = {one.id for one in media}
    return media + tuple({one.id: one for one in more if one.id not in known}.values())


def renewed(typed: tuple[_Medium, ...], stored: tuple[_Medium, ...]) -> tuple[_Medium, ...]:
    """Return ``typed``, each as it is ``stored`` by now, and behind them those that came in since."""
    newest = {one.id: one for one in stored}
    return united(tuple(newest.get(one.id, one) for one in typed), stored)


def over(stored: Product, typed: Product) -> Product:
    """Return what to store when ``typed`` is saved over ``stored``."""
    return replace(
        typed,
        sku=typed.sku or stored.sku,
        clips=stored.clips,
        postings=stored.postings,
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


def edited_since(before: Product, now: Product) -> bool:
    """Whether a photo looks otherwise than ``before``; one that came in or was taken away does not count."""
    looks = {photo.id: photo.look for photo in before.photos}
    return any(looks.get(photo.id, photo.look) != photo.look for photo in now.photos)


def with_change(owner: Product, *, before: Product, now: Product) -> Product:
    """Return ``owner`` with the clips marked that show another product otherwise than it is ``now``."""
    owner = owner if before.prices == now.prices else marked(owner, {now.id})
    return with_old_looks(owner, {now.id: now})


def with_old_looks(owner: Product, others: Mapping[str, Product]) -> Product:
    """Return ``owner`` with an empty look, in its clips, for photos of ``others``, by id, that were edited since."""
    clips = tuple(replace(one, looks=_looks_now(owner, one, others)) for one in owner.clips)
    return owner if clips == owner.clips else replace(owner, clips=clips)


def _looks_now(owner: Product, clip: ClipRecord, others: Mapping[str, Product]) -> dict[PhotoId, str]:
    shown = (photo for other in clip.others if other in others for photo in others[other].photos)
    now = {photo.id: photo.look for photo in shown if photo.id not in owner.photo_ids}
    return {photo: look if now.get(photo, look) == look else "" for photo, look in clip.looks.items()}


def with_photo(product: Product, *, photo_id: PhotoId, **fields: Any) -> Product:
    """Return the product with ``shot`` or ``recipe`` of one of its photos changed; as it is without that photo."""
    return replace(
        product,
        photos=tuple(replace(photo, **fields) if photo.id == photo_id else photo for photo in product.photos),
    )


def without(product: Product, *, ids: Set[FootageId]) -> Product:
    """Return the product without some of its footage."""
    return replace(product, footage=tuple(piece for piece in product.footage if piece.id not in ids))


def with_posting(product: Product, *, made: str, platform: str, fields: Mapping[str, Any]) -> Product:
    """Return the product with one posting of its history changed. Raises KeyError when it is not there."""
    if not any((one.made, one.platform) == (made, platform) for one in product.postings):
        raise KeyError((made, platform))
    return replace(
        product,
        postings=tuple(
            replace(one, **fields) if (one.made, one.platform) == (made, platform) else one for one in product.postings
        ),
    )
