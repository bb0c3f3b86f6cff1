"""What became of the bundles of a product: posted where, seen how often, sold how many. Values only."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from vendor_app.bundle.model import Bundle
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Count, Posting, Product
from vendor_app.thai import dates


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """How things stood at the end of one day, all posts together."""

    day: str
    """ISO 8601 date."""
    views: int | None
    """So far; None: nobody has typed any."""
    sales: int | None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How one product does among the others."""

    product: Product
    bundles: int
    posted: int
    """Of those bundles."""
    views: int | None
    sales: int | None
    """Pieces; None: nobody has typed any."""
    best: str | None
    """Name of the platform that sells most of it; None when nothing is known of that."""
    last: str
    """When the newest bundle was made or posted, ISO 8601; "" when there is none."""


def posting_of(product: Product, bundle: Bundle, clip: Path, shop: Path) -> Posting:
    """Return what the history keeps of a bundle that was just made of ``product``. ``shop``: the shop's folder."""
    return Posting(
        platform=bundle.platform,
        made=dates.now(),
        price=product.price,
        tiers=tuple(tier.price for tier in product.tiers),
        folder=_inside(bundle.path, shop),
        clip=_inside(clip, shop),
    )


def _inside(path: Path, shop: Path) -> str:
    """Return a path of the shop relative to it, with "/"; "" for one elsewhere."""
    return PurePath(path.relative_to(shop)).as_posix() if path.is_relative_to(shop) else ""


def shows_old_price(product: Product, posting: Posting) -> bool:
    """Whether a price of the product is another one now than when the bundle was made."""
    return (posting.price, *posting.tiers) != (product.price, *(tier.price for tier in product.tiers))


def views_of(posting: Posting) -> int | None:
    """Return the newest number of views that was typed; None when there is none."""
    return next((count.views for count in reversed(posting.counts) if count.views is not None), None)


def sales_of(posting: Posting) -> int | None:
    """Return the newest number of pieces sold that was typed; None when there is none."""
    return next((count.sales for count in reversed(posting.counts) if count.sales is not None), None)


def with_count(counts: Sequence[Count], count: Count) -> tuple[Count, ...]:
    """Put a day's count in its place; what it does not say of a day that has one stays. Of nothing nothing is kept."""
    kept = {one.day: one for one in counts}
    before = kept.get(count.day, Count(day=count.day))
    kept[count.day] = Count(
        day=count.day,
        views=before.views if count.views is None else count.views,
        sales=before.sales if count.sales is None else count.sales,
    )
    return tuple(kept[day] for day in sorted(kept) if (kept[day].views, kept[day].sales) != (None, None))


def without_count(counts: Sequence[Count], day: str) -> tuple[Count, ...]:
    """Forget what was typed for a day."""
    return tuple(count for count in counts if count.day != day)


def days(postings: Iterable[Posting]) -> tuple[Day, ...]:
    """Return the days on which anything was typed, in order, each with the newest numbers of all posts until then."""
    postings = tuple(postings)
    all_days = sorted({count.day for posting in postings for count in posting.counts})
    return tuple(_day(postings, day) for day in all_days)


def _day(postings: Sequence[Posting], day: str) -> Day:
    until = [replace(one, counts=tuple(count for count in one.counts if count.day <= day)) for one in postings]
    return Day(day=day, views=_sum(map(views_of, until)), sales=_sum(map(sales_of, until)))


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def standing(product: Product) -> Standing:
    """Add up the history of one product."""
    names = dict.fromkeys(one.platform for one in product.postings)
    sold = {name: _sum(sales_of(one) for one in product.postings if one.platform == name) for name in names}
    best = max((name for name, number in sold.items() if number), key=lambda name: sold[name] or 0, default=None)
    return Standing(
        product=product,
        bundles=len(product.postings),
        posted=sum(one.posted is not None for one in product.postings),
        views=_sum(map(views_of, product.postings)),
        sales=_sum(map(sales_of, product.postings)),
        best=best,
        last=max((one.posted or one.made for one in product.postings), default=""),
    )


def overview(products: Iterable[Product]) -> tuple[Standing, ...]:
    """Return how products do that have a history: what sells most first, then what is seen most, then the newest."""
    newest_first = sorted(
        (standing(product) for product in products if product.postings), key=lambda one: one.last, reverse=True
    )
    return tuple(sorted(newest_first, key=lambda one: (-(one.sales or 0), -(one.views or 0))))


class Forgotten(NamedTuple):
    """A bundle that was taken out of the history of a product."""

    product_id: str
    posting: Posting
    behind: int
    """How many older ones stood behind it: new ones come in front."""


def forget_posting(catalogue: Catalogue, product_id: str, posting: Posting) -> Forgotten | None:
    """Take a bundle out of the history with all that was written down about it; its files stay.

    Returns what ``put_back`` wants; None when it was out already. Raises ProductNotFound.
    """
    product = catalogue.by_id(product_id)
    keys = [_key(one) for one in product.postings]
    if _key(posting) not in keys:
        return None
    at = keys.index(_key(posting))
    catalogue.change_history(product.sku, lambda now: tuple(one for one in now if _key(one) != _key(posting)))
    return Forgotten(product_id, product.postings[at], len(keys) - at - 1)


def put_back(catalogue: Catalogue, forgotten: Forgotten) -> Product:
    """Put a bundle back to where it stood in the history. Raises ProductNotFound."""

    def change(now: tuple[Posting, ...]) -> tuple[Posting, ...]:
        if _key(forgotten.posting) in map(_key, now):
            return now
        at = max(0, len(now) - forgotten.behind)
        return (*now[:at], forgotten.posting, *now[at:])

    return catalogue.change_history(catalogue.by_id(forgotten.product_id).sku, change)


def tell_posted(catalogue: Catalogue, product_id: str, posting: Posting, *, link: str) -> Product:
    """Write down that a bundle was posted, now unless that is known already, and where. Raises ProductNotFound."""
    product = catalogue.by_id(product_id)
    posted = _stored(product, posting).posted or dates.now()
    return _change(catalogue, product, posting, posted=posted, link=link)


def tell_not_posted(catalogue: Catalogue, product_id: str, posting: Posting) -> Product:
    """Take back that a bundle was posted; its link and numbers stay. Raises ProductNotFound."""
    product = catalogue.by_id(product_id)
    return _change(catalogue, product, posting, posted=None)


def tell_count(catalogue: Catalogue, product_id: str, posting: Posting, count: Count) -> Product:
    """Write down what was read on a platform one day; who reads numbers there has posted. Raises ProductNotFound."""
    product = catalogue.by_id(product_id)
    stored = _stored(product, posting)
    counts = with_count(stored.counts, count)
    posted = stored.posted or dates.now()
    return _change(catalogue, product, posting, counts=counts, posted=posted)


def forget_count(catalogue: Catalogue, product_id: str, posting: Posting, day: str) -> Product:
    """Forget what was typed for a day. Raises ProductNotFound."""
    product = catalogue.by_id(product_id)
    counts = without_count(_stored(product, posting).counts, day)
    return _change(catalogue, product, posting, counts=counts)


def _stored(product: Product, posting: Posting) -> Posting:
    """Return the posting as it is now: others may have typed meanwhile."""
    return next((one for one in product.postings if _key(one) == _key(posting)), posting)


def _change(catalogue: Catalogue, product: Product, posting: Posting, **fields: Any) -> Product:
    """Write something down about a bundle; nothing when it was taken out of the history meanwhile."""
    try:
        return catalogue.change_posting(product.sku, posting.made, posting.platform, **fields)
    except KeyError:
        return product


def _key(posting: Posting) -> tuple[str, str]:
    return posting.made, posting.platform
