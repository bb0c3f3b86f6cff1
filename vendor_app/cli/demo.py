"""vendor-cli demo: a practice shop, a clip and a bundle of it, to see what comes out."""

from pathlib import Path

import click

from vendor_app.cli.base import FILE, Command, with_console
from vendor_app.cli.bundles import bundle_json
from vendor_app.cli.console import Console, shown
from vendor_app.language import _
from vendor_app.settings import default_shop_folder


@click.command("demo", cls=Command, help=_("Make a practice shop with a clip and a TikTok bundle."))
@click.argument("folder", required=False, type=FILE)
@with_console
def demo(console: Console, folder: Path | None) -> None:
    """Make the practice shop, or finish it, and show the whole way once."""
    from vendor_app.bundle.platforms import platform  # noqa: PLC0415 - start-up time
    from vendor_app.bundling import make_bundle  # noqa: PLC0415 - start-up time
    from vendor_app.workshop.practice import make_practice_shop, shown_product  # noqa: PLC0415 - start-up time

    folder = folder or console.shop or default_shop_folder().with_name("PracticeShop")
    progress = console.progress()
    with make_practice_shop(folder, progress.part(0.5)) as shop:
        sku = shown_product(shop).sku
        made = make_bundle(shop, shop.catalogue.product(sku), platform("tiktok"), progress=progress.part(0.5))
        clip = shop.folder / shop.catalogue.product(sku).clips[0].file
        lines = (
            _("Practice shop: {path}").format(path=shown(shop.folder)),
            _("Clip: {path}").format(path=shown(clip)),
            _("Bundle: {path}").format(path=shown(made.path)),
        )
    console.answer({"shop": shop.folder, "clip": clip, "bundles": [bundle_json(made)]}, "\n".join(lines))
