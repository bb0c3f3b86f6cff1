"""The side-cars of many products at once: written as drafts while the database can still go back, placed afterwards."""

import contextlib
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from vendor_app.catalogue.records import Product, Sku
from vendor_app.catalogue.sidecars import SideCars, encode
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT, discard, plain_words, replace, sync_folder
from vendor_app.language import _
from vendor_app.progress import Progress

log = logging.getLogger(__name__)

_BESIDE = 8  # threads: a disk that is asked to keep several files at once does it in one go
_AT_ONCE = 128


def write_copies(
    side_cars: SideCars, products: Iterable[Product], before: Mapping[str, Sku] | None = None
) -> tuple[str, ...]:
    """Write the side-cars; return a sentence for each the disk refused: the products are saved all the same.

    ``before``: the SKUs that the copies stand under until now, keyed by id.
    """
    problems: list[str] = []
    for product in products:
        try:
            side_cars.write(product, (before or {}).get(product.id))
        except (VendorError, OSError) as problem:
            problems.append(_not_copied(product, problem))
    return tuple(problems)


def _not_copied(product: Product, problem: Exception) -> str:
    log.warning("no side-car for %s: %s", product.sku, problem)
    return _("“{name}” is saved, but its copy in the folder “products” is not: {reason}").format(
        name=product.name, reason=problem
    )


class Drafts:
    """Copies that are on the disk, but not yet under their names."""

    def __init__(self, side_cars: SideCars, products: Sequence[Product]) -> None:
        self._side_cars = side_cars
        self._drafts = [(product, side_cars.folder / f"{DRAFT}{uuid4().hex[:12]}") for product in products]

    def place(self, before: Mapping[str, Sku]) -> tuple[str, ...]:
        """Put the drafts where the copies belong; see ``write_copies``."""
        problems: list[str] = []
        for product, draft in self._drafts:
            try:
                old = before.get(product.id, product.sku)
                if old != product.sku:
                    self._side_cars.remove(old)  # first: on Windows two cases of a name are one file
                with plain_words(draft):
                    replace(draft, self._side_cars.path(product.sku))
            except (VendorError, OSError) as problem:
                problems.append(_not_copied(product, problem))
        with contextlib.suppress(OSError):
            sync_folder(self._side_cars.folder)
        return tuple(problems)

    def write(self, progress: Progress) -> None:
        """Write all of them to the disk. Raises VendorError and Cancelled."""
        parts = [self._drafts[start : start + _AT_ONCE] for start in range(0, len(self._drafts), _AT_ONCE)]
        with ThreadPoolExecutor(_BESIDE, "copies") as executor, plain_words(self._side_cars.folder):
            for part in progress.track(parts):
                for _written in executor.map(_write, part):
                    pass

    def discard(self) -> None:
        """Remove what was not placed."""
        for _product, draft in self._drafts:
            discard(draft)


def _write(one: tuple[Product, Path]) -> None:
    product, draft = one
    with draft.open("wb") as file:
        file.write(encode(product))
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def drafted(side_cars: SideCars, products: Sequence[Product], progress: Progress) -> Iterator[Drafts]:
    """Write the drafts; what is not placed when the block ends is removed."""
    drafts = Drafts(side_cars, products)
    try:
        drafts.write(progress)
        yield drafts
    finally:
        drafts.discard()
