"""vendor-cli sheet: products into the platforms' own sheets and feeds."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from vendor_app.catalogue.records import Product, Sku
from vendor_app.cli.base import FILE, Group, open_shop, with_console
from vendor_app.cli.console import Console, shown
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop import Shop

if TYPE_CHECKING:
    from vendor_app.bundle.sheets.feeds import Feed
    from vendor_app.bundle.sheets.fill import Filled
    from vendor_app.bundle.sheets.layouts import Shop as SellerCentre
    from vendor_app.bundle.variants import TooLong, TooMany

_CENTRES = ("tiktok-shop", "shopee", "lazada")
_FEEDS = ("meta", "google", "woocommerce", "shopify")
sheet = Group("sheet", help=_("Sheets and feeds that platforms take."))
_EVERY = click.option("--all", "every", is_flag=True, help=_("All products on sale."))
_OUT = click.option("--out", type=FILE, required=True, metavar="FILE", help=_("Where to write it."))
_URLS = click.option("--urls", type=FILE, metavar="FILE", help=_("Addresses of the pictures: CSV, XLSX or text."))


def _chosen(shop: Shop, skus: tuple[Sku, ...], every: bool) -> tuple[Product, ...]:
    if every:
        return shop.catalogue.products(order="name")
    if not skus:
        raise VendorError(_("No product is named."), _("Name SKUs, or all products with --all."))
    return tuple(shop.catalogue.product(sku) for sku in dict.fromkeys(skus))


@sheet.command("fill", help=_("Fill a template that you downloaded from TikTok Shop, Shopee or Lazada."))
@click.argument("template", type=FILE)
@click.argument("skus", metavar="SKU...", nargs=-1)
@_EVERY
@_OUT
@_URLS
@click.option("--sheet", "title", metavar="NAME", help=_("Which sheet, where the template has several."))
@with_console
def fill(
    console: Console,
    template: Path,
    skus: tuple[Sku, ...],
    every: bool,
    out: Path,
    urls: Path | None,
    title: str | None,
) -> None:
    """Fill the data rows of a template; everything else in it stays as it is."""
    from vendor_app.bundle.edited import words_of  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.sheets.fill import fill_template  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.sheets.urls import read_urls  # noqa: PLC0415 - start-up time

    known = None if urls is None else read_urls(urls)
    if out.exists() and out.samefile(template):
        raise VendorError(_("The template is not overwritten."), _("Choose another name with --out."))
    with open_shop(console) as shop:
        products, progress = _chosen(shop, skus, every), console.progress(quick=True)
        edited = words_of(shop, products)
        done = fill_template(template, products, out, urls=known, sheet=title, edited=edited, progress=progress)
    console.answer(
        _json(done), _("Rows filled from row {first} on: {rows}.").format(rows=done.rows, first=done.first_row)
    )
    _warn(console, done.too_many, done.too_long, done.shop)
    for one in done.missing:
        words = _("Still to choose in column {column} ({label}), products: {count}.")
        console.say(words.format(column=one.column, label=one.label, count=len(one.skus)))
    if done.pictures_missing:
        names = ", ".join(done.pictures_missing[:10])
        console.say(_("No address yet for: {names}").format(names=names))


def _warn(
    console: Console, crowded: "tuple[TooMany, ...]", long: "tuple[TooLong, ...]", centre: "SellerCentre"
) -> None:
    """Say which products have more colours and sizes, or longer ones, than the platform takes."""
    from vendor_app.bundle import variants  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.platforms import platform  # noqa: PLC0415 - start-up time

    for one in crowded:
        console.say(f"{one.sku}: {variants.too_many_words(one, platform(centre))}")
    if crowded:
        console.say(variants.too_many_hint())
    for name in long:
        console.say(f"{name.sku}: {variants.too_long_words(name, platform(centre))}")
    if long:
        console.say(variants.too_long_hint())


def _json(done: "Filled") -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(done, enc_hook=shown)
    return told


@sheet.command("make", help=_("Make a sheet with a platform's columns, without a template."))
@click.argument("skus", metavar="SKU...", nargs=-1)
@_EVERY
@click.option("--platform", "kind", type=click.Choice(_CENTRES), required=True)
@_OUT
@_URLS
@with_console
def make(
    console: Console, skus: tuple[Sku, ...], every: bool, kind: "SellerCentre", out: Path, urls: Path | None
) -> None:
    """Write our own listing sheet."""
    from vendor_app.bundle.edited import words_of  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.platforms import platform  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.sheets.own import write_listing  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.sheets.urls import read_urls  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.variants import too_long, too_many  # noqa: PLC0415 - start-up time

    known = None if urls is None else read_urls(urls)
    with open_shop(console) as shop:
        products = _chosen(shop, skus, every)
        count = write_listing(products, kind, out, known, edited=words_of(shop, products))
    crowded, long = too_many(products, platform(kind)), too_long(products, platform(kind))
    told = {
        "path": out,
        "rows": count,
        "too_many": msgspec.to_builtins(crowded),
        "too_long": msgspec.to_builtins(long),
    }
    console.answer(told, _("Rows written: {count}.").format(count=count))
    _warn(console, crowded, long, kind)


@sheet.command("feed", help=_("Write products as a feed: meta, google, woocommerce or shopify."))
@click.argument("skus", metavar="SKU...", nargs=-1)
@_EVERY
@click.option("--kind", type=click.Choice(_FEEDS), required=True)
@_OUT
@click.option(
    "--base", metavar="URL", help=_("Address under which your pages and pictures are; the shop's when left out.")
)
@with_console
def feed(console: Console, skus: tuple[Sku, ...], every: bool, kind: "Feed", out: Path, base: str | None) -> None:
    """Write a CSV that a website or a catalogue of ads reads."""
    from vendor_app.bundle.edited import words_of  # noqa: PLC0415 - start-up time
    from vendor_app.bundle.sheets.feeds import write_feed  # noqa: PLC0415 - start-up time

    with open_shop(console) as shop:
        products = _chosen(shop, skus, every)
        base = shop.site if base is None else base
        count = write_feed(products, kind, out, brand=shop.name, base=base, edited=words_of(shop, products))
    console.answer({"path": out, "rows": count}, _("Rows written: {count}.").format(count=count))
    if not base:
        console.say(_("Without --base the columns of addresses are empty; the platform will ask for them."))
