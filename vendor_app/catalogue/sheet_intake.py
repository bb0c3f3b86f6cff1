"""The products of a sheet into the catalogue: shown before it is done, done as one, and taken back as one."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from vendor_app.catalogue.bulk import BulkPlan, Wish, plan_all, plan_back
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Exchange, Product, Sku
from vendor_app.catalogue.sheet_columns import COLUMNS
from vendor_app.catalogue.sheets import RejectedRow, Sheet, read_sheet
from vendor_app.catalogue.tidy import ProductRefused
from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.thai import dates


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field that the sheet changes, as its cells show it."""

    field: str
    header: str
    """Of its column; in the vendor's language for what has none."""
    before: str
    after: str


class ForeseenRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one row of the sheet does."""

    row: int
    sku: Sku
    name: str
    fields: tuple[FieldChange, ...] = ()
    """Of a product that changes; of a new one none."""


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do, each list from top to bottom."""

    added: tuple[ForeseenRow, ...]
    changed: tuple[ForeseenRow, ...]
    rejected: tuple[RejectedRow, ...]
    unchanged: int
    """Rows that say what the catalogue says already."""
    sheet: Sheet


class SheetIntake(msgspec.Struct, frozen=True, kw_only=True):
    """How an import ended."""

    added: tuple[Sku, ...]
    changed: tuple[Sku, ...]
    rejected: tuple[RejectedRow, ...]
    exchanges: tuple[Exchange, ...] = ()
    """What was written; ``take_back`` undoes it."""


def foresee(catalogue: Catalogue, path: Path, progress: Progress = silent) -> Forecast:
    """Return what an import of the sheet would do; nothing is written. Raises SheetUnreadable and Cancelled."""
    products = catalogue.everything()
    sheet = _read(products, path, progress.part(0.6, _("Reading the sheet")))
    plan = plan_all(products, _wishes(sheet), dates.now(), progress.part(0.4))
    added: list[ForeseenRow] = []
    changed: list[ForeseenRow] = []
    for row, one in zip(sheet.rows, plan.outcomes, strict=True):
        if isinstance(one, ProductRefused) or one.after is None:
            continue
        if one.before is None:
            added.append(ForeseenRow(row=row.row, sku=one.after.sku, name=one.after.name))
        elif one.before != one.after:
            fields = _changes(one.before, one.after)
            changed.append(ForeseenRow(row=row.row, sku=one.after.sku, name=one.before.name, fields=fields))
    rejected = _rejected(sheet, plan)
    unchanged = len(sheet.rows) + len(sheet.rejected) - len(added) - len(changed) - len(rejected)
    return Forecast(added=tuple(added), changed=tuple(changed), rejected=rejected, unchanged=unchanged, sheet=sheet)


def take_in(catalogue: Catalogue, sheet: Sheet, progress: Progress = silent) -> SheetIntake:
    """Add and change the products of a sheet that was read; wrong rows are listed, a product in the trash comes back.

    All of it is one transaction. Raises Cancelled, and VendorError when the disk refuses: then nothing has changed.
    """
    plans: list[BulkPlan] = []
    thinking, writing = progress.part(0.4, _("Importing products")), progress.part(0.6, _("Importing products"))

    def plan(products: tuple[Product, ...]) -> Sequence[Exchange]:
        plans.append(plan_all(products, _wishes(sheet), dates.now(), thinking))
        return plans[0].exchanges

    catalogue.exchange(plan, writing)
    done = [one for one in plans[0].outcomes if isinstance(one, Exchange) and one.after]
    return SheetIntake(
        added=tuple(one.after.sku for one in done if one.after and one.before is None),
        changed=tuple(one.after.sku for one in done if one.after and one.before and one.before != one.after),
        rejected=_rejected(sheet, plans[0]),
        exchanges=plans[0].exchanges,
    )


def take_in_sheet(catalogue: Catalogue, path: Path, progress: Progress = silent) -> SheetIntake:
    """Read a sheet and take it in, as ``take_in`` does. Raises SheetUnreadable too."""
    sheet = _read(catalogue.everything(), path, progress.part(0.25, _("Reading the sheet")))
    return take_in(catalogue, sheet, progress.part(0.75))


def take_back(catalogue: Catalogue, intake: SheetIntake, progress: Progress = silent) -> int:
    """Undo an import as one; a product that was changed again since then stays. Returns how many stayed."""
    stayed: list[int] = []

    def plan(products: tuple[Product, ...]) -> Sequence[Exchange]:
        back = plan_back(products, intake.exchanges)
        stayed.append(len(intake.exchanges) - len(back))
        return back

    catalogue.exchange(plan, progress)
    return stayed[0]


def _read(products: Sequence[Product], path: Path, progress: Progress) -> Sheet:
    known = {product.sku.casefold(): product for product in products}
    return read_sheet(path, lambda sku: known.get(sku.casefold()), progress)


def _wishes(sheet: Sheet) -> list[Wish]:
    return [Wish(sku=row.product.sku, make=row.over) for row in sheet.rows]


def _rejected(sheet: Sheet, plan: BulkPlan) -> tuple[RejectedRow, ...]:
    later = [
        RejectedRow(row=row.row, cell=sheet.cell(row.row, problem.field), reason=str(problem))
        for row, problem in zip(sheet.rows, plan.outcomes, strict=True)
        if isinstance(problem, ProductRefused)
    ]
    return tuple(sorted((*sheet.rejected, *later), key=lambda one: one.row))


def _changes(before: Product, after: Product) -> tuple[FieldChange, ...]:
    """Return what differs, as the cells of the columns show it."""
    changes = [
        FieldChange(field=column.field, header=column.header, before=old, after=new)
        for column in COLUMNS
        if (old := _text(column.write(before))) != (new := _text(column.write(after)))
    ]
    if before.trashed is not None:
        changes.append(
            FieldChange(field="trashed", header=_("Where it is"), before=_("In the trash"), after=_("On sale"))
        )
    return tuple(changes)


def _text(value: object) -> str:
    return "" if value is None else str(value)
