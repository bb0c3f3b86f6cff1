"""vendor-cli product import and export: products to and from a spreadsheet."""

from pathlib import Path

import click
import msgspec

from vendor_app.catalogue.records import Sku
from vendor_app.catalogue.sheet_intake import Forecast, ForeseenRow, foresee, take_in_sheet
from vendor_app.catalogue.sheets import RejectedRow, read_sheet, write_sheet
from vendor_app.cli.base import FILE, Command, open_shop, shop_folder, with_console
from vendor_app.cli.console import Console
from vendor_app.language import _
from vendor_app.shop import is_shop


@click.command("import", cls=Command, help=_("Add and change products from a CSV or Excel file."))
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help=_("Only show what would change."))
@with_console
def import_products(console: Console, file: Path, *, dry_run: bool) -> None:
    """Take in the rows of a sheet, or show what that would do; list those that are wrong."""
    if not is_shop(shop_folder(console)):
        read_sheet(file, lambda _sku: None)  # what is no sheet is refused before a shop is made for it
    with open_shop(console, create=True) as shop:
        if dry_run:
            rejected = _tell_forecast(console, foresee(shop.catalogue, file, console.progress()))
        else:
            intake = take_in_sheet(shop.catalogue, file, console.progress())
            counts = _("{added} added, {changed} changed.").format(added=len(intake.added), changed=len(intake.changed))
            shown = {name: msgspec.to_builtins(getattr(intake, name)) for name in ("added", "changed", "rejected")}
            console.answer(shown, counts)
            rejected = intake.rejected
    _tell_rejected(console, rejected)


def _tell_forecast(console: Console, forecast: Forecast) -> tuple[RejectedRow, ...]:
    """Say what an import would do, row by row; return the rows that would stay out."""
    new = [msgspec.to_builtins(one) for one in forecast.added]
    shown = {
        "dry_run": True,
        "added": [{"row": one["row"], "sku": one["sku"], "name": one["name"]} for one in new],
        "changed": msgspec.to_builtins(forecast.changed),
        "rejected": msgspec.to_builtins(forecast.rejected),
        "unchanged": forecast.unchanged,
    }
    counts = _("To add: {added}. To change: {changed}. Nothing is changed yet.").format(
        added=len(forecast.added), changed=len(forecast.changed)
    )
    console.answer(shown, "\n".join([counts, *map(_line, (*forecast.added, *forecast.changed))]))
    return forecast.rejected


def _line(row: ForeseenRow) -> str:
    changes = "; ".join(f"{one.header}: {one.before or '–'} → {one.after or '–'}" for one in row.fields)
    return f"  {row.row}: {row.sku} {row.name}" + (f" ({changes})" if changes else " +")


def _tell_rejected(console: Console, rejected: tuple[RejectedRow, ...]) -> None:
    if rejected:
        console.say(_("Rows that stayed out ({count}):").format(count=len(rejected)))
        for one in rejected:
            console.say(f"  {one.cell}: {one.reason}")
        raise click.exceptions.Exit(1)


@click.command("export", cls=Command, help=_("Write products to a CSV or Excel file: those named, or all on sale."))
@click.argument("file", type=FILE)
@click.argument("skus", metavar="[SKU]...", nargs=-1)
@with_console
def export_products(console: Console, file: Path, skus: tuple[Sku, ...]) -> None:
    """Write products to a sheet, all on sale when none is named."""
    with open_shop(console) as shop:
        named = tuple(shop.catalogue.product(sku) for sku in dict.fromkeys(skus))
        products = named or shop.catalogue.products()
        write_sheet(products, file)
    count = _("Products written: {count}.").format(count=len(products))
    console.answer({"file": file, "products": len(products)}, count)
