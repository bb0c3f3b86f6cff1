"""vendor-cli product import and export: products to and from a spreadsheet."""

from pathlib import Path

import click
import msgspec

from vendor_app.catalogue.sheets import SheetIntake, read_sheet, take_in_sheet, write_sheet
from vendor_app.cli.base import FILE, Command, open_shop, shop_folder, with_console
from vendor_app.cli.console import Console
from vendor_app.language import _
from vendor_app.shop import is_shop


@click.command("import", cls=Command, help=_("Add and change products from a CSV or Excel file."))
@click.argument("file", type=FILE)
@with_console
def import_products(console: Console, file: Path) -> None:
    """Take in the rows of a sheet; list those that are wrong."""
    if not is_shop(shop_folder(console)):
        read_sheet(file, lambda _sku: None)  # what is no sheet is refused before a shop is made for it
    with open_shop(console, create=True) as shop:
        intake = take_in_sheet(shop.catalogue, file, console.progress())
    counts = _("{added} added, {changed} changed.").format(added=len(intake.added), changed=len(intake.changed))
    console.answer(msgspec.to_builtins(intake), counts)
    _tell_rejected(console, intake)


def _tell_rejected(console: Console, intake: SheetIntake) -> None:
    if intake.rejected:
        console.say(_("{count} rows stayed out:").format(count=len(intake.rejected)))
        for one in intake.rejected:
            console.say(f"  {one.cell}: {one.reason}")
        raise click.exceptions.Exit(1)


@click.command("export", cls=Command, help=_("Write all products to a CSV or Excel file."))
@click.argument("file", type=FILE)
@with_console
def export_products(console: Console, file: Path) -> None:
    """Write the products on sale to a sheet."""
    with open_shop(console) as shop:
        products = shop.catalogue.products()
        write_sheet(products, file)
    count = _("Wrote {count} products.").format(count=len(products))
    console.answer({"file": file, "products": len(products)}, count)
