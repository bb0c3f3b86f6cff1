"""Many products at once, thought through before a byte is written: for a look ahead and for the work itself."""

from collections.abc import Callable, Iterable, Sequence, Set
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.merging import marked, over
from vendor_app.catalogue.numbering import KnownCodes, numbered
from vendor_app.catalogue.prices import with_history
from vendor_app.catalogue.records import Exchange, Product, Sku
from vendor_app.catalogue.tidy import ProductRefused
from vendor_app.progress import Progress, silent


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """A product to add, or to change when the shop has its SKU."""

    sku: Sku
    """"" for a new product that gets one."""
    make: Callable[[Product | None], Product]
    """From the stored product, or None, to what is wanted, tidied. Raises ProductRefused."""


class BulkPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What will come of many wishes."""

    outcomes: tuple[Exchange | ProductRefused, ...]
    """One for each wish, in order; before and after are the same when there is nothing to change."""
    exchanges: tuple[Exchange, ...]
    """What there is to write: also other products, whose clips show a price that changes."""


def plan_all(products: Iterable[Product], wishes: Sequence[Wish], moment: str, progress: Progress = silent) -> BulkPlan:
    """Return what the ``wishes``, in order, make of all ``products`` of the shop. Raises Cancelled."""
    stored = {product.sku.casefold(): product for product in products}
    codes = KnownCodes(stored.values(), (wish.sku for wish in wishes))
    outcomes: list[Exchange | ProductRefused] = []
    for wish in progress.track(wishes):
        before = stored.get(wish.sku.casefold()) if wish.sku else None
        try:
            after = _wanted(before, wish.make(before), codes, moment)
        except ProductRefused as problem:
            outcomes.append(problem)
            continue
        codes.put(after, before)
        outcomes.append(Exchange(before=before, after=after))
    done = [one for one in outcomes if isinstance(one, Exchange) and one.before != one.after]
    priced = {one.before.id for one in done if one.before and one.after and one.before.prices != one.after.prices}
    return BulkPlan(outcomes=tuple(outcomes), exchanges=_with_marks(stored.values(), done, priced))


def _wanted(before: Product | None, typed: Product, codes: KnownCodes, moment: str) -> Product:
    if before is None:
        new = replace(typed, id=uuid4().hex, created=moment, changed=moment, trashed=None, clips=(), postings=())
        return with_history(numbered(codes, new), (), moment)
    after = numbered(codes, replace(over(before, typed), trashed=None))
    return before if after == before else with_history(replace(after, changed=moment), before.price_history, moment)


def _with_marks(products: Iterable[Product], done: Sequence[Exchange], changed: Set[str]) -> tuple[Exchange, ...]:
    """Return ``done`` with the clips marked, of any product, that show one of those ``changed``, by id."""
    if not changed:
        return tuple(done)
    touched = {one.before.id for one in done if one.before}
    others = (Exchange(before=one, after=marked(one, changed)) for one in products if one.id not in touched)
    kept = (one if one.after is None else replace(one, after=marked(one.after, changed)) for one in done)
    return (*kept, *(one for one in others if one.before != one.after))


def plan_back(products: Iterable[Product], done: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Return what takes ``done`` back: exactly as it was, but for the products that were changed again since then."""
    now = {product.id: product for product in products}
    codes = KnownCodes(now.values())
    back: list[Exchange] = []
    for one in reversed(done):
        after, before = one.after, one.before
        if after is None or now.get(after.id) != after:
            continue
        if before is not None and codes.holder([before.sku, *(part.sku for part in before.variants)], before.id):
            continue
        back.append(Exchange(before=after, after=before))
    return _with_marks(now.values(), back, {one.before.id for one in back if one.before and not one.after})
