"""vendor-cli photo marks and photo watch: what is not good about photos, and photos that come by themselves."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_app.catalogue.records import Product, Sku
from vendor_app.cli.base import FILE, Command, open_shop, with_console
from vendor_app.cli.console import Console, cut, shown, table
from vendor_app.cli.photos import rejected_json
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.photos.shot_list import missing, shot_list
from vendor_app.progress import Cancelled
from vendor_app.shop import Shop

if TYPE_CHECKING:
    from vendor_app.photos.intake import Intake
    from vendor_app.photos.quality import Mark

_NAME_COLUMNS = 32
_EVERY = 1.0
"""Seconds between two looks into a folder."""


@click.command("marks", cls=Command, help=_("Say what is not good about a product's photos, and what is missing."))
@click.argument("sku")
@with_console
def photo_marks(console: Console, sku: Sku) -> None:
    """Measure every photo; list its marks and the shots that are missing."""
    from vendor_app.photos.quality import product_marks  # noqa: PLC0415 - start-up time

    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        progress = console.progress()
        measured = {
            photo.look: shop.qualities.measured(photo)
            for photo in progress.track(product.photos, _("Looking at the photos"))
        }
    found = product_marks(product, measured)
    console.answer(_marks_json(product, found), _marks_text(product, found))


def _marks_json(product: Product, found: "dict[str, tuple[Mark, ...]]") -> dict[str, object]:
    photos = [
        {
            "id": photo.id,
            "name": photo.name,
            "shot": photo.shot,
            "marks": [{"name": mark.name, "message": mark.says, "twin": mark.twin} for mark in found[photo.id]],
        }
        for photo in product.photos
    ]
    left = [{"name": shot.name, "title": str(shot.title), "how": str(shot.how)} for shot in missing(product)]
    return {"list": shot_list(product).name, "photos": photos, "missing": left}


def _marks_text(product: Product, found: "dict[str, tuple[Mark, ...]]") -> str:
    kind = shot_list(product)
    rows = [
        (cut(photo.name or photo.id[:8], _NAME_COLUMNS), _title(product, photo), words)
        for photo in product.photos
        for words in [mark.says for mark in found[photo.id]] or [_("good")]
    ]
    lines = [table((_("Name"), _("Shot"), _("Marks")), rows)] if rows else []
    lines += [_("Missing of “{list}”:").format(list=kind.title)] if missing(product) else []
    return "\n".join([*lines, *(f"  {shot.title}: {shot.how}" for shot in missing(product))])


def _title(product: Product, photo: Photo) -> str:
    shot = shot_list(product).shot(photo.shot)
    return str(shot.title) if shot else "-"


@click.command("watch", cls=Command, help=_("Add every new photo in a folder to a product, until Ctrl-C."))
@click.argument("folder", type=FILE)
@click.argument("sku")
@click.option("--count", type=click.IntRange(min=1), help=_("End after so many photos."))
@with_console
def watch(console: Console, folder: Path, sku: Sku, count: int | None) -> None:
    """Look into the folder every second; a photo that is still being written waits."""
    from vendor_app.photos.watched import WatchedFolder  # noqa: PLC0415 - start-up time

    added: list[dict[str, object]] = []
    rejected: list[dict[str, object]] = []
    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        watched = WatchedFolder(folder)
        console.say(_("Waiting for photos in {path}. Ctrl-C ends it.").format(path=shown(folder)))
        progress = console.progress()
        try:
            while count is None or len(added) < count:
                progress.check()
                if new := watched.look():
                    intake = _add(console, shop, product.id, new)
                    added += [{"id": one.photo.id, "path": one.path} for one in intake.added]
                    rejected += rejected_json(intake)
                else:
                    time.sleep(_EVERY)
        except Cancelled:  # Ctrl-C is how it is meant to end
            pass
    text = _("Photos added to {sku}: {count}.").format(count=len(added), sku=sku)
    console.answer({"added": added, "rejected": rejected}, text)
    if rejected:
        raise click.exceptions.Exit(1)


def _add(console: Console, shop: Shop, product_id: str, paths: tuple[Path, ...]) -> "Intake":
    """Add what is new, and say so at once."""
    intake = shop.add_photos(shop.catalogue.by_id(product_id).sku, paths)
    for added in intake.added:
        console.say(shown(added.path))
    for rejected in intake.rejected:
        console.say(f"{shown(rejected.path)}: {rejected.reason}")
    return intake
