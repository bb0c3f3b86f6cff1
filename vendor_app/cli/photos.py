"""vendor-cli photo: pictures of a product."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, Group, open_shop, with_console
from vendor_app.cli.console import Console, shown
from vendor_app.language import _
from vendor_app.video.footage import is_video

if TYPE_CHECKING:
    from vendor_app.photos.intake import Intake, Rejected

photo = Group("photo", help=_("Photos of products."))


@photo.command("add", help=_("Add photos, files or whole folders, to a product."))
@click.argument("sku")
@click.argument("files", metavar="FILE|FOLDER...", type=FILE, nargs=-1, required=True)
@with_console
def add(console: Console, sku: Sku, files: tuple[Path, ...]) -> None:
    """Take in the photos that can be read; list the others."""
    with open_shop(console) as shop:
        before = set(shop.catalogue.product(sku).photo_ids)
        intake = shop.add_photos(sku, files, console.progress())
    added = [{"id": one.photo.id, "path": one.path} for one in intake.added]
    fresh = {one.photo.id for one in intake.added} - before
    text = _("The product has these photos already.") if added else ""
    if fresh:
        text = _("Photos added to {sku}: {count}.").format(count=len(fresh), sku=sku)
    console.answer({"added": added, "rejected": rejected_json(intake)}, text)
    tell_rejected(console, intake)


def rejected_json(intake: "Intake") -> list[dict[str, object]]:
    """Return the photos that stayed out, as a script reads them."""
    return [{"path": one.path, "reason": one.reason} for one in intake.rejected]


def say_reasons(console: Console, rejected: "Sequence[Rejected]") -> None:
    """Say each reason once, with the files that stayed out for it."""
    from vendor_app.photos.intake import by_reason  # noqa: PLC0415 - start-up time

    for reason, paths in by_reason(rejected).items():
        if len(paths) == 1:
            console.say(f"  {shown(paths[0])}: {reason}")
        else:
            files = _("{count} files").format(count=len(paths))
            console.say("\n    ".join((f"  {files}: {reason}", *map(shown, paths))))


def tell_rejected(console: Console, intake: "Intake") -> None:
    """Say which photos stayed out and why, and end with "not all done"; nothing when all came in."""
    if intake.rejected:
        console.say(_("Photos that could not be added ({count}):").format(count=len(intake.rejected)))
        say_reasons(console, intake.rejected)
        if any(is_video(one.path) for one in intake.rejected):
            console.say(_("Videos are added with “footage add SKU FILE”."))
        raise click.exceptions.Exit(1)
