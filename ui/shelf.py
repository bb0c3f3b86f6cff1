"""What the products page shows for a search and a filter: a query for a task, without a widget."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import msgspec

from ui.models import clip_state, why_outdated
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
        Filter(STALE, _stale_words(on_sale), _count(_keeper(STALE), hits), "warning"),
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
    return _KEEPERS.get(key, lambda _product: True)


def renewing_words(products: Sequence[Product]) -> str:
    """Return what to tell when the clips of these are being made again; ask before it has begun."""
    words = {
        "price": _("Clips being made with the new price, for products: {count}"),
        "photo": _("Clips being made with the edited photos, for products: {count}"),
        "both": _("Clips being made with the new prices and photos, for products: {count}"),
    }
    return words[why_outdated(products) or "both"].format(count=len(products))


def _has_no_clip(product: Product) -> bool:
    return clip_state(product) == "none"


def _is_stale(product: Product) -> bool:
    return clip_state(product) not in ("none", "made")


_KEEPERS: dict[str, Keep] = {NO_CLIP: _has_no_clip, STALE: _is_stale}


def _stale_words(products: tuple[Product, ...]) -> str:
    """Return what the filter of clips to be made again is called: what happened to the products in it."""
    names = {"price": _("Price changed"), "photo": _("Photo edited"), "both": _("Clip out of date")}
    return names[why_outdated(products) or "both"]
