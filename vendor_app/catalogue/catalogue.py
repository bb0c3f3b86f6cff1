"""The products of a shop: every write one transaction, then a copy beside the database, then word to who listens."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias
from uuid import uuid4

from msgspec.structs import replace
from sqlalchemy import Connection

from vendor_app.catalogue import merging
from vendor_app.catalogue.copies import drafted, write_copies
from vendor_app.catalogue.database import Database
from vendor_app.catalogue.exchanging import change_of, sorted_out
from vendor_app.catalogue.numbering import StoredCodes, numbered
from vendor_app.catalogue.prices import with_history
from vendor_app.catalogue.reading import Order as Order
from vendor_app.catalogue.reading import ProductNotFound as ProductNotFound
from vendor_app.catalogue.reading import Reading
from vendor_app.catalogue.reconcile import reconcile
from vendor_app.catalogue.records import Change, ClipRecord, Exchange, Posting, Product, Satang, Sku
from vendor_app.catalogue.rows import (
    delete_product,
    insert_product,
    products_showing,
    update_product,
    write_products,
)
from vendor_app.catalogue.sidecars import SideCars
from vendor_app.catalogue.tidy import tidy
from vendor_app.photos.photo import Photo, PhotoId
from vendor_app.photos.recipe import Recipe
from vendor_app.progress import Progress, silent
from vendor_app.thai import dates
from vendor_app.video.footage import Footage, FootageId

log = logging.getLogger(__name__)

DATABASE, SIDE_CARS = "catalogue.sqlite", "products"

Listener: TypeAlias = Callable[[Change], None]
Plan: TypeAlias = Callable[[tuple[Product, ...]], Sequence[Exchange]]
"""From all products, those in the trash too, to what is to be written."""
_Write: TypeAlias = Callable[[Connection], list[Product]]
_MEDIA = ("photos", "footage")


class Catalogue(Reading):
    """The products of one shop. Any thread may call anything; the records handed out never change."""

    def __init__(self, database: Database, side_cars: SideCars) -> None:
        super().__init__(database)
        self._side_cars = side_cars
        self._writing = threading.RLock()
        self._media_changed: dict[tuple[str, str], str] = {}
        """When, keyed by id and "photos" or "footage": a copy read before that knows not all of them."""
        self._listeners: list[Listener] = []
        self.notes: tuple[str, ...] = ()
        """Sentences for the vendor on what was found and mended when it was opened."""

    @classmethod
    def open(cls, folder: Path) -> "Catalogue":
        """Open the catalogue in the shop's ``folder``; make it, from the copies of its products, when it is not there.

        Raises CatalogueFromFuture, CatalogueDamaged, and VendorError when the disk refuses.
        """
        side_cars = SideCars(folder / SIDE_CARS)
        side_cars.prepare()
        database = Database.open(folder / DATABASE)
        try:
            catalogue = cls(database, side_cars)
            catalogue.notes = reconcile(database, side_cars)
        except BaseException:
            database.close()
            raise
        return catalogue

    def close(self) -> None:
        """Close the file, after a write that is under way."""
        with self._writing:
            self._database.close()

    def listen(self, callback: Listener) -> Callable[[], None]:
        """Have ``callback`` told of every Change, on the thread that made it. Returns what ends this."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def add(self, product: Product) -> Product:
        """Add a new product and return it as it is stored: normalised, with id, SKUs and dates.

        Raises ProductRefused, naming the field, and VendorError when the disk refuses; then nothing was added.
        """
        moment = dates.now()
        new = replace(
            tidy(product), id=uuid4().hex, created=moment, changed=moment, trashed=None, clips=(), postings=()
        )
        new = with_history(new, (), moment)

        def write(connection: Connection) -> list[Product]:
            stored = numbered(StoredCodes(connection), new)
            insert_product(connection, stored)
            return [stored]

        return self._commit("added", write)[0]

    def save(self, product: Product) -> Product:
        """Store ``product`` over the one with its id and return it as it is stored.

        Clips, trash and the history of prices are not its business: those stay. A copy read before photos or footage
        came in takes none of them away.
        Raises ProductNotFound, ProductRefused, and VendorError when the disk refuses.
        """
        tidied = tidy(product)

        def write(connection: Connection) -> list[Product]:
            stored = self._by_id(connection, product.id)
            wanted = self._with_unknown_media(tidied, stored)
            return self._update(connection, stored, numbered(StoredCodes(connection), merging.over(stored, wanted)))

        return (self._commit("edited", write) or [self.by_id(product.id)])[0]

    def add_photos(self, sku: Sku, photos: Iterable[Photo]) -> Product:
        """Put photos behind those the product has; one it has already stays where it is."""
        added = tuple(photos)
        return self._edit(sku, lambda product: replace(product, photos=merging.united(product.photos, added)))

    def set_shot(self, sku: Sku, photo_id: PhotoId, shot: str) -> Product:
        """Say which picture of the shot list a photo of the product is; "" for none of them."""
        return self._edit(sku, partial(merging.with_photo, photo_id=photo_id, shot=shot))

    def set_recipe(self, sku: Sku, photo_id: PhotoId, recipe: Recipe) -> Product:
        """Store what the vendor did to a photo of the product."""
        return self._edit(sku, partial(merging.with_photo, photo_id=photo_id, recipe=recipe))

    def add_posting(self, sku: Sku, *postings: Posting) -> Product:
        """Put bundles that were made together first in the product's history."""
        return self._edit(sku, lambda product: replace(product, postings=(*postings, *product.postings)))

    def change_posting(self, sku: Sku, made: str, platform: str, **fields: Any) -> Product:
        """Write down ``posted``, ``link`` or ``counts`` of a bundle. Raises KeyError when it is not there."""
        return self._edit(sku, partial(merging.with_posting, made=made, platform=platform, fields=fields))

    def change_history(self, sku: Sku, change: Callable[[tuple[Posting, ...]], tuple[Posting, ...]]) -> Product:
        """Take bundles out of the product's history or put them back; ``change`` is given what it holds now."""
        return self._edit(sku, lambda product: replace(product, postings=change(product.postings)))

    def add_footage(self, sku: Sku, footage: Iterable[Footage]) -> Product:
        """Put footage behind what the product has; a piece it has already stays where it is."""
        added = tuple(footage)
        return self._edit(sku, lambda product: replace(product, footage=merging.united(product.footage, added)))

    def remove_footage(self, sku: Sku, ids: Iterable[FootageId]) -> Product:
        """Take footage away from the product; the originals stay in the store."""
        return self._edit(sku, partial(merging.without, ids=frozenset(ids)))

    def remember_clip(
        self, sku: Sku, clip: ClipRecord, shown: Mapping[str, tuple[Satang, ...]] | None = None
    ) -> Product:
        """Put ``clip`` first among the product's clips, in place of an older one of the same template.

        ``shown``: the prices that it shows of further products, by id: it is marked at once when one of them is not
        on sale at these any more, or has edited a photo in it.
        """

        def write(connection: Connection) -> list[Product]:
            stored = self._by_sku(connection, sku)
            now = {one.id: one for one in self._read(connection, tuple(shown or ()))}
            is_old = any(not merging.is_right(now.get(one), prices) for one, prices in (shown or {}).items())
            newest = replace(clip, outdated=clip.outdated or is_old)
            clips = (newest, *(old for old in stored.clips if old.template != clip.template))
            return self._update(connection, stored, merging.with_old_looks(replace(stored, clips=clips), now))

        return (self._commit("edited", write) or [self.product(sku)])[0]

    def trash(self, skus: Iterable[Sku]) -> tuple[Product, ...]:
        """Take products off sale; ``restore`` undoes it. All of them or, when one is not there, none."""
        return self._move(skus, "removed", dates.now())

    def restore(self, skus: Iterable[Sku]) -> tuple[Product, ...]:
        """Put products from the trash on sale again."""
        return self._move(skus, "added", None)

    def purge(self, skus: Iterable[Sku]) -> None:
        """Delete products for good; their photos stay in the store. All of them or, when one is not there, none."""
        wanted = tuple(skus)
        begun: list[Product] = []
        owners: list[Product] = []

        def write(connection: Connection) -> list[Product]:
            products = self._by_skus(connection, wanted)
            for product in products:
                begun.append(product)
                self._side_cars.remove(product.sku)  # first: a copy without a product is read back when the shop opens
                delete_product(connection, product.id)
            owners.extend(self._mark_clips(connection, {product.id for product in products}))
            return products

        with self._writing:
            try:
                self._commit("removed", write, owners, gone=True)
            except BaseException:
                write_copies(self._side_cars, begun)
                raise

    def exchange(self, plan: Plan, progress: Progress = silent) -> None:
        """Write what ``plan`` makes of all products, as one transaction: many products at once, or none of them.

        Their copies are on the disk before the database has them, and get their names afterwards.
        Raises what ``plan`` raises, Cancelled, and VendorError when the disk refuses: then nothing was changed.
        """
        with self._writing, self._database.lock, contextlib.ExitStack() as drafts:
            removed: list[Product] = []
            try:
                with self._database.transaction() as connection:
                    done = tuple(plan(self._everything(connection)))
                    written = [one.after for one in done if one.after is not None]
                    write_products(connection, *sorted_out(done))
                    copies = drafts.enter_context(drafted(self._side_cars, written, progress))
                    progress.check()
                    for product in (one.before for one in done if one.before and not one.after):
                        removed.append(product)
                        self._side_cars.remove(product.sku)  # first, as in ``purge``
            except BaseException:
                self._known.clear()
                write_copies(self._side_cars, removed)
                raise
            for product in removed:
                self._known.pop(product.id, None)
            self._known.update((product.id, product) for product in written)
            problems = copies.place({one.before.id: one.before.sku for one in done if one.before})
        if done:
            self._tell(change_of(done, problems))

    def _edit(self, sku: Sku, edit: Callable[[Product], Product]) -> Product:
        def write(connection: Connection) -> list[Product]:
            stored = self._by_sku(connection, sku)
            return self._update(connection, stored, edit(stored))

        return (self._commit("edited", write) or [self.product(sku)])[0]

    def _update(self, connection: Connection, stored: Product, wanted: Product) -> list[Product]:
        """Write ``wanted`` unless it says what is stored already; return what was written."""
        if wanted == stored:
            return []
        moment = dates.now()
        wanted = with_history(replace(wanted, changed=moment), stored.price_history, moment)
        for field in _MEDIA:
            if getattr(wanted, field) != getattr(stored, field):
                self._media_changed[wanted.id, field] = moment
        update_product(connection, wanted)
        if wanted.prices == stored.prices and not merging.edited_since(stored, wanted):
            return [wanted]
        mark = partial(merging.with_change, before=stored, now=wanted)
        return [wanted, *self._mark_clips(connection, {wanted.id}, mark)]

    def _mark_clips(
        self,
        connection: Connection,
        ids: Set[str],
        mark: Callable[[Product], Product] | None = None,
        fresh: Iterable[Product] = (),
    ) -> list[Product]:
        """Mark the clips that show any of these products otherwise than they are; return whose they are.

        ``mark``: None for all of them. ``fresh``: what the same transaction has written already.
        """
        mark = mark or partial(merging.marked, changed=ids)
        newest, done = {product.id: product for product in fresh}, []
        showing = {owner for one in ids for owner in products_showing(connection, one)}
        for stored in self._read(connection, sorted(showing)):
            owner = newest.get(stored.id, stored)
            if (changed := mark(owner)) != owner:
                update_product(connection, changed)
                done.append(changed)
        return done

    def _with_unknown_media(self, typed: Product, stored: Product) -> Product:
        """Return ``typed`` with the photos and footage that came in after the copy it was typed over was read."""
        known = {
            field: merging.renewed(getattr(typed, field), getattr(stored, field))
            for field in _MEDIA
            if typed.changed < self._media_changed.get((stored.id, field), "")
        }
        return replace(typed, **known)

    def _move(self, skus: Iterable[Sku], kind: Literal["added", "removed"], when: str | None) -> tuple[Product, ...]:
        wanted, owners = tuple(skus), list[Product]()

        def write(connection: Connection) -> list[Product]:
            moved: list[Product] = []
            for stored in self._by_skus(connection, wanted):
                if (stored.trashed is None) != (when is None):
                    moved += self._update(connection, stored, replace(stored, trashed=when))
            if when is None:
                return moved
            changed = {one.id: one for one in self._mark_clips(connection, {one.id for one in moved}, fresh=moved)}
            moved = [changed.pop(one.id, one) for one in moved]
            owners.extend(changed.values())
            return moved

        return tuple(self._commit(kind, write, owners))

    def _commit(
        self,
        kind: Literal["added", "edited", "removed"],
        write: _Write,
        owners: Sequence[Product] = (),
        *,
        gone: bool = False,
    ) -> list[Product]:
        """Run ``write`` as one transaction, copy what it wrote beside the database, tell the listeners.

        ``owners``: where ``write`` puts the products whose clips it has marked, when these are not of this ``kind``.
        """
        with self._writing:
            with self._database.lock:
                try:
                    with self._database.transaction() as connection:
                        written = write(connection)
                except BaseException:
                    self._known.clear()  # a commit can fail after the disk has it
                    raise
                touched, stored = (*written, *owners), (*(() if gone else written), *owners)
                before = {product.id: known.sku for product in touched if (known := self._known.pop(product.id, None))}
                self._known.update((product.id, product) for product in stored)
            problems = write_copies(self._side_cars, stored, before)
        if written:
            change = Change(problems=problems, edited=frozenset(product.id for product in owners))
            ids = frozenset(product.id for product in written)
            self._tell(replace(change, **{kind: ids | getattr(change, kind)}))
        return written

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:
                log.exception("a listener failed; the change is saved and the others are told")
