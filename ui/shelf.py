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
    """Search and filter the catalogue, newest first, and count what each filter would show without the search."""
    on_sale = catalogue.products(order="newest")
    trashed = catalogue.products(trashed=True, order="newest")
    filters = (
        Filter(ALL, _("All"), len(on_sale)),
        *(Filter(CATEGORY + name, name, count) for name, count in _by_count(catalogue)),
        Filter(NO_CLIP, _("No clip yet"), sum(map(_keeper(NO_CLIP), on_sale))),
        Filter(STALE, _("Price changed"), sum(map(_keeper(STALE), on_sale)), "warning"),
        Filter(TRASH, _("Trash"), len(trashed), "trash"),
    )
    shown = tuple(f for f in filters if f.count or f.key in (ALL, key))
    if all(f.key != key for f in shown):
        key = ALL
    everything = trashed if key == TRASH else on_sale
    found = catalogue.products(search, trashed=key == TRASH, order="newest") if search else everything
    return Shelf(tuple(filter(_keeper(key), found)), shown, len(on_sale), search, key)


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
