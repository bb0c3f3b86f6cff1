"""vendor-cli footage: videos of a product."""

from pathlib import Path

import click
import msgspec

from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, Group, open_shop, with_console
from vendor_app.cli.console import Console, cut, table
from vendor_app.cli.photos import say_reasons
from vendor_app.language import _

_NAME_COLUMNS = 40
_FPS = 30

footage = Group("footage", help=_("Videos of products."))


@footage.command("add", help=_("Add videos, files or whole folders, to a product."))
@click.argument("sku")
@click.argument("files", metavar="FILE|FOLDER...", type=FILE, nargs=-1, required=True)
@with_console
def add(console: Console, sku: Sku, files: tuple[Path, ...]) -> None:
    """Take in the videos that can be used; list the others."""
    with open_shop(console) as shop:
        intake = shop.add_footage(sku, files, console.progress())
    added = [{"id": one.footage.id, "path": one.path} for one in intake.added]
    rejected = [{"path": one.path, "reason": one.reason} for one in intake.rejected]
    text = _("Videos added to {sku}: {count}.").format(count=len(added), sku=sku) if added else ""
    console.answer({"added": added, "rejected": rejected}, text)
    if intake.rejected:
        console.say(_("Videos that could not be added ({count}):").format(count=len(intake.rejected)))
        say_reasons(console, intake.rejected)
        raise click.exceptions.Exit(1)


@footage.command("list", help=_("List the videos of a product."))
@click.argument("sku")
@with_console
def list_footage(console: Console, sku: Sku) -> None:
    """List the footage of one product."""
    with open_shop(console) as shop:
        pieces = shop.catalogue.product(sku).footage
    headers = (_("Name"), _("Width × height"), _("Seconds"), _("Sound"), _("Id"))
    rows = (
        (
            cut(piece.name or piece.id[:8], _NAME_COLUMNS),
            f"{piece.width}×{piece.height}",
            f"{piece.frames / _FPS:.1f}",
            _("yes") if piece.has_sound else "-",
            piece.id[:8],
        )
        for piece in pieces
    )
    text = table(headers, rows) if pieces else _("{sku} has no videos.").format(sku=sku)
    console.answer({"footage": [msgspec.to_builtins(piece) for piece in pieces]}, text)


@footage.command("remove", help=_("Take videos away from a product; the files stay in the shop."))
@click.argument("sku")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@with_console
def remove(console: Console, sku: Sku, ids: tuple[str, ...]) -> None:
    """Take footage away by its id or the beginning of it."""
    with open_shop(console) as shop:
        pieces = shop.catalogue.product(sku).footage
        gone = tuple(piece.id for piece in pieces if any(len(one) >= 6 and piece.id.startswith(one) for one in ids))
        if gone:
            shop.catalogue.remove_footage(sku, gone)
    text = _("Videos taken away from {sku}: {count}.").format(count=len(gone), sku=sku) if gone else ""
    console.answer({"removed": list(gone)}, text)
    if len(gone) < len(set(ids)):
        console.say(_("{sku} has no video with this id; “footage list” shows them.").format(sku=sku))
        raise click.exceptions.Exit(1)
