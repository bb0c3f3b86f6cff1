"""What the vendor decided about texts, typed in place of the program's or chosen, per product and platform."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from vendor_app.bundle.platforms import Tone
from vendor_app.catalogue.records import Product
from vendor_app.files import read, read_back, safe_name, write_whole
from vendor_app.shop import Shop
from vendor_app.shop_folder import make_within

_FOLDER = "texts"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The vendor's own texts for one platform. None: the program writes it, from the facts of that day."""

    caption: str | None = None
    title: str | None = None
    description: str | None = None
    tone: Tone | None = None
    """How the program's texts speak; None: as the platform's own file says."""
    tags: tuple[str, ...] | None = None
    """The hashtags under the program's caption; None: the best of those that it suggests."""


Edited: TypeAlias = Mapping[str, Mapping[str, Words]]
"""By the id of the product and the name of the platform."""
NOTHING: Final = Words()
"""Nothing was typed: the program writes everything."""


class _Texts(msgspec.Struct, frozen=True, kw_only=True):
    """The file of one product."""

    platforms: dict[str, Words] = {}


def edited_words(shop: Shop, product_id: str) -> dict[str, Words]:
    """Return the vendor's own texts of a product by the name of the platform. A damaged file holds none."""
    try:
        return _decode(read(_file(shop, product_id))).platforms
    except (OSError, ValueError, RecursionError):
        return {}


def words_of(shop: Shop, products: Iterable[Product]) -> Edited:
    """Return what was decided about each of ``products``; those about which nothing was are left out."""
    folder = shop.folder / _FOLDER
    kept = {file.stem for file in folder.glob("*.json")} if folder.is_dir() else set()
    wanted = (product.id for product in products if safe_name(product.id) in kept)
    return {product_id: edited_words(shop, product_id) for product_id in wanted}


def keep_words(shop: Shop, product_id: str, platform: str, words: Words) -> None:
    """Keep ``words`` for a platform in place of what was kept; empty ones are forgotten. Raises VendorError."""
    file = _file(shop, product_id)
    typed = read_back(file, _decode, _Texts()).platforms | {platform: words}
    kept = {name: one for name, one in typed.items() if one != NOTHING}
    make_within(shop.folder, file.parent)
    write_whole(file, msgspec.json.format(msgspec.json.encode(_Texts(platforms=kept)), indent=1))


def _decode(content: bytes) -> _Texts:
    return msgspec.json.decode(content, type=_Texts)


def _file(shop: Shop, product_id: str) -> Path:
    return shop.folder / _FOLDER / f"{safe_name(product_id)}.json"
