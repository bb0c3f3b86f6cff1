"""vendor-cli bundle: what is ready to post, and whether it is still whole."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_app.bundle.model import Bundle, CheckResult
from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, Group, open_shop, with_console
from vendor_app.cli.console import Console, shown
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Cancelled

if TYPE_CHECKING:
    from vendor_app.bundle.platforms import Platform

_EVERY = "all"
_CHECK_KEYS = ("name", "level", "message", "hint")
_MARKS = {"pass": "✓", "warn": "!", "fail": "✗"}


bundle = Group("bundle", help=_("Bundles ready to post."))


@bundle.command("make", help=_("Make a bundle of each product for each platform."))
@click.argument("skus", metavar="SKU...", nargs=-1, required=True)
@click.option(
    "--platform",
    "names",
    metavar="NAME",
    multiple=True,
    required=True,
    help=_("Where to post: tiktok, shopee …; all for every platform."),
)
@click.option("--out", type=FILE, metavar="FOLDER", help=_("Folder to put the bundles in; the shop's when left out."))
@click.option("--zip", "zipped", is_flag=True, help=_("Make one ZIP file of each."))
@with_console
def make(console: Console, skus: tuple[Sku, ...], names: tuple[str, ...], out: Path | None, zipped: bool) -> None:
    """Make every bundle that can be made; list the others."""
    from vendor_app.bundling import make_bundles  # noqa: PLC0415 - start-up time

    platforms, wanted = _chosen(names), tuple(dict.fromkeys(skus))
    made: list[Bundle] = []
    rejected: list[dict[str, str]] = []
    progress = console.progress()
    try:
        with open_shop(console) as shop:
            for sku in wanted:
                part = progress.part(1 / len(wanted))
                try:
                    product = shop.catalogue.product(sku)
                    made += make_bundles(shop, product, platforms, out=out, zipped=zipped, progress=part)
                except VendorError as problem:
                    rejected += ({"sku": sku, "platform": one.name, "reason": str(problem)} for one in platforms)
    except Cancelled:
        if not made:
            raise
        _tell_made(console, made, rejected)
        console.say(_("Stopped. What is listed here is finished and stays."))
        raise click.exceptions.Exit(1) from None
    _tell_made(console, made, rejected)
    _tell_rejected(console, rejected)


def _chosen(names: tuple[str, ...]) -> "tuple[Platform, ...]":
    """Return the platforms that are named, each once. Raises VendorError for a name that there is not."""
    from vendor_app.bundle.platforms import platform, platforms  # noqa: PLC0415 - start-up time

    if _EVERY in {name.strip().casefold() for name in names}:
        return platforms()
    return tuple({one.name: one for one in map(platform, names)}.values())


def _tell_made(console: Console, made: list[Bundle], rejected: list[dict[str, str]]) -> None:
    console.answer(
        {"bundles": [bundle_json(one) for one in made], **({"rejected": rejected} if rejected else {})},
        "\n".join(map(_described, made)),
    )


def _tell_rejected(console: Console, rejected: list[dict[str, str]]) -> None:
    if rejected:
        for line in dict.fromkeys(f"{one['sku']}: {one['reason']}" for one in rejected):
            console.say(line)
        raise click.exceptions.Exit(1)


def bundle_json(one: Bundle) -> dict[str, object]:
    """Return a bundle as a script reads it."""
    return {
        "platform": one.platform,
        "folder": one.path,
        "checks": [{key: getattr(check, key) for key in _CHECK_KEYS} for check in one.checks],
    }


def _described(one: Bundle) -> str:
    return "\n".join((_("Bundle: {path}").format(path=shown(one.path)), *map(_check_line, one.checks)))


def _check_line(check: CheckResult) -> str:
    return f"  {_MARKS[check.level]} {check.message}" + (f" · {check.hint}" if check.hint else "")


@bundle.command("check", help=_("See whether a bundle is as it was made: nothing changed, missing or extra."))
@click.argument("path", metavar="FOLDER|ZIP", type=FILE)
@with_console
def check_bundle(console: Console, path: Path) -> None:
    """Compare a bundle with its own list."""
    from vendor_app.bundle.verify import verify_bundle  # noqa: PLC0415 - start-up time

    problems = verify_bundle(path, console.progress(quick=True))
    text = "" if problems else _("The bundle is whole.")
    console.answer({"valid": not problems, "problems": list(problems)}, text)
    for problem in problems:
        console.say(problem)
    if problems:
        raise click.exceptions.Exit(1)


@bundle.command("know", help=_("Answer “I know” to checks: they are not asked again about this product."))
@click.argument("sku", metavar="SKU")
@click.argument("names", metavar="CHECK...", nargs=-1, required=True)
@click.option("--forget", is_flag=True, help=_("Ask again after all."))
@with_console
def know_checks(console: Console, sku: Sku, names: tuple[str, ...], forget: bool) -> None:
    """Remember or forget that the vendor knows what checks find."""
    from vendor_app.bundle.answers import ask_again, know, known_checks  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.platforms import platforms  # noqa: PLC0415 - start-up time
    from vendor_app.bundling import check_product  # noqa: PLC0415 - start-up time

    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        results = [] if forget else [one for each in platforms() for one in check_product(shop, product, each)]
        for name in names:
            found = [one for one in results if one.name == name and (one.level != "pass" or one.known is True)]
            if not forget and not found:
                raise VendorError(
                    _("The check “{name}” has found nothing in {sku}.").format(name=name, sku=sku),
                    _(
                        "Its name stands with each answer of: vendor-cli --json bundle make {sku} --platform tiktok"
                    ).format(sku=sku),
                )
            for one in found:
                know(shop, product.id, one)
            if forget:
                ask_again(shop, product.id, name)
        known = sorted(known_checks(shop, product.id))
    console.answer({"sku": sku, "known": known}, _("Known: {names}").format(names=", ".join(known) or "-"))
