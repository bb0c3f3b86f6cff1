"""vendor-cli clip: the moving picture of a product."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, SECONDS, Group, Value, open_shop, with_console
from vendor_app.cli.console import Console, shown, table
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Cancelled

if TYPE_CHECKING:
    from vendor_app.clips import Clip, Outdated
    from vendor_app.shop import Shop
    from vendor_app.storyboard.model import Storyboard

NEW_ARRIVAL = "new-arrival"
_NO_MUSIC = "none"
_OPENINGS = ("template", "price", "motion", "question")
_MOST_LINES = 60
_LARGEST_LINES = 20_000
"""Bytes."""


def _opening(text: str) -> str:
    if text not in _OPENINGS:
        raise VendorError(
            _('A clip cannot begin with "{what}".').format(what=text),
            _("Choose one of these: {names}.").format(names=", ".join(_OPENINGS[1:])),
        )
    return text


OPENING = Value("price|motion|question", _opening)

clip = Group("clip", help=_("Clips of products."))


@clip.command("make", help=_("Make a clip of a product."))
@click.argument("sku")
@click.option("--template", default=NEW_ARRIVAL, metavar="NAME", help=_("Clip style: new-arrival, wholesale …"))
@click.option("--seconds", type=SECONDS, default=15, help=_("Length, 6 to 58; 15 when left out."))
@click.option("--music", metavar="NAME|none", help=_("Piece of music, or none; the style's own when left out."))
@click.option("--voice", type=FILE, metavar="FILE.wav", help=_("A recorded voice."))
@click.option("--lines", type=FILE, metavar="FILE.txt", help=_("What is spoken, line by line: becomes subtitles."))
@click.option("--opening", type=OPENING, default="template", help=_("What the clip begins with."))
@click.option("--with", "others", multiple=True, metavar="SKU", help=_("A further product to show; may be repeated."))
@click.option("--no-beat", is_flag=True, help=_("Change pictures without regard to the beat of the music."))
@click.option("--out", type=FILE, metavar="FILE.mp4", help=_("Where to write it; into the shop when left out."))
@with_console
def make(console: Console, sku: Sku, voice: Path | None, out: Path | None, **options: Any) -> None:
    """Make a clip and its voice-only twin."""
    from msgspec.structs import replace  # noqa: PLC0415 - start-up time

    from vendor_app.making import make_clip  # noqa: PLC0415 - start-up time
    from vendor_app.planning import plan_clip  # noqa: PLC0415 - start-up time
    from vendor_app.storyboard import templates  # noqa: PLC0415 - start-up time
    from vendor_app.storyboard.refusals import advice  # noqa: PLC0415 - start-up time

    style = templates.template(options["template"])
    lines = () if options["lines"] is None else _read_lines(options["lines"])
    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        others = [shop.catalogue.product(other) for other in dict.fromkeys(options["others"])]
        _require_others(product.sku, [other.sku for other in others])
        edit = _edit(style.name, lines, options)
        for sentence in advice(product, style):
            console.say(sentence)
        edit, progress = replace(edit, others=tuple(other.id for other in others)), console.progress()
        board = plan_clip(shop, product, edit, progress=progress)
        if console.is_watched:
            _foretell(console, board)
        made = make_clip(shop, product, style, storyboard=board, voice=voice, out=out, progress=progress)
    console.answer(
        _as_json(made), _("Made {path} in {seconds} seconds.").format(path=shown(made.path), seconds=_spent(made))
    )


def _foretell(console: Console, board: "Storyboard") -> None:
    """Say how long the making will take, to whoever waits for it; at the first time the machine is looked at."""
    from vendor_app.machine import glance, said  # noqa: PLC0415 - start-up time
    from vendor_app.rendering import expected_seconds  # noqa: PLC0415 - start-up time

    glance(console.progress(quick=True))
    if (seconds := expected_seconds(board)) is not None:
        console.remark(_("Making the clip takes about {seconds} seconds.").format(seconds=said(seconds)))


def _edit(template: str, lines: tuple[str, ...], options: dict[str, Any]) -> Any:
    """Return what was decided on the command line."""
    from vendor_app.storyboard.edit import ClipEdit  # noqa: PLC0415 - start-up time

    music = options["music"]
    return ClipEdit(
        template=template,
        seconds=options["seconds"],
        music="default" if music is None else None if music == _NO_MUSIC else music,
        on_beat=not options["no_beat"],
        opening=options["opening"],
        lines=lines,
    )


def _require_others(sku: Sku, others: list[Sku]) -> None:
    from vendor_app.storyboard.plan import MOST_OTHERS  # noqa: PLC0415 - start-up time

    if sku in others:
        raise VendorError(
            _("{sku} is the product of the clip already.").format(sku=sku), _("Name other products with --with.")
        )
    if len(others) > MOST_OTHERS:
        raise VendorError(
            _("A clip cannot show {count} products.").format(count=len(others) + 1),
            _("Name {most} further products at most.").format(most=MOST_OTHERS),
        )


def _read_lines(file: Path) -> tuple[str, ...]:
    """Read what is spoken. Raises VendorError for a file that is missing, empty, endless or no text."""
    again = _("Write what is spoken into a text file, one sentence a line, and save it as UTF-8.")
    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST_LINES + 1)
        lines = tuple(line.strip() for line in content.decode("utf-8-sig").splitlines() if line.strip())
    except OSError as problem:
        raise VendorError(_("The file {name} cannot be opened.").format(name=shown(file)), again) from problem
    except UnicodeDecodeError as problem:
        raise VendorError(_("The file {name} is no text.").format(name=shown(file)), again) from problem
    if not lines:
        raise VendorError(_("There is not a line in {name}.").format(name=shown(file)), again)
    if len(content) > _LARGEST_LINES or len(lines) > _MOST_LINES:
        raise VendorError(
            _("{name} is too long for a clip.").format(name=shown(file)),
            _("A clip has room for {most} lines at most.").format(most=_MOST_LINES),
        )
    return lines


def _as_json(made: "Clip") -> dict[str, Any]:
    return {
        "clip": made.path,
        "voice_only": made.voice_only,
        "storyboard": made.storyboard_path,
        "seconds": made.storyboard.seconds,
        "render_seconds": round(made.render_seconds, 2),
    }


def _spent(made: "Clip") -> str:
    return f"{made.render_seconds:.1f}"


@clip.command("templates", help=_("List the clip styles."))
@with_console
def list_templates(console: Console) -> None:
    """Print name, title and description of each style."""
    from vendor_app.storyboard.templates import templates  # noqa: PLC0415 - start-up time

    rows = [(one.name, str(one.title), str(one.description)) for one in templates()]
    keys = ("name", "title", "description")
    console.answer(
        {"templates": [dict(zip(keys, row, strict=True)) for row in rows]},
        table((_("Name"), _("Title"), _("Description")), rows),
    )


@clip.command("outdated", help=_("List the clips that show an old price or an old photo."))
@with_console
def outdated(console: Console) -> None:
    """Print which clips no longer show their product as it is, and why."""
    from vendor_app.clips import outdated_clips  # noqa: PLC0415 - start-up time

    with open_shop(console) as shop:
        found = outdated_clips(shop)
        clips = [
            {
                "sku": one.product.sku,
                "template": one.record.template,
                "clip": shop.folder / one.record.file,
                "reason": one.why,
            }
            for one in found
        ]
    names = {"price": _("Price changed"), "photo": _("Photo edited"), "both": _("Price changed, photo edited")}
    rows = [(one.product.sku, one.record.template, names[one.why], one.product.name) for one in found]
    headers = (_("SKU"), _("Clip style"), _("Why"), _("Name"))
    console.answer({"outdated": clips}, table(headers, rows) if rows else _all_right())


def _all_right() -> str:
    return _("Every clip shows the prices and photos of today.")


@clip.command("renew", help=_("Make clips again that show an old price or photo: of these products, or with --all."))
@click.argument("skus", nargs=-1, metavar="[SKU]...")
@click.option("--all", "every", is_flag=True, help=_("All clips that show an old price or photo."))
@with_console
def renew(console: Console, skus: tuple[Sku, ...], every: bool) -> None:
    """Renew outdated clips, each as it was decided; go on with the next when one cannot be made."""
    from vendor_app.clips import outdated_clips  # noqa: PLC0415 - start-up time

    if not skus and not every:
        raise click.MissingParameter(ctx=click.get_current_context(), param_hint="SKU|--all")
    if skus and every:
        raise click.UsageError("either SKUs or --all", click.get_current_context())
    renewed: list[dict[str, Any]] = []
    rejected: list[dict[str, str]] = []
    with open_shop(console) as shop:
        products = None if every else [shop.catalogue.product(sku) for sku in dict.fromkeys(skus)]
        try:
            _renew_all(console, shop, outdated_clips(shop, products), renewed, rejected)
        except Cancelled:
            if not renewed:
                raise
            _tell_renewed(console, renewed, rejected)
            console.say(_("Stopped. What is listed here is finished and stays."))
            raise click.exceptions.Exit(1) from None
    _tell_renewed(console, renewed, rejected)
    for one in rejected:
        console.say(f"{one['sku']} {one['template']}: {one['reason']}")
    if rejected:
        raise click.exceptions.Exit(1)


def _renew_all(
    console: Console,
    shop: "Shop",
    found: Iterable["Outdated"],
    renewed: list[dict[str, Any]],
    rejected: list[dict[str, str]],
) -> None:
    from vendor_app.making import renew_clip  # noqa: PLC0415 - start-up time

    found = tuple(found)
    progress = console.progress()
    for one in found:
        what = {"sku": one.product.sku, "template": one.record.template}
        try:
            made = renew_clip(shop, one.product.id, one.record.template, progress.part(1 / len(found)))
            renewed.append({**what, **_as_json(made)})
        except VendorError as problem:
            rejected.append({**what, "reason": str(problem)})


def _tell_renewed(console: Console, renewed: list[dict[str, Any]], rejected: list[dict[str, str]]) -> None:
    lines = [_("Made anew: {path}").format(path=shown(one["clip"])) for one in renewed]
    if not renewed and not rejected:
        lines = [_all_right()]
    console.answer({"renewed": renewed, **({"rejected": rejected} if rejected else {})}, "\n".join(lines))
