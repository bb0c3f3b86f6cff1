"""What the products page shows for a search and a filter: a query for a task, without a widget."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import msgspec

from ui.models import clip_state
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Product
from vendor_app.language import _

ALL, NO_CLIP, STALE, TRASH = "all", "no-clip", "stale", "trash"
CATEGORY = "category:"
"""Followed by the name of the category."""

Keep: TypeAlias = Callable[[Product], bool]


class Filter(msgspec.Struct, frozen=True):
    """One chip of the filter bar."""

    key: str
    label: str
    count: int
    icon: str = ""


class Shelf(msgspec.Struct, frozen=True):
    """The answer to one look at the catalogue."""

    products: tuple[Product, ...]
    filters: tuple[Filter, ...]
    total: int
    """Products on sale, whatever was searched for."""
    search: str
    key: str


def look(catalogue: Catalogue, search: str, key: str) -> Shelf:
    """Search and filter the catalogue, newest first, and count what each filter shows of what is searched for.

    A filter that shows something without the search stays, also with nothing in it.
    """
    on_sale = catalogue.products(order="newest")
    trashed = catalogue.products(trashed=True, order="newest")
    hits = catalogue.products(search, order="newest") if search else on_sale
    hits_in_trash = catalogue.products(search, trashed=True, order="newest") if search else trashed
    filters = (
        Filter(ALL, _("All"), len(hits)),
        *(Filter(CATEGORY + name, name, _count(_keeper(CATEGORY + name), hits)) for name, _all in _by_count(catalogue)),
        Filter(NO_CLIP, _("No clip yet"), _count(_keeper(NO_CLIP), hits)),
        Filter(STALE, _("Price changed"), _count(_keeper(STALE), hits), "warning"),
        Filter(TRASH, _("Trash"), len(hits_in_trash), "trash"),
    )
    shown = tuple(
        f for f in filters if f.key in (ALL, key) or _count(_keeper(f.key), trashed if f.key == TRASH else on_sale)
    )
    if all(f.key != key for f in shown):
        key = ALL
    found = hits_in_trash if key == TRASH else hits
    return Shelf(tuple(filter(_keeper(key), found)), shown, len(on_sale), search, key)


def _count(keep: Keep, products: tuple[Product, ...]) -> int:
    """Return how many of ``products`` a filter shows."""
    return sum(map(keep, products))


def _by_count(catalogue: Catalogue) -> list[tuple[str, int]]:
    return sorted(catalogue.categories(), key=lambda pair: -pair[1])


def _is_in(category: str, product: Product) -> bool:
    return product.category == category


def _keeper(key: str) -> Keep:
    """Return what decides whether a product belongs under a filter."""
    if key.startswith(CATEGORY):
        return partial(_is_in, key.removeprefix(CATEGORY))
    state = {NO_CLIP: "none", STALE: "stale"}.get(key)
    return lambda product: state is None or clip_state(product) == state
