"""vendor-cli clip: the moving picture of a product."""

from pathlib import Path
from typing import Any

import click

from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, SECONDS, Group, open_shop, with_console
from vendor_app.cli.console import Console, shown
from vendor_app.language import _

NEW_ARRIVAL = "new-arrival"
_NO_MUSIC = "none"


clip = Group("clip", help=_("Clips of products."))


@clip.command("make", help=_("Make a clip of a product."))
@click.argument("sku")
@click.option("--template", default=NEW_ARRIVAL, metavar="NAME", help=_("Clip style: new-arrival, wholesale …"))
@click.option("--seconds", type=SECONDS, default=15, help=_("Length, 6 to 58; 15 when left out."))
@click.option("--music", metavar="NAME|none", help=_("Piece of music, or none; the style's own when left out."))
@click.option("--voice", type=FILE, metavar="FILE.wav", help=_("A recorded voice."))
@click.option("--out", type=FILE, metavar="FILE.mp4", help=_("Where to write it; into the shop when left out."))
@with_console
def make(
    console: Console, sku: Sku, template: str, seconds: int, music: str | None, voice: Path | None, out: Path | None
) -> None:
    """Make a clip and its voice-only twin."""
    from vendor_app.making import make_clip  # noqa: PLC0415 - start-up time
    from vendor_app.storyboard import templates  # noqa: PLC0415 - start-up time

    chosen: dict[str, Any] = {} if music is None else {"music": None if music == _NO_MUSIC else music}
    style = templates.template(template)
    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        made = make_clip(
            shop, product, style, seconds=seconds, voice=voice, out=out, progress=console.progress(), **chosen
        )
    console.answer(
        {
            "clip": made.path,
            "voice_only": made.voice_only,
            "storyboard": made.storyboard_path,
            "seconds": made.storyboard.seconds,
            "render_seconds": round(made.render_seconds, 2),
        },
        _("Made {path} in {seconds} seconds.").format(path=shown(made.path), seconds=f"{made.render_seconds:.1f}"),
    )
