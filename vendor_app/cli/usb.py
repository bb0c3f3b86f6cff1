"""vendor-cli bundle usb: bundles onto a stick, compared with what was made, and the stick let go of."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, Command, open_shop, with_console
from vendor_app.cli.console import Console, shown
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop import Shop

if TYPE_CHECKING:
    from vendor_app.handover.drives import Drive


@click.command(
    "usb", cls=Command, help=_("Copy bundles onto a USB stick: the newest of each platform, or those that are named.")
)
@click.argument("skus", metavar="[SKU]...", nargs=-1)
@click.option("--platform", "names", metavar="NAME", multiple=True, help=_("Only bundles for this platform."))
@click.option("--bundle", "bundles", type=FILE, multiple=True, metavar="FOLDER|ZIP", help=_("This very bundle."))
@click.option("--drive", "place", type=FILE, metavar="FOLDER", help=_("Where the stick is, when several are in."))
@click.option("--keep", is_flag=True, help=_("Do not eject the stick afterwards."))
@with_console
def usb(
    console: Console,
    skus: tuple[Sku, ...],
    names: tuple[str, ...],
    bundles: tuple[Path, ...],
    place: Path | None,
    keep: bool,
) -> None:
    """Copy bundles to the stick that is in, or to the folder that is named."""
    from vendor_app.handover.letting_go import let_go  # noqa: PLC0415 - start-up time
    from vendor_app.handover.usb import copy_to_drive  # noqa: PLC0415 - start-up time

    if not skus and not bundles:
        raise VendorError(_("Nothing is named that could be copied."), _("Name SKUs, or bundles with --bundle."))
    wanted = list(bundles)
    if skus:
        with open_shop(console) as shop:
            wanted += [path for sku in dict.fromkeys(skus) for path in _newest(shop, sku, names)]
    drive = _drive(place)
    copied = copy_to_drive(wanted, drive, console.progress())
    goodbye = None if keep else let_go(drive)
    console.answer(
        {
            "drive": drive.path,
            "bundles": list(copied.places),
            "files": copied.files,
            "bytes": copied.size,
            "ejected": goodbye is not None and goodbye.is_safe,
        },
        "\n".join(_("On the stick: {path}").format(path=shown(path)) for path in copied.places),
    )
    if goodbye is not None:
        console.say(f"{goodbye.message} {goodbye.hint}".strip())


def _newest(shop: Shop, sku: Sku, names: Sequence[str]) -> list[Path]:
    """Return the newest bundles of a product. Raises VendorError when it has none."""
    from vendor_app.bundle.platforms import platform  # noqa: PLC0415 - start-up time
    from vendor_app.handover.finding import newest_bundles  # noqa: PLC0415 - start-up time

    product = shop.catalogue.product(sku)
    wanted = {platform(name).name for name in names}
    found = newest_bundles(shop.bundles, product.sku)
    chosen = [path for name, path in found.items() if not wanted or name in wanted]
    if not chosen:
        raise VendorError(_("{sku} has no bundle yet.").format(sku=sku), _("Make one first."))
    return chosen


def _drive(place: Path | None) -> "Drive":
    """Return the stick to copy to. Raises VendorError when it is not plain which one."""
    from vendor_app.handover.drives import drive_of, removable_drives  # noqa: PLC0415 - start-up time

    if place is not None:
        try:
            return drive_of(place)
        except OSError as problem:
            raise VendorError(_("There is no stick at {path}.").format(path=place), _("Plug it in first.")) from problem
    drives = removable_drives()
    if not drives:
        raise VendorError(_("No USB stick is plugged in."), _("Plug one in, or name a folder with --drive."))
    if len(drives) > 1:
        paths = ", ".join(shown(one.path) for one in drives)
        raise VendorError(_("Several sticks are plugged in: {paths}.").format(paths=paths), _("Name one with --drive."))
    return drives[0]
